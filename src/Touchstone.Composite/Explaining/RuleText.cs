using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The rules of one column or node in words.</summary>
internal static class RuleText
{
    public static Text Impute(ImputeRule rule) => rule.Method switch
    {
        ImputeMethod.None => new("缺失不插补。", "Missing values stay missing."),
        ImputeMethod.Mean => new("缺失取该指标均值。", "Missing values take the column's mean."),
        ImputeMethod.Median => new("缺失取该指标中位数。", "Missing values take the column's median."),
        ImputeMethod.GroupMean => new($"缺失取同组（{rule.Group}）均值。", $"Missing values take the mean of the unit's {rule.Group}."),
        ImputeMethod.GroupMedian => new($"缺失取同组（{rule.Group}）中位数。", $"Missing values take the median of the unit's {rule.Group}."),
        ImputeMethod.Constant => new($"缺失取 {Figures.Exact(rule.Constant)}。", $"Missing values take {Figures.Exact(rule.Constant)}."),
        ImputeMethod.LastObservation when rule.MaxAge is { } age => new($"缺失沿用不早于 {Figures.Count(age)} 年的最近一期数值。", $"Missing values take the last earlier observation, at most {Figures.Count(age)} {(age == 1 ? "year" : "years")} old."),
        ImputeMethod.LastObservation => new("缺失沿用最近一期数值。", "Missing values take the last earlier observation."),
        ImputeMethod.RowMean when !rule.NormaliseFirst => new($"缺失取该单位在{Dimension(rule).Zh}其他指标上原值的均值。", $"Missing values take the mean of the unit's other figures in {Dimension(rule).En}, as they are."),
        ImputeMethod.RowMedian when !rule.NormaliseFirst => new($"缺失取该单位在{Dimension(rule).Zh}其他指标上原值的中位数。", $"Missing values take the median of the unit's other figures in {Dimension(rule).En}, as they are."),
        ImputeMethod.RowMean => new($"缺失取该单位在{Dimension(rule).Zh}其他指标上的平均位置。", $"Missing values take where the unit stands on average in the other indicators of {Dimension(rule).En}."),
        ImputeMethod.RowMedian => new($"缺失取该单位在{Dimension(rule).Zh}其他指标上的中位位置。", $"Missing values take the median of where the unit stands in the other indicators of {Dimension(rule).En}."),
        ImputeMethod.Interpolate => new($"缺失在前后两期之间线性插值{Years(rule).Zh}。", $"Missing values are interpolated between periods{Years(rule).En}."),
        ImputeMethod.PreviousOrNext => new($"缺失沿用前一期，没有则取后一期{Years(rule).Zh}。", $"Missing values take the observation before, or the next after{Years(rule).En}."),
        ImputeMethod.InterpolateOrNearest => new($"缺失线性插值，两端取最近一期{Years(rule).Zh}。", $"Missing values are interpolated, and outside take the nearest observation{Years(rule).En}."),
        ImputeMethod.Regression => new($"缺失以 {string.Join("、", rule.Predictors ?? Listed.Of<IndicatorCode>())} 回归填补。", $"Missing values are filled by regression on {string.Join(", ", rule.Predictors ?? Listed.Of<IndicatorCode>())}."),
        ImputeMethod.NearestNeighbours => new($"缺失取{Dimension(rule).Zh}其他指标上最近 {Figures.Count(rule.Neighbours ?? NeighbourImputation.Usual)} 行的均值。", $"Missing values take the mean of the {Figures.Count(rule.Neighbours ?? NeighbourImputation.Usual)} rows nearest in the other indicators of {Dimension(rule).En}."),
        ImputeMethod.Em => new($"缺失取{Dimension(rule).Zh}联合正态分布（EM）的条件期望。", $"Missing values take what the normal distribution of {Dimension(rule).En}, fitted by EM, expects given the row."),
    };

    private static Text Dimension(ImputeRule rule) => rule.Level is { } level ? new($"第 {Figures.Count(level)} 层同一维度", $"its dimension (level {Figures.Count(level)})") : new("全部", "the whole index");

    private static Text Years(ImputeRule rule) => rule.MaxAge is { } age ? new($"（相隔不超过 {Figures.Count(age)} 年）", $" (at most {Figures.Count(age)} {(age == 1 ? "year" : "years")} away)") : new("", "");

    public static Text Treat(TreatRule rule)
    {
        if (!rule.Apply) return new("不处理异常值。", "Outliers are not treated.");
        var (zhMost, enMost) = rule.Winsor switch
        {
            WinsorLimit.Count c => ($"至多 {Figures.Count(c.Cells)} 个", $"at most {Figures.Count(c.Cells)} {(c.Cells == 1 ? "cell" : "cells")}"),
            WinsorLimit.Share s => ($"至多 {Figures.Share(s.Of)}", $"at most {Figures.Share(s.Of)} of the cells"),
            _ => throw new InvalidOperationException("A limit is a count or a share."),
        };
        var (zhThen, enThen) = rule.Second == SecondTreatment.None ? ("", "")
            : ($"；仍不满足则对原值取{Curve(rule.Second, rule.Lambda, rule.GiiFactor).Zh}", $"; failing that, {Curve(rule.Second, rule.Lambda, rule.GiiFactor).En} of the original column");
        var tail = rule.Tails switch
        {
            Tails.Both => new Text("", ""),
            Tails.High => new("只处理高端。", " Only the high end."),
            Tails.Low => new("只处理低端。", " Only the low end."),
        };
        if (rule.Detect == OutlierRule.InterquartileRange)
            return new($"超出四分位数 {Figures.Exact(rule.IqrFactor)} 倍四分位距的值取界限，{zhMost}{zhThen}。{tail.Zh}",
                $"Values beyond {Figures.Exact(rule.IqrFactor)} interquartile ranges from the quartiles are set to the fence, {enMost}{enThen}.{tail.En}");
        return new($"偏度绝对值小于 {Figures.Exact(rule.SkewnessLimit)} 或超额峰度小于 {Figures.Exact(rule.KurtosisLimit)} 即可；否则缩尾{zhMost}{zhThen}。{tail.Zh}",
            $"A column passes when |skewness| < {Figures.Exact(rule.SkewnessLimit)} or excess kurtosis < {Figures.Exact(rule.KurtosisLimit)}; otherwise winsorise {enMost}{enThen}.{tail.En}");
    }

    private static Text Curve(SecondTreatment kind, double? lambda, double factor) => kind switch
    {
        SecondTreatment.None => default,
        SecondTreatment.Log => new("对数", "the logarithm"),
        SecondTreatment.LogPlus => new("对数（左偏时取镜像）", "the logarithm (its mirror where skewed to the left)"),
        SecondTreatment.LogOrig => new("对数 ln(x − min + 1)", "the logarithm ln(x − min + 1)"),
        SecondTreatment.LogGii => new($"GII 对数（倍数 {Figures.Exact(factor)}）", $"the GII logarithm (factor {Figures.Exact(factor)})"),
        SecondTreatment.BoxCox when lambda is { } l => new($"博克斯–考克斯变换（λ = {Figures.Exact(l)}）", $"Box–Cox (λ = {Figures.Exact(l)})"),
        SecondTreatment.BoxCox => new("博克斯–考克斯变换（λ 由数据估计）", "Box–Cox (λ estimated)"),
    };

    public static Text Transform(TransformRule rule) => rule switch
    {
        TransformRule.Skew s => new($"取{Curve(s.Kind, s.Lambda, s.Factor).Zh}。", $"Takes {Curve(s.Kind, s.Lambda, s.Factor).En}."),
        TransformRule.Log { Add: 0 } => Text.Same("ln(x)"),
        TransformRule.Log log => Text.Same($"ln(x + {Figures.Exact(log.Add)})"),
        TransformRule.Clamp c => new($"限制在 {Figures.Exact(c.Low)} 至 {Figures.Exact(c.High)} 之间。", $"Clamped to {Figures.Exact(c.Low)} … {Figures.Exact(c.High)}."),
        _ => throw new InvalidOperationException("A transform is a logarithm or a clamp."),
    };

    public static Text Normalise(NormaliseRule rule)
    {
        var scale = OnScale(rule);
        return rule.Decimals is { } d ? new($"{scale.Zh.TrimEnd('。')}，保留 {Figures.Count(d)} 位小数。", $"{scale.En.TrimEnd('.')}, rounded to {Figures.Count(d)} decimals.") : scale;
    }

    private static Text OnScale(NormaliseRule rule)
    {
        string scale = $"{Figures.Exact(rule.ScaleLow)}–{Figures.Exact(rule.ScaleHigh)}";
        string low = rule.GoalpostLow is { } l ? Figures.Exact(l) : "", high = rule.GoalpostHigh is { } h ? Figures.Exact(h) : "";
        bool stated = rule.GoalpostLow is not null || rule.GoalpostHigh is not null;
        var (zhEnd, enEnd) = rule.Outside switch
        {
            Outside.Clamp => ("超出取端点", "values beyond score the end of the scale"),
            Outside.Keep => ("超出照计", "values beyond score beyond the scale"),
        };
        return rule.Method switch
        {
            NormaliseMethod.MinMax => new($"极差标准化到 {scale}。", $"Min–max to {scale}."),
            NormaliseMethod.Goalposts when rule.PercentileLow is not null || rule.PercentileHigh is not null => new($"以参照范围的百分位（{Percentile(rule.PercentileLow, low)}…{Percentile(rule.PercentileHigh, high)}）为上下限标准化到 {scale}，{zhEnd}。",
                $"Goalposts at percentiles of the frame ({Percentile(rule.PercentileLow, low)} … {Percentile(rule.PercentileHigh, high)}) to {scale}; {enEnd}."),
            NormaliseMethod.Goalposts when stated => new($"按上下限（{low}…{high}）标准化到 {scale}，{zhEnd}。", $"Goalposts ({low} … {high}) to {scale}; {enEnd}."),
            NormaliseMethod.Goalposts => new($"按指标体系的上下限标准化到 {scale}，{zhEnd}。", $"Goalposts of the framework to {scale}; {enEnd}."),
            NormaliseMethod.ZScore => new($"Z 分数，均值 {Figures.Exact(rule.ScaleLow)}、均值加一个标准差 {Figures.Exact(rule.ScaleHigh)}。", $"Z-score, mean {Figures.Exact(rule.ScaleLow)}, one deviation above {Figures.Exact(rule.ScaleHigh)}."),
            NormaliseMethod.Rank => new($"名次法，{Ties(rule.Ties).Zh}。", $"Ranks, {Ties(rule.Ties).En}."),
            NormaliseMethod.PercentileRank => PercentileRank(rule, scale),
            NormaliseMethod.Borda => new($"波达计分，{Ties(rule.Ties).Zh}。", $"Borda points, {Ties(rule.Ties).En}."),
            NormaliseMethod.DistanceToTarget => new($"从最差值到目标{Goal(rule).Zh}的位置，到 {scale}，{zhEnd}。", $"From the worst value to the target{Goal(rule).En}, to {scale}; {enEnd}."),
            NormaliseMethod.DistanceToReference => new($"从最差值到参照单位 {rule.Reference} 的位置，到 {scale}，{zhEnd}。", $"From the worst value to that of the unit {rule.Reference}, to {scale}; {enEnd}."),
            NormaliseMethod.FractionOfMax => new($"与最优值之比，到 {scale}。", $"Share of the best value, to {scale}."),
            NormaliseMethod.ReferenceUnit => new($"与参照单位 {rule.Reference} 之比，到 {scale}，{zhEnd}。", $"Relative to the unit {rule.Reference}, to {scale}; {enEnd}."),
            NormaliseMethod.Sigmoid => new($"Z 分数的 S 形曲线（陡度 {Figures.Exact(rule.Steepness)}）到 {scale}。", $"Logistic curve of the z-score (steepness {Figures.Exact(rule.Steepness)}) to {scale}."),
            NormaliseMethod.Categories => Categories(rule),
            NormaliseMethod.Target when rule.TargetPercentile is not null => new($"目标{Goal(rule).Zh}的完成度，到 {scale}，{zhEnd}。", $"Share of the way to the target{Goal(rule).En}, to {scale}; {enEnd}."),
            NormaliseMethod.Target when rule.Target is { } t => new($"目标值 {Figures.Exact(t)} 的完成度，到 {scale}，{zhEnd}。", $"Share of the way to the target {Figures.Exact(t)}, to {scale}; {enEnd}."),
            NormaliseMethod.Target => new($"指标体系目标值的完成度，到 {scale}，{zhEnd}。", $"Share of the way to the framework's target, to {scale}; {enEnd}."),
        };
    }

    private static string Percentile(double? percentile, string stated) => percentile is { } p ? Figures.Share(p) : stated;

    private static Text Goal(NormaliseRule rule) => rule.TargetPercentile is { } p ? new($"（参照范围的 {Figures.Share(p)} 分位）", $" (percentile {Figures.Share(p)} of the frame)")
        : rule.Target is { } t ? new($" {Figures.Exact(t)} ", $" {Figures.Exact(t)}") : new("（指标体系所列）", " of the framework");

    private static Text PercentileRank(NormaliseRule rule, string scale)
    {
        var (zhTies, enTies) = rule.Ties == Composite.Ties.Min ? ("", "") : ($"，{Ties(rule.Ties).Zh}", $", {Ties(rule.Ties).En}");
        var (zhZero, enZero) = rule.Zeros == ZeroValues.Exclude ? ("，零值不参加排名", ", zeros not ranked") : ("", "");
        var (zhTurn, enTurn) = rule.Reversal == Reversal.OneMinus ? ("，越低越好者取 1 减百分位", ", one less the percentile where less is better") : ("", "");
        return new($"百分位名次到 {scale}{zhTies}{zhZero}{zhTurn}。", $"Percentile rank to {scale}{enTies}{enZero}{enTurn}.");
    }

    private static Text Categories(NormaliseRule rule)
    {
        string bands = string.Join(", ", (rule.Bands ?? Listed.Of<ScoreBand>()).Select(b => $"≥ {(rule.BandsBy == BandsBy.Percentiles ? Figures.Share(b.From) : Figures.Exact(b.From))}: {Figures.Exact(b.Score)}"));
        return rule.BandsBy == BandsBy.Percentiles
            ? new($"按百分位名次分档计分（{bands}；以下 {Figures.Exact(rule.ScaleLow)}）。", $"Scores by bands of percentile ranks ({bands}; below, {Figures.Exact(rule.ScaleLow)}).")
            : new($"按数值分档计分（{bands}；以下 {Figures.Exact(rule.ScaleLow)}）。", $"Scores by bands of values ({bands}; below, {Figures.Exact(rule.ScaleLow)}).");
    }

    public static Text Aggregate(AggregateRule rule)
    {
        var mean = Mean(rule);
        var (zhMissing, enMissing) = rule.Missing switch
        {
            MissingChild.Rescale => ("缺失下级时其余权重放大", "weights are rescaled over missing children"),
            MissingChild.Missing => ("缺失下级则本级缺失", "missing where a child is missing"),
            MissingChild.Fill => ($"缺失下级按 {Figures.Exact(rule.FillValue)} 计", $"a missing child counts as {Figures.Exact(rule.FillValue)}"),
        };
        string zhMin = rule.MinAvailable > 0 ? $"，齐备比例至少 {Figures.Share(rule.MinAvailable)}" : "", enMin = rule.MinAvailable > 0 ? $", at least {Figures.Share(rule.MinAvailable)} of children present" : "";
        string zhRound = rule.Decimals is { } d ? $"，保留 {Figures.Count(d)} 位小数" : "", enRound = rule.Decimals is { } e ? $", rounded to {Figures.Count(e)} decimals" : "";
        var scale = NodeScale(rule);
        var (zhFill, enFill) = rule.FillGroup is { } group ? ($"，本级缺失时取同组（{group}）均值", $"; where the node is missing it takes the mean of its {group}") : ("", "");
        return new($"{mean.Zh}，{zhMissing}{zhMin}{scale.Zh}{zhRound}{zhFill}。", $"{mean.En}, {enMissing}{enMin}{scale.En}{enRound}{enFill}.");
    }

    /// <summary>The mean of a node with all its parameters.</summary>
    public static Text Mean(AggregateRule rule)
    {
        string against = rule.Against is { } a ? string.Join(", ", a) : "", order = string.Join(", ", (rule.OrderWeights ?? Listed.Of<double>()).Select(w => Figures.Exact(w)));
        var (zhAgainst, enAgainst) = rule.Against is null ? ("", "") : ($"（{against} 反向计）", $" ({against} counting against it)");
        return rule.Mean switch
        {
            MeanKind.Arithmetic => new($"加权算术平均{zhAgainst}", $"Weighted arithmetic mean{enAgainst}"),
            MeanKind.Geometric => new("加权几何平均", "Weighted geometric mean"),
            MeanKind.Harmonic => new("加权调和平均", "Weighted harmonic mean"),
            MeanKind.Power => new($"加权广义平均（指数 {Figures.Exact(rule.Power)}）", $"Weighted generalised mean (power {Figures.Exact(rule.Power)})"),
            MeanKind.Product => rule.Against is null ? new("加权乘积", "Weighted product") : new($"加权乘积（{against} 作除数）", $"Weighted product ({against} dividing)"),
            MeanKind.Sum => new($"加权求和{zhAgainst}", $"Weighted sum{enAgainst}"),
            MeanKind.Min => new("最小值", "Smallest"),
            MeanKind.Max => new("最大值", "Largest"),
            MeanKind.Median => new("加权中位数", "Weighted median"),
            MeanKind.OrderedWeighted => new($"有序加权平均（由好到差 {order}）", $"Ordered weighted average ({order} from the best)"),
            MeanKind.MeanMin => new($"均值–最小值合成（惩罚 {Figures.Exact(rule.Penalty)}，平滑 {Figures.Exact(rule.Smoothing)}）", $"Mean–min (penalty {Figures.Exact(rule.Penalty)}, smoothing {Figures.Exact(rule.Smoothing)})"),
            MeanKind.MazziottaPareto => new($"马齐奥塔–帕累托合成（惩罚 {Figures.Exact(rule.Penalty)}）", $"Mazziotta–Pareto mean (penalty {Figures.Exact(rule.Penalty)})"),
        };
    }

    /// <summary>What is done to a combined value before it is rounded, as a further clause.</summary>
    public static Text NodeScale(AggregateRule rule)
    {
        var (zh, en) = rule.Factor == 1 && rule.Offset == 0 ? ("", "") : ($"，乘以 {Figures.Exact(rule.Factor)} 加 {Figures.Exact(rule.Offset)}", $", times {Figures.Exact(rule.Factor)} plus {Figures.Exact(rule.Offset)}");
        if (rule.Normalise is not { } normalise) return new(zh, en);
        var words = Normalise(normalise);
        var (zhUp, enUp) = rule.Rises == Rises.Combined ? ("（上级取标准化之前的数值）", " (what goes up is the value before)") : ("", "");
        return new($"{zh}，再标准化：{words.Zh.TrimEnd('。')}{zhUp}", $"{en}, then brought to a scale: {words.En.TrimEnd('.')}{enUp}");
    }

    public static Text Rank(Rank rank)
    {
        string zhRound = rank.Decimals is { } d ? $"得分保留 {Figures.Count(d)} 位小数后" : "", enRound = rank.Decimals is { } e ? $"Scores rounded to {Figures.Count(e)} decimals, " : "";
        return new($"{zhRound}由高到低排名，{Ties(rank.Ties).Zh}。", $"{enRound}ranked from the highest, {Ties(rank.Ties).En}.");
    }

    private static Text Ties(Ties ties) => ties switch
    {
        Composite.Ties.Min => new("同分取最小名次", "ties share the smallest rank"),
        Composite.Ties.Max => new("同分取最大名次", "ties share the largest rank"),
        Composite.Ties.Average => new("同分取平均名次", "ties share the mean rank"),
        Composite.Ties.Dense => new("同分同名次、后续不跳号", "ties share a rank and leave no gap"),
    };
}
