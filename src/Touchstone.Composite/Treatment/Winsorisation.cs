namespace Touchstone.Composite;

/// <summary>What winsorisation came to.</summary>
/// <param name="Low">Values below become this; NaN = no lower bound.</param>
/// <param name="High">Values above become this; NaN = no upper bound.</param>
/// <param name="Cells">How many of the frame's cells it moves.</param>
/// <param name="Shape">The shape of the column so bounded.</param>
/// <param name="Passes">Whether that shape is within the limits.</param>
internal readonly record struct Winsorised(double Low, double High, int Cells, Shape Shape, bool Passes);

/// <summary>
/// Winsorisation as the handbook and COINr have it: while the column is skewed and peaked, all cells at its largest value (its smallest, when the skew is negative) are
/// set to the next one. Two things differ from COINr on purpose: a round that would move more cells than the limit (ties) is not begun, and a round that would make
/// the column constant neither.
/// </summary>
/// <remarks>
/// The values are sorted once. Power sums about the median are kept outwards from the middle, for the upper and the lower half apart, so that a round costs
/// nothing but two look-ups, and an outlier's size never passes through a subtraction.
/// </remarks>
internal sealed class Winsorisation(int capacity)
{
    private readonly double[] _sorted = new double[capacity];
    private readonly double[] _s1 = new double[capacity + 1], _s2 = new double[capacity + 1], _s3 = new double[capacity + 1], _s4 = new double[capacity + 1];
    private readonly RadixSort _sort = new(capacity);
    private double _centre, _unit;
    private int _n, _middle;

    public Winsorised Find(ReadOnlySpan<double> values, TreatRule rule, int limit)
    {
        Prepare(values);
        int low = 0, high = _n;
        var shape = ShapeWithin(low, high);
        while (!rule.Passes(shape))
        {
            int nextLow = low, nextHigh = high;
            bool isHighTail = shape.Skewness >= 0;
            if (rule.Tails == (isHighTail ? Tails.Low : Tails.High)) break;
            if (isHighTail)
                while (nextHigh > 0 && _sorted[nextHigh - 1] == _sorted[high - 1]) nextHigh--;
            else
                while (nextLow < _n && _sorted[nextLow] == _sorted[low]) nextLow++;
            int cells = nextLow + (_n - nextHigh);
            bool pastMiddle = nextHigh <= _middle || nextLow > _middle;
            if (cells > limit || pastMiddle || !(_sorted[nextLow] < _sorted[nextHigh - 1])) break;
            (low, high) = (nextLow, nextHigh);
            shape = ShapeWithin(low, high);
        }
        return new(low > 0 ? _sorted[low] : double.NaN, high < _n ? _sorted[high - 1] : double.NaN, low + (_n - high), shape, rule.Passes(shape));
    }

    /// <summary>The fences of the rule's tails, NaN where no value lies beyond, and how many do.</summary>
    public (double Low, double High, int Cells) Fence(ReadOnlySpan<double> values, TreatRule rule)
    {
        values.CopyTo(_sorted);
        _sort.Sort(_sorted, null, values.Length);
        var sorted = _sorted.AsSpan(0, values.Length);
        double first = Quantile.OfSorted(sorted, 0.25), third = Quantile.OfSorted(sorted, 0.75), reach = rule.IqrFactor * (third - first);
        double low = rule.Tails == Tails.High ? double.NegativeInfinity : first - reach, high = rule.Tails == Tails.Low ? double.PositiveInfinity : third + reach;
        int below = Ordered.Below(sorted, low), above = values.Length - Ordered.UpTo(sorted, high);
        return (below > 0 ? low : double.NaN, above > 0 ? high : double.NaN, below + above);
    }

    private void Prepare(ReadOnlySpan<double> values)
    {
        _n = values.Length;
        values.CopyTo(_sorted);
        _sort.Sort(_sorted, null, _n);
        _middle = _n / 2;
        _centre = _sorted[_middle];
        _unit = Shape.UnitOf(Math.Max(_sorted[_n - 1] - _centre, _centre - _sorted[0]));
        Accumulate(_middle, _n, 1);
        Accumulate(_middle, 0, -1);
    }

    /// <summary>Above the middle, place i+1 holds the sums over [middle, i]; below it, place i those over [i, middle).</summary>
    private void Accumulate(int from, int to, int step)
    {
        double s1 = 0, s2 = 0, s3 = 0, s4 = 0;
        if (step < 0) (_s1[from], _s2[from], _s3[from], _s4[from]) = (0, 0, 0, 0);
        for (int i = step > 0 ? from : from - 1; step > 0 ? i < to : i >= to; i += step)
        {
            double d = (_sorted[i] - _centre) * _unit, q = d * d;
            s1 += d;
            s2 += q;
            s3 += q * d;
            s4 += q * q;
            int place = step > 0 ? i + 1 : i;
            (_s1[place], _s2[place], _s3[place], _s4[place]) = (s1, s2, s3, s4);
        }
    }

    /// <summary>The shape when the cells below <paramref name="low"/> and from <paramref name="high"/> on stand at the value of their neighbour inside.</summary>
    private Shape ShapeWithin(int low, int high)
    {
        double a = (_sorted[low] - _centre) * _unit, b = (_sorted[high - 1] - _centre) * _unit, below = low, above = _n - high, n = _n;
        double s1 = Lower(_s1, low) + _s1[high] + below * a + above * b;
        double s2 = Lower(_s2, low) + _s2[high] + below * (a * a) + above * (b * b);
        double s3 = Lower(_s3, low) + _s3[high] + below * (a * a * a) + above * (b * b * b);
        double s4 = Lower(_s4, low) + _s4[high] + below * (a * a * a * a) + above * (b * b * b * b);
        double d = s1 / n;
        return Shape.OfSums(n, s2 - n * d * d, s3 - 3 * d * s2 + 2 * n * d * d * d, s4 - 4 * d * s3 + 6 * d * d * s2 - 3 * n * d * d * d * d);
    }

    private double Lower(double[] sums, int low) => low < _middle ? sums[low] : 0;
}
