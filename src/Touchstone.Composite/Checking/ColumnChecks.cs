using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Walks through the recipe and sees that every column is there when a step needs it.</summary>
internal static class ColumnChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Recipe recipe)
    {
        var there = input.Data.Columns.Select(c => c.Code).ToHashSet();
        var later = recipe.Steps.OfType<Derive>().SelectMany(d => d.Columns).Select(c => c.Target).ToHashSet();
        foreach (var node in input.Framework.Indicators.Where(n => !there.Contains(n.Code) && !later.Contains(n.Code)))
            yield return Finding.Error("data.no-column", node.Where,
                new($"数据中没有指标 {node.Code} 的列，也没有公式导出它。", $"The data has no column for the indicator {node.Code}, and no formula derives it."),
                new("请补充该列（可以为空），或写出导出公式。", "Add the column (it may be empty), or state a formula for it."));
        for (int i = 0; i < recipe.Steps.Length; i++)
        {
            int place = i + 1;
            var step = recipe.Steps[i];
            if (step is Derive derive)
                foreach (var finding in Derived(input, derive, place, there, later)) yield return finding;
            if (step is Denominate denominate)
                foreach (var finding in Denominated(input, denominate, place, there)) yield return finding;
            if (step is Screen or Gate or Impute or Treat or Normalise or Aggregate)
            {
                foreach (var node in input.Framework.Indicators.Where(n => !there.Contains(n.Code) && later.Contains(n.Code)))
                    yield return RecipeChecks.Error("derive.too-late", place, step, node.Code, new("此列要到后面的步骤才导出。", "the column is derived only by a later step."), new("请将 derive 移到前面。", "Move derive before it."));
                there.UnionWith(later);
            }
        }
    }

    private static IEnumerable<Finding> Derived(IndexInput input, Derive step, int place, HashSet<IndicatorCode> there, HashSet<IndicatorCode> later)
    {
        var targets = new HashSet<IndicatorCode>();
        foreach (var (target, formula) in step.Columns)
        {
            if (string.IsNullOrWhiteSpace(target.Value))
                yield return RecipeChecks.Error("derive.no-target", place, step, new("有一个公式没有写明导出哪一列。", "a formula does not say which column it makes."), new("请写上列代码。", "Write the column's code."));
            if (input.Framework.Find(target) is { Kind: NodeKind.Aggregate })
                yield return RecipeChecks.Error("derive.aggregate", place, step, target, new("汇总节点由下级汇总而来，不能用公式导出。", "an aggregate is made from its children and cannot be derived."), new("请导出到指标或背景列。", "Derive an indicator or a context column."));
            if (!targets.Add(target))
                yield return RecipeChecks.Error("derive.twice", place, step, target, new("同一步中导出了两次。", "it is derived twice in one step."), new("只保留一个公式。", "Keep one formula."));
            foreach (var needed in formula.Inputs.Where(c => !there.Contains(c)))
                yield return later.Contains(needed)
                    ? RecipeChecks.Error("derive.order", place, step, target, new($"用到的 {needed} 在它之后才导出。", $"it uses {needed}, which is derived after it."), new("请调整公式的次序。", "Reorder the formulas."))
                    : RecipeChecks.Error("derive.unknown-column", place, step, target, new($"没有名为 {needed} 的列。", $"there is no column named {needed}."), new("请改正代码，或补充该列。", "Correct the code, or add the column."));
            there.Add(target);
        }
    }

    private static IEnumerable<Finding> Denominated(IndexInput input, Denominate step, int place, HashSet<IndicatorCode> there)
    {
        var rules = Denominating.RulesOf(input.Framework, step).ToList();
        if (rules.Count == 0)
            yield return RecipeChecks.Warning("denominate.nothing", place, step, new("没有任何指标写明分母。", "no indicator has a denominator."), new("请在指标表中填写 denominator，或删去此步。", "Fill in denominator in the indicator list, or remove the step."));
        var seen = new HashSet<IndicatorCode>();
        foreach (var (indicator, by, scale) in rules)
        {
            if (input.Framework.Find(indicator) is not { Kind: NodeKind.Indicator })
                yield return RecipeChecks.Error("denominate.unknown-indicator", place, step, indicator, new("没有这个指标。", "there is no such indicator."), new("请改正代码。", "Correct the code."));
            if (!seen.Add(indicator))
                yield return RecipeChecks.Error("denominate.twice", place, step, indicator, new("写了两个分母。", "it has two denominators."), new("只保留一个。", "Keep one."));
            if (!there.Contains(by))
                yield return RecipeChecks.Error("denominate.no-column", place, step, indicator, new($"数据中没有分母列 {by}。", $"the data has no column {by} to divide by."), new("请补充该背景列的数据。", "Add the data of that context column."));
            if (!double.IsFinite(scale) || scale == 0)
                yield return RecipeChecks.Error("denominate.scale", place, step, indicator, new("倍数必须是非零的有限数。", "the scale must be a finite number other than zero."), new("请改正 scale。", "Correct the scale."));
        }
    }
}
