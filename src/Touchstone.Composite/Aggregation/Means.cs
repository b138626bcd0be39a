namespace Touchstone.Composite;

/// <summary>
/// A weighted mean is f⁻¹(Σ w·f(x) ÷ Σ w): the arithmetic with f = x, the geometric with f = ln x, the harmonic with f = 1/x. One loop serves all three;
/// the compiler makes one of each.
/// </summary>
internal interface IMean
{
    static abstract double To(double x);
    static abstract double Back(double mean);
    /// <summary>Whether every value must be above zero.</summary>
    static abstract bool NeedsPositive { get; }
}

internal readonly struct ArithmeticMean : IMean
{
    public static double To(double x) => x;
    public static double Back(double mean) => mean;
    public static bool NeedsPositive => false;
}

internal readonly struct GeometricMean : IMean
{
    public static double To(double x) => Math.Log(x);
    public static double Back(double mean) => Math.Exp(mean);
    public static bool NeedsPositive => true;
}

internal readonly struct HarmonicMean : IMean
{
    public static double To(double x) => 1 / x;
    public static double Back(double mean) => 1 / mean;
    public static bool NeedsPositive => true;
}
