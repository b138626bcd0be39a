using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// What a run says of itself. An audited run keeps every change, parameter and finding; a replicate keeps none and only counts its faults.
/// A step asks <see cref="Keeps"/> before it puts a text together.
/// </summary>
internal sealed class Audit(Plan plan, bool keeps)
{
    private readonly List<Finding> _findings = [];
    private readonly List<CellChanges.Entry> _changes = [];
    private readonly List<CellChanges.Reason> _reasons = [];
    private readonly List<StepParameter> _parameters = [];
    private readonly List<FrameDistribution> _distributions = [];
    private int _place;
    private string _kind = "";

    public bool Keeps { get; } = keeps;
    /// <summary>Cells that could not be computed, such as a geometric mean over a value ≤ 0.</summary>
    public int Faults { get; private set; }
    public IReadOnlyList<Finding> Findings => _findings;
    public IReadOnlyList<FrameDistribution> Distributions => _distributions;
    /// <summary>Which cells of the indicators were present and applicable before the first imputation.</summary>
    public Presence? Presence { get; private set; }

    /// <summary>Starts anew.</summary>
    public void Clear() => Faults = 0;

    public void Open(StepRun run) => (_place, _kind) = (run.Place, run.Kind);

    public (CellChanges Changes, ImmutableArray<StepParameter> Parameters) Close()
    {
        var closed = (new CellChanges(_place, _kind, plan.Rows, [.. _changes], [.. _reasons]), _parameters.ToImmutableArray());
        _changes.Clear();
        _reasons.Clear();
        _parameters.Clear();
        return closed;
    }

    public void Tell(Finding finding)
    {
        if (Keeps) _findings.Add(finding);
    }

    /// <summary>An error that a cell caused: an audited run is refused at the end of the step.</summary>
    public void Fault() => Faults++;

    public void Changed(Worksheet sheet, int row, int column, double before, double after, Text why)
    {
        if (!Keeps) return;
        var reason = new CellChanges.Reason(plan.Codes[column], why);
        if (_reasons.Count == 0 || _reasons[^1] != reason) _reasons.Add(reason);
        _changes.Add(new(sheet.Source[row], _reasons.Count - 1, before, after));
    }

    public void Used(Block block, int column, string name, double value)
    {
        if (Keeps && double.IsFinite(value)) _parameters.Add(new(_place, _kind, block.Period, plan.Codes[column], name, value));
    }

    public void UsedAgainst(Block block, int column, ReadOnlySpan<double> ordered)
    {
        if (Keeps) _distributions.Add(new(_place, block.Period, plan.Codes[column], [.. ordered]));
    }

    /// <summary>Notes which cells are present, once: the first to ask does.</summary>
    public void NotePresence(Worksheet sheet)
    {
        if (Keeps) Presence ??= new Presence(plan, sheet);
    }

    /// <summary>A value is not finite although all it needs is there: it is missing from here on, and the reader is told of the cell.</summary>
    public void NotFinite(Worksheet sheet, int row, int column, Text what)
    {
        if (!Keeps) return;
        var (zh, en) = Cell(sheet, row, column);
        Tell(Finding.Warning("number.no-value", sheet.Unit(row).Where,
            new($"{zh}：{what.Zh}，按缺失处理。", $"{en}: {what.En}; it counts as missing."),
            new("请核对该单元格及其分母或公式。", "Check the cell, and its denominator or formula.")));
    }

    /// <summary>A cell's name in both languages.</summary>
    public Text Cell(Worksheet sheet, int row, int column)
    {
        var key = sheet.Key(row);
        string period = key.Period is { } p ? $"{p} " : "";
        return Text.Same($"{period}{key.Unit}/{plan.Codes[column]}");
    }
}
