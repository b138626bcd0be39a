namespace Touchstone.City.Registers.Enterprises;

/// <summary>The rungs that a firm can stand on. They are tracks that cross, not one ladder; each has its own authority, and only that authority recognises.</summary>
public enum Rung
{
    InnovativeSme,
    TechSme,
    HighTech,
    Specialised,
    LittleGiant,
    Gazelle,
    PotentialUnicorn,
    Unicorn,
}

/// <summary>Whether a recognition stands.</summary>
public enum RecognitionStatus
{
    Valid,
    /// <summary>Taken back by the authority.</summary>
    Revoked,
}

/// <summary>A recognition as the authority published it. The days of notice, recognition and effect are kept apart: they differ, and each decides something else.</summary>
public sealed class Recognition : RegisterRow
{
    public long Firm { get; set; }
    /// <summary>The firm's name as the notice writes it.</summary>
    public string? NameAsWritten { get; set; }
    public Rung Rung { get; set; }
    /// <summary>Certificate or registration number.</summary>
    public string? Number { get; set; }
    public string? Batch { get; set; }
    /// <summary>The day of the public notice.</summary>
    public DateOnly? NoticeOn { get; set; }
    /// <summary>The day of recognition: the certificate's date.</summary>
    public DateOnly? RecognisedOn { get; set; }
    /// <summary>From when it has effect, such as the tax rate.</summary>
    public DateOnly? EffectiveFrom { get; set; }
    public DateOnly? ValidFrom { get; set; }
    /// <summary>The last day.</summary>
    public DateOnly? ValidTo { get; set; }
    public string? Issuer { get; set; }
    public RecognitionStatus Status { get; set; }
    /// <summary>From this day it no longer stands.</summary>
    public DateOnly? RevokedOn { get; set; }
    /// <summary>The notice, with its number.</summary>
    public string? Document { get; set; }
    public string? Remark { get; set; }
}

/// <summary>What may become of a doubtful row.</summary>
public enum DoubtState
{
    Open,
    /// <summary>A person said which firm it is.</summary>
    Settled,
    /// <summary>A person said that it is not ours.</summary>
    Dropped,
}

/// <summary>A published row whose firm is not sure: nobody of that name, several, or code and name that disagree. It waits for a person.</summary>
public sealed class DoubtfulRow : Storage.IVersioned
{
    public long Id { get; init; }
    public required string Register { get; init; }
    /// <summary>What tells it from other doubtful rows of the register, so that a file sent twice asks once.</summary>
    public required string Key { get; init; }
    /// <summary>The row's values without its firm, as canonical text; JSON.</summary>
    public required string Values { get; init; }
    public string? WrittenCode { get; init; }
    public string? WrittenName { get; init; }
    public required string ReasonZh { get; init; }
    public required string ReasonEn { get; init; }
    /// <summary>Numbers of firms it may be, the likeliest first, joined by commas.</summary>
    public required string Candidates { get; init; }
    public string? FileHash { get; init; }
    public string? File { get; init; }
    public long? FileRow { get; init; }
    public string? Citation { get; init; }
    public required DateTime RecordedAt { get; init; }
    public required string Actor { get; init; }
    public DoubtState State { get; set; }
    public long? Firm { get; set; }
    public DateTime? SettledAt { get; set; }
    public string? SettledBy { get; set; }
    public long Version { get; set; }

    public Model.Text Reason => new(ReasonZh, ReasonEn);
    public IEnumerable<long> CandidateRows => Candidates.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(c => long.Parse(c, System.Globalization.CultureInfo.InvariantCulture));
}
