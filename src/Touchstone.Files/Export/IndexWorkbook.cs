using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Everything of an index in one workbook: what it is, scores and ranks with a row a unit, the input, every step, every change, and all tables of the audit. Numbers are numbers, codes are text.</summary>
public static class IndexWorkbook
{
    private const int MostRows = 1_048_575;

    private static readonly HashSet<string> s_texts = new(StringComparer.Ordinal)
    {
        "period", "unit", "node", "code", "parent", "column", "indicator", "kind", "status", "why", "why_zh", "what", "what_zh", "fix", "fix_zh", "action", "action_zh", "issue", "other", "stage", "flags", "pairs", "a", "b",
        "child", "of", "without", "name", "name_zh", "name_en", "unit_zh", "unit_en", "definition_zh", "definition_en", "reason_zh", "reason_en", "denominator", "direction", "ranked", "severity", "file", "sheet", "mark",
    };

    /// <summary>The bytes of the workbook. Refused where a table has more rows than a sheet can hold.</summary>
    public static Outcome<byte[]> Write(IndexAudit audit, string language)
    {
        var build = audit.Build;
        var sheets = new List<SheetTable> { About(build, language), Scores(build, "scores", (r, n) => build.Scores.Score(r, n)), Scores(build, "ranks", (r, n) => build.Scores.Rank(r, n)) };
        var results = ReleaseBundle.Results(build);
        foreach (var (name, bytes) in results.Where(f => f.Key.EndsWith(".csv", StringComparison.Ordinal) && f.Key != "scores.csv").Concat(AuditTables.Files(audit).Select(f => KeyValuePair.Create(f.Key, f.Value))))
            sheets.Add(Sheet(name, bytes));
        var long_ = sheets.Where(s => s.Rows is IReadOnlyCollection<IReadOnlyList<SourceCell>> { Count: > MostRows }).Select(s => s.Name).ToList();
        return long_.Count == 0 ? Outcome.Done(XlsxWriter.Write(sheets)) : Outcome.Refused<byte[]>(long_.Select(name => Finding.Error("export.too-many-rows", new Place(null, name),
            new("行数超过一张工作表的上限。", "It has more rows than a sheet can hold."), new("请用 index build --out 写出 CSV。", "Write CSV with index build --out."))));
    }

    private static SheetTable About(IndexBuild build, string language)
    {
        string Say(Text text) => text.For(language);
        (Text, string)[] lines =
        [
            (new("名称", "name"), Say(build.Recipe.Name)), (new("测算批次", "build"), build.Id.Value), (new("可比口径", "frame"), build.Frame.Id), (new("方法版本", "methods version"), Methods.Version),
            .. RecipeText.Lines(build.Recipe).Select(l => (new Text("方案", "recipe"), (l.Code is { } code ? $"{code}: " : "") + Say(l.Words))),
        ];
        return new SheetTable(Say(new("说明", "about")), [new("", ColumnKind.Text, 18), new("", ColumnKind.Note, 90)], [.. lines.Select(l => (IReadOnlyList<SourceCell>)[SourceCell.OfText(Say(l.Item1)), SourceCell.OfText(l.Item2)])]);
    }

    private static SheetTable Scores(IndexBuild build, string name, Func<int, int, double?> value)
    {
        var scores = build.Scores;
        var names = build.Input.Units.ToDictionary(u => u.Code, u => u.Name);
        IReadOnlyList<SourceCell> Row(int r) => [SourceCell.OfText(scores.Rows[r].Period?.ToString() ?? ""), SourceCell.OfText(scores.Rows[r].Unit.Value), SourceCell.OfText(names[scores.Rows[r].Unit].Zh), SourceCell.OfText(names[scores.Rows[r].Unit].En),
            SourceCell.OfText(Words.Of(scores.Statuses[r])), .. Enumerable.Range(0, scores.Nodes.Length).Select(n => value(r, n) is { } v ? SourceCell.OfNumber(v) : SourceCell.Empty)];
        return new(name, [new("period"), new("unit"), new("name_zh", Width: 24), new("name_en", Width: 24), new("status"), .. scores.Nodes.Select(n => new SheetColumn(n.Code.Value, ColumnKind.Number, 12))],
            [.. Enumerable.Range(0, scores.Rows.Length).Select(Row)]);
    }

    /// <summary>A CSV file of ours as a sheet: <c>steps/01-impute.csv</c> becomes <c>01-impute</c>.</summary>
    private static SheetTable Sheet(string name, byte[] csv)
    {
        var table = CsvReader.Read(csv, name);
        bool[] text = [.. table.Header.Select(h => IsText(name, h))];
        string sheet = name.Replace("steps/", "", StringComparison.Ordinal).Replace("input/", "input ", StringComparison.Ordinal)[..^4];
        return new(sheet, [.. table.Header.Select((h, i) => new SheetColumn(h, text[i] ? ColumnKind.Text : ColumnKind.Number, text[i] ? 18 : 12))],
            [.. table.Rows.Select(row => (IReadOnlyList<SourceCell>)[.. table.Header.Select((_, i) => Cell(row, i, text[i]))])]);
    }

    /// <summary>Whether a column of one of our CSV files is text. Where columns are codes of the index, only period and unit are.</summary>
    internal static bool IsText(string file, string column) =>
        file.StartsWith("steps/", StringComparison.Ordinal) || file is "availability.csv" or "input/data.csv" ? column is "period" or "unit" : s_texts.Contains(column);

    private static SourceCell Cell(SourceRow row, int column, bool isText)
    {
        string text = Columns.Text(row, column);
        return !isText && Numbers.TryParse(text, out double value) ? SourceCell.OfNumber(value) : SourceCell.OfText(text);
    }
}
