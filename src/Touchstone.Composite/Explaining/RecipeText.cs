using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>A line of a recipe in words.</summary>
/// <param name="Step">Place of the step in the recipe, from 1; 0 for what stands outside the steps (the frame).</param>
/// <param name="Kind">The step's word, or <c>frame</c>.</param>
/// <param name="Code">The indicator, node or column the line is about; null = the rule of all.</param>
/// <param name="Words">The line.</param>
public sealed record RecipeLine(int Step, string Kind, IndicatorCode? Code, Text Words);

/// <summary>
/// A recipe in words, every parameter included: two recipes with the same lines compute the same. For reports, and to say what differs between two recipes.
/// </summary>
public static class RecipeText
{
    /// <summary>The lines: the frame, then each step in order, its default rule before its overrides.</summary>
    public static ImmutableArray<RecipeLine> Lines(Recipe recipe)
    {
        var lines = ImmutableArray.CreateBuilder<RecipeLine>();
        lines.Add(new(0, "frame", null, FrameWords(recipe.Frame)));
        for (int i = 0; i < recipe.Steps.Length; i++)
            foreach (var (code, words) in StepWords(recipe.Steps[i]))
                lines.Add(new(i + 1, recipe.Steps[i].Kind, code, words));
        return lines.ToImmutable();
    }

    /// <summary>The name of a step on screen.</summary>
    public static Text StepName(string kind) => kind switch
    {
        "input" => new("原始数据", "Input"),
        "derive" => new("派生计算", "Derive"),
        "denominate" => new("除以分母", "Denominate"),
        "screen" => new("筛选", "Screen"),
        "gate" => new("覆盖率门槛", "Coverage gate"),
        "impute" => new("插补", "Impute"),
        "treat" => new("异常值处理", "Treat outliers"),
        "transform" => new("变换", "Transform"),
        "normalise" => new("标准化", "Normalise"),
        "weight" => new("赋权", "Weigh"),
        "aggregate" => new("合成", "Aggregate"),
        "rank" => new("排名", "Rank"),
        "frame" => new("可比口径", "Frame"),
        _ => Text.Same(kind),
    };

    private static Text FrameWords(FrameRule frame) => frame switch
    {
        FrameRule.PerPeriod => new("各期分别取参数：只比较同期位次，不连成时间序列。", "Each period has its own parameters: ranks within a period, no lines over time."),
        FrameRule.Pooled => new("各期合并取一套参数。", "One set of parameters over all periods."),
        FrameRule.Base b => new($"参数取自基期 {string.Join("、", b.Periods)}，用于各期。", $"Parameters of the base periods {string.Join(", ", b.Periods)}, applied to all."),
        FrameRule.Frozen f => new($"沿用已有测算的可比口径 {Short(f.Frame.Id)}。", $"The frame {Short(f.Frame.Id)} of an earlier build, as it is."),
        _ => throw new InvalidOperationException("A frame rule is one of four."),
    };

    internal static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    private static IEnumerable<(IndicatorCode?, Text)> StepWords(Step step) => step switch
    {
        Derive d => d.Columns.Select(c => ((IndicatorCode?)c.Target, Text.Same($"{c.Target} = {c.Formula.Text}"))),
        Denominate d => DenominateWords(d),
        Screen s => [(null, ScreenWords(s))],
        Gate g => [(null, GateWords(g))],
        Impute i => [.. Each(i.Rules, RuleText.Impute), .. ImputeLimits(i)],
        Treat t => Each(t.Rules, RuleText.Treat),
        Transform t => t.Rules.Select(r => ((IndicatorCode?)r.Key, RuleText.Transform(r.Value))),
        Normalise n => Each(n.Rules, RuleText.Normalise),
        Weigh w => WeighWords(w),
        Aggregate a => Each(a.Rules, RuleText.Aggregate),
        Rank r => [(null, RuleText.Rank(r))],
        _ => throw new InvalidOperationException($"No words for the step {step.Kind}."),
    };

    private static IEnumerable<(IndicatorCode?, Text)> Each<T>(PerCode<T> rules, Func<T, Text> words) where T : notnull =>
        rules.Overrides.Select(r => ((IndicatorCode?)r.Key, words(r.Value))).Prepend((null, words(rules.Default)));

    private static IEnumerable<(IndicatorCode?, Text)> DenominateWords(Denominate step) => step.Rules.IsDefaultOrEmpty
        ? [(null, new("按指标体系给出的分母和倍数相除。", "Divide by the denominators and scales of the framework."))]
        : step.Rules.Select(r => ((IndicatorCode?)r.Indicator, Text.Same($"{r.Indicator} ÷ {r.By} × {Figures.Exact(r.Scale)}")));

    private static IEnumerable<(IndicatorCode?, Text)> ImputeLimits(Impute step)
    {
        if (step.MaxShare is { } share) yield return (null, new($"缺失超过 {Figures.Share(share)} 的对象不填补，节点也不填补。", $"Units that lack more than {Figures.Share(share)} are not filled, at no node either."));
        if (step.Never is { } never) yield return (null, new($"从不填补（节点也不填补）：{string.Join("、", never)}。", $"Never filled, at no node either: {string.Join(", ", never)}."));
    }

    private static IEnumerable<(IndicatorCode?, Text)> WeighWords(Weigh step)
    {
        yield return (null, step.Equal ? new("全部等权。", "All weights equal.") : new("采用指标体系的权重。", "The weights of the framework."));
        foreach (var (code, weight) in step.Weights)
            yield return (code, new($"权重 {Figures.Exact(weight)}", $"Weight {Figures.Exact(weight)}"));
        foreach (var (code, rule) in step.Rules) yield return (code, WeightText.Rule(rule));
    }

    private static Text ScreenWords(Screen s)
    {
        string zhKeep = s.Keep.IsDefaultOrEmpty ? "" : $"；保留 {string.Join("、", s.Keep)}", enKeep = s.Keep.IsDefaultOrEmpty ? "" : $"; kept whatever their shares: {string.Join(", ", s.Keep)}";
        string zhOut = s.Exclude.IsDefaultOrEmpty ? "" : $"；排除 {string.Join("、", s.Exclude)}", enOut = s.Exclude.IsDefaultOrEmpty ? "" : $"; excluded: {string.Join(", ", s.Exclude)}";
        string zhZero = s.MinNonZero is { } z ? $"，非零比例不低于 {Figures.Share(z)}" : "", enZero = s.MinNonZero is { } y ? $", {Figures.Share(y)} of those present non-zero" : "";
        string available = s.MinAvailable is { } a ? Figures.Share(a) : "0%";
        return new($"指标齐备比例不低于 {available}{zhZero}；未达到者{Fate(s.Failed).Zh}{zhKeep}{zhOut}。",
            $"At least {available} of the indicators present{enZero}; units that fail {Fate(s.Failed).En}{enKeep}{enOut}.");
    }

    private static Text GateWords(Gate g)
    {
        static string Limit(double? share) => Figures.Share(share ?? 0);
        return new($"指标：有数据的对象不低于 {Limit(g.IndicatorShare)} 才纳入；对象：指标齐备比例总体不低于 {Limit(g.UnitShare)}、各维度不低于 {Limit(g.DimensionShare)}，未达到者{Fate(g.Failed).Zh}。",
            $"An indicator enters when present for at least {Limit(g.IndicatorShare)} of units; a unit is ranked with at least {Limit(g.UnitShare)} of indicators overall and {Limit(g.DimensionShare)} in each dimension; units that fail {Fate(g.Failed).En}.");
    }

    private static Text Fate(FailedUnit failed) => failed switch
    {
        FailedUnit.Drop => new("剔除", "leave the data"),
        FailedUnit.Unrank => new("只计分、不排名", "are scored but not ranked"),
    };
}
