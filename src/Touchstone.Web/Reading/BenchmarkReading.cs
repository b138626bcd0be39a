using System.Collections.Immutable;
using Touchstone.City.Benchmarks;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Charts;

namespace Touchstone.Web.Reading;

/// <summary>A city beside its peers: the charts and the decomposition that the benchmark page shows.</summary>
internal sealed class BenchmarkReading(IndexReading index, UnitCode own, ChosenPeers peers, Here here)
{
    /// <summary>Us first, then the peers.</summary>
    public ImmutableArray<UnitCode> Compared { get; } = [own, .. peers.Units];

    private IEnumerable<ScoredNode> Leaves => index.Build.Scores.Nodes.Where(n => n.Kind == NodeKind.Indicator);
    private ChartRole RoleOf(UnitCode unit) => unit == own ? ChartRole.Us : ChartRole.Peer;

    public ChartModel? Radar()
    {
        var nodes = index.Dimensions.Length >= 3 ? index.Dimensions : [.. Leaves];
        if (nodes.Length is < 3 or > 8) return null;
        var gaps = nodes.Select(n => (n.Code, Rank: index.At(own, n.Code).Rank / index.Ranked(n.Code))).Where(g => g.Rank is not null).OrderBy(g => g.Rank).ToList();
        if (gaps.Count == 0) return null;
        var title = Words.Benchmark.RadarSays(index.NameOf(own), peers.Units.Length, index.NameOf(gaps[0].Code), index.NameOf(gaps[^1].Code));
        return RadarChart.Of("radar", title, Words.Benchmark.Sub(index.Definition.Name, index.PeriodText), title, Words.Cockpit.Dimension, default,
            [.. nodes.Select(n => index.NameOf(n.Code))], [.. Compared.Select(u => new Outline(index.NameOf(u), RoleOf(u), [.. nodes.Select(n => index.At(u, n.Code).Score)], here.To(Links.City(new(u.Value)))))], (0, 100));
    }

    public ChartModel Heat()
    {
        var leaves = Leaves.ToImmutableArray();
        int lowest = leaves.Count(n => index.At(own, n.Code).Score is { } mine && peers.Units.All(p => index.At(p, n.Code).Score is not { } theirs || theirs >= mine));
        var title = Words.Benchmark.HeatSays(index.NameOf(own), lowest, leaves.Length);
        return HeatMap.Of("heat", title, Words.Benchmark.Sub(index.Definition.Name, index.PeriodText), title, Words.Index.Cities, [.. leaves.Select(n => index.NameOf(n.Code))],
            [.. Compared.Select(u => new HeatRow(index.NameOf(u), RoleOf(u), [.. leaves.Select(n => Cell(u, n.Code))]))], (0, 100));
    }

    private HeatCell Cell(UnitCode unit, IndicatorCode node)
    {
        var at = index.At(unit, node);
        return new(at.Score, here.To(Links.Explain(index.Build.Id, unit, node), ("period", index.PeriodText)), at.Marks);
    }

    /// <summary>The gap to the mean of the peers, or to the one named in the address (<c>?against=code</c>).</summary>
    public PeerQuestion Question(string? against)
    {
        ImmutableArray<UnitCode> others = against is { Length: > 0 } && peers.Units.Contains(new UnitCode(against)) ? [new UnitCode(against)] : peers.Units;
        return new(index.Build.Id, index.Period, new AreaCode(own.Value), [.. others.Select(u => new AreaCode(u.Value))]);
    }

    /// <summary>The other side's name: a city, or the mean of the peers.</summary>
    public Text OtherOf(GapDecomposition gap) => gap.Others is [var one] && peers.Units.Length != 1 ? index.NameOf(one) : gap.Others is [var only] ? index.NameOf(only) : Words.Benchmark.MeanOfPeers;

    public ChartModel GapChart(GapDecomposition gap)
    {
        var other = OtherOf(gap);
        string points = Numbers.Show(Math.Abs(gap.Difference), NumberForm.Score);
        var most = gap.Parts.Where(p => Math.Sign(p.Amount) == Math.Sign(gap.Difference)).MaxBy(p => Math.Abs(p.Amount)) is { } part ? index.NameOf(part.Node) : index.NameOf(gap.Node);
        var title = gap.Difference < 0 ? Words.Benchmark.Behind(index.NameOf(own), other, points, most) : Words.Benchmark.Ahead(index.NameOf(own), other, points, most);
        return Waterfall.Of("gap-chart", title, Words.Benchmark.GapSub(index.Definition.Name, index.PeriodText), title, Words.Benchmark.GapPart, Words.Benchmark.Points,
            (other, gap.OtherScore), (index.NameOf(own), gap.Score),
            [.. gap.Parts.Select(p => new Drop(p.Cause == GapCause.Value ? index.NameOf(p.Node) : Words.Benchmark.PartName(index.NameOf(p.Node), Words.Benchmark.CauseOf(p.Cause)), p.Amount,
                here.To(Links.Explain(index.Build.Id, own, p.Node), ("period", index.PeriodText))))]);
    }

    /// <summary>A peer's likeness in words: the columns with both values.</summary>
    public Text Likeness(Peer peer) => Words.Join(peer.Reasons.Select(r => Words.Benchmark.Columns(index.NameOf(r.Code), Numbers.Show(r.Own, NumberForm.Brief), Numbers.Show(r.Other, NumberForm.Brief))));
}
