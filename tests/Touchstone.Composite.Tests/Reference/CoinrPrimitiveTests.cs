using System.Globalization;

namespace Touchstone.Composite.Tests;

/// <summary>COINr's functions on small awkward vectors: ties, constants, missing cells, huge numbers.</summary>
[Trait("Kind", "Reference")]
public sealed class CoinrPrimitiveTests
{
    /// <summary>10³⁰⁰ overflows COINr's sums; ours are scaled and have a value.</summary>
    private static bool OverflowsInCoinr(string function, string vector) => function is "skew" or "kurt" or "n_zscore" && vector == "k";

    /// <summary>A constant column is missing in COINr (percentile rank: 0); ours scores mid-scale. The laws test that.</summary>
    private static bool IsConstantColumn(string function, double?[] x) => function is "n_minmax" or "n_zscore" or "n_prank" && IsConstant(x);

    [Theory]
    [InlineData("skew")]
    [InlineData("kurt")]
    [InlineData("winsorise")]
    [InlineData("winsorise_nwin")]
    [InlineData("log_CT")]
    [InlineData("n_minmax")]
    [InlineData("n_zscore")]
    [InlineData("n_rank")]
    [InlineData("n_prank")]
    [InlineData("i_mean")]
    [InlineData("i_median")]
    [InlineData("a_amean")]
    [InlineData("a_gmean")]
    [InlineData("a_hmean")]
    [InlineData("rank_desc_min")]
    public void Primitive_SmallVectors_MatchCoinr(string function)
    {
        var cases = ReferenceTable.Read("coinr", "15_primitives", "cases.csv");
        double largest = 0;
        int values = 0, compared = 0;
        foreach (string[] row in cases.Rows.Where(r => cases.Text(r, "fn") == function))
        {
            string result = cases.Text(row, "result"), vector = cases.Text(row, "vec");
            // Where COINr stops with an error, gives nothing or infinity, the laws say what we do.
            if (result.StartsWith("ERROR", StringComparison.Ordinal) || result.Contains("Inf", StringComparison.Ordinal) || OverflowsInCoinr(function, vector)) continue;
            double?[] x = Vector(cases.Text(row, "x")), expected = Vector(result), actual = Ours(function, x, cases.Text(row, "args"));
            // COINr's harmonic mean takes negative values; ours, as the handbook's, has none at or below zero.
            if (IsConstantColumn(function, x) || function == "a_hmean" && x.Any(v => v <= 0)) continue;
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(expected[i].HasValue == actual[i].HasValue, string.Create(CultureInfo.InvariantCulture, $"{function} {vector}[{i}]: {actual[i]} for {expected[i]}"));
                if (expected[i] is not { } e) continue;
                largest = Math.Max(largest, Errors.Of(e, actual[i]!.Value));
                values++;
            }
            compared++;
        }
        Errors.Report(function, largest, values);
        Assert.True(compared >= 5, $"{function}: only {compared} cases compared.");
        Assert.True(largest <= Errors.Tolerance, string.Create(CultureInfo.InvariantCulture, $"{function}: largest error {largest}"));
    }

    private static double?[] Ours(string function, double?[] x, string args)
    {
        double[] present = [.. x.Where(v => v.HasValue).Select(v => v!.Value)];
        switch (function)
        {
            case "skew": return [Edge(Shape.Of(present).Skewness)];
            case "kurt": return [Edge(Shape.Of(present).Kurtosis)];
            case "winsorise" or "winsorise_nwin":
                var found = new Winsorisation(present.Length).Find(present, new TreatRule(), args.Contains("winmax=2", StringComparison.Ordinal) ? 2 : 5);
                return function == "winsorise_nwin" ? [found.Cells] : [.. x.Select(v => v < found.Low ? found.Low : v > found.High ? found.High : v)];
            case "log_CT":
                var (low, high) = Sums.Range(present);
                return [.. x.Select(v => v is { } y ? SkewLog.Of(y, low, high) : (double?)null)];
            case "n_minmax": return One(x, new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax))));
            case "n_zscore": return One(x, new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.ZScore, 0, 1))));
            case "n_rank": return One(x, new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.Rank))));
            case "n_prank": return One(x, new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.PercentileRank, 0, 1))));
            case "i_mean": return One(x, new Impute(PerCode.All(new ImputeRule(ImputeMethod.Mean))));
            case "i_median": return One(x, new Impute(PerCode.All(new ImputeRule(ImputeMethod.Median))));
            case "rank_desc_min": return One(x, new Rank(Ties.Min, null));
            case "a_amean": return Mean(x, MeanKind.Arithmetic);
            case "a_gmean": return Mean(x, MeanKind.Geometric);
            case "a_hmean": return Mean(x, MeanKind.Harmonic);
            default: throw new InvalidOperationException(function);
        }
    }

    /// <summary>The vector as the column of one indicator, after one step.</summary>
    private static double?[] One(double?[] x, Step step)
    {
        var input = SmallIndex.Column(x);
        var data = IndexBuild.Run(input, Asem.Recipe(step)).OrThrow().Steps[1].Data;
        return [.. x.Select((_, i) => data.Find(new("a"))![i])];
    }

    /// <summary>The vector as the children of one aggregate, weighted 1, 2, 3 …</summary>
    private static double?[] Mean(double?[] x, MeanKind kind)
    {
        var input = SmallIndex.Row(x, weight: i => i + 1);
        var build = IndexBuild.Run(input, Asem.Recipe(new Aggregate(PerCode.All(new AggregateRule(kind, NotPositive: NotPositive.Missing))))).OrThrow();
        return [build.Scores.Score(0, 0)];
    }

    private static bool IsConstant(double?[] x) => x.Where(v => v.HasValue).Distinct().Count() <= 1;
    private static double?[] Vector(string text) => [.. text.Split(';').Select(ReferenceTable.Parse)];
    private static double? Edge(double value) => double.IsNaN(value) ? null : value;
}
