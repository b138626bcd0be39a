using Touchstone.City.Observations;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Submissions;

/// <summary>A row of a return that could be read as a row; what it means is checked against the store.</summary>
internal sealed record ReturnRow(SourceRow Row, CellKey Key, double? Value, ObsStatus Status, string Unit, string RawValue, string? Citation, SourceTier Tier, string? Note);

/// <summary>
/// Reads a return: <c>area,indicator,period,value,unit[,status][,citation][,tier][,note][,findings]</c>. The column <c>findings</c> of a corrected template is not read.
/// </summary>
internal sealed class ReturnReading
{
    private static readonly Dictionary<string, SourceTier> Tiers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["A"] = SourceTier.A,
        ["B"] = SourceTier.B,
        ["C"] = SourceTier.C,
    };
    private readonly int _area, _indicator, _period, _value, _unit, _status, _citation, _tier, _note;
    private readonly Columns _columns;

    public ReturnReading(SourceTable table)
    {
        Table = table;
        Findings.AddRange(table.Findings);
        _columns = new Columns(table, Findings);
        (_area, _indicator, _period, _value, _unit) = (_columns.Required("area"), _columns.Required("indicator"), _columns.Required("period"), _columns.Required("value"), _columns.Required("unit"));
        (_status, _citation, _tier, _note) = (_columns.Optional("status"), _columns.Optional("citation"), _columns.Optional("tier"), _columns.Optional("note"));
        _columns.Optional(CorrectedTemplate.FindingsColumn);
        foreach (string note in table.Header.Where(h => h.StartsWith(ErrorWorkbook.NoteHeader.Zh, StringComparison.Ordinal) || h.StartsWith(ErrorWorkbook.NoteHeader.En, StringComparison.Ordinal))) _columns.Optional(note);
        _columns.RefuseOthers();
        if (_area >= 0 && _indicator >= 0 && _period >= 0 && _value >= 0 && _unit >= 0)
            foreach (var row in table.Rows)
                if (!row.IsBlank) { RowsSeen++; if (Read(row) is { } read) Rows.Add(read); }
        if (RowsSeen == 0 && !Findings.HasErrors)
            Findings.Error("return.empty", new Place(table.File, table.Sheet), new("文件中没有数据行。", "The file has no rows of data."), new("填写数据后再报送。", "Fill in the figures, then send it."));
    }

    public SourceTable Table { get; }
    public FindingList Findings { get; } = new();
    public List<ReturnRow> Rows { get; } = [];
    public int RowsSeen { get; private set; }

    public Place AtArea(ReturnRow row) => Table.At(row.Row, _area);
    public Place AtIndicator(ReturnRow row) => Table.At(row.Row, _indicator);
    public Place AtValue(ReturnRow row) => Table.At(row.Row, _value);
    public Place AtUnit(ReturnRow row) => Table.At(row.Row, _unit);
    /// <summary>The heading of the value column, as lineage names it.</summary>
    public string ValueColumn => Table.Header[_value];

    private ReturnRow? Read(SourceRow row)
    {
        int before = Findings.Errors;
        string area = Needed(row, _area), indicator = Needed(row, _indicator), period = Needed(row, _period), unit = Needed(row, _unit);
        if (!Period.TryParse(period, out var parsed) && period.Length > 0)
            Findings.Error("period.unreadable", Table.At(row, _period), new($"“{period}”不是时期。", $"'{period}' is not a period."),
                new("写成 2021、2021-S1、2021-Q1、2021-07、2021-12-31 或 2022-YTD-07-16。", "Write it as 2021, 2021-S1, 2021-Q1, 2021-07, 2021-12-31 or 2022-YTD-07-16."));
        string raw = Columns.Text(row, _value);
        bool notApplicable = raw.Equals("n/a", StringComparison.OrdinalIgnoreCase);
        double? value = notApplicable ? null : _columns.Number(row, _value);
        bool valueRead = Findings.Errors == before;
        var status = Status(row, value, notApplicable);
        if (valueRead) CheckStatus(row, value, status, notApplicable);
        var tier = _columns.Word(row, _tier, Tiers, SourceTier.Unstated);
        if (Findings.Errors > before) return null;
        return new(row, new(new(indicator), new(area), parsed), value, status, unit, raw, Optional(row, _citation), tier, Optional(row, _note));
    }

    private string Needed(SourceRow row, int column)
    {
        string text = Columns.Text(row, column);
        if (text.Length == 0)
            Findings.Error("table.cell-missing", Table.At(row, column), new("此处必须填写。", "This cell must not be empty."), new("请填写。", "Fill it in."));
        return text;
    }

    private ObsStatus Status(SourceRow row, double? value, bool notApplicable)
    {
        string text = Columns.Text(row, _status);
        if (text.Length == 0) return notApplicable ? ObsStatus.M : ObsStatus.A;
        if (ObsStatuses.TryParse(text, out var status)) return status;
        Findings.Error("status.unknown", Table.At(row, _status), new($"“{text}”不是 SDMX 数据状态代码。", $"'{text}' is not an SDMX observation status."),
            new("常用：A 正常、P 初步、E 估计、B 序列中断、O 缺失、L 未采集、M 不适用。", "Often used: A normal, P provisional, E estimated, B series break, O missing, L not collected, M does not apply."));
        return value is null ? ObsStatus.O : ObsStatus.A;
    }

    private void CheckStatus(SourceRow row, double? value, ObsStatus status, bool notApplicable)
    {
        if (notApplicable && status != ObsStatus.M)
            Findings.Error("status.contradicts", Table.At(row, _status < 0 ? _value : _status), new("填了 n/a，状态却不是 M。", "The value is n/a, but the status is not M."),
                new("不适用时状态填 M，或改填数值。", "Write status M where it does not apply, or give the value."));
        else if (value is not null && status.IsMissing())
            Findings.Error("status.contradicts", Table.At(row, _status), new($"状态“{status}”表示没有数值，却填了数值。", $"Status {status} says that there is no value, but one is given."),
                new("删去数值，或改正状态。", "Remove the value or correct the status."));
        else if (value is null && !notApplicable && !status.IsMissing())
            Findings.Error("value.missing", Table.At(row, _value), new("数值为空，状态没有说明原因。", "The value is empty and the status does not say why."),
                new("填写数值；确实没有时填状态 O（缺失）、L（未采集）或 M（不适用）。", "Give the value; where there is none, give status O (missing), L (not collected) or M (does not apply)."));
    }

    private static string? Optional(SourceRow row, int column) => Columns.Text(row, column) is { Length: > 0 } text ? text : null;
}
