using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Walks through the rows of a sheet once.</summary>
internal sealed class XlsxRows(XlsxPackage package, XlsxSheet sheet, string file, FindingList findings) : IDisposable
{
    private const int MostCells = 20_000_000, MostColumns = 16_384, MostRows = 1_048_576;

    private readonly XmlReader _xml = package.OpenPart(sheet.Part);
    private readonly SortedDictionary<int, int> _percentColumns = [];
    private char[] _value = new char[256];
    private int _cellsRead;
    private string? _merged;

    /// <summary>The row's number in the sheet.</summary>
    public int Number { get; private set; }
    /// <summary>Its cells from column A on, gaps filled with empty cells.</summary>
    public List<SourceCell> Cells { get; } = [];

    public bool Next()
    {
        while (_xml.Read())
        {
            if (_xml.NodeType != XmlNodeType.Element) continue;
            if (_xml.LocalName == "mergeCell") _merged ??= _xml.GetAttribute("ref");
            if (_xml.LocalName != "row") continue;
            Number = XlsxPackage.Int(_xml.GetAttribute("r")) ?? Number + 1;
            if (Number > MostRows) throw new XlsxTooLargeException();
            ReadRow();
            return true;
        }
        return false;
    }

    private void ReadRow()
    {
        Cells.Clear();
        if (_xml.IsEmptyElement) return;
        int depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName != "c") continue;
            int column = ColumnOf(_xml.GetAttribute("r")) ?? Cells.Count;
            if (column >= MostColumns || (_cellsRead += 1 + Math.Max(0, column - Cells.Count)) > MostCells) throw new XlsxTooLargeException();
            var cell = ReadCell(column);
            if (cell.Kind == CellKind.Empty) continue;
            while (Cells.Count < column) Cells.Add(SourceCell.Empty);
            if (column < Cells.Count) Cells[column] = cell;
            else Cells.Add(cell);
        }
    }

    private SourceCell ReadCell(int column)
    {
        if (_xml.IsEmptyElement) return SourceCell.Empty;
        string type = _xml.GetAttribute("t") ?? "n";
        int style = type is "s" or "str" or "inlineStr" ? 0 : XlsxPackage.Int(_xml.GetAttribute("s")) ?? 0;
        string? inline = null;
        int length = -1;   // of the value; below zero: the cell has none
        bool formula = false;
        int depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element) continue;
            if (_xml.LocalName == "is") inline = XlsxPackage.TextOf(_xml);
            else if (_xml.LocalName == "f") formula = true;
            else if (_xml.LocalName == "v" && !_xml.IsEmptyElement) length = ReadValue();
        }
        if (formula && length < 0 && inline is null)
            findings.Error("xlsx.formula-without-value", At(column),
                new("此单元格的公式没有保存计算结果。", "The formula of this cell was saved without its value."),
                new("请在表格软件中打开并保存一次，或粘贴为数值。", "Open and save it once in a spreadsheet, or paste the value."));
        return type == "inlineStr" ? SourceCell.OfText(inline ?? "") : ToCell(type, style, _value.AsSpan(0, Math.Max(0, length)), column);
    }

    /// <summary>The characters of a value to <see cref="_value"/>, and how many: hardly any is kept as it stands, so none becomes a text before it must.</summary>
    private int ReadValue()
    {
        int depth = _xml.Depth, length = 0;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType is not (XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)) continue;
            for (int read; (read = _xml.ReadValueChunk(_value, length, _value.Length - length)) > 0;)
                if ((length += read) == _value.Length) Array.Resize(ref _value, length * 2);
        }
        return length;
    }

    private SourceCell ToCell(string type, int style, ReadOnlySpan<char> value, int column)
    {
        if (value.IsEmpty) return SourceCell.Empty;
        switch (type)
        {
            case "s": return XlsxPackage.Int(value) is { } i && i < package.Strings.Count ? SourceCell.OfText(package.Strings[i]) : throw new InvalidDataException();
            case "str": return SourceCell.OfText(value.ToString());
            case "b": return SourceCell.OfBoolean(value is "1");
            case "e": return SourceCell.OfFault(value.ToString());
            case "d": return DateOnly.TryParseExact(value[..Math.Min(10, value.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso) ? SourceCell.OfDate(iso) : SourceCell.OfText(value.ToString());
        }
        if (!Numbers.TryParse(value, out double number)) return SourceCell.OfText(value.ToString());
        if (package.IsDate(style) && ToDate(number) is { } date) return date;
        if (package.IsPercent(style)) _percentColumns.TryAdd(column, Number);
        return SourceCell.OfNumber(number);
    }

    /// <summary>Day 60 of the 1900 calendar is a 29 February that never was; days after it count one too many.</summary>
    private SourceCell? ToDate(double serial)
    {
        double days = package.Is1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
        if (days is < 1 or > 2_958_465) return null;
        var moment = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(Math.Round(days * 86_400));
        return moment.TimeOfDay == TimeSpan.Zero ? SourceCell.OfDate(DateOnly.FromDateTime(moment)) : SourceCell.OfText(moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
    }

    /// <summary>What is to be said of whole columns and of the sheet once all rows are read.</summary>
    public void TellColumns(ImmutableArray<string> header, int headerRow)
    {
        foreach (var (column, row) in _percentColumns)
            findings.Warning("xlsx.percent-format", new Place(file, sheet.Name, row, column < header.Length ? header[column] : SourceTable.Letters(column)),
                new("此列用百分比格式，显示为 12% 的单元格读作 0.12。", "The column is formatted as percent: a cell that shows 12% is read as 0.12."),
                new("如计量单位是“%”，请改为数值格式并填 12。", "If the unit of measure is %, format it as a number and write 12."));
        if (_merged is not null && LastRowOf(_merged) > headerRow)
            findings.Warning("xlsx.merged-cells", new Place(file, sheet.Name, LastRowOf(_merged), _merged),
                new("数据区有合并单元格，只有左上角的单元格有值。", "There are merged cells among the data; only the upper left one has the value."),
                new("取消合并，并在每个单元格中填写。", "Unmerge them and fill each cell."));
    }

    private static int LastRowOf(string range) => XlsxPackage.Int(string.Concat(range.Reverse().TakeWhile(char.IsAsciiDigit).Reverse())) ?? 0;

    private static int? ColumnOf(string? address)
    {
        if (address is null) return null;
        int column = 0, i = 0;
        for (; i < address.Length && char.IsAsciiLetterUpper(address[i]) && i < 4; i++) column = column * 26 + (address[i] - 'A' + 1);
        return i == 0 ? null : column - 1;
    }

    private Place At(int column) => new(file, sheet.Name, Number, SourceTable.Letters(column));

    public void Dispose() => _xml.Dispose();
}
