using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>An uncertainty analysis of a build: the index made again over the scenarios that an edition of its definition declares.</summary>
public sealed class RangeRun : IAppendOnly
{
    public required BuildId Build { get; init; }
    public required string Index { get; init; }
    /// <summary>The edition whose <c>uncertainty.yaml</c> was used; the same build may be asked with a later one.</summary>
    public required long Edition { get; init; }
    public required DateTime ComputedAt { get; init; }
    public required string Actor { get; init; }
    public required long Scenarios { get; init; }
    public required long Seed { get; init; }
    /// <summary>The share of scenarios that a range covers.</summary>
    public required double Level { get; init; }
    /// <summary>How far an end of the widest-spread unit's range of ranks may still be from where endless scenarios would put it, in ranks.</summary>
    public required double RankError { get; init; }
}

/// <summary>The range of a unit's rank and score on the index itself over the scenarios of a <see cref="RangeRun"/>. It says what the declared choices and errors do, and is no confidence interval.</summary>
public sealed class RankRange : IAppendOnly
{
    public required BuildId Build { get; init; }
    public required long Edition { get; init; }
    /// <summary>As <see cref="ScoreRow.Period"/>.</summary>
    public required string Period { get; init; }
    public required UnitCode Unit { get; init; }
    /// <summary>Ranks; null where no scenario ranks the unit.</summary>
    public double? Low { get; init; }
    public double? Median { get; init; }
    public double? High { get; init; }
    /// <summary>Ranks when only the method varies, and when only the data varies; null where not both do.</summary>
    public double? MethodLow { get; init; }
    public double? MethodHigh { get; init; }
    public double? DataLow { get; init; }
    public double? DataHigh { get; init; }
    public double? ScoreLow { get; init; }
    public double? ScoreMedian { get; init; }
    public double? ScoreHigh { get; init; }
    /// <summary>The share of scenarios that rank the unit.</summary>
    public required double ScenariosRanked { get; init; }
}
