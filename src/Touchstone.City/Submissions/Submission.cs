using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Submissions;

/// <summary>What became of a return.</summary>
public enum SubmissionState
{
    /// <summary>Refused: nothing of it is in the store; the file and its findings are kept.</summary>
    Refused,
    /// <summary>Accepted: all of it is in the store.</summary>
    Accepted,
}

/// <summary>A return as received: who sent which bytes when, and what became of it. Written once.</summary>
public sealed class Submission : IAppendOnly
{
    public long Id { get; init; }
    public required string FileHash { get; init; }
    public required string FileName { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public required string Actor { get; init; }
    public string? Department { get; init; }
    /// <summary>Given by the caller: the same key is the same request.</summary>
    public string? IdempotencyKey { get; init; }
    public required SubmissionState State { get; init; }
    /// <summary>Rows read.</summary>
    public required long Rows { get; init; }
    /// <summary>Observations recorded.</summary>
    public required long Recorded { get; init; }
    /// <summary>Of those, corrections of an earlier row of the same source.</summary>
    public required long Corrections { get; init; }
    /// <summary>Rows that said what the store already had from the same source.</summary>
    public required long Unchanged { get; init; }
    public required long Errors { get; init; }
    public required long Warnings { get; init; }
}

/// <summary>A finding about a return, by cell.</summary>
public sealed class SubmissionFinding : IAppendOnly
{
    public long Id { get; init; }
    public required long Submission { get; init; }
    public required string Code { get; init; }
    public required Severity Severity { get; init; }
    public string? File { get; init; }
    public string? Sheet { get; init; }
    public long? Row { get; init; }
    public string? Column { get; init; }
    public required string WhatZh { get; init; }
    public required string WhatEn { get; init; }
    public required string FixZh { get; init; }
    public required string FixEn { get; init; }

    public Finding ToFinding() => new(Code, Severity, new Place(File, Sheet, (int?)Row, Column), new(WhatZh, WhatEn), new(FixZh, FixEn));

    internal static SubmissionFinding Of(long submission, Finding f) => new()
    {
        Submission = submission,
        Code = f.Code,
        Severity = f.Severity,
        File = f.Where.File,
        Sheet = f.Where.Sheet,
        Row = f.Where.Row,
        Column = f.Where.Column,
        WhatZh = f.What.Zh,
        WhatEn = f.What.En,
        FixZh = f.Fix.Zh,
        FixEn = f.Fix.En,
    };
}
