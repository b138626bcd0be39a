using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Everything that can be wrong with the rows of a framework, all at once.</summary>
internal static class FrameworkChecks
{
    public static ImmutableArray<Finding> Of(ImmutableArray<FrameworkNode> nodes)
    {
        var findings = new List<Finding>();
        var byCode = new Dictionary<IndicatorCode, FrameworkNode>();
        foreach (var node in nodes)
        {
            if (string.IsNullOrWhiteSpace(node.Code.Value)) findings.Add(NoCode(node));
            else if (!byCode.TryAdd(node.Code, node)) findings.Add(Duplicate(node));
        }
        var parents = byCode.Values.Where(n => n.Parent is not null).Select(n => n.Parent!.Value).ToHashSet();
        foreach (var node in byCode.Values)
        {
            CheckPlace(node, byCode, parents, findings);
            CheckNumbers(node, findings);
            CheckDenominator(node, byCode, findings);
        }
        CheckCycles(byCode, findings);
        CheckRoot(byCode, findings);
        CheckSiblingWeights(byCode.Values, findings);
        return [.. findings];
    }

    private static void CheckPlace(FrameworkNode node, Dictionary<IndicatorCode, FrameworkNode> byCode, HashSet<IndicatorCode> parents, List<Finding> findings)
    {
        if (node.Kind == NodeKind.Context && node.Parent is not null)
            findings.Add(Finding.Error("framework.context-parent", node.Where,
                new($"背景列 {node.Code} 不在指标树内，却写了上级 {node.Parent}。", $"The context column {node.Code} stands outside the tree, yet names the parent {node.Parent}."),
                new("请清空其 parent，或将 kind 改为 indicator。", "Clear its parent, or make its kind indicator.")));
        if (node.Kind == NodeKind.Indicator && node.Parent is null)
            findings.Add(Finding.Error("framework.no-parent", node.Where,
                new($"指标 {node.Code} 没有上级。", $"The indicator {node.Code} has no parent."),
                new("请填写其 parent；若只作分母或公式的输入，请将 kind 改为 context。", "Name its parent; if it only serves as a denominator or in formulas, make its kind context.")));
        if (node.Kind != NodeKind.Context && node.Parent is { } parent)
        {
            if (!byCode.TryGetValue(parent, out var above))
                findings.Add(Finding.Error("framework.unknown-parent", node.Where,
                    new($"{node.Code} 的上级 {parent} 不存在。", $"The parent {parent} of {node.Code} does not exist."),
                    new("请补充该汇总节点，或改正代码。", "Add that aggregate, or correct the code.")));
            else if (above.Kind != NodeKind.Aggregate)
                findings.Add(Finding.Error("framework.parent-kind", node.Where,
                    new($"{node.Code} 的上级 {parent} 不是汇总节点，不能有下级。", $"The parent {parent} of {node.Code} is not an aggregate and cannot have children."),
                    new("请将上级的 kind 改为 aggregate，或改换上级。", "Make the parent's kind aggregate, or name another parent.")));
        }
        if (node.Kind == NodeKind.Aggregate && !parents.Contains(node.Code))
            findings.Add(Finding.Error("framework.no-children", node.Where,
                new($"汇总节点 {node.Code} 没有下级。", $"The aggregate {node.Code} has no children."),
                new("请为它安排下级，或删去该行。", "Give it children, or remove the row.")));
        if (node.Kind == NodeKind.Aggregate && node.Direction == Direction.LowerIsBetter)
            findings.Add(Finding.Error("framework.aggregate-direction", node.Where,
                new($"汇总节点 {node.Code} 的方向为负；汇总得分一律越高越好。", $"The aggregate {node.Code} is marked lower-is-better; aggregates are always higher-is-better."),
                new("请将方向改为 +，由指标的方向决定得分。", "Make its direction +; the directions of the indicators decide.")));
    }

    private static void CheckNumbers(FrameworkNode node, List<Finding> findings)
    {
        if (!double.IsFinite(node.Weight) || node.Weight < 0)
            findings.Add(Finding.Error("framework.weight", node.Where,
                new($"{node.Code} 的权重必须是不小于零的有限数。", $"The weight of {node.Code} must be a finite number of at least zero."),
                new("请改正 weight；空白按 1 计。", "Correct its weight; an empty cell counts as 1.")));
        if (!double.IsFinite(node.DenominatorScale) || node.DenominatorScale == 0)
            findings.Add(Finding.Error("framework.denominator-scale", node.Where,
                new($"{node.Code} 的分母倍数必须是非零的有限数。", $"The denominator scale of {node.Code} must be a finite number other than zero."),
                new("请改正 denominator_scale；空白按 1 计。", "Correct its denominator_scale; an empty cell counts as 1.")));
        if (node.Target is { } target && !double.IsFinite(target)
            || node.GoalpostLow is { } low && !double.IsFinite(low) || node.GoalpostHigh is { } high && !double.IsFinite(high))
            findings.Add(Finding.Error("framework.not-finite", node.Where,
                new($"{node.Code} 的目标值或阈值不是有限数。", $"The target or a goalpost of {node.Code} is not a finite number."),
                new("请填写数值，或留空。", "Write a number, or leave it empty.")));
        else if (node.GoalpostLow >= node.GoalpostHigh)
            findings.Add(Finding.Error("framework.goalposts", node.Where,
                new($"{node.Code} 的下阈值不小于上阈值。", $"The lower goalpost of {node.Code} is not below the upper one."),
                new("请使 goalpost_low 小于 goalpost_high；方向由 direction 决定。", "Make goalpost_low smaller than goalpost_high; direction says which way is good.")));
    }

    private static void CheckDenominator(FrameworkNode node, Dictionary<IndicatorCode, FrameworkNode> byCode, List<Finding> findings)
    {
        if (node.Denominator is not { } by) return;
        if (node.Kind != NodeKind.Indicator)
            findings.Add(Finding.Error("framework.denominator-kind", node.Where,
                new($"{node.Code} 不是指标，不能有分母。", $"{node.Code} is not an indicator and cannot have a denominator."),
                new("请清空其 denominator。", "Clear its denominator.")));
        if (!byCode.TryGetValue(by, out var column) || column.Kind == NodeKind.Aggregate)
            findings.Add(Finding.Error("framework.unknown-denominator", node.Where,
                new($"{node.Code} 的分母 {by} 不是已有的背景列。", $"The denominator {by} of {node.Code} is not a context column of the framework."),
                new("请补充一行 kind 为 context 的该列，或改正代码。", "Add a row of kind context for it, or correct the code.")));
    }

    /// <summary>Walks up from every node; a walk that comes back to a node of its own is a cycle, told once, with its members.</summary>
    private static void CheckCycles(Dictionary<IndicatorCode, FrameworkNode> byCode, List<Finding> findings)
    {
        var settled = new HashSet<IndicatorCode>();
        foreach (var start in byCode.Values)
        {
            var walk = new List<IndicatorCode>();
            for (var at = start; at is not null && !settled.Contains(at.Code); at = at.Parent is { } up ? byCode.GetValueOrDefault(up) : null)
            {
                int seen = walk.IndexOf(at.Code);
                if (seen >= 0)
                {
                    string ring = string.Join(" → ", walk.Skip(seen).Append(at.Code));
                    findings.Add(Finding.Error("framework.cycle", at.Where,
                        new($"上下级成环：{ring}。", $"The parents form a cycle: {ring}."),
                        new("请改正其中一个 parent。", "Correct one of the parents.")));
                    break;
                }
                walk.Add(at.Code);
            }
            settled.UnionWith(walk);
        }
    }

    private static void CheckRoot(Dictionary<IndicatorCode, FrameworkNode> byCode, List<Finding> findings)
    {
        var roots = byCode.Values.Where(n => n.Kind == NodeKind.Aggregate && n.Parent is null).ToList();
        if (roots.Count == 0)
            findings.Add(Finding.Error("framework.no-root", Place.Whole,
                new("没有顶层节点：每个汇总节点都有上级。", "There is no root: no aggregate is without a parent."),
                new("请设一个没有上级的汇总节点作为总指数。", "Add one aggregate without a parent: the index itself.")));
        foreach (var extra in roots.Skip(1))
            findings.Add(Finding.Error("framework.several-roots", extra.Where,
                new($"顶层节点不止一个：{roots[0].Code} 之外还有 {extra.Code}。", $"There is more than one root: {extra.Code} beside {roots[0].Code}."),
                new("请为它填写上级，只留一个顶层节点。", "Name its parent, so that one root remains.")));
    }

    private static void CheckSiblingWeights(IEnumerable<FrameworkNode> nodes, List<Finding> findings)
    {
        foreach (var siblings in nodes.Where(n => n.Kind != NodeKind.Context && n.Parent is not null).GroupBy(n => n.Parent!.Value))
            if (siblings.All(n => n.Weight == 0))
                findings.Add(Finding.Error("framework.zero-weights", siblings.First().Where,
                    new($"{siblings.Key} 各下级的权重全部为零。", $"All children of {siblings.Key} have weight zero."),
                    new("请至少给一个下级大于零的权重。", "Give at least one child a weight above zero.")));
    }

    private static Finding NoCode(FrameworkNode node) => Finding.Error("framework.no-code", node.Where,
        new("该行没有代码。", "The row has no code."),
        new("请填写 code。", "Write its code."));

    private static Finding Duplicate(FrameworkNode node) => Finding.Error("framework.duplicate", node.Where,
        new($"代码 {node.Code} 出现了两次。", $"The code {node.Code} is given twice."),
        new("请改名或删去其中一行。", "Rename or remove one of the rows."));
}
