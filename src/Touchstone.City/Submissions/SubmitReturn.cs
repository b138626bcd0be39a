using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Submissions;

/// <summary>What became of a return.</summary>
public enum ReturnResult
{
    /// <summary>Only tried; it would be accepted unless a finding is an error.</summary>
    Tried,
    /// <summary>All of it is in the store.</summary>
    Accepted,
    /// <summary>Nothing of it is in the store; file and findings are kept.</summary>
    Refused,
    /// <summary>The same bytes, or the same request, came before: nothing was done, and this is what became of it then.</summary>
    Repeated,
}

/// <summary>The answer to a return.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Submission">Its number; null when only tried.</param>
/// <param name="FileHash">SHA-256 of its bytes.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Recorded">Observations recorded (or that would be).</param>
/// <param name="Corrections">Of those, corrections of an earlier row of the same source.</param>
/// <param name="Unchanged">Rows that said what the store already had from the same source.</param>
/// <param name="Findings">All findings, by cell.</param>
public sealed record ReturnReceipt(ReturnResult Result, long? Submission, string FileHash, int Rows, int Recorded, int Corrections, int Unchanged, ImmutableArray<Finding> Findings);

/// <summary>How a return is sent.</summary>
/// <param name="Mode">Tried or carried out.</param>
/// <param name="IdempotencyKey">The same key is the same request: sent again, it is answered and not repeated.</param>
public sealed record ReturnRequest(WriteMode Mode, string? IdempotencyKey = null)
{
    public static ReturnRequest Commit { get; } = new(WriteMode.Commit);
    public static ReturnRequest DryRun { get; } = new(WriteMode.DryRun);
}

/// <summary>
/// Receives a return: keeps its bytes, checks it, and records all of it or none, in one transaction. A return with errors is kept with its findings and recorded not at all.
/// </summary>
public sealed class SubmitReturn(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<Outcome<ReturnReceipt>> Run(Actor actor, ReceivedFile file, ReturnRequest request, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<ReturnReceipt>(not);
        string hash = StoredFile.HashOf(file.Bytes.Span);
        var reading = new ReturnReading(ReturnFile.Read(file));
        await using var db = await store.CreateDbContextAsync(stop);
        if (request.Mode == WriteMode.DryRun)
        {
            var tried = await new ReturnCheck(db, reading, Sender(actor)).Run(stop);
            return Outcome.Done(Receipt(ReturnResult.Tried, null, hash, reading, tried));
        }
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moment = await Recording.Begin(db, clock, stop);
        if (await Earlier(db, hash, request.IdempotencyKey, stop) is { } earlier)
            return earlier.FileHash == hash ? Outcome.Done(await Repeat(db, earlier, stop)) : Outcome.Refused<ReturnReceipt>(OtherFile(earlier));

        var result = await new ReturnCheck(db, reading, Sender(actor)).Run(stop);
        var findings = InOrder(reading);
        bool refused = findings.HasErrors();
        var submission = await Keep(db, actor, file, hash, request, moment, reading, result, findings, stop);
        if (!refused) await Recording.Append(db, result.New.Select(row => Observe(row, submission, reading, clock.Moment(), actor)), stop);
        await transaction.CommitAsync(stop);
        return Outcome.Done(Receipt(refused ? ReturnResult.Refused : ReturnResult.Accepted, submission.Id, hash, reading, result));
    }

    private static ImmutableArray<Finding> InOrder(ReturnReading reading) => [.. reading.Findings.ToImmutable().OrderBy(f => f.Where.Row ?? 0)];

    private static string Sender(Actor actor) => actor.Department ?? actor.Id;

    /// <summary>The request of the same key, or the accepted return of the same bytes.</summary>
    private static async Task<Submission?> Earlier(CityDb db, string hash, string? key, CancellationToken stop)
    {
        var submissions = db.Submissions.AsNoTracking();
        if (key is not null && await submissions.SingleOrDefaultAsync(s => s.IdempotencyKey == key, stop) is { } byKey) return byKey;
        return await submissions.SingleOrDefaultAsync(s => s.FileHash == hash && s.State == SubmissionState.Accepted, stop);
    }

    private static async Task<ReturnReceipt> Repeat(CityDb db, Submission earlier, CancellationToken stop)
    {
        var findings = await db.SubmissionFindings.AsNoTracking().Where(f => f.Submission == earlier.Id).OrderBy(f => f.Id).ToListAsync(stop);
        return new(ReturnResult.Repeated, earlier.Id, earlier.FileHash, (int)earlier.Rows, (int)earlier.Recorded, (int)earlier.Corrections, (int)earlier.Unchanged,
            [.. findings.Select(f => f.ToFinding()), Finding.Info("return.repeated", new Place(earlier.FileName),
                new($"同一文件已于 {earlier.ReceivedAt + Moments.CityOffset:yyyy-MM-dd HH:mm} 接收（编号 {earlier.Id}），未重复处理。", $"The same file was received on {earlier.ReceivedAt:yyyy-MM-dd HH:mm} UTC (number {earlier.Id}); it was not taken twice."),
                new("无需处理。", "Nothing to do."))]);
    }

    private static Finding OtherFile(Submission earlier) => Finding.Error("return.key-used", Place.Whole,
        new($"此幂等键已用于另一文件（编号 {earlier.Id}）。", $"This idempotency key was used for another file (number {earlier.Id})."),
        new("新的文件请用新的键。", "Use a new key for a new file."));

    private static async Task<Submission> Keep(CityDb db, Actor actor, ReceivedFile file, string hash, ReturnRequest request, DateTime moment,
        ReturnReading reading, Checked result, ImmutableArray<Finding> findings, CancellationToken stop)
    {
        bool refused = findings.HasErrors();
        await StoredFiles.Keep(db, file.Bytes, moment, stop);
        var submission = new Submission
        {
            FileHash = hash,
            FileName = file.Name,
            ReceivedAt = moment,
            Actor = actor.Id,
            Department = actor.Department,
            IdempotencyKey = request.IdempotencyKey,
            State = refused ? SubmissionState.Refused : SubmissionState.Accepted,
            Rows = reading.RowsSeen,
            Recorded = refused ? 0 : result.New.Count,
            Corrections = refused ? 0 : result.Corrections,
            Unchanged = refused ? 0 : result.Unchanged,
            Errors = findings.Count(f => f.Severity == Severity.Error),
            Warnings = findings.Count(f => f.Severity == Severity.Warning),
        };
        db.Submissions.Add(submission);
        await db.SaveChangesAsync(stop);
        db.SubmissionFindings.AddRange(findings.Select(f => SubmissionFinding.Of(submission.Id, f)));
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        return submission;
    }

    private static Observation Observe(CheckedRow row, Submission submission, ReturnReading reading, DateTime now, Actor actor) => new()
    {
        Indicator = row.Row.Key.Indicator,
        Area = row.Row.Key.Area,
        Period = row.Row.Key.Period,
        PeriodFirst = row.Row.Key.Period.First,
        PeriodLast = row.Row.Key.Period.Last,
        Value = row.Value,
        Status = row.Row.Status,
        RecordedAt = submission.ReceivedAt,
        ReleasedAt = row.ReleasedAt is { } release && release > now ? release : now,
        Actor = actor.Id,
        Submission = submission.Id,
        Line = row.Line,
        Supersedes = row.Supersedes,
        RawValue = row.Row.RawValue,
        RawUnit = row.Row.Unit,
        FileHash = submission.FileHash,
        File = submission.FileName,
        Sheet = reading.Table.Sheet,
        Row = row.Row.Row.Number,
        Column = reading.ValueColumn,
        Citation = row.Row.Citation,
        Tier = row.Row.Tier,
        Note = row.Row.Note,
    };

    private static ReturnReceipt Receipt(ReturnResult result, long? submission, string hash, ReturnReading reading, Checked found)
    {
        var findings = InOrder(reading);
        bool refused = findings.HasErrors();
        return new(result, submission, hash, reading.RowsSeen, refused ? 0 : found.New.Count, refused ? 0 : found.Corrections, refused ? 0 : found.Unchanged, findings);
    }
}
