using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>
/// data.csv, long (<c>period,unit,indicator,value,mark</c>) or wide (<c>period,unit,CODE…</c>); the period column may be absent.
/// Empty = missing; <c>n/a</c> = the indicator does not apply to the unit.
/// </summary>
internal sealed class DataFile
{
    public const string Name = "data.csv";
    internal const string NotApplicable = "n/a";

    private readonly SourceTable _table;
    private readonly Columns _columns;
    private readonly DataShape _shape;
    private readonly FindingList _findings;
    private readonly Dictionary<RowKey, int> _rows = [];
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<Held> _cells = [];
    private readonly int _period, _unit;

    private readonly record struct Held(int Row, int Column, double? Value, CellMarks Marks);

    private DataFile(SourceTable table, DataShape shape, FindingList findings)
    {
        (_table, _shape, _findings) = (table, shape, findings);
        _columns = new Columns(table, findings);
        _period = _columns.Optional("period");
        _unit = _columns.Required("unit");
    }

    /// <summary>The data, of the cells that could be read; null when there is no header.</summary>
    public static DataTable? Read(SourceTable table, DataShape shape, FindingList findings)
    {
        var file = new DataFile(table, shape, findings);
        if (table.Header.Length == 0) return null;
        if (table.Find("indicator") >= 0 && table.Find("value") >= 0) file.ReadLong();
        else file.ReadWide();
        file.CheckAbsent();
        return shape.NodesAreWhole ? file.ToTable() : null;
    }

    private void ReadWide()
    {
        var places = new List<(int Column, int Code)>();
        foreach (int c in _columns.Others())
            if (_table.Find(_table.Header[c]) == c && ColumnOf(_table.Header[c], _table.AtHeader(c)) is { } code) places.Add((c, code));
        var first = new Dictionary<RowKey, int>();
        foreach (var row in _table.Rows)
        {
            if (row.IsBlank || KeyOf(row) is not { } key) continue;
            if (!first.TryAdd(key, row.Number)) { Duplicate(_table.At(row, _unit), first[key]); continue; }
            int r = RowOf(key);
            foreach (var (column, code) in places)
            {
                var cell = SourceTable.Cell(row, column);
                if (!cell.IsBlank && ReadValue(cell, row, column) is { } read) _cells.Add(new Held(r, code, read.Value, read.Marks));
            }
        }
    }

    private void ReadLong()
    {
        int indicator = _columns.Required("indicator"), value = _columns.Required("value"), mark = _columns.Optional("mark");
        _columns.RefuseOthers();
        var first = new Dictionary<(int, int), int>();
        foreach (var row in _table.Rows)
        {
            if (row.IsBlank || KeyOf(row) is not { } key) continue;
            if (ColumnOf(Columns.Text(row, indicator), _table.At(row, indicator)) is not { } code) continue;
            int r = RowOf(key);
            if (!first.TryAdd((r, code), row.Number)) { DuplicateFigure(_table.At(row, indicator), first[(r, code)]); continue; }
            var read = ReadValue(SourceTable.Cell(row, value), row, value) ?? default;
            var marks = read.Marks | ReadMarks(row, mark);
            if (read.Value is not null && (marks & CellMarks.NotApplicable) != CellMarks.None)
                _findings.Error("data.not-applicable-value", _table.At(row, value),
                    new("标为不适用，却填了数值。", "The cell is marked not applicable and has a value."),
                    new("不适用时数值填 n/a 或留空；否则去掉标记。", "Write n/a or nothing as the value, or remove the mark."));
            if (read.Value is not null || marks != CellMarks.None) _cells.Add(new Held(r, code, read.Value, marks));
        }
    }

    private RowKey? KeyOf(SourceRow row)
    {
        string unit = Columns.Text(row, _unit);
        bool good = UnitIsKnown(row, unit);
        Period? period = null;
        if (_period >= 0)
        {
            string text = Columns.Text(row, _period);
            if (Period.TryParse(text, out var read)) period = read;
            else { _findings.Error("period.unreadable", _table.At(row, _period), PeriodFaults.What(text), PeriodFaults.Fix); good = false; }
        }
        return good ? new RowKey(period, new UnitCode(unit)) : null;
    }

    private bool UnitIsKnown(SourceRow row, string unit)
    {
        if (_unit < 0) return false;
        if (unit.Length == 0)
        {
            _findings.Error("data.unit-missing", _table.At(row, _unit),
                new("此行没有写明评价对象。", "This row names no unit."),
                new("填写 units.csv 中的代码。", "Give a code from units.csv."));
            return false;
        }
        if (_shape.Units is not { } units || units.Contains(unit)) return true;
        _findings.Error("data.unknown-unit", _table.At(row, _unit),
            new($"units.csv 中没有评价对象“{Numbers.Shown(unit)}”。", $"units.csv has no unit '{Numbers.Shown(unit)}'."),
            Words.Nearest(unit, units) is { } meant
                ? new($"是否想写“{meant}”？否则请在 units.csv 中补充。", $"Did you mean '{meant}'? If not, add the unit to units.csv.")
                : new("改正代码，或在 units.csv 中补充该评价对象。", "Correct the code, or add the unit to units.csv."));
        return false;
    }

    private int RowOf(RowKey key)
    {
        if (!_rows.TryGetValue(key, out int place)) _rows.Add(key, place = _rows.Count);
        return place;
    }

    private int? ColumnOf(string code, Place where)
    {
        if (_codes.TryGetValue(code, out int place)) return place;
        if (!_shape.NodesAreWhole || _shape.Columns.Contains(code))
        {
            _codes.Add(code, place = _codes.Count);
            return place;
        }
        _findings.Error("data.unknown-indicator", where,
            new($"indicators.csv 中没有指标或辅助列“{Numbers.Shown(code)}”。", $"indicators.csv has no indicator or context column '{Numbers.Shown(code)}'."),
            Words.Nearest(code, _shape.Columns) is { } meant
                ? new($"是否想写“{meant}”？不用的列请删去。", $"Did you mean '{meant}'? Remove a column that is not used.")
                : new("改正代码；作分母或公式用的列，在 indicators.csv 中以 kind=context 补充；不用的列请删去。",
                    "Correct the code; add a column used as denominator or in formulas to indicators.csv with kind context; remove what is not used."));
        return null;
    }

    private (double? Value, CellMarks Marks)? ReadValue(SourceCell cell, SourceRow row, int column)
    {
        if (cell.Kind == CellKind.Text && Numbers.TryParse(cell.Text, out double plain)) return (plain, CellMarks.None);   // nearly every cell: no place is made for it
        if (cell.Kind == CellKind.Text && cell.Text.Trim() is var text && (text.Equals(NotApplicable, StringComparison.OrdinalIgnoreCase) || text == "不适用"))
            return (null, CellMarks.NotApplicable);
        if (Numbers.TryRead(cell, _table.At(row, column), out double? value, out var fault)) return (value, CellMarks.None);
        _findings.Add(fault);
        return null;
    }

    private CellMarks ReadMarks(SourceRow row, int column)
    {
        var marks = CellMarks.None;
        foreach (string word in Columns.Text(row, column).Split([' ', ';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (MarkWords.TryGetValue(word, out var mark)) { marks |= mark; continue; }
            string list = string.Join(", ", MarkWords.Keys);
            _findings.Error("table.unknown-word", _table.At(row, column),
                new($"不认识标记“{Numbers.Shown(word)}”。", $"The mark '{Numbers.Shown(word)}' is not known."),
                Words.Nearest(word, MarkWords.Keys) is { } meant
                    ? new($"是否想写“{meant}”？可用：{list}。", $"Did you mean '{meant}'? Known: {list}.")
                    : new($"可用：{list}。", $"Known: {list}."));
        }
        return marks;
    }

    internal static readonly IReadOnlyDictionary<string, CellMarks> MarkWords =
        new Dictionary<string, CellMarks>(Enum.GetValues<CellMarks>().Where(m => m != CellMarks.None).Select(m => KeyValuePair.Create(Words.Of(m), m)), StringComparer.Ordinal)
        { ["°"] = CellMarks.Imputed, ["‹"] = CellMarks.CarriedForward, ["*"] = CellMarks.Provisional, ["†"] = CellMarks.Unverified };

    private void Duplicate(Place where, int first)
    {
        string line = first.ToString(CultureInfo.InvariantCulture);
        _findings.Error("data.duplicate-row", where,
            new($"同一时期、同一评价对象的数据已在第 {line} 行给出。", $"The same period and unit are already given in row {line}."),
            new("只保留一行。", "Keep one of the rows."));
    }

    private void DuplicateFigure(Place where, int first)
    {
        string line = first.ToString(CultureInfo.InvariantCulture);
        _findings.Error("data.duplicate-figure", where,
            new($"同一时期、同一评价对象的这一指标已在第 {line} 行给出。", $"This figure of the same period and unit is already given in row {line}."),
            new("只保留一行。", "Keep one of the rows."));
    }

    /// <summary>
    /// An indicator that the file does not mention is an error: a forgotten column would silently rescale every score.
    /// A context column may be absent; the engine says so where a step needs it.
    /// </summary>
    private void CheckAbsent()
    {
        if (!_shape.NodesAreWhole || !_table.IsSound || _shape.Derived is not { } derived) return;
        foreach (string code in _shape.Indicators)
        {
            if (_codes.ContainsKey(code) || derived.Contains(code)) continue;
            _findings.Error("data.column-missing", new Place(_table.File, _table.Sheet, _table.HeaderRow),
                new($"没有 {code} 的数据。", $"There is no data for {code}."),
                Words.Nearest(code, _table.Header) is { } near && !_shape.Columns.Contains(near)
                    ? new($"列“{near}”是否应为“{code}”？", $"Should the column '{near}' be '{code}'?")
                    : new("补上该列（全部缺失时留空），或从 indicators.csv 中删去。", "Add the column (empty where nothing is known), or remove it from indicators.csv."));
        }
    }

    private DataTable? ToTable()
    {
        var rows = _rows.OrderBy(r => r.Value).Select(r => r.Key).ToArray();
        var inFile = _codes.OrderBy(c => c.Value).Select(c => new IndicatorCode(c.Key)).ToArray();
        var ordered = _shape.Columns.Where(_codes.ContainsKey).Select(c => new IndicatorCode(c));
        var outcome = DataTable.Create(rows, ordered, _cells.Select(c => new Cell(rows[c.Row], inFile[c.Column], c.Value, c.Marks, Place.Whole)));
        _findings.AddRange(outcome.AllFindings);
        return outcome.IsDone(out var table) ? table : null;
    }
}

/// <summary>What the other files say about the data.</summary>
/// <param name="Columns">The codes of indicators and context columns, in the framework's order.</param>
/// <param name="Indicators">The indicators among them.</param>
/// <param name="Derived">Those that a formula makes; null when the recipe could not be read.</param>
/// <param name="Units">The units; null when their list could not be read whole.</param>
/// <param name="NodesAreWhole">False when indicators.csv could not be read whole.</param>
internal sealed record DataShape(IReadOnlyList<string> Columns, IReadOnlyList<string> Indicators, IReadOnlySet<string>? Derived, IReadOnlySet<string>? Units, bool NodesAreWhole);
