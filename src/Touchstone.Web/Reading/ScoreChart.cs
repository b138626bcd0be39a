using Touchstone.Model;
using Touchstone.Web.Charts;

namespace Touchstone.Web.Reading;

/// <summary>The scores of all units on a node, sorted, with the city in view highlighted.</summary>
internal static class ScoreChart
{
    public static ChartModel Of(IndexReading index, IndicatorCode node, UnitCode? own, Here here)
    {
        var scores = index.Units.Select(u => index.At(u, node)).ToList();
        var present = scores.Where(s => s.Score is not null).OrderByDescending(s => s.Score).ToList();
        var bars = scores.Select(s => new Bar(index.NameOf(s.Unit), s.Score, s.Unit == own ? ChartRole.Us : ChartRole.Other,
            here.To(Links.Explain(index.Build.Id, s.Unit, node), ("period", index.PeriodText)), s.Marks, Tip(index, s, node), Reason: Words.Index.Unranked));
        return BarChart.Of("scores", Title(index, node, own, present), Words.Index.ChartSub(index.NameOf(node), index.PeriodText), Summary(present), Words.Index.Cities, default, bars, NumberForm.Score);
    }

    private static Text Tip(IndexReading index, NodeScore s, IndicatorCode node) => Text.Same(
        $"{index.NameOf(s.Unit).Say()}\n{Numbers.Show(s.Score, NumberForm.Score)}{Components.Kit.MarkSign.Signs(s.Marks)} · {(s.Rank is null ? Words.Index.Unranked.Say() : Words.Kit.OutOf(Numbers.Rank(s.Rank), index.Ranked(node)).Say())}");

    private static Text Title(IndexReading index, IndicatorCode node, UnitCode? own, List<NodeScore> present)
    {
        if (present.Count == 0) return index.NameOf(node);
        var (first, mine) = (present[0], present.FirstOrDefault(s => s.Unit == own));
        return mine?.Rank is null
            ? Words.Index.ChartTitleWithoutOwn(index.NameOf(first.Unit), Numbers.Show(first.Score, NumberForm.Score), present.Count)
            : Words.Index.ChartTitle(index.NameOf(first.Unit), Numbers.Show(first.Score, NumberForm.Score), index.NameOf(mine.Unit), Numbers.Show(mine.Score, NumberForm.Score), Numbers.Rank(mine.Rank), index.Ranked(node));
    }

    private static Text Summary(List<NodeScore> present) => Words.Index.ChartSummary(present.Count,
        Numbers.Show(present.Count == 0 ? null : present[^1].Score, NumberForm.Score), Numbers.Show(present.Count == 0 ? null : present[present.Count / 2].Score, NumberForm.Score),
        Numbers.Show(present.Count == 0 ? null : present[0].Score, NumberForm.Score));
}
