using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Charts;

namespace Touchstone.Web.Reading;

/// <summary>
/// A city and its peers over the periods of one build: scores where the periods are in one frame, ranks where each has its own. Never across builds: another build is another frame or another method.
/// </summary>
internal static class TimeChart
{
    /// <summary>Null where there is nothing to draw: fewer than two periods of a kind in which the city has a number.</summary>
    public static ChartModel? Of(IndexReading index, UnitCode own, ImmutableArray<UnitCode> peers, Here here)
    {
        bool isOneFrame = index.Build.Recipe.Frame is not FrameRule.PerPeriod;
        ImmutableArray<Period> periods = [.. index.Periods.Where(p => p.Frequency == index.Period?.Frequency)];
        double? Value(NodeScore at) => isOneFrame ? at.Score : at.Rank;
        var mine = periods.Where(p => Value(index.At(own, index.Root.Code, p)) is not null).ToList();
        if (mine.Count < 2) return null;

        LinePoint Point(UnitCode unit, Period period)
        {
            var at = index.At(unit, index.Root.Code, period);
            string page = here.To(Links.Explain(index.Build.Id, unit, index.Root.Code), ("period", period.ToString()));
            return Value(at) is { } value ? new(period.ToString(), value, at.Marks, page) : new(period.ToString(), null, Reason: at.Score is null ? Words.Kit.Missing : Words.Kit.NotRanked);
        }
        Line Line(UnitCode unit) => new(index.NameOf(unit), unit == own ? ChartRole.Us : ChartRole.Peer, [.. periods.Select(p => Point(unit, p))]);
        ImmutableArray<Line> lines = [Line(own), .. peers.Where(p => p != own).Select(Line)];
        var what = isOneFrame ? Words.Audit.ScoreUnit : Words.Kit.Rank;
        return LineChart.Of("over-time-chart", Title(index, own, mine[0], mine[^1], isOneFrame), Words.Audit.Sub(index.NameOf(index.Root.Code), $"{periods[0]}—{periods[^1]}", isOneFrame ? Words.Audit.OneFrame : Words.Audit.FrameEach),
            Words.Audit.Summary(what, lines.Length, periods.Length), what, lines, isOneFrame ? NumberForm.Score : NumberForm.Plain, isOneFrame ? LineAxis.Value : LineAxis.Rank);
    }

    private static Text Title(IndexReading index, UnitCode own, Period from, Period to, bool isOneFrame)
    {
        NodeScore a = index.At(own, index.Root.Code, from), b = index.At(own, index.Root.Code, to);
        return isOneFrame
            ? Words.Audit.MovedScore(index.NameOf(own), Numbers.Show(a.Score, NumberForm.Score), Numbers.Show(b.Score, NumberForm.Score), from.ToString(), to.ToString())
            : Words.Audit.MovedRank(index.NameOf(own), Numbers.Rank(a.Rank), index.Ranked(index.Root.Code, from), Numbers.Rank(b.Rank), index.Ranked(index.Root.Code, to), from.ToString(), to.ToString());
    }
}
