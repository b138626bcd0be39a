using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The mean of an aggregate.</summary>
public enum MeanKind
{
    /// <summary>Σ w·x ÷ Σ w.</summary>
    Arithmetic,
    /// <summary>exp(Σ w·ln x ÷ Σ w); every x must be &gt; 0.</summary>
    Geometric,
    /// <summary>Σ w ÷ Σ (w ÷ x); every x must be &gt; 0.</summary>
    Harmonic,
    /// <summary>(Σ w·x^p ÷ Σ w)^(1/p), p = <see cref="AggregateRule.Power"/>; every x must be ≥ 0, for a negative p &gt; 0.</summary>
    Power,
    /// <summary>Π x^(n·w ÷ Σ w), n the children that apply: with equal weights their product; every x must be &gt; 0. A child against it has the negative exponent: it divides.</summary>
    Product,
    /// <summary>n · Σ w·x ÷ Σ w, n the children that apply: with equal weights their sum.</summary>
    Sum,
    /// <summary>The smallest; weights do not matter, but a weight of zero takes no part.</summary>
    Min,
    /// <summary>The largest.</summary>
    Max,
    /// <summary>The weighted median: the value at which half of the weight is reached, the middle of the two where it is reached exactly.</summary>
    Median,
    /// <summary>Ordered weighted averaging: <see cref="AggregateRule.OrderWeights"/> by place, the best child first; the children's own weights do not matter.</summary>
    OrderedWeighted,
    /// <summary>Mean–min: M − α·(√((M − min)² + β²) − β), M the arithmetic mean: a penalty for the weakest child.</summary>
    MeanMin,
    /// <summary>Mazziotta–Pareto: M − α·S² ÷ M, S² the weighted variance of the children: a penalty for unequal children (α = −1: for indices of something bad). M must be &gt; 0.</summary>
    MazziottaPareto,
}
/// <summary>What of a node that is brought to a scale again goes up the tree.</summary>
public enum Rises
{
    /// <summary>The score on the new scale.</summary>
    Score,
    /// <summary>What the children combined to, before the new scale: the scale is for showing the node alone.</summary>
    Combined,
}
/// <summary>What a missing child does to its aggregate.</summary>
public enum MissingChild
{
    /// <summary>The other weights are rescaled: an imputation by the unit's own mean, counted and marked.</summary>
    Rescale,
    /// <summary>The aggregate is missing.</summary>
    Missing,
    /// <summary>The child counts as the bottom of the scale stated by <see cref="AggregateRule.FillValue"/>.</summary>
    Fill,
}
/// <summary>What a child at or below zero does to a geometric or harmonic mean, which has no value for it.</summary>
public enum NotPositive
{
    /// <summary>The build is refused, with the cells.</summary>
    Refuse,
    /// <summary>The aggregate is missing, with a warning (as UNDP publishes no HDI where life expectancy is below its goalpost).</summary>
    Missing,
}
/// <summary>The rule of one aggregate.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="MinAvailable">Least share of applicable children present (count, strict: equal passes); below it the aggregate is missing.</param>
/// <param name="Missing">What a missing child does.</param>
/// <param name="FillValue">With <see cref="MissingChild.Fill"/>.</param>
/// <param name="Decimals">The aggregate is rounded (half away from zero) to this many decimals before it goes up; null = not rounded.</param>
/// <param name="NotPositive">What a child at or below zero does to a mean that has no value for it.</param>
/// <param name="Power">p of <see cref="MeanKind.Power"/>.</param>
/// <param name="OrderWeights">Of <see cref="MeanKind.OrderedWeighted"/>, one a child, the best first. With fewer children present the same curve of cumulated weight is read at their places.</param>
/// <param name="Penalty">α of <see cref="MeanKind.MeanMin"/> and <see cref="MeanKind.MazziottaPareto"/>.</param>
/// <param name="Smoothing">β of <see cref="MeanKind.MeanMin"/>.</param>
/// <param name="Against">Children that count the other way: with a minus in an arithmetic mean or a sum (sub-indices of something bad), dividing in a product (a ratio). No other mean has them.</param>
/// <param name="Factor">The combined value is multiplied by this,</param>
/// <param name="Offset">and this is added.</param>
/// <param name="Normalise">The node is brought to a scale again, over the frame; null = it is not.</param>
/// <param name="Rises">What of it goes up.</param>
/// <param name="FillGroup">A group column of the unit list: where the node is missing, and applies, it takes the unweighted mean of its group's scores over the frame (a missing goal its region's), unless an impute step leaves its unit alone; null = it stays missing.</param>
public sealed record AggregateRule(MeanKind Mean = MeanKind.Arithmetic, double MinAvailable = 0, MissingChild Missing = MissingChild.Rescale, double? FillValue = null, int? Decimals = null,
    NotPositive NotPositive = NotPositive.Refuse, double Power = 1, Listed<double>? OrderWeights = null, double Penalty = 1, double Smoothing = 0, Listed<IndicatorCode>? Against = null,
    double Factor = 1, double Offset = 0, NormaliseRule? Normalise = null, Rises Rises = Rises.Score, string? FillGroup = null)
{
    /// <summary>Whether the mean has no value for a child at or below zero.</summary>
    internal bool NeedsPositive => Mean is MeanKind.Geometric or MeanKind.Harmonic or MeanKind.Product || Mean == MeanKind.Power && Power < 0;
    /// <summary>Whether anything is done to the combined value before it is rounded.</summary>
    internal bool HasScale => Factor != 1 || Offset != 0 || Normalise is not null;
    /// <summary>Whether the new scale goes by ranks.</summary>
    internal bool RanksItself => Normalise is { Method: NormaliseMethod.Rank or NormaliseMethod.PercentileRank or NormaliseMethod.Borda } or { Method: NormaliseMethod.Categories, BandsBy: BandsBy.Percentiles };
    /// <summary>Whether the three plain means do: no signs, no order, no penalty.</summary>
    internal bool IsPlain => Mean is MeanKind.Arithmetic or MeanKind.Geometric or MeanKind.Harmonic && Against is null;
}
/// <summary>Aggregate up the tree, a rule for each node.</summary>
public sealed record Aggregate(PerCode<AggregateRule> Rules) : Step
{ /// <inheritdoc/>
    public override string Kind => "aggregate";
}
