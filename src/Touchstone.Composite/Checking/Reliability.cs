using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Cronbach's alpha: how far columns measure one thing. α = k²·c̄ ÷ S, with k columns, c̄ the mean covariance of two different ones and S the sum of the whole covariance matrix
/// (the variance of the sum of the columns). Covariances over the rows that have both columns. Depends on the columns' scales: give it normalised ones.
/// (Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16, 1951; COINr <c>get_cronbach</c>.)
/// </summary>
/// <param name="Columns">The columns.</param>
/// <param name="Alpha">At most 1; may be negative. Null with fewer than two columns, or when a pair has fewer than two common rows or the sum does not vary.</param>
/// <param name="WithoutEach">Alpha of the others when the column is left out; null where that leaves fewer than two.</param>
public sealed record Reliability(ImmutableArray<IndicatorCode> Columns, double? Alpha, ImmutableArray<double?> WithoutEach)
{
    /// <summary>Alpha of some columns of a table.</summary>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public static Reliability Of(DataTable table, IEnumerable<IndicatorCode> columns)
    {
        ImmutableArray<IndicatorCode> codes = [.. columns];
        double[][] values = [.. codes.Select(c => table.Find(c)?.Values ?? throw new ArgumentException($"The table has no column {c}.", nameof(columns)))];
        double[,] covariances = new double[values.Length, values.Length];
        for (int i = 0; i < values.Length; i++)
            for (int j = i; j < values.Length; j++) covariances[i, j] = covariances[j, i] = Covariance(values[i], values[j]);
        return new(codes, AlphaOf(covariances, without: -1), [.. codes.Select((_, i) => AlphaOf(covariances, without: i))]);
    }

    private static double? AlphaOf(double[,] covariances, int without)
    {
        int k = 0;
        double diagonal = 0, all = 0;
        for (int i = 0; i < covariances.GetLength(0); i++)
        {
            if (i == without) continue;
            k++;
            diagonal += covariances[i, i];
            for (int j = 0; j < covariances.GetLength(1); j++) if (j != without) all += covariances[i, j];
        }
        if (k < 2) return null;
        double alpha = (double)k * k * ((all - diagonal) / ((double)k * (k - 1))) / all;
        return double.IsFinite(alpha) ? alpha : null;
    }

    private static double Covariance(double[] x, double[] y)
    {
        double[] a = [.. x.Where((v, i) => !double.IsNaN(v) && !double.IsNaN(y[i]))], b = [.. y.Where((v, i) => !double.IsNaN(v) && !double.IsNaN(x[i]))];
        double meanA = Sums.Mean(a), meanB = Sums.Mean(b), sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - meanA) * (b[i] - meanB);
        return a.Length < 2 ? double.NaN : sum / (a.Length - 1);
    }
}
