namespace Touchstone.Composite;

/// <summary>Rounding half away from zero, as published indices round.</summary>
internal static class Rounding
{
    public static double At(double x, int decimals) => Math.Round(x, decimals, MidpointRounding.AwayFromZero);
}
