using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>How weights are found: the rules under <c>levels</c> and <c>children</c> of the weight step.</summary>
internal sealed partial class RecipeReader
{
    private WeightRule? ReadWeightRule(YamlNode node)
    {
        if (MapReading.Of(node, findings) is not { } map) return null;
        if (!map.Has("method")) MethodMissing(map, Words.All<WeightMethod>());
        var rule = new WeightRule(map.Word("method", WeightMethod.StandardDeviation), map.Whole("components", null, 1, 1000), ReadBudgets(map), ReadComparisons(map), ReadTargets(map), ReadAgainst(map));
        map.Finish();
        return rule;
    }

    /// <summary>A list of the experts' points, or those of one.</summary>
    private Listed<Listed<NodeNumber>>? ReadBudgets(MapReading map) => map.Take("budgets") switch
    {
        null => null,
        YamlList list => Listed.Of(list.Items.Select(i => ReadNumbers(i, "budgets"))),
        var one => new([ReadNumbers(one, "budgets")]),
    };

    private Listed<NodeNumber>? ReadTargets(MapReading map) => map.Take("targets") is { } node ? ReadNumbers(node, "targets") : null;

    private IndicatorCode? ReadAgainst(MapReading map) => map.Scalar("against") is { } word ? Code(word, NodeKind.Aggregate) : null;

    private Listed<Comparison>? ReadComparisons(MapReading map)
    {
        if (map.Take("comparisons") is not { } node) return null;
        var read = new List<Comparison>();
        foreach (var of in MapReading.Of(node, findings)?.All ?? [])
        {
            var code = Code(of.Key, NodeKind.Indicator, NodeKind.Aggregate);
            read.AddRange(ReadNumbers(of.Value, "comparisons").Select(n => new Comparison(code, n.Node, n.Number)));
        }
        return Listed.Of(read);
    }

    private Listed<NodeNumber> ReadNumbers(YamlNode node, string key)
    {
        if (MapReading.Of(node, findings) is not { } map) return Listed.Of<NodeNumber>();
        var read = new List<NodeNumber>();
        foreach (var entry in map.All)
        {
            var code = Code(entry.Key, NodeKind.Indicator, NodeKind.Aggregate);
            if (map.NumberOf(entry.Value, key) is { } number) read.Add(new NodeNumber(code, number));
        }
        return Listed.Of(read);
    }
}
