using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

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
