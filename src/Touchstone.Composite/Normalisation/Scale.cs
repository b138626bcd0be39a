namespace Touchstone.Composite;

/// <summary>The scale scores stand on. The order of operations is part of the method: the way's end is the scale's end to the last bit.</summary>
internal readonly record struct Scale(double Low, double High)
{
    public double Middle => At(0.5);

    /// <summary>The score at a share of the way from bottom to top; shares outside 0–1 score outside the scale.</summary>
    public double At(double share)
    {
        if (share == 1) return High;
        double score = Low + (High - Low) * share;
        return share is >= 0 and <= 1 ? Math.Clamp(score, Low, High) : score;
    }

    /// <summary>The share of the way from <paramref name="low"/> to <paramref name="high"/>; counted from the top when lower is better.</summary>
    public static double Way(double x, double low, double high, bool lowerIsBetter)
    {
        double span = high - low;
        if (double.IsFinite(span)) return (lowerIsBetter ? high - x : x - low) / span;
        // Halves, where the span itself would overflow.
        return (lowerIsBetter ? high / 2 - x / 2 : x / 2 - low / 2) / (high / 2 - low / 2);
    }
}
