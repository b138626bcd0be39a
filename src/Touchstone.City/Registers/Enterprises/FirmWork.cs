namespace Touchstone.City.Registers.Enterprises;

/// <summary>How far an application is.</summary>
public enum ApplicationStage
{
    Preparing,
    Filed,
    CityChecked,
    Recommended,
    UnderReview,
    Noticed,
    Recognised,
    Refused,
    Withdrawn,
}

/// <summary>A firm's application for a rung in a year.</summary>
public sealed class Application : RegisterRow
{
    public long Firm { get; set; }
    public Rung Rung { get; set; }
    public long Year { get; set; }
    public string? Batch { get; set; }
    public ApplicationStage Stage { get; set; }
    public DateOnly? FiledOn { get; set; }
    /// <summary>The day it came to its present stage.</summary>
    public DateOnly? StageOn { get; set; }
    public YesNo? FirstTime { get; set; }
    public string? Remark { get; set; }
}

/// <summary>Where a firm in the cultivation library stands.</summary>
public enum CultivationStatus
{
    InTraining,
    Applied,
    Recognised,
    Left,
}

/// <summary>A firm in the cultivation library (后备库): being prepared for a rung.</summary>
public sealed class Cultivation : RegisterRow
{
    public long Firm { get; set; }
    public Rung Rung { get; set; }
    public long EntryYear { get; set; }
    public DateOnly? EnteredOn { get; set; }
    public long? ExpectedYear { get; set; }
    /// <summary>Who at the bureau, or which agency, looks after it.</summary>
    public string? Coach { get; set; }
    public CultivationStatus Status { get; set; }
    /// <summary>What it lacked when it entered, as a person noted it; what it lacks today is computed.</summary>
    public string? Gap { get; set; }
    public string? Remark { get; set; }
}

/// <summary>What became of a need.</summary>
public enum NeedStatus
{
    None,
    Open,
    HandedOn,
    Solved,
}

/// <summary>A visit to a firm, and what it needs.</summary>
public sealed class Visit : RegisterRow
{
    public long Firm { get; set; }
    public DateOnly? VisitedOn { get; set; }
    public string Subject { get; set; } = "";
    public string? Visitor { get; set; }
    public string? Said { get; set; }
    public string? Need { get; set; }
    public NeedStatus NeedStatus { get; set; }
    public string? Responsible { get; set; }
    public DateOnly? DueOn { get; set; }
    public string? Outcome { get; set; }
}

/// <summary>A yearly or occasional report that a firm owes the authority.</summary>
public enum FilingKind
{
    /// <summary>Update of the technology SME's information, by 31 March.</summary>
    SmeUpdate,
    /// <summary>The high-tech firm's annual report, by 31 May.</summary>
    AnnualReport,
    /// <summary>Report of a change of name or a major change, within three months.</summary>
    ChangeReport,
    /// <summary>Update of an innovative, specialised or little-giant firm's information, by 30 April.</summary>
    YearlyUpdate,
}

/// <summary>A report that a firm has made.</summary>
public sealed class Filing : RegisterRow
{
    public long Firm { get; set; }
    public FilingKind Kind { get; set; }
    public long Year { get; set; }
    public DateOnly? FiledOn { get; set; }
    public string? Remark { get; set; }
}

/// <summary>How two firms belong together.</summary>
public enum RelationKind
{
    /// <summary>The first was joined into the second; what the first has counts for the second.</summary>
    Merge,
    /// <summary>The second was split off the first, and took some of its rows.</summary>
    Split,
}

/// <summary>A merge or split of firms, which can be taken back.</summary>
public sealed class FirmRelation : Storage.IVersioned
{
    public long Id { get; init; }
    public required RelationKind Kind { get; init; }
    public required long From { get; init; }
    public required long Into { get; init; }
    public required DateOnly ValidFrom { get; init; }
    /// <summary>What the first firm's status was before a merge; null for a split, and where it was not kept: it was active.</summary>
    public FirmStatus? FormerStatus { get; init; }
    /// <summary>Rows that a split moved, as <c>register:row</c>, joined by commas.</summary>
    public required string Moved { get; init; }
    public string? Citation { get; init; }
    public required DateTime RecordedAt { get; init; }
    public required string Actor { get; init; }
    public DateTime? UndoneAt { get; set; }
    public string? UndoneBy { get; set; }
    public long Version { get; set; }
}
