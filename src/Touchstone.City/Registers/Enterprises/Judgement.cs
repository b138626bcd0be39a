namespace Touchstone.City.Registers.Enterprises;

/// <summary>
/// The points that a reviewer gave a firm for one item of a rulebook's edition, for a year of assessment. Of several the latest day counts; without points, what was given before is taken back from
/// that day on. It serves the city's own pre-assessment and recognises nobody.
/// </summary>
public sealed class Judgement : RegisterRow
{
    public long Firm { get; set; }
    /// <summary>The rulebook's id.</summary>
    public string Rulebook { get; set; } = "";
    public string Edition { get; set; } = "";
    /// <summary>The year of assessment: the year after the last fiscal year.</summary>
    public long Year { get; set; }
    /// <summary>The item's id.</summary>
    public string Item { get; set; } = "";
    public DateOnly? JudgedOn { get; set; }
    public double? Points { get; set; }
    /// <summary>Whose judgement it is, as a body or a number; null: that of whoever recorded it.</summary>
    public string? Reviewer { get; set; }
    public string? Reason { get; set; }
    /// <summary>Who recorded it last.</summary>
    public string RecordedBy { get; set; } = "";
}
