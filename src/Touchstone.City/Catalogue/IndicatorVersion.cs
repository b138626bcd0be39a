using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Catalogue;

/// <summary>How far the description of an indicator is checked: the marks of the city's own documents.</summary>
public enum CatalogueMark
{
    /// <summary>V: read in the official text.</summary>
    Verified,
    /// <summary>V2: read in an encoding of the official text.</summary>
    SecondHand,
    /// <summary>M: from memory; shown as unverified (†).</summary>
    Memory,
    /// <summary>?: not known; shown as unverified (†).</summary>
    Unknown,
    /// <summary>D: our own design.</summary>
    Ours,
}

/// <summary>What an indicator means from a day on. A change of meaning is a new version; a version is never changed.</summary>
public sealed class IndicatorVersion : IAppendOnly
{
    public required IndicatorCode Code { get; init; }
    public required string Edition { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required string NameZh { get; init; }
    public required string NameEn { get; init; }
    public required string UnitZh { get; init; }
    public required string UnitEn { get; init; }
    public required Direction Direction { get; init; }
    public string? DefinitionZh { get; init; }
    public string? DefinitionEn { get; init; }
    /// <summary>How it is computed, in words or as numerator ÷ denominator.</summary>
    public string? Formula { get; init; }
    public string? SourceZh { get; init; }
    public string? SourceEn { get; init; }
    /// <summary>The department responsible.</summary>
    public string? Department { get; init; }
    /// <summary>Form, issuer, approval and validity, as the document names them.</summary>
    public string? LegalBasis { get; init; }
    public required CatalogueMark Mark { get; init; }
    public required Frequency Frequency { get; init; }
    /// <summary>A value may be given out this many days after its period has ended; null = at once.</summary>
    public long? ReleaseDays { get; init; }

    public Text Name => new(NameZh, NameEn);
    public Text Unit => new(UnitZh, UnitEn);
    public Text Definition => new(DefinitionZh ?? "", DefinitionEn ?? "");
    public Text Source => new(SourceZh ?? "", SourceEn ?? "");
    public bool IsVerified => Mark is CatalogueMark.Verified or CatalogueMark.SecondHand or CatalogueMark.Ours;
}
