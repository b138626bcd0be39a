using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>How a cell came to its scale.</summary>
internal static class NormaliseChain
{
    public static ChainStep? Step(ChainCell cell, NormaliseRule rule)
    {
        if (cell.Before is not { } x) return cell.IsApplicable ? cell.Step(ChainOperation.LeftMissing, new("缺失，无标准化得分", "missing: no normalised score")) : null;
        var step = OnScale(cell, rule, x);
        if (rule.Decimals is not { } decimals || step.Operation == ChainOperation.LeftMissing) return step;
        return step with
        {
            Operands = step.Operands.Add(new("decimals", decimals)),
            Words = new($"{step.Words.Zh}；保留 {Figures.Count(decimals)} 位小数", $"{step.Words.En}; rounded to {Figures.Count(decimals)} decimals"),
        };
    }

    private static ChainStep OnScale(ChainCell cell, NormaliseRule rule, double x) => rule.Method switch
    {
        NormaliseMethod.MinMax => Scaled(cell, rule, x),
        NormaliseMethod.Goalposts => Scaled(cell, rule, x),
        NormaliseMethod.ZScore => Standardised(cell, rule, x),
        NormaliseMethod.Rank => Ranked(cell, rule, x),
        NormaliseMethod.PercentileRank => Ranked(cell, rule, x),
        NormaliseMethod.Target => Measured(cell, rule, x, "target"),
        NormaliseMethod.Borda => Ranked(cell, rule, x),
        NormaliseMethod.DistanceToTarget or NormaliseMethod.DistanceToReference => Scaled(cell, rule, x),
        NormaliseMethod.FractionOfMax => Measured(cell, rule, x, LowerIsBetter(cell) ? "low" : "high"),
        NormaliseMethod.ReferenceUnit => Measured(cell, rule, x, "reference"),
        NormaliseMethod.Sigmoid => Logistic(cell, rule, x),
        NormaliseMethod.Categories => cell.Step(ChainOperation.Banded, new($"按所在档次得 {Figures.Number(cell.After)} 分", $"the score of its band: {Figures.Number(cell.After)}"), new Operand("value", cell.After)),
    };

    private static bool LowerIsBetter(ChainCell cell) => cell.Node?.Direction == Direction.LowerIsBetter;

    private static Operand[] With(NormaliseRule rule, params ReadOnlySpan<Operand> more) => [.. more, new("bottom", rule.ScaleLow), new("top", rule.ScaleHigh)];

    private static ChainStep Constant(ChainCell cell) => cell.Step(ChainOperation.Constant,
        new("该指标各对象取值相同，一律取量表中点", "a constant column: every unit gets the middle of the scale"), new Operand("value", cell.After));

    private static ChainStep Scaled(ChainCell cell, NormaliseRule rule, double x)
    {
        double? low = cell.Parameter("low"), high = cell.Parameter("high");
        if (low == high && rule.Method is not (NormaliseMethod.DistanceToTarget or NormaliseMethod.DistanceToReference)) return Constant(cell);
        if (!(low < high)) return cell.Step(ChainOperation.Constant, new("最差值已达目标，一律取量表上端", "even the worst value reaches the target: the top of the scale"), new Operand("value", cell.After));
        bool down = LowerIsBetter(cell);
        string scale = Scale(rule), l = Figures.Number(low), h = Figures.Number(high), v = Figures.Number(x);
        string way = down ? $"({h} − {v}) ÷ ({h} − {l})" : $"({v} − {l}) ÷ ({h} − {l})";
        bool beyond = x < Math.Min(low ?? x, high ?? x) || x > Math.Max(low ?? x, high ?? x);
        bool clamped = beyond && rule.Outside == Outside.Clamp;
        var (zhEnd, enEnd) = clamped ? ("，超出上下限，取端点", "; beyond the bounds, the scale's end") : ("", "");
        return cell.Step(down ? ChainOperation.ScaledDown : ChainOperation.ScaledUp, new($"{scale}{way}{zhEnd}", $"{scale}{way}{enEnd}"),
            With(rule, new("low", low), new("high", high), new("clamped", clamped ? 1 : 0)));
    }

    private static ChainStep Standardised(ChainCell cell, NormaliseRule rule, double x)
    {
        double? mean = cell.Parameter("mean"), deviation = cell.Parameter("deviation");
        if (!(deviation > 0)) return Constant(cell);
        bool down = LowerIsBetter(cell);
        string m = Figures.Number(mean), v = Figures.Number(x), way = down ? $"({m} − {v}) ÷ {Figures.Number(deviation)}" : $"({v} − {m}) ÷ {Figures.Number(deviation)}";
        return cell.Step(down ? ChainOperation.StandardisedDown : ChainOperation.StandardisedUp, Text.Same($"{Scale(rule)}{way}"), With(rule, new("mean", mean), new("deviation", deviation)));
    }

    private static ChainStep Logistic(ChainCell cell, NormaliseRule rule, double x)
    {
        double? mean = cell.Parameter("mean"), deviation = cell.Parameter("deviation");
        if (!(deviation > 0)) return Constant(cell);
        bool down = LowerIsBetter(cell);
        string m = Figures.Number(mean), v = Figures.Number(x), d = Figures.Number(deviation), k = rule.Steepness == 1 ? "" : $"{Figures.Exact(rule.Steepness)} × ";
        string way = $"1 ÷ (1 + exp(−{k}({(down ? $"{m} − {v}" : $"{v} − {m}")}) ÷ {d}))";
        return cell.Step(down ? ChainOperation.LogisticDown : ChainOperation.LogisticUp, Text.Same($"{Scale(rule)}{way}"),
            With(rule, new("mean", mean), new("deviation", deviation), new("steepness", rule.Steepness)));
    }

    private static ChainStep Ranked(ChainCell cell, NormaliseRule rule, double x)
    {
        bool asShare = rule.Method == NormaliseMethod.PercentileRank, down = LowerIsBetter(cell), oneMinus = asShare && down && rule.Reversal == Reversal.OneMinus;
        if (asShare && rule.Zeros == ZeroValues.Exclude && x == 0)
            return cell.Step(ChainOperation.Banded, new("零值不参加排名，取量表端点", "a zero is not ranked: the scale's end"), new Operand("value", cell.After));
        double[] ordered = Distribution(cell);
        int count = ordered.Length;
        if (count == 0 || asShare && ordered[0] == ordered[^1]) return Constant(cell);
        int distinct = rule.Ties == Ties.Dense ? Ordered.Distinct(ordered) : count;
        double at = down && !oneMinus ? -x : x;
        double rank = Ordered.RankOf(ordered.AsSpan(0, distinct), cell.IsCombined ? AsRun(ordered, at) : at, rule.Ties);
        string r = Figures.Number(rank), n = Figures.Count(distinct);
        if (rule.Method == NormaliseMethod.Borda)
            return cell.Step(ChainOperation.BordaPoints, new($"由差到好第 {r} 位，得 {r} − 1 分", $"{r} of {n} from the worst: {r} − 1 points"), new("rank", rank), new("count", count));
        if (!asShare) return cell.Step(ChainOperation.Ranked, new($"由差到好第 {r} 位，共 {n} 个", $"{r} of {n} from the worst"), new("rank", rank), new("count", count));
        return oneMinus
            ? cell.Step(ChainOperation.PercentileRankedDown, new($"{Scale(rule)}(1 − ({r} − 1) ÷ ({n} − 1))，由小到大第 {r} 位", $"{Scale(rule)}(1 − ({r} − 1) ÷ ({n} − 1)); {r} of {n} from the smallest"), With(rule, new("rank", rank), new("count", distinct)))
            : cell.Step(ChainOperation.PercentileRanked, new($"{Scale(rule)}({r} − 1) ÷ ({n} − 1)，由差到好第 {r} 位", $"{Scale(rule)}({r} − 1) ÷ ({n} − 1); {r} of {n} from the worst"), With(rule, new("rank", rank), new("count", distinct)));
    }

    /// <summary>A value put together again, as the run had it: on the other side of a rounding in the twelfth digit it would rank with its neighbour.</summary>
    private static double AsRun(double[] ordered, double x)
    {
        double run = ordered.MinBy(v => Math.Abs(v - x));
        return Math.Abs(run - x) <= 6e-12 * Math.Abs(x) ? run : Rounding.Significant(x);
    }

    /// <summary>The values ranked against, the worst first, as the frame keeps them.</summary>
    private static double[] Distribution(ChainCell cell)
    {
        var (place, code, period) = (cell.Place, cell.Code, cell.Row.Period);
        var found = cell.Build.Frame.Distributions.FirstOrDefault(d => d.Step == place && d.Column == code && (d.Period is null || Nullable.Equals(d.Period, period)));
        return found is null ? [] : [.. found.Values];
    }

    private static ChainStep Measured(ChainCell cell, NormaliseRule rule, double x, string name)
    {
        double? target = cell.Parameter(name);
        if (!(target > 0)) return cell.Step(ChainOperation.LeftMissing, new($"参照值 {Figures.Number(target)} 不大于零，不能计分", $"measured by {Figures.Number(target)}, which is not above zero: no score"));
        bool down = LowerIsBetter(cell);
        string t = Figures.Number(target), v = Figures.Number(x);
        double? share = down ? target / x : x / target;
        bool clamped = rule.Outside == Outside.Clamp && (share is < 0 or > 1 || down && x <= 0);
        var (zhEnd, enEnd) = clamped ? ("，取量表端点", "; the scale's end") : ("", "");
        string way = down ? $"{t} ÷ {v}" : $"{v} ÷ {t}";
        return cell.Step(down ? ChainOperation.TowardsTargetDown : ChainOperation.TowardsTarget, new($"{Scale(rule)}{way}{zhEnd}", $"{Scale(rule)}{way}{enEnd}"),
            With(rule, new("target", target), new("clamped", clamped ? 1 : 0)));
    }

    /// <summary>"100 × " or "1 + 99 × ".</summary>
    private static string Scale(NormaliseRule rule)
    {
        string length = Figures.Number(rule.ScaleHigh - rule.ScaleLow);
        return rule.ScaleLow == 0 ? $"{length} × " : $"{Figures.Number(rule.ScaleLow)} + {length} × ";
    }
}
