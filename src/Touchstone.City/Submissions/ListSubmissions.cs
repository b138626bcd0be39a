using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Submissions;

/// <summary>The returns, the latest first.</summary>
public sealed class ListSubmissions(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<Submission>> Run(Actor actor, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await db.Submissions.AsNoTracking().OrderByDescending(s => s.Id).ToListAsync(stop)];
    }
}

/// <summary>A return with its findings.</summary>
public sealed record SubmissionDetail(Submission Submission, ImmutableArray<Finding> Findings);

/// <summary>One return with its findings; null when there is none of that number.</summary>
public sealed class ShowSubmission(IDbContextFactory<CityDb> store)
{
    public async Task<SubmissionDetail?> Run(Actor actor, long id, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        if (await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, stop) is not { } submission) return null;
        var findings = await db.SubmissionFindings.AsNoTracking().Where(f => f.Submission == id).OrderBy(f => f.Id).ToListAsync(stop);
        return new(submission, [.. findings.Select(f => f.ToFinding())]);
    }
}

/// <summary>The original bytes of a file that was received, by their hash; null when none is kept.</summary>
public sealed class ReadOriginal(IDbContextFactory<CityDb> store)
{
    public async Task<StoredFile?> Run(Actor actor, string hash, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Hash == hash, stop);
    }
}

/// <summary>Where an observation came from.</summary>
/// <param name="Observation">The row, with its <see cref="Observation.Source"/>.</param>
/// <param name="Submission">The return it came with; null where a register was counted. Either way its file is read by <see cref="ReadOriginal"/>.</param>
/// <param name="History">All of its cell, the earliest first.</param>
public sealed record Lineage(Observation Observation, Submission? Submission, ImmutableArray<Observation> History);

/// <summary>From an observation to the return, the original file, the cell and the citation; null when unknown or not yet released.</summary>
public sealed class TraceObservation(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<Lineage?> Run(Actor actor, long id, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var now = AsKnownOn.Now.Until(clock);
        if (await KnownCells.Visible(db, now).SingleOrDefaultAsync(o => o.Id == id, stop) is not { } observation) return null;
        var submission = observation.Submission is { } number ? await db.Submissions.AsNoTracking().SingleAsync(s => s.Id == number, stop) : null;
        var history = await KnownCells.Visible(db, now).In(CellFilter.Of(new(observation.Indicator, observation.Area, observation.Period))).ToListAsync(stop);
        return new(observation, submission, [.. history.OrderBy(o => o.RecordedAt).ThenBy(o => o.Id)]);
    }
}
