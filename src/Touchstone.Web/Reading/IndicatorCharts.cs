using System.Collections.Immutable;
using Touchstone.Model;
using Touchstone.Web.Charts;
using Touchstone.Web.Components.Kit;

namespace Touchstone.Web.Reading;

/// <summary>The charts of an indicator's page.</summary>
internal static class IndicatorCharts
{
    /// <summary>The area's line, one for each version of the definition; true when it breaks.</summary>
    public static (ChartModel Chart, bool Breaks) Series(IndicatorReading reading, Text area, List<AreaValue> values, Here here)
    {
        var lines = values.GroupBy(v => reading.VersionAt(v.Period)?.Edition ?? "").Select(g => new Line(Named(area, g.Key, reading), ChartRole.Us,
            [.. g.Select(v => new LinePoint(v.Period.ToString(), v.Value, v.Marks, here.With(("period", v.Period.ToString())) + "#lineage"))])).ToImmutableArray();
        var (first, last) = (values[0], values[^1]);
        var source = values.Select(v => v.Cell?.Preferred.Citation).Distinct().Count() > 1 ? Words.Indicator.SeveralSources
            : last.Cell is { } cell ? Bilingual.Short(cell.Preferred.Citation) : Words.Indicator.Derived;
        return (LineChart.Of("series-chart",
            Words.Indicator.SeriesTitle(area, Numbers.Show(first.Value, NumberForm.Brief), Numbers.Show(last.Value, NumberForm.Brief), Words.PeriodName(first.Period), Words.PeriodName(last.Period), reading.Unit),
            Words.Indicator.SeriesSub(reading.Name, reading.Unit, source), Words.Indicator.SeriesSummary(area, values.Count), reading.Unit, lines), lines.Length > 1);
    }

    private static Text Named(Text area, string edition, IndicatorReading reading) =>
        reading.Versions.Length > 1 ? new($"{area.Zh} v{edition}", $"{area.En} v{edition}") : area;

    /// <summary>All areas of a period, sorted by value.</summary>
    public static ChartModel Ranking(IndicatorReading reading, Setting setting, AreaCode? own, Period period, List<AreaValue> values, Here here)
    {
        var bars = values.Select(v => new Bar(setting.NameOf(v.Area), v.Value, v.Area == own ? ChartRole.Us : ChartRole.Other, here.With(("area", v.Area.Value), ("period", period.ToString())) + "#lineage",
            v.Marks, Tip(reading, setting, v, values)));
        var (high, low) = (values.MaxBy(v => v.Value)!, values.MinBy(v => v.Value)!);
        return BarChart.Of("ranking-chart", Title(reading, setting, own, values), Words.Indicator.RankingSub(reading.Name, reading.Unit, Words.PeriodName(period)),
            Words.Indicator.RankingSummary(values.Count, setting.NameOf(high.Area), Numbers.Show(high.Value), setting.NameOf(low.Area), Numbers.Show(low.Value)),
            Words.Indicator.Area, reading.Unit, bars);
    }

    /// <summary>1 = best; equal values share the best rank.</summary>
    public static double RankOf(List<AreaValue> sorted, AreaValue value) => 1 + sorted.FindIndex(v => v.Value == value.Value);

    private static Text Title(IndicatorReading reading, Setting setting, AreaCode? own, List<AreaValue> values) =>
        values.FirstOrDefault(v => v.Area == own) is not { } mine ? Words.Indicator.RankingTitleMissing(values.Count)
        : reading.Direction == Direction.Neutral ? Words.Indicator.RankingTitleNeutral(setting.NameOf(mine.Area), values.Count)
        : Words.Indicator.RankingTitle(setting.NameOf(mine.Area), Numbers.Rank(RankOf(values, mine)), values.Count);

    private static Text Tip(IndicatorReading reading, Setting setting, AreaValue v, List<AreaValue> values) => new(Tip(v, setting.NameOf(v.Area), reading, values, "zh"), Tip(v, setting.NameOf(v.Area), reading, values, "en"));

    private static string Tip(AreaValue v, Text area, IndicatorReading reading, List<AreaValue> values, string language)
    {
        string source = v.Cell is { } cell ? $"\n{cell.Preferred.Tier} · {Bilingual.Short(cell.Preferred.Citation).For(language)}\n{Words.Moment(cell.Preferred.RecordedAt)}" : "";
        return $"{area.For(language)}\n{Numbers.Show(v.Value)} {reading.Unit.For(language)}{MarkSign.Signs(v.Marks)} · {Words.Kit.OutOf(Numbers.Rank(RankOf(values, v)), values.Count).For(language)}{source}";
    }
}
