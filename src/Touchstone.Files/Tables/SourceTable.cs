using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>What a received cell holds. A CSV file has only text; a workbook says more.</summary>
public enum CellKind : byte
{
    /// <summary>Nothing.</summary>
    Empty,
    /// <summary>Text.</summary>
    Text,
    /// <summary>A number, free of any culture.</summary>
    Number,
    /// <summary>A date; the text is <c>yyyy-MM-dd</c>.</summary>
    Date,
    /// <summary>True or false.</summary>
    Boolean,
    /// <summary>A workbook's own error, such as <c>#DIV/0!</c>.</summary>
    Fault,
}

/// <summary>A received cell: its text always, its number where the file said it is one. A number's or a date's text is made when it is asked for: most tables are large, and most such cells are read as what they are.</summary>
public readonly record struct SourceCell
{
    private readonly string? _text;

    private SourceCell(CellKind kind, string? text, double number) => (Kind, _text, Number) = (kind, text, number);

    /// <summary>What it holds.</summary>
    public CellKind Kind { get; }
    /// <summary>The text as a person reads it, independent of culture.</summary>
    public string Text => _text ?? Kind switch
    {
        CellKind.Number => Numbers.Write(Number),
        CellKind.Date => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => "",
    };
    /// <summary>The number of a <see cref="CellKind.Number"/>; the day's number of a <see cref="CellKind.Date"/>; otherwise zero.</summary>
    public double Number { get; }
    /// <summary>The day; meaningful for <see cref="CellKind.Date"/> only.</summary>
    public DateOnly Date => DateOnly.FromDayNumber((int)Number);
    /// <summary>True when there is nothing but spaces.</summary>
    public bool IsBlank => Kind == CellKind.Empty || (Kind == CellKind.Text && string.IsNullOrWhiteSpace(_text));

    public static SourceCell Empty => default;
    public static SourceCell OfText(string text) => text.Length == 0 ? default : new(CellKind.Text, text, 0);
    public static SourceCell OfNumber(double number) => new(CellKind.Number, null, number);
    public static SourceCell OfDate(DateOnly date) => new(CellKind.Date, null, date.DayNumber);
    public static SourceCell OfBoolean(bool value) => new(CellKind.Boolean, value ? "TRUE" : "FALSE", 0);
    public static SourceCell OfFault(string text) => new(CellKind.Fault, text, 0);
}

/// <summary>A received row.</summary>
/// <param name="Number">Line of a text file or row of a sheet, from one, the header included.</param>
/// <param name="Cells">The cells, as many as the header has columns.</param>
public sealed record SourceRow(int Number, ImmutableArray<SourceCell> Cells)
{
    /// <summary>True when every cell is blank; spreadsheets leave such rows behind.</summary>
    public bool IsBlank
    {
        get
        {
            foreach (var cell in Cells) if (!cell.IsBlank) return false;
            return true;
        }
    }
}

/// <summary>
/// A table as received, from CSV or from a sheet: header, rows, where each stood, and what was wrong with it as a table.
/// It holds what could be read; a row of the wrong width is a finding and is left out.
/// </summary>
public sealed class SourceTable
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    internal SourceTable(string file, string? sheet, int headerRow, ImmutableArray<string> header, ImmutableArray<SourceRow> rows, ImmutableArray<Finding> findings)
    {
        (File, Sheet, HeaderRow, Header, Rows, Findings) = (file, sheet, headerRow, header, rows, findings);
        for (int i = 0; i < header.Length; i++) _places.TryAdd(header[i], i);
    }

    /// <summary>File name as the user knows it.</summary>
    public string File { get; }
    /// <summary>The worksheet, for workbooks.</summary>
    public string? Sheet { get; }
    /// <summary>Where the header stood, from one.</summary>
    public int HeaderRow { get; }
    /// <summary>Column names, outer spaces removed.</summary>
    public ImmutableArray<string> Header { get; }
    /// <summary>The rows under the header.</summary>
    public ImmutableArray<SourceRow> Rows { get; }
    /// <summary>What is wrong with the table as a table; the meaning of its cells is the caller's.</summary>
    public ImmutableArray<Finding> Findings { get; }
    /// <summary>True when the table itself has no error, so that what is absent from it is truly absent.</summary>
    public bool IsSound => !Findings.HasErrors();

    /// <summary>The place of a column, or −1. Names are compared exactly.</summary>
    public int Find(string column) => _places.TryGetValue(column, out int place) ? place : -1;
    /// <summary>The cell of a row; empty where the column is absent (−1).</summary>
    public static SourceCell Cell(SourceRow row, int column) => column >= 0 && column < row.Cells.Length ? row.Cells[column] : SourceCell.Empty;
    /// <summary>Where a cell stood.</summary>
    public Place At(SourceRow row, int column) => new(File, Sheet, row.Number, NameOf(column));
    /// <summary>Where a column's heading stood.</summary>
    public Place AtHeader(int column) => new(File, Sheet, HeaderRow, NameOf(column));
    /// <summary>The spreadsheet address of a cell, such as <c>C7</c>.</summary>
    public static string Address(int row, int column) => Letters(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>A for column 0, Z for 25, AA for 26.</summary>
    public static string Letters(int column)
    {
        string letters = "";
        for (int c = column + 1; c > 0; c = (c - 1) / 26) letters = (char)('A' + (c - 1) % 26) + letters;
        return letters;
    }

    private string? NameOf(int column) => column < 0 ? null : column < Header.Length && Header[column].Length > 0 ? Header[column] : Letters(column);
}
