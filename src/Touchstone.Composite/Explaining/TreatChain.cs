using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What outlier treatment and stated transformations did to a cell.</summary>
internal static class TreatChain
{
    public static ChainStep? Step(ChainCell cell, TreatRule rule)
    {
        if (!rule.Apply || cell.Before is not { } before) return null;
        if (cell.Parameter("log.low") is { } low && cell.Parameter("log.high") is { } high)
            return cell.Step(ChainOperation.SkewLogarithm, Text.Same($"ln(x − {Figures.Number(low)} + 0.01 × ({Figures.Number(high)} − {Figures.Number(low)}))"), new("low", low), new("high", high));
        if (cell.After is { } after && after != before)
            return cell.Step(ChainOperation.Bounded, new($"缩尾至 {Figures.Number(after)}", $"winsorised to {Figures.Number(after)}"),
                new Operand("bound", cell.Parameter(after < before ? "winsor.high" : "winsor.low")));
        return cell.Step(ChainOperation.Unchanged, WhyUnchanged(cell, rule));
    }

    private static Text WhyUnchanged(ChainCell cell, TreatRule rule)
    {
        if (cell.Parameter("winsor.low") is not null || cell.Parameter("winsor.high") is not null)
            return new("在缩尾界限之内，未改动", "within the winsorisation bounds: unchanged");
        if (cell.Parameter("skewness.before") is null || cell.Parameter("kurtosis.before") is null)
            return new("未处理：数值太少，无法计算偏度和峰度", "not treated: too few values to have a skewness and a kurtosis");
        string skewness = Figures.Number(cell.Parameter("skewness.before")), kurtosis = Figures.Number(cell.Parameter("kurtosis.before"));
        string most = Figures.Exact(rule.SkewnessLimit), peak = Figures.Exact(rule.KurtosisLimit);
        return new($"未处理：偏度 {skewness}（界限 ±{most}），超额峰度 {kurtosis}（界限 {peak}）", $"not treated: skewness {skewness} (limit ±{most}), excess kurtosis {kurtosis} (limit {peak})");
    }

    public static ChainStep? Step(ChainCell cell, TransformRule rule)
    {
        if (cell.Before is not { } before) return null;
        switch (rule)
        {
            case TransformRule.Log log:
                return cell.Step(ChainOperation.Logarithm, RuleText.Transform(log), new Operand("add", log.Add));
            case TransformRule.Clamp clamp when cell.After is { } after && after != before:
                return cell.Step(ChainOperation.Bounded, new($"限定至 {Figures.Number(after)}", $"clamped to {Figures.Number(after)}"), new Operand("bound", after < before ? clamp.High : clamp.Low));
            default:
                return cell.Step(ChainOperation.Unchanged, new("在限定范围之内，未改动", "within the clamp: unchanged"));
        }
    }
}
