using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Catalogue;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>A line of a monitor for an area.</summary>
/// <param name="Item">The line.</param>
/// <param name="Indicator">The indicator as defined today.</param>
/// <param name="Latest">The cell of the latest period that has a value; null when none has.</param>
/// <param name="AgeDays">Days from the end of its period to the day asked for; null without a value.</param>
public sealed record MonitorLine(MonitorItem Item, IndicatorVersion? Indicator, KnownCell? Latest, int? AgeDays);

/// <summary>A monitor filled for one area, in the order of its list.</summary>
public sealed class ReadMonitor(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<ImmutableArray<MonitorLine>> Run(Actor actor, string monitor, AreaCode area, AsKnownOn known, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var items = await db.MonitorItems.AsNoTracking().Where(m => m.Monitor == monitor).OrderBy(m => m.Place).ToListAsync(stop);
        if (items.Count == 0) return [];
        var day = known.Day ?? clock.Today();
        var catalogue = await ListIndicators.InForce(db, day).ToDictionaryAsync(i => i.Code, stop);
        var cells = await KnownCells.Load(db, new([.. items.Select(i => i.Indicator).Distinct()], [area], []), known.Until(clock), stop);
        var latest = cells.Where(c => c.Value is not null).GroupBy(c => c.Key.Indicator).ToDictionary(g => g.Key, g => g.MaxBy(c => (c.Key.Period.Last, c.Key.Period.First))!);
        return [.. items.Select(item =>
        {
            var cell = latest.GetValueOrDefault(item.Indicator);
            return new MonitorLine(item, catalogue.GetValueOrDefault(item.Indicator), cell, cell is null ? null : day.DayNumber - cell.Key.Period.Last.DayNumber);
        })];
    }
}

/// <summary>The names of the monitors.</summary>
public sealed class ListMonitors(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<string>> Run(Actor actor, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await db.MonitorItems.AsNoTracking().Select(m => m.Monitor).Distinct().OrderBy(m => m).ToListAsync(stop)];
    }
}
