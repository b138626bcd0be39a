namespace Touchstone.Composite;

/// <summary>
/// Sorts doubles, with the rows they belong to, in time proportional to their number: by the order-preserving bits of the double, eleven bits a pass, but only the first thirty-three in which the values
/// differ at all; the few that agree in those are put in order afterwards. Few values go to <see cref="Array.Sort{TKey, TValue}(TKey[], TValue[], int, int)"/>, which is faster for them. The order among equal
/// values is not part of the contract.
/// </summary>
internal sealed class RadixSort(int capacity)
{
    private const int Few = 400, Bits = 11, Buckets = 1 << Bits, Passes = 3;
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
        var (least, ignored) = Take(values, count);
        Count(count, ignored);
        ulong[] from = _from, to = _to;
        int[]? rowsFrom = rows, rowsTo = rows is null ? null : _rowsTo;
        for (int pass = 0; pass < Passes; pass++)
        {
            int shift = ignored + pass * Bits;
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
        if (ignored > 0) OrderRest(from, rowsFrom, count, ignored);
        for (int i = 0; i < count; i++) values[i] = ToDouble(from[i] + least);
        if (rows is not null && !ReferenceEquals(rowsFrom, rows)) Array.Copy(rowsFrom!, rows, count);
    }

    /// <summary>Takes the keys, less the least of them, and says how many of their last bits the passes do not look at.</summary>
    private (ulong Least, int Ignored) Take(double[] values, int count)
    {
        ulong least = ulong.MaxValue, most = 0;
        for (int i = 0; i < count; i++)
        {
            ulong key = _from[i] = ToOrdered(values[i]);
            if (key < least) least = key;
            if (key > most) most = key;
        }
        for (int i = 0; i < count; i++) _from[i] -= least;
        return (least, Math.Max(0, 64 - System.Numerics.BitOperations.LeadingZeroCount(most - least) - Passes * Bits));
    }

    private void Count(int count, int ignored)
    {
        Array.Clear(_counts);
        for (int i = 0; i < count; i++)
        {
            ulong key = _from[i] >> ignored;
            _counts[(int)(key & (Buckets - 1))]++;
            _counts[Buckets + (int)((key >> Bits) & (Buckets - 1))]++;
            _counts[2 * Buckets + (int)(key >> (2 * Bits))]++;
        }
    }

    /// <summary>Puts values in order that stand together because they differ in the last bits only.</summary>
    private static void OrderRest(ulong[] keys, int[]? rows, int count, int ignored)
    {
        for (int first = 0, next; first < count; first = next)
        {
            ulong high = keys[first] >> ignored;
            bool ordered = true;
            for (next = first + 1; next < count && keys[next] >> ignored == high; next++) ordered &= keys[next - 1] <= keys[next];
            if (ordered) continue;
            if (rows is null) Array.Sort(keys, first, next - first);
            else Array.Sort(keys, rows, first, next - first);
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
