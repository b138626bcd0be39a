using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>What the caller knows of a CSV file.</summary>
/// <param name="Encoding">The encoding, or detect it.</param>
/// <param name="Delimiter">The separator of fields.</param>
public sealed record CsvReading(TextEncoding Encoding = TextEncoding.Detect, char Delimiter = ',');

/// <summary>CSV bytes to a table with line numbers. Never throws on bad bytes: the table's findings say what is wrong.</summary>
public static class CsvReader
{
    /// <summary>Larger files are refused: they belong in a database load, and a mistake should not take the server's memory.</summary>
    public const int LargestFile = 512 * 1024 * 1024;

    /// <summary>Reads a table: the first row that is not empty is the header.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name as the user knows it, for findings.</param>
    /// <param name="reading">What is known of it; null: comma, encoding detected.</param>
    public static SourceTable Read(ReadOnlyMemory<byte> bytes, string file, CsvReading? reading = null)
    {
        reading ??= new CsvReading();
        var findings = new FindingList();
        if (bytes.Length > LargestFile)
        {
            findings.Error("text.too-large", new Place(file),
                new("文件超过 512 MB。", "The file is larger than 512 MB."),
                new("请拆分文件，分批导入。", "Split the file and bring in the parts."));
            return Nothing(file, findings);
        }
        return TextBytes.Decode(bytes.Span, file, reading.Encoding, findings) is { } text
            ? ReadText(text, file, reading.Delimiter, findings)
            : Nothing(file, findings);
    }

    private static SourceTable ReadText(string text, string file, char delimiter, FindingList findings)
    {
        var lines = new CsvLines(text, file, delimiter, findings);
        var fields = new List<string>();
        if (!lines.Next(fields, out int headerLine))
        {
            findings.Error("table.empty", new Place(file),
                new("文件没有内容。", "The file has nothing in it."),
                new("第一行应为列名。", "The first row holds the column names."));
            return Nothing(file, findings);
        }
        var header = fields.Select(f => f.Trim()).ToImmutableArray();
        TableFaults.CheckHeader(file, null, headerLine, header, findings);
        if (header.Length == 1 && header[0].AsSpan().IndexOfAny(';', '\t', ',') >= 0 && delimiter == ',')
            findings.Error("csv.delimiter", new Place(file, null, headerLine),
                new("列名之间没有逗号，似乎用了别的分隔符。", "No comma separates the column names; another separator seems to be used."),
                new("请另存为以逗号分隔的“CSV UTF-8”。", "Save it as comma-separated “CSV UTF-8”."));
        var rows = ImmutableArray.CreateBuilder<SourceRow>();
        while (lines.Next(fields, out int line))
        {
            if (fields.Count != header.Length)
            {
                if (fields.TrueForAll(string.IsNullOrWhiteSpace)) continue;
                TableFaults.Ragged(new Place(file, null, line), fields.Count, header.Length, findings);
                continue;
            }
            var cells = new SourceCell[fields.Count];
            for (int i = 0; i < cells.Length; i++) cells[i] = SourceCell.OfText(fields[i]);
            rows.Add(new SourceRow(line, ImmutableCollectionsMarshal.AsImmutableArray(cells)));
        }
        return new SourceTable(file, null, headerLine, header, rows.ToImmutable(), findings.ToImmutable());
    }

    private static SourceTable Nothing(string file, FindingList findings) => new(file, null, 1, [], [], findings.ToImmutable());
}

/// <summary>What can be wrong with any table, whatever file it came in.</summary>
internal static class TableFaults
{
    public static void CheckHeader(string file, string? sheet, int row, ImmutableArray<string> header, FindingList findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < header.Length; i++)
        {
            var where = new Place(file, sheet, row, SourceTable.Letters(i));
            if (header[i].Length == 0)
                findings.Error("table.header-empty", where,
                    new($"第 {i + 1} 列没有列名。", $"Column {(i + 1).ToString(CultureInfo.InvariantCulture)} has no name."),
                    new("补上列名，或删去此列。", "Name the column or remove it."));
            else if (!seen.Add(header[i]))
                findings.Error("table.header-duplicate", where,
                    new($"列名“{header[i]}”出现了两次。", $"The column name '{header[i]}' is there twice."),
                    new("每个列名只能出现一次。", "Each column name may be there once."));
        }
    }

    public static void Ragged(Place where, int found, int expected, FindingList findings)
    {
        string has = found.ToString(CultureInfo.InvariantCulture), wants = expected.ToString(CultureInfo.InvariantCulture);
        findings.Error("table.ragged-row", where,
            new($"此行有 {has} 个字段，表头有 {wants} 个。", $"This row has {has} fields; the header has {wants}."),
            new("补齐或删去多余的分隔符；含逗号的文字要加双引号。", "Add or remove separators; text with a comma in it needs double quotes."));
    }
}
