namespace Touchstone.Composite;

/// <summary>Centre and spread that a few extreme values cannot move.</summary>
internal static class RobustScale
{
    /// <summary>The median of sorted values: the middle one, or the mean of the two in the middle.</summary>
    public static double Median(ReadOnlySpan<double> sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : 0.5 * (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]);

    /// <summary>
    /// Median, and spread = 1.4826 × median absolute deviation; where that is 0 (more than half the values equal), 1.2533 × mean absolute deviation from the median.
    /// Both estimate the standard deviation of a normal sample (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). A constant column has spread 0.
    /// </summary>
    public static (double Median, double Spread) Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return (double.NaN, 0);
        double median = Median(sorted);
        double[] deviations = [.. sorted.Select(v => Math.Abs(v - median)).Order()];
        double mad = 1.4826 * Median(deviations);
        return (median, mad > 0 ? mad : 1.2533 * deviations.Average());
    }
}
