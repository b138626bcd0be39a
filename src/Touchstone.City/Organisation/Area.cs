using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Organisation;

/// <summary>What kind of area.</summary>
public enum AreaKind
{
    /// <summary>Province level (GB/T 2260 ..0000).</summary>
    Province,
    /// <summary>Prefecture level (GB/T 2260 ....00).</summary>
    Prefecture,
    /// <summary>County level.</summary>
    County,
    /// <summary>A functional zone: development zone, high-tech zone, new port. It overlaps divisions.</summary>
    Zone,
}

/// <summary>Whether an area is on the list of national innovative cities.</summary>
public enum Designation
{
    /// <summary>Not on the list.</summary>
    None,
    /// <summary>A national innovative city.</summary>
    InnovationCity,
}

/// <summary>A GB/T 2260 division or a functional zone.</summary>
public sealed class Area : IVersioned
{
    public required AreaCode Code { get; init; }
    public required AreaKind Kind { get; set; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    /// <summary>The division above, or for a zone the city that runs it.</summary>
    public AreaCode? Parent { get; set; }
    public Designation Designation { get; set; }
    /// <summary>The batch in which it became a national innovative city, as the list names it.</summary>
    public string? Batch { get; set; }
    /// <summary>Where the designation is published.</summary>
    public string? Source { get; set; }
    public long Version { get; set; }

    public Text Name => new(NameZh, NameEn);
    public bool IsInnovationCity => Designation == Designation.InnovationCity;

    /// <summary>The area that keeps the database: the one whose own counties and zones are in it; null: none are.</summary>
    public static AreaCode? Keeper(IEnumerable<Area> areas) => areas.Where(a => a is { Kind: AreaKind.County or AreaKind.Zone, Parent: not null }).GroupBy(a => a.Parent!.Value)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => (AreaCode?)g.Key).FirstOrDefault();
}

/// <summary>A functional zone lies in, or over, a division: whoever sums over both counts twice.</summary>
public sealed class AreaOverlap
{
    public required AreaCode Zone { get; init; }
    public required AreaCode Division { get; init; }
}
