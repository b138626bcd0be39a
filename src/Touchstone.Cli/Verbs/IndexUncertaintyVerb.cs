using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index uncertainty FOLDER</c>: the ranges of scores and ranks over the scenarios of what is not certain.</summary>
internal static class IndexUncertaintyVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，其中有 uncertainty.yaml", "the index's folder, with uncertainty.yaml in it"));
        var scenarios = new ScenarioArguments(terminal, new("情景数（缺省：文件中的 scenarios，或 10000）", "number of scenarios (default: the file's, or 10000)"));
        var unit = Options.Of<string?>(terminal, "--unit", "CODE", new("一个评价对象的详情：各位次的比例，胜过谁", "one unit in detail: share of scenarios by rank, and whom it is above"));
        var report = Options.Of<string?>(terminal, "--report", "FILE", new("把含位次区间的测算报告写入此 HTML 文件（不覆盖已有文件）", "write the index's report with its ranges to this HTML file (an existing file is not replaced)"));
        var json = Options.Json(terminal);
        return new("uncertainty", new("不确定性分析：得分和位次在各情景中的区间", "uncertainty analysis: the ranges of scores and ranks over the scenarios"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), (scenarios.Of(line), line.GetValue(unit), line.GetValue(report)), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { scenarios.Spec, scenarios.Scenarios, scenarios.Seed, scenarios.Threads, unit, report, json },
            Examples =
            [
                new("touchstone index uncertainty samples/five-ports", new("每个对象的位次区间", "the range of ranks of every unit")),
                new("touchstone index uncertainty samples/five-ports --scenarios 2000 --unit ALD", new("2000 个情景，并列出一个对象的详情", "2000 scenarios, and one unit in detail")),
            ],
        };
    }

    private static int Run(Terminal terminal, string folder, (ScenarioOptions Scenarios, string? Unit, string? Report) asked, bool asJson, CancellationToken stop)
    {
        var read = UncertainIndex.Of(folder, asked.Scenarios);
        if (!read.IsDone(out var index)) return Ending.WithFindings(terminal, read.AllFindings, asJson);
        var ran = UncertaintyAnalysis.Run(index.Folder.Input, index.Folder.Recipe, index.Spec, asked.Scenarios.On(stop));
        if (!ran.IsDone(out var result)) return Ending.WithFindings(terminal, index.Locate(ran.AllFindings), asJson);
        if (asked.Unit is { } code && !result.Units.Any(u => u.Row.Unit.Value == code))
            return Ending.Refused(terminal, [Finding.Error("uncertainty.unit-unknown", Place.Whole, new($"没有评价对象 {code}。", $"There is no unit {code}."), new("请核对代码：units.csv 列出评价对象。", "Check the code: units.csv lists the units."))], asJson);
        if (asked.Report is { } file && Written(file, index, result, terminal, asked.Scenarios.On(stop)) is { } refused) return Ending.Refused(terminal, [refused], asJson);
        var findings = index.Findings.Union(index.Locate(ran.AllFindings)).ToList();
        if (asJson) UncertaintyJson.Write(terminal.Out, result, findings);
        else
        {
            new UncertaintyText(terminal, index, result).Write(findings, asked.Unit);
            if (asked.Report is { } written) terminal.Out.WriteLine(terminal.Say(new($"已写入 {written}", $"Written to {written}")));
        }
        return ExitCode.Done;
    }

    private static Finding? Written(string file, UncertainIndex index, UncertaintyResult result, Terminal terminal, Parallelism on)
    {
        var build = IndexBuild.Run(index.Folder.Input, index.Folder.Recipe).OrThrow();
        return NewFile.Write(file, IndexReport.Html(build, terminal.Language, new(result, index.Effects(on))));
    }
}
