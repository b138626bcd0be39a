using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What is known of a cell beside its value. Marks are carried to every place the value appears.</summary>
[Flags]
public enum CellMarks : byte
{
    /// <summary>An ordinary observed value.</summary>
    None = 0,
    /// <summary>Filled by an impute step, or by the source (°).</summary>
    Imputed = 1,
    /// <summary>An earlier period's value stands in (‹).</summary>
    CarriedForward = 2,
    /// <summary>Provisional (*).</summary>
    Provisional = 4,
    /// <summary>The indicator does not apply to this unit: neither missing nor zero, and not counted in availability.</summary>
    NotApplicable = 8,
    /// <summary>An aggregate whose weights were rescaled over its missing children: an imputation by the unit's own mean (°).</summary>
    Rescaled = 16,
    /// <summary>The source is not verified (†).</summary>
    Unverified = 32,
    /// <summary>Changed by a treat or transform step's bound (winsorised, clamped).</summary>
    Treated = 64,
}

/// <summary>A unit of the index.</summary>
/// <param name="Code">The code, unique.</param>
/// <param name="Name">The name, in both languages.</param>
/// <param name="Groups">Group membership by group column (<c>region</c> → <c>Asia</c>); absent = no group.</param>
/// <param name="IsRanked">False: scored but not ranked (a country aggregate beside countries), and not used for bounds, means or other parameters.</param>
public sealed record Unit(UnitCode Code, Text Name, ImmutableSortedDictionary<string, string> Groups, bool IsRanked = true)
{
    /// <summary>Where the row stood in its file, for findings.</summary>
    public Place Where { get; init; } = Place.Whole;
}

/// <summary>A row of engine data: a unit in a period. Indices of one unnamed period have no period.</summary>
public readonly record struct RowKey(Period? Period, UnitCode Unit) : IComparable<RowKey>
{
    /// <inheritdoc/>
    public int CompareTo(RowKey other)
    {
        int c = Nullable.Compare(Period, other.Period);
        return c != 0 ? c : Unit.CompareTo(other.Unit);
    }
}

/// <summary>A column of values with a mark a cell. Missing is NaN inside and <c>null</c> outside.</summary>
public sealed class DataColumn
{
    internal DataColumn(IndicatorCode code, double[] values, CellMarks[]? marks)
    {
        Code = code;
        Values = values;
        Marks = marks;
    }

    /// <summary>The code of the indicator or context column.</summary>
    public IndicatorCode Code { get; }
    /// <summary>The values, NaN = missing. Never written to after the column is in a table.</summary>
    internal double[] Values { get; }
    /// <summary>The marks; null = all <see cref="CellMarks.None"/>.</summary>
    internal CellMarks[]? Marks { get; }
    /// <summary>Number of rows.</summary>
    public int Count => Values.Length;
    /// <summary>The value in a row; null = missing (or not applicable: see <see cref="MarksAt"/>).</summary>
    public double? this[int row] => double.IsNaN(Values[row]) ? null : Values[row];
    /// <summary>The marks of a row.</summary>
    public CellMarks MarksAt(int row) => Marks is null ? CellMarks.None : Marks[row];
}

/// <summary>Rows (unit × period, sorted) by columns. Immutable.</summary>
public sealed class DataTable
{
    private readonly Dictionary<IndicatorCode, int> _places;

    internal DataTable(ImmutableArray<RowKey> rows, ImmutableArray<DataColumn> columns)
    {
        Rows = rows;
        Columns = columns;
        _places = new Dictionary<IndicatorCode, int>(columns.Length);
        for (int i = 0; i < columns.Length; i++) _places.Add(columns[i].Code, i);
    }

    /// <summary>The rows, sorted by period, then unit code (ordinal).</summary>
    public ImmutableArray<RowKey> Rows { get; }
    /// <summary>The columns.</summary>
    public ImmutableArray<DataColumn> Columns { get; }
    /// <summary>The place of a column, or −1.</summary>
    public int PlaceOf(IndicatorCode code) => _places.TryGetValue(code, out int place) ? place : -1;
    /// <summary>The column of a code, or null.</summary>
    public DataColumn? Find(IndicatorCode code) => _places.TryGetValue(code, out int place) ? Columns[place] : null;
    /// <summary>The place of a row, or −1. Binary search.</summary>
    public int PlaceOf(RowKey row) => Rows.BinarySearch(row) is var i and >= 0 ? i : -1;

    /// <summary>
    /// Makes a table from loose cells. Rows are sorted; a duplicate (row, column) pair, an infinite or NaN value is a finding with the cell's place.
    /// A cell with neither value nor mark is missing and needs not be given. Every column asked for is there, even when empty.
    /// </summary>
    public static Outcome<DataTable> Create(IEnumerable<RowKey> rows, IEnumerable<IndicatorCode> columns, IEnumerable<Cell> cells)
    {
        var sorted = rows.Distinct().Order().ToImmutableArray();
        var codes = columns.ToImmutableArray();
        var rowAt = new Dictionary<RowKey, int>(sorted.Length);
        for (int i = 0; i < sorted.Length; i++) rowAt.Add(sorted[i], i);
        var columnAt = new Dictionary<IndicatorCode, int>(codes.Length);
        for (int i = 0; i < codes.Length; i++) columnAt.Add(codes[i], i);
        var values = new double[codes.Length][];
        for (int c = 0; c < codes.Length; c++) { values[c] = new double[sorted.Length]; Array.Fill(values[c], double.NaN); }
        var marks = new CellMarks[]?[codes.Length];
        var seen = new HashSet<(int, int)>();
        var findings = new List<Finding>();
        foreach (var cell in cells)
        {
            if (!rowAt.TryGetValue(cell.Row, out int r) || !columnAt.TryGetValue(cell.Indicator, out int c))
            {
                findings.Add(Finding.Error("cell.stray", cell.Where,
                    new($"单元格 {cell.Row.Unit}/{cell.Indicator} 不在给定的行和列之内。", $"The cell {cell.Row.Unit}/{cell.Indicator} is outside the rows and columns given."),
                    new("请补充该评价对象或指标，或删去此行。", "Add the unit or the indicator, or remove the row.")));
                continue;
            }
            if (!seen.Add((r, c)))
            {
                findings.Add(Finding.Error("cell.duplicate", cell.Where,
                    new($"{cell.Row.Period} {cell.Row.Unit} 的 {cell.Indicator} 出现了两次。", $"{cell.Indicator} of {cell.Row.Unit} {cell.Row.Period} is given twice."),
                    new("只保留一个值。", "Keep one value.")));
                continue;
            }
            if (cell.Value is { } v && !double.IsFinite(v))
            {
                findings.Add(Finding.Error("number.not-finite", cell.Where,
                    new("数值不是有限数。", "The value is not a finite number."),
                    new("缺失值请留空，不要填 NaN 或 Inf。", "Leave a missing value empty; do not write NaN or Inf.")));
                continue;
            }
            if (cell.Value is { } value && (cell.Marks & CellMarks.NotApplicable) == CellMarks.None) values[c][r] = value;
            if (cell.Marks != CellMarks.None) (marks[c] ??= new CellMarks[sorted.Length])[r] = cell.Marks;
        }
        if (findings.Count > 0) return Outcome.Refused<DataTable>(findings);
        return Outcome.Done(new DataTable(sorted, [.. codes.Select((code, i) => new DataColumn(code, values[i], marks[i]))]));
    }
}

/// <summary>A loose cell, on its way into a <see cref="DataTable"/>.</summary>
public sealed record Cell(RowKey Row, IndicatorCode Indicator, double? Value, CellMarks Marks, Place Where);

/// <summary>All that a build takes beside the recipe.</summary>
/// <param name="Framework">The tree and the context columns.</param>
/// <param name="Units">The units; each row of the data belongs to one.</param>
/// <param name="Data">The raw data: a column for every indicator and context column that is not derived.</param>
public sealed record IndexInput(Framework Framework, ImmutableArray<Unit> Units, DataTable Data);
