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

    public static double At(double x, int decimals) => Math.Round(x, decimals, MidpointRounding.AwayFromZero);
}
