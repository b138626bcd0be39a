using System.Collections.Immutable;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index sensitivity FOLDER</c>: which uncertain factor moves an output how much.</summary>
internal static class IndexSensitivityVerb
{
    private const int BaseSample = 1024;

    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，其中有 uncertainty.yaml", "the index's folder, with uncertainty.yaml in it"));
        var scenarios = new ScenarioArguments(terminal, new("基础样本 N（缺省：1024）；共测算 N×(因素数+2) 次或更多", "the base sample N (default: 1024); N × (factors + 2) runs or more are made"));
        var score = Options.Of<string?>(terminal, "--score-of", "UNIT", new("解释该对象得分的变动", "explain the score of this unit"));
        var rank = Options.Of<string?>(terminal, "--rank-of", "UNIT", new("解释该对象位次的变动", "explain the rank of this unit"));
        var second = Options.Flag(terminal, "--second-order", new("另算两两交互", "the effects of pairs too"));
        var shapley = Options.Flag(terminal, "--shapley", new("另算 Shapley 份额（至多 10 个因素）", "Shapley shares too (at most ten factors)"));
        var json = Options.Json(terminal);
        return new("sensitivity", new("敏感性分析：哪个不确定因素起的作用有多大", "sensitivity analysis: how much each uncertain factor matters"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), new(scenarios.Of(line),
                (line.GetValue(second) ? EffectKinds.SecondOrder : EffectKinds.FirstAndTotal) | (line.GetValue(shapley) ? EffectKinds.Shapley : EffectKinds.FirstAndTotal), line.GetValue(score), line.GetValue(rank)), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { score, rank, second, shapley, scenarios.Spec, scenarios.Scenarios, scenarios.Seed, scenarios.Threads, json },
            Examples =
            [
                new("touchstone index sensitivity samples/five-ports", new("对平均位次变动的一阶效应和总效应", "first-order and total effects on the mean rank shift")),
                new("touchstone index sensitivity samples/five-ports --rank-of ALD --shapley", new("对一个对象位次的效应，连同 Shapley 份额", "effects on one unit's rank, with Shapley shares")),
            ],
        };
    }

    private sealed record Asked(ScenarioOptions Scenarios, EffectKinds Kinds, string? ScoreOf, string? RankOf);

    private static int Run(Terminal terminal, string folder, Asked asked, bool asJson, CancellationToken stop)
    {
        var read = UncertainIndex.Of(folder, asked.Scenarios with { Scenarios = asked.Scenarios.Scenarios ?? BaseSample });
        if (!read.IsDone(out var index)) return Ending.WithFindings(terminal, read.AllFindings, asJson);
        var ran = SensitivityAnalysis.Run(index.Folder.Input, index.Folder.Recipe, index.Spec, new(asked.Kinds), asked.Scenarios.On(stop));
        if (!ran.IsDone(out var result)) return Ending.WithFindings(terminal, index.Locate(ran.AllFindings), asJson);
        var outputs = ImmutableArray.CreateBuilder<SensitivityOutput>();
        foreach (var (code, of) in new (string?, Func<RowKey, SensitivityOutput>)[] { (asked.ScoreOf, r => new SensitivityOutput.ScoreOf(r)), (asked.RankOf, r => new SensitivityOutput.RankOf(r)) })
        {
            if (code is null) continue;
            var row = result.Rows.Where(r => r.Unit.Value == code).Select(r => (RowKey?)r).FirstOrDefault();
            if (row is null)
                return Ending.Refused(terminal, [Finding.Error("sensitivity.unit-unknown", Place.Whole, new($"没有评价对象 {code}。", $"There is no unit {code}."), new("请核对代码：units.csv 列出评价对象。", "Check the code: units.csv lists the units."))], asJson);
            outputs.Add(of(row.Value));
        }
        if (outputs.Count == 0) outputs.Add(new SensitivityOutput.MeanRankShift());
        var effects = outputs.Select(result.Of).ToImmutableArray();
        if (asJson) SensitivityJson.Write(terminal.Out, result, effects);
        else SensitivityText.Write(terminal, index, result, effects);
        return ExitCode.Done;
    }
}
