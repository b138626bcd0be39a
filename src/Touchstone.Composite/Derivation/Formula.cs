using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// A formula over columns of one row: numbers, column codes, + − * / ^, parentheses and the functions listed in the guide. Parsed once into a tree;
/// nothing is evaluated from text. Missing in, missing out, except where a function says otherwise (<c>coalesce</c>, <c>mean</c>).
/// </summary>
public sealed partial class Formula
{
    /// <summary>The text as written.</summary>
    public string Text { get; }

    private Formula(string text) => Text = text;
    /// <summary>Parses a formula; every fault is a finding with its column in the text, counted from <paramref name="where"/>.</summary>
    public static Outcome<Formula> Parse(string text, Place where) => throw new NotImplementedException();
    /// <summary>The codes it uses, in order of first appearance.</summary>
    public IReadOnlyList<IndicatorCode> Inputs => throw new NotImplementedException();
}
