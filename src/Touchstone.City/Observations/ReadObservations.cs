using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;

namespace Touchstone.City.Observations;

/// <summary>The cells asked for, as known on a day, sorted by indicator, area, period.</summary>
public sealed class ReadObservations(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<ImmutableArray<KnownCell>> Run(Actor actor, CellFilter filter, AsKnownOn known, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return await KnownCells.Load(db, filter, known.Until(clock), stop);
    }
}

/// <summary>All that was ever recorded of a cell and may be given out, the earliest first, whatever superseded what.</summary>
public sealed class ReadHistory(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<ImmutableArray<Observation>> Run(Actor actor, CellKey cell, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var rows = await KnownCells.Visible(db, AsKnownOn.Now.Until(clock)).In(CellFilter.Of(cell)).ToListAsync(stop);
        return [.. rows.OrderBy(o => o.RecordedAt).ThenBy(o => o.Id)];
    }
}

/// <summary>Observations by their numbers: what a build's cells point at. Those not yet released are absent.</summary>
public sealed class FindObservations(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<ImmutableArray<Observation>> Run(Actor actor, ImmutableArray<long> ids, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await KnownCells.Visible(db, AsKnownOn.Now.Until(clock)).Where(o => ids.AsEnumerable().Contains(o.Id)).OrderBy(o => o.Id).ToListAsync(stop)];
    }
}
