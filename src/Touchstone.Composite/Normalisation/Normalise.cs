using Touchstone.Model;

namespace Touchstone.Composite;

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
    /// <summary>From the frame's worst value to a unit's value, on the scale.</summary>
    DistanceToReference,
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
/// <param name="Decimals">The score is rounded (half away from zero) to this many decimals; null = not rounded.</param>
public sealed record NormaliseRule(NormaliseMethod Method, double ScaleLow = 0, double ScaleHigh = 100, double? GoalpostLow = null, double? GoalpostHigh = null,
    double? Target = null, Outside Outside = Outside.Clamp, Ties Ties = Ties.Min, double? PercentileLow = null, double? PercentileHigh = null, double? TargetPercentile = null,
    UnitCode? Reference = null, ZeroValues Zeros = ZeroValues.Rank, Reversal Reversal = Reversal.DescendingRank, double Steepness = 1, Listed<ScoreBand>? Bands = null, BandsBy BandsBy = BandsBy.Values,
    int? Decimals = null);
/// <summary>Normalise. Direction is applied here, once. A constant column has no spread: every unit gets the middle of the scale and a finding says so.</summary>
public sealed record Normalise(PerCode<NormaliseRule> Rules) : Step
{ /// <inheritdoc/>
    public override string Kind => "normalise";
}
