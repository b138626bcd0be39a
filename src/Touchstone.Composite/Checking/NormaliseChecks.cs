using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Scales, goalposts and targets of each indicator.</summary>
internal static class NormaliseChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Normalise step, int place) =>
        input.Framework.Indicators.SelectMany(node => OfNode(input, node, step, place, step.Rules.For(node.Code)));

    /// <summary>The rule of an indicator, or of an aggregate that is brought to a scale again.</summary>
    internal static IEnumerable<Finding> OfNode(IndexInput input, FrameworkNode node, Step step, int place, NormaliseRule rule)
    {
        if (node.Direction == Direction.Neutral)
            yield return RecipeChecks.Error("normalise.no-direction", place, step, node.Code, new("没有方向，不知道高好还是低好。", "it has no direction: neither more nor less is better."),
                new("请将 direction 写成 + 或 -，或将 kind 改为 context。", "Make its direction + or -, or its kind context."));
        if (!double.IsFinite(rule.ScaleLow) || !double.IsFinite(rule.ScaleHigh) || rule.ScaleLow >= rule.ScaleHigh)
            yield return RecipeChecks.Error("normalise.scale", place, step, node.Code, new("量表下端必须小于上端。", "the bottom of the scale must be below its top."), new("例如 [0, 100]。", "Such as [0, 100]."));
        foreach (var finding in StepChecks.Decimals(step, place, rule.Decimals)) yield return finding;
        if (rule.Method == NormaliseMethod.Goalposts)
            foreach (var finding in OfGoalposts(node, step, place, rule)) yield return finding;
        foreach (var finding in OfOptions(input, node, step, place, rule)) yield return finding;
        if (rule.Method == NormaliseMethod.DistanceToTarget && rule.TargetPercentile is null && !((rule.Target ?? node.Target) is { } goal && double.IsFinite(goal)))
            yield return RecipeChecks.Error("normalise.target", place, step, node.Code, new("没有目标值。", "it has no target."), new("请在指标表或规则中写上 target。", "State its target in the indicator list or in the rule."));
        if (rule.Method == NormaliseMethod.Target && rule.TargetPercentile is null && !((rule.Target ?? node.Target) is { } target && double.IsFinite(target) && target > 0))
            yield return RecipeChecks.Error("normalise.target", place, step, node.Code, new("没有大于零的目标值。", "it has no target above zero."), new("请在指标表或规则中写上 target。", "State its target in the indicator list or in the rule."));
    }

    private static IEnumerable<Finding> OfOptions(IndexInput input, FrameworkNode node, Step step, int place, NormaliseRule rule)
    {
        Finding Wrong(string code, Text what, Text fix) => RecipeChecks.Error(code, place, step, node.Code, what, fix);
        if (new[] { rule.PercentileLow, rule.PercentileHigh, rule.TargetPercentile }.Any(p => p is { } x && !(x is >= 0 and <= 1)) || rule.PercentileLow >= rule.PercentileHigh)
            yield return Wrong("normalise.percentiles", new("百分位必须在 0 与 1 之间，且下小于上。", "percentiles must lie between 0 and 1, the lower below the upper."), new("例如 [2.5%, 97.5%]。", "Such as [2.5%, 97.5%]."));
        if (rule.Method is NormaliseMethod.ReferenceUnit or NormaliseMethod.DistanceToReference && !input.Units.Any(u => u.Code == rule.Reference))
            yield return Wrong("normalise.reference", rule.Reference is null ? new("没有写明参照单位。", "it names no reference unit.") : new($"单位表中没有参照单位 {rule.Reference}。", $"the unit list has no reference unit {rule.Reference}."),
                new("请写上 reference。", "State reference, a code of the unit list."));
        if (rule.Method == NormaliseMethod.Sigmoid && !(rule.Steepness > 0 && double.IsFinite(rule.Steepness)))
            yield return Wrong("normalise.steepness", new("陡度必须大于零。", "the steepness must be above zero."), new("通常为 1。", "1 is usual."));
        if (rule.Method != NormaliseMethod.Categories) yield break;
        if (rule.Bands is not { Count: > 0 } bands)
            yield return Wrong("normalise.no-bands", new("没有写明档次。", "it states no bands."), new("请写上 bands，例如 {0: 20, 50: 60}。", "State bands, such as {0: 20, 50: 60}."));
        else if (bands.Any(b => !double.IsFinite(b.From) || !double.IsFinite(b.Score)) || Enumerable.Range(1, bands.Count - 1).Any(i => bands[i].From <= bands[i - 1].From))
            yield return Wrong("normalise.bands", new("各档起点必须递增，得分必须是有限数。", "bands must rise, and their scores be finite."), new("请按起点从小到大写。", "Write them from the lowest up."));
    }

    private static IEnumerable<Finding> OfGoalposts(FrameworkNode node, Step step, int place, NormaliseRule rule)
    {
        if (rule.PercentileLow is not null && rule.PercentileHigh is not null) yield break;
        double? low = rule.GoalpostLow ?? node.GoalpostLow, high = rule.GoalpostHigh ?? node.GoalpostHigh;
        if (rule.PercentileLow is not null ? high is { } h && double.IsFinite(h) : rule.PercentileHigh is not null && low is { } l && double.IsFinite(l)) yield break;
        if (low is null || high is null)
            yield return RecipeChecks.Error("normalise.no-goalposts", place, step, node.Code, new("没有完整的上下阈值。", "it lacks a goalpost."), new("请在指标表或规则中写上 goalpost_low 和 goalpost_high。", "State goalpost_low and goalpost_high in the indicator list or in the rule."));
        else if (!double.IsFinite(low.Value) || !double.IsFinite(high.Value) || low >= high)
            yield return RecipeChecks.Error("normalise.goalposts", place, step, node.Code, new("下阈值必须小于上阈值。", "the lower goalpost must be below the upper one."), new("请改正；方向由 direction 决定。", "Correct them; direction says which way is good."));
    }
}
