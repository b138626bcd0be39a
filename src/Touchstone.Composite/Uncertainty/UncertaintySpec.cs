using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What is not certain of an index, and how many scenarios to draw of it.</summary>
/// <param name="Factors">The uncertain factors.</param>
/// <param name="Draw">How scenarios are drawn.</param>
public sealed record UncertaintySpec(ImmutableArray<Factor> Factors, ScenarioDraw Draw)
{
    /// <summary>The version of this schema. A file with another version is a finding.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The node whose scores and ranks are followed; null = the index itself.</summary>
    public IndicatorCode? Node { get; init; }
    /// <summary>The period whose rows are followed; null = the last.</summary>
    public Period? Period { get; init; }
    /// <summary>The share of scenarios that a range covers.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>Everything that can be known to be wrong before the first scenario, the combinations of choices that cannot run included.</summary>
    public ImmutableArray<Finding> Check(IndexInput input, Recipe recipe) => [.. SpecChecks.Of(input, recipe, this)];
}

/// <summary>How scenarios are drawn.</summary>
/// <param name="Kind">By which sequence.</param>
/// <param name="Scenarios">How many; the most, when a precision is asked.</param>
/// <param name="Seed">The seed: the same seed, the same scenarios.</param>
/// <param name="RankPrecision">Stop once the ends of every unit's rank range are known to within this many ranks (95 % sure); null = run all.</param>
public sealed record ScenarioDraw(SamplingKind Kind, int Scenarios, ulong Seed, double? RankPrecision = null)
{
    /// <summary>The most scenarios of one analysis.</summary>
    public const int Most = 1_000_000;
}
