using System.Collections;
using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>A cell that a step changed, and why.</summary>
public sealed record CellChange(int Step, string StepKind, Period? Period, UnitCode Unit, IndicatorCode Indicator, double? Before, double? After, Text Why);

/// <summary>
/// The cells that one step changed, in the order in which it did. A treatment can change every cell of a column for one reason: kept is where, from what, to what and which reason, and a
/// <see cref="CellChange"/> is made when somebody looks.
/// </summary>
public sealed class CellChanges : IReadOnlyList<CellChange>
{
    /// <summary>A cell by its input row, and the place of its column and reason; NaN = missing.</summary>
    internal readonly record struct Entry(int Row, int Reason, double Before, double After);

    /// <summary>Why cells of a column changed.</summary>
    internal readonly record struct Reason(IndicatorCode Column, Text Why);

    private readonly int _step;
    private readonly string _kind;
    private readonly ImmutableArray<RowKey> _rows;
    private readonly Entry[] _entries;
    private readonly Reason[] _reasons;

    internal CellChanges(int step, string kind, ImmutableArray<RowKey> rows, Entry[] entries, Reason[] reasons) =>
        (_step, _kind, _rows, _entries, _reasons) = (step, kind, rows, entries, reasons);

    /// <summary>No change.</summary>
    public static CellChanges None { get; } = new(0, "", [], [], []);

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public CellChange this[int index]
    {
        get
        {
            var e = _entries[index];
            var (row, (column, why)) = (_rows[e.Row], _reasons[e.Reason]);
            return new(_step, _kind, row.Period, row.Unit, column, Edge(e.Before), Edge(e.After), why);
        }
    }

    /// <summary>The first change of a cell; null when there is none.</summary>
    public CellChange? Find(RowKey row, IndicatorCode column)
    {
        int at = _rows.BinarySearch(row), first = at < 0 ? -1 : Array.FindIndex(_entries, e => e.Row == at && _reasons[e.Reason].Column == column);
        return first < 0 ? null : this[first];
    }

    /// <inheritdoc/>
    public IEnumerator<CellChange> GetEnumerator()
    {
        for (int i = 0; i < _entries.Length; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static double? Edge(double value) => double.IsNaN(value) ? null : value;
}
