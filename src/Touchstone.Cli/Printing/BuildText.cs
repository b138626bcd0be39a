using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Verbs;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Cli.Printing;

/// <summary>What a build says when it is done: the findings, what each step changed, the head of the ranking.</summary>
internal static class BuildText
{
    private const int Head = 10;

    public static void Write(Terminal terminal, BuiltIndex index, string? writtenTo)
    {
        var build = index.Build;
        FindingLines.Write(terminal, terminal.Err, index.Findings.Where(f => f.Severity != Severity.Info));
        int units = build.Scores.Rows.Select(r => r.Unit).Distinct().Count(), periods = build.Scores.Rows.Select(r => r.Period).Distinct().Count();
        int indicators = build.Scores.Nodes.Count(n => n.Kind == NodeKind.Indicator);
        terminal.Out.WriteLine(terminal.Say(build.Recipe.Name));
        string zhPeriods = periods > 1 ? $" × {Shown.Count(periods)} 期" : "", enPeriods = periods > 1 ? $" × {Shown.Count(periods)} periods" : "";
        terminal.Out.WriteLine(terminal.Say(new(
            $"{Shown.Count(units)} 个评价对象 × {Shown.Count(indicators)} 个指标{zhPeriods}",
            $"{Shown.Count(units)} units × {Shown.Count(indicators)} indicators{enPeriods}")));
        terminal.Out.WriteLine(terminal.Say(new($"测算批次 {build.Id} · 方法版本 {Methods.Version}", $"build {build.Id} · methods {Methods.Version}")));
        foreach (var step in build.Steps.Where(s => s.Changes.Count > 0))
            terminal.Out.WriteLine("  " + terminal.Say(new($"{RecipeText.StepName(step.Step!.Kind).Zh}：改动 {Shown.Count(step.Changes.Count)} 个单元格", $"{step.Step.Kind}: {Shown.Count(step.Changes.Count)} {(step.Changes.Count == 1 ? "cell" : "cells")} changed")));
        Ranking(terminal, build);
        terminal.Out.WriteLine(terminal.Say(writtenTo is { } folder
            ? new($"已写入 {folder}", $"Written to {folder}")
            : new("未写文件；用 --out DIR 写出全部结果。", "Nothing was written; --out DIR writes everything.")));
    }

    private static void Ranking(Terminal terminal, IndexBuild build)
    {
        var period = build.Scores.Rows.Length == 0 ? null : build.Scores.Rows[^1].Period;
        int[] rows = [.. Enumerable.Range(0, build.Scores.Rows.Length).Where(r => Nullable.Equals(build.Scores.Rows[r].Period, period) && build.Scores.Rank(r, 0) is not null).OrderBy(r => build.Scores.Rank(r, 0)).ThenBy(r => build.Scores.Rows[r])];
        if (rows.Length == 0) return;
        var names = build.Input.Units.ToDictionary(u => u.Code, u => terminal.Say(u.Name));
        var table = new Table().Border(TableBorder.Simple);
        if (period is { } p) table.Title(Markup.Escape(p.ToString()));
        table.AddColumn(new TableColumn(terminal.Say(new("位次", "rank"))).RightAligned());
        table.AddColumn(new TableColumn(terminal.Say(new("对象", "unit"))));
        table.AddColumn(new TableColumn(terminal.Say(new("得分", "score"))).RightAligned());
        var shown = CellMarks.None;
        foreach (int row in rows.Take(Head))
        {
            var unit = build.Scores.Rows[row].Unit;
            shown |= build.Scores.Marks(row, 0);
            table.AddRow(Shown.Rank(build.Scores.Rank(row, 0)), Markup.Escape($"{names[unit]} ({unit})"), Markup.Escape(Shown.Score(build.Scores.Score(row, 0)) + Marks.Signs(build.Scores.Marks(row, 0))));
        }
        terminal.Canvas().Write(table);
        terminal.Out.WriteLine(terminal.Say(new($"前 {Shown.Count(Math.Min(Head, rows.Length))} 位，共 {Shown.Count(rows.Length)} 位；位次区间尚未测算。", $"First {Shown.Count(Math.Min(Head, rows.Length))} of {Shown.Count(rows.Length)}; no range of ranks has been computed.")));
        if (Marks.Legend(terminal, shown) is { Length: > 0 } legend) terminal.Out.WriteLine(legend);
    }
}
