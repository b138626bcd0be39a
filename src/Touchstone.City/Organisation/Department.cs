using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Organisation;

/// <summary>A department of the city.</summary>
public sealed class Department : IVersioned
{
    public required string Code { get; init; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public long Version { get; set; }

    public Text Name => new(NameZh, NameEn);
}

/// <summary>Whether a stated fact was checked against its source.</summary>
public enum Verification
{
    /// <summary>Not checked; shown as such (†).</summary>
    Unverified,
    /// <summary>Checked against the document named.</summary>
    Verified,
}

/// <summary>Which department owes what, from when to when, and by which document.</summary>
public sealed class Duty : IVersioned
{
    public long Id { get; init; }
    public required string Department { get; init; }
    public required string DutyZh { get; init; }
    public required string DutyEn { get; init; }
    public required DateOnly From { get; init; }
    /// <summary>Last day; null = still in force.</summary>
    public DateOnly? To { get; set; }
    /// <summary>The document that says so.</summary>
    public required string Basis { get; set; }
    public Verification Verification { get; set; }
    /// <summary>The indicators the duty is answerable for.</summary>
    public List<DutyIndicator> Indicators { get; init; } = [];
    public long Version { get; set; }

    public Text Name => new(DutyZh, DutyEn);
    public bool InForce(DateOnly on) => From <= on && (To is null || on <= To);
}

/// <summary>An indicator that a duty is answerable for.</summary>
public sealed class DutyIndicator
{
    public long DutyId { get; init; }
    public required IndicatorCode Indicator { get; init; }
}
