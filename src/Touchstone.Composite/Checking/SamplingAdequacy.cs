using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Whether columns have enough in common for components to mean something.
/// <para>Kaiser–Meyer–Olkin: Σ r² ÷ (Σ r² + Σ p²) over the pairs, r the correlation and p the partial correlation with all other columns held fixed; for one column over its own pairs.
/// From 0 to 1: below 0.6 is poor. (Kaiser, An index of factorial simplicity, Psychometrika 39, 1974.)</para>
/// <para>Bartlett's test of sphericity: χ² = −(n − 1 − (2k + 5) ÷ 6)·ln|R| with k(k − 1) ÷ 2 degrees of freedom; a small p says that the columns are not all uncorrelated.</para>
/// </summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The complete rows used.</param>
/// <param name="Overall">KMO of all; null when the correlation matrix is singular (more columns than rows, or a column that others determine).</param>
/// <param name="ByColumn">KMO of each column.</param>
/// <param name="ChiSquare">Bartlett's statistic; null when the matrix is singular.</param>
/// <param name="Freedom">Its degrees of freedom.</param>
/// <param name="PValue">Its p-value.</param>
public sealed record SamplingAdequacy(ImmutableArray<IndicatorCode> Columns, int Rows, double? Overall, ImmutableArray<double> ByColumn, double? ChiSquare, int Freedom, double? PValue)
{
    /// <summary>Adequacy of some columns of a table. Refused as <see cref="PrincipalComponents.Of(DataTable, IEnumerable{IndicatorCode})"/> is.</summary>
    public static Outcome<SamplingAdequacy> Of(DataTable table, IEnumerable<IndicatorCode> columns) =>
        CompleteRows.Of(table, columns).Match(d => Outcome.Done(Of(d.Value)), r => Outcome.Refused<SamplingAdequacy>(r.Findings));

    internal static SamplingAdequacy Of(CompleteRows complete)
    {
        int k = complete.Columns.Length, freedom = k * (k - 1) / 2;
        var r = complete.Correlations();
        var evd = r.Evd(Symmetricity.Symmetric);
        double least = evd.EigenValues.Min(v => v.Real);
        if (complete.Rows <= k || least < 1e-10) return new(complete.Columns, complete.Rows, null, [], null, freedom, null);
        var inverse = r.Inverse();
        double[] shared = new double[k], partial = new double[k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
            {
                if (i == j) continue;
                double p = -inverse[i, j] / Math.Sqrt(inverse[i, i] * inverse[j, j]);
                shared[i] += r[i, j] * r[i, j];
                partial[i] += p * p;
            }
        double chi = -(complete.Rows - 1 - (2 * k + 5) / 6.0) * evd.EigenValues.Sum(v => Math.Log(v.Real));
        double pValue = MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(freedom / 2.0, Math.Max(0, chi) / 2);
        return new(complete.Columns, complete.Rows, shared.Sum() / (shared.Sum() + partial.Sum()), [.. shared.Select((s, i) => s / (s + partial[i]))], chi, freedom, pValue);
    }
}
