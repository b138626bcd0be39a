using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Why a part of a gap exists.</summary>
public enum GapCause
{
    /// <summary>The indicator scores differ.</summary>
    Value,
    /// <summary>The child counts on both sides, with unequal effective weights, because something beside it is missing or not applicable on one side.</summary>
    UnequalWeights,
    /// <summary>The child counts on one side only: it is missing or not applicable on the other.</summary>
    OneSideOnly,
    /// <summary>A missing child counts as the fill value of the rule, or a missing node as the mean of its group, on one side.</summary>
    Filled,
    /// <summary>The aggregate is rounded before it goes up.</summary>
    Rounding,
    /// <summary>The aggregate takes off more, or less, for weak or unequal children.</summary>
    Penalty,
}

/// <summary>A part of a gap.</summary>
/// <param name="Node">The indicator, or the node whose weight, absence or rounding makes the part.</param>
/// <param name="Dimension">The child of the decomposed node on the way to <paramref name="Node"/>; null for the decomposed node itself.</param>
/// <param name="Cause">Why.</param>
/// <param name="Amount">How much of the difference, in points of the decomposed node.</param>
/// <param name="Own">The score of the node on the own side; null = missing.</param>
/// <param name="Other">The score on the other side, or its mean over the peers that have one; null = missing.</param>
public sealed record GapPart(IndicatorCode Node, IndicatorCode? Dimension, GapCause Cause, double Amount, double? Own, double? Other);

/// <summary>
/// Which indicator makes how much of the difference of a score between two sides: two units, a unit and the mean of its peers, one unit in two periods,
/// or one unit in two builds of one frame. The parts add up to the difference (floating-point error only).
/// <para>
/// Every mean of the engine is quasi-arithmetic: φ(S) = Σ w·φ(x) with φ(x) = x, ln x or 1/x. With effective weights u (own) and v (other), on the scale of φ:
/// value part = ½(u+v)·(φ(a) − φ(b)); part of unequal weights = (u−v)·(½(φ(a)+φ(b)) − ½(φ(A)+φ(B))); a child on one side only = u·(φ(a) − ½(φ(A)+φ(B))),
/// with a minus for the other side. Multiplied by (A − B) ÷ (φ(A) − φ(B)) they are in points. For the geometric mean this is the additive
/// logarithmic mean Divisia index (B. W. Ang, The LMDI approach to decomposition analysis, Energy Policy 33, 2005); for the arithmetic mean the factor is 1 and,
/// with equal weights, the part is w·(a − b). Going down the tree, a node's parts are scaled by its own part ÷ its own difference (the limit where it is 0).
/// Swapping the sides changes every sign and nothing else.
/// </para>
/// </summary>
/// <param name="Node">The decomposed node.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Others">The other unit, or the peers that have a score; the unit itself where two periods or two builds are compared.</param>
/// <param name="LeftOut">Peers without a score of the node: they are not in the mean.</param>
/// <param name="Score">The unit's score.</param>
/// <param name="OtherScore">The other score, or the mean of the peers' scores.</param>
/// <param name="Parts">The parts, largest amount first (ties by code, then cause).</param>
public sealed record GapDecomposition(IndicatorCode Node, UnitCode Unit, ImmutableArray<UnitCode> Others, ImmutableArray<UnitCode> LeftOut,
    double Score, double OtherScore, ImmutableArray<GapPart> Parts)
{
    /// <summary>Score − other score: what the parts add up to.</summary>
    public double Difference => Score - OtherScore;

    /// <summary>Between two units in one period. Refused where either has no score of the node.</summary>
    public static Outcome<GapDecomposition> Between(IndexBuild build, Period? period, UnitCode unit, UnitCode other, IndicatorCode? node = null)
    {
        var tree = ScoredTree.Of(build);
        var code = node ?? tree.Scores.Nodes[0].Code;
        return Compare(new(tree, new RowKey(period, unit)), new(tree, new RowKey(period, other)), code);
    }

    /// <summary>
    /// Between a unit and the mean of its peers: the mean of the pairwise decompositions, which is exact for any tree and any pattern of missing children
    /// (a decomposition against an averaged unit would not be, except for arithmetic trees without gaps). Peers without a score are named and left out; the unit itself
    /// is never its own peer. Refused where no peer is left or the unit has no score.
    /// </summary>
    public static Outcome<GapDecomposition> FromMean(IndexBuild build, Period? period, UnitCode unit, IEnumerable<UnitCode> peers, IndicatorCode? node = null)
    {
        var tree = ScoredTree.Of(build);
        var code = node ?? tree.Scores.Nodes[0].Code;
        int place = tree.Scores.PlaceOf(code);
        if (place < 0) return Outcome.Refused<GapDecomposition>(GapRefusal.NoNode(code));
        var own = new GapSide(tree, new RowKey(period, unit));
        if (GapRefusal.WhyNoScore(own, code) is { } why) return Outcome.Refused<GapDecomposition>(why);

        var asked = peers.Where(p => p != unit).Distinct().Order().ToImmutableArray();
        var withScore = asked.Where(p => tree.Scores.PlaceOf(new RowKey(period, p)) is var r and >= 0 && tree.Scores.Score(r, place) is not null).ToImmutableArray();
        if (withScore.IsEmpty) return Outcome.Refused<GapDecomposition>(GapRefusal.NoPeers(code, period));
        var each = withScore.Select(p => GapSplit.Parts(own, new(tree, new RowKey(period, p)), code)).ToList();
        double score = own.Score(place)!.Value;
        double mean = withScore.Average(p => tree.Scores.Score(tree.Scores.PlaceOf(new RowKey(period, p)), place)!.Value);
        return Outcome.Done(new GapDecomposition(code, unit, withScore, [.. asked.Except(withScore)], score, mean, GapSplit.MeanOf(each)));
    }

    /// <summary>
    /// One unit between two periods of one build (later − earlier). Refused when every period has a frame of its own: those scores are not comparable.
    /// </summary>
    public static Outcome<GapDecomposition> OverTime(IndexBuild build, UnitCode unit, Period later, Period earlier, IndicatorCode? node = null)
    {
        if (build.Recipe.Frame is FrameRule.PerPeriod) return Outcome.Refused<GapDecomposition>(GapRefusal.FramePerPeriod(later, earlier));
        var tree = ScoredTree.Of(build);
        return Compare(new(tree, new RowKey(later, unit)), new(tree, new RowKey(earlier, unit)), node ?? tree.Scores.Nodes[0].Code);
    }

    internal static Outcome<GapDecomposition> Compare(GapSide own, GapSide other, IndicatorCode node)
    {
        if (own.Tree.Scores.PlaceOf(node) < 0 || other.Tree.Scores.PlaceOf(node) < 0) return Outcome.Refused<GapDecomposition>(GapRefusal.NoNode(node));
        Finding[] missing = [.. new[] { GapRefusal.WhyNoScore(own, node), GapRefusal.WhyNoScore(other, node) }.OfType<Finding>()];
        if (missing.Length > 0) return Outcome.Refused<GapDecomposition>(missing);
        return Outcome.Done(new GapDecomposition(node, own.Row.Unit, [other.Row.Unit], [], own.Score(node)!.Value, other.Score(node)!.Value,
            GapSplit.Sorted(GapSplit.Parts(own, other, node))));
    }
}

/// <summary>Why there is nothing to decompose.</summary>
internal static class GapRefusal
{
    private static Text Retry => new("请改选有得分的评价对象、期间或节点。", "Choose a unit, a period or a node that has a score.");

    public static Finding NoNode(IndicatorCode node) => Finding.Error("gap.node-unknown", Place.Whole,
        new($"节点 {node} 不在本测算批次中。", $"The node {node} does not take part in this build."), Retry);

    public static Finding NoPeers(IndicatorCode node, Period? period) => Finding.Error("gap.no-peers", Place.Whole,
        new($"{period} 没有任何对标对象在 {node} 上有得分。", $"No peer has a score of {node} {period}."), Retry);

    public static Finding FramePerPeriod(Period later, Period earlier) => Finding.Error("frame.per-period", Place.Whole,
        new($"本测算每期各用一套可比口径，{earlier} 与 {later} 的得分不可比。", $"Each period of this build has a frame of its own: the scores of {earlier} and {later} are not comparable."),
        new("请在测算方案中改用合并口径或固定基期口径，或只比较位次。", "Use a pooled or a base frame in the recipe, or compare ranks only."));

    public static Finding? WhyNoScore(GapSide side, IndicatorCode node)
    {
        if (side.Place < 0)
            return Finding.Error("gap.unit-unknown", Place.Whole,
                new($"{side.Row.Period} 没有评价对象 {side.Row.Unit} 的数据。", $"There is no row of {side.Row.Unit} {side.Row.Period} in this build."), Retry);
        return side.Score(node) is not null ? null : Finding.Error("gap.score-missing", Place.Whole,
            new($"{side.Row.Unit} {side.Row.Period} 在 {node} 上没有得分。", $"{side.Row.Unit} {side.Row.Period} has no score of {node}."), Retry);
    }
}
