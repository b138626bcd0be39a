using System.Security.Cryptography;
using System.Text;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Observations;

/// <summary>
/// What one source said of one cell, when we recorded it, and the source itself. Append-only: a correction is a new row on the same
/// <see cref="Line"/>, and the row it replaces stays.
/// </summary>
public sealed class Observation : IAppendOnly
{
    public long Id { get; init; }
    public required IndicatorCode Indicator { get; init; }
    public required AreaCode Area { get; init; }
    public required Period Period { get; init; }
    /// <summary>First and last day of the period, so that SQL can sort and cut.</summary>
    public required DateOnly PeriodFirst { get; init; }
    public required DateOnly PeriodLast { get; init; }
    /// <summary>In the catalogue's unit; null = the source says that there is none, and <see cref="Status"/> says why.</summary>
    public double? Value { get; init; }
    public required ObsStatus Status { get; init; }
    /// <summary>When we recorded it, UTC. Strictly rising from one recording to the next.</summary>
    public required DateTime RecordedAt { get; init; }
    /// <summary>From when it may be given out, UTC.</summary>
    public required DateTime ReleasedAt { get; init; }
    /// <summary>Who recorded it.</summary>
    public required string Actor { get; init; }
    /// <summary>The return it came with; null where a register was counted, and then the file is the list of the rows that count.</summary>
    public long? Submission { get; init; }
    /// <summary>
    /// Which source speaks: a hash of the citation, or of the file's sender where nothing is cited. Two lines of one cell are two sources, and both are kept;
    /// a later row on the same line is a correction.
    /// </summary>
    public required string Line { get; init; }
    /// <summary>The row of the same line that this one replaced.</summary>
    public long? Supersedes { get; init; }
    /// <summary>The cell as written, before conversion.</summary>
    public string? RawValue { get; init; }
    /// <summary>The unit as written; where it differs from the catalogue's, the value was converted.</summary>
    public string? RawUnit { get; init; }

    public required string FileHash { get; init; }
    public required string File { get; init; }
    public string? Sheet { get; init; }
    public long? Row { get; init; }
    public string? Column { get; init; }
    public string? Citation { get; init; }
    public required SourceTier Tier { get; init; }
    public string? Note { get; init; }

    public SourceRef Source => new(FileHash, File, Sheet, (int?)Row, Column, Citation, Tier, Note);

    /// <summary>The line of a citation; without one, of who sent the file.</summary>
    internal static string LineOf(string? citation, string sender)
    {
        string said = string.IsNullOrWhiteSpace(citation) ? "from " + sender : "cites " + citation.Trim();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, 12));
    }
}

/// <summary>One row: the moment of the last recording. Whoever records takes this row first, so that recordings come one after another and their moments rise.</summary>
internal sealed class RecordingClock : IVersioned
{
    public const long TheOne = 1;
    public long Id { get; init; }
    public required DateTime LastRecordedAt { get; set; }
    public long Version { get; set; }
}
