using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What is worth a look in a column.</summary>
[Flags]
public enum StatisticFlags
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Few of the applicable cells have a value.</summary>
    FewPresent = 1,
    /// <summary>Few of the values are other than zero.</summary>
    FewNonZero = 2,
    /// <summary>Few of the values differ from one another.</summary>
    FewDistinct = 4,
    /// <summary>Skewed and peaked beyond the limits: outliers.</summary>
    Outliers = 8,
}

/// <summary>Limits below (for shares) or beyond (for the shape) which a column is flagged. A share equal to its limit is not.</summary>
/// <param name="Present">Of values among the applicable cells.</param>
/// <param name="NonZero">Of values other than zero among the applicable cells.</param>
/// <param name="Distinct">Of distinct values among the applicable cells.</param>
/// <param name="Skewness">|skewness| above this, and</param>
/// <param name="Kurtosis">excess kurtosis above this.</param>
public sealed record StatisticLimits(double Present = 0.65, double NonZero = 0.5, double Distinct = 0.5, double Skewness = 2, double Kurtosis = 3.5);

/// <summary>
/// What a column is like. Missing cells are left out; cells that do not apply are not counted at all. Numbers that a column is too short for are null:
/// the deviation below two values, the skewness below three or of a constant column, the kurtosis below four.
/// (Handbook, Part 1, Step 4; skewness and kurtosis bias-corrected, as SAS and Excel have them; COINr <c>get_stats</c>.)
/// </summary>
/// <param name="Code">The column.</param>
/// <param name="Applicable">The cells that apply.</param>
/// <param name="Present">Those with a value.</param>
/// <param name="NonZero">Values other than zero.</param>
/// <param name="Distinct">Distinct values.</param>
/// <param name="MostFrequent">How often the most frequent value stands.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Greatest">The largest value.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Median">The median.</param>
/// <param name="Deviation">The standard deviation (n − 1).</param>
/// <param name="Skewness">The skewness.</param>
/// <param name="Kurtosis">The excess kurtosis.</param>
/// <param name="Flags">What is worth a look.</param>
public sealed record ColumnStatistics(IndicatorCode Code, int Applicable, int Present, int NonZero, int Distinct, int MostFrequent,
    double? Least, double? Greatest, double? Mean, double? Median, double? Deviation, double? Skewness, double? Kurtosis, StatisticFlags Flags)
{
    /// <summary>Values ÷ applicable cells; null when nothing applies.</summary>
    public double? ShareOfPresent => Applicable == 0 ? null : (double)Present / Applicable;

    /// <summary>A number of values as a share of all values; null when there are none.</summary>
    public double? ShareOf(int values) => Present == 0 ? null : (double)values / Present;

    /// <summary>The statistics of every column of a table, in its order.</summary>
    public static ImmutableArray<ColumnStatistics> Of(DataTable table, StatisticLimits? limits = null) => [.. table.Columns.Select(c => Of(c, limits ?? new StatisticLimits()))];

    private static ColumnStatistics Of(DataColumn column, StatisticLimits limits)
    {
        double[] values = [.. column.Values.Where(v => !double.IsNaN(v)).Order()];
        int applicable = column.Count - (column.Marks?.Where((m, r) => (m & CellMarks.NotApplicable) != CellMarks.None && double.IsNaN(column.Values[r])).Count() ?? 0);
        int nonZero = values.Count(v => v != 0), distinct = Ordered.Distinct([.. values]);
        var shape = Shape.Of(values);
        double mean = Sums.Mean(values);
        var flags = StatisticFlags.None;
        if (applicable > 0 && (double)values.Length / applicable < limits.Present) flags |= StatisticFlags.FewPresent;
        if (applicable > 0 && (double)nonZero / applicable < limits.NonZero) flags |= StatisticFlags.FewNonZero;
        if (applicable > 0 && (double)distinct / applicable < limits.Distinct) flags |= StatisticFlags.FewDistinct;
        if (shape.IsDefined && Math.Abs(shape.Skewness) > limits.Skewness && shape.Kurtosis > limits.Kurtosis) flags |= StatisticFlags.Outliers;
        return new(column.Code, applicable, values.Length, nonZero, distinct, MostOften(values),
            Edge(values.Length == 0 ? double.NaN : values[0]), Edge(values.Length == 0 ? double.NaN : values[^1]), Edge(mean), Edge(Sums.MedianOfSorted(values)),
            Edge(Sums.Deviation(values, mean)), Edge(shape.Skewness), Edge(shape.Kurtosis), flags);
    }

    private static int MostOften(double[] sorted)
    {
        int most = 0, run = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            most = Math.Max(most, run);
        }
        return most;
    }

    private static double? Edge(double value) => double.IsFinite(value) ? value : null;
}
