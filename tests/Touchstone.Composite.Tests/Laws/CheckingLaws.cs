using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What holds for every check of columns.</summary>
public sealed class CheckingLaws
{
    private static readonly Gen<double?> s_cell = Gen.Frequency((6, Gen.Double[-50, 50].Select(v => (double?)Math.Round(v, 1))), (2, Gen.Int[0, 3].Select(v => (double?)v)), (1, Gen.Const((double?)null)));
    private static readonly Gen<(double? X, double? Y)[]> s_pairs = Gen.Select(s_cell, s_cell).Array[0, 30];

    [Fact]
    public void Correlation_SidesExchanged_IsTheSame() => Gen.Select(s_pairs, Gen.Enum<CorrelationKind>()).Sample((pairs, kind) =>
    {
        var (one, two) = (Of(pairs, kind), Of([.. pairs.Select(p => (p.Y, p.X))], kind));
        Assert.Equal((one.Count, one.Why), (two.Count, two.Why));
        Near(one.Value, two.Value);
        Near(one.PValue, two.PValue);
        Assert.True(one.Value is null or >= -1 and <= 1);
        Assert.True(one.PValue is null or >= 0 and <= 1);
    }, iter: 300);

    [Fact]
    public void Correlation_OneSideTurned_ChangesItsSignOnly() => Gen.Select(s_pairs, Gen.Enum<CorrelationKind>()).Sample((pairs, kind) =>
    {
        var (one, turned) = (Of(pairs, kind), Of([.. pairs.Select(p => (-p.X, p.Y))], kind));
        Near(-one.Value, turned.Value);
        Near(one.PValue, turned.PValue);
    }, iter: 300);

    /// <summary>Against every pair of rows looked at, one by one.</summary>
    [Fact]
    public void Kendall_SortedCount_IsThatOfAllPairs() => s_pairs.Sample(pairs =>
    {
        var rows = pairs.Where(p => p.X is not null && p.Y is not null).Select(p => (X: p.X!.Value, Y: p.Y!.Value)).ToArray();
        var tau = Of(pairs, CorrelationKind.Kendall);
        if (tau.Value is null) return;
        double score = 0, x = 0, y = 0;
        for (int i = 0; i < rows.Length; i++)
            for (int j = i + 1; j < rows.Length; j++)
            {
                int a = Math.Sign(rows[i].X - rows[j].X), b = Math.Sign(rows[i].Y - rows[j].Y);
                score += a * b;
                x += Math.Abs(a);
                y += Math.Abs(b);
            }
        Near(score / (Math.Sqrt(x) * Math.Sqrt(y)), tau.Value);
    }, iter: 300);

    [Fact]
    public void PValues_Corrected_AreOrderedAndNeverSmaller() => Gen.Double[0, 1].Array[0, 20].Sample(p =>
    {
        double[] bonferroni = PValues.Correct(p, PValueCorrection.Bonferroni), holm = PValues.Correct(p, PValueCorrection.Holm), discovery = PValues.Correct(p, PValueCorrection.BenjaminiHochberg);
        for (int i = 0; i < p.Length; i++)
        {
            Assert.True(p[i] <= discovery[i] + 1e-15 && discovery[i] <= holm[i] + 1e-15 && holm[i] <= bonferroni[i] + 1e-15);
            for (int j = 0; j < p.Length; j++) if (p[i] < p[j]) Assert.True(holm[i] <= holm[j] && discovery[i] <= discovery[j]);
        }
    }, iter: 300);

    /// <summary>Components are orthonormal, carry all variance, and give the correlation matrix back.</summary>
    [Fact]
    public void Components_OfColumns_GiveTheirCorrelationsBack() => Columns.Sample(columns =>
    {
        var (table, codes) = Table(columns);
        if (!PrincipalComponents.Of(table, codes).IsDone(out var found)) return;
        int k = codes.Length;
        Assert.Equal(k, found.Eigenvalues.Sum(), 1e-9);
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
            {
                double r = Enumerable.Range(0, k).Sum(c => found.Factor(c, i) * found.Factor(c, j));
                Assert.Equal(i == j ? 1 : Correlation.Of(columns[i], columns[j], CorrelationKind.Pearson).Value!.Value, r, 1e-9);
            }
    }, iter: 100);

    [Fact]
    public void Adequacy_OfTwoColumns_IsOneHalf() => Columns.Sample(columns =>
    {
        // The partial correlation of two columns with nothing held fixed is their correlation.
        var (table, codes) = Table([.. columns.Take(2)]);
        if (SamplingAdequacy.Of(table, codes).IsDone(out var found) && found.Overall is { } kmo && double.IsFinite(kmo)) Assert.Equal(0.5, kmo, 1e-9);
    }, iter: 100);

    /// <summary>For complete columns alpha is k ÷ (k − 1) · (1 − Σ variances ÷ variance of the sum).</summary>
    [Fact]
    public void Alpha_OfCompleteColumns_IsThatOfTheirSum() => Columns.Sample(columns =>
    {
        var (table, codes) = Table(columns);
        double Variance(IEnumerable<double> x) { double[] v = [.. x]; double mean = v.Average(); return v.Sum(a => (a - mean) * (a - mean)) / (v.Length - 1); }
        double sum = Variance(Enumerable.Range(0, columns[0].Length).Select(r => columns.Sum(c => c[r]!.Value)));
        if (sum < 1e-9) return;
        double k = columns.Length, expected = k / (k - 1) * (1 - columns.Sum(c => Variance(c.Select(v => v!.Value))) / sum);
        Assert.Equal(expected, Reliability.Of(table, codes).Alpha!.Value, 1e-9 * Math.Max(1, Math.Abs(expected)));
    }, iter: 200);

    [Fact]
    public void Importance_OfAnIndex_IsAShareInsideItsInterval() => Case.Any.Sample(c =>
    {
        var build = IndexBuild.Run(c.Input, c.Recipe).OrThrow();
        foreach (var found in Importance.OfLevel(build, 1))
        {
            Assert.True(found.Value is null or >= 0 and <= 1);
            Assert.True(found.Low is null || found.Low <= found.High);
        }
        Assert.All(Coherence.Audit(build), n => Assert.False(string.IsNullOrEmpty(n.Action.Zh) || string.IsNullOrEmpty(n.Action.En)));
    }, iter: 20);

    /// <summary>An indicator that alone makes the index explains all of it; one of no weight and no relation explains nearly nothing.</summary>
    [Fact]
    public void Importance_OfTheOnlyWeightedIndicator_IsOne()
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a", weight: 1), SmallIndex.Indicator("b", weight: 0)], Enumerable.Range(0, 60).Select(i => SmallIndex.Unit(i)), 60,
            (code, r) => code == "a" ? (r * 37) % 60 : (r * r * 11) % 53);
        var found = Importance.OfChildren(IndexBuild.Run(input, Asem.Recipe(Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null))).OrThrow(), new("index")).ToDictionary(i => i.Node.Value);
        Assert.Equal(1, found["a"].Value!.Value, 1e-9);
        Assert.InRange(found["b"].Value!.Value, 0, 0.2);
    }

    private static Gen<double?[][]> Columns => Gen.Int[2, 5].SelectMany(k => Gen.Double[-9, 9].Array[12].Array[k]).Select(all => all.Select(c => c.Select(v => (double?)Math.Round(v, 3)).ToArray()).ToArray());

    private static (DataTable Table, IndicatorCode[] Codes) Table(double?[][] columns)
    {
        IndicatorCode[] codes = [.. columns.Select((_, i) => new IndicatorCode(SmallIndex.Code(i)))];
        return (SmallIndex.Table([.. Enumerable.Range(0, columns[0].Length).Select(r => new RowKey(null, SmallIndex.UnitCode(r)))], codes, (code, r) => columns[SmallIndex.Place(code)][r]), codes);
    }

    private static Correlation Of((double? X, double? Y)[] pairs, CorrelationKind kind) => Correlation.Of([.. pairs.Select(p => p.X)], [.. pairs.Select(p => p.Y)], kind);

    private static void Near(double? expected, double? actual)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected is { } e) Assert.Equal(e, actual!.Value, 1e-9);
    }
}
