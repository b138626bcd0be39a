using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>A recipe as canonical index.yaml: every option of a step's own rule that is not the default, every override as what differs from it.</summary>
internal sealed class RecipeWriter
{
    private readonly StringBuilder _out = new();

    public static string Write(Recipe recipe)
    {
        var writer = new RecipeWriter();
        writer.Line(0, string.Create(CultureInfo.InvariantCulture, $"schema: {Recipe.SchemaVersion}"));
        writer.Line(0, $"name: {{zh: {YamlText.Scalar(recipe.Name.Zh ?? "")}, en: {YamlText.Scalar(recipe.Name.En ?? "")}}}");
        writer.Line(0, $"frame: {FrameOf(recipe.Frame)}");
        writer.Line(0, "steps:");
        foreach (var step in recipe.Steps) writer.Write(step);
        return writer._out.ToString();
    }

    private static string FrameOf(FrameRule rule) => rule switch
    {
        FrameRule.PerPeriod => "per-period",
        FrameRule.Pooled => "pooled",
        FrameRule.Base b => $"{{base: [{string.Join(", ", b.Periods.Select(p => YamlText.Scalar(p.ToString())))}]}}",
        FrameRule.Frozen => $"{{frozen: {FrameFile.Name}}}",
        _ => throw new InvalidOperationException("A frame rule is one of four."),
    };

    private void Line(int depth, string text) => _out.Append(' ', depth * 2).Append(text).Append('\n');

    private void Write(Step step)
    {
        switch (step)
        {
            case Derive s: Open("derive"); foreach (var c in s.Columns) Line(3, $"- {YamlText.Scalar(c.Target.Value)}: {Quote(c.Formula.Text)}"); break;
            case Denominate s: Body("denominate", s.Rules.Select(r => (r.Indicator.Value, $"{{by: {YamlText.Scalar(r.By.Value)}, scale: {Numbers.Write(r.Scale)}}}"))); break;
            case Screen s: Body("screen", Options(s)); break;
            case Gate s: Body("gate", Options(s)); break;
            case Impute s:
                Rules("impute", s.Rules, new ImputeRule(ImputeMethod.None), Options);
                if (s.MaxShare is { } most) Line(3, $"max-share: {Numbers.Write(most)}");
                if (s.Never is { } never) Line(3, $"never: [{string.Join(", ", never.Select(u => YamlText.Scalar(u.Value)))}]");
                break;
            case Treat s: Rules("treat", s.Rules, new TreatRule(), Options); break;
            case Transform s: Body("transform", s.Rules.Select(r => (r.Key.Value, Inline(r.Value)))); break;
            case Normalise s: Rules("normalise", s.Rules, new NormaliseRule(NormaliseMethod.MinMax), Options); break;
            case Weigh s: WriteWeights(s); break;
            case Aggregate s: Rules("aggregate", s.Rules, new AggregateRule(), Options, "nodes"); break;
            case Rank s: Body("rank", [("ties", Words.Of(s.Ties)), .. Some("decimals", s.Decimals, null)]); break;
            default: throw new InvalidOperationException($"The step '{step.Kind}' has no written form.");
        }
    }

    private void Open(string word) => Line(1, $"- {word}:");

    private void Body(string word, IEnumerable<(string Key, string Value)> options)
    {
        var all = options.ToList();
        if (all.Count == 0) { Line(1, $"- {word}"); return; }
        Open(word);
        foreach (var (key, value) in all) Line(3, $"{YamlText.Scalar(key)}: {value}");
    }

    private void Rules<T>(string word, PerCode<T> rules, T standard, Func<T, T, IEnumerable<(string, string)>> options, string overrides = "overrides") where T : notnull
    {
        var own = options(rules.Default, standard).ToList();
        if (own.Count == 0 && rules.Overrides.IsEmpty) { Line(1, $"- {word}"); return; }
        Open(word);
        foreach (var (key, value) in own) Line(3, $"{key}: {value}");
        if (rules.Overrides.IsEmpty) return;
        Line(3, overrides + ":");
        foreach (var (code, rule) in rules.Overrides)
            Line(4, $"{YamlText.Scalar(code.Value)}: {{{string.Join(", ", options(rule, rules.Default).Select(o => $"{o.Item1}: {o.Item2}"))}}}");
    }

    private static IEnumerable<(string, string)> Options(Screen s) =>
    [
        .. Some("min-available", s.MinAvailable, null), .. Some("min-nonzero", s.MinNonZero, null), ("failed", Words.Of(s.Failed)),
        .. Units("keep", s.Keep), .. Units("exclude", s.Exclude),
    ];

    private static IEnumerable<(string, string)> Options(Gate s) =>
    [
        .. Some("indicator-share", s.IndicatorShare, null), .. Some("unit-share", s.UnitShare, null), .. Some("dimension-share", s.DimensionShare, null),
        ("failed", Words.Of(s.Failed)),
    ];

    /// <summary>The method is always written: a step that says how is easier to read than one that leaves it to the default.</summary>
    private static IEnumerable<(string, string)> Options(ImputeRule r, ImputeRule than) =>
    [
        .. Own("method", r.Method, than.Method, than == new ImputeRule(ImputeMethod.None)),
        .. Differs("group", r.Group, than.Group, g => g is null ? "none" : YamlText.Scalar(g)),
        .. Some("constant", r.Constant, than.Constant), .. Some("max-age", r.MaxAge, than.MaxAge), .. Some("level", r.Level, than.Level),
        .. Differs("predictors", r.Predictors, than.Predictors, p => p is null ? "none" : $"[{string.Join(", ", p.Select(c => YamlText.Scalar(c.Value)))}]"), .. Some("neighbours", r.Neighbours, than.Neighbours),
        .. Differs("normalise-first", r.NormaliseFirst, than.NormaliseFirst, f => f ? "true" : "false"),
    ];

    private static IEnumerable<(string, string)> Options(TreatRule r, TreatRule than) =>
    [
        .. Differs("apply", r.Apply, than.Apply, a => a ? "true" : "false"),
        .. Differs("skewness-limit", r.SkewnessLimit, than.SkewnessLimit, Numbers.Write),
        .. Differs("kurtosis-limit", r.KurtosisLimit, than.KurtosisLimit, Numbers.Write),
        .. Differs("winsorise", r.Limit, than.Limit, Inline),
        .. Differs("second", r.Second, than.Second, Words.Of),
        .. Differs("detect", r.Detect, than.Detect, Words.Of), .. Differs("iqr-factor", r.IqrFactor, than.IqrFactor, Numbers.Write),
        .. Differs("tails", r.Tails, than.Tails, Words.Of), .. Some("lambda", r.Lambda, than.Lambda), .. Differs("gii-factor", r.GiiFactor, than.GiiFactor, Numbers.Write),
    ];

    private static IEnumerable<(string, string)> Options(NormaliseRule r, NormaliseRule than) =>
    [
        .. Own("method", r.Method, than.Method, than == new NormaliseRule(NormaliseMethod.MinMax)),
        .. Differs("scale", (r.ScaleLow, r.ScaleHigh), (than.ScaleLow, than.ScaleHigh), s => $"[{Numbers.Write(s.ScaleLow)}, {Numbers.Write(s.ScaleHigh)}]"),
        .. Differs("goalposts", (r.GoalpostLow, r.GoalpostHigh), (than.GoalpostLow, than.GoalpostHigh), g => $"[{OrNone(g.GoalpostLow)}, {OrNone(g.GoalpostHigh)}]"),
        .. Some("target", r.Target, than.Target),
        .. Differs("outside", r.Outside, than.Outside, Words.Of), .. Differs("ties", r.Ties, than.Ties, Words.Of),
        .. Differs("percentiles", (r.PercentileLow, r.PercentileHigh), (than.PercentileLow, than.PercentileHigh), p => $"[{OrNone(p.PercentileLow)}, {OrNone(p.PercentileHigh)}]"),
        .. Some("target-percentile", r.TargetPercentile, than.TargetPercentile), .. Differs("reference", r.Reference, than.Reference, u => u is { } unit ? YamlText.Scalar(unit.Value) : "none"),
        .. Differs("zeros", r.Zeros, than.Zeros, Words.Of), .. Differs("reversal", r.Reversal, than.Reversal, Words.Of), .. Differs("steepness", r.Steepness, than.Steepness, Numbers.Write),
        .. Differs("bands", r.Bands, than.Bands, b => b is null ? "none" : $"{{{string.Join(", ", b.Select(x => $"{Numbers.Write(x.From)}: {Numbers.Write(x.Score)}"))}}}"),
        .. Differs("bands-by", r.BandsBy, than.BandsBy, Words.Of), .. Some("decimals", r.Decimals, than.Decimals),
    ];

    private static IEnumerable<(string, string)> Options(AggregateRule r, AggregateRule than) =>
    [
        .. Own("mean", r.Mean, than.Mean, than == new AggregateRule()),
        .. Differs("min-available", r.MinAvailable, than.MinAvailable, Numbers.Write),
        .. Differs("missing", r.Missing, than.Missing, Words.Of), .. Some("fill-value", r.FillValue, than.FillValue), .. Some("decimals", r.Decimals, than.Decimals),
        .. Differs("not-positive", r.NotPositive, than.NotPositive, Words.Of),
        .. Differs("power", r.Power, than.Power, Numbers.Write), .. Differs("order-weights", r.OrderWeights, than.OrderWeights, w => w is null ? "none" : $"[{string.Join(", ", w.Select(Numbers.Write))}]"),
        .. Differs("penalty", r.Penalty, than.Penalty, Numbers.Write), .. Differs("smoothing", r.Smoothing, than.Smoothing, Numbers.Write),
        .. Differs("against", r.Against, than.Against, a => a is null ? "none" : $"[{string.Join(", ", a.Select(c => YamlText.Scalar(c.Value)))}]"),
        .. Differs("factor", r.Factor, than.Factor, Numbers.Write), .. Differs("offset", r.Offset, than.Offset, Numbers.Write),
        .. Differs("normalise", r.Normalise, than.Normalise, n => n is null ? "none" : $"{{{string.Join(", ", Options(n, than.Normalise ?? new NormaliseRule(NormaliseMethod.MinMax)).Select(o => $"{o.Item1}: {o.Item2}"))}}}"),
        .. Differs("rises", r.Rises, than.Rises, Words.Of), .. Differs("fill-group", r.FillGroup, than.FillGroup, g => g is null ? "none" : YamlText.Scalar(g)),
    ];

    private void WriteWeights(Weigh s)
    {
        if (!s.Equal && s.Weights.IsEmpty && s.Rules.IsEmpty) { Line(1, "- weight"); return; }
        Open("weight");
        if (s.Equal) Line(3, "equal: true");
        if (!s.Weights.IsEmpty) Line(3, "nodes:");
        foreach (var (code, weight) in s.Weights) Line(4, $"{YamlText.Scalar(code.Value)}: {Numbers.Write(weight)}");
        if (!s.Rules.IsEmpty) Line(3, "children:");
        foreach (var (code, rule) in s.Rules) Line(4, $"{YamlText.Scalar(code.Value)}: {{{string.Join(", ", Options(rule).Select(o => $"{o.Item1}: {o.Item2}"))}}}");
    }

    private static IEnumerable<(string, string)> Options(WeightRule r) =>
    [
        ("method", Words.Of(r.Method)), .. Some("components", r.Components, null),
        .. r.Budgets is { } budgets ? [("budgets", $"[{string.Join(", ", budgets.Select(Inline))}]")] : Array.Empty<(string, string)>(),
        .. r.Comparisons is { } comparisons ? [("comparisons", Inline(comparisons))] : Array.Empty<(string, string)>(),
        .. r.Targets is { } targets ? [("targets", Inline(targets))] : Array.Empty<(string, string)>(),
        .. r.Against is { } against ? [("against", YamlText.Scalar(against.Value))] : Array.Empty<(string, string)>(),
    ];

    private static string Inline(Listed<NodeNumber> numbers) => $"{{{string.Join(", ", numbers.Select(n => $"{YamlText.Scalar(n.Node.Value)}: {Numbers.Write(n.Number)}"))}}}";

    private static string Inline(Listed<Comparison> comparisons) =>
        $"{{{string.Join(", ", comparisons.GroupBy(c => c.Of).Select(g => $"{YamlText.Scalar(g.Key.Value)}: {Inline(Listed.Of(g.Select(c => new NodeNumber(c.Over, c.Ratio))))}"))}}}";

    private static string Inline(WinsorLimit? limit) => limit switch
    {
        null => "{max: none}",
        WinsorLimit.Count c => string.Create(CultureInfo.InvariantCulture, $"{{max: {c.Cells}}}"),
        WinsorLimit.Share s => $"{{max: {Share.Percent(s.Of)}}}",
        _ => throw new InvalidOperationException("A limit is a count or a share."),
    };

    private static string Inline(TransformRule rule) => rule switch
    {
        TransformRule.Log log => $"{{log: {{add: {Numbers.Write(log.Add)}}}}}",
        TransformRule.Clamp clamp => $"{{clamp: {{low: {OrNone(clamp.Low)}, high: {OrNone(clamp.High)}}}}}",
        TransformRule.Skew { Kind: SecondTreatment.BoxCox, Lambda: { } lambda } => $"{{box-cox: {{lambda: {Numbers.Write(lambda)}}}}}",
        TransformRule.Skew { Kind: SecondTreatment.LogGii, Factor: not 1 } gii => $"{{log-gii: {{factor: {Numbers.Write(gii.Factor)}}}}}",
        TransformRule.Skew skew => SkewWords.Of(skew.Kind),
        _ => throw new InvalidOperationException("A transform is a log, a clamp or a curve."),
    };

    private static string Quote(string formula) => YamlText.Scalar(formula);

    private static string OrNone(double? value) => value is { } v ? Numbers.Write(v) : "none";

    private static IEnumerable<(string, string)> Some(string key, double? value, double? than) => Differs(key, value, than, OrNone);
    private static IEnumerable<(string, string)> Some(string key, int? value, int? than) =>
        Differs(key, value, than, v => v is { } i ? i.ToString(CultureInfo.InvariantCulture) : "none");

    private static IEnumerable<(string, string)> Own<T>(string key, T value, T than, bool isOwn) where T : struct, Enum =>
        isOwn || !EqualityComparer<T>.Default.Equals(value, than) ? [(key, Words.Of(value))] : [];

    private static IEnumerable<(string, string)> Differs<T>(string key, T value, T than, Func<T, string> write) =>
        EqualityComparer<T>.Default.Equals(value, than) ? [] : [(key, write(value))];

    private static IEnumerable<(string, string)> Units(string key, ImmutableArray<UnitCode> units) =>
        units.IsDefaultOrEmpty ? [] : [(key, $"[{string.Join(", ", units.Select(u => YamlText.Scalar(u.Value)))}]")];
}
