using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>A row of scores with the tree that made them: one side of a comparison.</summary>
internal readonly struct GapSide(ScoredTree tree, RowKey row)
{
    public ScoredTree Tree { get; } = tree;
    public RowKey Row { get; } = row;
    public int Place { get; } = tree.Scores.PlaceOf(row);

    public double? Score(int node) => Place < 0 || node < 0 ? null : Tree.Scores.Score(Place, node);
    public double? Score(IndicatorCode node) => Score(Tree.Scores.PlaceOf(node));
}

/// <summary>The arithmetic of <see cref="GapDecomposition"/>: walks both trees down together and splits each node's difference over its children.</summary>
internal static class GapSplit
{
    /// <summary>The parts of own − other at a node; both sides must have a score of it and the same rules.</summary>
    public static List<GapPart> Parts(GapSide own, GapSide other, IndicatorCode node)
    {
        var parts = new List<GapPart>();
        int place = own.Tree.Scores.PlaceOf(node);
        Descend(own, other, place, (own.Score(place)!.Value, other.Score(node)!.Value), factor: 1, dimension: null, parts);
        return parts;
    }

    public static ImmutableArray<GapPart> Sorted(IEnumerable<GapPart> parts) =>
        [.. parts.OrderByDescending(p => Math.Abs(p.Amount)).ThenBy(p => p.Node).ThenBy(p => p.Cause)];

    /// <summary>The mean of several decompositions of the same unit and node: amounts are averaged over all, a part absent from one counts as 0 there.</summary>
    public static ImmutableArray<GapPart> MeanOf(IReadOnlyList<List<GapPart>> each) =>
        Sorted(each.SelectMany(parts => parts).GroupBy(p => (p.Node, p.Cause)).Select(same =>
        {
            var first = same.First();
            double[] others = [.. same.Where(p => p.Other is not null).Select(p => p.Other!.Value)];
            return first with { Amount = same.Sum(p => p.Amount) / each.Count, Other = others.Length == 0 ? null : others.Average() };
        }));

    /// <param name="own">One side.</param>
    /// <param name="other">The other.</param>
    /// <param name="node">Place of the node in the own table.</param>
    /// <param name="values">The node's value on either side: its score, or what it combined to where that went up.</param>
    /// <param name="factor">Points of the decomposed node for one point of this node.</param>
    /// <param name="dimension">The child of the decomposed node that this node is below.</param>
    /// <param name="parts">Takes the parts.</param>
    private static void Descend(GapSide own, GapSide other, int node, (double A, double B) values, double factor, IndicatorCode? dimension, List<GapPart> parts)
    {
        var here = own.Tree.Scores.Nodes[node];
        int there = other.Tree.Scores.PlaceOf(here.Code);
        var (a, b) = values;
        if (here.Kind != NodeKind.Aggregate)
        {
            parts.Add(new(here.Code, dimension, GapCause.Value, factor * (a - b), a, b));
            return;
        }
        if (own.Tree.Fill(own.Place, node) is not null || other.Tree.Fill(other.Place, there) is not null)
        {
            if (a != b) parts.Add(new(here.Code, dimension, GapCause.Filled, factor * (a - b), a, b));
            return;
        }
        var rule = own.Tree.Rule(node);
        var (u, v) = (own.Tree.Terms(own.Place, node), ByCode(own, other, node, there));
        double rawA = QuasiMean.Of(rule, u), rawB = QuasiMean.Of(rule, v), sumA = SumOf(rule, u), sumB = SumOf(rule, v), penaltyA = QuasiMean.Penalty(rule, sumA, u), penaltyB = QuasiMean.Penalty(rule, sumB, v);
        double stretch = rule.Factor;
        bool isOnScale = rule.Normalise is not null && (rule.Rises == Rises.Score || dimension is null);
        if (isOnScale)
            // A new scale is no straight line: a node's points are spread over its parts in the ratio of the two differences.
            stretch = rawA == rawB ? 0 : (a - b) / (rawA - rawB);
        else
        {
            double rounding = (a - rule.Factor * rawA) - (b - rule.Factor * rawB);
            if (rule.Decimals is not null && rule.Rises == Rises.Score && rounding != 0) parts.Add(new(here.Code, dimension, GapCause.Rounding, factor * rounding, a, b));
        }
        if (stretch == 0) return;
        factor *= stretch;
        if (penaltyA != penaltyB) parts.Add(new(here.Code, dimension, GapCause.Penalty, -factor * (penaltyA - penaltyB), a, b));
        double toPoints = factor / QuasiMean.Slope(rule, rawA + penaltyA, rawB + penaltyB);
        // Weights that sum to one leave the middle out; sums, products and signed weights do without it.
        double middle = rule.Mean is MeanKind.Sum or MeanKind.Product || rule.Against is not null ? 0 : 0.5 * (QuasiMean.To(rule, rawA + penaltyA) + QuasiMean.To(rule, rawB + penaltyB));
        for (int i = 0; i < u.Length; i++)
            Child(own, other, rule, u[i], v[i], toPoints, middle, dimension, parts);
    }

    private static double SumOf(AggregateRule rule, MeanTerm[] terms) => terms.Where(t => t.Counts && t.Effective != 0).Sum(t => t.Effective * QuasiMean.To(rule, t.Value));

    private static void Child(GapSide own, GapSide other, AggregateRule rule, MeanTerm u, MeanTerm v, double toPoints, double middle, IndicatorCode? dimension, List<GapPart> parts)
    {
        var code = own.Tree.Scores.Nodes[u.Node].Code;
        var under = dimension ?? code;
        double? a = u.Standing == ChildStanding.Present ? u.Value : null, b = v.Standing == ChildStanding.Present ? v.Value : null;
        if (!u.Counts && !v.Counts) return;
        if (!u.Counts || !v.Counts)
        {
            double amount = u.Counts ? u.Effective * (QuasiMean.To(rule, u.Value) - middle) : -v.Effective * (QuasiMean.To(rule, v.Value) - middle);
            parts.Add(new(code, under, GapCause.OneSideOnly, toPoints * amount, a, b));
            return;
        }
        double phiA = QuasiMean.To(rule, u.Value), phiB = QuasiMean.To(rule, v.Value);
        if (u.Effective != v.Effective)
            parts.Add(new(code, under, GapCause.UnequalWeights, toPoints * ((u.Effective - v.Effective) * (0.5 * (phiA + phiB) - middle)), a, b));
        double weight = 0.5 * (u.Effective + v.Effective);
        if (weight == 0) return;
        if (u.Standing == ChildStanding.Present && v.Standing == ChildStanding.Present)
            Descend(own, other, u.Node, (u.Value, v.Value), toPoints * weight * QuasiMean.Slope(rule, u.Value, v.Value), under, parts);
        else if (u.Value != v.Value)
            parts.Add(new(code, under, GapCause.Filled, toPoints * (weight * (phiA - phiB)), a, b));
    }

    /// <summary>The other side's terms in the order of the own side's children.</summary>
    private static MeanTerm[] ByCode(GapSide own, GapSide other, int node, int there)
    {
        var terms = other.Tree.Terms(other.Place, there);
        if (ReferenceEquals(own.Tree, other.Tree)) return terms;
        var place = terms.ToDictionary(t => other.Tree.Scores.Nodes[t.Node].Code);
        return [.. own.Tree.Children(node).ToArray().Select(child => place[own.Tree.Scores.Nodes[child].Code])];
    }
}
