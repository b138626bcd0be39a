using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>The steps that work on the tree: weight, aggregate, rank. Levels are expanded here, by the framework.</summary>
internal sealed partial class RecipeReader
{
    private Weigh ReadWeight(MapReading options)
    {
        bool equal = options.Flag("equal", false);
        var weights = ImmutableSortedDictionary.CreateBuilder<IndicatorCode, double>();
        var rules = ImmutableSortedDictionary.CreateBuilder<IndicatorCode, WeightRule>();
        foreach (var (nodes, value) in Levels(options, 1))
        {
            if (value is YamlMap)
            {
                if (ReadWeightRule(value) is not { } rule) continue;
                foreach (var parent in nodes.Select(n => n.Parent).OfType<IndicatorCode>().Distinct()) rules[parent] = rule;
                continue;
            }
            double? weight = value is YamlScalar { Text: "equal" } ? 1 : options.NumberOf(value, "levels");
            foreach (var node in nodes) if (weight is { } w) weights[node.Code] = w;
        }
        foreach (var entry in options.Entries("nodes"))
        {
            var code = Code(entry.Key, NodeKind.Indicator, NodeKind.Aggregate);
            if (options.NumberOf(entry.Value, code.Value) is not { } weight) continue;
            if (weight < 0)
                findings.Error("recipe.weight-negative", entry.Value.Where,
                    new($"{code} 的权重小于零。", $"The weight of {code} is below zero."),
                    new("权重不小于 0；不参与汇总的写 0。", "Weights are at least 0; write 0 for a node that does not count."));
            weights[code] = weight;
        }
        foreach (var entry in options.Entries("children"))
        {
            var code = Code(entry.Key, NodeKind.Aggregate);
            if (ReadWeightRule(entry.Value) is { } rule) rules[code] = rule;
        }
        options.Finish();
        return new Weigh(equal, weights.ToImmutable()) { Rules = rules.ToImmutable() };
    }

    private Aggregate ReadAggregate(MapReading options)
    {
        var own = ReadAggregateRule(options, new AggregateRule());
        var rules = ImmutableSortedDictionary.CreateBuilder<IndicatorCode, AggregateRule>();
        foreach (var (nodes, value) in Levels(options, 2))
        {
            if (MapReading.Of(value, findings) is not { } map) continue;
            var rule = ReadAggregateRule(map, own);
            map.Finish();
            foreach (var node in nodes) rules[node.Code] = rule;
        }
        foreach (var entry in options.Entries("nodes"))
        {
            var code = Code(entry.Key, NodeKind.Aggregate);
            if (MapReading.Of(entry.Value, findings) is not { } map) continue;
            rules[code] = ReadAggregateRule(map, rules.TryGetValue(code, out var inherited) ? inherited : own);
            map.Finish();
        }
        options.Finish();
        return new Aggregate(new PerCode<AggregateRule>(own, rules.ToImmutable()));
    }

    private AggregateRule ReadAggregateRule(MapReading map, AggregateRule inherited) => new(
        map.Word("mean", inherited.Mean),
        map.ShareOf("min-available", inherited.MinAvailable) ?? 0,
        map.Word("missing", inherited.Missing),
        map.Number("fill-value", inherited.FillValue),
        map.Whole("decimals", inherited.Decimals, 0, 15),
        map.Word("not-positive", inherited.NotPositive),
        map.Number("power", inherited.Power),
        ReadOrderWeights(map, inherited.OrderWeights),
        map.Number("penalty", inherited.Penalty),
        map.Number("smoothing", inherited.Smoothing),
        ReadAgainst(map, inherited.Against),
        map.Number("factor", inherited.Factor),
        map.Number("offset", inherited.Offset),
        ReadNodeScale(map, inherited.Normalise),
        map.Word("rises", inherited.Rises),
        ReadGroup(map, "fill-group", inherited.FillGroup));

    private static bool IsNone(YamlNode node) => node is YamlScalar { Quoted: false, Text: "none" };

    private static Listed<double>? ReadOrderWeights(MapReading map, Listed<double>? inherited)
    {
        if (map.Take("order-weights") is not { } node) return inherited;
        if (IsNone(node)) return null;
        if (node is YamlList list) return Listed.Of(list.Items.Select(i => map.NumberOf(i, "order-weights") ?? double.NaN));
        map.Wrong(node, "order-weights", new("列表，如 [0.5, 0.3, 0.2]", "a list, such as [0.5, 0.3, 0.2]"));
        return inherited;
    }

    private Listed<IndicatorCode>? ReadAgainst(MapReading map, Listed<IndicatorCode>? inherited)
    {
        if (!map.Has("against")) { map.Take("against"); return inherited; }
        var words = map.List("against");
        return words is [{ Quoted: false, Text: "none" }] ? null : Listed.Of(words.Select(w => Code(w, NodeKind.Indicator, NodeKind.Aggregate)));
    }

    /// <summary>The scale a node is brought to again: the options of a normalise step, without its overrides.</summary>
    private NormaliseRule? ReadNodeScale(MapReading map, NormaliseRule? inherited)
    {
        if (map.Take("normalise") is not { } node) return inherited;
        if (IsNone(node)) return null;
        if (MapReading.Of(node, findings) is not { } options) return inherited;
        if (inherited is null && !options.Has("method")) MethodMissing(options, Words.All<NormaliseMethod>());
        var rule = ReadNormaliseRule(options, inherited ?? new NormaliseRule(NormaliseMethod.MinMax));
        options.Finish();
        return rule;
    }

    private static Rank ReadRank(MapReading options)
    {
        var rank = new Rank(options.Word("ties", Ties.Min), options.Whole("decimals", null, 0, 15));
        options.Finish();
        return rank;
    }

    /// <summary>The entries of <c>levels</c> with the nodes each stands for; level 1 = indicators, counted upwards.</summary>
    private IEnumerable<(IReadOnlyList<FrameworkNode> Nodes, YamlNode Value)> Levels(MapReading options, int lowest)
    {
        foreach (var entry in options.Entries("levels"))
        {
            int highest = known.Framework is { } tree ? tree.Level(tree.Root.Code) : int.MaxValue;
            if (int.TryParse(entry.Key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int level) && level >= lowest && level <= highest)
            {
                IReadOnlyList<FrameworkNode> nodes = known.Framework is { } f ? [.. f.Nodes.Where(n => n.Kind != NodeKind.Context && f.Level(n.Code) == level)] : [];
                yield return (nodes, entry.Value);
                continue;
            }
            string from = lowest.ToString(CultureInfo.InvariantCulture), to = highest.ToString(CultureInfo.InvariantCulture);
            findings.Error("recipe.level", entry.Key.Where,
                new($"没有第 {Numbers.Shown(entry.Key.Text)} 层。", $"There is no level {Numbers.Shown(entry.Key.Text)}."),
                new($"层数从指标（1）向上数；此处可用 {from} 到 {to}。", $"Levels are counted from the indicators (1) upwards; here {from} to {to}."));
        }
    }
}
