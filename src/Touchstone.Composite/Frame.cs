using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// The set of units, indicators, step parameters (treatment points, bounds, means) and weights inside which scores are comparable.
/// Taken from a build, and applied as it is by <see cref="FrameRule.Frozen"/>.
/// </summary>
/// <param name="Id">SHA-256 over the canonical content: two builds are comparable when their frames have the same identity.</param>
/// <param name="Units">The units that gave the parameters.</param>
/// <param name="Indicators">The indicators that entered.</param>
/// <param name="Parameters">What each step used.</param>
/// <param name="Weights">The weights, normalised among siblings.</param>
public sealed record Frame(string Id, ImmutableArray<UnitCode> Units, ImmutableArray<IndicatorCode> Indicators, ImmutableArray<StepParameter> Parameters,
    ImmutableSortedDictionary<IndicatorCode, double> Weights)
{
    /// <summary>The periods that have parameters of their own; empty when the parameters run over several periods, or the data has none.</summary>
    public ImmutableArray<Period> Periods { get; init; } = [];
    /// <summary>The ordered values of the columns that are ranked against the frame (rank and percentile rank have no other parameters).</summary>
    public ImmutableArray<FrameDistribution> Distributions { get; init; } = [];

    /// <summary>The identity that the content gives; it differs from <see cref="Id"/> when a frame was altered after it was taken.</summary>
    public string ContentId() => BuildIdentity.Of(this);
}

/// <summary>The ordered values of a column in the frame, for a step that ranks against them. <c>Period</c> is null when taken over several periods.</summary>
public sealed record FrameDistribution(int Step, Period? Period, IndicatorCode Column, ImmutableArray<double> Values);
