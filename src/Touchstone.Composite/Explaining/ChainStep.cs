using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What happened to a cell in a step.</summary>
public enum ChainOperation
{
    /// <summary>The value of the input.</summary>
    Input,
    /// <summary>A formula over columns of the same row; operands are its inputs, by code.</summary>
    Derived,
    /// <summary>before ÷ <c>denominator</c> × <c>scale</c>.</summary>
    Divided,
    /// <summary>Missing before; <c>value</c> = the mean, median or constant of the rule.</summary>
    Imputed,
    /// <summary>Missing before; <c>value</c> = the unit's earlier observation.</summary>
    CarriedForward,
    /// <summary>Missing, and still missing.</summary>
    LeftMissing,
    /// <summary>Looked at and left as it was.</summary>
    Unchanged,
    /// <summary>Set to <c>bound</c>.</summary>
    Bounded,
    /// <summary>ln(x − <c>low</c> + 0.01 × (<c>high</c> − <c>low</c>)), with x = before, not below <c>low</c>.</summary>
    SkewLogarithm,
    /// <summary>−ln(<c>high</c> − x + 0.01 × (<c>high</c> − <c>low</c>)), with x = before, not above <c>high</c>.</summary>
    MirroredSkewLogarithm,
    /// <summary>ln(x − <c>low</c> + 1), with x = before, not below <c>low</c>.</summary>
    ShiftedLogarithm,
    /// <summary>ln((<c>factor</c> × <c>high</c> − 1) × (x − <c>low</c>) ÷ (<c>high</c> − <c>low</c>) + 1), with x = before, not below <c>low</c>.</summary>
    GiiLogarithm,
    /// <summary>−ln((<c>factor</c> × <c>high</c> − 1) × (<c>high</c> − x) ÷ (<c>high</c> − <c>low</c>) + 1), with x = before, not above <c>high</c>.</summary>
    MirroredGiiLogarithm,
    /// <summary>(y^<c>lambda</c> − 1) ÷ <c>lambda</c>, or ln y where it is 0, with y = x − <c>low</c> + 1 and x = before, not below <c>low</c>.</summary>
    BoxCox,
    /// <summary>ln(before + <c>add</c>).</summary>
    Logarithm,
    /// <summary><c>bottom</c> + (<c>top</c> − <c>bottom</c>) × share, share = (before − <c>low</c>) ÷ (<c>high</c> − <c>low</c>), counted from <c>high</c> where less is better; bounded to the scale where clamped.</summary>
    ScaledUp,
    /// <summary>As <see cref="ScaledUp"/>, counted from <c>high</c>: less is better.</summary>
    ScaledDown,
    /// <summary><c>bottom</c> + (<c>top</c> − <c>bottom</c>) × (before − <c>mean</c>) ÷ <c>deviation</c>.</summary>
    StandardisedUp,
    /// <summary>As <see cref="StandardisedUp"/>, with the sign turned: less is better.</summary>
    StandardisedDown,
    /// <summary><c>rank</c> among <c>count</c> values, the largest = best.</summary>
    Ranked,
    /// <summary><c>bottom</c> + (<c>top</c> − <c>bottom</c>) × (<c>rank</c> − 1) ÷ (<c>count</c> − 1), rank 1 = worst.</summary>
    PercentileRanked,
    /// <summary><c>bottom</c> + (<c>top</c> − <c>bottom</c>) × (1 − (<c>rank</c> − 1) ÷ (<c>count</c> − 1)), rank 1 = smallest; less is better.</summary>
    PercentileRankedDown,
    /// <summary><c>rank</c> − 1.</summary>
    BordaPoints,
    /// <summary><c>bottom</c> + (<c>top</c> − <c>bottom</c>) ÷ (1 + exp(−<c>steepness</c> × (before − <c>mean</c>) ÷ <c>deviation</c>)).</summary>
    LogisticUp,
    /// <summary>As <see cref="LogisticUp"/>, with the sign turned: less is better.</summary>
    LogisticDown,
    /// <summary>The stated <c>value</c> of the band it falls into, or of a value that is not ranked.</summary>
    Banded,
    /// <summary><c>bottom</c> + (<c>top</c> − <c>bottom</c>) × before ÷ <c>target</c> (a target, the best value, or a reference unit's).</summary>
    TowardsTarget,
    /// <summary><c>bottom</c> + (<c>top</c> − <c>bottom</c>) × <c>target</c> ÷ before: less is better.</summary>
    TowardsTargetDown,
    /// <summary>A constant column: <c>value</c> for every unit.</summary>
    Constant,
}

/// <summary>A number that a step of the chain used, by name or by the code of its column.</summary>
/// <param name="Name">Its name in <see cref="ChainOperation"/>, or a column's code.</param>
/// <param name="Value">The number; null = missing.</param>
public readonly record struct Operand(string Name, double? Value);

/// <summary>
/// A step in the life of a cell, from the input to the normalised score. <paramref name="After"/> recomputes from <paramref name="Before"/> and the operands by the
/// formula of the operation; with an operand <c>decimals</c> it is rounded (half away from zero) after that.
/// </summary>
/// <param name="Place">Place of the step in the recipe; 0 = the input.</param>
/// <param name="Kind">The step's word.</param>
/// <param name="Operation">What happened.</param>
/// <param name="Before">Before the step; null = missing.</param>
/// <param name="After">After it.</param>
/// <param name="Operands">The numbers used.</param>
/// <param name="Marks">The cell's marks after the step.</param>
/// <param name="Words">What happened, with the numbers.</param>
public sealed record ChainStep(int Place, string Kind, ChainOperation Operation, double? Before, double? After, ImmutableArray<Operand> Operands, CellMarks Marks, Text Words)
{
    /// <summary>The operand of a name; null = none, or missing.</summary>
    public double? Operand(string name) => Operands.FirstOrDefault(o => o.Name == name).Value;
}
