using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What each factor states, checked on its own and against the others.</summary>
internal static class FactorChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Recipe recipe, UncertaintySpec spec, int place) => spec.Factors[place] switch
    {
        Factor.Choice f => [.. OfChoice(recipe, spec, f, place)],
        Factor.WeightNoise f => [.. OfNoise(input, f, place), .. TwiceWeighed(spec, f, place)],
        Factor.DirichletWeights f => [.. OfDirichlet(input, spec, f, place), .. TwiceWeighed(spec, f, place)],
        Factor.DropIndicators f => [.. OfDrop(input, f, place)],
        Factor.DataError f => [.. OfError(input, f, place)],
        Factor.ImputationSpread f => [.. OfSpread(recipe, f, place)],
        Factor.MultipleImputation f => [.. OfDraws(recipe, spec, f, place)],
        _ => throw new InvalidOperationException("No such factor."),
    };

    private static Finding Error(string code, Factor factor, int place, Text what, Text fix) => SpecChecks.Error(place, code, factor, what, fix);

    private static IEnumerable<Finding> OfChoice(Recipe recipe, UncertaintySpec spec, Factor.Choice f, int place)
    {
        if (f.Alternatives.Length < 2)
            yield return Error("uncertainty.one-alternative", f, place, new("至少要有两个备选方案。", "it needs at least two alternatives."), new("请补充备选方案，或删去此因素。", "Add an alternative, or remove the factor."));
        foreach (var twice in f.Alternatives.GroupBy(a => a.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return Error("uncertainty.alternative-twice", f, place, new($"备选方案 {twice.Key} 出现了两次。", $"the alternative {twice.Key} is there twice."), new("只保留一个。", "Keep one."));
        foreach (var wrong in f.Alternatives.Where(a => !(a.Likelihood > 0 && double.IsFinite(a.Likelihood))))
            yield return Error("uncertainty.likelihood", f, place, new($"备选方案 {wrong.Code} 的可能性必须大于零。", $"the likelihood of {wrong.Code} must be above zero."), new("请改正，或删去它。", "Correct it, or remove the alternative."));
        foreach (string kind in f.Alternatives.SelectMany(a => a.Kinds).Distinct(StringComparer.Ordinal))
        {
            int there = recipe.Steps.Count(s => s.Kind == kind);
            if (there == 0)
                yield return Error("uncertainty.no-such-step", f, place, new($"方案中没有 {kind} 步骤，此备选方案不会起作用。", $"the recipe has no {kind} step, so the alternative would do nothing."),
                    new("请在 index.yaml 中写上该步骤，再在此列出备选。", "State the step in index.yaml and the alternatives to it here."));
            if (there > 1)
                yield return Error("uncertainty.step-twice", f, place, new($"方案中有 {there} 个 {kind} 步骤，不知道要替换哪一个。", $"the recipe has {there} {kind} steps, and it is not clear which to replace."), new("请将它们合为一步。", "Make them one step."));
            if (spec.Factors.Take(place).OfType<Factor.Choice>().FirstOrDefault(other => other.Alternatives.SelectMany(a => a.Kinds).Contains(kind)) is { } both)
                yield return Error("uncertainty.same-step", f, place, new($"与因素 {both.Code} 改的是同一步骤 {kind}，两者互相依赖。", $"it changes the same step, {kind}, as the factor {both.Code}: the two depend on each other."),
                    new("请合为一个因素，逐一写出组合。", "Declare them as one factor whose alternatives are the combinations."));
        }
    }

    private static IEnumerable<Finding> OfNoise(IndexInput input, Factor.WeightNoise f, int place)
    {
        if (!(f.Share is > 0 and <= 1))
            yield return Error("uncertainty.noise", f, place, new("权重的波动必须大于 0 且不超过 1（100%）。", "the noise must be above 0 and at most 1 (100%)."), new("例如 25%。", "Such as 25%."));
        foreach (int level in f.Levels.IsDefault ? [] : f.Levels)
            if (level < 1 || level >= input.Framework.Level(input.Framework.Root.Code))
                yield return Error("uncertainty.level-unknown", f, place, new($"指标树没有第 {level} 层（根节点没有权重）。", $"the tree has no weights at level {level} (the root has none)."), new("1 为指标，向上递增。", "1 = indicators, counted upwards."));
    }

    private static IEnumerable<Finding> OfDirichlet(IndexInput input, UncertaintySpec spec, Factor.DirichletWeights f, int place)
    {
        if (f.Concentration is { } c && !(c > 0 && double.IsFinite(c)))
            yield return Error("uncertainty.concentration", f, place, new("集中度必须大于零。", "the concentration must be above zero."), new("越大越接近原权重；不写则各组权重同样可能。", "The larger, the nearer to the index's own weights; without it, every set is as likely."));
        foreach (var unknown in (f.Parents.IsDefault ? [] : f.Parents).Where(p => input.Framework.Find(p)?.Kind != NodeKind.Aggregate))
            yield return Error("uncertainty.unknown-parent", f, place, new($"没有汇总节点 {unknown}。", $"there is no aggregate {unknown}."), new("请改正代码。", "Correct the code."));
        if (f.Concentration is null && spec.Factors.OfType<Factor.Choice>().FirstOrDefault(o => o.Alternatives.Any(a => a.Kinds.Contains("weight"))) is { } choice)
            yield return Error("uncertainty.weights-twice", f, place, new($"权重完全随机，因素 {choice.Code} 的权重选择不会起作用。", $"the weights are wholly random, so the choice of weights {choice.Code} would do nothing."), new("只保留其一，或写上 concentration。", "Keep one of the two, or state a concentration."));
    }

    private static IEnumerable<Finding> TwiceWeighed(UncertaintySpec spec, Factor f, int place)
    {
        if (spec.Factors.Take(place).FirstOrDefault(o => o is Factor.WeightNoise or Factor.DirichletWeights) is { } other)
            yield return Error("uncertainty.weights-twice", f, place, new($"因素 {other.Code} 已使权重变动，两者互相依赖。", $"the factor {other.Code} moves the weights already: the two depend on each other."), new("只保留一个。", "Keep one of them."));
    }

    private static IEnumerable<Finding> OfDrop(IndexInput input, Factor.DropIndicators f, int place)
    {
        foreach (var unknown in (f.Candidates.IsDefault ? [] : f.Candidates).Where(c => input.Framework.Find(c)?.Kind != NodeKind.Indicator))
            yield return Error("uncertainty.unknown-indicator", f, place, new($"没有指标 {unknown}。", $"there is no indicator {unknown}."), new("请改正代码。", "Correct the code."));
        if (f.EachWith is { } chance && !(chance is > 0 and < 1))
            yield return Error("uncertainty.chance", f, place, new("退出的可能性必须大于 0 且小于 1。", "the chance to leave must be above 0 and below 1."), new("例如 10%。", "Such as 10%."));
    }

    private static IEnumerable<Finding> OfError(IndexInput input, Factor.DataError f, int place)
    {
        foreach (var rule in f.Rules.Overrides.Values.Prepend(f.Rules.Default))
        {
            if (!(rule.Relative >= 0 && double.IsFinite(rule.Relative) && rule.Absolute >= 0 && double.IsFinite(rule.Absolute)))
                yield return Error("uncertainty.error-size", f, place, new("误差必须是不小于零的有限数。", "an error must be a finite number of at least zero."), new("请改正。", "Correct it."));
            if (rule is { Shape: ErrorShape.Lognormal, Absolute: > 0 })
                yield return Error("uncertainty.lognormal-absolute", f, place, new("对数正态误差只能是相对误差。", "a lognormal error can only be relative."), new("请写 relative，或改用 normal。", "State it as relative, or use normal."));
        }
        foreach (var unknown in f.Rules.Overrides.Keys.Concat(f.Cells.Select(c => c.Column)).Distinct().Where(c => input.Data.Find(c) is null))
            yield return Error("uncertainty.no-data-column", f, place, new($"数据中没有 {unknown} 列。", $"the data has no column {unknown}."), new("误差只能写在原始数据列上。", "Errors are stated for columns of raw data."));
        foreach (var cell in f.Cells.Where(c => !(c.Size >= 0 && double.IsFinite(c.Size)) || input.Data.Find(c.Column) is { } column && (input.Data.PlaceOf(c.Row) is var r && r < 0 || column[r] is null)))
            yield return Finding.Error("uncertainty.cell-error", cell.Where, new($"{cell.Row.Unit} {cell.Row.Period} 的 {cell.Column} 没有数值，或误差不是不小于零的数。", $"{cell.Column} of {cell.Row.Unit} {cell.Row.Period} has no value, or its error is not a number of at least zero."), new("请改正或删去此行。", "Correct or remove the row."));
        if (f.Cells.IsEmpty && f.Rules.Overrides.Values.Prepend(f.Rules.Default).All(r => r is { Relative: 0, Absolute: 0 }))
            yield return Error("uncertainty.no-error", f, place, new("没有任何单元格有误差。", "no cell has an error."), new("请写上 relative 或 absolute。", "State relative or absolute."));
    }

    private static IEnumerable<Finding> OfDraws(Recipe recipe, UncertaintySpec spec, Factor.MultipleImputation f, int place)
    {
        if (f.Draws is < 2 or > 1000)
            yield return Error("uncertainty.draws", f, place, new("抽取次数必须在 2 与 1,000 之间。", "the number of draws must be from 2 to 1,000."), new("通常为 20 至 100。", "20 to 100 are usual."));
        if (!recipe.Steps.OfType<Impute>().Any(i => i.Rules.Overrides.Values.Prepend(i.Rules.Default).Any(r => r.Method == ImputeMethod.Em)))
            yield return Error("uncertainty.no-em", f, place, new("方案中没有以 em 填补的指标，无从抽取。", "the recipe fills no indicator by em, so there is nothing to draw from."), new("请在 impute 中改用 method: em，或改用 imputation-spread。", "Use method: em in impute, or imputation-spread."));
        if (spec.Factors.FirstOrDefault(o => o is Factor.ImputationSpread || o is Factor.MultipleImputation && o != f) is { } other)
            yield return Error("uncertainty.imputed-twice", f, place, new($"因素 {other.Code} 已使填补值变动，两者重复。", $"the factor {other.Code} moves the imputed cells already."), new("只保留一个。", "Keep one of them."));
    }

    private static IEnumerable<Finding> OfSpread(Recipe recipe, Factor.ImputationSpread f, int place)
    {
        if (f.Folds is < 2 or > 50)
            yield return Error("uncertainty.folds", f, place, new("折数必须在 2 与 50 之间。", "the number of folds must be from 2 to 50."), new("通常为 10。", "10 is usual."));
        if (!recipe.Steps.Any(s => s is Impute))
            yield return Error("uncertainty.no-impute", f, place, new("方案中没有填补步骤。", "the recipe has no impute step."), new("请删去此因素。", "Remove the factor."));
    }
}
