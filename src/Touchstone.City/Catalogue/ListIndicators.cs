using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Catalogue;

/// <summary>The indicators as they are defined on a day (default: today), by code.</summary>
public sealed class ListIndicators(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<ImmutableArray<IndicatorVersion>> Run(Actor actor, DateOnly? on = null, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await InForce(db, on ?? clock.Today()).OrderBy(i => i.Code).ToListAsync(stop)];
    }

    /// <summary>Of each code the latest version that is valid on the day. The one place that says which version counts.</summary>
    internal static IQueryable<IndicatorVersion> InForce(CityDb db, DateOnly on) => db.Indicators.AsNoTracking()
        .Where(i => i.ValidFrom <= on && !db.Indicators.Any(later => later.Code == i.Code && later.ValidFrom <= on && later.ValidFrom > i.ValidFrom));
}

/// <summary>Every version of one indicator, the latest first; empty when the code is unknown.</summary>
public sealed class ShowIndicator(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<IndicatorVersion>> Run(Actor actor, IndicatorCode code, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await db.Indicators.AsNoTracking().Where(i => i.Code == code).OrderByDescending(i => i.ValidFrom).ToListAsync(stop)];
    }
}
