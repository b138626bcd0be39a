using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// A formula over columns of one row: numbers, column codes, + − * / ^, parentheses and the functions listed in the guide. Parsed once into a tree;
/// nothing is evaluated from text. Missing in, missing out, except where a function says otherwise (<c>coalesce</c>, <c>mean</c>).
/// </summary>
/// <remarks>
/// <c>^</c> binds tightest and to the right, then the sign, then <c>* /</c>, then <c>+ -</c>: <c>-2^2</c> is −4. Functions: <c>ln log10 exp sqrt abs</c> of one value;
/// <c>min max mean sum coalesce</c> of one or more; <c>clamp(x, low, high)</c>; <c>if(condition, a, b)</c> whose condition compares two values by
/// <c>&lt; &lt;= &gt; &gt;= = &lt;&gt;</c>. <c>mean</c> is over the values present; <c>coalesce</c> is the first present; all others are missing when a value they
/// need is missing. A code with signs in it is written in brackets: <c>[gdp-per-head]</c>. A result that is not finite (division by zero, the logarithm of zero)
/// is missing, and the step that evaluates it says so for the cell.
/// </remarks>
public sealed class Formula
{
    /// <summary>The text as written.</summary>
    public string Text { get; }
    /// <summary>The codes it uses, in order of first appearance.</summary>
    public IReadOnlyList<IndicatorCode> Inputs { get; }

    internal FormulaNode Tree { get; }

    private Formula(string text, FormulaNode tree, IReadOnlyList<IndicatorCode> inputs) => (Text, Tree, Inputs) = (text, tree, inputs);

    /// <summary>Parses a formula; every fault is a finding with its column in the text, counted from <paramref name="where"/>.</summary>
    public static Outcome<Formula> Parse(string text, Place where)
    {
        var parser = new FormulaParser(text, where);
        var tree = parser.Parse();
        return parser.Faults.Count > 0
            ? Outcome.Refused<Formula>(parser.Faults)
            : Outcome.Done(new Formula(text, tree, parser.Inputs.ToImmutableArray()));
    }

    /// <summary>The value from the inputs of one row, given in the order of <see cref="Inputs"/>; null where missing or without a finite value.</summary>
    public double? Evaluate(IReadOnlyList<double?> inputs)
    {
        var values = inputs.Select(v => new[] { v ?? double.NaN }).ToArray();
        bool faulty = false;
        double value = Tree.At(values, 0, ref faulty);
        return double.IsFinite(value) ? value : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
