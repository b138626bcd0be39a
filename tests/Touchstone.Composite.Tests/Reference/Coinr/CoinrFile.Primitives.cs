using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>COINr's functions on small awkward vectors: ties, constants, missing cells, negative and huge numbers. What differs on purpose is named; everything else is compared.</summary>
internal static partial class CoinrFile
{
    private const string Cases = "15_primitives/cases.csv";

    private static IEnumerable<(string, Action)> Primitives() => [(Cases, CompareCases)];

    private static void CompareCases()
    {
        var cases = Read(Cases);
        var differing = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int compared = 0;
        var pairs = new List<(string, double?, double?)>();
        foreach (string[] row in cases.Rows)
        {
            string function = cases.Text(row, "fn"), vector = cases.Text(row, "vec"), result = cases.Text(row, "result");
            double?[] x = Vector(cases.Text(row, "x"));
            if (Difference(function, vector, x, result) is { } reason) { differing[reason] = differing.GetValueOrDefault(reason) + 1; continue; }
            double?[] expected = Vector(result), actual = Ours(function, x, cases.Text(row, "args"));
            Assert.Equal(expected.Length, actual.Length);
            pairs.AddRange(expected.Select((e, i) => ($"{function} {vector}[{i}]", e, actual[i])));
            compared++;
        }
        Compare(Cases, pairs);
        foreach (var (reason, count) in differing) TestContext.Current.SendDiagnosticMessage($"{Cases}: {count} differ: {reason}");
        TestContext.Current.SendDiagnosticMessage($"{Cases}: {compared} of {cases.Rows.Count} cases compared");
        Assert.Equal(CasesCompared, compared);
    }

    private const int CasesCompared = 309;

    /// <summary>Why a case is not compared; null = it is.</summary>
    private static string? Difference(string function, string vector, double?[] x, string result)
    {
        bool isConstant = x.Where(v => v.HasValue).Distinct().Count() <= 1;
        double? first = x.FirstOrDefault(v => v.HasValue), last = x.LastOrDefault(v => v.HasValue);
        return function switch
        {
            _ when result.StartsWith("ERROR", StringComparison.Ordinal) => "COINr stops with an error",
            _ when result.Contains("Inf", StringComparison.Ordinal) => "COINr has infinity",
            "skew" or "kurt" or "n_zscore" or "check_SkewKurt" when vector == "k" => "COINr's sums overflow at 10³⁰⁰, ours are scaled",
            "n_minmax" or "n_zscore" or "n_prank" or "n_dist2max" when isConstant => "a constant column scores mid-scale",
            "log_CT" or "log_CT_plus" or "log_CT_orig" or "boxcox" when isConstant && first is not null => "a constant column has no shape to change and stays as it is",
            "a_hmean" when x.Any(v => v <= 0) => "a harmonic mean has no value at or below zero",
            "a_genmean" when x.Any(v => v < 0) => "a generalised mean has no value below zero",
            "a_genmean" when x.Any(v => v is null) => "COINr's generalised mean is missing where a child is",
            "CAGR" when first <= 0 || last < 0 => "no growth rate from what is not above zero",
            "prc_change" when LineStart(x) <= 0 => "no share of a line that starts at or below zero",
            _ => null,
        };
    }

    private static double?[] Ours(string function, double?[] x, string args)
    {
        double[] present = [.. x.Where(v => v.HasValue).Select(v => v!.Value)];
        switch (function)
        {
            case "skew": return [Edge(Shape.Of(present).Skewness)];
            case "kurt": return [Edge(Shape.Of(present).Kurtosis)];
            // What has no shape passes here; COINr says nothing of it.
            case "check_SkewKurt": return [Shape.Of(present) is var shape && double.IsNaN(shape.Skewness) ? null : new TreatRule().Passes(shape) ? 1 : 0];
            case "winsorise" or "winsorise_nwin":
                var found = new Winsorisation(present.Length).Find(present, new TreatRule(), args.Contains("winmax=2", StringComparison.Ordinal) ? 2 : 5);
                return function == "winsorise_nwin" ? [found.Cells] : [.. x.Select(v => v < found.Low ? found.Low : v > found.High ? found.High : v)];
            case "log_CT": return One(x, Curve(SecondTreatment.Log));
            case "log_CT_plus": return One(x, Curve(SecondTreatment.LogPlus));
            case "log_CT_orig": return One(x, Curve(SecondTreatment.LogOrig));
            case "boxcox": return One(x, Curve(SecondTreatment.BoxCox, double.Parse(args.AsSpan("lambda=".Length), CultureInfo.InvariantCulture)));
            case "n_minmax": return Scaled(x, NormaliseMethod.MinMax, 100);
            case "n_zscore": return Scaled(x, NormaliseMethod.ZScore);
            case "n_rank": return Scaled(x, NormaliseMethod.Rank);
            case "n_prank": return Scaled(x, NormaliseMethod.PercentileRank);
            case "n_borda": return Scaled(x, NormaliseMethod.Borda);
            case "n_dist2max": return Scaled(x, NormaliseMethod.MinMax);
            case "n_fracmax": return Scaled(x, NormaliseMethod.FractionOfMax);
            case "i_mean": return One(x, new Impute(PerCode.All(new ImputeRule(ImputeMethod.Mean))));
            case "i_median": return One(x, new Impute(PerCode.All(new ImputeRule(ImputeMethod.Median))));
            case "rank_desc_min": return One(x, new Rank(Ties.Min, null));
            case "a_amean": return MeanOf(x, MeanKind.Arithmetic);
            case "a_gmean": return MeanOf(x, MeanKind.Geometric);
            case "a_hmean": return MeanOf(x, MeanKind.Harmonic);
            case "a_genmean": return MeanOf(x, MeanKind.Power);
            case "CAGR": return [TrendOf(x).Growth];
            case "prc_change": return [100 * TrendOf(x).RelativeSlope];
            default: throw new InvalidOperationException(function);
        }
    }

    private static Transform Curve(SecondTreatment kind, double? lambda = null) => new(ImmutableSortedDictionary<IndicatorCode, TransformRule>.Empty.Add(new("a"), new TransformRule.Skew(kind, lambda)));

    private static double?[] Scaled(double?[] x, NormaliseMethod method, double high = 1) => One(x, new Normalise(PerCode.All(new NormaliseRule(method, 0, high, Outside: Outside.Keep))));

    /// <summary>The vector as the column of one indicator, after one step.</summary>
    private static double?[] One(double?[] x, Step step)
    {
        var data = IndexBuild.Run(SmallIndex.Column(x), Asem.Recipe(step)).OrThrow().Steps[1].Data;
        return [.. x.Select((_, i) => data.Find(new("a"))![i])];
    }

    /// <summary>The vector as the children of one aggregate, weighted 1, 2, 3 …</summary>
    private static double?[] MeanOf(double?[] x, MeanKind kind)
    {
        var input = SmallIndex.Row(x, weight: i => i + 1);
        var build = IndexBuild.Run(input, Asem.Recipe(new Aggregate(PerCode.All(new AggregateRule(kind, NotPositive: NotPositive.Missing, Power: 2))))).OrThrow();
        return [build.Scores.Score(0, 0)];
    }

    /// <summary>The vector as the figures of one unit in the years from 2001.</summary>
    private static Trend TrendOf(double?[] x)
    {
        List<RowKey> rows = [.. x.Select((_, i) => new RowKey(Period.InYear(2001 + i), new("u")))];
        return Trends.OfData(SmallIndex.Table(rows, [new("a")], (_, row) => x[row]), [new("a")]).OrThrow().Items[0];
    }

    /// <summary>Where the least-squares line stands at the first figure, by the book.</summary>
    private static double? LineStart(double?[] x)
    {
        var points = x.Select((y, i) => (T: (double)i, Y: y)).Where(p => p.Y.HasValue).ToList();
        if (points.Count < 2) return null;
        double t = points.Average(p => p.T), y = points.Average(p => p.Y!.Value);
        return y + points.Sum(p => (p.T - t) * (p.Y!.Value - y)) / points.Sum(p => (p.T - t) * (p.T - t)) * (points[0].T - t);
    }

    private static double?[] Vector(string text) => [.. text.Split(';').Select(ReferenceTable.Parse)];
    private static double? Edge(double value) => double.IsNaN(value) ? null : value;
}
