using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Whether weights can be found as the recipe says.</summary>
internal static class WeightChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Recipe recipe)
    {
        for (int i = 0; i < recipe.Steps.Length; i++)
        {
            if (recipe.Steps[i] is not Weigh { Rules.IsEmpty: false } step) continue;
            int place = i + 1;
            foreach (var finding in OfPlace(recipe, step, place)) yield return finding;
            foreach (var (parent, rule) in step.Rules)
            {
                if (input.Framework.Find(parent)?.Kind != NodeKind.Aggregate)
                {
                    yield return RecipeChecks.Error("rule.unknown-code", place, step, parent, new("没有这个汇总节点。", "there is no such aggregate."), new("请改正代码。", "Correct the code."));
                    continue;
                }
                var children = input.Framework.Children(parent).Select(c => c.Code).ToHashSet();
                foreach (var (code, what, fix) in OfRule(input, step, parent, rule, children)) yield return RecipeChecks.Error(code, place, step, parent, what, fix);
            }
        }
    }

    private static IEnumerable<Finding> OfPlace(Recipe recipe, Weigh step, int place)
    {
        if (step.Rules.Values.All(r => !r.IsFromData)) yield break;
        if (!recipe.Steps.Any(s => s is Aggregate))
            yield return RecipeChecks.Error("weight.no-aggregate", place, step, new("由得分定权需要汇总步骤。", "weights found from scores need an aggregate step."), new("请加上 aggregate，或写明权重。", "Add aggregate, or state the weights."));
        if (recipe.Steps.Skip(place).FirstOrDefault(s => s is not (Aggregate or Rank)) is { } after)
            yield return RecipeChecks.Error("weight.too-early", place, step, new($"权重由得分确定，而其后的 {after.Kind} 还会改变得分。", $"weights are found from the scores, which {after.Kind} after it still changes."), new("请将 weight 移到 aggregate 之前。", "Move weight to just before aggregate."));
    }

    private static IEnumerable<(string Code, Text What, Text Fix)> OfRule(IndexInput input, Weigh step, IndicatorCode parent, WeightRule rule, HashSet<IndicatorCode> children) => rule.Method switch
    {
        WeightMethod.RotatedComponents when rule.Components is { } n && (n < 1 || n > children.Count) =>
            [("weight.components", new($"主成分个数应在 1 与 {children.Count} 之间。", $"the number of components must be from 1 to {children.Count}."), new("请改正 components。", "Correct components."))],
        WeightMethod.BudgetAllocation => OfBudgets(rule, children),
        WeightMethod.PairwiseComparison => OfPairs(rule, children),
        WeightMethod.BalancedCorrelation or WeightMethod.GreatestCorrelation => [.. OfTargets(step, rule, input), .. OfAgainst(input, step, parent, rule)],
        _ => [],
    };

    private static IEnumerable<(string, Text, Text)> OfBudgets(WeightRule rule, HashSet<IndicatorCode> children)
    {
        if (rule.Budgets is not { Count: > 0 } budgets)
        {
            yield return ("weight.no-budgets", new("没有写明专家分配的点数。", "it states no expert's points."), new("请写上 budgets。", "State budgets."));
            yield break;
        }
        foreach (var unknown in budgets.SelectMany(b => b).Select(n => n.Node).Where(n => !children.Contains(n)).Distinct()) yield return NoChild(unknown);
        if (budgets.Any(b => b.Any(n => !(n.Number >= 0 && double.IsFinite(n.Number))) || !(b.Sum(n => n.Number) > 0)))
            yield return ("weight.budget", new("每位专家的点数须不小于零，且总和大于零。", "each expert's points must be at least zero, with a sum above zero."), new("请改正 budgets。", "Correct budgets."));
    }

    private static (string, Text, Text) NoChild(IndicatorCode code) =>
        ("weight.unknown-child", new($"{code} 不是它的下级。", $"{code} is no child of it."), new("请改正代码。", "Correct the code."));

    private static IEnumerable<(string, Text, Text)> OfPairs(WeightRule rule, HashSet<IndicatorCode> children)
    {
        if (children.Count > Opinions.Most)
            yield return ("weight.many-comparisons", new($"两两比较至多 {Opinions.Most} 个下级。", $"at most {Opinions.Most} children can be compared in pairs."), new("请分成几组，或改用 budget-allocation。", "Group them, or use budget-allocation."));
        var comparisons = rule.Comparisons ?? Listed.Of<Comparison>();
        foreach (var unknown in comparisons.SelectMany(c => new[] { c.Of, c.Over }).Where(c => !children.Contains(c)).Distinct()) yield return NoChild(unknown);
        if (comparisons.Any(c => !(c.Ratio > 0 && double.IsFinite(c.Ratio))))
            yield return ("weight.ratio", new("比较的倍数必须大于零。", "a ratio must be above zero."), new("“甲比乙重要 3 倍”写成 甲: {乙: 3}。", "“a is three times as important as b” is written a: {b: 3}."));
        var given = comparisons.Select(c => c.Of.CompareTo(c.Over) < 0 ? (c.Of, c.Over) : (c.Over, c.Of)).ToList();
        foreach (var (a, b) in given.GroupBy(p => p).Where(g => g.Count() > 1 || g.Key.Item1 == g.Key.Item2).Select(g => g.Key))
            yield return ("weight.compared-twice", new($"{a} 与 {b} 的比较重复，或是与自己比较。", $"{a} and {b} are compared twice, or are the same."), new("每一对只比较一次。", "Compare each pair once."));
        var there = given.ToHashSet();
        string[] missing = [.. from a in children from b in children where a.CompareTo(b) < 0 && !there.Contains((a, b)) orderby a, b select $"{a}–{b}"];
        if (missing.Length > 0)
            yield return ("weight.not-compared", new($"缺少比较：{string.Join("、", missing)}。", $"pairs are not compared: {string.Join(", ", missing)}."), new("每一对下级都要比较。", "Compare every pair of children."));
    }

    private static IEnumerable<(string, Text, Text)> OfTargets(Weigh step, WeightRule rule, IndexInput input)
    {
        if (rule.Targets is not { } targets) yield break;
        var found = step.Rules.Where(r => r.Value == rule).SelectMany(r => input.Framework.Children(r.Key)).Select(c => c.Code).ToHashSet();
        foreach (var unknown in targets.Select(t => t.Node).Where(n => !found.Contains(n)).Distinct()) yield return NoChild(unknown);
        string[] without = [.. found.Where(c => !targets.Any(t => t.Node == c && t.Number > 0 && double.IsFinite(t.Number))).Order().Select(c => c.Value)];
        if (without.Length > 0)
            yield return ("weight.targets", new($"没有大于零的目标：{string.Join("、", without)}。", $"no target above zero for {string.Join(", ", without)}."), new("请在 targets 中逐一写明；不写 targets 则为相等。", "State each of them in targets; without targets they are equal."));
    }

    private static IEnumerable<(string, Text, Text)> OfAgainst(IndexInput input, Weigh step, IndicatorCode parent, WeightRule rule)
    {
        if (rule.Against is not { } against || against == parent) yield break;
        for (var node = input.Framework.Find(parent)?.Parent; node is { } above; node = input.Framework.Find(above)?.Parent)
        {
            if (step.Rules.ContainsKey(above))
                yield return ("weight.in-a-circle", new($"它的权重要看 {against} 的得分，而 {above} 的下级权重也要由得分确定。", $"its weights look at the score of {against}, and those under {above} on the way are to be found too."), new($"请写明 {above} 的下级权重。", $"State the weights under {above}."));
            if (above == against) yield break;
        }
        yield return ("weight.against", new($"{against} 不在它的上级之中。", $"{against} is not above it."), new("请写上级汇总节点的代码。", "Name an aggregate above it."));
    }
}
