using Microsoft.AspNetCore.Components;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Components.Kit;

/// <summary>
/// A column of a <see cref="DataTable{TRow}"/>. <paramref name="Value"/> gives what is sorted, filtered and exported: a number (<c>double?</c>, <c>int</c>),
/// a <see cref="Text"/>, a string, or null for missing. <see cref="Cell"/> replaces only what is drawn.
/// </summary>
/// <param name="Key">The key in the address (<c>?sort=key</c>); stable, lower case.</param>
/// <param name="Header">The header.</param>
/// <param name="Value">The value of a row.</param>
public sealed record Column<TRow>(string Key, Text Header, Func<TRow, object?> Value)
{
    /// <summary>The unit, printed in the header.</summary>
    public Text Unit { get; init; }
    /// <summary>How numbers are shown.</summary>
    public NumberForm Form { get; init; } = NumberForm.Plain;
    /// <summary>The explanation of the number, or the page of the thing named.</summary>
    public Func<TRow, string?>? Href { get; init; }
    /// <summary>The marks of a number.</summary>
    public Func<TRow, CellMarks>? Marks { get; init; }
    /// <summary>Why a value is missing.</summary>
    public Func<TRow, Text?>? Reason { get; init; }
    /// <summary>Draws the cell in its own way.</summary>
    public RenderFragment<TRow>? Cell { get; init; }
    /// <summary>Right-aligned with tabular figures.</summary>
    public bool IsNumber { get; init; }
    /// <summary>Hidden until the reader asks for it (<c>?cols=</c>).</summary>
    public bool IsExtra { get; init; }

    internal object? Sortable(TRow row) => Value(row) switch
    {
        Text text => text.Say(),
        int i => (double)i,
        var other => other,
    };

    internal string Written(TRow row) => Value(row) switch
    {
        null => "",
        Text text => text.Say(),
        double x => Numbers.Exact(x),
        IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}
