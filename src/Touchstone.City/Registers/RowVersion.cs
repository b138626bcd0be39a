using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>What happened to a row.</summary>
public enum RowChange
{
    /// <summary>Entered.</summary>
    Added,
    /// <summary>Some of its fields took other values.</summary>
    Changed,
    /// <summary>It was joined into another row.</summary>
    Merged,
    /// <summary>A merge or split was taken back.</summary>
    Restored,
    /// <summary>It was taken out; its versions stay.</summary>
    Removed,
}

/// <summary>A row as it was from a moment on: its values, from when they hold, when and by whom they were recorded, and where they come from. Written once.</summary>
public sealed class RowVersion : IAppendOnly
{
    public long Id { get; init; }
    public required string Register { get; init; }
    public required long Row { get; init; }
    /// <summary>1 for the first.</summary>
    public required long Number { get; init; }
    public required RowChange Change { get; init; }
    /// <summary>From which day the values hold, as far as it is known; the day of recording otherwise.</summary>
    public required DateOnly ValidFrom { get; init; }
    /// <summary>UTC; strictly rising from one recording to the next.</summary>
    public required DateTime RecordedAt { get; init; }
    public required string Actor { get; init; }
    /// <summary>The file it came with; null where it was typed.</summary>
    public string? FileHash { get; init; }
    public string? File { get; init; }
    public string? Sheet { get; init; }
    public long? FileRow { get; init; }
    /// <summary>The notice or statement it rests on.</summary>
    public string? Citation { get; init; }
    public required SourceTier Tier { get; init; }
    public string? Note { get; init; }
    /// <summary>All values, by field, as canonical text; JSON.</summary>
    public required string Values { get; init; }

    public SourceRef? Source => FileHash is { } hash ? new(hash, File ?? "", Sheet, (int?)FileRow, null, Citation, Tier, Note) : null;
}

/// <summary>A file that was taken into a register. Written once.</summary>
public sealed class RegisterImport : IAppendOnly
{
    public long Id { get; init; }
    public required string Register { get; init; }
    public required string FileHash { get; init; }
    public required string FileName { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public required string Actor { get; init; }
    public required long Rows { get; init; }
    public required long Added { get; init; }
    public required long Changed { get; init; }
    public required long Same { get; init; }
}

/// <summary>The next free row number of a register.</summary>
internal sealed class RowNumbers : IVersioned
{
    public required string Register { get; init; }
    public required long Next { get; set; }
    public long Version { get; set; }
}

/// <summary>Two neighbouring characters, and rows whose names have them: as many as were written together.</summary>
internal sealed class NamePair : IAppendOnly
{
    public required string Register { get; init; }
    public required string Gram { get; init; }
    /// <summary>The first of the rows.</summary>
    public required long First { get; init; }
    public required long Count { get; init; }
    /// <summary>The rows' numbers, joined by commas; empty where there are too many for a search to start from.</summary>
    public required string Rows { get; init; }
}

/// <summary>How two neighbouring characters are read; one row a reading.</summary>
internal sealed class GramReading : IAppendOnly
{
    public required string Gram { get; init; }
    public required string Pinyin { get; init; }
}

/// <summary>Somebody looked at personal data: who, at what, when, and why. Written once.</summary>
public sealed class PersonalLook : IAppendOnly
{
    public long Id { get; init; }
    public required string Register { get; init; }
    public required long Row { get; init; }
    public required string Actor { get; init; }
    public required DateTime At { get; init; }
    public required string Reason { get; init; }
}
