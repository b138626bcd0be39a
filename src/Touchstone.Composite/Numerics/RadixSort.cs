namespace Touchstone.Composite;

/// <summary>
/// Sorts doubles, with the rows they belong to, in time proportional to their number: eleven bits a pass over the order-preserving bits of the double. Few values go to
/// <see cref="Array.Sort{TKey, TValue}(TKey[], TValue[], int, int)"/>, which is faster for them. The order among equal values is not part of the contract.
/// </summary>
internal sealed class RadixSort(int capacity)
{
    private const int Few = 400, Bits = 11, Buckets = 1 << Bits, Passes = 6;
    private readonly ulong[] _from = new ulong[Math.Max(capacity, 1)], _to = new ulong[Math.Max(capacity, 1)];
    private readonly int[] _rowsTo = new int[Math.Max(capacity, 1)];
    private readonly int[] _counts = new int[capacity > Few ? Buckets * Passes : 0];

    /// <summary>Sorts the first values ascending, and moves the rows with them when there are any.</summary>
    public void Sort(double[] values, int[]? rows, int count)
    {
        if (count <= Few)
        {
            if (rows is null) Array.Sort(values, 0, count);
            else Array.Sort(values, rows, 0, count);
            return;
        }
        Count(values, count);
        ulong[] from = _from, to = _to;
        int[]? rowsFrom = rows, rowsTo = rows is null ? null : _rowsTo;
        for (int pass = 0; pass < Passes; pass++)
        {
            int shift = pass * Bits;
            var counts = _counts.AsSpan(pass * Buckets, Buckets);
            if (counts[(int)((from[0] >> shift) & (Buckets - 1))] == count) continue; // one bucket holds all
            Starts(counts);
            for (int i = 0; i < count; i++)
            {
                ulong key = from[i];
                int place = counts[(int)((key >> shift) & (Buckets - 1))]++;
                to[place] = key;
                if (rowsFrom is not null) rowsTo![place] = rowsFrom[i];
            }
            (from, to) = (to, from);
            (rowsFrom, rowsTo) = (rowsTo, rowsFrom);
        }
        for (int i = 0; i < count; i++) values[i] = ToDouble(from[i]);
        if (rows is not null && !ReferenceEquals(rowsFrom, rows)) Array.Copy(rowsFrom!, rows, count);
    }

    private void Count(double[] values, int count)
    {
        Array.Clear(_counts);
        for (int i = 0; i < count; i++)
        {
            ulong key = ToOrdered(values[i]);
            _from[i] = key;
            for (int pass = 0; pass < Passes; pass++) _counts[pass * Buckets + (int)((key >> (pass * Bits)) & (Buckets - 1))]++;
        }
    }

    private static void Starts(Span<int> counts)
    {
        int start = 0;
        foreach (ref int bucket in counts) (bucket, start) = (start, start + bucket);
    }

    /// <summary>Bits that sort as the doubles do: the sign bit flipped for positive, all bits for negative numbers.</summary>
    private static ulong ToOrdered(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    private static double ToDouble(ulong ordered)
    {
        long bits = (long)ordered;
        return BitConverter.Int64BitsToDouble(bits ^ (((~bits) >> 63) | long.MinValue));
    }
}
