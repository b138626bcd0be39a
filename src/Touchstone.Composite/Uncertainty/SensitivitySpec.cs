using System.Collections.Immutable;

namespace Touchstone.Composite;

/// <summary>Which effects are estimated. First-order and total effects always are.</summary>
[Flags]
public enum EffectKinds
{
    /// <summary>First-order and total: N·(d + 2) runs.</summary>
    FirstAndTotal = 0,
    /// <summary>Second-order besides: N·d·(d − 1)/2 runs more.</summary>
    SecondOrder = 1,
    /// <summary>Shapley effects besides, from every subset of the factors: N·2^d runs in all, so up to ten factors.</summary>
    Shapley = 2,
}

/// <summary>How a sensitivity analysis is made; the base sample is the number of scenarios of the specification's draw.</summary>
/// <param name="Kinds">The effects.</param>
/// <param name="Resamples">Bootstrap resamples for the intervals; at least 100.</param>
public sealed record SensitivitySpec(EffectKinds Kinds, int Resamples = 500);

/// <summary>What an analysis explains the variance of.</summary>
public abstract record SensitivityOutput
{
    private SensitivityOutput() { }
    /// <summary>The mean over units of |rank − rank of the index as it is|.</summary>
    public sealed record MeanRankShift : SensitivityOutput;
    /// <summary>A unit's score.</summary>
    public sealed record ScoreOf(RowKey Row) : SensitivityOutput;
    /// <summary>A unit's rank.</summary>
    public sealed record RankOf(RowKey Row) : SensitivityOutput;
}

/// <summary>An estimate with its bootstrap interval, 95 %.</summary>
/// <param name="Value">The estimate; noise can carry a small one below zero.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record EffectEstimate(double Value, double Low, double High);

/// <summary>The effects of one factor, each as a share of the output's variance.</summary>
/// <param name="Factor">The factor's code.</param>
/// <param name="First">First-order: what would go if the factor alone were settled, on average.</param>
/// <param name="Total">Total: what would stay if all others were settled.</param>
/// <param name="Shapley">The factor's fair share of the variance, interactions divided evenly; the shares of all factors sum to one. Null when not asked.</param>
public sealed record FactorEffects(string Factor, EffectEstimate First, EffectEstimate Total, EffectEstimate? Shapley);

/// <summary>What two factors do together beyond the sum of each alone.</summary>
public sealed record PairEffect(string Factor, string Other, EffectEstimate Second);

/// <summary>The effects on one output.</summary>
/// <param name="Output">The output.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Variance">Its variance; zero when no factor moves it, and then there are no effects.</param>
/// <param name="Factors">Effects by factor, in the order declared.</param>
/// <param name="Pairs">Second-order effects, when asked.</param>
/// <param name="Used">Base samples used: those in which every run has the output.</param>
public sealed record OutputEffects(SensitivityOutput? Output, double Mean, double Variance, ImmutableArray<FactorEffects> Factors, ImmutableArray<PairEffect> Pairs, int Used);
