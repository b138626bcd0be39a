using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Files;

namespace Touchstone.City.Indices;

/// <summary>Writes a build: itself, its input folder, its scores, where its cells came from, and its ranges.</summary>
internal sealed class BuildWriting(CityDb db, CancellationToken stop)
{
    private const int Batch = 2_000;

    public async Task Write(StoredBuild stored, IndexBuild build, FilledCells filled)
    {
        foreach (var (name, bytes) in IndexFolder.Write(build.Input, build.Recipe))
            stored.Files.Add(new() { Build = stored.Id, Name = name, FileHash = await StoredFiles.Keep(db, bytes, stored.CreatedAt, stop) });
        db.Builds.Add(stored);
        await db.SaveChangesAsync(stop);
        await Append(Scores(build));
        await Append(filled.Origins.Select(o => new CellOrigin
        {
            Build = stored.Id,
            Period = PeriodOf(o.Row),
            Unit = o.Row.Unit,
            Indicator = o.Known.Key.Indicator,
            Observation = o.Known.Preferred.Id,
            Candidates = o.Known.Candidates.Length,
        }));
    }

    /// <summary>The ranges of a build, unless those of this edition are there.</summary>
    public async Task Write(ScenarioRanges ranges, RangeRun run)
    {
        if (await db.RangeRuns.AnyAsync(r => r.Build == run.Build && r.Edition == run.Edition, stop)) return;
        db.RangeRuns.Add(run);
        await db.SaveChangesAsync(stop);
        await Append(ranges.Rows(run));
    }

    private async Task Append<T>(IEnumerable<T> rows) where T : class
    {
        foreach (var batch in rows.Chunk(Batch))
        {
            db.ChangeTracker.Clear();
            db.AddRange((IEnumerable<object>)batch);
            await db.SaveChangesAsync(stop);
        }
        db.ChangeTracker.Clear();
    }

    private static IEnumerable<ScoreRow> Scores(IndexBuild build)
    {
        var scores = build.Scores;
        for (int r = 0; r < scores.Rows.Length; r++)
            for (int n = 0; n < scores.Nodes.Length; n++)
                yield return new()
                {
                    Build = build.Id,
                    Period = PeriodOf(scores.Rows[r]),
                    Unit = scores.Rows[r].Unit,
                    Node = scores.Nodes[n].Code,
                    Level = scores.Nodes[n].Level,
                    Score = scores.Score(r, n),
                    Rank = scores.Rank(r, n),
                    Status = scores.Statuses[r],
                    Availability = scores.Availability(r, n),
                    Rescaled = scores.Rescaled(r, n),
                    Marks = scores.Marks(r, n),
                };
    }

    private static string PeriodOf(RowKey row) => row.Period?.ToString() ?? "";
}
