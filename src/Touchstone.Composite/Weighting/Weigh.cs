using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>How the weights of the children of an aggregate are found.</summary>
public enum WeightMethod
{
    /// <summary>The loadings of the first principal component, as they are: COINr's <c>get_PCA</c>. A negative one is refused.</summary>
    FirstComponent,
    /// <summary>The squared loadings of the components after a varimax rotation, each child in the component that it says most of: the handbook's.</summary>
    RotatedComponents,
    /// <summary>Shannon's entropy: the less evenly a child is spread over the units, the more it weighs. Scores must not be negative.</summary>
    Entropy,
    /// <summary>CRITIC: deviation × Σ(1 − correlation with each other child).</summary>
    Critic,
    /// <summary>The standard deviation of the child.</summary>
    StandardDeviation,
    /// <summary>Points that experts give out: the mean of their shares.</summary>
    BudgetAllocation,
    /// <summary>Saaty's analytic hierarchy process: the principal eigenvector of a matrix of pairwise comparisons.</summary>
    PairwiseComparison,
    /// <summary>Weights under which the correlations of the children with the aggregate stand as the targets do.</summary>
    BalancedCorrelation,
    /// <summary>Weights under which the children's correlations with the aggregate have the largest sum: as much of their information as one score can hold.</summary>
    GreatestCorrelation,
}

/// <summary>A number for a node.</summary>
public readonly record struct NodeNumber(IndicatorCode Node, double Number);

/// <summary>A pairwise judgement: <paramref name="Of"/> is <paramref name="Ratio"/> times as important as <paramref name="Over"/>.</summary>
public readonly record struct Comparison(IndicatorCode Of, IndicatorCode Over, double Ratio);

/// <summary>How the weights of the children of one aggregate are found.</summary>
/// <param name="Method">The method.</param>
/// <param name="Components">For <see cref="WeightMethod.RotatedComponents"/>: how many are kept; null = those with an eigenvalue above 1 that carry more than 10 %, and further ones until more than 60 % is carried.</param>
/// <param name="Budgets">For <see cref="WeightMethod.BudgetAllocation"/>: the points of each expert, on any scale; a child not named gets none.</param>
/// <param name="Comparisons">For <see cref="WeightMethod.PairwiseComparison"/>: each pair of children once.</param>
/// <param name="Targets">For <see cref="WeightMethod.BalancedCorrelation"/>: how large the correlations are to be beside each other, on any scale; null = equal.</param>
/// <param name="Against">For the two methods by correlation: the aggregate whose score is correlated; null = the aggregate itself. Rules with the same method, targets and aggregate above are found together.</param>
public sealed record WeightRule(WeightMethod Method, int? Components = null, Listed<Listed<NodeNumber>>? Budgets = null, Listed<Comparison>? Comparisons = null,
    Listed<NodeNumber>? Targets = null, IndicatorCode? Against = null)
{
    /// <summary>Whether the scores decide.</summary>
    internal bool IsFromData => Method is not (WeightMethod.BudgetAllocation or WeightMethod.PairwiseComparison);
    /// <summary>Whether the correlations with the aggregate decide.</summary>
    internal bool IsByCorrelation => Method is WeightMethod.BalancedCorrelation or WeightMethod.GreatestCorrelation;
}

/// <summary>
/// Weights: those of the framework, replaced where stated. Without this step the framework's weights stand. Weights that are found from scores are found over the rows that give
/// parameters, of all periods together, and are part of the frame: in a frozen frame its weights stand.
/// </summary>
/// <param name="Equal">True: all weights become 1 first.</param>
/// <param name="Weights">Stated weights by node; they win over those that are found.</param>
public sealed record Weigh(bool Equal, ImmutableSortedDictionary<IndicatorCode, double> Weights) : Step
{ /// <inheritdoc/>
    public override string Kind => "weight";
    /// <summary>How the weights of the children of an aggregate are found, by aggregate. Found weights sum to one.</summary>
    public ImmutableSortedDictionary<IndicatorCode, WeightRule> Rules { get; init; } = ImmutableSortedDictionary<IndicatorCode, WeightRule>.Empty;
}
