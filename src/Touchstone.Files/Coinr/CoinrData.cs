using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Reads iData with what iMeta says of its columns.</summary>
internal sealed class CoinrData(SourceTable table, CoinrColumns meta, FindingList findings)
{
    private readonly Columns _columns = new(table, findings);
    private readonly Dictionary<string, Unit> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<RowKey, int> _rows = [];
    private readonly List<Cell> _cells = [];

    public (ImmutableArray<Unit> Units, DataTable? Table) Read()
    {
        int code = _columns.Required("uCode"), name = _columns.Optional("uName"), time = _columns.Optional("Time");
        var groups = meta.Groups.Select(g => (Name: g, At: _columns.Required(g))).Where(g => g.At >= 0).ToList();
        var numbers = meta.Nodes.Where(n => n.Kind != NodeKind.Aggregate).Select(n => (n.Code, At: _columns.Required(n.Code.Value))).Where(n => n.At >= 0).ToList();
        foreach (string other in meta.Others) _columns.Optional(other);
        _columns.RefuseOthers();
        if (code < 0) return ([], null);
        foreach (var row in table.Rows)
        {
            if (row.IsBlank || KeyOf(row, code, time) is not { } key) continue;
            NoteUnit(row, key.Unit.Value, name, groups, code);
            foreach (var (indicator, at) in numbers)
            {
                if (CoinrFiles.Text(row, at).Length == 0) continue;
                if (Numbers.TryRead(SourceTable.Cell(row, at), table.At(row, at), out double? value, out var fault)) _cells.Add(new Cell(key, indicator, value, CellMarks.None, Place.Whole));
                else findings.Add(fault);
            }
        }
        var outcome = DataTable.Create(_rows.Keys, numbers.Select(n => n.Code), _cells);
        findings.AddRange(outcome.AllFindings);
        return ([.. _units.Values], outcome.IsDone(out var made) ? made : null);
    }

    private RowKey? KeyOf(SourceRow row, int code, int time)
    {
        string unit = Columns.Text(row, code), text = CoinrFiles.Text(row, time);
        Period? period = null;
        if (text.Length > 0)
        {
            if (!Period.TryParse(text, out var read)) { findings.Error("period.unreadable", table.At(row, time), PeriodFaults.What(text), PeriodFaults.Fix); return null; }
            period = read;
        }
        var key = new RowKey(period, new UnitCode(unit));
        if (unit.Length > 0 && _rows.TryAdd(key, row.Number)) return key;
        string first = unit.Length == 0 ? "" : _rows[key].ToString(CultureInfo.InvariantCulture);
        if (unit.Length == 0)
            findings.Error("table.code-missing", table.At(row, code), new("此行没有代码。", "This row has no code."), new("填写 uCode，或删去此行。", "Give the uCode or remove the row."));
        else
            findings.Error("data.duplicate-row", table.At(row, code), new($"同一评价对象、同一时间已在第 {first} 行给出。", $"The same unit and time are already given in row {first}."), new("只保留一行。", "Keep one of the rows."));
        return null;
    }

    /// <summary>A unit is known by its first row; a later row that says otherwise of its name or groups is told.</summary>
    private void NoteUnit(SourceRow row, string code, int name, List<(string Name, int At)> groups, int codeAt)
    {
        var of = groups.Select(g => KeyValuePair.Create(g.Name, CoinrFiles.Text(row, g.At))).Where(g => g.Value.Length > 0).ToImmutableSortedDictionary(StringComparer.Ordinal);
        string shown = CoinrFiles.Text(row, name);
        if (!_units.TryGetValue(code, out var first))
        {
            _units.Add(code, new Unit(new UnitCode(code), Text.Same(shown), of) { Where = table.At(row, codeAt) });
            return;
        }
        if (first.Name.En == shown && first.Groups.SequenceEqual(of)) return;
        findings.Warning("coinr.unit-changes", table.At(row, codeAt),
            new($"评价对象 {code} 的名称或分组与其首行不同，已按首行。", $"The name or groups of {code} differ from its first row; the first row counts."),
            new("各行写成一致。", "Make its rows agree."));
    }
}
