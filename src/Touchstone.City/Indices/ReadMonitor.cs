using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Catalogue;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>A figure of a line: the latest of its frequency.</summary>
/// <param name="Cell">The cell, with all its sources.</param>
/// <param name="AgeDays">Days from the end of its period to the day asked for.</param>
public sealed record MonitorValue(KnownCell Cell, int AgeDays)
{
    public Frequency Frequency => Cell.Key.Period.Frequency;
}

/// <summary>Who is to report an indicator.</summary>
/// <param name="Department">The department's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verification">Whether the duty was checked; a department that only the catalogue names is not.</param>
public sealed record Responsible(string Department, Text Name, Verification Verification);

/// <summary>How far a target is.</summary>
/// <param name="Target">The target.</param>
/// <param name="Period">For when it is set.</param>
/// <param name="Document">The document that sets it.</param>
/// <param name="Against">The latest figure of the target's frequency; null when there is none.</param>
/// <param name="Remaining">What is still to go, in the unit of the indicator (<see cref="Rule"/>); null when it cannot be said.</param>
public sealed record TargetDistance(double Target, Period Period, string Document, MonitorValue? Against, double? Remaining)
{
    /// <summary>The formula as printed.</summary>
    public static Text Rule { get; } = new(
        "距目标 = 目标值 − 实际值；越低越好的指标为实际值 − 目标值。计量单位同指标，不大于 0 即已达到。只与目标同频率的最近一期实际值相比；无优劣方向的指标不计算。",
        "Distance = target − value; value − target where less is better. In the unit of the indicator; 0 or less means reached. Only the latest value of the target's own frequency is compared, and nothing where neither way is good.");

    internal static TargetDistance? Of(MonitorItem item, IndicatorVersion? indicator, ImmutableArray<MonitorValue> values)
    {
        if (item is not { Target: { } target, TargetDocument: { } document } || !Period.TryParse(item.TargetPeriod, out var period)) return null;
        var against = values.FirstOrDefault(v => v.Frequency == period.Frequency);
        double? remaining = (indicator?.Direction, against?.Cell.Value) switch
        {
            (Direction.HigherIsBetter, { } value) => target - value,
            (Direction.LowerIsBetter, { } value) => value - target,
            _ => null,
        };
        return new(target, period, document, against, remaining);
    }
}

/// <summary>A line of a monitor for an area.</summary>
/// <param name="Item">The line.</param>
/// <param name="Indicator">The indicator as defined on the day.</param>
/// <param name="Values">The latest figure of each frequency that has one, the latest first: a year, a quarter and a state on a day are different figures and never stand for each other.</param>
/// <param name="Responsible">Who is to report it: by the duties in force, else by the catalogue; empty when nobody is named.</param>
/// <param name="Distance">The target and how far it is; null without a target with a document.</param>
public sealed record MonitorLine(MonitorItem Item, IndicatorVersion? Indicator, ImmutableArray<MonitorValue> Values, ImmutableArray<Responsible> Responsible, TargetDistance? Distance)
{
    /// <summary>The latest of all, of whatever frequency; null when there is none.</summary>
    public KnownCell? Latest => Values.IsEmpty ? null : Values[0].Cell;
}

/// <summary>Which figures of which monitor.</summary>
/// <param name="Monitor">The monitor's name.</param>
/// <param name="Area">For which area.</param>
/// <param name="Known">As known on which day.</param>
/// <param name="Frequency">Only figures of this frequency; null = the latest of each.</param>
public sealed record MonitorQuestion(string Monitor, AreaCode Area, AsKnownOn Known = default, Frequency? Frequency = null);

/// <summary>A monitor filled for one area, in the order of its list. It gives no score: without targets with documents there is nothing to score against.</summary>
public sealed class ReadMonitor(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<ImmutableArray<MonitorLine>> Run(Actor actor, MonitorQuestion question, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var items = await db.MonitorItems.AsNoTracking().Where(m => m.Monitor == question.Monitor).OrderBy(m => m.Place).ToListAsync(stop);
        if (items.Count == 0) return [];
        var day = question.Known.Day ?? clock.Today();
        var catalogue = await ListIndicators.InForce(db, day).ToDictionaryAsync(i => i.Code, stop);
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Code, d => d.Name, stop);
        var duties = await db.Duties.AsNoTracking().Include(d => d.Indicators).Where(d => d.From <= day && (d.To == null || day <= d.To)).ToListAsync(stop);
        var cells = await KnownCells.Load(db, new([.. items.Select(i => i.Indicator).Distinct()], [question.Area], []), question.Known.Until(clock), stop);
        var values = cells.Where(c => c.Value is not null && (question.Frequency is null || c.Key.Period.Frequency == question.Frequency)).ToLookup(c => c.Key.Indicator);
        return [.. items.Select(item =>
        {
            var indicator = catalogue.GetValueOrDefault(item.Indicator);
            var latest = LatestOfEach(values[item.Indicator], day);
            return new MonitorLine(item, indicator, latest, Answerable(item.Indicator, indicator, duties, departments), TargetDistance.Of(item, indicator, latest));
        })];
    }

    private static ImmutableArray<MonitorValue> LatestOfEach(IEnumerable<KnownCell> cells, DateOnly day) =>
    [
        .. cells.GroupBy(c => c.Key.Period.Frequency).Select(g => g.MaxBy(c => (c.Key.Period.Last, c.Key.Period.First))!)
            .OrderByDescending(c => c.Key.Period.Last).ThenByDescending(c => c.Key.Period.First)
            .Select(c => new MonitorValue(c, day.DayNumber - c.Key.Period.Last.DayNumber)),
    ];

    private static ImmutableArray<Responsible> Answerable(IndicatorCode code, IndicatorVersion? indicator, List<Duty> duties, Dictionary<string, Text> departments)
    {
        ImmutableArray<Responsible> named = [.. duties.Where(d => d.Indicators.Any(i => i.Indicator == code)).GroupBy(d => d.Department, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Responsible(g.Key, departments[g.Key], g.Any(d => d.Verification == Verification.Verified) ? Verification.Verified : Verification.Unverified))];
        return named.IsEmpty && indicator?.Department is { } department ? [new(department, departments.GetValueOrDefault(department, Text.Same(department)), Verification.Unverified)] : named;
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
