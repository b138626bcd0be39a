namespace Touchstone.Composite;

/// <summary>Rounding half away from zero, as published indices round.</summary>
internal static class Rounding
{
    /// <summary>
    /// To twelve significant digits. Sums that are equal on paper differ in their last bits by the order of adding; where a rank would tell them apart they are brought together first.
    /// </summary>
    public static double Significant(double x)
    {
        if (x == 0 || !double.IsFinite(x)) return x;
        double scale = Math.Pow(10, 11 - Math.Floor(Math.Log10(Math.Abs(x))));
        double rounded = Math.Round(x * scale) / scale;
        return double.IsFinite(rounded) ? rounded : x;
    }

    /// <summary>
    /// Whether two numbers are one on paper: apart by no more than 1e-14 of the larger, which is what adding in another order leaves. A scale over such a spread would draw noise out over its whole length.
    /// </summary>
    public static bool AreOne(double x, double y) => Math.Abs(y - x) <= 1e-14 * Math.Max(Math.Abs(x), Math.Abs(y));

    public static double At(double x, int decimals) => Math.Round(x, decimals, MidpointRounding.AwayFromZero);
}
