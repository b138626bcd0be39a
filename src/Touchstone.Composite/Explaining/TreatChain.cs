using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What outlier treatment and stated transformations did to a cell.</summary>
internal static class TreatChain
{
    public static ChainStep? Step(ChainCell cell, TreatRule rule)
    {
        if (!rule.Apply || cell.Before is not { } before) return null;
        if (Curve(cell, rule.Second, rule.GiiFactor) is { } curve) return curve;
        if (cell.After is { } after && after != before)
            return cell.Step(ChainOperation.Bounded, new($"缩尾至 {Figures.Number(after)}", $"winsorised to {Figures.Number(after)}"),
                new Operand("bound", cell.Parameter(after < before ? "winsor.high" : "winsor.low")));
        return cell.Step(ChainOperation.Unchanged, WhyUnchanged(cell, rule));
    }

    private static ChainStep? Curve(ChainCell cell, SecondTreatment kind, double factor)
    {
        if (cell.Parameter("log.low") is not { } low || cell.Parameter("log.high") is not { } high) return null;
        bool mirrored = cell.Parameter("log.mirrored") == 1;
        double? lambda = cell.Parameter("log.lambda");
        string l = Figures.Number(low), h = Figures.Number(high), f = Figures.Exact(factor), p = Figures.Number(lambda);
        Operand[] ends = [new("low", low), new("high", high)];
        return (kind, mirrored) switch
        {
            (SecondTreatment.LogPlus, true) => cell.Step(ChainOperation.MirroredSkewLogarithm, Text.Same($"−ln({h} − x + 0.01 × ({h} − {l}))"), ends),
            (SecondTreatment.LogOrig, _) => cell.Step(ChainOperation.ShiftedLogarithm, Text.Same($"ln(x − {l} + 1)"), new Operand("low", low)),
            (SecondTreatment.LogGii, false) => cell.Step(ChainOperation.GiiLogarithm, Text.Same($"ln(({f} × {h} − 1) × (x − {l}) ÷ ({h} − {l}) + 1)"), [.. ends, new Operand("factor", factor)]),
            (SecondTreatment.LogGii, true) => cell.Step(ChainOperation.MirroredGiiLogarithm, Text.Same($"−ln(({f} × {h} − 1) × ({h} − x) ÷ ({h} − {l}) + 1)"), [.. ends, new Operand("factor", factor)]),
            (SecondTreatment.BoxCox, _) => cell.Step(ChainOperation.BoxCox, lambda == 0 ? Text.Same($"ln(x − {l} + 1)") : Text.Same($"((x − {l} + 1)^{p} − 1) ÷ {p}"), new("low", low), new("lambda", lambda)),
            _ => cell.Step(ChainOperation.SkewLogarithm, Text.Same($"ln(x − {l} + 0.01 × ({h} − {l}))"), ends),
        };
    }

    private static Text WhyUnchanged(ChainCell cell, TreatRule rule)
    {
        if (rule.Detect == OutlierRule.InterquartileRange)
            return new($"未处理：没有超出 {Figures.Exact(rule.IqrFactor)} 倍四分位距的值，或超出的太多", $"not treated: no value lies beyond {Figures.Exact(rule.IqrFactor)} interquartile ranges, or too many do");
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
            case TransformRule.Skew skew:
                return Curve(cell, skew.Kind, skew.Factor) ?? cell.Step(ChainOperation.Unchanged, new("该列取值全部相同，未改动", "the column does not vary: unchanged"));
            case TransformRule.Log log:
                return cell.Step(ChainOperation.Logarithm, RuleText.Transform(log), new Operand("add", log.Add));
            case TransformRule.Clamp clamp when cell.After is { } after && after != before:
                return cell.Step(ChainOperation.Bounded, new($"限定至 {Figures.Number(after)}", $"clamped to {Figures.Number(after)}"), new Operand("bound", after < before ? clamp.High : clamp.Low));
            default:
                return cell.Step(ChainOperation.Unchanged, new("在限定范围之内，未改动", "within the clamp: unchanged"));
        }
    }
}
