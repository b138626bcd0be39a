using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Touchstone.Files;

/// <summary>Writes one sheet, row by row, every cell with its address.</summary>
internal static class XlsxSheetWriter
{
    private const int LongestText = 32_767;

    public static void Write(WorksheetPart part, SheetTable sheet, List<ImmutableArray<string>> lists, string listSheet)
    {
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartDocument();
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen },
            new Selection { Pane = PaneValues.BottomLeft })
        { WorkbookViewId = 0 }));
        WriteWidths(xml, sheet.Columns);
        xml.WriteStartElement(new SheetData());
        WriteRow(xml, 1, [.. sheet.Columns.Select(c => SourceCell.OfText(c.Header))], c => sheet.Wrong.Contains((-1, c)) ? XlsxStyles.Wrong : XlsxStyles.Header);
        int row = 0;
        foreach (var cells in sheet.Rows)
        {
            int here = row++;
            WriteRow(xml, row + 1, cells, c => sheet.Wrong.Contains((here, c)) ? XlsxStyles.Wrong : StyleOf(sheet.Columns, c));
        }
        xml.WriteEndElement();
        WriteChoices(xml, sheet, Math.Max(row, 1) + sheet.RoomForRows, lists, listSheet);
        xml.WriteEndElement();
    }

    /// <summary>Bare columns of text, for hidden sheets.</summary>
    public static void WriteColumns(WorksheetPart part, IReadOnlyList<ImmutableArray<string>> columns)
    {
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartDocument();
        xml.WriteStartElement(new Worksheet());
        xml.WriteStartElement(new SheetData());
        for (int r = 0; r < columns.Max(c => c.Length); r++)
            WriteRow(xml, r + 1, [.. columns.Select(c => r < c.Length ? SourceCell.OfText(c[r]) : SourceCell.Empty)], _ => XlsxStyles.Text);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static uint StyleOf(ImmutableArray<SheetColumn> columns, int column) => column >= columns.Length ? XlsxStyles.Plain : columns[column].Kind switch
    {
        ColumnKind.Text => XlsxStyles.Text,
        ColumnKind.Number => XlsxStyles.Plain,
        ColumnKind.Date => XlsxStyles.Date,
        ColumnKind.Note => XlsxStyles.Note,
    };

    private static void WriteWidths(OpenXmlWriter xml, ImmutableArray<SheetColumn> columns)
    {
        if (columns.IsEmpty) return;
        xml.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Columns());
        for (int i = 0; i < columns.Length; i++)
            xml.WriteElement(new Column { Min = (uint)(i + 1), Max = (uint)(i + 1), Width = columns[i].Width, CustomWidth = true, Style = StyleOf(columns, i) });
        xml.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter xml, int number, IReadOnlyList<SourceCell> cells, Func<int, uint> style)
    {
        xml.WriteStartElement(new Row(), [new("r", "", number.ToString(CultureInfo.InvariantCulture))]);
        for (int c = 0; c < cells.Count; c++)
        {
            uint s = style(c);
            if (cells[c].Kind == CellKind.Empty && s != XlsxStyles.Wrong) continue;
            WriteCell(xml, SourceTable.Address(number, c), cells[c], s);
        }
        xml.WriteEndElement();
    }

    private static void WriteCell(OpenXmlWriter xml, string address, SourceCell cell, uint style)
    {
        var at = new OpenXmlAttribute("r", "", address);
        bool dated = cell.Kind == CellKind.Date && style is XlsxStyles.Date or XlsxStyles.Plain;
        uint s = dated ? XlsxStyles.Date : cell.Kind == CellKind.Number && style == XlsxStyles.Date ? XlsxStyles.Plain : style;   // a number in a date column stays a number
        var look = new OpenXmlAttribute("s", "", s.ToString(CultureInfo.InvariantCulture));
        if (cell.Kind == CellKind.Empty) { xml.WriteElement(new Cell { CellReference = address, StyleIndex = s }); return; }
        if (cell.Kind == CellKind.Number || dated)
        {
            xml.WriteStartElement(new Cell(), [at, look]);
            xml.WriteElement(new CellValue(cell.Kind == CellKind.Number ? Numbers.Write(cell.Number) : Serial(cell.Text)));
            xml.WriteEndElement();
            return;
        }
        xml.WriteStartElement(new Cell(), [at, look, new("t", "", "inlineStr")]);
        xml.WriteElement(new InlineString(new Text(Clean(cell.Text)) { Space = SpaceProcessingModeValues.Preserve }));
        xml.WriteEndElement();
    }

    private static string Serial(string date) => DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? (day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture) : "0";

    /// <summary>Text as XML can hold it: other characters become the replacement character, and what is too long for a cell is cut with an ellipsis.</summary>
    public static string Clean(string text)
    {
        if (text.Length > LongestText) text = string.Concat(text.AsSpan(0, LongestText - 1), "…");
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) clean.Append(text[i]).Append(text[++i]);
            else clean.Append('\uFFFD');
        }
        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        foreach (char c in text) if (!XmlConvert.IsXmlChar(c)) return false;
        return true;
    }

    private static void WriteChoices(OpenXmlWriter xml, SheetTable sheet, int lastRow, List<ImmutableArray<string>> lists, string listSheet)
    {
        var columns = sheet.Columns.Select((column, place) => (column, place)).Where(c => !c.column.Choices.IsDefaultOrEmpty).ToList();
        if (columns.Count == 0) return;
        xml.WriteStartElement(new DataValidations(), [new("count", "", columns.Count.ToString(CultureInfo.InvariantCulture))]);
        foreach (var (column, place) in columns)
        {
            lists.Add(column.Choices);
            string letters = SourceTable.Letters(lists.Count - 1), length = column.Choices.Length.ToString(CultureInfo.InvariantCulture);
            string last = SourceTable.Address(lastRow, place);
            xml.WriteElement(new DataValidation(new Formula1($"{listSheet}!${letters}$1:${letters}${length}"))
            {
                Type = DataValidationValues.List,
                AllowBlank = true,
                ShowErrorMessage = true,
                SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{SourceTable.Address(2, place)}:{last}" },
            });
        }
        xml.WriteEndElement();
    }
}
