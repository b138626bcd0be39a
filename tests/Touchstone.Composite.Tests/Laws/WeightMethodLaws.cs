using System.Collections.Immutable;
using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Each way of finding weights against a plain reckoning of its formula, over the rows that give parameters and have every child.</summary>
public sealed class WeightMethodLaws
{
    /// <summary>Three or four columns of six to ten rows from 0 on, with gaps and rows that are not ranked beyond the first six; all columns share something, so that components have one sign.</summary>
    private static readonly Gen<(double?[][] Columns, bool[] Ranked)> s_scores =
        from rows in Gen.Int[6, 10]
        from k in Gen.Int[3, 4]
        from common in Gen.Double[0, 50].Array[rows]
        from own in Gen.Double[0, 40].Array[k * rows]
        from gap in Gen.Int[0, 3].Array[rows]
        from at in Gen.Int[0, 2].Array[rows]
        select (Enumerable.Range(0, k).Select(c => Enumerable.Range(0, rows).Select(r => r > 5 && gap[r] == 0 && at[r] == c ? null : (double?)(common[r] + own[c * rows + r])).ToArray()).ToArray(), gap.Select((g, r) => r < 6 || g != 1).ToArray());

    private static Outcome<IndexBuild> Run(double?[][] columns, WeightRule rule, bool[]? ranked = null, Func<int, double>? stated = null)
    {
        var weights = ImmutableSortedDictionary<IndicatorCode, double>.Empty;
        if (stated is not null) for (int i = 0; i < columns.Length; i++) if (stated(i) is > 0 and var w) weights = weights.Add(new(SmallIndex.Code(i)), w);
        return IndexBuild.Run(SmallIndex.Input([SmallIndex.Aggregate("index"), .. columns.Select((_, i) => SmallIndex.Indicator(SmallIndex.Code(i)))], columns[0].Select((_, i) => SmallIndex.Unit(i, ranked?[i] ?? true)), columns[0].Length,
            (code, r) => columns[SmallIndex.Place(code)][r]), Asem.Recipe(new Weigh(false, weights) { Rules = ImmutableSortedDictionary<IndicatorCode, WeightRule>.Empty.Add(new("index"), rule) }, Asem.Mean(MeanKind.Arithmetic)));
    }

    private static double[] Weights(IndexBuild build) => [.. build.Scores.Nodes.Where(n => n.Kind == NodeKind.Indicator).OrderBy(n => n.Code).Select(n => n.Weight)];

    private static double[][] Whole((double?[][] Columns, bool[] Ranked) made) =>
        [.. made.Columns.Select(x => Enumerable.Range(0, x.Length).Where(r => made.Ranked[r] && made.Columns.All(c => c[r] is not null)).Select(r => x[r]!.Value).ToArray())];

    private static double Deviation(double[] x) => Math.Sqrt(x.Sum(v => (v - x.Average()) * (v - x.Average())) / (x.Length - 1));
    private static double[] Shares(IEnumerable<double> raw) => raw.ToArray() is var all ? [.. all.Select(v => v / all.Sum())] : [];

    private static void Near(double[] expected, double[] actual, double within = 1e-9)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], within);
    }

    [Fact]
    public void StandardDeviation_WeighsByIt() => s_scores.Sample(made =>
        Near(Shares(Whole(made).Select(Deviation)), Weights(Run(made.Columns, new(WeightMethod.StandardDeviation), made.Ranked).OrThrow())), iter: 200);

    /// <summary>1 + Σ p·ln p ÷ ln n, p = x ÷ Σ x; where x is zero p·ln p is zero.</summary>
    [Fact]
    public void Entropy_WeighsByWhatIsLeftOfIt() => Gen.Select(s_scores, Gen.Bool).Sample((made, zero) =>
    {
        if (zero) made.Columns[1][2] = 0;
        double[] expected = Shares(Whole(made).Select(x => 1 + x.Sum(v => v == 0 ? 0 : v / x.Sum() * Math.Log(v / x.Sum())) / Math.Log(x.Length)));
        Near(expected, Weights(Run(made.Columns, new(WeightMethod.Entropy), made.Ranked).OrThrow()));
        // A column of one value has all the entropy there is: no weight at all, whatever its last bits.
        made.Columns[1] = [.. made.Columns[1].Select(v => v is null ? null : made.Columns[1][0] + 0.1)];
        Assert.Equal(0, Weights(Run(made.Columns, new(WeightMethod.Entropy), made.Ranked).OrThrow())[1]);
    }, iter: 200);

    [Fact]
    public void Entropy_OfAScoreBelowZero_IsRefusedByName()
    {
        var refused = Run([[1, 2, 3], [1, -1e-9, 3], [0, 2, 3]], new(WeightMethod.Entropy));
        Assert.Contains("i001", Assert.Single(refused.AllFindings, f => f.Code == "weight.negative-scores").What.En, StringComparison.Ordinal);
        Assert.DoesNotContain("i002", refused.AllFindings.Single(f => f.Code == "weight.negative-scores").What.En, StringComparison.Ordinal);
    }

    /// <summary>Deviation × Σ(1 − r) over the others; a column that does not vary has no weight, and conflicts with nobody.</summary>
    [Fact]
    public void Critic_WeighsByDeviationAndConflict() => Gen.Select(s_scores, Gen.Bool).Sample((made, flat) =>
    {
        if (flat) made.Columns[1] = [.. made.Columns[1].Select(v => v is null ? null : (double?)7)];
        double[][] x = Whole(made);
        var expected = Shares(x.Select(a => Deviation(a) == 0 ? 0 : Deviation(a) * x.Where(b => b != a && Deviation(b) > 0).Sum(b => 1 - Correlation.Moment(a, b))));
        var build = Run(made.Columns, new(WeightMethod.Critic), made.Ranked).OrThrow();
        Near(expected, Weights(build));
        Assert.Equal(flat, build.Findings.Any(f => f.Code == "weight.constant-child" && f.What.En.Contains("i001", StringComparison.Ordinal)));
    }, iter: 200);

    private static (Vector<double> Values, Matrix<double> Vectors) Eigen(double[][] x)
    {
        var evd = Matrix<double>.Build.Dense(x.Length, x.Length, (i, j) => i == j ? 1 : Correlation.Moment(x[i], x[j])).Evd(Symmetricity.Symmetric);
        int[] order = [.. Enumerable.Range(0, x.Length).OrderByDescending(i => evd.EigenValues[i].Real)];
        return (Vector<double>.Build.DenseOfEnumerable(order.Select(i => evd.EigenValues[i].Real)), Matrix<double>.Build.DenseOfColumnVectors(order.Select(i => evd.EigenVectors.Column(i))));
    }

    [Fact]
    public void FirstComponent_WeighsByItsLoadings()
    {
        int refused = 0;
        s_scores.Sample(made =>
        {
            var (values, vectors) = Eigen(Whole(made));
            if (values[0] - values[1] < 0.05) return;
            double[] loadings = [.. vectors.Column(0)];
            if (loadings.Sum() < 0) loadings = [.. loadings.Select(v => -v)];
            var outcome = Run(made.Columns, new(WeightMethod.FirstComponent), made.Ranked);
            if (loadings.Min() < -1e-9)
            {
                refused++;
                Assert.Equal(loadings.Select((v, i) => (v, Code: SmallIndex.Code(i))).Where(l => l.v < 0).Select(l => l.Code), loadings.Select((_, i) => SmallIndex.Code(i)).Where(c => outcome.AllFindings.Single(f => f.Code == "weight.negative-loading").What.En.Contains(c, StringComparison.Ordinal)));
                return;
            }
            var build = outcome.OrThrow();
            Near(Shares(loadings), Weights(build), 1e-7);
            Assert.Equal(values[0] / made.Columns.Length, build.Steps[1].Parameters.Single(p => p.Name == "explained").Value, 1e-9);
        }, iter: 300);
        Assert.True(refused > 0);
    }

    /// <summary>Nothing of a child in the component is no weight, and no refusal.</summary>
    [Fact]
    public void FirstComponent_ChildThatGoesWithNoOther_WeighsNothing() =>
        Near([0.5, 0.5, 0], Weights(Run([[1, 2, 3, 4], [1, 3, 2, 4], [1, -1, -1, 1]], new(WeightMethod.FirstComponent)).OrThrow()));

    /// <summary>Two components: the angle of the largest varimax criterion (loadings over their length) is looked for by brute force, and each child weighs by its squared loading in the component it says most of.</summary>
    [Fact]
    public void RotatedComponents_OfTwo_AreThoseOfTheBestAngle() => s_scores.Sample(made =>
    {
        double[][] x = Whole(made);
        int k = x.Length;
        var (values, vectors) = Eigen(x);
        if (values[1] - values[2] < 0.05 || values[0] - values[1] < 0.05) return;
        double[,] loadings = new double[k, 2];
        for (int j = 0; j < k; j++) for (int f = 0; f < 2; f++) loadings[j, f] = vectors[j, f] * Math.Sqrt(values[f]);
        double[] lengths = [.. Enumerable.Range(0, k).Select(j => Math.Sqrt(loadings[j, 0] * loadings[j, 0] + loadings[j, 1] * loadings[j, 1]))];
        (double A, double B) At(int j, double angle) => (Math.Cos(angle) * loadings[j, 0] + Math.Sin(angle) * loadings[j, 1], Math.Cos(angle) * loadings[j, 1] - Math.Sin(angle) * loadings[j, 0]);
        double Criterion(double angle)
        {
            double sum = 0;
            foreach (bool first in new[] { true, false })
            {
                double[] squares = [.. Enumerable.Range(0, k).Select(j => Math.Pow((first ? At(j, angle).A : At(j, angle).B) / lengths[j], 2))];
                sum += squares.Average(s => s * s) - squares.Average() * squares.Average();
            }
            return sum;
        }
        // The criterion repeats after a quarter of a turn.
        double best = Enumerable.Range(0, 4000).Select(i => i * Math.PI / 2 / 4000).MaxBy(Criterion);
        for (double step = 1e-4; step > 1e-9; step /= 2) best = new[] { best - step, best, best + step }.MaxBy(Criterion);
        if (Criterion(best) - Enumerable.Range(0, 400).Select(i => Criterion(i * Math.PI / 2 / 400)).Min() < 0.01) return;
        double[] carried = [Enumerable.Range(0, k).Sum(j => At(j, best).A * At(j, best).A), Enumerable.Range(0, k).Sum(j => At(j, best).B * At(j, best).B)];
        var parts = Enumerable.Range(0, k).Select(j => (A: At(j, best).A * At(j, best).A, B: At(j, best).B * At(j, best).B)).ToArray();
        if (parts.Any(p => Math.Abs(p.A / carried[0] - p.B / carried[1]) < 0.01)) return;
        var build = Run(made.Columns, new(WeightMethod.RotatedComponents, Components: 2), made.Ranked).OrThrow();
        Near(Shares(parts.Select(p => p.A / carried[0] > p.B / carried[1] ? p.A : p.B)), Weights(build), 1e-4);
        // Each component is turned so that its loadings sum to zero or more.
        double[] sums = [Enumerable.Range(0, k).Sum(j => At(j, best).A), Enumerable.Range(0, k).Sum(j => At(j, best).B)];
        Near([.. parts.Select((p, j) => p.A / carried[0] > p.B / carried[1] ? Math.Sign(sums[0]) * At(j, best).A : Math.Sign(sums[1]) * At(j, best).B)],
            [.. Enumerable.Range(0, k).Select(j => build.Steps[1].Parameters.Single(p => p.Name == "loading" && p.Column.Value == SmallIndex.Code(j)).Value)], 1e-4);
    }, iter: 200);

    /// <summary>Kept without a number: those above 1 that carry more than a tenth, and further ones until more than six tenths are carried.</summary>
    [Fact]
    public void RotatedComponents_WithoutANumber_KeepsByTheHandbooksRule()
    {
        var kept = new HashSet<int>();
        s_scores.Sample(made =>
        {
            var values = Eigen(Whole(made)).Values;
            int k = values.Count, expected = 0;
            while (expected < k && (values.Take(expected).Sum() <= 0.6 * k || values[expected] > 1 && values[expected] > 0.1 * k)) expected++;
            if (values.Any(v => Math.Abs(v - 1) < 1e-6)) return;
            kept.Add(expected);
            Assert.Equal(expected, Run(made.Columns, new(WeightMethod.RotatedComponents), made.Ranked).OrThrow().Steps[1].Parameters.Single(p => p.Name == "components").Value);
        }, iter: 200);
        Assert.True(kept.Count > 1);
    }

    [Theory]
    [InlineData(WeightMethod.StandardDeviation)]
    [InlineData(WeightMethod.Entropy)]
    [InlineData(WeightMethod.Critic)]
    [InlineData(WeightMethod.FirstComponent)]
    [InlineData(WeightMethod.RotatedComponents)]
    [InlineData(WeightMethod.GreatestCorrelation)]
    public void Weights_FromTwoWholeRows_AreRefusedAndFromThreeAreNot(WeightMethod method)
    {
        string code = method == WeightMethod.GreatestCorrelation ? "weight.no-correlation" : "weight.too-few-rows";
        Assert.True(Run([[1, 2, 4], [1, 3, 4], [2, 3, 5]], new(method)).IsDone(out _));
        var few = Run([[1, 2, 4], [1, 3, method == WeightMethod.GreatestCorrelation ? 4 : null], [2, 3, 5]], new(method), method == WeightMethod.GreatestCorrelation ? [true, true, false] : null);
        Assert.Contains(few.AllFindings, f => f.Code == code && f.Severity == Severity.Error);
    }

    [Theory]
    [InlineData(WeightMethod.StandardDeviation, "weight.nothing-varies")]
    [InlineData(WeightMethod.Entropy, "weight.nothing-varies")]
    [InlineData(WeightMethod.Critic, "weight.nothing-varies")]
    [InlineData(WeightMethod.FirstComponent, "weight.constant")]
    [InlineData(WeightMethod.RotatedComponents, "weight.constant")]
    public void Weights_OfChildrenThatDoNotVary_AreRefused(WeightMethod method, string code) =>
        Assert.Single(Run([[3, 3, 3, 3], [5, 5, 5, 5]], new(method)).AllFindings, f => f.Code == code);

    /// <summary>The mean over the experts of the shares of their points, whatever scale each gives them on; who is not named has none.</summary>
    [Fact]
    public void BudgetAllocation_IsTheMeanOfTheExpertsShares() => Gen.Select(Gen.Double[0, 10].Array[3].Array[1, 4], Gen.Double[0.1, 50]).Sample((points, scale) =>
    {
        if (points.Any(p => p.Sum() < 0.1)) return;
        var budgets = Listed.Of(points.Select((p, e) => Listed.Of(p.Select((v, i) => new NodeNumber(new(SmallIndex.Code(i)), e == 0 ? v * scale : v)).Where((n, i) => n.Number > 0))));
        var build = Run([[1], [2], [3]], new(WeightMethod.BudgetAllocation, Budgets: budgets)).OrThrow();
        Near([.. Enumerable.Range(0, 3).Select(i => points.Average(p => p[i] / p.Sum()))], Weights(build));
        Assert.Equal(points.Length, build.Steps[1].Parameters.Single(p => p.Name == "experts").Value);
    }, iter: 200);

    /// <summary>The weights are the principal eigenvector, and the ratio (λ − k) ÷ (k − 1) ÷ Saaty's mean index of random matrices of that size; above a tenth it is told.</summary>
    [Fact]
    public void PairwiseComparison_AnyJudgements_HaveTheEigenvectorAndSaatysRatio()
    {
        double[] random = [0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];
        var told = new List<bool>();
        Gen.Int[2, 15].SelectMany(k => Gen.Select(Gen.Const(k), Gen.Double[-2.5, 2.5].Array[k * (k - 1) / 2], Gen.Double[0.1, 1])).Sample((k, logs, spread) =>
        {
            var matrix = Matrix<double>.Build.DenseIdentity(k);
            var pairs = new List<Comparison>();
            for (int i = 0, at = 0; i < k; i++)
                for (int j = 0; j < i; j++, at++)
                {
                    double ratio = Math.Exp(spread * logs[at] + 0.2 * (i - j));
                    (matrix[i, j], matrix[j, i]) = (ratio, 1 / ratio);
                    pairs.Add(at % 2 == 0 ? new(new(SmallIndex.Code(i)), new(SmallIndex.Code(j)), ratio) : new(new(SmallIndex.Code(j)), new(SmallIndex.Code(i)), 1 / ratio));
                }
            var evd = matrix.Evd();
            int top = Enumerable.Range(0, k).MaxBy(i => evd.EigenValues[i].Real);
            double expected = k < 3 ? 0 : Math.Max(0, (evd.EigenValues[top].Real - k) / (k - 1) / random[k]);
            var build = Run([.. Enumerable.Range(0, k).Select(i => new double?[] { i })], new(WeightMethod.PairwiseComparison, Comparisons: Listed.Of(pairs))).OrThrow();
            Near(Shares(evd.EigenVectors.Column(top)), Weights(build), 1e-9);
            Assert.Equal(expected, build.Steps[1].Parameters.Single(p => p.Name == "consistency.ratio").Value, 1e-9);
            told.Add(build.Findings.Any(f => f.Code == "weight.inconsistent"));
            Assert.Equal(expected > 0.1, told[^1]);
        }, iter: 150);
        Assert.True(told.Contains(true) && told.Contains(false));
    }

    /// <summary>Targets are how the correlations stand to each other, and what is stated stays: the others share what is left of one.</summary>
    [Fact]
    public void BalancedCorrelation_WithTargets_BringsTheCorrelationsToThem()
    {
        int balanced = 0;
        Gen.Select(s_scores, Gen.Double[0.7, 1.3].Array[4]).Sample((made, targets) =>
        {
            double[][] x = Whole(made);
            if (x.Any(a => x.Any(b => Correlation.Moment(a, b) < 0.2))) return;
            int k = made.Columns.Length;
            var outcome = Run(made.Columns, new(WeightMethod.BalancedCorrelation, Targets: Listed.Of(Enumerable.Range(0, k).Select(i => new NodeNumber(new(SmallIndex.Code(i)), targets[i])))), made.Ranked);
            var build = outcome.OrThrow();
            double[] weights = Weights(build);
            Assert.Equal(1, weights.Sum(), 1e-9);
            if (build.Findings.Any(f => f.Code is "weight.not-balanced" or "weight.not-converged")) return;
            balanced++;
            // Correlations as the engine takes them: over the rows that have the child, the score being the mean of what is there.
            double[] r = [.. Enumerable.Range(0, k).Select(i => build.Steps[1].Parameters.Single(p => p.Name == "correlation" && p.Column.Value == SmallIndex.Code(i)).Value)];
            Near(Shares(targets.Take(k)), Shares(r), 1e-5);
            var scores = Enumerable.Range(0, made.Columns[0].Length).Select(row => build.Scores.Score(row, 0)!.Value).ToArray();
            for (int i = 0; i < k; i++)
            {
                int[] rows = [.. Enumerable.Range(0, scores.Length).Where(row => made.Ranked[row] && made.Columns[i][row] is not null)];
                Assert.Equal(Correlation.Moment([.. rows.Select(row => made.Columns[i][row]!.Value)], [.. rows.Select(row => scores[row])]), r[i], 1e-9);
            }
        }, iter: 120);
        Assert.True(balanced > 10, $"Only {balanced} balanced.");
    }

    /// <summary>A stated weight wins over the one that is found, by every method; the others keep their proportions.</summary>
    [Fact]
    public void Weights_StatedBesideFoundOnes_Win() => Gen.Select(s_scores, Gen.Double[0.1, 2], Gen.Int[0, 2]).Sample((made, stated, which) =>
    {
        var rule = new WeightRule(new[] { WeightMethod.StandardDeviation, WeightMethod.Entropy, WeightMethod.Critic }[which]);
        double[] found = Weights(Run(made.Columns, rule, made.Ranked).OrThrow()), with = Weights(Run(made.Columns, rule, made.Ranked, i => i == 1 ? stated : 0).OrThrow());
        found[1] = stated;
        Near(Shares(found), with);
    }, iter: 150);

    /// <summary>The searches hold it and share out one among the others.</summary>
    [Theory]
    [InlineData(WeightMethod.BalancedCorrelation)]
    [InlineData(WeightMethod.GreatestCorrelation)]
    public void Weights_StatedBesideSearchedOnes_Win(WeightMethod method) => Gen.Select(s_scores, Gen.Double[0.1, 2]).Sample((made, stated) =>
    {
        if (!Run(made.Columns, new(method), made.Ranked, i => i == 1 ? stated : 0).IsDone(out var build)) return;
        double with = Weights(build)[1];
        Assert.Equal(stated, with / (1 - with), 1e-9);
    }, iter: 60);
}
