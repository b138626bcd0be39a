using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Touchstone.Files;

/// <summary>What the cells of a written column are.</summary>
public enum ColumnKind
{
    /// <summary>Text; codes keep their leading zeros.</summary>
    Text,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A date.</summary>
    Date,
    /// <summary>Lines of text, wrapped.</summary>
    Note,
}

/// <summary>A column of a written sheet.</summary>
/// <param name="Header">The heading.</param>
/// <param name="Kind">What its cells are; decides their format.</param>
/// <param name="Width">Width in characters.</param>
public sealed record SheetColumn(string Header, ColumnKind Kind = ColumnKind.Text, double Width = 16)
{
    /// <summary>The values that may be chosen; empty = free.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];
}

/// <summary>A sheet to write.</summary>
/// <param name="Name">Its name, up to 31 characters.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows under the header; a short row leaves its last cells empty.</param>
public sealed record SheetTable(string Name, ImmutableArray<SheetColumn> Columns, IEnumerable<IReadOnlyList<SourceCell>> Rows)
{
    /// <summary>The cells to colour as wrong, by row and column (the first row under the header is 0; −1 is the header).</summary>
    public IReadOnlySet<(int Row, int Column)> Wrong { get; init; } = ImmutableHashSet<(int, int)>.Empty;
    /// <summary>How many empty rows below take part in the lists of choices, for templates.</summary>
    public int RoomForRows { get; init; } = 1000;
}

/// <summary>Writes workbooks: bold, frozen header; lists of choices; a hidden sheet with the template's id; wrong cells coloured. Text is written as text, never as a formula.</summary>
public static class XlsxWriter
{
    private const string ListSheet = "_lists";

    /// <summary>The bytes of a workbook.</summary>
    public static byte[] Write(IReadOnlyList<SheetTable> sheets, string? templateId = null)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            XlsxStyles.Write(book.AddNewPart<WorkbookStylesPart>());
            var names = new List<(string Name, string Id, bool Hidden)>();
            var lists = new List<ImmutableArray<string>>();
            foreach (var sheet in sheets)
            {
                var part = book.AddNewPart<WorksheetPart>();
                XlsxSheetWriter.Write(part, sheet, lists, ListSheet);
                names.Add((NameOf(sheet.Name, names.Count), book.GetIdOfPart(part), false));
            }
            if (lists.Count > 0) names.Add((ListSheet, Hidden(book, part => XlsxSheetWriter.WriteColumns(part, lists)), true));
            if (templateId is not null) names.Add((XlsxReader.TemplateSheet, Hidden(book, part => XlsxSheetWriter.WriteColumns(part, [[templateId]])), true));
            WriteBook(book, names);
        }
        return stream.ToArray();
    }

    private static string Hidden(WorkbookPart book, Action<WorksheetPart> write)
    {
        var part = book.AddNewPart<WorksheetPart>();
        write(part);
        return book.GetIdOfPart(part);
    }

    private static void WriteBook(WorkbookPart book, List<(string Name, string Id, bool Hidden)> names)
    {
        using var xml = OpenXmlWriter.Create(book);
        xml.WriteStartDocument();
        xml.WriteStartElement(new Workbook());
        xml.WriteStartElement(new Sheets());
        for (int i = 0; i < names.Count; i++)
            xml.WriteElement(new Sheet { Name = names[i].Name, SheetId = (uint)(i + 1), Id = names[i].Id, State = names[i].Hidden ? SheetStateValues.Hidden : null });
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>A sheet's name may not be empty, longer than 31, nor hold any of <c>[]:*?/\</c>.</summary>
    private static string NameOf(string wanted, int place)
    {
        string clean = new([.. XlsxSheetWriter.Clean(wanted).Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal)).Take(31)]);
        return string.IsNullOrWhiteSpace(clean) ? $"Sheet{(place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}" : clean;
    }
}
