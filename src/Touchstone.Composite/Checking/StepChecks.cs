using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What each step states, checked on its own: shares, limits, bounds, codes.</summary>
internal static class StepChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Step step, int place) => step switch
    {
        Screen s => [.. OfScreen(input, s, place)],
        Gate s => [.. Shares(s, place, ("indicator_share", s.IndicatorShare), ("unit_share", s.UnitShare), ("dimension_share", s.DimensionShare))],
        Impute s => [.. Shares(s, place, ("max_share", s.MaxShare)), .. NeverKnown(input, s, place), .. Codes(input, s, place, s.Rules, NodeKind.Indicator), .. EachRule(input, s.Rules, (code, rule) => OfImpute(input, s, place, code, rule))],
        Treat s => [.. Codes(input, s, place, s.Rules, NodeKind.Indicator), .. EachRule(input, s.Rules, (code, rule) => OfTreat(s, place, code, rule))],
        Transform s => [.. OfTransform(input, s, place)],
        Normalise s => [.. Codes(input, s, place, s.Rules, NodeKind.Indicator), .. NormaliseChecks.Of(input, s, place)],
        Weigh s => [.. OfWeigh(input, s, place)],
        Aggregate s => [.. Codes(input, s, place, s.Rules, NodeKind.Aggregate), .. AggregateChecks.Of(input, s, place)],
        Rank s => [.. Decimals(s, place, s.Decimals)],
        _ => [],
    };

    private static IEnumerable<Finding> OfScreen(IndexInput input, Screen s, int place)
    {
        foreach (var finding in Shares(s, place, ("min_available", s.MinAvailable), ("min_non_zero", s.MinNonZero))) yield return finding;
        var units = input.Units.Select(u => u.Code).ToHashSet();
        foreach (var unknown in s.Keep.Concat(s.Exclude).Where(u => !units.Contains(u)).Distinct())
            yield return RecipeChecks.Error("screen.unknown-unit", place, s, new($"评价对象 {unknown} 不在评价对象表中。", $"the unit {unknown} is not in the unit list."), new("请改正代码。", "Correct the code."));
        foreach (var both in s.Keep.Intersect(s.Exclude))
            yield return RecipeChecks.Error("screen.keep-and-exclude", place, s, new($"评价对象 {both} 既要保留又要剔除。", $"the unit {both} is both kept and excluded."), new("只留其一。", "Keep one of the two."));
    }

    private static IEnumerable<Finding> OfImpute(IndexInput input, Impute s, int place, IndicatorCode code, ImputeRule rule)
    {
        if (rule.Method is ImputeMethod.GroupMean or ImputeMethod.GroupMedian)
        {
            if (rule.Group is null)
                yield return RecipeChecks.Error("impute.no-group", place, s, code, new("按组填补却没有写明分组列。", "it imputes by group but names no group column."), new("请写上 group。", "State the group."));
            else if (!input.Units.Any(u => u.Groups.ContainsKey(rule.Group)))
                yield return RecipeChecks.Error("impute.unknown-group", place, s, code, new($"评价对象表中没有分组列 {rule.Group}。", $"the unit list has no group column {rule.Group}."), new("请改正名称，或在评价对象表中补充。", "Correct the name, or add the column to the unit list."));
        }
        if (rule.Method == ImputeMethod.Constant && !(rule.Constant is { } c && double.IsFinite(c)))
            yield return RecipeChecks.Error("impute.no-constant", place, s, code, new("没有写明用来填补的数。", "it does not state the constant."), new("请写上 constant。", "State the constant."));
        if (rule.Method == ImputeMethod.Regression)
        {
            if (rule.Predictors is not { Count: > 0 } predictors)
                yield return RecipeChecks.Error("impute.no-predictors", place, s, code, new("没有写明用来回归的列。", "it names no columns to regress on."), new("请写上 predictors。", "State predictors."));
            else
                foreach (var unknown in predictors.Where(p => p == code || input.Framework.Find(p) is null or { Kind: NodeKind.Aggregate }))
                    yield return RecipeChecks.Error("impute.unknown-predictor", place, s, code, unknown == code ? new("不能用自己回归自己。", "a column cannot be regressed on itself.") : new($"没有指标或背景列 {unknown}。", $"there is no indicator or context column {unknown}."), new("请改正 predictors。", "Correct predictors."));
        }
        if (rule.Level is { } level && (level < 2 || level > input.Framework.Level(input.Framework.Root.Code)))
            yield return RecipeChecks.Error("impute.level", place, s, code, new("没有这一层的汇总节点。", "the tree has no aggregate of that level."), new("请改正 level，从 2 起。", "Correct level; it begins at 2."));
        if (rule.Method is ImputeMethod.LastObservation or ImputeMethod.Interpolate or ImputeMethod.PreviousOrNext or ImputeMethod.InterpolateOrNearest && input.Data.Rows.All(r => r.Period is null))
            yield return RecipeChecks.Error("impute.no-periods", place, s, code, new("数据没有时期，无从沿用上期。", "the data has no periods, so there is no earlier observation."), new("请补充 period 列，或改用其他方法。", "Add the period column, or choose another method."));
        if (rule.Neighbours < 1)
            yield return RecipeChecks.Error("impute.neighbours", place, s, code, new("至少取一个最近的行。", "at least one neighbour is needed."), new("请改正 neighbours；通常为 5。", "Correct neighbours; 5 is usual."));
        if (rule.MaxAge < 0)
            yield return RecipeChecks.Error("impute.max-age", place, s, code, new("最长沿用年数不能为负。", "the longest age cannot be negative."), new("请改正 max_age。", "Correct max_age."));
    }

    private static IEnumerable<Finding> NeverKnown(IndexInput input, Impute s, int place) =>
        (s.Never ?? Listed.Of<UnitCode>()).Where(u => input.Units.All(x => x.Code != u)).Select(u =>
            RecipeChecks.Error("impute.unknown-unit", place, s, new($"单位 {u} 不在单位表中。", $"the unit {u} is not in the unit list."), new("请改正 never。", "Correct never.")));

    private static IEnumerable<Finding> OfTreat(Treat s, int place, IndicatorCode code, TreatRule rule)
    {
        if (!(rule.SkewnessLimit > 0) || double.IsNaN(rule.KurtosisLimit))
            yield return RecipeChecks.Error("treat.limits", place, s, code, new("偏度限值必须大于零，峰度限值必须是数。", "the skewness limit must be above zero and the kurtosis limit a number."), new("通常为 2 和 3.5。", "2 and 3.5 are usual."));
        if (rule.Detect == OutlierRule.InterquartileRange && !(rule.IqrFactor > 0 && double.IsFinite(rule.IqrFactor)))
            yield return RecipeChecks.Error("treat.iqr-factor", place, s, code, new("四分位距的倍数必须大于零。", "the number of interquartile ranges must be above zero."), new("通常为 1.5 或 3。", "1.5 and 3 are usual."));
        foreach (var finding in OfCurve(s, place, code, rule.Second, rule.Lambda, rule.GiiFactor)) yield return finding;
        bool fine = rule.Winsor switch
        {
            WinsorLimit.Count count => count.Cells >= 0,
            WinsorLimit.Share share => share.Of is >= 0 and < 0.5,
            _ => false,
        };
        if (!fine)
            yield return RecipeChecks.Error("treat.winsor-limit", place, s, code, new("缩尾上限必须是不小于零的个数，或小于一半的比例。", "the winsorisation limit must be a count of at least zero, or a share below one half."), new("例如 5，或 0.05。", "Such as 5, or 0.05."));
    }

    private static IEnumerable<Finding> OfCurve(Step s, int place, IndicatorCode code, SecondTreatment kind, double? lambda, double factor)
    {
        if (kind == SecondTreatment.BoxCox && lambda is { } l && !double.IsFinite(l))
            yield return RecipeChecks.Error("treat.lambda", place, s, code, new("λ 必须是有限数。", "λ must be a finite number."), new("请改正，或不写以便估计。", "Correct it, or leave it out to have it estimated."));
        if (kind == SecondTreatment.LogGii && !(factor > 0 && double.IsFinite(factor)))
            yield return RecipeChecks.Error("treat.gii-factor", place, s, code, new("GII 对数的倍数必须大于零。", "the factor of the GII logarithm must be above zero."), new("通常为 10 的幂。", "A power of ten is usual."));
    }

    private static IEnumerable<Finding> OfTransform(IndexInput input, Transform s, int place)
    {
        foreach (var (code, rule) in s.Rules)
        {
            if (input.Framework.Find(code) is null or { Kind: NodeKind.Aggregate })
                yield return RecipeChecks.Error("rule.unknown-code", place, s, code, new("没有这个指标或背景列。", "there is no such indicator or context column."), new("请改正代码。", "Correct the code."));
            if (rule is TransformRule.Log log && !double.IsFinite(log.Add))
                yield return RecipeChecks.Error("transform.add", place, s, code, new("add 必须是有限数。", "add must be a finite number."), new("请改正。", "Correct it."));
            if (rule is TransformRule.Skew skew)
                foreach (var finding in OfCurve(s, place, code, skew.Kind, skew.Lambda, skew.Factor)) yield return finding;
            if (rule is TransformRule.Clamp clamp && (clamp.Low is null && clamp.High is null || clamp.Low > clamp.High
                || clamp.Low is { } low && !double.IsFinite(low) || clamp.High is { } high && !double.IsFinite(high)))
                yield return RecipeChecks.Error("transform.clamp", place, s, code, new("限定需要至少一个界限，且下界不大于上界。", "a clamp needs at least one bound, and the lower may not be above the upper."), new("请改正 low 和 high。", "Correct low and high."));
        }
    }

    private static IEnumerable<Finding> OfWeigh(IndexInput input, Weigh s, int place)
    {
        foreach (var (code, weight) in s.Weights)
        {
            if (input.Framework.Find(code) is null or { Kind: NodeKind.Context })
                yield return RecipeChecks.Error("rule.unknown-code", place, s, code, new("指标树中没有这个节点。", "the tree has no such node."), new("请改正代码。", "Correct the code."));
            if (!double.IsFinite(weight) || weight < 0)
                yield return RecipeChecks.Error("weight.not-valid", place, s, code, new("权重必须是不小于零的有限数。", "a weight must be a finite number of at least zero."), new("请改正。", "Correct it."));
        }
        foreach (var parent in input.Framework.Aggregates)
            if (input.Framework.Children(parent.Code).All(c => (s.Weights.TryGetValue(c.Code, out double w) ? w : s.Equal || s.Rules.ContainsKey(parent.Code) ? 1 : c.Weight) == 0))
                yield return RecipeChecks.Error("weight.zero-sum", place, s, parent.Code, new("各下级的权重全部为零。", "all its children have weight zero."), new("请至少给一个下级大于零的权重。", "Give at least one child a weight above zero."));
    }

    internal static IEnumerable<Finding> Decimals(Step s, int place, int? decimals)
    {
        if (decimals is < 0 or > 15)
            yield return RecipeChecks.Error("rule.decimals", place, s, new("小数位数必须在 0 与 15 之间。", "the number of decimals must be between 0 and 15."), new("请改正 decimals。", "Correct decimals."));
    }

    private static IEnumerable<Finding> Shares(Step s, int place, params (string Name, double? Share)[] shares)
    {
        foreach (var (name, share) in shares)
            if (share is { } x && !(x is >= 0 and <= 1))
                yield return RecipeChecks.Error("rule.share", place, s, new($"{name} 必须在 0 与 1 之间。", $"{name} must be between 0 and 1."), new("请写成比例，例如 0.75。", "Write a share, such as 0.75."));
    }

    private static IEnumerable<Finding> Codes<T>(IndexInput input, Step s, int place, PerCode<T> rules, NodeKind kind) where T : notnull
    {
        foreach (var code in rules.Overrides.Keys)
            if (input.Framework.Find(code)?.Kind != kind)
                yield return RecipeChecks.Error("rule.unknown-code", place, s, code, kind == NodeKind.Indicator
                    ? new("没有这个指标。", "there is no such indicator.") : new("没有这个汇总节点。", "there is no such aggregate."), new("请改正代码。", "Correct the code."));
    }

    /// <summary>The default rule is checked under the code of the first indicator it serves; an override under its own.</summary>
    private static IEnumerable<Finding> EachRule<T>(IndexInput input, PerCode<T> rules, Func<IndicatorCode, T, IEnumerable<Finding>> check) where T : notnull
    {
        if (input.Framework.Indicators.FirstOrDefault(n => !rules.Overrides.ContainsKey(n.Code)) is { } served)
            foreach (var finding in check(served.Code, rules.Default)) yield return finding;
        foreach (var (code, rule) in rules.Overrides)
            foreach (var finding in check(code, rule)) yield return finding;
    }
}
