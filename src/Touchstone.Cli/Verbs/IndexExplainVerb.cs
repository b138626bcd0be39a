using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index explain FOLDER --unit U</c>: a score, down to the cells of the input.</summary>
internal static class IndexExplainVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，或 index build 写出的结果文件夹", "the index's folder, or one written by index build"));
        var unit = Options.Required<string>(terminal, "--unit", "CODE", new("评价对象的代码", "code of the unit"));
        var node = Options.Of<string?>(terminal, "--node", "CODE", new("节点或指标的代码（缺省：总指数）", "code of the node or indicator (default: the index itself)"));
        var period = Options.Of<string?>(terminal, "--period", "PERIOD", new("期间，如 2021、2021-Q1（缺省：最近一期）", "period, such as 2021 or 2021-Q1 (default: the unit's last)"));
        var depth = Options.Of<int?>(terminal, "--depth", "N", new("向下展开几层，非负整数（缺省：全部）", "how many levels down, a number from 0 (default: all)"));
        depth.Validators.Add(given => { if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, out int n) && n < 0) given.AddError("N"); });
        var json = Options.Json(terminal);
        return new("explain", new("解释一个得分：由哪些下级、权重、步骤和原始数据得来", "explain a score: children, weights, steps, down to the cells of the input"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), new Question(line.GetRequiredValue(unit), line.GetValue(node), line.GetValue(period), line.GetValue(depth)), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { unit, node, period, depth, json },
            Examples =
            [
                new("touchstone index explain samples/asem --unit AUT", new("从总指数一直到每个原始数据", "from the index down to every cell of the input")),
                new("touchstone index explain samples/asem --unit AUT --node Physical --depth 1", new("只看一个节点及其下级", "one node and its children")),
            ],
        };
    }

    private sealed record Question(string Unit, string? Node, string? Period, int? Depth);

    private static int Run(Terminal terminal, string folder, Question question, bool asJson, CancellationToken stop)
    {
        var built = BuiltIndex.Of(folder, terminal, null, stop);
        if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
        var unit = new UnitCode(question.Unit);
        var period = PeriodChoice.Of(index.Build, unit, question.Period);
        var explained = period.Match(
            p => Explanation.Of(index.Build, p.Value.Period, unit, question.Node is { } node ? new IndicatorCode(node) : null, question.Depth ?? Explanation.WholeDepth),
            r => Outcome.Refused<Explanation>(r.Findings));
        if (!explained.IsDone(out var explanation)) return Ending.Refused(terminal, explained.AllFindings, asJson);
        if (asJson) ExplanationJson.Write(terminal.Out, explanation);
        else ExplanationTree.Write(terminal, explanation);
        return ExitCode.Done;
    }
}

/// <summary>A period of a build; an index without periods has the one that is null.</summary>
internal readonly record struct PeriodChoice(Period? Period)
{
    /// <summary>The period written, or the last that the unit has a row of.</summary>
    public static Outcome<PeriodChoice> Of(IndexBuild build, UnitCode unit, string? written)
    {
        if (written is null)
            return Outcome.Done(new PeriodChoice(build.Scores.Rows.Where(r => r.Unit == unit).Select(r => r.Period).LastOrDefault()));
        if (Model.Period.TryParse(written, out var period)) return Outcome.Done(new PeriodChoice(period));
        return Outcome.Refused<PeriodChoice>(Unreadable(written));
    }

    /// <summary>What is said of a period that cannot be read.</summary>
    public static Finding Unreadable(string written) => Finding.Error("period.unreadable", Place.Whole,
        new($"“{written}”不是期间。", $"'{written}' is not a period."),
        new("请写成 2021、2021-S1、2021-Q1、2021-07 或 2021-12-31。", "Write it as 2021, 2021-S1, 2021-Q1, 2021-07 or 2021-12-31."));
}
