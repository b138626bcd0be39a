using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;

namespace Touchstone.City.Organisation;

/// <summary>All areas, by code.</summary>
public sealed class ListAreas(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<Area>> Run(Actor actor, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await db.Areas.AsNoTracking().OrderBy(a => a.Code).ToListAsync(stop)];
    }
}

/// <summary>All departments, by code.</summary>
public sealed class ListDepartments(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<Department>> Run(Actor actor, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await db.Departments.AsNoTracking().OrderBy(d => d.Code).ToListAsync(stop)];
    }
}

/// <summary>The duties in force on a day; with no day, all that ever were.</summary>
public sealed class ListDuties(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<Duty>> Run(Actor actor, DateOnly? on, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var duties = db.Duties.AsNoTracking().Include(d => d.Indicators).AsQueryable();
        if (on is { } day) duties = duties.Where(d => d.From <= day && (d.To == null || day <= d.To));
        return [.. await duties.OrderBy(d => d.Department).ThenBy(d => d.From).ThenBy(d => d.Id).ToListAsync(stop)];
    }
}
