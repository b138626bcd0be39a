namespace Touchstone.Composite;

/// <summary>
/// Sums in one fixed order: four lanes, whatever the machine's vector width, then the lanes from first to last. The same numbers in the same order
/// give the same bits everywhere.
/// </summary>
internal static class Sums
{
    public static double Of(ReadOnlySpan<double> x)
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i + 3 < x.Length; i += 4)
        {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        for (; i < x.Length; i++) a += x[i];
        return a + b + (c + d);
    }

    /// <summary>
    /// The mean, in two passes: the second adds the mean of what the first left over (as R does), so that large offsets cost no digits.
    /// NaN when empty. Equal values have that value as their mean.
    /// </summary>
    public static double Mean(ReadOnlySpan<double> x)
    {
        if (x.IsEmpty) return double.NaN;
        double first = Of(x) / x.Length, rest = 0;
        foreach (double v in x) rest += v - first;
        double mean = first + rest / x.Length;
        return double.IsFinite(mean) ? mean : MeanOfHuge(x);
    }

    /// <summary>Σ(x − mean)² ÷ (n − 1), square root. NaN below two values; infinite where it has no double.</summary>
    public static double Deviation(ReadOnlySpan<double> x, double mean)
    {
        if (x.Length < 2) return double.NaN;
        var (low, high) = Range(x);
        double unit = Shape.UnitOf(Math.Max(high - mean, mean - low)), sum = 0;
        if (unit == 0) return low < high ? double.PositiveInfinity : 0;
        foreach (double v in x) sum += (v - mean) * unit * ((v - mean) * unit);
        return Math.Sqrt(sum / (x.Length - 1)) / unit;
    }

    /// <summary>The sum overflowed; divide first.</summary>
    private static double MeanOfHuge(ReadOnlySpan<double> x)
    {
        double mean = 0;
        foreach (double v in x) mean += v / x.Length;
        var (low, high) = Range(x);
        return Math.Clamp(mean, low, high);
    }

    /// <summary>Smallest and largest; NaN when empty.</summary>
    public static (double Low, double High) Range(ReadOnlySpan<double> x)
    {
        if (x.IsEmpty) return (double.NaN, double.NaN);
        double low = x[0], high = x[0];
        foreach (double v in x)
        {
            if (v < low) low = v;
            if (v > high) high = v;
        }
        return (low, high);
    }

    /// <summary>The median of ordered values: the middle one, or the mean of the two in the middle. NaN when empty.</summary>
    public static double MedianOfSorted(ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty) return double.NaN;
        double upper = sorted[sorted.Length / 2];
        if (sorted.Length % 2 == 1) return upper;
        double lower = sorted[sorted.Length / 2 - 1], middle = (lower + upper) / 2;
        return double.IsFinite(middle) ? middle : lower / 2 + upper / 2;
    }
}
