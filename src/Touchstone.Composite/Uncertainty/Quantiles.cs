namespace Touchstone.Composite;

/// <summary>Quantiles of ordered values.</summary>
internal static class Quantiles
{
    /// <summary>R's type 7: the place (n − 1)·p, between neighbours by straight line. NaN when empty.</summary>
    public static double Type7(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty) return double.NaN;
        double at = (sorted.Length - 1) * p;
        int below = (int)Math.Floor(at);
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    /// <summary>
    /// How far the p-quantile of this many draws may be from the true one, 95 % sure: half the distance between the order statistics at n·p ± 1.96·√(n·p·(1 − p)). Conservative for scenarios
    /// that fill the space evenly.
    /// </summary>
    public static double Error(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty) return double.NaN;
        var (low, high) = ErrorPlaces(sorted.Length, p);
        return (sorted[high] - sorted[low]) / 2;
    }

    /// <summary>The places of those order statistics, from zero.</summary>
    public static (int Low, int High) ErrorPlaces(int count, double p)
    {
        double middle = count * p, way = 1.96 * Math.Sqrt(count * p * (1 - p));
        return (Math.Clamp((int)Math.Floor(middle - way), 0, count - 1), Math.Clamp((int)Math.Ceiling(middle + way), 0, count - 1));
    }
}
