using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Scales, goalposts and targets of each indicator.</summary>
internal static class NormaliseChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Normalise step, int place) =>
        input.Framework.Indicators.SelectMany(node => OfNode(node, step, place, step.Rules.For(node.Code)));

    private static IEnumerable<Finding> OfNode(FrameworkNode node, Normalise step, int place, NormaliseRule rule)
    {
        if (node.Direction == Direction.Neutral)
            yield return RecipeChecks.Error("normalise.no-direction", place, step, node.Code, new("没有方向，不知道高好还是低好。", "it has no direction: neither more nor less is better."),
                new("请将 direction 写成 + 或 -，或将 kind 改为 context。", "Make its direction + or -, or its kind context."));
        if (!double.IsFinite(rule.ScaleLow) || !double.IsFinite(rule.ScaleHigh) || rule.ScaleLow >= rule.ScaleHigh)
            yield return RecipeChecks.Error("normalise.scale", place, step, node.Code, new("量表下端必须小于上端。", "the bottom of the scale must be below its top."), new("例如 [0, 100]。", "Such as [0, 100]."));
        if (rule.Method == NormaliseMethod.Goalposts)
            foreach (var finding in OfGoalposts(node, step, place, rule)) yield return finding;
        if (rule.Method == NormaliseMethod.Target && !((rule.Target ?? node.Target) is { } target && double.IsFinite(target) && target > 0))
            yield return RecipeChecks.Error("normalise.target", place, step, node.Code, new("没有大于零的目标值。", "it has no target above zero."), new("请在指标表或规则中写上 target。", "State its target in the indicator list or in the rule."));
    }

    private static IEnumerable<Finding> OfGoalposts(FrameworkNode node, Normalise step, int place, NormaliseRule rule)
    {
        double? low = rule.GoalpostLow ?? node.GoalpostLow, high = rule.GoalpostHigh ?? node.GoalpostHigh;
        if (low is null || high is null)
            yield return RecipeChecks.Error("normalise.no-goalposts", place, step, node.Code, new("没有完整的上下阈值。", "it lacks a goalpost."), new("请在指标表或规则中写上 goalpost_low 和 goalpost_high。", "State goalpost_low and goalpost_high in the indicator list or in the rule."));
        else if (!double.IsFinite(low.Value) || !double.IsFinite(high.Value) || low >= high)
            yield return RecipeChecks.Error("normalise.goalposts", place, step, node.Code, new("下阈值必须小于上阈值。", "the lower goalpost must be below the upper one."), new("请改正；方向由 direction 决定。", "Correct them; direction says which way is good."));
    }
}
