namespace Touchstone.Composite;

/// <summary>
/// Skewness and excess kurtosis of a column, both bias-corrected ("type 2", as SAS, Excel and COINr have them). Undefined (NaN) for a constant column,
/// skewness below three values, kurtosis below four.
/// </summary>
/// <param name="Skewness">√(n(n−1)) ÷ (n−2) · √n·S₃ ÷ S₂^1.5, where S_k = Σ(x − mean)^k.</param>
/// <param name="Kurtosis">((n+1)(n·S₄ ÷ S₂² − 3) + 6)(n−1) ÷ ((n−2)(n−3)).</param>
internal readonly record struct Shape(double Skewness, double Kurtosis)
{
    public static Shape Undefined { get; } = new(double.NaN, double.NaN);

    /// <summary>Both are known.</summary>
    public bool IsDefined => double.IsFinite(Skewness) && double.IsFinite(Kurtosis);

    public static Shape Of(ReadOnlySpan<double> x)
    {
        var (low, high) = Sums.Range(x);
        if (!(low < high)) return Undefined;
        double mean = Sums.Mean(x);
        double unit = UnitOf(Math.Max(high - mean, mean - low));
        if (unit == 0) return Undefined;
        double s2 = 0, s3 = 0, s4 = 0;
        foreach (double v in x)
        {
            double d = (v - mean) * unit, q = d * d;
            s2 += q;
            s3 += q * d;
            s4 += q * q;
        }
        return OfSums(x.Length, s2, s3, s4);
    }

    /// <summary>
    /// What deviations are multiplied by so that the largest is about one: then no power overflows. A power of two, so that it rounds nothing, and neither
    /// number depends on it. Zero when there is no such unit.
    /// </summary>
    public static double UnitOf(double largestDeviation) =>
        double.IsFinite(largestDeviation) && largestDeviation > 0 ? Math.ScaleB(1, -Math.Max(Math.ILogB(largestDeviation), -1000)) : 0;

    /// <summary>From the central power sums.</summary>
    public static Shape OfSums(double n, double s2, double s3, double s4)
    {
        double skewness = n < 3 ? double.NaN : Math.Sqrt(n * (n - 1)) / (n - 2) * (Math.Sqrt(n) * s3 / Math.Pow(s2, 1.5));
        double kurtosis = n < 4 ? double.NaN : ((n + 1) * (n * s4 / (s2 * s2) - 3) + 6) * (n - 1) / ((n - 2) * (n - 3));
        return new(skewness, kurtosis);
    }
}
