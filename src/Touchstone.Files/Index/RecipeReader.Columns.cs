using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>The steps that work on columns: derive, denominate, screen, gate, impute, treat, transform, normalise.</summary>
internal sealed partial class RecipeReader
{
    private Derive? ReadDerive(YamlNode body)
    {
        var columns = ImmutableArray.CreateBuilder<Derivation>();
        var entries = body switch
        {
            YamlMap map => map.Entries,
            YamlList list => [.. list.Items.SelectMany(item => MapReading.Of(item, findings)?.All ?? [])],
            _ => [],
        };
        if (entries.Length == 0)
            findings.Error("recipe.derive-empty", body.Where,
                new("derive 之下没有公式。", "There is no formula under derive."),
                new("每行一个“代码： 公式”，如“GNI_LN: ln（GNI）”。", "Write “CODE: formula”, one a line, such as “GNI_LN: ln(GNI)”."));
        foreach (var entry in entries)
        {
            var target = Target(entry.Key);
            if (entry.Value is not YamlScalar { Text.Length: > 0 } formula)
            {
                findings.Error("recipe.formula-missing", entry.Value.Where,
                    new($"{target} 没有公式。", $"{target} has no formula."),
                    new("冒号后写公式，如 ln（GNI）。", "Write the formula after the colon, such as ln(GNI)."));
                _derived.Add(target.Value);
                continue;
            }
            if (ReadFormula(formula) is { } parsed) columns.Add(new Derivation(target, parsed));
            _derived.Add(target.Value);
        }
        return new Derive(columns.ToImmutable());
    }

    /// <summary>A derived column may be one of the framework's, or a column of the recipe's own that later formulas use.</summary>
    private IndicatorCode Target(YamlScalar word)
    {
        string code = word.Text.Trim();
        if (known.Has(code, NodeKind.Aggregate)) return Code(word, NodeKind.Indicator, NodeKind.Context);
        _here.Codes.TryAdd(code, word.Where);
        return new IndicatorCode(code);
    }

    private Formula? ReadFormula(YamlScalar scalar)
    {
        var start = scalar.Where;
        if (scalar.Quoted && int.TryParse(start.Column, NumberStyles.None, CultureInfo.InvariantCulture, out int column))
            start = start with { Column = (column + 1).ToString(CultureInfo.InvariantCulture) };
        var outcome = Formula.Parse(scalar.Text, start);
        findings.AddRange(outcome.AllFindings);
        if (!outcome.IsDone(out var formula)) return null;
        foreach (var input in formula.Inputs)
            if (!_derived.Contains(input.Value)) Code(new YamlScalar(input.Value, true, scalar.Where), NodeKind.Indicator, NodeKind.Context);
        return formula;
    }

    private Denominate ReadDenominate(MapReading options)
    {
        var rules = ImmutableArray.CreateBuilder<Denomination>();
        foreach (var entry in options.All)
        {
            var indicator = Code(entry.Key, NodeKind.Indicator);
            if (entry.Value is YamlScalar { IsEmpty: false } by)
            {
                rules.Add(new Denomination(indicator, Code(by, NodeKind.Context, NodeKind.Indicator), 1));
                continue;
            }
            if (MapReading.Of(entry.Value, findings) is not { } rule) continue;
            var divisor = rule.Scalar("by");
            double scale = rule.Number("scale", 1.0);
            rule.Finish();
            if (divisor is not null) rules.Add(new Denomination(indicator, Code(divisor, NodeKind.Context, NodeKind.Indicator), scale));
            else findings.Error("recipe.denominator-missing", entry.Key.Where,
                new($"{indicator} 没有写明除以哪一列。", $"The column that {indicator} is divided by is not named."),
                new("写成“代码: {by: 分母代码, scale: 1}”。", "Write “CODE: {by: DENOMINATOR, scale: 1}”."));
        }
        return new Denominate(rules.ToImmutable());
    }

    private Screen ReadScreen(MapReading options)
    {
        var screen = new Screen(options.ShareOf("min-available", null), options.ShareOf("min-nonzero", null), options.Word("failed", FailedUnit.Drop),
            Units(options.List("keep")), Units(options.List("exclude")));
        options.Finish();
        return screen;
    }

    private ImmutableArray<UnitCode> Units(ImmutableArray<YamlScalar> words)
    {
        foreach (var word in words)
        {
            if (known.Units is null || known.Units.Contains(word.Text)) continue;
            findings.Error("recipe.unknown-unit", word.Where,
                new($"units.csv 中没有评价对象“{Numbers.Shown(word.Text)}”。", $"units.csv has no unit '{Numbers.Shown(word.Text)}'."),
                Words.Nearest(word.Text, known.Units) is { } meant
                    ? new($"是否想写“{meant}”？", $"Did you mean '{meant}'?")
                    : new("改正代码，或在 units.csv 中补充。", "Correct the code, or add the unit to units.csv."));
        }
        return [.. words.Select(w => new UnitCode(w.Text))];
    }

    private static Gate ReadGate(MapReading options)
    {
        var gate = new Gate(options.ShareOf("indicator-share", null), options.ShareOf("unit-share", null), options.ShareOf("dimension-share", null),
            options.Word("failed", FailedUnit.Unrank));
        options.Finish();
        return gate;
    }

    private Impute ReadImpute(MapReading options)
    {
        if (!options.Has("method") && !options.Has("overrides")) MethodMissing(options, Words.All<ImputeMethod>());
        double? most = options.ShareOf("max-share", null);
        var never = options.Has("never") ? Listed.Of(Units(options.List("never"))) : null;
        if (never is null) options.Take("never");
        return new Impute(WithOverrides(options, new ImputeRule(ImputeMethod.None), ReadImputeRule), most, never);
    }

    private ImputeRule ReadImputeRule(MapReading map, ImputeRule inherited)
    {
        string? group = ReadGroup(map, "group", inherited.Group);
        return new ImputeRule(map.Word("method", inherited.Method), group,
            map.Number("constant", inherited.Constant), map.Whole("max-age", inherited.MaxAge, 0, 1000), map.Whole("level", inherited.Level, 2, 100), ReadPredictors(map, inherited.Predictors), map.Whole("neighbours", inherited.Neighbours, 1, 100_000),
            map.Flag("normalise-first", inherited.NormaliseFirst));
    }

    /// <summary>A group column of units.csv.</summary>
    private string? ReadGroup(MapReading map, string key, string? inherited)
    {
        if (map.Scalar(key) is not { } group) return inherited;
        if (group is { Quoted: false, Text: "none" }) return null;
        if (known.Groups is { } groups && !groups.Contains(group.Text)) map.Unknown("recipe.unknown-group", group, [.. groups]);
        return group.Text;
    }

    private Listed<IndicatorCode>? ReadPredictors(MapReading map, Listed<IndicatorCode>? inherited)
    {
        if (!map.Has("predictors")) { map.Take("predictors"); return inherited; }
        var words = map.List("predictors");
        return words is [{ Quoted: false, Text: "none" }] ? null : Listed.Of(words.Select(w => Code(w, NodeKind.Indicator, NodeKind.Context)));
    }

    private Treat ReadTreat(MapReading options) => new(WithOverrides(options, new TreatRule(), ReadTreatRule));

    private TreatRule ReadTreatRule(MapReading map, TreatRule inherited) => new(
        map.Flag("apply", inherited.Apply),
        map.Number("skewness-limit", inherited.SkewnessLimit),
        map.Number("kurtosis-limit", inherited.KurtosisLimit),
        map.Take("winsorise") is { } node ? ReadWinsor(node, inherited.Limit) : inherited.Limit,
        map.Word("second", inherited.Second),
        map.Word("detect", inherited.Detect),
        map.Number("iqr-factor", inherited.IqrFactor),
        map.Word("tails", inherited.Tails),
        map.Number("lambda", inherited.Lambda),
        map.Number("gii-factor", inherited.GiiFactor));

    private WinsorLimit? ReadWinsor(YamlNode node, WinsorLimit? inherited)
    {
        if (MapReading.Of(node, findings) is not { } map) return inherited;
        var max = map.Take("max");
        map.Finish();
        if (max is null) return inherited;
        if (max is YamlScalar scalar)
        {
            if (scalar is { Quoted: false, Text: "none" }) return null;
            if (int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int cells)) return new WinsorLimit.Count(cells);
            if (scalar.Text.EndsWith('%') && Share.TryRead(scalar.Text, out double share) && share is >= 0 and <= 1) return new WinsorLimit.Share(share);
        }
        map.Wrong(max, "max", new("单元格个数（如 5）或比例（如 10%）", "a count of cells, such as 5, or a share, such as 10%"));
        return inherited;
    }

    private Transform ReadTransform(MapReading options)
    {
        var rules = ImmutableSortedDictionary.CreateBuilder<IndicatorCode, TransformRule>();
        foreach (var entry in options.All)
        {
            var code = Code(entry.Key, NodeKind.Indicator, NodeKind.Context);
            if (ReadTransformRule(entry) is { } rule) rules[code] = rule;
        }
        return new Transform(rules.ToImmutable());
    }

    private TransformRule? ReadTransformRule(YamlEntry entry)
    {
        if (entry.Value is YamlScalar { Text: "log" }) return new TransformRule.Log();
        if (entry.Value is YamlScalar word && SkewWords.Of(word.Text) is { } plain) return new TransformRule.Skew(plain);
        if (entry.Value is YamlMap { Entries: [var only] })
        {
            var body = MapReading.Of(only.Value, findings);
            if (body is null) return null;
            TransformRule? rule = only.Key.Text switch
            {
                "log" => new TransformRule.Log(body.Number("add", 0.0)),
                "clamp" => new TransformRule.Clamp(body.Number("low", null), body.Number("high", null)),
                "box-cox" => new TransformRule.Skew(SecondTreatment.BoxCox, body.Number("lambda", null)),
                "log-gii" => new TransformRule.Skew(SecondTreatment.LogGii, Factor: body.Number("factor", 1.0)),
                _ => null,
            };
            if (rule is not null) { body.Finish(); return rule; }
            body.Unknown("recipe.unknown-word", only.Key, ["log", "clamp", "box-cox", "log-gii"]);
            return null;
        }
        findings.Error("recipe.transform", entry.Value.Where,
            new("变换应是 log、log-ct、log-plus、log-orig、log-gii、box-cox、{log: {add: 1}} 或 {clamp: {low: 0, high: 10}} 之一。", "A transform is one of log, log-ct, log-plus, log-orig, log-gii, box-cox, {log: {add: 1}} or {clamp: {low: 0, high: 10}}."),
            new("每个代码写一种变换；同一列要变两次时写两个 transform 步骤。", "Write one transform for a code; a column changed twice needs two transform steps."));
        return null;
    }

    private Normalise ReadNormalise(MapReading options)
    {
        if (!options.Has("method")) MethodMissing(options, Words.All<NormaliseMethod>());
        return new Normalise(WithOverrides(options, new NormaliseRule(NormaliseMethod.MinMax), ReadNormaliseRule));
    }

    private NormaliseRule ReadNormaliseRule(MapReading map, NormaliseRule inherited)
    {
        var (low, high) = map.Pair("scale", inherited.ScaleLow, inherited.ScaleHigh);
        var (goalLow, goalHigh) = map.Pair("goalposts", inherited.GoalpostLow, inherited.GoalpostHigh);
        var (percentLow, percentHigh) = map.Shares("percentiles", inherited.PercentileLow, inherited.PercentileHigh);
        return new NormaliseRule(map.Word("method", inherited.Method), low ?? inherited.ScaleLow, high ?? inherited.ScaleHigh, goalLow, goalHigh,
            map.Number("target", inherited.Target), map.Word("outside", inherited.Outside), map.Word("ties", inherited.Ties), percentLow, percentHigh,
            map.ShareOf("target-percentile", inherited.TargetPercentile), ReadReference(map, inherited.Reference), map.Word("zeros", inherited.Zeros), map.Word("reversal", inherited.Reversal),
            map.Number("steepness", inherited.Steepness), ReadBands(map, inherited.Bands), map.Word("bands-by", inherited.BandsBy), map.Whole("decimals", inherited.Decimals, 0, 15));
    }

    private UnitCode? ReadReference(MapReading map, UnitCode? inherited)
    {
        if (map.Scalar("reference") is not { } word) return inherited;
        return word is { Quoted: false, Text: "none" } ? null : Units([word])[0];
    }

    /// <summary>A number or share each, with its score.</summary>
    private static Listed<ScoreBand>? ReadBands(MapReading map, Listed<ScoreBand>? inherited)
    {
        if (map.Take("bands") is not { } node) return inherited;
        if (node is YamlScalar { Quoted: false, Text: "none" }) return null;
        if (node is not YamlMap bands)
        {
            map.Wrong(node, "bands", new("{起点: 得分, …}，如 {0: 20, 50: 60}", "{from: score, …}, such as {0: 20, 50: 60}"));
            return inherited;
        }
        var read = new List<ScoreBand>();
        foreach (var entry in bands.Entries)
        {
            if (!Share.TryRead(entry.Key.Text, out double from)) { map.Wrong(entry.Key, "bands", new("数字或百分比", "a number or a percentage")); continue; }
            if (map.NumberOf(entry.Value, "bands") is { } score) read.Add(new ScoreBand(from, score));
        }
        return Listed.Of(read.OrderBy(b => b.From));
    }

    private void MethodMissing(MapReading options, IReadOnlyList<string> methods)
    {
        string list = string.Join(", ", methods);
        findings.Error("recipe.method-missing", options.Where,
            new("没有写明 method。", "No method is given."),
            new($"写上 method，可用：{list}。", $"Give a method, one of: {list}."));
    }

    /// <summary>The step's own rule and its overrides: an override states what differs and inherits the rest.</summary>
    private PerCode<T> WithOverrides<T>(MapReading options, T rule, Func<MapReading, T, T> read) where T : notnull
    {
        T own = read(options, rule);
        var overrides = ImmutableSortedDictionary.CreateBuilder<IndicatorCode, T>();
        foreach (var entry in options.Entries("overrides"))
        {
            var code = Code(entry.Key, NodeKind.Indicator);
            if (MapReading.Of(entry.Value, findings) is not { } map) continue;
            overrides[code] = read(map, own);
            map.Finish();
        }
        options.Finish();
        return new PerCode<T>(own, overrides.ToImmutable());
    }
}
