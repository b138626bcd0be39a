using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Composite;

namespace Touchstone.City.Indices;

/// <summary>The latest edition of every index, by name.</summary>
public sealed class ListIndices(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<IndexDefinition>> Run(Actor actor, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await db.IndexDefinitions.AsNoTracking().Include(d => d.Files)
            .Where(d => !db.IndexDefinitions.Any(later => later.Index == d.Index && later.Edition > d.Edition))
            .OrderBy(d => d.Index).ToListAsync(stop)];
    }
}

/// <summary>The builds of an index, the latest first; with no index, of all.</summary>
public sealed class ListBuilds(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<StoredBuild>> Run(Actor actor, string? index = null, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var builds = db.Builds.AsNoTracking();
        if (index is not null) builds = builds.Where(b => b.Index == index);
        return [.. await builds.OrderByDescending(b => b.CreatedAt).ThenBy(b => b.Id).ToListAsync(stop)];
    }
}

/// <summary>Which scores of a build are asked for. Null asks for all.</summary>
/// <param name="Period">As written; empty for an index of one unnamed period.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Node">The node.</param>
public sealed record ScoreFilter(string? Period = null, Model.UnitCode? Unit = null, Model.IndicatorCode? Node = null);

/// <summary>Stored scores of a build, sorted by period, unit, level (highest first), node.</summary>
public sealed class ReadScores(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<ScoreRow>> Run(Actor actor, BuildId build, ScoreFilter filter, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var scores = db.Scores.AsNoTracking().Where(s => s.Build == build);
        if (filter.Period is { } period) scores = scores.Where(s => s.Period == period);
        if (filter.Unit is { } unit) scores = scores.Where(s => s.Unit == unit);
        if (filter.Node is { } node) scores = scores.Where(s => s.Node == node);
        return [.. await scores.OrderBy(s => s.Period).ThenBy(s => s.Unit).ThenByDescending(s => s.Level).ThenBy(s => s.Node).ToListAsync(stop)];
    }
}
