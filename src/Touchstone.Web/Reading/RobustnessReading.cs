using System.Collections.Immutable;
using Touchstone.City.Indices;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Charts;

namespace Touchstone.Web.Reading;

/// <summary>The charts of the robustness page: a city and its peers over the scenarios.</summary>
internal sealed class RobustnessReading(IndexReading index, Robustness robustness, UnitCode own, ImmutableArray<UnitCode> peers, Here here)
{
    private const double Sure = 0.9;

    private ImmutableArray<UnitCode> Compared { get; } = [own, .. peers];
    private UnitRange Own => robustness.Of(own)!;
    private ChartRole RoleOf(UnitCode unit) => unit == own ? ChartRole.Us : peers.Contains(unit) ? ChartRole.Peer : ChartRole.Other;
    private string Page(UnitCode unit) => here.To(Links.City(new(unit.Value)));

    public ChartModel Ranges()
    {
        var spans = robustness.Ranges.Units.Where(u => u.Ranks is not null).Select(u => new RankSpan(index.NameOf(u.Row.Unit), u.NominalRank, u.Ranks!.Low, u.Ranks.Median, u.Ranks.High, RoleOf(u.Row.Unit), Page(u.Row.Unit))).ToList();
        double Width(RankSpan s) => Math.Ceiling(s.High) - Math.Floor(s.Low) + 1;
        return RangeChart.Of("ranges-chart", Words.Robust.RangesSays(Numbers.Rank(spans.Min(Width)), Numbers.Rank(spans.Max(Width))),
            Words.Robust.RangesSub(index.Definition.Name, index.PeriodText, Numbers.Show(robustness.Run.Level, NumberForm.Percent), robustness.Ranges.Scenarios.Count),
            Words.Robust.RangesSummary(spans.Count, index.NameOf(own), Numbers.RankRange(Own.Ranks?.Low, Own.Ranks?.High)), Words.Index.Cities, spans);
    }

    public ChartModel Acceptabilities()
    {
        var shares = Compared.Select(u => (Unit: u, Shares: robustness.Acceptabilities(u))).ToList();
        int first = shares.Min(s => Array.FindIndex(s.Shares.ToArray(), x => x > 0)), last = shares.Max(s => Array.FindLastIndex(s.Shares.ToArray(), x => x > 0));
        var mine = shares[0].Shares;
        int most = mine.IndexOf(mine.Max());
        var title = Words.Robust.AcceptSays(index.NameOf(own), Numbers.Rank(most + 1), Numbers.Show(mine[most], NumberForm.Percent));
        return HeatMap.Of("accept-chart", title, Words.Robust.AcceptSub(index.Definition.Name, index.PeriodText), title, Words.Index.Cities,
            [.. Enumerable.Range(first, last - first + 1).Select(r => Text.Same(Numbers.Rank(r + 1)))],
            [.. shares.Select(s => new HeatRow(index.NameOf(s.Unit), RoleOf(s.Unit), [.. s.Shares.Skip(first).Take(last - first + 1).Select(x => new HeatCell(100 * x))]))],
            (0, Math.Ceiling(100 * shares.Max(s => s.Shares.Max()))));
    }

    public ChartModel Above()
    {
        int surely = peers.Count(p => robustness.ShareAbove(own, p) >= Sure);
        var title = Words.Robust.AboveSays(index.NameOf(own), surely, peers.Length);
        return HeatMap.Of("above-chart", title, Words.Robust.AboveSub(index.Definition.Name, index.PeriodText), title, Words.Index.Cities, [.. Compared.Select(index.NameOf)],
            [.. Compared.Select(a => new HeatRow(index.NameOf(a), RoleOf(a), [.. Compared.Select(b => new HeatCell(a == b ? null : 100 * robustness.ShareAbove(a, b)))]))], (0, 100));
    }

    /// <summary>Null where the rank does not vary.</summary>
    public ChartModel? Effects()
    {
        var effects = robustness.EffectsOn(own);
        if (effects.Factors.IsEmpty) return null;
        ImmutableArray<EffectBar> bars = [.. effects.Factors.Select(f => new EffectBar(NameOf(f.Factor), f.First, f.Total))];
        var top = bars.MaxBy(b => b.Total.Value)!;
        return EffectChart.Of("effects-chart", Words.Robust.EffectsSays(top.Factor, Numbers.Show(top.Total.Value, NumberForm.Percent)),
            Words.Robust.EffectsSub(index.NameOf(own), Numbers.Show(effects.Variance, NumberForm.Brief)), Words.Robust.EffectsSummary(bars.Length), bars);
    }

    private Text NameOf(string factor) => FactorWords.NameOf(robustness.Ranges.Spec.Factors.First(f => f.Code == factor));
}
