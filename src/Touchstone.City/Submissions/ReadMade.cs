using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;

namespace Touchstone.City.Submissions;

/// <summary>The observations that a return made, by the row they stood in. Those not yet released are absent.</summary>
public sealed class ReadMade(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<ImmutableArray<Observation>> Run(Actor actor, long submission, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await KnownCells.Visible(db, AsKnownOn.Now.Until(clock)).Where(o => o.Submission == submission).OrderBy(o => o.Row).ThenBy(o => o.Id).ToListAsync(stop)];
    }
}
