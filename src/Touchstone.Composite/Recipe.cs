using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// How an index is made: typed data, no strings that are evaluated. Steps run in the order written.
/// </summary>
/// <param name="Name">The index's name, in both languages.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Frame">Over which rows parameters (bounds, means, treatment points) are taken.</param>
public sealed record Recipe(Text Name, ImmutableArray<Step> Steps, FrameRule Frame)
{
    /// <summary>The version of this schema. A file with another version is a finding.</summary>
    public const int SchemaVersion = 1;
}

/// <summary>Over which rows the parameters of every step are taken. Scores are comparable only inside one frame.</summary>
public abstract record FrameRule
{
    private FrameRule() { }
    /// <summary>Each period has its own parameters: ranks within a period, no lines over time.</summary>
    public sealed record PerPeriod : FrameRule;
    /// <summary>One set of parameters over all periods.</summary>
    public sealed record Pooled : FrameRule;
    /// <summary>Parameters taken over the base periods, applied to all.</summary>
    public sealed record Base(ImmutableArray<Period> Periods) : FrameRule;
    /// <summary>Parameters of an earlier build, applied as they are.</summary>
    public sealed record Frozen(Frame Frame) : FrameRule;
}

/// <summary>One step of a recipe. Closed: the records in this file are the only ones.</summary>
public abstract record Step
{
    private protected Step() { }
    /// <summary>The step's word in files and on screen, such as <c>impute</c>.</summary>
    public abstract string Kind { get; }
}

/// <summary>A rule for every indicator, with overrides; an override is whole (files merge what it does not state from the default).</summary>
public sealed record PerCode<T>(T Default, ImmutableSortedDictionary<IndicatorCode, T> Overrides) where T : notnull
{
    /// <summary>The rule of a code.</summary>
    public T For(IndicatorCode code) => Overrides.TryGetValue(code, out var rule) ? rule : Default;
}

/// <summary>Makes rules without naming their type twice.</summary>
public static class PerCode
{
    /// <summary>One rule for all.</summary>
    public static PerCode<T> All<T>(T rule) where T : notnull => new(rule, ImmutableSortedDictionary<IndicatorCode, T>.Empty);
}

/// <summary>Derive: new or replaced columns by formulas over columns of the same row. Order matters: a formula may use columns derived before it.</summary>
public sealed record Derive(ImmutableArray<Derivation> Columns) : Step
{ /// <inheritdoc/>
    public override string Kind => "derive";
}
/// <summary>A column made by a formula; missing where any input that the formula needs is missing.</summary>
public sealed record Derivation(IndicatorCode Target, Formula Formula);

/// <summary>Denominate: x ÷ d × scale, row by row. With no rules given, those of the framework.</summary>
public sealed record Denominate(ImmutableArray<Denomination> Rules) : Step
{ /// <inheritdoc/>
    public override string Kind => "denominate";
}
/// <summary>Divide an indicator by a context column and multiply by a scale. A zero denominator gives missing and a warning.</summary>
public sealed record Denomination(IndicatorCode Indicator, IndicatorCode By, double Scale);

/// <summary>What a screen or gate does to a unit that fails.</summary>
public enum FailedUnit
{
    /// <summary>The row leaves the data.</summary>
    Drop,
    /// <summary>The row is scored but not ranked, and gives no parameters.</summary>
    Unrank,
}

/// <summary>
/// Screen units (row by row) by the share of indicators present and the share of non-zero among those present; strict: a share equal to the limit is kept.
/// </summary>
/// <param name="MinAvailable">Least share of applicable indicators present; null = not asked.</param>
/// <param name="MinNonZero">Least share of non-zero among present; null = not asked.</param>
/// <param name="Failed">What happens to a row that fails.</param>
/// <param name="Keep">Units kept whatever their shares.</param>
/// <param name="Exclude">Units that fail whatever their shares.</param>
public sealed record Screen(double? MinAvailable, double? MinNonZero, FailedUnit Failed, ImmutableArray<UnitCode> Keep, ImmutableArray<UnitCode> Exclude) : Step
{ /// <inheritdoc/>
    public override string Kind => "screen";
}

/// <summary>
/// Coverage gate: an indicator enters when it is present for a share of units; a unit is ranked when a share of the entered indicators is present overall
/// and in each dimension (child of the root). Shares equal to the limit pass. An indicator that fails leaves the tree for the build (weights of its siblings stay as they are).
/// </summary>
public sealed record Gate(double? IndicatorShare, double? UnitShare, double? DimensionShare, FailedUnit Failed) : Step
{ /// <inheritdoc/>
    public override string Kind => "gate";
}

/// <summary>How missing cells are filled.</summary>
public enum ImputeMethod
{
    /// <summary>Left missing.</summary>
    None,
    /// <summary>Mean of the present cells of the column.</summary>
    Mean,
    /// <summary>Median of the present cells of the column.</summary>
    Median,
    /// <summary>Mean of the present cells of the unit's group; a unit without group, or a group without values, stays missing (a finding).</summary>
    GroupMean,
    /// <summary>Median of the present cells of the unit's group.</summary>
    GroupMedian,
    /// <summary>A stated number.</summary>
    Constant,
    /// <summary>The unit's last earlier observation, if not older than <see cref="ImputeRule.MaxAge"/> years. Marked carried forward, not imputed.</summary>
    LastObservation,
    /// <summary>Where the unit stands on average in the other indicators of the dimension (<see cref="ImputeRule.Level"/>), each from the frame's smallest to its largest value, better being more.</summary>
    RowMean,
    /// <summary>The same with the median.</summary>
    RowMedian,
    /// <summary>On the straight line between the unit's observations before and after; outside them it stays missing.</summary>
    Interpolate,
    /// <summary>The unit's observation before it, or where there is none the first one after it.</summary>
    PreviousOrNext,
    /// <summary>On the straight line between, and outside them the nearest observation.</summary>
    InterpolateOrNearest,
    /// <summary>Least squares on other columns (<see cref="ImputeRule.Predictors"/>) over the frame's rows that have all; a row that lacks a predictor stays missing.</summary>
    Regression,
}
/// <summary>The rule of one column.</summary>
/// <param name="Method">The method.</param>
/// <param name="Group">A group column of the unit list, for the two group methods.</param>
/// <param name="Constant">The stated number.</param>
/// <param name="MaxAge">Observations of other periods that lie further away, in years, are not used; null = any.</param>
/// <param name="Level">For the row methods: the dimension is the aggregate of this level above the indicator; null = the whole index.</param>
/// <param name="Predictors">For the regression: indicators or context columns, as they stand before the step.</param>
public sealed record ImputeRule(ImputeMethod Method, string? Group = null, double? Constant = null, int? MaxAge = null, int? Level = null, Listed<IndicatorCode>? Predictors = null);
/// <summary>Impute missing cells. Cells that are not applicable are never filled.</summary>
/// <param name="Rules">The rule of each column.</param>
/// <param name="MaxShare">A row that lacks more than this share of its applicable indicators is left as it is: too much would be invented. Null = no cap.</param>
/// <param name="Never">Units that are never filled.</param>
public sealed record Impute(PerCode<ImputeRule> Rules, double? MaxShare = null, Listed<UnitCode>? Never = null) : Step
{ /// <inheritdoc/>
    public override string Kind => "impute";
}

/// <summary>The most cells winsorisation may set: a count, or a share of the present cells (rounded down).</summary>
public abstract record WinsorLimit
{
    private WinsorLimit() { }
    /// <summary>A number of cells.</summary>
    public sealed record Count(int Cells) : WinsorLimit;
    /// <summary>A share of the column's present cells.</summary>
    public sealed record Share(double Of) : WinsorLimit;
}
/// <summary>What follows when winsorisation did not bring the column within its limits.</summary>
public enum SecondTreatment
{
    /// <summary>Nothing: the winsorised column stands.</summary>
    None,
    /// <summary>COINr's <c>log_CT</c>: ln(x − min + 0.01·(max − min)) of the original column.</summary>
    Log,
    /// <summary>COINr's <c>log_CT_plus</c>: as <see cref="Log"/>; where the skewness is not above zero its mirror, −ln(max − x + 0.01·(max − min)), which draws the lower end in.</summary>
    LogPlus,
    /// <summary>COINr's <c>log_CT_orig</c>: ln(x − min + 1).</summary>
    LogOrig,
    /// <summary>The Global Innovation Index's: ln((f·max − 1)·(x − min) ÷ (max − min) + 1); mirrored where the skewness is below zero. f·max must be above 1.</summary>
    LogGii,
    /// <summary>Box and Cox: with y = x − min + 1, (y^λ − 1) ÷ λ, or ln y where λ is 0.</summary>
    BoxCox,
}
/// <summary>What makes a value an outlier.</summary>
public enum OutlierRule
{
    /// <summary>The column is skewed and peaked: |skewness| and excess kurtosis both reach their limits.</summary>
    SkewnessAndKurtosis,
    /// <summary>The value lies beyond a fence: the first quartile less, or the third plus, a multiple of the range between them (Tukey; quartiles of type 7).</summary>
    InterquartileRange,
}
/// <summary>Which end of a column is treated.</summary>
public enum Tails
{
    /// <summary>Both.</summary>
    Both,
    /// <summary>The high end only: a column skewed to the low end is left alone.</summary>
    High,
    /// <summary>The low end only.</summary>
    Low,
}
/// <summary>Outlier treatment of one column. By skewness and kurtosis it passes when |skewness| &lt; limit or excess kurtosis &lt; limit (both bias-corrected, type 2).</summary>
/// <param name="Apply">False leaves the column alone.</param>
/// <param name="SkewnessLimit">Limit of |skewness|.</param>
/// <param name="KurtosisLimit">Limit of the excess kurtosis.</param>
/// <param name="Limit">The most cells winsorisation may set.</param>
/// <param name="Second">What follows when winsorisation does not do.</param>
/// <param name="Detect">What makes an outlier.</param>
/// <param name="IqrFactor">How many interquartile ranges from the quartiles the fences stand.</param>
/// <param name="Tails">Which end is treated.</param>
/// <param name="Lambda">λ of <see cref="SecondTreatment.BoxCox"/>; null = the most likely one between −2 and 2, a parameter of the frame.</param>
/// <param name="GiiFactor">f of <see cref="SecondTreatment.LogGii"/>.</param>
public sealed record TreatRule(bool Apply = true, double SkewnessLimit = 2, double KurtosisLimit = 3.5, WinsorLimit? Limit = null, SecondTreatment Second = SecondTreatment.Log,
    OutlierRule Detect = OutlierRule.SkewnessAndKurtosis, double IqrFactor = 1.5, Tails Tails = Tails.Both, double? Lambda = null, double GiiFactor = 1)
{
    /// <summary>The limit, five cells when not stated.</summary>
    public WinsorLimit Winsor => Limit ?? s_five;
    private static readonly WinsorLimit s_five = new WinsorLimit.Count(5);
    /// <summary>The most cells of <paramref name="present"/> that may be set.</summary>
    internal int LimitFor(int present) => Winsor switch
    {
        WinsorLimit.Count count => count.Cells,
        WinsorLimit.Share share => (int)Math.Floor(share.Of * present + 1e-9),
        _ => throw new InvalidOperationException("No such limit."),
    };
    /// <summary>Whether a shape is within the limits. An undefined one (fewer than four values, constant) is: there is nothing to treat.</summary>
    internal bool Passes(Shape shape) => !shape.IsDefined || Math.Abs(shape.Skewness) < SkewnessLimit || shape.Kurtosis < KurtosisLimit;
}
/// <summary>Treat outliers: winsorise until the column passes or the limit is reached; then the second treatment, from the original column.</summary>
public sealed record Treat(PerCode<TreatRule> Rules) : Step
{ /// <inheritdoc/>
    public override string Kind => "treat";
}

/// <summary>A stated change of one column.</summary>
public abstract record TransformRule
{
    private TransformRule() { }
    /// <summary>ln(x + <paramref name="Add"/>). A value ≤ −Add is a finding.</summary>
    public sealed record Log(double Add = 0) : TransformRule;
    /// <summary>Values below Low become Low, above High become High; either may be absent.</summary>
    public sealed record Clamp(double? Low, double? High) : TransformRule;
    /// <summary>One of the curves of <see cref="SecondTreatment"/>, whatever the column's shape; its points are taken over the frame.</summary>
    /// <param name="Kind">The curve.</param>
    /// <param name="Lambda">λ of Box and Cox; null = estimated.</param>
    /// <param name="Factor">f of the GII logarithm.</param>
    public sealed record Skew(SecondTreatment Kind, double? Lambda = null, double Factor = 1) : TransformRule;
}
/// <summary>Transform stated columns.</summary>
public sealed record Transform(ImmutableSortedDictionary<IndicatorCode, TransformRule> Rules) : Step
{ /// <inheritdoc/>
    public override string Kind => "transform";
}

/// <summary>How a column comes to a common scale.</summary>
public enum NormaliseMethod
{
    /// <summary>From the smallest to the largest value of the frame.</summary>
    MinMax,
    /// <summary>From stated goalposts.</summary>
    Goalposts,
    /// <summary>(x − mean) ÷ standard deviation (n − 1), then to the scale's mean and deviation.</summary>
    ZScore,
    /// <summary>Rank, n = best; ties by rule.</summary>
    Rank,
    /// <summary>(rank − 1) ÷ (n − 1), lowest rank on ties, on the scale.</summary>
    PercentileRank,
    /// <summary>Share of the way to the target: x ÷ target for higher-is-better, target ÷ x for lower-is-better, on the scale, capped at the scale's top when clamped.</summary>
    Target,
    /// <summary>Borda points: rank − 1, the worst having none; ties by rule.</summary>
    Borda,
    /// <summary>From the frame's worst value to the target, on the scale.</summary>
    DistanceToTarget,
    /// <summary>Share of the frame's best value: x ÷ max for higher-is-better, min ÷ x for lower-is-better.</summary>
    FractionOfMax,
    /// <summary>Relative to a unit: x ÷ its value for higher-is-better, its value ÷ x for lower-is-better.</summary>
    ReferenceUnit,
    /// <summary>The logistic curve of the z-score: 1 ÷ (1 + exp(−steepness · z)), on the scale.</summary>
    Sigmoid,
    /// <summary>Stated scores for stated bands of values or of percentile ranks.</summary>
    Categories,
}
/// <summary>What zeros do in a percentile rank.</summary>
public enum ZeroValues
{
    /// <summary>They are ranked like any other value.</summary>
    Rank,
    /// <summary>They score the scale's end and are not counted: the others are ranked among themselves.</summary>
    Exclude,
}
/// <summary>How the percentile rank of a lower-is-better column is turned around. The two differ where there are ties.</summary>
public enum Reversal
{
    /// <summary>Ranked from the largest value down.</summary>
    DescendingRank,
    /// <summary>Ranked from the smallest value up; the score is one less that percentile.</summary>
    OneMinus,
}
/// <summary>What the bands of <see cref="NormaliseMethod.Categories"/> are bands of.</summary>
public enum BandsBy
{
    /// <summary>Values as the step sees them; direction is not applied, the scores say what is good.</summary>
    Values,
    /// <summary>Percentile ranks, 0 = worst, 1 = best.</summary>
    Percentiles,
}
/// <summary>A band: from this value or percentile on, up to the next band.</summary>
public readonly record struct ScoreBand(double From, double Score);
/// <summary>What happens to values outside goalposts or beyond the target.</summary>
public enum Outside
{
    /// <summary>They score outside the scale.</summary>
    Keep,
    /// <summary>They score the scale's end.</summary>
    Clamp,
}
/// <summary>How equal values are ranked.</summary>
public enum Ties
{
    /// <summary>All get the smallest (best) rank: 1, 2, 2, 4.</summary>
    Min,
    /// <summary>All get the largest rank: 1, 3, 3, 4.</summary>
    Max,
    /// <summary>All get the mean rank: 1, 2.5, 2.5, 4.</summary>
    Average,
    /// <summary>No gaps: 1, 2, 2, 3.</summary>
    Dense,
}
/// <summary>The rule of one column. Goalposts and targets not stated here are those of the framework.</summary>
/// <param name="Method">The method.</param>
/// <param name="ScaleLow">Bottom of the scale (the mean, for z-scores).</param>
/// <param name="ScaleHigh">Top of the scale (mean plus one deviation, for z-scores).</param>
/// <param name="GoalpostLow">Lower goalpost in the units the step sees.</param>
/// <param name="GoalpostHigh">Upper goalpost.</param>
/// <param name="Target">The target.</param>
/// <param name="Outside">Values beyond goalposts or target.</param>
/// <param name="Ties">Ties of the methods that rank.</param>
/// <param name="PercentileLow">The lower goalpost is this percentile (type 7, 0 to 1) of the frame's values.</param>
/// <param name="PercentileHigh">The upper goalpost is this percentile.</param>
/// <param name="TargetPercentile">The target is this percentile.</param>
/// <param name="Reference">The unit of <see cref="NormaliseMethod.ReferenceUnit"/>.</param>
/// <param name="Zeros">Zeros in a percentile rank.</param>
/// <param name="Reversal">How a percentile rank is turned around where less is better.</param>
/// <param name="Steepness">Of the sigmoid.</param>
/// <param name="Bands">Of the categories, by rising <see cref="ScoreBand.From"/>; what lies below the first scores the scale's bottom.</param>
/// <param name="BandsBy">What the bands are bands of.</param>
public sealed record NormaliseRule(NormaliseMethod Method, double ScaleLow = 0, double ScaleHigh = 100, double? GoalpostLow = null, double? GoalpostHigh = null,
    double? Target = null, Outside Outside = Outside.Clamp, Ties Ties = Ties.Min, double? PercentileLow = null, double? PercentileHigh = null, double? TargetPercentile = null,
    UnitCode? Reference = null, ZeroValues Zeros = ZeroValues.Rank, Reversal Reversal = Reversal.DescendingRank, double Steepness = 1, Listed<ScoreBand>? Bands = null, BandsBy BandsBy = BandsBy.Values);
/// <summary>Normalise. Direction is applied here, once. A constant column has no spread: every unit gets the middle of the scale and a finding says so.</summary>
public sealed record Normalise(PerCode<NormaliseRule> Rules) : Step
{ /// <inheritdoc/>
    public override string Kind => "normalise";
}

/// <summary>Weights: those of the framework, replaced where stated. Without this step the framework's weights stand.</summary>
/// <param name="Equal">True: all weights become 1 first.</param>
/// <param name="Weights">Stated weights by node.</param>
public sealed record Weigh(bool Equal, ImmutableSortedDictionary<IndicatorCode, double> Weights) : Step
{ /// <inheritdoc/>
    public override string Kind => "weight";
}

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
    /// <summary>Π x^(n·w ÷ Σ w), n the children that apply: with equal weights their product; every x must be &gt; 0.</summary>
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
/// <param name="Against">Children that count with a minus (arithmetic mean and sum only): sub-indices of something bad.</param>
/// <param name="Factor">The combined value is multiplied by this,</param>
/// <param name="Offset">and this is added.</param>
/// <param name="Normalise">The node is brought to a scale again, over the frame; null = it is not.</param>
/// <param name="Rises">What of it goes up.</param>
public sealed record AggregateRule(MeanKind Mean = MeanKind.Arithmetic, double MinAvailable = 0, MissingChild Missing = MissingChild.Rescale, double? FillValue = null, int? Decimals = null,
    NotPositive NotPositive = NotPositive.Refuse, double Power = 1, Listed<double>? OrderWeights = null, double Penalty = 1, double Smoothing = 0, Listed<IndicatorCode>? Against = null,
    double Factor = 1, double Offset = 0, NormaliseRule? Normalise = null, Rises Rises = Rises.Score)
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

/// <summary>Rank every node within each period, 1 = best; unranked units have a score and no rank.</summary>
/// <param name="Ties">Ties.</param>
/// <param name="Decimals">Scores are rounded (half away from zero) for ranking; null = not rounded.</param>
public sealed record Rank(Ties Ties, int? Decimals) : Step
{ /// <inheritdoc/>
    public override string Kind => "rank";
}
