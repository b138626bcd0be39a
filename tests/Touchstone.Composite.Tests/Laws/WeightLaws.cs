using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Weights that are found from scores.</summary>
public sealed class WeightLaws
{
    private static readonly WeightMethod[] s_fromData =
        [WeightMethod.RotatedComponents, WeightMethod.Entropy, WeightMethod.Critic, WeightMethod.StandardDeviation, WeightMethod.BalancedCorrelation, WeightMethod.GreatestCorrelation, WeightMethod.FirstComponent];

    /// <summary>Two pillars of two or three indicators each that all share something, so that every method has weights.</summary>
    private sealed record Made(int Units, int[] Under, double[] Common, double[] Own, WeightMethod Method, bool AtLevelTwo)
    {
        public IndexInput Input => SmallIndex.Input(
            [SmallIndex.Aggregate("index"), SmallIndex.Aggregate("p0", "index"), SmallIndex.Aggregate("p1", "index"), .. Under.Select((p, i) => SmallIndex.Indicator(SmallIndex.Code(i), $"p{p}"))],
            Enumerable.Range(0, Units).Select(i => SmallIndex.Unit(i)), Units, (code, r) => Value(SmallIndex.Place(code), r));

        public double Value(int indicator, int row) => Common[row] + 0.4 * Own[indicator * Units + row];

        public Recipe Recipe => Asem.Recipe(Asem.MinMax(0, 100), Weighted, Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null));

        public Weigh Weighted => new(false, ImmutableSortedDictionary<IndicatorCode, double>.Empty)
        {
            Rules = AtLevelTwo
                ? ImmutableSortedDictionary<IndicatorCode, WeightRule>.Empty.Add(new("index"), new(Method))
                : ImmutableSortedDictionary<IndicatorCode, WeightRule>.Empty.Add(new("p0"), new(Method)).Add(new("p1"), new(Method)),
        };
    }

    private static readonly Gen<Made> s_any =
        from units in Gen.Int[8, 20]
        from first in Gen.Int[2, 3]
        from second in Gen.Int[2, 3]
        from common in Gen.Double[0, 100].Array[units]
        from own in Gen.Double[0, 100].Array[units * (first + second)]
        from method in Gen.Int[0, s_fromData.Length - 1]
        from above in Gen.Bool
        let made = new Made(units, [.. Enumerable.Repeat(0, first), .. Enumerable.Repeat(1, second)], [.. common.Select((c, i) => c + i * 10.0)], own, s_fromData[method], above)
        where IsWellPosed(made)
        select made;

    /// <summary>Columns vary, and every pair of them goes together: what every method asks.</summary>
    private static bool IsWellPosed(Made made)
    {
        double[][] columns = [.. made.Under.Select((_, i) => Enumerable.Range(0, made.Units).Select(r => made.Value(i, r)).ToArray())];
        return columns.All(a => columns.All(b => Correlation.Moment(a, b) > 0.05));
    }

    private static double Found(IndexBuild build, string code) => build.Scores.Nodes[build.Scores.PlaceOf(new IndicatorCode(code))].Weight;

    [Fact]
    public void Weights_FromScores_AreAtLeastZeroAndSumToOne() => s_any.Sample(made =>
    {
        var build = IndexBuild.Run(made.Input, made.Recipe).OrThrow();
        foreach (var siblings in build.Scores.Nodes.Where(n => n.Parent is not null).GroupBy(n => n.Parent))
        {
            Assert.All(siblings, n => Assert.True(n.Weight >= 0));
            Assert.Equal(1, siblings.Sum(n => n.Weight), 5e-13);
        }
    }, iter: 200);

    /// <summary>Another order of units and another unit of measure change no weight.</summary>
    [Fact]
    public void Weights_UnitsTurnedRoundAndRescaled_AreTheSame() => Gen.Select(s_any, Gen.Double[0.01, 100]).Sample((made, factor) =>
    {
        var turned = made with
        {
            Common = [.. made.Common.Reverse().Select(v => v * factor)],
            Own = [.. Enumerable.Range(0, made.Under.Length).SelectMany(i => made.Own.Skip(i * made.Units).Take(made.Units).Reverse().Select(v => v * factor))],
        };
        IndexBuild build = IndexBuild.Run(made.Input, made.Recipe).OrThrow(), other = IndexBuild.Run(turned.Input, made.Recipe).OrThrow();
        foreach (var node in build.Scores.Nodes) Assert.Equal(node.Weight, Found(other, node.Code.Value), made.Method == WeightMethod.GreatestCorrelation ? 1e-3 : 1e-6);
    }, iter: 100);

    [Fact]
    public void Replicate_WithFoundWeights_EqualsTheBuild() => Gen.Select(s_any, Gen.Int[0, 1000], Gen.Double[0, 100]).Sample((made, pick, value) =>
    {
        var replicate = IndexReplicate.Prepare(made.Input, made.Recipe).OrThrow();
        Same.Scores(IndexBuild.Run(made.Input, made.Recipe).OrThrow().Scores, replicate);

        int row = pick % made.Units, indicator = pick % made.Under.Length;
        var changed = made with { Own = [.. made.Own.Select((v, i) => i == indicator * made.Units + row ? value : v)] };
        if (!IsWellPosed(changed)) return;
        replicate.SetCell(row, replicate.PlaceOf(new IndicatorCode(SmallIndex.Code(indicator))), changed.Value(indicator, row));
        replicate.Run();
        Same.Scores(IndexBuild.Run(changed.Input, made.Recipe).OrThrow().Scores, replicate);

        // A weight that is set stands against the found one, as a stated one does.
        var heavy = new IndicatorCode(SmallIndex.Code(indicator));
        replicate.SetWeight(replicate.PlaceOf(heavy), 0.7);
        replicate.Run();
        var stated = made.Weighted with { Weights = made.Weighted.Weights.Add(heavy, 0.7) };
        Same.Scores(IndexBuild.Run(changed.Input, made.Recipe with { Steps = made.Recipe.Steps.SetItem(1, stated) }).OrThrow().Scores, replicate);

        replicate.Reset();
        replicate.Run();
        Same.Scores(IndexBuild.Run(made.Input, made.Recipe).OrThrow().Scores, replicate);
    }, iter: 100);

    [Fact]
    public void FoundWeights_InTheFrozenFrame_StayForOtherData() => s_any.Sample(made =>
    {
        var build = IndexBuild.Run(made.Input, made.Recipe).OrThrow();
        var frozen = made.Recipe with { Frame = new FrameRule.Frozen(build.Frame) };
        Same.Scores(build.Scores, IndexBuild.Run(made.Input, frozen).OrThrow().Scores);
        var other = made with { Own = [.. made.Own.Reverse()] };
        var later = IndexBuild.Run(other.Input, frozen).OrThrow();
        foreach (var node in build.Scores.Nodes) Assert.Equal(node.Weight, Found(later, node.Code.Value));
        // What they were found from is still told.
        var child = Explanation.Of(later, null, SmallIndex.UnitCode(0)).OrThrow().Node.Children[0];
        Assert.Equal(made.AtLevelTwo, child.WeightWhy.En.Contains("as in the frozen frame", StringComparison.Ordinal));
    }, iter: 60);

    [Fact]
    public void Replicate_WithFoundWeights_AllocatesNothing() => s_any.Sample(made =>
    {
        var replicate = IndexReplicate.Prepare(made.Input, made.Recipe).OrThrow();
        replicate.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 3; i++) replicate.Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }, iter: 40, threads: 1);

    /// <summary>
    /// Where every mean is arithmetic, the sum of correlations is largest when the score is the sum of standardised children: weights go as 1 ÷ deviation, and the sum is the deviation of that score.
    /// Children that hardly differ leave the sum flat there, so it is the sum that is compared closely.
    /// </summary>
    [Fact]
    public void GreatestCorrelation_OfAnArithmeticMean_WeighsByOneOverTheDeviation() => s_any.Sample(made =>
    {
        var build = IndexBuild.Run(made.Input, (made with { Method = WeightMethod.GreatestCorrelation, AtLevelTwo = false }).Recipe).OrThrow();
        foreach (var siblings in build.Scores.Nodes.Where(n => n.Level == 1).GroupBy(n => n.Parent))
        {
            double[] inverse = [.. siblings.Select(n => 1 / Deviation(build, n.Code))];
            foreach (var (node, i) in siblings.Select((n, i) => (n, i))) Assert.Equal(inverse[i] / inverse.Sum(), node.Weight, 1e-3);
            var best = new double[made.Units];
            foreach (var node in siblings)
            {
                double[] x = ScoredColumns.Of(build).Find(node.Code)!.Values;
                for (int r = 0; r < best.Length; r++) best[r] += (x[r] - Sums.Mean(x)) / Deviation(build, node.Code);
            }
            Assert.Equal(Sums.Deviation(best, Sums.Mean(best)), siblings.Sum(n => build.Steps[2].Parameters.Single(p => p.Column == n.Code && p.Name == "correlation").Value), 1e-6);
        }
    }, iter: 100);

    private static double Deviation(IndexBuild build, IndicatorCode code)
    {
        double[] x = ScoredColumns.Of(build).Find(code)!.Values;
        return Sums.Deviation(x, Sums.Mean(x));
    }

    /// <summary>Balanced weights balance, or say that they cannot.</summary>
    [Fact]
    public void BalancedCorrelation_AnyScores_BalancesOrTells() => s_any.Sample(made =>
    {
        var build = IndexBuild.Run(made.Input, (made with { Method = WeightMethod.BalancedCorrelation, AtLevelTwo = false }).Recipe).OrThrow();
        var table = ScoredColumns.Of(build);
        foreach (var siblings in build.Scores.Nodes.Where(n => n.Level == 1).GroupBy(n => n.Parent!.Value))
        {
            if (build.Findings.Any(f => f.Code == "weight.not-balanced" && f.What.En.Contains($"of {siblings.Key} ", StringComparison.Ordinal))) continue;
            double[] r = [.. siblings.Select(n => Correlation.Moment(table.Find(n.Code)!.Values, table.Find(siblings.Key)!.Values))];
            Assert.All(r, v => Assert.Equal(r[0], v, 1e-5));
        }
    }, iter: 100);

    /// <summary>Judgements that agree with each other give back the weights they were made from.</summary>
    [Fact]
    public void PairwiseComparison_ConsistentJudgements_GiveBackTheWeights() => Gen.Double[0.1, 10].Array[2, 6].Sample(weights =>
    {
        var codes = weights.Select((_, i) => new IndicatorCode(SmallIndex.Code(i))).ToArray();
        var pairs = from i in Enumerable.Range(0, weights.Length) from j in Enumerable.Range(0, i) select new Comparison(codes[i], codes[j], weights[i] / weights[j]);
        var rule = new WeightRule(WeightMethod.PairwiseComparison, Comparisons: Listed.Of(pairs));
        var build = IndexBuild.Run(SmallIndex.Row([.. weights.Select(w => (double?)w)]), Asem.Recipe(new Weigh(false, ImmutableSortedDictionary<IndicatorCode, double>.Empty)
        {
            Rules = ImmutableSortedDictionary<IndicatorCode, WeightRule>.Empty.Add(new("index"), rule),
        }, Asem.Mean(MeanKind.Arithmetic))).OrThrow();
        for (int i = 0; i < weights.Length; i++) Assert.Equal(weights[i] / weights.Sum(), Found(build, codes[i].Value), 1e-12);
        Assert.True(build.Steps[1].Parameters.Single(p => p.Name == "consistency.ratio").Value < 1e-12);
    }, iter: 200);
}
