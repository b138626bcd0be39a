using System.Collections.Immutable;
using Touchstone.City.Catalogue;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>A value of an area in a period: observed (with its cell) or made by a recipe.</summary>
public sealed record AreaValue(AreaCode Area, Period Period, double? Value, CellMarks Marks, KnownCell? Cell);

/// <summary>An indicator as the pages show it, whether it is in the catalogue or made by a recipe.</summary>
/// <param name="Code">The code.</param>
/// <param name="Versions">Its versions in the catalogue, the latest first; empty for a column that a recipe makes.</param>
/// <param name="Index">The index that uses it; null when none does.</param>
/// <param name="Values">Every value known, by area and period.</param>
public sealed record IndicatorReading(IndicatorCode Code, ImmutableArray<IndicatorVersion> Versions, IndexReading? Index, ImmutableArray<AreaValue> Values)
{
    public IndicatorVersion? Latest => Versions.IsDefaultOrEmpty ? null : Versions[0];
    public FrameworkNode? Node => Index?.Framework.Find(Code);
    /// <summary>Made by a recipe out of other columns, not returned.</summary>
    public bool IsDerived => Index?.DerivationOf(Code) is not null && Values.All(v => v.Cell is null);
    public Text Name => Latest?.Name ?? Index?.NameOf(Code) ?? Text.Same(Code.Value);
    public Text Unit => Latest?.Unit ?? Node?.Unit ?? default;
    public Text Definition => Latest?.Definition is { IsEmpty: false } d ? d : Node?.Definition ?? default;
    public Direction Direction => Node is { Kind: NodeKind.Indicator } node ? node.Direction : Latest?.Direction ?? Direction.Neutral;
    public string? Formula => Index?.DerivationOf(Code)?.Formula.Text ?? Latest?.Formula;
    public CellMarks DescriptionMark => Latest is { IsVerified: false } ? CellMarks.Unverified : CellMarks.None;

    public AreaValue? At(AreaCode area, Period period) => Values.FirstOrDefault(v => v.Area == area && v.Period == period);
    public IEnumerable<AreaValue> Of(AreaCode area) => Values.Where(v => v.Area == area).OrderBy(v => v.Period);
    /// <summary>The values of a period, best first (largest first where neither way is good).</summary>
    public IEnumerable<AreaValue> In(Period period)
    {
        var present = Values.Where(v => v.Period == period && v.Value is not null);
        return Direction == Direction.LowerIsBetter ? present.OrderBy(v => v.Value).ThenBy(v => v.Area) : present.OrderByDescending(v => v.Value).ThenBy(v => v.Area);
    }

    /// <summary>The version in force on the last day of a period.</summary>
    public IndicatorVersion? VersionAt(Period period) => Versions.FirstOrDefault(v => v.ValidFrom <= period.Last) ?? (Versions.IsDefaultOrEmpty ? null : Versions[^1]);

    /// <summary>The period to show: the one asked for where the area has a value; else the area's latest; else the latest of all.</summary>
    public Period? Choose(AreaCode? area, string? asked)
    {
        var own = Values.Where(v => v.Area == area && v.Value is not null).Select(v => v.Period).ToList();
        if (Period.TryParse(asked, out var period) && (own.Contains(period) || (own.Count == 0 && Values.Any(v => v.Period == period)))) return period;
        if (own.Count > 0) return own.MaxBy(p => (p.Last, p.First));
        return Values.IsEmpty ? null : Values.Select(v => v.Period).MaxBy(p => (p.Last, p.First));
    }
}

/// <summary>Opens an indicator: its versions, the index that uses it, its values.</summary>
internal sealed class IndicatorDesk(CityReading city, ShowIndicator show, ReadObservations read)
{
    /// <summary>Null when neither the catalogue nor an index knows the code, or it is an aggregate.</summary>
    public async Task<IndicatorReading?> Open(Here here, Actor actor, IndicatorCode code, CancellationToken stop = default)
    {
        var versions = await show.Run(actor, code, stop);
        var index = (await city.OpenAll(here, actor, stop)).FirstOrDefault(i => i.Framework.Find(code) is { Kind: not NodeKind.Aggregate });
        if (versions.IsEmpty && index is null) return null;
        var cells = await read.Run(actor, new CellFilter([code], [], []), CityReading.Known(here), stop);
        var values = cells.Select(c => new AreaValue(c.Key.Area, c.Key.Period, c.Value, ObsStatuses.MarksOf(c.Preferred.Status, c.Preferred.Tier), c)).ToImmutableArray();
        if (values.IsEmpty && index is not null) values = [.. Made(index, code)];
        return new(code, versions, index, values);
    }

    private static IEnumerable<AreaValue> Made(IndexReading index, IndicatorCode code)
    {
        foreach (var row in index.Build.Scores.Rows)
            if (row.Period is { } period && index.Raw(row.Unit, code, period) is var (value, marks) && (value is not null || marks != CellMarks.None))
                yield return new(new AreaCode(row.Unit.Value), period, value, marks, null);
    }
}
