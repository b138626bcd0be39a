namespace Touchstone.Composite;

/// <summary>Quantiles of ordered values.</summary>
internal static class Quantile
{
    /// <summary>
    /// The quantile of type 7 (R's and NumPy's default; Hyndman and Fan, Sample quantiles in statistical packages, 1996): at place (n − 1)·p, linearly between neighbours. NaN when empty.
    /// </summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty) return double.NaN;
        double place = (sorted.Length - 1) * Math.Clamp(p, 0, 1);
        int below = (int)Math.Floor(place);
        double share = place - below;
        if (share == 0 || below + 1 >= sorted.Length) return sorted[below];
        double low = sorted[below], high = sorted[below + 1], span = high - low;
        return double.IsFinite(span) ? low + share * span : low * (1 - share) + high * share;
    }
}
