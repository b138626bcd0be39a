using Touchstone.City.Organisation;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>A file read against a register: which column is which field, in which unit, with the faults of the header.</summary>
internal sealed class RegisterReading
{
    private readonly (RegisterField Field, decimal Fen)?[] _columns;

    public RegisterReading(Register register, ReceivedFile file)
    {
        Register = register;
        Table = ReadTable(file);
        Findings.AddRange(Table.Findings);
        _columns = new (RegisterField, decimal)?[Table.Header.Length];
        CheckTemplate(file);
        ReadHeader();
    }

    public Register Register { get; }
    public SourceTable Table { get; }
    public FindingList Findings { get; } = new();

    /// <summary>The fields the file has a column of, with the column's place.</summary>
    public IEnumerable<(RegisterField Field, int Column)> Columns => _columns.Select((c, i) => (c, i)).Where(c => c.c is not null).Select(c => (c.c!.Value.Field, c.i));
    public int ColumnOf(RegisterField field) => Array.FindIndex(_columns, c => c is { } known && ReferenceEquals(known.Field, field));

    /// <summary>Reads one cell; null where it is blank or faulty, which is then told to <paramref name="findings"/>.</summary>
    public object? Read(SourceRow row, int column, FindingList findings)
    {
        var (field, fen) = _columns[column]!.Value;
        return FieldText.Read(field, SourceTable.Cell(row, column), fen, new ValuePlace(Table, row, column), findings);
    }

    public Place At(SourceRow row, RegisterField field) => Table.At(row, ColumnOf(field));

    /// <summary>A workbook or CSV, told apart by their first bytes.</summary>
    public static SourceTable ReadTable(ReceivedFile file) =>
        file.Bytes.Span is [(byte)'P', (byte)'K', ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] || Path.GetExtension(file.Name).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)
            ? XlsxReader.Read(file.Bytes, file.Name) : CsvReader.Read(file.Bytes, file.Name);

    private void CheckTemplate(ReceivedFile file)
    {
        if (file.Bytes.Span is not [(byte)'P', (byte)'K', ..] || XlsxReader.TemplateOf(file.Bytes) is not { } template || template == Register.TemplateId) return;
        if (template.Split('/')[0] == Register.Code)
            Findings.Warning("register.older-template", new Place(file.Name), new("该文件由旧版模板填写。", "The file was made from an earlier template."), new("核对列名；以后请下载新模板。", "Check the headings; take the new template next time."));
        else
            Findings.Error("register.other-template", new Place(file.Name), new($"该文件是另一台账（{template.Split('/')[0]}）的模板。", $"The file is the template of another register ({template.Split('/')[0]})."),
                new($"请用“{Register.Name.Zh}”的模板，或选择对应的台账。", $"Use the template of {Register.Name.En}, or choose the register it belongs to."));
    }

    private void ReadHeader()
    {
        for (int i = 0; i < Table.Header.Length; i++)
        {
            string heading = Table.Header[i];
            if (heading.Length == 0 || heading.StartsWith(ErrorWorkbook.NoteHeader.Zh, StringComparison.Ordinal) || heading.StartsWith(ErrorWorkbook.NoteHeader.En, StringComparison.Ordinal)) continue;
            var (name, unit) = FieldOf(heading);
            if (name is null) Unknown(i, heading);
            else if (name.Is(FieldTraits.Derived)) continue;
            else if (Columns.Any(c => ReferenceEquals(c.Field, name)))
                Findings.Error("table.column-twice", Table.AtHeader(i), new($"“{name.Name.Zh}”有两列。", $"There are two columns of '{name.Name.En}'."), new("只保留一列。", "Keep one."));
            else if (UnitOf(name, unit) is { } fen) _columns[i] = (name, fen);
            else
                Findings.Error("field.unit", Table.AtHeader(i), new($"“{name.Name.Zh}”的单位“{unit}”无法换算。", $"The unit '{unit}' of '{name.Name.En}' cannot be converted."),
                    name.Kind == FieldKind.Money ? new($"金额可用：{MoneyUnits.Known}。", $"Money in {MoneyUnits.Known}.") : new($"改为“{name.Heading("zh")}”。", $"Write '{name.Heading("en")}'."));
        }
        if (Table.Header.Length == 0) return;
        foreach (var field in Register.Fields.Where(f => f.IsNeeded && ColumnOf(f) < 0))
            Findings.Error("table.column-missing", new Place(Table.File, Table.Sheet, Table.HeaderRow), new($"缺少列“{field.Heading("zh")}”。", $"The column '{field.Heading("en")}' is missing."),
                new("补上该列，或下载模板填写。", "Add the column, or fill in the template."));
    }

    private (RegisterField?, string Unit) FieldOf(string heading)
    {
        if (Match(heading) is { } exact) return (exact, "");
        int open = heading.LastIndexOfAny(['(', '（']);
        return open > 0 && heading[^1] is ')' or '）' ? (Match(heading[..open].TrimEnd()), heading[(open + 1)..^1].Trim()) : (null, "");
    }

    private RegisterField? Match(string name) =>
        Register.Fields.FirstOrDefault(f => f.Code == name || f.Name.Zh == name || f.Name.En == name) is { } field ? field : null;

    private static decimal? UnitOf(RegisterField field, string unit) =>
        field.Kind == FieldKind.Money ? unit.Length == 0 ? MoneyUnits.FenIn10kYuan : MoneyUnits.FenOf(unit) : unit.Length == 0 || unit == field.Unit.Zh || unit == field.Unit.En ? 1m : null;

    private void Unknown(int column, string heading) => Findings.Error("table.unknown-column", Table.AtHeader(column),
        new($"不认识列“{FieldText.Shown(heading)}”。", $"The column '{FieldText.Shown(heading)}' is not known."),
        new($"删去此列，或改为：{string.Join("、", Register.Fields.Where(f => !f.Is(FieldTraits.Derived)).Select(f => f.Heading("zh")))}。", $"Remove it, or use one of: {string.Join(", ", Register.Fields.Where(f => !f.Is(FieldTraits.Derived)).Select(f => f.Heading("en")))}."));
}
