namespace Touchstone.Composite;

/// <summary>
/// Principal components of a correlation matrix in buffers of its own: eigenvectors by Jacobi's rotations, then varimax with Kaiser's normalisation, both by planes in one fixed order.
/// (Kaiser, The varimax criterion for analytic rotation in factor analysis, Psychometrika 23, 1958.)
/// </summary>
internal sealed class Components(int most)
{
    private const int MostSweeps = 100;
    private readonly double[,] _matrix = new double[most, most], _vectors = new double[most, most], _rotated = new double[most, most];
    private readonly double[] _values = new double[most], _lengths = new double[most], _carried = new double[most];
    private readonly int[] _order = new int[most];

    public double Eigenvalue(int component) => _values[_order[component]];
    public double Loading(int component, int child) => _vectors[child, _order[component]];
    public double Rotated(int component, int child) => _rotated[child, component];

    public void Of(ChildColumns columns, int k)
    {
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++) (_matrix[i, j], _vectors[i, j]) = (columns.Correlation(i, j), i == j ? 1 : 0);
            _order[i] = i;
        }
        for (int sweep = 0; sweep < MostSweeps && Sweep(k); sweep++) { }
        for (int i = 0; i < k; i++) _values[i] = _matrix[i, i];
        for (int i = 1; i < k; i++)
            for (int j = i; j > 0 && _values[_order[j]] > _values[_order[j - 1]]; j--) (_order[j], _order[j - 1]) = (_order[j - 1], _order[j]);
        for (int f = 0; f < k; f++) TurnUp(k, f);
    }

    /// <summary>The sign of a component is arbitrary: here its loadings sum to zero or more.</summary>
    private void TurnUp(int k, int f)
    {
        double sum = 0;
        for (int j = 0; j < k; j++) sum += _vectors[j, f];
        if (sum >= 0) return;
        for (int j = 0; j < k; j++) _vectors[j, f] = -_vectors[j, f];
    }

    private bool Sweep(int k)
    {
        bool turned = false;
        for (int p = 0; p < k; p++)
            for (int q = p + 1; q < k; q++)
            {
                double off = _matrix[p, q];
                if (Math.Abs(off) <= 1e-17 * Math.Sqrt(Math.Abs(_matrix[p, p] * _matrix[q, q])) || off == 0) continue;
                turned = true;
                double theta = (_matrix[q, q] - _matrix[p, p]) / (2 * off), t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
                for (int i = 0; i < k; i++) (_matrix[i, p], _matrix[i, q]) = (c * _matrix[i, p] - s * _matrix[i, q], s * _matrix[i, p] + c * _matrix[i, q]);
                for (int i = 0; i < k; i++) (_matrix[p, i], _matrix[q, i]) = (c * _matrix[p, i] - s * _matrix[q, i], s * _matrix[p, i] + c * _matrix[q, i]);
                for (int i = 0; i < k; i++) (_vectors[i, p], _vectors[i, q]) = (c * _vectors[i, p] - s * _vectors[i, q], s * _vectors[i, p] + c * _vectors[i, q]);
                _matrix[p, q] = _matrix[q, p] = 0;
            }
        return turned;
    }

    /// <summary>Those with an eigenvalue above 1 that carry more than 10 %, and further ones until more than 60 % is carried (handbook, Part 2, Step 6.1).</summary>
    public int Worth(int k)
    {
        int kept = 0;
        double carried = 0;
        while (kept < k && (carried <= 0.6 * k || Eigenvalue(kept) > 1 && Eigenvalue(kept) > 0.1 * k)) carried += Eigenvalue(kept++);
        return kept;
    }

    /// <summary>Loadings (eigenvector × √eigenvalue) of the first components, rotated. False where the turning did not come to rest.</summary>
    public bool Rotate(int k, int kept)
    {
        for (int j = 0; j < k; j++)
        {
            double length = 0;
            for (int f = 0; f < kept; f++)
            {
                _rotated[j, f] = Loading(f, j) * Math.Sqrt(Math.Max(0, Eigenvalue(f)));
                length += _rotated[j, f] * _rotated[j, f];
            }
            _lengths[j] = Math.Sqrt(length);
            for (int f = 0; f < kept && length > 0; f++) _rotated[j, f] /= _lengths[j];
        }
        bool rests = kept < 2;
        for (int sweep = 0; sweep < 10 * MostSweeps && !rests; sweep++) rests = !Turn(k, kept);
        for (int f = 0; f < kept; f++)
        {
            double sum = 0;
            for (int j = 0; j < k; j++) sum += _rotated[j, f] *= _lengths[j];
            _carried[f] = 0;
            for (int j = 0; j < k; j++)
            {
                if (sum < 0) _rotated[j, f] = -_rotated[j, f];
                _carried[f] += _rotated[j, f] * _rotated[j, f];
            }
        }
        return rests;
    }

    private bool Turn(int k, int kept)
    {
        double largest = 0;
        for (int p = 0; p < kept; p++)
            for (int q = p + 1; q < kept; q++)
            {
                double a = 0, b = 0, c = 0, d = 0;
                for (int j = 0; j < k; j++)
                {
                    double u = _rotated[j, p] * _rotated[j, p] - _rotated[j, q] * _rotated[j, q], v = 2 * _rotated[j, p] * _rotated[j, q];
                    a += u;
                    b += v;
                    c += u * u - v * v;
                    d += 2 * u * v;
                }
                double angle = 0.25 * Math.Atan2(d - 2 * a * b / k, c - (a * a - b * b) / k), cos = Math.Cos(angle), sin = Math.Sin(angle);
                largest = Math.Max(largest, Math.Abs(angle));
                for (int j = 0; j < k; j++) (_rotated[j, p], _rotated[j, q]) = (cos * _rotated[j, p] + sin * _rotated[j, q], cos * _rotated[j, q] - sin * _rotated[j, p]);
            }
        return largest > 1e-10;
    }

    /// <summary>The component of which a child has the largest part: by the squared loading as a share of what the component carries.</summary>
    public int MostOf(int child, int k, int kept)
    {
        int best = 0;
        for (int f = 1; f < kept; f++)
            if (Part(child, f) > Part(child, best)) best = f;
        return best;
    }

    private double Part(int child, int f) => _carried[f] > 0 ? _rotated[child, f] * _rotated[child, f] / _carried[f] : 0;
}
