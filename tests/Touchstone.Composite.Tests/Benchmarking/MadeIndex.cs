using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests.Benchmarking;

/// <summary>A random index: a ragged tree, a rule for each aggregate, scores of indicators with holes. Evaluated here by plain recursion, apart from the engine.</summary>
internal sealed record MadeIndex(MadeNode Root, ImmutableArray<ImmutableArray<double?>> Rows)
{
    /// <summary>Trees of one to four levels with one to four children, mixed means, weights that may be 0, fills, roundings, minimum availabilities.</summary>
    public static Gen<MadeIndex> Random(int rows) =>
        from root in NodeGen(3)
        let leaves = root.Leaves().Count()
        from cells in Leaf.Array[leaves].Array[rows]
        select new MadeIndex(root, [.. cells.Select(r => r.ToImmutableArray())]);

    private static Gen<double?> Leaf => Gen.Frequency((5, Gen.Double[1, 100].Select(x => (double?)x)), (1, Gen.Const((double?)null)), (1, Gen.Const((double?)50.0)));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<AggregateRule> RuleGen =>
        from mean in OneOf([.. Enum.GetValues<MeanKind>().Where(m => m != MeanKind.OrderedWeighted)])
        from power in OneOf(-1.0, 0.5, 2)
        from affine in OneOf((1.0, 0.0), (1, 0), (2, 3))
        from missing in OneOf(MissingChild.Rescale, MissingChild.Rescale, MissingChild.Fill)
        from least in OneOf(0.0, 0.0, 0.4)
        from decimals in OneOf((int?)null, null, 1, 3)
        select new AggregateRule(mean, least, missing, missing == MissingChild.Fill ? 2.5 : null, decimals, Power: power, Penalty: mean == MeanKind.MeanMin ? 0.4 : 0.005, Smoothing: 2, Factor: affine.Item1, Offset: affine.Item2);

    private static Gen<MadeNode> NodeGen(int depth) =>
        from rule in RuleGen
        from weight in Gen.OneOf(Gen.Double[0.1, 5], Gen.Const(1.0))
        from children in (depth == 0 ? LeafGen : Gen.OneOf(LeafGen, NodeGen(depth - 1))).Array[1, 4]
        select new MadeNode(weight, rule, [.. children]);

    private static Gen<MadeNode> LeafGen => Gen.OneOf(Gen.Double[0.1, 5], Gen.Const(1.0)).Select(w => new MadeNode(w, null, []));

    /// <summary>The build as the engine would hand it over: only what the analysis reads.</summary>
    public IndexBuild Build()
    {
        var nodes = new List<ScoredNode>();
        var rules = ImmutableSortedDictionary.CreateBuilder<IndicatorCode, AggregateRule>();
        var columns = new List<double[]>();
        int leaf = 0;
        Add(Root, "n", null, 1);
        double[][] none = [.. nodes.Select(_ => new double[Rows.Length])];
        ImmutableArray<RowKey> keys = [.. Enumerable.Range(0, Rows.Length).Select(r => new RowKey(null, new($"U{r:00}")))];
        double[][] scores = [.. columns];
        var table = new ScoreTable(keys, [.. keys.Select(_ => RowStatus.Ranked)], [.. nodes], scores, Ranks(scores), (_, _) => 0, none, [.. nodes.Select(_ => new CellMarks[Rows.Length])]);
        var frame = new Frame("f", [], [], [], ImmutableSortedDictionary<IndicatorCode, double>.Empty);
        var recipe = new Recipe(Text.Same("made"), [new Aggregate(new(new AggregateRule(), rules.ToImmutable()))], new FrameRule.Pooled());
        return new IndexBuild { Id = new("b"), Input = null!, Recipe = recipe, Steps = [], Scores = table, Frame = frame, Findings = [] };

        double[] Add(MadeNode node, string code, IndicatorCode? parent, double weight)
        {
            int at = nodes.Count;
            nodes.Add(new(new(code), node.Level, parent, weight, node.Rule is null ? NodeKind.Indicator : NodeKind.Aggregate));
            columns.Add([]);
            if (node.Rule is null)
            {
                int column = leaf++;
                return columns[at] = [.. Rows.Select(r => r[column] ?? double.NaN)];
            }
            rules.Add(new(code), node.Rule);
            double sum = node.Children.Sum(c => c.Weight);
            var below = node.Children.Select((c, i) => (c.Weight / sum, Scores: Add(c, $"{code}{i}", new IndicatorCode(code), c.Weight / sum))).ToList();
            return columns[at] = [.. Enumerable.Range(0, Rows.Length).Select(r => node.Mean([.. below.Select(b => (b.Item1, b.Scores[r]))]))];
        }
    }

    private static double[][] Ranks(double[][] scores) =>
        [.. scores.Select(column => column.Select(x => double.IsNaN(x) ? double.NaN : 1.0 + column.Count(y => y > x)).ToArray())];
}

internal sealed record MadeNode(double Weight, AggregateRule? Rule, ImmutableArray<MadeNode> Children)
{
    public int Level => Rule is null ? 1 : 1 + Children.Max(c => c.Level);
    public IEnumerable<MadeNode> Leaves() => Rule is null ? [this] : Children.SelectMany(c => c.Leaves());

    /// <summary>The mean by its textbook formula, missing children handled as the rule says.</summary>
    public double Mean(IReadOnlyList<(double Weight, double Score)> children)
    {
        double share = children.Count(c => !double.IsNaN(c.Score)) / (double)children.Count;
        if (share < Rule!.MinAvailable) return double.NaN;
        var used = (Rule.Missing == MissingChild.Fill ? children.Select(c => (c.Weight, Score: double.IsNaN(c.Score) ? Rule.FillValue!.Value : c.Score)) : children.Where(c => !double.IsNaN(c.Score))).ToList();
        double weights = used.Sum(c => c.Weight);
        if (used.Count == 0) return double.NaN;
        double mean = Rule.Mean switch
        {
            MeanKind.Arithmetic => used.Sum(c => c.Weight * c.Score) / weights,
            MeanKind.Geometric => Math.Exp(used.Sum(c => c.Weight * Math.Log(c.Score)) / weights),
            MeanKind.Harmonic => weights / used.Sum(c => c.Weight / c.Score),
            MeanKind.Power => Math.Pow(used.Sum(c => c.Weight * Math.Pow(c.Score, Rule.Power)) / weights, 1 / Rule.Power),
            MeanKind.Product => Math.Exp(children.Count * used.Sum(c => c.Weight * Math.Log(c.Score)) / weights),
            MeanKind.Sum => children.Count * used.Sum(c => c.Weight * c.Score) / weights,
            MeanKind.Min => used.Min(c => c.Score),
            MeanKind.Max => used.Max(c => c.Score),
            MeanKind.Median => Median([.. used.OrderBy(c => c.Score)], weights / 2),
            MeanKind.MeanMin when used.Sum(c => c.Weight * c.Score) / weights is var m => m - Rule.Penalty * (Math.Sqrt(Math.Pow(m - used.Min(c => c.Score), 2) + Rule.Smoothing * Rule.Smoothing) - Rule.Smoothing),
            MeanKind.MazziottaPareto when used.Sum(c => c.Weight * c.Score) / weights is var m => m - Rule.Penalty * used.Sum(c => c.Weight * (c.Score - m) * (c.Score - m)) / weights / m,
            _ => throw new InvalidOperationException($"{Rule.Mean} is not made here."),
        };
        mean = Rule.Factor * mean + Rule.Offset;
        return Rule.Decimals is { } d ? Math.Round(mean, d, MidpointRounding.AwayFromZero) : mean;
    }

    private static double Median((double Weight, double Score)[] rising, double half)
    {
        double reached = 0;
        for (int i = 0; i < rising.Length; i++)
        {
            reached += rising[i].Weight;
            if (Math.Abs(reached - half) <= 2e-12 * half && i + 1 < rising.Length) return (rising[i].Score + rising[i + 1].Score) / 2;
            if (reached > half) return rising[i].Score;
        }
        return rising[^1].Score;
    }
}
