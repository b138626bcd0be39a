using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>The columns of a table, asked for by name, with the faults of the header.</summary>
public sealed class Columns(SourceTable table, FindingList findings)
{
    private readonly List<string> _known = [];

    public SourceTable Table => table;

    public int Optional(string name)
    {
        _known.Add(name);
        return table.Find(name);
    }

    public int Required(string name)
    {
        int place = Optional(name);
        if (place < 0 && table.Header.Length > 0)
            findings.Error("table.column-missing", new Place(table.File, table.Sheet, table.HeaderRow),
                new($"缺少列“{name}”。", $"The column '{name}' is missing."),
                Words.Nearest(name, table.Header) is { } near
                    ? new($"列名“{near}”是否应为“{name}”？", $"Should the column '{near}' be '{name}'?")
                    : new($"补上列“{name}”。", $"Add the column '{name}'."));
        return place;
    }

    /// <summary>Columns nobody asked for.</summary>
    public IEnumerable<int> Others()
    {
        for (int i = 0; i < table.Header.Length; i++)
            if (table.Header[i].Length > 0 && !_known.Contains(table.Header[i])) yield return i;
    }

    public void RefuseOthers()
    {
        foreach (int i in Others())
            findings.Error("table.unknown-column", table.AtHeader(i),
                new($"不认识列“{table.Header[i]}”。", $"The column '{table.Header[i]}' is not known."),
                Words.Nearest(table.Header[i], _known) is { } meant
                    ? new($"是否想写“{meant}”？可用：{string.Join(", ", _known)}。", $"Did you mean '{meant}'? Known: {string.Join(", ", _known)}.")
                    : new($"删去此列。可用：{string.Join(", ", _known)}。", $"Remove the column. Known: {string.Join(", ", _known)}."));
    }

    public static string Text(SourceRow row, int column) => SourceTable.Cell(row, column).Text.Trim();

    public double? Number(SourceRow row, int column)
    {
        if (column < 0) return null;
        if (Numbers.TryRead(SourceTable.Cell(row, column), table.At(row, column), out double? value, out var fault)) return value;
        findings.Add(fault);
        return null;
    }

    /// <summary>One word of a few; blank gives the default.</summary>
    public T Word<T>(SourceRow row, int column, IReadOnlyDictionary<string, T> words, T standard)
    {
        string written = Text(row, column);
        if (written.Length == 0) return standard;
        if (words.TryGetValue(written, out var value)) return value;
        string list = string.Join(", ", words.Keys);
        findings.Error("table.unknown-word", table.At(row, column),
            new($"不认识“{Numbers.Shown(written)}”。", $"'{Numbers.Shown(written)}' is not known here."),
            Words.Nearest(written, words.Keys) is { } meant
                ? new($"是否想写“{meant}”？可用：{list}。", $"Did you mean '{meant}'? Known: {list}.")
                : new($"可用：{list}。", $"Known: {list}."));
        return standard;
    }

    /// <summary>The code of a row; blank or seen before is a finding, and the row then has none.</summary>
    public string? Code(SourceRow row, int column, Dictionary<string, int> seen)
    {
        string code = Text(row, column);
        if (code.Length == 0)
        {
            findings.Error("table.code-missing", table.At(row, column),
                new("此行没有代码。", "This row has no code."),
                new("填写代码，或删去此行。", "Give the code or remove the row."));
            return null;
        }
        if (seen.TryAdd(code, row.Number)) return code;
        string first = seen[code].ToString(System.Globalization.CultureInfo.InvariantCulture);
        findings.Error("table.code-duplicate", table.At(row, column),
            new($"代码“{Numbers.Shown(code)}”已在第 {first} 行出现。", $"The code '{Numbers.Shown(code)}' is already in row {first}."),
            new("只保留一行，或改正代码。", "Keep one of the rows, or correct the code."));
        return null;
    }
}
