using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Observations;

/// <summary>The key of a cell.</summary>
public readonly record struct CellKey(IndicatorCode Indicator, AreaCode Area, Period Period) : IComparable<CellKey>
{
    public int CompareTo(CellKey other)
    {
        int c = Indicator.CompareTo(other.Indicator);
        if (c == 0) c = Area.CompareTo(other.Area);
        return c != 0 ? c : Period.CompareTo(other.Period);
    }
}

/// <summary>A cell as known on a day: every source that spoke, in order of preference.</summary>
/// <param name="Key">Which cell.</param>
/// <param name="Candidates">One row a source, the preferred first; never empty.</param>
/// <param name="Why">Why the first is preferred over the second.</param>
public sealed record KnownCell(CellKey Key, ImmutableArray<Observation> Candidates, Text Why)
{
    /// <summary>The one that counts.</summary>
    public Observation Preferred => Candidates[0];
    /// <summary>Its value; null = missing.</summary>
    public double? Value => Preferred.Value;
}

/// <summary>Which cells are asked for. An empty list asks for all.</summary>
public sealed record CellFilter(ImmutableArray<IndicatorCode> Indicators, ImmutableArray<AreaCode> Areas, ImmutableArray<Period> Periods)
{
    public static CellFilter All { get; } = new([], [], []);
    public static CellFilter Of(CellKey key) => new([key.Indicator], [key.Area], [key.Period]);
}

/// <summary>The store's queries, over which the use cases stand. "As known" is defined here and nowhere else.</summary>
internal static class KnownCells
{
    /// <summary>Recorded and released by then.</summary>
    public static IQueryable<Observation> Visible(CityDb db, KnownUntil until) =>
        db.Observations.AsNoTracking().Where(o => o.RecordedAt <= until.Recorded && o.ReleasedAt <= until.Released);

    /// <summary>Of each source line the last visible row of each cell.</summary>
    public static IQueryable<Observation> Current(CityDb db, KnownUntil until) =>
        Visible(db, until).Where(o => !db.Observations.Any(later =>
            later.Indicator == o.Indicator && later.Area == o.Area && later.Period == o.Period && later.Line == o.Line
            && later.RecordedAt > o.RecordedAt && later.RecordedAt <= until.Recorded && later.ReleasedAt <= until.Released));

    /// <summary>Narrows to the cells asked for.</summary>
    public static IQueryable<Observation> In(this IQueryable<Observation> observations, CellFilter filter)
    {
        if (filter.Indicators is { Length: > 0 } indicators) observations = observations.Where(o => indicators.AsEnumerable().Contains(o.Indicator));
        if (filter.Areas is { Length: > 0 } areas) observations = observations.Where(o => areas.AsEnumerable().Contains(o.Area));
        if (filter.Periods is { Length: > 0 } periods) observations = observations.Where(o => periods.AsEnumerable().Contains(o.Period));
        return observations;
    }

    /// <summary>The cells as known, sorted by key, each with its candidates in order of preference.</summary>
    public static async Task<ImmutableArray<KnownCell>> Load(CityDb db, CellFilter filter, KnownUntil until, CancellationToken stop)
    {
        var rows = await Current(db, until).In(filter).ToListAsync(stop);
        return [.. rows.GroupBy(o => new CellKey(o.Indicator, o.Area, o.Period)).Select(Choose).OrderBy(c => c.Key)];
    }

    private static KnownCell Choose(IGrouping<CellKey, Observation> candidates)
    {
        var (ordered, why) = Preference.Order(candidates);
        return new(candidates.Key, ordered, why);
    }
}
