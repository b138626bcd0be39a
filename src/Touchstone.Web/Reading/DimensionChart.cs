using System.Collections.Immutable;
using Touchstone.Model;
using Touchstone.Web.Charts;

namespace Touchstone.Web.Reading;

/// <summary>Where a city stands in each dimension among all cities, with its peers: the cockpit's and the profile's chart.</summary>
internal static class DimensionChart
{
    public static ChartModel? Of(IndexReading index, UnitCode own, ImmutableArray<UnitCode> peers, Here here)
    {
        var nodes = index.Dimensions;
        var strips = nodes.Select(d => new Strip(index.NameOf(d.Code), [.. index.Units.Select(u => Dot(index, u, d.Code, own, peers, here)).OfType<StripDot>()])).ToImmutableArray();
        var standing = nodes.Select(d => (d.Code, At: index.At(own, d.Code), Of: index.Ranked(d.Code))).Where(x => x.At.Rank is not null).OrderBy(x => x.At.Rank / x.Of).ToList();
        if (strips.IsEmpty || standing.Count == 0) return null;
        var (best, worst) = (standing[0], standing[^1]);
        return StripChart.Of("dimensions-chart",
            Words.Cockpit.Weakest(index.NameOf(own), index.NameOf(worst.Code), Numbers.Rank(worst.At.Rank), worst.Of),
            Words.Cockpit.DimensionsSub(index.Definition.Name, index.PeriodText),
            Words.Cockpit.DimensionsSummary(index.NameOf(own), index.NameOf(best.Code), index.NameOf(worst.Code), worst.Of),
            Words.Cockpit.Dimension, default, strips);
    }

    private static StripDot? Dot(IndexReading index, UnitCode unit, IndicatorCode node, UnitCode own, ImmutableArray<UnitCode> peers, Here here)
    {
        var at = index.At(unit, node);
        if (at.Score is not { } score) return null;
        var role = unit == own ? ChartRole.Us : peers.Contains(unit) ? ChartRole.Peer : ChartRole.Other;
        string tip = $"{index.NameOf(unit).Say()} · {index.NameOf(node).Say()}\n{Numbers.Show(score, NumberForm.Score)}{Components.Kit.MarkSign.Signs(at.Marks)} · {Words.Kit.OutOf(Numbers.Rank(at.Rank), index.Ranked(node)).Say()}";
        return new(index.NameOf(unit), score, role, here.To(Links.Explain(index.Build.Id, unit, node), ("period", index.PeriodText)), Text.Same(tip), at.Marks);
    }
}
