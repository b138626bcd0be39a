namespace Touchstone.Composite;

/// <summary>Weights by place: how much of a mean the smallest, the middle or the k-th best child makes.</summary>
internal static class PlaceWeights
{
    private const double Half = 0.5, Equal = 1e-12;

    /// <summary>
    /// Fills in the effective weight of each of some children by their order (<paramref name="values"/> rising, <paramref name="weights"/> alongside, of any scale). They sum to one.
    /// </summary>
    public static void Fill(AggregateRule rule, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Span<double> effective)
    {
        effective.Clear();
        switch (rule.Mean)
        {
            case MeanKind.Min: effective[0] = 1; break;
            case MeanKind.Max: effective[^1] = 1; break;
            case MeanKind.Median: FillMedian(weights, effective); break;
            case MeanKind.OrderedWeighted: FillOrder(rule.OrderWeights!, effective); break;
            default: throw new InvalidOperationException($"{rule.Mean} does not go by order.");
        }
        if (values.IsEmpty) throw new InvalidOperationException("No children to order.");
    }

    private static void FillMedian(ReadOnlySpan<double> weights, Span<double> effective)
    {
        double all = 0, reached = 0;
        foreach (double w in weights) all += w;
        for (int i = 0; i < weights.Length; i++)
        {
            reached += weights[i] / all;
            if (reached < Half - Equal) continue;
            if (Math.Abs(reached - Half) <= Equal && i + 1 < weights.Length) effective[i] = effective[i + 1] = Half;
            else effective[i] = 1;
            return;
        }
    }

    /// <summary>The curve of cumulated order weights, the best first, read at the places of as many children as there are.</summary>
    private static void FillOrder(Listed<double> order, Span<double> effective)
    {
        int m = effective.Length;
        double before = 0;
        for (int k = 1; k <= m; k++)
        {
            double upTo = UpTo(order, (double)k / m);
            effective[m - k] = upTo - before;
            before = upTo;
        }
    }

    private static double UpTo(Listed<double> order, double share)
    {
        double all = 0, sum = 0, place = share * order.Count;
        for (int i = 0; i < order.Count; i++)
        {
            all += order[i];
            sum += order[i] * Math.Clamp(place - i, 0, 1);
        }
        return sum / all;
    }
}

/// <summary>The children of one node in one row, gathered: for means that need all of them at once. One for a step, used again for every row.</summary>
internal sealed class OrderedChildren(int most)
{
    private readonly double[] _values = new double[most], _weights = new double[most], _effective = new double[most], _sortedWeights = new double[most], _sorted = new double[most];
    private readonly int[] _order = new int[most];
    private AggregateRule _rule = new();
    private int _count, _applicable, _present;
    private double _weight, _missingWeight, _passedOn;
    private CellMarks _marks;
    private bool _anyNotPositive;

    /// <summary>A value was due, but the mean has none for these children. Known once <see cref="Score"/> was asked.</summary>
    public bool HasNoValue { get; private set; }

    public void Start(AggregateRule rule)
    {
        _rule = rule;
        (_count, _applicable, _present, _weight, _missingWeight, _passedOn, _marks, _anyNotPositive) = (0, 0, 0, 0, 0, 0, CellMarks.None, false);
        HasNoValue = false;
    }

    /// <summary>Adds a child that applies; NaN = missing; sign −1 = it counts against.</summary>
    public void Add(double x, double weight, CellMarks marks, double rescaled, double sign)
    {
        _applicable++;
        if (double.IsNaN(x))
        {
            _missingWeight += weight;
            if (_rule.Missing != MissingChild.Fill) return;
            _marks |= CellMarks.Imputed;
            AddValue(_rule.FillValue ?? double.NaN, weight, sign);
            return;
        }
        _present++;
        _marks |= marks & ~CellMarks.NotApplicable;
        _passedOn += weight * rescaled;
        AddValue(x, weight, sign);
    }

    private void AddValue(double x, double weight, double sign)
    {
        if (weight == 0) return;
        _weight += weight;
        if (_rule.NeedsPositive ? !(x > 0) : _rule.Mean == MeanKind.Power && x < 0) { _anyNotPositive = true; return; }
        _values[_count] = sign * x;
        _weights[_count++] = weight;
    }

    /// <summary>The combined value, NaN where it is missing, infinite where it overflows.</summary>
    public double Score(out CellMarks marks, out double rescaled)
    {
        rescaled = 0;
        marks = _applicable == 0 ? CellMarks.NotApplicable : CellMarks.None;
        bool anyMissing = _present < _applicable;
        if (_weight == 0 || (double)_present / _applicable < _rule.MinAvailable || anyMissing && _rule.Missing == MissingChild.Missing) return double.NaN;
        HasNoValue = _anyNotPositive;
        if (HasNoValue) return double.NaN;
        double value = Combine();
        if (HasNoValue) return double.NaN;
        if (!double.IsFinite(value)) return double.PositiveInfinity;
        marks = _marks;
        double stoodIn = _rule.Missing == MissingChild.Rescale ? _missingWeight : 0;
        rescaled = (stoodIn + _passedOn) / (_weight + stoodIn);
        if (anyMissing && _rule.Missing == MissingChild.Rescale) marks |= CellMarks.Rescaled;
        return value;
    }

    private double Combine()
    {
        switch (_rule.Mean)
        {
            case MeanKind.Arithmetic: return Mean();
            case MeanKind.Sum: return _applicable * Mean();
            // A child that counts against the node divides: its value carries the sign of its exponent.
            case MeanKind.Product: return Math.Exp(_applicable * Over(static x => x < 0 ? -Math.Log(-x) : Math.Log(x)));
            case MeanKind.Power: return Power();
            case MeanKind.MeanMin:
            case MeanKind.MazziottaPareto:
                double mean = Mean();
                HasNoValue = _rule.Mean == MeanKind.MazziottaPareto && !(mean > 0);
                return mean - Penalties.Of(_rule, mean, _values.AsSpan(0, _count), _weights.AsSpan(0, _count));
            case MeanKind.Geometric: return Math.Exp(Over(Math.Log));
            case MeanKind.Harmonic: return 1 / Over(static x => 1 / x);
            default: return InOrder();
        }
    }

    private double Over(Func<double, double> to)
    {
        double sum = 0;
        for (int i = 0; i < _count; i++) sum += _weights[i] * to(_values[i]);
        return sum / _weight;
    }

    private double Mean()
    {
        double sum = 0;
        for (int i = 0; i < _count; i++) sum += _weights[i] * _values[i];
        return sum / _weight;
    }

    /// <summary>A mean lies between its smallest and largest value: rounding may not carry it outside.</summary>
    private double Power()
    {
        double sum = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int i = 0; i < _count; i++)
        {
            sum += _weights[i] * Math.Pow(_values[i], _rule.Power);
            low = Math.Min(low, _values[i]);
            high = Math.Max(high, _values[i]);
        }
        double mean = Math.Pow(sum / _weight, 1 / _rule.Power);
        return double.IsFinite(mean) ? Math.Clamp(mean, low, high) : mean;
    }

    private double InOrder()
    {
        for (int i = 0; i < _count; i++) _order[i] = i;
        _values.AsSpan(0, _count).CopyTo(_sorted);
        Array.Sort(_sorted, _order, 0, _count);
        for (int i = 0; i < _count; i++) _sortedWeights[i] = _weights[_order[i]];
        var effective = _effective.AsSpan(0, _count);
        PlaceWeights.Fill(_rule, _sorted.AsSpan(0, _count), _sortedWeights.AsSpan(0, _count), effective);
        double sum = 0;
        for (int i = 0; i < _count; i++) if (effective[i] != 0) sum += effective[i] * _sorted[i];
        return sum;
    }
}

/// <summary>What is taken off a mean for weak or unequal children.</summary>
internal static class Penalties
{
    public static double Of(AggregateRule rule, double mean, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        if (rule.Mean == MeanKind.MeanMin)
        {
            double reach = mean - Sums.Range(values).Low;
            return rule.Penalty * (Math.Sqrt(reach * reach + rule.Smoothing * rule.Smoothing) - rule.Smoothing);
        }
        if (rule.Mean != MeanKind.MazziottaPareto) return 0;
        double all = 0, squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            all += weights[i];
            squares += weights[i] * (values[i] - mean) * (values[i] - mean);
        }
        return rule.Penalty * (squares / all) / mean;
    }
}
