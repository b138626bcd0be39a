namespace Touchstone.Composite;

/// <summary>A coefficient of correlation.</summary>
public enum CorrelationKind
{
    /// <summary>Pearson's product-moment coefficient: how near to a straight line.</summary>
    Pearson,
    /// <summary>Spearman's: Pearson's of the ranks, ties sharing their mean rank.</summary>
    Spearman,
    /// <summary>Kendall's tau-b: concordant less discordant pairs, corrected for ties.</summary>
    Kendall,
}

/// <summary>
/// How two columns go together, over the rows that have both. The p-value is that of no correlation at all, two-sided: for Pearson and Spearman from Student's t with
/// n − 2 degrees of freedom, t = r·√((n − 2) ÷ (1 − r²)); for Kendall from the normal distribution with the variance corrected for ties
/// (Kendall and Gibbons, Rank Correlation Methods, ch. 5). It says nothing of how strong a correlation is, and nothing of cause.
/// </summary>
/// <param name="Count">The complete rows.</param>
/// <param name="Value">From −1 to 1; null when it is not defined.</param>
/// <param name="PValue">Null when there is no value, or fewer than four rows for Kendall, three for the others.</param>
/// <param name="Why">Why there is no value.</param>
public sealed record Correlation(int Count, double? Value, double? PValue, NoCorrelation? Why)
{
    /// <summary>The correlation of two columns; below three complete rows, or with a constant column, there is none.</summary>
    public static Correlation Of(IReadOnlyList<double?> x, IReadOnlyList<double?> y, CorrelationKind kind)
    {
        if (x.Count != y.Count) throw new ArgumentException("The columns must have the same rows.", nameof(y));
        return Of([.. x.Select(v => v ?? double.NaN)], [.. y.Select(v => v ?? double.NaN)], kind);
    }

    internal static Correlation Of(double[] x, double[] y, CorrelationKind kind)
    {
        int n = 0;
        double[] a = new double[x.Length], b = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            if (!double.IsNaN(x[i]) && !double.IsNaN(y[i])) (a[n], b[n++]) = (x[i], y[i]);
        Array.Resize(ref a, n);
        Array.Resize(ref b, n);
        if (n < 3) return new(n, null, null, NoCorrelation.TooFew);
        if (IsConstant(a) || IsConstant(b)) return new(n, null, null, NoCorrelation.Constant);
        if (kind == CorrelationKind.Kendall) return KendallTau.Of(a, b);
        if (kind == CorrelationKind.Spearman) (a, b) = (MeanRanks(a), MeanRanks(b));
        double r = Moment(a, b);
        return double.IsNaN(r) ? new(n, null, null, NoCorrelation.Constant) : new(n, r, StudentP(r, n), null);
    }

    /// <summary>Two-sided p of Student's t for a coefficient over n rows; 0 at ±1.</summary>
    private static double StudentP(double r, int n)
    {
        if (Math.Abs(r) >= 1) return 0;
        double t = Math.Abs(r) * Math.Sqrt((n - 2) / (1 - r * r)), freedom = n - 2;
        // The incomplete beta keeps the small tail that one minus a distribution function would lose.
        return MathNet.Numerics.SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + t * t));
    }

    /// <summary>Pearson's coefficient of complete columns, about the means, each scaled so that no square overflows.</summary>
    internal static double Moment(double[] a, double[] b)
    {
        double meanA = Sums.Mean(a), meanB = Sums.Mean(b), unitA = Unit(a, meanA), unitB = Unit(b, meanB), aa = 0, bb = 0, ab = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double p = (a[i] - meanA) * unitA, q = (b[i] - meanB) * unitB;
            aa += p * p;
            bb += q * q;
            ab += p * q;
        }
        return aa > 0 && bb > 0 ? Math.Clamp(ab / Math.Sqrt(aa * bb), -1, 1) : double.NaN;
    }

    private static double Unit(double[] x, double mean)
    {
        var (low, high) = Sums.Range(x);
        return Shape.UnitOf(Math.Max(high - mean, mean - low));
    }

    private static bool IsConstant(double[] x)
    {
        var (low, high) = Sums.Range(x);
        return !(low < high);
    }

    internal static double[] MeanRanks(double[] x)
    {
        double[] sorted = [.. x.Order()];
        return [.. x.Select(v => (Ordered.Below(sorted, v) + 1 + Ordered.UpTo(sorted, v)) / 2.0)];
    }
}

/// <summary>Kendall's tau-b in n·log n steps (W. R. Knight, A computer method for calculating Kendall's tau with ungrouped data, JASA 61, 1966): sort by x, count the exchanges that sort y.</summary>
internal static class KendallTau
{
    public static Correlation Of(double[] x, double[] y)
    {
        int n = x.Length;
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => x[i]).ThenBy(i => y[i])];
        double[] sorted = [.. order.Select(i => y[i])];
        var tiesX = Ties([.. x.Order()]);
        var tiesY = Ties([.. y.Order()]);
        double both = BothTied(order, x, y), exchanges = Exchanges(sorted, new double[n]);
        double pairs = (double)n * (n - 1) / 2;
        double score = pairs - tiesX.Pairs - tiesY.Pairs + both - 2 * exchanges;
        double tau = Math.Clamp(score / (Math.Sqrt(pairs - tiesX.Pairs) * Math.Sqrt(pairs - tiesY.Pairs)), -1, 1);
        double variance = ((double)n * (n - 1) * (2 * n + 5) - tiesX.Cubic - tiesY.Cubic) / 18
            + 2 * tiesX.Pairs * tiesY.Pairs / ((double)n * (n - 1)) + tiesX.Triples * tiesY.Triples / (9.0 * n * (n - 1) * (n - 2));
        double? p = n < 4 ? null : MathNet.Numerics.SpecialFunctions.Erfc(Math.Abs(score) / Math.Sqrt(variance) / Math.Sqrt(2));
        return new(n, tau, p, null);
    }

    /// <summary>Σ t(t−1)/2, Σ t(t−1)(2t+5) and Σ t(t−1)(t−2) over the groups of equal values.</summary>
    private static (double Pairs, double Cubic, double Triples) Ties(double[] sorted)
    {
        double pairs = 0, cubic = 0, triples = 0;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from]) to++;
            double t = to - from;
            pairs += t * (t - 1) / 2;
            cubic += t * (t - 1) * (2 * t + 5);
            triples += t * (t - 1) * (t - 2);
        }
        return (pairs, cubic, triples);
    }

    private static double BothTied(int[] order, double[] x, double[] y)
    {
        double pairs = 0;
        for (int from = 0, to; from < order.Length; from = to)
        {
            to = from + 1;
            while (to < order.Length && x[order[to]] == x[order[from]] && y[order[to]] == y[order[from]]) to++;
            pairs += (double)(to - from) * (to - from - 1) / 2;
        }
        return pairs;
    }

    private static double Exchanges(Span<double> y, Span<double> spare)
    {
        if (y.Length < 2) return 0;
        int middle = y.Length / 2;
        double exchanges = Exchanges(y[..middle], spare[..middle]) + Exchanges(y[middle..], spare[middle..]);
        for (int i = 0, a = 0, b = middle; i < y.Length; i++)
        {
            if (b >= y.Length || a < middle && y[a] <= y[b]) spare[i] = y[a++];
            else
            {
                exchanges += middle - a;
                spare[i] = y[b++];
            }
        }
        spare.CopyTo(y);
        return exchanges;
    }
}
