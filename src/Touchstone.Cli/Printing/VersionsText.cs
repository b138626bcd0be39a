using System.Collections.Immutable;
using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Verbs;
using Touchstone.Composite;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>Several versions of an index side by side for a person: how far each lies from the first, then the rows that move most.</summary>
internal static class VersionsText
{
    public static void Write(Terminal terminal, VersionTable table, ImmutableArray<string> folders, ComparisonView view)
    {
        void Line(Text text) => terminal.Out.WriteLine(terminal.Say(text));
        Line(new($"{Shown.Count(table.Versions.Length)} 个版本，都以第一个为准。口径不同的得分不能相减，位次可以比。", $"{Shown.Count(table.Versions.Length)} versions, each against the first. Scores of different frames must not be subtracted; ranks may be compared."));
        var versions = Columns(terminal, new("版本", "version"), new("文件夹", "folder"), new("得分可比", "scores comparable"), new("#可比行", "#rows"), new("#位次变动", "#moved"), new("#平均变动（位）", "#mean shift"), new("#最大", "#largest"));
        for (int v = 0; v < table.Versions.Length; v++)
        {
            var version = table.Versions[v];
            versions.AddRow([.. new[] { Letter(v), folders[v], terminal.Say(version.ScoresComparable ? new("是", "yes") : new("否", "no")), Shown.Count(version.Compared), Shown.Count(version.Moved), Shift(version.MeanShift), Shift(version.LargestShift) }.Select(Markup.Escape)]);
        }
        terminal.Canvas().Write(versions);
        var rows = view.OfVersions(table);
        if (rows.Count == 0) { Line(new("没有位次变动。", "No rank differs.")); return; }
        var moves = Columns(terminal, [new("对象", "unit"), .. Enumerable.Range(0, table.Versions.Length).Select(v => new Text($"#{Letter(v)} 位次", $"#{Letter(v)} rank")), .. Enumerable.Range(0, table.Versions.Length).Select(v => new Text($"#{Letter(v)} 得分", $"#{Letter(v)} score"))]);
        foreach (var row in rows)
            moves.AddRow([.. new[] { row.Row.Period is { } period ? $"{row.Row.Unit} {period}" : row.Row.Unit.Value }
                .Concat(Enumerable.Range(0, row.Ranks.Length).Select(v => Shown.Rank(row.Ranks[v]) + (v > 0 ? Places(row.PlacesGained(v)) : ""))).Concat(row.Scores.Select(s => Shown.Score(s))).Select(Markup.Escape)]);
        terminal.Canvas().Write(moves);
    }

    private static string Letter(int version) => version < 26 ? ((char)('A' + version)).ToString() : $"V{Shown.Count(version + 1)}";
    private static string Places(double? gained) => gained switch { null or 0 => "", > 0 => $" ▲{Shown.Rank(gained)}", _ => $" ▼{Shown.Rank(-gained)}" };
    private static string Shift(double? shift) => shift is { } s ? Shown.Rank(Math.Round(s, 2)) : "—";

    private static Table Columns(Terminal terminal, params Text[] headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string text in headings.Select(terminal.Say))
        {
            var column = new TableColumn(Markup.Escape(text.TrimStart('#')));
            table.AddColumn(text.StartsWith('#') ? column.RightAligned() : column);
        }
        return table;
    }
}
