using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Denominate: x ÷ d × scale, row by row. With no rules given, those of the framework.</summary>
public sealed record Denominate(ImmutableArray<Denomination> Rules) : Step
{ /// <inheritdoc/>
    public override string Kind => "denominate";
}
/// <summary>Divide an indicator by a context column and multiply by a scale. A zero denominator gives missing and a warning.</summary>
public sealed record Denomination(IndicatorCode Indicator, IndicatorCode By, double Scale);
