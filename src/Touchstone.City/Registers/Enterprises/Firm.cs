using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>Whether a firm is there.</summary>
public enum FirmStatus
{
    Active,
    /// <summary>Moved to another city.</summary>
    MovedAway,
    /// <summary>Struck off.</summary>
    Closed,
    /// <summary>Joined into another firm.</summary>
    Merged,
}

/// <summary>The supported technology fields of the high-tech rules.</summary>
public enum TechnologyField
{
    Electronics,
    Biology,
    Aerospace,
    NewMaterials,
    HighTechServices,
    NewEnergy,
    Environment,
    Manufacturing,
}

/// <summary>A firm, known by its unified social credit code.</summary>
public sealed class Firm : NamedRow
{
    /// <summary>The names it had before, the latest last, a line each.</summary>
    public string? FormerNames { get; set; }
    public AreaCode? Division { get; set; }
    /// <summary>The development zone, high-tech zone or new port it is in; zones overlap divisions.</summary>
    public AreaCode? Zone { get; set; }
    public string? Address { get; set; }
    public DateOnly? Registered { get; set; }
    /// <summary>The class of GB/T 4754.</summary>
    public string? Industry { get; set; }
    public TechnologyField? Field { get; set; }
    public string? MainProduct { get; set; }
    public YesNo? AboveScale { get; set; }
    public YesNo? Manufacturing { get; set; }
    /// <summary>In fen.</summary>
    public long? Capital { get; set; }
    public FirmStatus Status { get; set; }
    /// <summary>The day it was struck off or moved away.</summary>
    public DateOnly? LeftOn { get; set; }
    /// <summary>The firm it was joined into.</summary>
    public long? MergedInto { get; set; }
    public string? Contact { get; set; }
    public string? Phone { get; set; }
    public string? Remark { get; set; }
    /// <summary>Yes for a made-up firm, known by its reserved code; shown wherever the firm is.</summary>
    public YesNo Fictitious { get; set; }
    /// <summary>The last day of its latest high-tech certificate.</summary>
    public DateOnly? HighTechUntil { get; set; }
    /// <summary>The last day of its latest entry as a technology SME.</summary>
    public DateOnly? TechSmeUntil { get; set; }
}
