namespace Touchstone.Composite;

/// <summary>Places in ordered values.</summary>
internal static class Ordered
{
    /// <summary>How many are below.</summary>
    public static int Below(ReadOnlySpan<double> ordered, double x)
    {
        int low = 0, high = ordered.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ordered[middle] < x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>How many are below or equal.</summary>
    public static int UpTo(ReadOnlySpan<double> ordered, double x)
    {
        int low = 0, high = ordered.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ordered[middle] <= x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Moves the distinct values to the front; gives their number.</summary>
    public static int Distinct(Span<double> ordered)
    {
        int n = 0;
        for (int i = 0; i < ordered.Length; i++)
            if (n == 0 || ordered[i] != ordered[n - 1]) ordered[n++] = ordered[i];
        return n;
    }

    /// <summary>The rank from 1 = first. A value not among them ranks with the one before it. For dense ranks the values must be distinct.</summary>
    public static double RankOf(ReadOnlySpan<double> ordered, double x, Ties ties)
    {
        int below = Below(ordered, x), upTo = UpTo(ordered, x);
        if (below == upTo) return RankOf(ordered, ordered[Math.Max(0, below - 1)], ties);
        return ties switch
        {
            Ties.Min => below + 1,
            Ties.Max => upTo,
            Ties.Average => (below + 1 + upTo) / 2.0,
            Ties.Dense => below + 1,
        };
    }
}
