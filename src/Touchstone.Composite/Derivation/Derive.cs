using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Derive: new or replaced columns by formulas over columns of the same row. Order matters: a formula may use columns derived before it.</summary>
public sealed record Derive(ImmutableArray<Derivation> Columns) : Step
{ /// <inheritdoc/>
    public override string Kind => "derive";
}
/// <summary>A column made by a formula; missing where any input that the formula needs is missing.</summary>
public sealed record Derivation(IndicatorCode Target, Formula Formula);
