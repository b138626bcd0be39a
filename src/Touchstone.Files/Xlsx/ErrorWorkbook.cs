using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>
/// What a reporter gets back: the rows as received, wrong cells coloured, and beside each row what is wrong and what to do;
/// a second sheet lists every finding, those about no row included. Corrected and uploaded again, the extra column is the only thing to delete.
/// </summary>
public static class ErrorWorkbook
{
    /// <summary>The heading of the extra column.</summary>
    public static Text NoteHeader { get; } = new("问题与办法（上传前请删除此列）", "Findings (delete this column before uploading)");

    /// <summary>The bytes of the workbook, in the reader's language.</summary>
    /// <param name="received">The table as received.</param>
    /// <param name="findings">What was found; those with a row of this table are shown at it.</param>
    /// <param name="language">The reader's language tag.</param>
    /// <param name="templateId">The template it was made from, kept for the next upload.</param>
    public static byte[] Write(SourceTable received, IReadOnlyCollection<Finding> findings, string language, string? templateId = null)
    {
        var rowAt = received.Rows.Select((row, place) => (row.Number, place)).ToDictionary(r => r.Number, r => r.place);
        var columnAt = ColumnPlaces(received);
        var notes = new Dictionary<int, List<string>>();
        var wrong = new HashSet<(int, int)>();
        foreach (var finding in findings)
        {
            if (finding.Where.Row is not { } number) continue;
            bool inHeader = number == received.HeaderRow;
            if (!inHeader && !rowAt.ContainsKey(number)) continue;
            int row = inHeader ? -1 : rowAt[number];
            if (finding.Where.Column is { } column && columnAt.TryGetValue(column, out int at)) wrong.Add((row, at));
            if (!notes.TryGetValue(row, out var said)) notes.Add(row, said = []);
            said.Add(Note(finding, language));
        }
        string heading = notes.TryGetValue(-1, out var about) ? $"{NoteHeader.For(language)}\n{string.Join('\n', about)}" : NoteHeader.For(language);
        ImmutableArray<SheetColumn> columns = [.. received.Header.Select((h, i) => new SheetColumn(h, KindOf(received, i))), new SheetColumn(heading, ColumnKind.Note, 60)];
        var rows = received.Rows.Select((row, place) => (IReadOnlyList<SourceCell>)
            [.. row.Cells, notes.TryGetValue(place, out var said) ? SourceCell.OfText(string.Join('\n', said)) : SourceCell.Empty]);
        string name = received.Sheet ?? new Text("数据", "Data").For(language);
        return XlsxWriter.Write([new SheetTable(name, columns, rows) { Wrong = wrong }, Listing(findings, language)], templateId);
    }

    private static string Note(Finding finding, string language) => finding.Where.Column is { } column
        ? new Text($"【{column}】{finding.What.Zh} {finding.Fix.Zh}", $"[{column}] {finding.What.En} {finding.Fix.En}").For(language)
        : new Text($"{finding.What.Zh} {finding.Fix.Zh}", $"{finding.What.En} {finding.Fix.En}").For(language);

    private static Dictionary<string, int> ColumnPlaces(SourceTable received)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < received.Header.Length; i++) places.TryAdd(received.Header[i], i);
        for (int i = 0; i < received.Header.Length; i++) places.TryAdd(SourceTable.Letters(i), i);
        return places;
    }

    private static ColumnKind KindOf(SourceTable received, int column)
    {
        var kinds = received.Rows.Select(r => SourceTable.Cell(r, column).Kind).Where(k => k != CellKind.Empty).Distinct().ToList();
        return kinds switch { [CellKind.Number] => ColumnKind.Number, [CellKind.Date] => ColumnKind.Date, _ => ColumnKind.Text };
    }

    private static SheetTable Listing(IReadOnlyCollection<Finding> findings, string language)
    {
        string Say(string zh, string en) => new Text(zh, en).For(language);
        return new SheetTable(Say("问题清单", "Findings"),
            [
                new(Say("行", "Row"), ColumnKind.Number, 8), new(Say("列", "Column")), new(Say("程度", "Severity"), Width: 10),
                new(Say("问题", "What is wrong"), ColumnKind.Note, 60), new(Say("办法", "What to do"), ColumnKind.Note, 60), new(Say("代码", "Code"), Width: 24),
            ],
            findings.Select(f => (IReadOnlyList<SourceCell>)
            [
                f.Where.Row is { } row ? SourceCell.OfNumber(row) : SourceCell.Empty, SourceCell.OfText(f.Where.Column ?? ""), SourceCell.OfText(SeverityOf(f.Severity).For(language)),
                SourceCell.OfText(f.What.For(language)), SourceCell.OfText(f.Fix.For(language)), SourceCell.OfText(f.Code),
            ]));
    }

    private static Text SeverityOf(Severity severity) => severity switch
    {
        Severity.Info => new("提示", "Note"),
        Severity.Warning => new("警告", "Warning"),
        Severity.Error => new("错误", "Error"),
    };
}
