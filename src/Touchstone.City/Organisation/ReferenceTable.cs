using System.Globalization;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Organisation;

/// <summary>What the imports of reference data share: reading cells of a known table, all faults collected.</summary>
internal sealed class ReferenceTable
{
    public ReferenceTable(ReceivedFile file)
    {
        Table = CsvReader.Read(file.Bytes, file.Name);
        Findings.AddRange(Table.Findings);
        Columns = new Columns(Table, Findings);
    }

    public FindingList Findings { get; } = new();
    public SourceTable Table { get; }
    public Columns Columns { get; }
    public IEnumerable<SourceRow> Rows => Table.Rows.Where(row => !row.IsBlank);

    public static string Text(SourceRow row, int column) => Columns.Text(row, column);
    public static string? Optional(SourceRow row, int column) => Columns.Text(row, column) is { Length: > 0 } text ? text : null;

    /// <summary>A text that must be there.</summary>
    public string Required(SourceRow row, int column)
    {
        string text = Columns.Text(row, column);
        if (text.Length == 0 && column >= 0)
            Findings.Error("table.cell-missing", Table.At(row, column), new("此处必须填写。", "This cell must not be empty."), new("请填写。", "Fill it in."));
        return text;
    }

    /// <summary>A date <c>yyyy-MM-dd</c>; blank gives null.</summary>
    public DateOnly? Date(SourceRow row, int column)
    {
        string text = Columns.Text(row, column);
        if (text.Length == 0) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Findings.Error("date.unreadable", Table.At(row, column),
            new($"“{text}”不是日期。", $"'{text}' is not a date."), new("写成 2022-07-01 的样子。", "Write it like 2022-07-01."));
        return null;
    }

    /// <summary>A date that must be there.</summary>
    public DateOnly RequiredDate(SourceRow row, int column)
    {
        Required(row, column);
        return Date(row, column) ?? default;
    }

    public static Finding UnknownArea(Place where, string code) => Finding.Error("area.unknown", where,
        new($"没有代码为“{code}”的地区。", $"There is no area with the code '{code}'."), new("改正代码，或先登记该地区。", "Correct the code, or register the area first."));

    public static Finding UnknownDepartment(Place where, string code) => Finding.Error("department.unknown", where,
        new($"没有代码为“{code}”的部门。", $"There is no department with the code '{code}'."), new("改正代码，或先登记该部门。", "Correct the code, or register the department first."));
}
