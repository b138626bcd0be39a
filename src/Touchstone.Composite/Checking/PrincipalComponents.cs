using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Principal components of columns brought to mean 0 and deviation 1: the eigenvectors of their correlation matrix. Over the rows that have every column.
/// The sign of a component is arbitrary; here its loadings sum to zero or more. (Handbook, Part 1, Step 4 and Part 2, Step 6; R <c>prcomp(scale. = TRUE)</c>.)
/// </summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The complete rows used.</param>
/// <param name="LeftOut">Rows that lacked a value.</param>
/// <param name="Eigenvalues">The variance of each component, the largest first; they sum to the number of columns.</param>
/// <param name="Loadings">Of each component the loading of each column: eigenvectors of length 1.</param>
public sealed record PrincipalComponents(ImmutableArray<IndicatorCode> Columns, int Rows, int LeftOut, ImmutableArray<double> Eigenvalues, ImmutableArray<ImmutableArray<double>> Loadings)
{
    /// <summary>The share of the variance that a component carries.</summary>
    public double Share(int component) => Eigenvalues[component] / Columns.Length;

    /// <summary>Correlation of a column with a component: loading × √eigenvalue.</summary>
    public double Factor(int component, int column) => Loadings[component][column] * Math.Sqrt(Math.Max(0, Eigenvalues[component]));

    /// <summary>
    /// The components of some columns of a table. Refused with fewer than two columns, fewer than three complete rows, or a column that is constant over them.
    /// </summary>
    public static Outcome<PrincipalComponents> Of(DataTable table, IEnumerable<IndicatorCode> columns) =>
        CompleteRows.Of(table, columns).Match(d => Outcome.Done(Of(d.Value)), r => Outcome.Refused<PrincipalComponents>(r.Findings));

    internal static PrincipalComponents Of(CompleteRows complete)
    {
        int k = complete.Columns.Length;
        // Singular values of the standardised data, not eigenvalues of its square: small components keep their digits.
        var triangle = complete.Rows > k ? complete.Standardised().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).R : complete.Standardised();
        var svd = triangle.Svd(computeVectors: true);
        var values = Enumerable.Range(0, k).Select(i => i < svd.S.Count ? svd.S[i] * svd.S[i] / (complete.Rows - 1) : 0);
        return new(complete.Columns, complete.Rows, complete.LeftOut, [.. values], [.. Enumerable.Range(0, k).Select(i => Signed(svd.VT.Row(i)))]);
    }

    private static ImmutableArray<double> Signed(Vector<double> loadings)
    {
        double sign = loadings.Sum() < 0 ? -1 : 1;
        return [.. loadings.Select(v => sign * v)];
    }
}

/// <summary>The rows of a table that have every one of some columns.</summary>
internal sealed record CompleteRows(ImmutableArray<IndicatorCode> Columns, double[][] Values, int LeftOut)
{
    public int Rows => Values.Length == 0 ? 0 : Values[0].Length;

    public static Outcome<CompleteRows> Of(DataTable table, IEnumerable<IndicatorCode> columns)
    {
        ImmutableArray<IndicatorCode> codes = [.. columns];
        var missing = codes.Where(c => table.Find(c) is null).Select(c => Finding.Error("check.no-column", Place.Whole,
            new($"表中没有 {c} 这一列。", $"The table has no column {c}."), new("请改正代码。", "Correct the code."))).ToList();
        if (codes.Length < 2) missing.Add(Finding.Error("check.too-few-columns", Place.Whole, new("至少需要两列。", "At least two columns are needed."), new("请增加列。", "Name more columns.")));
        if (missing.Count > 0) return Outcome.Refused<CompleteRows>(missing);
        double[][] all = [.. codes.Select(c => table.Find(c)!.Values)];
        int[] rows = [.. Enumerable.Range(0, table.Rows.Length).Where(r => all.All(c => !double.IsNaN(c[r])))];
        double[][] values = [.. all.Select(c => rows.Select(r => c[r]).ToArray())];
        if (rows.Length < 3)
            return Outcome.Refused<CompleteRows>(Finding.Error("check.too-few-rows", Place.Whole, new($"各列都有值的行只有 {rows.Length} 行，不足 3 行。", $"Only {rows.Length} rows have all columns; 3 are needed."),
                new("请先填补缺失，或减少列。", "Impute first, or name fewer columns.")));
        var constant = codes.Where((_, i) => Sums.Range(values[i]) is var (low, high) && !(low < high)).ToList();
        if (constant.Count > 0)
            return Outcome.Refused<CompleteRows>(constant.Select(c => Finding.Error("check.constant-column", Place.Whole, new($"{c} 在这些行中只有一个值。", $"{c} has a single value over these rows."), new("请去掉该列。", "Leave the column out."))));
        return Outcome.Done(new CompleteRows(codes, values, table.Rows.Length - rows.Length));
    }

    /// <summary>Rows by columns, each column with mean 0 and deviation 1.</summary>
    public Matrix<double> Standardised()
    {
        var matrix = Matrix<double>.Build.Dense(Rows, Columns.Length);
        for (int c = 0; c < Columns.Length; c++)
        {
            double mean = Sums.Mean(Values[c]), deviation = Sums.Deviation(Values[c], mean);
            for (int r = 0; r < Rows; r++) matrix[r, c] = (Values[c][r] - mean) / deviation;
        }
        return matrix;
    }

    public Matrix<double> Correlations() => Matrix<double>.Build.Dense(Columns.Length, Columns.Length, (i, j) => i == j ? 1 : Correlation.Moment(Values[i], Values[j]));
}
