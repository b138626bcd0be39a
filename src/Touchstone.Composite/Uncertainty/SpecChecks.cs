using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Everything about a specification that can be known to be wrong before the first scenario. Findings name their factor: <c>factors[2]</c> as the column of the place, counted from one.</summary>
internal static class SpecChecks
{
    private const int MostCombinations = 4096, MostTold = 10;

    public static IEnumerable<Finding> Of(IndexInput input, Recipe recipe, UncertaintySpec spec)
    {
        var index = IndexBuild.Check(input, recipe);
        if (index.HasErrors()) return index;
        List<Finding> findings = [.. OfDraw(spec), .. OfTarget(input, spec), .. OfFactors(input, recipe, spec)];
        if (!findings.HasErrors()) findings.AddRange(OfCombinations(input, recipe, spec));
        return findings;
    }

    public static Place At(int factor) => new(Column: string.Create(CultureInfo.InvariantCulture, $"factors[{factor + 1}]"));
    private static Place At(string key) => new(Column: key);

    private static IEnumerable<Finding> OfDraw(UncertaintySpec spec)
    {
        var draw = spec.Draw;
        if (draw.Scenarios is < 2 or > ScenarioDraw.Most)
            yield return Finding.Error("uncertainty.scenarios", At("scenarios"), new("情景数必须在 2 与 1,000,000 之间。", "The number of scenarios must be from 2 to 1,000,000."), new("通常为 10,000。", "10,000 is usual."));
        if (!(spec.Level is > 0 and < 1))
            yield return Finding.Error("uncertainty.level", At("level"), new("区间覆盖的比例必须大于 0 且小于 1。", "The share that a range covers must be above 0 and below 1."), new("例如 0.9。", "Such as 0.9."));
        if (draw.RankPrecision is { } precision && !(precision > 0))
            yield return Finding.Error("uncertainty.precision", At("until"), new("要求的精度必须大于零。", "The precision asked must be above zero."), new("例如 1 位。", "Such as 1 rank."));
        if (draw.RankPrecision is not null && draw.Kind == SamplingKind.LatinHypercube)
            yield return Finding.Error("uncertainty.precision-latin", At("until"), new("拉丁超立方按情景数切分，不能逐步增加情景。", "A Latin hypercube is cut for its number of scenarios and cannot be extended step by step."),
                new("请改用 sobol 或 random，或去掉精度要求。", "Use sobol or random, or ask no precision."));
    }

    private static IEnumerable<Finding> OfTarget(IndexInput input, UncertaintySpec spec)
    {
        if (spec.Node is { } node && input.Framework.Find(node) is null or { Kind: NodeKind.Context })
            yield return Finding.Error("uncertainty.unknown-node", At("node"), new($"指标树中没有节点 {spec.Node}。", $"The tree has no node {spec.Node}."), new("请改正代码。", "Correct the code."));
        if (spec.Period is { } period && input.Data.Rows.All(r => r.Period != period))
            yield return Finding.Error("uncertainty.unknown-period", At("period"), new($"数据中没有 {period} 期。", $"The data has no rows of {period}."), new("请改正时期。", "Correct the period."));
    }

    private static IEnumerable<Finding> OfFactors(IndexInput input, Recipe recipe, UncertaintySpec spec)
    {
        if (spec.Factors.IsDefaultOrEmpty)
            yield return Finding.Error("uncertainty.no-factors", At("factors"), new("没有写明任何不确定因素。", "No uncertain factor is declared."), new("请至少写一个因素。", "Declare at least one."));
        if (spec.Factors.Length > 24)
            yield return Finding.Error("uncertainty.many-factors", At("factors"), new("不确定因素不能超过 24 个。", "There can be at most 24 factors."), new("请把相近的因素合成一组。", "Group those that are alike."));
        for (int f = 0; f < spec.Factors.Length; f++)
        {
            var factor = spec.Factors[f];
            if (spec.Factors.Take(f).Any(other => other.Code == factor.Code))
                yield return Error(f, "uncertainty.factor-twice", factor, new("代码重复。", "its code is used twice."), new("每个因素一个代码。", "Give each factor a code of its own."));
            foreach (var finding in FactorChecks.Of(input, recipe, spec, f)) yield return finding;
        }
    }

    /// <summary>Every combination is checked, and run once on the data as it is: one that cannot run is told before any scenario, with the words of the engine.</summary>
    private static IEnumerable<Finding> OfCombinations(IndexInput input, Recipe recipe, UncertaintySpec spec)
    {
        var plan = new ScenarioPlan(input, recipe, spec);
        if (plan.Combinations is > MostCombinations or < 1)
        {
            yield return Finding.Error("uncertainty.combinations", At("factors"), new($"各选择的组合超过 {MostCombinations} 种。", $"The choices make more than {MostCombinations} combinations."), new("请减少备选方案或数值档数。", "Take fewer alternatives or levels."));
            yield break;
        }
        int told = 0;
        for (int c = 0; c < plan.Combinations && told < MostTold; c++)
        {
            var recipeOf = plan.RecipeOf(c);
            var why = IndexBuild.Check(input, recipeOf).FirstOrDefault(f => f.Severity == Severity.Error);
            if (why is null)
            {
                var run = new ScenarioRun(plan, c);
                run.Run(new Draw(plan.Sampling(2), 0, 0));
                if (run.Faults > 0) why = IndexBuild.Run(input, recipeOf).AllFindings.FirstOrDefault(f => f.Severity == Severity.Error);
            }
            if (why is null) continue;
            told++;
            yield return CannotRun(plan, c, why);
        }
    }

    private static Finding CannotRun(ScenarioPlan plan, int combination, Finding why)
    {
        var taken = plan.AlternativesOf(combination).ToList();
        string codes = string.Join("、", taken.Select(t => $"{t.Choice.Code} = {t.Alternative.Code}")), english = string.Join(", ", taken.Select(t => $"{t.Choice.Code} = {t.Alternative.Code}"));
        return Finding.Error("uncertainty.cannot-run", At("factors"),
            new($"组合“{codes}”不能测算：{why.What.Zh}", $"The combination {english} cannot run: {why.What.En}"),
            new($"互相依赖的选择应合为一个因素，逐一写出可行的组合；或：{why.Fix.Zh}", $"Declare choices that depend on each other as one factor, whose alternatives are the combinations that can run; or: {why.Fix.En}"));
    }

    public static Finding Error(int place, string code, Factor factor, Text what, Text fix) => Finding.Error(code, At(place),
        new($"因素 {factor.Code}：{what.Zh}", $"The factor {factor.Code}: {what.En}"), fix);
}
