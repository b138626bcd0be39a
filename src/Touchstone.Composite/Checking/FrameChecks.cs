using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Whether the frame belongs to the data and to the recipe.</summary>
internal static class FrameChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Recipe recipe) => recipe.Frame switch
    {
        FrameRule.Base b => [.. OfBase(input, b)],
        FrameRule.Frozen f => [.. OfFrozen(input, recipe, f.Frame)],
        _ => [],
    };

    private static IEnumerable<Finding> OfBase(IndexInput input, FrameRule.Base rule)
    {
        if (rule.Periods.IsDefaultOrEmpty)
            yield return Finding.Error("frame.no-base", new(Column: "frame"), new("基期为空。", "The frame has no base periods."), new("请写上至少一个时期。", "State at least one period."));
        else
        {
            var periods = input.Data.Rows.Select(r => r.Period).ToHashSet();
            foreach (var unknown in rule.Periods.Where(p => !periods.Contains(p)))
                yield return Finding.Error("frame.unknown-base", new(Column: "frame"), new($"数据中没有基期 {unknown}。", $"The data has no rows of the base period {unknown}."), new("请改正时期，或补充数据。", "Correct the period, or add its data."));
        }
    }

    private static IEnumerable<Finding> OfFrozen(IndexInput input, Recipe recipe, Frame frame)
    {
        var place = new Place(Column: "frame");
        foreach (var unknown in frame.Indicators.Where(c => input.Framework.Find(c) is not { Kind: NodeKind.Indicator }))
            yield return Finding.Error("frame.unknown-indicator", place, new($"冻结的参照框架含有指标 {unknown}，而本指数没有。", $"The frozen frame has the indicator {unknown}, which this index has not."), new("请改用本指数的框架。", "Use a frame of this index."));
        foreach (var node in Entering(input.Framework, input.Framework.Root, frame).Where(n => !frame.Weights.ContainsKey(n.Code)))
            yield return Finding.Error("frame.no-weight", place, new($"冻结的参照框架没有 {node.Code} 的权重。", $"The frozen frame has no weight for {node.Code}."), new("请改用本指数的框架。", "Use a frame of this index."));
        foreach (var step in frame.Parameters.Select(p => (p.Step, Kind: p.StepKind)).Distinct())
            if (step.Step < 1 || step.Step > recipe.Steps.Length || recipe.Steps[step.Step - 1].Kind != step.Kind)
                yield return Finding.Error("frame.other-recipe", place, new($"冻结的参照框架第 {step.Step} 步是 {step.Kind}，与本方案不符。", $"Step {step.Step} of the frozen frame is {step.Kind}; the recipe has another step there."), new("冻结框架只能用于步骤相同的方案。", "A frame can be frozen only into a recipe with the same steps."));
        if (frame.Periods.IsEmpty) yield break;
        foreach (var period in input.Data.Rows.Select(r => r.Period).Distinct().Where(p => p is not { } known || !frame.Periods.Contains(known)))
            yield return Finding.Error("frame.other-period", place, new($"冻结的参照框架按时期取参数，没有 {period} 的参数。", $"The frozen frame has parameters by period, and none for {period}."), new("请从合并各期或基期的构建中取框架。", "Take the frame from a build that is pooled or has base periods."));
    }

    /// <summary>The node and those below it that take part when only the frame's indicators enter.</summary>
    private static IEnumerable<FrameworkNode> Entering(Framework framework, FrameworkNode node, Frame frame)
    {
        if (node.Kind == NodeKind.Indicator) return frame.Indicators.Contains(node.Code) ? [node] : [];
        var below = framework.Children(node.Code).SelectMany(child => Entering(framework, child, frame)).ToList();
        return below.Count > 0 ? [node, .. below] : [];
    }
}
