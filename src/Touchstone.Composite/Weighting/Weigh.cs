using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Weights: those of the framework, replaced where stated. Without this step the framework's weights stand.</summary>
/// <param name="Equal">True: all weights become 1 first.</param>
/// <param name="Weights">Stated weights by node.</param>
public sealed record Weigh(bool Equal, ImmutableSortedDictionary<IndicatorCode, double> Weights) : Step
{ /// <inheritdoc/>
    public override string Kind => "weight";
}
