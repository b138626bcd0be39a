using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>Who looked at a row's personal data, when and why; the latest first.</summary>
public sealed class ReadPersonalLooks(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<PersonalLook>> Run(Actor actor, string register, long row, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await db.Set<PersonalLook>().AsNoTracking().Where(l => l.Register == register && l.Row == row).OrderByDescending(l => l.Id).ToListAsync(stop)];
    }
}
