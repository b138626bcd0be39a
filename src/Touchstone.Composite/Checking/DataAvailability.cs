using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// What a row has of the indicators that apply to it, overall and below every aggregate: shares observed, not weighted.
/// (COINr <c>get_data_avail</c>; the shares by which <see cref="Screen"/> judges.)
/// </summary>
/// <param name="Row">The row.</param>
/// <param name="Applicable">Indicators that apply.</param>
/// <param name="Missing">Of these, without a value.</param>
/// <param name="Zeros">Of these, zero.</param>
/// <param name="ByNode">The share with a value below each aggregate; null where nothing below applies.</param>
public sealed record DataAvailability(RowKey Row, int Applicable, int Missing, int Zeros, ImmutableSortedDictionary<IndicatorCode, double?> ByNode)
{
    /// <summary>Values ÷ applicable indicators; null when none applies.</summary>
    public double? Available => Applicable == 0 ? null : (double)(Applicable - Missing) / Applicable;

    /// <summary>Values other than zero ÷ values; null when there is no value.</summary>
    public double? NonZero => Applicable == Missing ? null : (double)(Applicable - Missing - Zeros) / (Applicable - Missing);

    /// <summary>The availability of every row of a table that has the framework's indicators; one that the table does not have is left out.</summary>
    public static ImmutableArray<DataAvailability> Of(Framework framework, DataTable table)
    {
        var below = framework.Aggregates.ToDictionary(a => a.Code, a => Below(framework, a.Code).Select(table.Find).OfType<DataColumn>().ToArray());
        var all = below[framework.Root.Code];
        return [.. Enumerable.Range(0, table.Rows.Length).Select(r => new DataAvailability(table.Rows[r], Applies(all, r), all.Count(c => Applies(c, r) && c[r] is null), all.Count(c => c[r] == 0),
            below.ToImmutableSortedDictionary(b => b.Key, b => Applies(b.Value, r) is var n and > 0 ? (double?)b.Value.Count(c => c[r] is not null) / n : null)))];
    }

    private static bool Applies(DataColumn column, int row) => column[row] is not null || (column.MarksAt(row) & CellMarks.NotApplicable) == CellMarks.None;
    private static int Applies(DataColumn[] columns, int row) => columns.Count(c => Applies(c, row));

    private static IEnumerable<IndicatorCode> Below(Framework framework, IndicatorCode node) => framework.Children(node)
        .SelectMany(c => c.Kind == NodeKind.Indicator ? [c.Code] : Below(framework, c.Code));
}
