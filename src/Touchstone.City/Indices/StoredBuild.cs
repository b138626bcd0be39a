using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>A build of an index: immutable, under the identity the engine gave it. Re-running the engine over <see cref="Files"/> gives the same identity.</summary>
public sealed class StoredBuild : IAppendOnly
{
    public required BuildId Id { get; init; }
    public required string Index { get; init; }
    public required long Edition { get; init; }
    /// <summary>The day as known on which the cells were taken; null = the moment of the build.</summary>
    public DateOnly? KnownOn { get; init; }
    /// <summary>The last moment that counted, UTC.</summary>
    public required DateTime KnownUntil { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string Actor { get; init; }
    /// <summary>The periods asked for, as written, joined by <c>;</c>.</summary>
    public required string Periods { get; init; }
    public required string MethodsVersion { get; init; }
    /// <summary>Scores are comparable with those of builds in the same frame only.</summary>
    public required string FrameId { get; init; }
    public required long Units { get; init; }
    public required long RankedUnits { get; init; }
    public required long Indicators { get; init; }
    /// <summary>Cells with a value, and cells asked for.</summary>
    public required long Cells { get; init; }
    public required long CellsWanted { get; init; }
    public List<StoredBuildFile> Files { get; init; } = [];

    /// <summary>The periods, earliest first.</summary>
    public IEnumerable<Period> PeriodList => Periods.Split(';').Select(PeriodAsString.Parse);
}

/// <summary>A file of the complete input folder of a build, in canonical form.</summary>
public sealed class StoredBuildFile : IAppendOnly
{
    public required BuildId Build { get; init; }
    public required string Name { get; init; }
    public required string FileHash { get; init; }
}

/// <summary>A score of a node in a row, as the engine gave it.</summary>
public sealed class ScoreRow : IAppendOnly
{
    public required BuildId Build { get; init; }
    /// <summary>As <see cref="Model.Period"/> writes it; empty for an index of one unnamed period.</summary>
    public required string Period { get; init; }
    public required UnitCode Unit { get; init; }
    public required IndicatorCode Node { get; init; }
    /// <summary>1 = indicator, counted upwards.</summary>
    public required long Level { get; init; }
    public double? Score { get; init; }
    /// <summary>1 = best; null = unranked or missing.</summary>
    public double? Rank { get; init; }
    public required RowStatus Status { get; init; }
    /// <summary>Share of applicable indicators present before imputation.</summary>
    public double? Availability { get; init; }
    /// <summary>Share of the weight that stood on missing children and was rescaled.</summary>
    public required double Rescaled { get; init; }
    public required CellMarks Marks { get; init; }
}

/// <summary>Which observation gave a cell of a build's input.</summary>
public sealed class CellOrigin : IAppendOnly
{
    public required BuildId Build { get; init; }
    public required string Period { get; init; }
    public required UnitCode Unit { get; init; }
    public required IndicatorCode Indicator { get; init; }
    public required long Observation { get; init; }
    /// <summary>Sources that spoke of the cell, the preferred one included.</summary>
    public required long Candidates { get; init; }
}
