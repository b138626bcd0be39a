using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>What moved between two builds, and why.</summary>
public sealed class CompareBuilds(LoadBuild builds)
{
    public async Task<Outcome<BuildComparison>> Run(Actor actor, BuildId before, BuildId after, CancellationToken stop = default)
    {
        var first = await builds.Run(actor, before, stop);
        if (!first.IsDone(out var a)) return Outcome.Refused<BuildComparison>(first.AllFindings);
        var second = await builds.Run(actor, after, stop);
        return second.IsDone(out var b) ? Outcome.Done(BuildComparison.Of(a, b)) : Outcome.Refused<BuildComparison>(second.AllFindings);
    }
}

/// <summary>Which score is asked about.</summary>
/// <param name="Build">The build.</param>
/// <param name="Period">The period; null for an index of one unnamed period.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Node">The node; null = the index itself.</param>
public sealed record ScoreQuestion(BuildId Build, Period? Period, UnitCode Unit, IndicatorCode? Node = null);

/// <summary>A score down to the source cells.</summary>
/// <param name="Explanation">The tree; every number recomputes from those below it.</param>
/// <param name="Sources">The observation of every input cell of the row: file, row, column, citation.</param>
public sealed record ExplainedScore(Explanation Explanation, ImmutableSortedDictionary<IndicatorCode, SourceOfCell> Sources);

/// <summary>Where an input cell came from.</summary>
/// <param name="Observation">The observation that was used.</param>
/// <param name="Candidates">How many sources spoke of the cell when the build was made.</param>
public sealed record SourceOfCell(Observation Observation, long Candidates);

/// <summary>Why a score is what it is, down to the cells of the files it came from.</summary>
public sealed class ExplainScore(IDbContextFactory<CityDb> store, LoadBuild builds)
{
    public async Task<Outcome<ExplainedScore>> Run(Actor actor, ScoreQuestion question, CancellationToken stop = default)
    {
        var loaded = await builds.Run(actor, question.Build, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<ExplainedScore>(loaded.AllFindings);
        var explained = Explanation.Of(build, question.Period, question.Unit, question.Node);
        if (!explained.IsDone(out var explanation)) return Outcome.Refused<ExplainedScore>(explained.AllFindings);
        await using var db = await store.CreateDbContextAsync(stop);
        string period = question.Period?.ToString() ?? "";
        var origins = await db.CellOrigins.AsNoTracking().Where(o => o.Build == question.Build && o.Period == period && o.Unit == question.Unit)
            .Join(db.Observations, o => o.Observation, obs => obs.Id, (o, obs) => new { o.Indicator, o.Candidates, Observation = obs }).ToListAsync(stop);
        return Outcome.Done(new ExplainedScore(explanation, origins.ToImmutableSortedDictionary(o => o.Indicator, o => new SourceOfCell(o.Observation, o.Candidates))));
    }
}

/// <summary>
/// The complete input folder of a build, by file name: what <c>touchstone index build</c> takes, and what its definition states beside it (<c>uncertainty.yaml</c>, <c>levers.yaml</c> and
/// what they name). Null when there is no such build.
/// </summary>
public sealed class ReadBuildFolder(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>?> Run(Actor actor, BuildId id, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        if (await db.Builds.AsNoTracking().Include(b => b.Files).SingleOrDefaultAsync(b => b.Id == id, stop) is not { } stored) return null;
        var definition = await db.IndexDefinitions.AsNoTracking().Include(d => d.Files).SingleAsync(d => d.Index == stored.Index && d.Edition == stored.Edition, stop);
        var made = stored.Files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var beside = definition.Files.Where(f => !made.Contains(f.Name)).Select(f => (f.Name, f.FileHash));
        return (await BuildIndex.FilesOf(db, [.. stored.Files.Select(f => (f.Name, f.FileHash)), .. beside], stop)).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
