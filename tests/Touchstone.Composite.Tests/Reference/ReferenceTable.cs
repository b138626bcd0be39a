using System.Globalization;
using Touchstone.Testing;

namespace Touchstone.Composite.Tests;

/// <summary>A CSV file of reference results: text cells, keyed by the header. Empty = missing.</summary>
internal sealed class ReferenceTable
{
    private readonly Dictionary<string, int> _places;

    private ReferenceTable(string[] header, List<string[]> rows)
    {
        Header = header;
        Rows = rows;
        _places = header.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
    }

    public string[] Header { get; }
    public List<string[]> Rows { get; }

    public static ReferenceTable Read(params string[] path)
    {
        var lines = Split(File.ReadAllText(Repository.ReferenceOrSkip(path)));
        return new(lines[0], lines.Skip(1).ToList());
    }

    public string Text(string[] row, string column) => row[_places[column]];
    public double? Number(string[] row, string column) => Parse(row[_places[column]]);
    public bool Has(string column) => _places.ContainsKey(column);

    public static double? Parse(string text) => text.Length == 0 || text == "NaN" ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static List<string[]> Split(string text)
    {
        var lines = new List<string[]>();
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"') { field.Append('"'); i++; }
                else if (c == '"') quoted = false;
                else field.Append(c);
            }
            else if (c == '"') quoted = true;
            else if (c == ',') { fields.Add(field.ToString()); field.Clear(); }
            else if (c == '\n')
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                lines.Add([.. fields]);
                fields.Clear();
            }
            else field.Append(c);
        }
        if (field.Length > 0 || fields.Count > 0) { fields.Add(field.ToString()); lines.Add([.. fields]); }
        return lines;
    }
}
