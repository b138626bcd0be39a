namespace Touchstone.Composite;

/// <summary>
/// The canonical recipe: every step in order, every field that can change a number. A step without a line here stops the build. An option that came later is written only
/// where it is used, under a word of its own, so that recipes without it keep their identity.
/// </summary>
internal static class RecipeIdentity
{
    public static void Write(Canonical canonical, Recipe recipe)
    {
        WriteFrame(canonical, recipe.Frame);
        canonical.Count(recipe.Steps.Length);
        foreach (var step in recipe.Steps)
        {
            canonical.Text(step.Kind);
            Write(canonical, step);
        }
    }

    private static void WriteFrame(Canonical canonical, FrameRule rule)
    {
        switch (rule)
        {
            case FrameRule.PerPeriod: canonical.Text("per-period"); break;
            case FrameRule.Pooled: canonical.Text("pooled"); break;
            case FrameRule.Base b:
                canonical.Text("base").Count(b.Periods.Length);
                foreach (var period in b.Periods.Order()) canonical.Text(period.ToString());
                break;
            case FrameRule.Frozen frozen:
                BuildIdentity.Write(canonical.Text("frozen"), frozen.Frame);
                break;
            default: throw new InvalidOperationException("No such frame.");
        }
    }

    private static void Write(Canonical canonical, Step step)
    {
        switch (step)
        {
            case Derive s: Each(canonical, s.Columns, (c, d) => c.Text(d.Target.Value).Text(d.Formula.Text)); break;
            case Denominate s: Each(canonical, s.Rules, (c, r) => c.Text(r.Indicator.Value).Text(r.By.Value).Number(r.Scale)); break;
            case Screen s:
                canonical.Number(s.MinAvailable).Number(s.MinNonZero).Count((int)s.Failed);
                Each(canonical, s.Keep.Order(), (c, u) => c.Text(u.Value));
                Each(canonical, s.Exclude.Order(), (c, u) => c.Text(u.Value));
                break;
            case Gate s: canonical.Number(s.IndicatorShare).Number(s.UnitShare).Number(s.DimensionShare).Count((int)s.Failed); break;
            case Impute s:
                Rules(canonical, s.Rules, WriteRule);
                if (s.MaxShare is not null) canonical.Text("max-share").Number(s.MaxShare);
                if (s.Never is { } never) Each(canonical.Text("never"), never.Order(), (c, u) => c.Text(u.Value));
                break;
            case Treat s: Rules(canonical, s.Rules, WriteRule); break;
            case Transform s: Each(canonical, s.Rules, (c, r) => WriteRule(c.Text(r.Key.Value), r.Value)); break;
            case Normalise s:
                Rules(canonical, s.Rules, WriteRule);
                break;
            case Weigh s:
                Each(canonical.Flag(s.Equal), s.Weights, (c, w) => c.Text(w.Key.Value).Number(w.Value));
                if (!s.Rules.IsEmpty) Each(canonical.Text("found"), s.Rules, (c, r) => WriteRule(c.Text(r.Key.Value), r.Value));
                break;
            case Aggregate s:
                Rules(canonical, s.Rules, WriteRule);
                break;
            case Rank s: canonical.Count((int)s.Ties).Count(s.Decimals ?? -1); break;
            default: throw new InvalidOperationException($"No step {step.Kind}.");
        }
    }

    private static Canonical WriteRule(Canonical canonical, TreatRule rule)
    {
        canonical.Flag(rule.Apply).Number(rule.SkewnessLimit).Number(rule.KurtosisLimit).Count((int)rule.Second);
        canonical = rule.Winsor switch
        {
            WinsorLimit.Count count => canonical.Text("count").Count(count.Cells),
            WinsorLimit.Share share => canonical.Text("share").Number(share.Of),
            _ => throw new InvalidOperationException("No such limit."),
        };
        if (rule.Detect != OutlierRule.SkewnessAndKurtosis) canonical.Text("detect").Count((int)rule.Detect).Number(rule.IqrFactor);
        if (rule.Tails != Tails.Both) canonical.Text("tails").Count((int)rule.Tails);
        if (rule.Second == SecondTreatment.BoxCox) canonical.Text("lambda").Number(rule.Lambda);
        if (rule.Second == SecondTreatment.LogGii) canonical.Text("gii").Number(rule.GiiFactor);
        return canonical;
    }

    private static Canonical WriteRule(Canonical canonical, ImputeRule rule)
    {
        canonical.Count((int)rule.Method).Text(rule.Group).Number(rule.Constant).Count(rule.MaxAge ?? -1);
        if (rule.Level is { } level) canonical.Text("level").Count(level);
        if (rule.Predictors is { } predictors) Each(canonical.Text("predictors"), predictors, (c, p) => c.Text(p.Value));
        if (rule.Neighbours is { } neighbours) canonical.Text("neighbours").Count(neighbours);
        if (!rule.NormaliseFirst) canonical.Text("as-it-is");
        return canonical;
    }

    private static Canonical WriteRule(Canonical canonical, NormaliseRule rule)
    {
        canonical.Count((int)rule.Method).Number(rule.ScaleLow).Number(rule.ScaleHigh).Number(rule.GoalpostLow).Number(rule.GoalpostHigh)
            .Number(rule.Target).Count((int)rule.Outside).Count((int)rule.Ties);
        if (rule.PercentileLow is not null || rule.PercentileHigh is not null) canonical.Text("percentiles").Number(rule.PercentileLow).Number(rule.PercentileHigh);
        if (rule.TargetPercentile is not null) canonical.Text("target-percentile").Number(rule.TargetPercentile);
        if (rule.Reference is { } unit) canonical.Text("reference").Text(unit.Value);
        if (rule.Zeros != ZeroValues.Rank) canonical.Text("zeros").Count((int)rule.Zeros);
        if (rule.Reversal != Reversal.DescendingRank) canonical.Text("reversal").Count((int)rule.Reversal);
        if (rule.Steepness != 1) canonical.Text("steepness").Number(rule.Steepness);
        if (rule.Decimals is { } decimals) canonical.Text("decimals").Count(decimals);
        if (rule.Bands is not { } bands) return canonical;
        canonical.Text("bands").Count((int)rule.BandsBy);
        Each(canonical, bands, (c, b) => c.Number(b.From).Number(b.Score));
        return canonical;
    }

    private static Canonical WriteRule(Canonical canonical, AggregateRule rule)
    {
        canonical.Count((int)rule.Mean).Number(rule.MinAvailable).Count((int)rule.Missing).Number(rule.FillValue).Count(rule.Decimals ?? -1).Count((int)rule.NotPositive);
        if (rule.Power != 1) canonical.Text("power").Number(rule.Power);
        if (rule.OrderWeights is { } order) Each(canonical.Text("order"), order, (c, w) => c.Number(w));
        if (rule.Mean is MeanKind.MeanMin or MeanKind.MazziottaPareto) canonical.Text("penalty").Number(rule.Penalty).Number(rule.Smoothing);
        if (rule.Against is { } against) Each(canonical.Text("against"), against.Order(), (c, a) => c.Text(a.Value));
        if (rule.Factor != 1 || rule.Offset != 0) canonical.Text("affine").Number(rule.Factor).Number(rule.Offset);
        if (rule.Normalise is { } normalise) WriteRule(canonical.Text("normalise").Count((int)rule.Rises), normalise);
        if (rule.FillGroup is { } group) canonical.Text("fill-group").Text(group);
        return canonical;
    }

    private static Canonical WriteRule(Canonical canonical, WeightRule rule)
    {
        canonical.Count((int)rule.Method);
        if (rule.Components is { } components) canonical.Text("components").Count(components);
        if (rule.Budgets is { } budgets) Each(canonical.Text("budgets"), budgets, (c, b) => { Each(c, b, Write); return c; });
        if (rule.Comparisons is { } comparisons) Each(canonical.Text("comparisons"), comparisons, (c, x) => c.Text(x.Of.Value).Text(x.Over.Value).Number(x.Ratio));
        if (rule.Targets is { } targets) Each(canonical.Text("targets"), targets, Write);
        if (rule.Against is { } against) canonical.Text("against").Text(against.Value);
        return canonical;
    }

    private static Canonical Write(Canonical canonical, NodeNumber number) => canonical.Text(number.Node.Value).Number(number.Number);

    private static Canonical WriteRule(Canonical canonical, TransformRule rule) => rule switch
    {
        TransformRule.Log log => canonical.Text("log").Number(log.Add),
        TransformRule.Clamp clamp => canonical.Text("clamp").Number(clamp.Low).Number(clamp.High),
        TransformRule.Skew skew => canonical.Text("skew").Count((int)skew.Kind).Number(skew.Lambda).Number(skew.Factor),
        _ => throw new InvalidOperationException("No such transformation."),
    };

    private static void Rules<T>(Canonical canonical, PerCode<T> rules, Func<Canonical, T, Canonical> write) where T : notnull
    {
        write(canonical, rules.Default);
        Each(canonical, rules.Overrides, (c, r) => write(c.Text(r.Key.Value), r.Value));
    }

    private static void Each<T>(Canonical canonical, IEnumerable<T> items, Func<Canonical, T, Canonical> write)
    {
        var all = items.ToList();
        canonical.Count(all.Count);
        foreach (var item in all) write(canonical, item);
    }
}
