using System.Buffers;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Splits text into rows of fields by RFC 4180, with CRLF, LF or CR, and says where the quotes are wrong.</summary>
internal sealed class CsvLines(string text, string file, char delimiter, FindingList findings)
{
    private readonly SearchValues<char> _ends = SearchValues.Create([delimiter, '\r', '\n']);
    private int _at;
    private int _line = 1;

    /// <summary>The next row that is not an empty line; false at the end.</summary>
    public bool Next(List<string> fields, out int line)
    {
        while (_at < text.Length)
        {
            line = _line;
            fields.Clear();
            bool quoted = ReadRow(fields);
            if (fields.Count > 1 || quoted || fields[0].Length > 0) return true;
        }
        line = _line;
        return false;
    }

    private bool ReadRow(List<string> fields)
    {
        bool quoted = false;
        while (true)
        {
            if (_at < text.Length && text[_at] == '"') { quoted = true; fields.Add(Quoted(fields.Count)); }
            else fields.Add(Bare(fields.Count));
            if (_at >= text.Length) return quoted;
            char end = text[_at++];
            if (end == delimiter)
            {
                if (_at < text.Length) continue;
                fields.Add("");
                return quoted;
            }
            if (end == '\r' && _at < text.Length && text[_at] == '\n') _at++;
            _line++;
            return quoted;
        }
    }

    private string Bare(int column)
    {
        int end = EndFrom(_at);
        string field = text[_at..end];
        if (field.Contains('"', StringComparison.Ordinal))
            findings.Warning("csv.quote-inside", At(_line, column),
                new("未加引号的字段中有双引号，按原样读取。", "A double quote stands inside an unquoted field; it was read as it is."),
                new("含双引号的字段应整体加引号，内部双引号写两次。", "Quote the whole field and write the inner quote twice."));
        _at = end;
        return field;
    }

    private string Quoted(int column)
    {
        int start = _at + 1, scan = start;
        bool doubled = false;
        while (true)
        {
            int quote = text.IndexOf('"', scan);
            if (quote < 0)
            {
                findings.Error("csv.unclosed-quote", At(_line, column),
                    new("双引号没有配对，文件其余部分都被当作此字段。", "A double quote is not closed; the rest of the file was taken into this field."),
                    new("补上结束的双引号；字段内部的双引号写两次。", "Close the quote; a quote inside a field is written twice."));
                _at = text.Length;
                return text[start..];
            }
            if (quote + 1 < text.Length && text[quote + 1] == '"') { doubled = true; scan = quote + 2; continue; }
            string field = text[start..quote];
            int line = _line;
            _line += Breaks(field);
            AfterQuote(quote + 1, line, column);
            return doubled ? field.Replace("\"\"", "\"", StringComparison.Ordinal) : field;
        }
    }

    private void AfterQuote(int from, int line, int column)
    {
        int end = EndFrom(from);
        if (!text.AsSpan(from, end - from).IsWhiteSpace())
            findings.Error("csv.text-after-quote", At(line, column),
                new("结束的双引号之后还有文字。", "There is text after the closing quote."),
                new("字段内部的双引号写两次，分隔符紧跟在结束的双引号之后。", "Write an inner quote twice; the separator follows the closing quote at once."));
        _at = end;
    }

    private int EndFrom(int from) => text.AsSpan(from).IndexOfAny(_ends) is var i and >= 0 ? from + i : text.Length;

    private static int Breaks(string field)
    {
        int count = 0;
        for (int i = 0; i < field.Length; i++)
            if (field[i] == '\n' || (field[i] == '\r' && (i + 1 == field.Length || field[i + 1] != '\n'))) count++;
        return count;
    }

    private Place At(int line, int column) => new(file, null, line, (column + 1).ToString(CultureInfo.InvariantCulture));
}
