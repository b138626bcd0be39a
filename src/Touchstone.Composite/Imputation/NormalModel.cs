namespace Touchstone.Composite;

/// <summary>
/// A multivariate normal distribution fitted to rows with gaps by expectation and maximisation, and what it expects of a gap. In buffers of its own.
/// (Dempster, Laird and Rubin, JRSS B 39, 1977; Little and Rubin, Statistical Analysis with Missing Data, 11.2; the sweep operator there, 7.4.)
/// </summary>
internal sealed class NormalModel(int most, int rows)
{
    /// <summary>The fit rests when no mean, variance or covariance of the standardised columns changes by more.</summary>
    private const double AtRest = 1e-11;
    public const int MostTurns = 5000;
    private readonly double[][] _x = [.. Enumerable.Range(0, most).Select(_ => new double[rows])];
    private readonly double[,] _sweep = new double[most, most], _second = new double[most, most];
    private readonly double[] _first = new double[most], _row = new double[most], _shift = new double[most], _unit = new double[most], _pivot = new double[most];
    private readonly bool[] _known = new bool[most];
    private int _columns, _count;

    /// <summary>The means, in the columns' own units.</summary>
    public double[] Mean { get; } = new double[most];
    /// <summary>The covariances, in the columns' own units.</summary>
    public double[,] Covariance { get; } = new double[most, most];

    public void Start(int columns) => (_columns, _count) = (columns, 0);

    /// <summary>Takes a row, NaN = gap; one without any value says nothing.</summary>
    public void Add(ReadOnlySpan<double> row)
    {
        bool any = false;
        for (int c = 0; c < _columns; c++)
        {
            _x[c][_count] = row[c];
            any |= !double.IsNaN(row[c]);
        }
        if (any) _count++;
    }

    public int Rows => _count;

    /// <summary>Whether a column has two different values among the rows taken.</summary>
    public bool Varies(int column)
    {
        double first = double.NaN;
        for (int r = 0; r < _count; r++)
        {
            double x = _x[column][r];
            if (double.IsNaN(x)) continue;
            if (double.IsNaN(first)) first = x;
            else if (x != first) return true;
        }
        return false;
    }

    /// <summary>Fits. False where it did not come to rest: the likelihood has no maximum, or lies flat.</summary>
    public bool Fit()
    {
        Standardise();
        for (int i = 0; i < _columns; i++)
        {
            Mean[i] = 0;
            for (int j = 0; j < _columns; j++) Covariance[i, j] = i == j && _unit[i] > 0 ? 1 : 0;
        }
        int turn = 1;
        double change = Turn();
        while (change > AtRest && turn < MostTurns)
        {
            change = Turn();
            turn++;
        }
        for (int i = 0; i < _columns; i++)
        {
            Mean[i] = _shift[i] + _unit[i] * Mean[i];
            for (int j = 0; j < _columns; j++) Covariance[i, j] *= _unit[i] * _unit[j];
        }
        return change <= AtRest;
    }

    private void Standardise()
    {
        for (int c = 0; c < _columns; c++)
        {
            double sum = 0, squares = 0;
            int n = 0;
            for (int r = 0; r < _count; r++) if (!double.IsNaN(_x[c][r])) (sum, n) = (sum + _x[c][r], n + 1);
            _shift[c] = n > 0 ? sum / n : 0;
            for (int r = 0; r < _count; r++) if (!double.IsNaN(_x[c][r])) squares += (_x[c][r] - _shift[c]) * (_x[c][r] - _shift[c]);
            _unit[c] = n > 0 ? Math.Sqrt(squares / n) : 0;
            for (int r = 0; r < _count; r++) _x[c][r] = _unit[c] > 0 ? (_x[c][r] - _shift[c]) / _unit[c] : double.IsNaN(_x[c][r]) ? double.NaN : 0;
        }
    }

    /// <summary>One turn: what the parameters expect of the gaps, and the parameters of that. How much they changed.</summary>
    private double Turn()
    {
        Array.Clear(_first);
        Array.Clear(_second);
        for (int r = 0; r < _count; r++)
        {
            for (int c = 0; c < _columns; c++) _row[c] = _x[c][r];
            bool gaps = Expect(_row, reuse: r > 0);
            for (int i = 0; i < _columns; i++)
            {
                _first[i] += _row[i];
                for (int j = 0; j <= i; j++) _second[i, j] += _row[i] * _row[j] + (gaps && !_known[i] && !_known[j] ? _sweep[i, j] : 0);
            }
        }
        double change = 0;
        for (int i = 0; i < _columns; i++)
        {
            double mean = _first[i] / _count;
            change = Math.Max(change, Math.Abs(mean - Mean[i]));
            Mean[i] = mean;
        }
        for (int i = 0; i < _columns; i++)
            for (int j = 0; j <= i; j++)
            {
                double covariance = _second[i, j] / _count - Mean[i] * Mean[j];
                if (i == j) covariance = Math.Max(0, covariance);
                change = Math.Max(change, Math.Abs(covariance - Covariance[i, j]));
                Covariance[i, j] = Covariance[j, i] = covariance;
            }
        return change;
    }

    /// <summary>Puts what is expected, given the values present, into the gaps of a row; false where there are none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="reuse">The parameters are those of the call before: with the same gaps the regressions are too.</param>
    public bool Expect(Span<double> row, bool reuse)
    {
        bool same = reuse, gaps = false;
        for (int c = 0; c < _columns; c++)
        {
            bool known = !double.IsNaN(row[c]);
            same &= known == _known[c];
            _known[c] = known;
            gaps |= !known;
        }
        if (!gaps) return false;
        if (!same) Sweep();
        for (int m = 0; m < _columns; m++)
        {
            if (_known[m]) continue;
            double x = Mean[m];
            for (int o = 0; o < _columns; o++) if (_known[o]) x += _sweep[m, o] * (row[o] - Mean[o]);
            row[m] = x;
        }
        return true;
    }

    /// <summary>Adds to the gaps of the row last expected what is left over, drawn from its distribution.</summary>
    public void Scatter(Span<double> row, ref HashStream stream)
    {
        // Cholesky over the gaps, in the second moments' buffer; a gap that others determine has nothing left over.
        for (int i = 0; i < _columns; i++)
        {
            if (_known[i]) continue;
            double drawn = 0;
            for (int j = 0; j <= i; j++)
            {
                if (_known[j]) continue;
                double sum = _sweep[i, j];
                for (int e = 0; e < j; e++) if (!_known[e]) sum -= _second[i, e] * _second[j, e];
                _second[i, j] = i == j ? Math.Sqrt(Math.Max(0, sum)) : _second[j, j] > 0 ? sum / _second[j, j] : 0;
                if (i == j) _first[i] = stream.Normal();
                drawn += _second[i, j] * _first[j];
            }
            row[i] += drawn;
        }
    }

    /// <summary>Regresses the gaps on the values: afterwards slopes stand at (gap, value) and what is left over at (gap, gap). A value that those before it determine is passed over.</summary>
    private void Sweep()
    {
        for (int i = 0; i < _columns; i++)
        {
            for (int j = 0; j < _columns; j++) _sweep[i, j] = Covariance[i, j];
            _pivot[i] = 1e-10 * Covariance[i, i];
        }
        for (int k = 0; k < _columns; k++)
        {
            if (!_known[k]) continue;
            double pivot = _sweep[k, k];
            if (!(pivot > _pivot[k]))
            {
                for (int i = 0; i < _columns; i++) _sweep[i, k] = _sweep[k, i] = 0;
                continue;
            }
            for (int i = 0; i < _columns; i++)
            {
                if (i == k) continue;
                double slope = _sweep[i, k] / pivot;
                for (int j = 0; j < _columns; j++) if (j != k) _sweep[i, j] -= slope * _sweep[k, j];
            }
            for (int i = 0; i < _columns; i++)
                if (i != k) _sweep[i, k] = _sweep[k, i] /= pivot;
            _sweep[k, k] = -1 / pivot;
        }
    }
}
