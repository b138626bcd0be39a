using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

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
