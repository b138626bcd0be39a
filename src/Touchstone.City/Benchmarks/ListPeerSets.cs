using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Benchmarks;

/// <summary>The peer sets of an area (or all), by code, each with its peers, the nearest first.</summary>
public sealed class ListPeerSets(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<PeerSet>> Run(Actor actor, AreaCode? focus = null, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var sets = db.PeerSets.AsNoTracking();
        if (focus is { } area) sets = sets.Where(s => s.Focus == area);
        return [.. await sets.Include(s => s.Peers.OrderBy(p => p.Place)).OrderBy(s => s.Code).ToListAsync(stop)];
    }
}
