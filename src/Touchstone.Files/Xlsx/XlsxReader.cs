using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>What the caller knows of a workbook.</summary>
/// <param name="Sheet">The sheet to read; null = the first that is visible.</param>
/// <param name="HeaderRow">The row of the column names, from one; null = the first row that is not blank.</param>
public sealed record XlsxReading(string? Sheet = null, int? HeaderRow = null);

/// <summary>
/// A sheet of a workbook to the same table as a CSV file, with numbers as numbers, dates as dates, and rows as the sheet counts them.
/// Never throws on bad bytes; a workbook that unfolds into more than it should is refused before it does.
/// </summary>
public static class XlsxReader
{
    /// <summary>The hidden sheet that says which template a workbook was made from.</summary>
    public const string TemplateSheet = "_template";

    /// <summary>Reads one sheet.</summary>
    public static SourceTable Read(ReadOnlyMemory<byte> bytes, string file, XlsxReading? reading = null)
    {
        var findings = new FindingList();
        return Open(bytes, file, findings, package => ReadSheet(package, file, reading ?? new XlsxReading(), findings))
            ?? new SourceTable(file, reading?.Sheet, 1, [], [], findings.ToImmutable());
    }

    /// <summary>The names of the visible sheets; empty when the bytes are no workbook.</summary>
    public static ImmutableArray<string> Sheets(ReadOnlyMemory<byte> bytes) =>
        Open<IReadOnlyList<string>>(bytes, "", new FindingList(), package => [.. package.Sheets.Where(s => s.IsVisible).Select(s => s.Name)]) is { } names ? [.. names] : [];

    /// <summary>The template a workbook was made from; null when it does not say.</summary>
    public static string? TemplateOf(ReadOnlyMemory<byte> bytes)
    {
        var findings = new FindingList();
        return Open(bytes, "", findings, package =>
        {
            if (package.Sheets.FirstOrDefault(s => s.Name == TemplateSheet) is not { } sheet) return null;
            using var rows = new XlsxRows(package, sheet, "", findings);
            return rows.Next() ? rows.Cells.FirstOrDefault(c => !c.IsBlank).Text : null;
        });
    }

    /// <summary>Every row of a sheet that has cells, as it stands: for workbooks whose layout is by place, not by column names.</summary>
    internal static (ImmutableArray<SourceRow> Rows, ImmutableArray<Finding> Findings) Rows(ReadOnlyMemory<byte> bytes, string file, string sheet)
    {
        var findings = new FindingList();
        var all = Open<List<SourceRow>>(bytes, file, findings, package =>
        {
            if (FindSheet(package, file, sheet, findings) is not { } found) return null;
            using var rows = new XlsxRows(package, found, file, findings);
            var read = new List<SourceRow>();
            while (rows.Next()) if (rows.Cells.Count > 0) read.Add(new(rows.Number, [.. rows.Cells]));
            return read;
        });
        return ([.. all ?? []], findings.ToImmutable());
    }

    private static T? Open<T>(ReadOnlyMemory<byte> bytes, string file, FindingList findings, Func<XlsxPackage, T?> read) where T : class
    {
        if (NotAWorkbook(bytes.Span, file) is { } fault) { findings.Add(fault); return null; }
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray(), false), ZipArchiveMode.Read);
            return XlsxPackage.Open(zip, file, findings) is { } package ? read(package) : null;
        }
        catch (XlsxTooLargeException)
        {
            findings.Add(XlsxFaults.TooLarge(file));
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException or FormatException or OverflowException)
        {
            findings.Error("xlsx.broken", new Place(file),
                new("工作簿已损坏，无法读取。", "The workbook is damaged and cannot be read."),
                new("请在表格软件中打开并另存为 .xlsx。", "Open it in a spreadsheet and save it as .xlsx again."));
            return null;
        }
    }

    private static Finding? NotAWorkbook(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length > XlsxPackage.LargestFile) return XlsxFaults.TooLarge(file);
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..]) return null;
        return bytes is [0xD0, 0xCF, 0x11, 0xE0, ..]
            ? Finding.Error("xlsx.old-format", new Place(file),
                new("这是旧版 .xls 或加了密码的工作簿。", "This is an old .xls workbook, or one with a password."),
                new("请去掉密码，另存为 .xlsx。", "Remove the password and save it as .xlsx."))
            : Finding.Error("xlsx.not-a-workbook", new Place(file),
                new("文件不是 .xlsx 工作簿。", "The file is not an .xlsx workbook."),
                new("请另存为 .xlsx，或以 CSV 上传。", "Save it as .xlsx, or upload it as CSV."));
    }

    private static SourceTable? ReadSheet(XlsxPackage package, string file, XlsxReading reading, FindingList findings)
    {
        if (FindSheet(package, file, reading.Sheet, findings) is not { } sheet) return null;
        using var rows = new XlsxRows(package, sheet, file, findings);
        var header = ImmutableArray<string>.Empty;
        int headerRow = 0;
        while (header.IsEmpty && rows.Next())
        {
            if (reading.HeaderRow is { } wanted ? rows.Number < wanted : rows.Cells.TrueForAll(c => c.IsBlank)) continue;
            (header, headerRow) = ([.. Trimmed(rows.Cells).Select(c => c.Text.Trim())], rows.Number);
        }
        if (header.IsEmpty)
        {
            findings.Error("table.empty", new Place(file, sheet.Name),
                new("工作表没有内容。", "The sheet has nothing in it."),
                new("第一行应为列名。", "The first row holds the column names."));
            return null;
        }
        TableFaults.CheckHeader(file, sheet.Name, headerRow, header, findings);
        var body = ImmutableArray.CreateBuilder<SourceRow>();
        while (rows.Next()) AddRow(rows, header, file, sheet.Name, body, findings);
        rows.TellColumns(header, headerRow);
        return new SourceTable(file, sheet.Name, headerRow, header, body.ToImmutable(), findings.ToImmutable());
    }

    private static void AddRow(XlsxRows rows, ImmutableArray<string> header, string file, string sheet, ImmutableArray<SourceRow>.Builder body, FindingList findings)
    {
        var cells = new SourceCell[header.Length];
        bool blank = true;
        for (int i = 0; i < rows.Cells.Count; i++)
        {
            if (rows.Cells[i].IsBlank) continue;
            blank = false;
            if (i < cells.Length) { cells[i] = rows.Cells[i]; continue; }
            findings.Error("xlsx.cell-outside", new Place(file, sheet, rows.Number, SourceTable.Letters(i)),
                new("此单元格所在列没有列名。", "This cell stands in a column without a name."),
                new("为该列加上列名，或清空此单元格。", "Name the column, or clear the cell."));
        }
        if (!blank) body.Add(new SourceRow(rows.Number, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(cells)));
    }

    private static IEnumerable<SourceCell> Trimmed(List<SourceCell> cells)
    {
        int last = cells.FindLastIndex(c => !c.IsBlank);
        return cells.Take(last + 1);
    }

    private static XlsxSheet? FindSheet(XlsxPackage package, string file, string? name, FindingList findings)
    {
        var found = name is null ? package.Sheets.FirstOrDefault(s => s.IsVisible) : package.Sheets.FirstOrDefault(s => s.Name == name);
        if (found is not null) return found;
        string sheets = string.Join(", ", package.Sheets.Where(s => s.IsVisible).Select(s => s.Name));
        string wanted = Numbers.Shown(name ?? "");
        findings.Error("xlsx.sheet-missing", new Place(file, name),
            name is null ? new("工作簿没有可见的工作表。", "The workbook has no visible sheet.") : new($"没有工作表“{wanted}”。", $"There is no sheet '{wanted}'."),
            new($"工作簿中有：{sheets}。", $"The workbook has: {sheets}."));
        return null;
    }
}

internal sealed class XlsxTooLargeException : Exception;

internal static class XlsxFaults
{
    public static Finding TooLarge(string file) => Finding.Error("xlsx.too-large", new Place(file),
        new("工作簿过大，或解压后远大于文件本身。", "The workbook is too large, or unfolds into far more than its own size."),
        new("请删去无关的工作表和格式，或改用 CSV。", "Remove sheets and formats that do not matter, or use CSV."));
}
