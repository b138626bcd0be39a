using System.Text;

namespace Touchstone.Files;

/// <summary>For whom a CSV file is written.</summary>
public enum CsvFor
{
    /// <summary>Programs: UTF-8 without BOM, exactly the text given.</summary>
    Programs,
    /// <summary>People with a spreadsheet: UTF-8 with BOM, and text that a spreadsheet would run as a formula is led by an apostrophe.</summary>
    People,
}

/// <summary>Writes CSV: LF, invariant culture, doubles that read back exactly, empty = missing, quotes only where needed.</summary>
public sealed class CsvWriter : IDisposable
{
    private readonly StreamWriter _out;
    private readonly CsvFor _reader;
    private int _fields, _last;

    /// <summary>Writes to a stream, which stays open.</summary>
    public CsvWriter(Stream stream, CsvFor reader = CsvFor.Programs)
    {
        _reader = reader;
        _out = new StreamWriter(stream, new UTF8Encoding(reader == CsvFor.People), 1 << 16, leaveOpen: true) { NewLine = "\n" };
    }

    /// <summary>The bytes of a whole table.</summary>
    public static byte[] ToBytes(Action<CsvWriter> write, CsvFor reader = CsvFor.Programs)
    {
        using var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream, reader)) write(csv);
        return stream.ToArray();
    }

    /// <summary>A text cell; null or empty = missing.</summary>
    public CsvWriter Write(string? text)
    {
        Separate();
        if (string.IsNullOrEmpty(text)) return this;
        if (_reader == CsvFor.People && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r')) text = "'" + text;
        if (NeedsQuotes(text)) { _out.Write('"'); _out.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal)); _out.Write('"'); }
        else _out.Write(text);
        _last = text.Length;
        return this;
    }

    /// <summary>A number; null = missing.</summary>
    public CsvWriter Write(double? number)
    {
        Separate();
        if (number is { } value) { _out.Write(Numbers.Write(value)); _last = 1; }
        return this;
    }

    /// <summary>Several text cells.</summary>
    public CsvWriter WriteAll(params IEnumerable<string?> texts)
    {
        foreach (string? text in texts) Write(text);
        return this;
    }

    /// <summary>Ends the row. A row that is one empty cell is written as a pair of quotes, for an empty line is no row.</summary>
    public void EndRow()
    {
        if (_fields == 1 && _last == 0) _out.Write("\"\"");
        _out.Write('\n');
        _fields = 0;
    }

    private void Separate()
    {
        if (_fields++ > 0) _out.Write(',');
        _last = 0;
    }

    private static bool NeedsQuotes(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || text[0] is ' ' or '\t' || text[^1] is ' ' or '\t' || text[0] == '\uFEFF';

    /// <inheritdoc/>
    public void Dispose() => _out.Dispose();
}
