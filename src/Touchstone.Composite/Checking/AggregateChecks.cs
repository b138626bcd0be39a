using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The rules of the nodes of an aggregate step.</summary>
internal static class AggregateChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Aggregate s, int place)
    {
        foreach (var node in input.Framework.Aggregates)
        {
            var rule = s.Rules.For(node.Code);
            if (!(rule.MinAvailable is >= 0 and <= 1))
                yield return RecipeChecks.Error("aggregate.min-available", place, s, node.Code, new("最低可得率必须在 0 与 1 之间。", "the least availability must be between 0 and 1."), new("请写成比例，例如 0.6。", "Write a share, such as 0.6."));
            if (rule.Missing == MissingChild.Fill && !(rule.FillValue is { } fill && double.IsFinite(fill)))
                yield return RecipeChecks.Error("aggregate.no-fill", place, s, node.Code, new("缺失下级要填补，却没有写明数值。", "missing children are to be filled, but no value is stated."), new("请写上 fill_value。", "State fill_value."));
            foreach (var finding in StepChecks.Decimals(s, place, rule.Decimals)) yield return finding;
            foreach (var finding in OfMean(input, s, place, node, rule)) yield return finding;
            if (rule.FillGroup is { } group && !input.Units.Any(u => u.Groups.ContainsKey(group)))
                yield return RecipeChecks.Error("aggregate.unknown-group", place, s, node.Code, new($"评价对象表中没有分组列 {group}。", $"the unit list has no group column {group}."), new("请改正 fill-group，或在评价对象表中补充。", "Correct fill-group, or add the column to the unit list."));
            if (rule is { FillGroup: not null, Rises: Rises.Combined })
                yield return RecipeChecks.Error("aggregate.fill-and-combined", place, s, node.Code, new("上级取合成值的节点不能按组填补。", "a node whose combined value goes up cannot be filled by group."), new("请去掉 rises: combined 或 fill-group。", "Take rises: combined or fill-group away."));
            if (rule.Normalise is { } normalise)
                foreach (var finding in NormaliseChecks.OfNode(input, node, s, place, normalise)) yield return finding;
        }
    }

    private static IEnumerable<Finding> OfMean(IndexInput input, Aggregate s, int place, FrameworkNode node, AggregateRule rule)
    {
        Finding Wrong(string code, Text what, Text fix) => RecipeChecks.Error(code, place, s, node.Code, what, fix);
        var children = input.Framework.Children(node.Code).Select(c => c.Code).ToHashSet();
        if (rule.Mean == MeanKind.Power && (rule.Power == 0 || !double.IsFinite(rule.Power)))
            yield return Wrong("aggregate.power", new("指数必须是非零的有限数。", "the power must be a finite number other than zero."), new("指数趋于零即几何平均：请写 mean: geometric。", "Towards zero it is the geometric mean: write mean: geometric."));
        if (rule.Mean == MeanKind.OrderedWeighted && !(rule.OrderWeights is { } order && order.Count == children.Count && order.All(w => w >= 0 && double.IsFinite(w)) && order.Sum() > 0))
            yield return Wrong("aggregate.order-weights", new($"需要 {children.Count} 个不小于零、不全为零的次序权重。", $"it needs {children.Count} order weights of at least zero, not all zero."), new("请写上 order-weights，从最好的下级写起。", "State order-weights, from the best child on."));
        if (rule.Mean is MeanKind.MeanMin or MeanKind.MazziottaPareto && (!double.IsFinite(rule.Penalty) || Math.Abs(rule.Penalty) > 1 || rule.Mean == MeanKind.MeanMin && rule.Penalty < 0 || !(rule.Smoothing >= 0 && double.IsFinite(rule.Smoothing))))
            yield return Wrong("aggregate.penalty", new("惩罚系数须在 0 与 1 之间（马齐奥塔–帕累托为 −1 至 1），平滑系数不小于零。", "the penalty must be between 0 and 1 (−1 and 1 for Mazziotta–Pareto), the smoothing at least zero."), new("请改正 penalty 和 smoothing。", "Correct penalty and smoothing."));
        foreach (var stranger in (rule.Against ?? Listed.Of<IndicatorCode>()).Where(c => !children.Contains(c)))
            yield return Wrong("aggregate.against-unknown", new($"{stranger} 不是它的下级。", $"{stranger} is not a child of it."), new("请改正 against。", "Correct against."));
        if (rule.Against is not null && rule.Mean is not (MeanKind.Arithmetic or MeanKind.Sum or MeanKind.Product))
            yield return Wrong("aggregate.against-mean", new("只有算术平均、求和与乘积可以有反向的下级。", "only an arithmetic mean, a sum or a product can have children that count against it."), new("请改 mean，或去掉 against。", "Change mean, or take against away."));
        if (!(rule.Factor > 0 && double.IsFinite(rule.Factor) && double.IsFinite(rule.Offset)))
            yield return Wrong("aggregate.affine", new("倍数必须大于零，加数必须是有限数。", "the factor must be above zero and the offset finite."), new("请改正 factor 和 offset。", "Correct factor and offset."));
    }
}
