using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>How weights are found, in words.</summary>
internal static class WeightText
{
    /// <summary>A rule, for the children of a node.</summary>
    public static Text Rule(WeightRule rule)
    {
        var (zh, en) = Method(rule);
        return new($"下级权重：{zh}。", $"Weights of its children: {en}.");
    }

    public static Text Method(WeightRule rule) => rule.Method switch
    {
        WeightMethod.FirstComponent => new("第一主成分载荷", "loadings of the first principal component"),
        WeightMethod.RotatedComponents when rule.Components is { } n => new($"旋转后主成分（{Figures.Count(n)} 个）载荷的平方", $"squared loadings of {Figures.Count(n)} rotated components"),
        WeightMethod.RotatedComponents => new("旋转后主成分载荷的平方", "squared loadings of rotated components"),
        WeightMethod.Entropy => new("熵值法", "entropy"),
        WeightMethod.Critic => new("CRITIC 法", "CRITIC"),
        WeightMethod.StandardDeviation => new("标准差法", "standard deviation"),
        WeightMethod.BudgetAllocation => new($"{Figures.Count(rule.Budgets?.Count ?? 0)} 位专家的预算分配", $"budget allocation by {Figures.Count(rule.Budgets?.Count ?? 0)} {(rule.Budgets?.Count == 1 ? "expert" : "experts")}"),
        WeightMethod.PairwiseComparison => new("层次分析法（两两比较）", "pairwise comparison (analytic hierarchy process)"),
        WeightMethod.BalancedCorrelation => new($"使各下级与{Against(rule).Zh}的相关{Targets(rule).Zh}", $"correlations with {Against(rule).En} {Targets(rule).En}"),
        WeightMethod.GreatestCorrelation => new($"使各下级与{Against(rule).Zh}的相关之和最大", $"the largest sum of correlations with {Against(rule).En}"),
    };

    private static Text Against(WeightRule rule) => rule.Against is { } node ? new($" {node} ", node.Value) : new("上级", "the node");

    private static Text Targets(WeightRule rule)
    {
        if (rule.Targets is not { } targets) return new("相等", "made equal");
        string list = string.Join(", ", targets.Select(t => $"{t.Node} {Figures.Exact(t.Number)}"));
        return new($"符合目标（{list}）", $"as the targets stand ({list})");
    }
}

/// <summary>Why the nominal weights of a build are what they are: the rule, and what it looked at, as the build or its frozen frame recorded it.</summary>
internal sealed class WeightReasons
{
    private readonly IndexBuild _build;
    private readonly Weigh? _step;
    private readonly int _place;

    public WeightReasons(IndexBuild build)
    {
        _build = build;
        _place = build.Recipe.Steps.IndexOf(build.Recipe.Steps.FirstOrDefault(s => s is Weigh { Rules.IsEmpty: false })!) + 1;
        _step = _place > 0 ? (Weigh)build.Recipe.Steps[_place - 1] : null;
    }

    /// <summary>Empty where the weight was stated.</summary>
    public Text Why(IndicatorCode code)
    {
        if (_step is null || _build.Input.Framework.Find(code)?.Parent is not { } parent || !_step.Rules.TryGetValue(parent, out var rule) || _step.Weights.ContainsKey(code)) return new("", "");
        var (zh, en) = WeightText.Method(rule);
        var (zhOf, enOf) = Evidence(rule, code, parent);
        string zhFrame = _build.Recipe.Frame is FrameRule.Frozen ? "，取自已有可比口径" : "", enFrame = _build.Recipe.Frame is FrameRule.Frozen ? ", as in the frozen frame" : "";
        return new($"{zh}{zhOf}{zhFrame}", $"{en}{enOf}{enFrame}");
    }

    private Text Evidence(WeightRule rule, IndicatorCode code, IndicatorCode parent)
    {
        string Own(string name) => Figures.Number(Parameter(code, name));
        return rule.Method switch
        {
            WeightMethod.FirstComponent => new($"：载荷 {Own("loading")}", $": loading {Own("loading")}"),
            WeightMethod.RotatedComponents => new($"：第 {Own("component")} 主成分，载荷 {Own("loading")}", $": loading {Own("loading")} in component {Own("component")}"),
            WeightMethod.Entropy => new($"：差异系数 {Own("divergence")}", $": divergence {Own("divergence")}"),
            WeightMethod.Critic => new($"：标准差 {Own("deviation")}，冲突性 {Own("conflict")}", $": deviation {Own("deviation")}, conflict {Own("conflict")}"),
            WeightMethod.StandardDeviation => new($"：标准差 {Own("deviation")}", $": deviation {Own("deviation")}"),
            WeightMethod.BudgetAllocation => new("", ""),
            WeightMethod.PairwiseComparison => Figures.Number(Parameter(parent, "consistency.ratio")) is var ratio ? new($"：一致性比率 {ratio}", $": consistency ratio {ratio}") : default,
            WeightMethod.BalancedCorrelation => new($"：相关 {Own("correlation")}，占比 {Own("correlation.share")}，目标 {Own("target")}", $": correlation {Own("correlation")}, share {Own("correlation.share")}, target {Own("target")}"),
            WeightMethod.GreatestCorrelation => new($"：相关 {Own("correlation")}", $": correlation {Own("correlation")}"),
        };
    }

    private double? Parameter(IndicatorCode column, string name)
    {
        foreach (var p in _build.Frame.Parameters)
            if (p.Step == _place && p.Column == column && p.Name == name) return p.Value;
        return null;
    }
}
