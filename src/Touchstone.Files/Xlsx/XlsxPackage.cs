using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Touchstone.Files;

/// <summary>A sheet of a workbook.</summary>
internal sealed record XlsxSheet(string Name, string Part, bool IsVisible);

/// <summary>The parts of a workbook that a reader needs: sheets, shared strings, which styles are dates or percents. Sizes are bounded as they are read.</summary>
internal sealed class XlsxPackage
{
    public const int LargestFile = 100 * 1024 * 1024;
    private const long MostBytes = 1L << 30;
    private const int MostEntries = 5_000, MostCharacters = 200_000_000;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly ZipArchive _zip;
    private readonly List<bool> _dates = [], _percents = [];
    private List<string>? _strings;

    private XlsxPackage(ZipArchive zip) => _zip = zip;

    public List<XlsxSheet> Sheets { get; } = [];
    /// <summary>The shared strings, read when a cell first asks for one: whoever only wants a name or a template's number does not wait for them.</summary>
    public List<string> Strings => _strings ??= ReadStrings();
    public bool Is1904 { get; private set; }
    public bool IsDate(int style) => style >= 0 && style < _dates.Count && _dates[style];
    public bool IsPercent(int style) => style >= 0 && style < _percents.Count && _percents[style];

    public static XlsxPackage? Open(ZipArchive zip, string file, FindingList findings)
    {
        if (zip.Entries.Count > MostEntries || zip.Entries.Sum(e => e.Length) > MostBytes || zip.Entries.Any(IsBomb)) throw new XlsxTooLargeException();
        var package = new XlsxPackage(zip);
        if (zip.GetEntry("xl/workbook.xml") is null)
        {
            findings.Error("xlsx.not-a-workbook", new Model.Place(file),
                new("文件不是 .xlsx 工作簿。", "The file is not an .xlsx workbook."),
                new("请另存为 .xlsx，或以 CSV 上传。", "Save it as .xlsx, or upload it as CSV."));
            return null;
        }
        package.ReadWorkbook();
        package.ReadStyles();
        return package;
    }

    /// <summary>A part of a megabyte or more that is less than a hundredth packed: real sheets reach a thirtieth at most.</summary>
    private static bool IsBomb(ZipArchiveEntry entry) => entry.Length > 4_000_000 && entry.Length > entry.CompressedLength * 150;

    public XmlReader OpenPart(string name) => XmlReader.Create(new BoundedStream((_zip.GetEntry(name) ?? throw new InvalidDataException()).Open(), MostBytes),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true, MaxCharactersInDocument = MostBytes });

    private void ReadWorkbook()
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var xml = OpenPart("xl/_rels/workbook.xml.rels"))
            while (xml.Read())
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                    parts[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        using var book = OpenPart("xl/workbook.xml");
        while (book.Read())
        {
            if (book.NodeType != XmlNodeType.Element) continue;
            if (book.LocalName == "workbookPr") Is1904 = book.GetAttribute("date1904") is "1" or "true";
            if (book.LocalName != "sheet" || (book.GetAttribute("id", Relations) ?? book.GetAttribute("r:id")) is not { } id || !parts.TryGetValue(id, out string? part)) continue;
            Sheets.Add(new XlsxSheet(book.GetAttribute("name") ?? "", part, book.GetAttribute("state") is null or "visible"));
        }
    }

    private List<string> ReadStrings()
    {
        var strings = new List<string>();
        if (_zip.GetEntry("xl/sharedStrings.xml") is null) return strings;
        using var xml = OpenPart("xl/sharedStrings.xml");
        long characters = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
            string text = TextOf(xml);
            characters += text.Length;
            if (characters > MostCharacters) throw new XlsxTooLargeException();
            strings.Add(text);
        }
        return strings;
    }

    /// <summary>The text of a string item: its runs together, phonetic hints left out.</summary>
    public static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        string text = "";   // nearly always one run, which is then the text itself
        int depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "rPh") { SkipTo(xml, xml.Depth); continue; }
            if (xml.LocalName != "t" || xml.IsEmptyElement) continue;
            int inner = xml.Depth;
            while (xml.Read() && xml.Depth > inner)
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA) text += xml.Value;
        }
        return Unescape(text);
    }

    private static void SkipTo(XmlReader xml, int depth)
    {
        if (xml.IsEmptyElement) return;
        while (xml.Read() && xml.Depth > depth) { }
    }

    /// <summary>A spreadsheet writes a character that XML has no place for as <c>_x000D_</c>.</summary>
    private static string Unescape(string text)
    {
        int at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0) return text;
        var clean = new StringBuilder(text.Length);
        int from = 0;
        for (; at >= 0; at = text.IndexOf("_x", at, StringComparison.Ordinal))
        {
            if (at + 7 <= text.Length && text[at + 6] == '_' && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                clean.Append(text, from, at - from).Append((char)code);
                from = at += 7;
            }
            else at += 2;
        }
        return clean.Append(text, from, text.Length - from).ToString();
    }

    private void ReadStyles()
    {
        if (_zip.GetEntry("xl/styles.xml") is null) return;
        var formats = new Dictionary<int, string>();
        using var xml = OpenPart("xl/styles.xml");
        bool inCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && Int(xml.GetAttribute("numFmtId")) is { } id) formats[id] = xml.GetAttribute("formatCode") ?? "";
            if (xml.LocalName != "xf" || !inCells) continue;
            int format = Int(xml.GetAttribute("numFmtId")) ?? 0;
            string? code = formats.GetValueOrDefault(format);
            _dates.Add(code is null ? format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) : IsDateCode(code));
            _percents.Add(code is null ? format is 9 or 10 : code.Contains('%', StringComparison.Ordinal));
        }
    }

    /// <summary>A format code is a date's when y, m, d or h stands outside quotes and brackets.</summary>
    private static bool IsDateCode(string code)
    {
        bool quoted = false, bracketed = false;
        for (int i = 0; i < code.Length; i++)
        {
            char c = code[i];
            if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c is '\\' or '_' or '*') i++;
            else if (c == '[') bracketed = true;
            else if (c == ']') bracketed = false;
            else if (c == ';') return false;
            else if (!bracketed && char.ToLowerInvariant(c) is 'y' or 'm' or 'd' or 'h') return true;
        }
        return false;
    }

    public static int? Int(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}

/// <summary>A stream that refuses to give more than it may, whatever the archive's directory says of it.</summary>
internal sealed class BoundedStream(Stream inner, long most) : Stream
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        int count = inner.Read(buffer);
        if ((_read += count) > most) throw new XlsxTooLargeException();
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
