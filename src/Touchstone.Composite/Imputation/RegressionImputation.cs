using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Fills a column by least squares on other columns: y = intercept + Σ slope·x over the frame's rows that have all of them. Fitted before any cell of the step is filled, by modified
/// Gram–Schmidt on the centred predictors; a predictor that adds nothing to those before it gets the slope zero. With fewer rows than coefficients + 1 nothing is filled.
/// </summary>
internal sealed class RegressionImputation
{
    private readonly Plan _plan;
    private readonly int _place;
    private readonly int[] _predictors;
    private readonly string[] _names;
    private readonly double[] _slopes, _means, _y, _predicted;
    private readonly double[][] _x, _toEarlier;
    private readonly Dictionary<Period, double[]> _byPeriod = [];
    private readonly double[] _whole;

    public RegressionImputation(Plan plan, int place, Listed<IndicatorCode> predictors)
    {
        (_plan, _place) = (plan, place);
        _predictors = [.. predictors.Select(plan.PlaceOf)];
        _names = [.. predictors.Select(p => "slope:" + p.Value)];
        int k = _predictors.Length;
        (_slopes, _means, _y, _predicted) = (new double[k], new double[k], new double[plan.Rows.Length], new double[plan.Rows.Length]);
        _x = [.. Enumerable.Range(0, k).Select(_ => new double[plan.Rows.Length])];
        _toEarlier = [.. Enumerable.Range(0, k).Select(_ => new double[k])];
        foreach (var period in plan.Periods.OfType<Period>()) _byPeriod[period] = new double[k + 1];
        _whole = new double[k + 1];
    }

    private double[] Coefficients(Block block) => block.Period is { } p ? _byPeriod[p] : _whole;

    /// <summary>Fits, or takes the frame's: the intercept first; NaN where there is nothing to fit.</summary>
    public void Find(Worksheet sheet, Audit audit, int column, Block block)
    {
        double[] found = Coefficients(block);
        if (_plan.Frozen is { } frozen)
        {
            found[0] = frozen.Find(_place, block.Period, _plan.Codes[column], "intercept");
            for (int j = 0; j < _names.Length; j++) found[j + 1] = frozen.Find(_place, block.Period, _plan.Codes[column], _names[j]);
        }
        else Fit(sheet, column, block, found);
        audit.Used(block, column, "intercept", found[0]);
        for (int j = 0; j < _names.Length; j++) audit.Used(block, column, _names[j], found[j + 1]);
        for (int r = block.From; r < block.To; r++) _predicted[r] = Predicted(sheet, r, found);
    }

    public void Fill(Worksheet sheet, Audit audit, int column, Block block, Text why)
    {
        for (int r = block.From; r < block.To; r++)
            if (Imputing.IsMissing(sheet, column, r) && double.IsFinite(_predicted[r])) Imputing.Set(sheet, audit, column, r, _predicted[r], CellMarks.Imputed, why);
    }

    private double Predicted(Worksheet sheet, int row, double[] found)
    {
        double y = found[0];
        for (int j = 0; j < _predictors.Length; j++) y += found[j + 1] * sheet.Cells[_predictors[j]][row];
        return y;
    }

    private void Fit(Worksheet sheet, int column, Block block, double[] found)
    {
        int k = _predictors.Length, n = 0;
        for (int r = block.From; r < block.To; r++)
        {
            if (!sheet.Gives[r] || double.IsNaN(sheet.Cells[column][r]) || !HasAll(sheet, r)) continue;
            _y[n] = sheet.Cells[column][r];
            for (int j = 0; j < k; j++) _x[j][n] = sheet.Cells[_predictors[j]][r];
            n++;
        }
        Array.Fill(found, double.NaN);
        if (n < k + 2) return;
        double meanY = Centre(_y, n);
        for (int j = 0; j < k; j++) _means[j] = Centre(_x[j], n);
        for (int j = 0; j < k; j++)
        {
            double length = Dot(_x[j], _x[j], n);
            for (int e = 0; e < j; e++)
            {
                double own = Dot(_x[e], _x[e], n);
                _toEarlier[j][e] = own > 0 ? Dot(_x[j], _x[e], n) / own : 0;
                for (int i = 0; i < n; i++) _x[j][i] -= _toEarlier[j][e] * _x[e][i];
            }
            double left = Dot(_x[j], _x[j], n);
            if (!(left > 1e-12 * length)) Array.Clear(_x[j], 0, n);
            _slopes[j] = left > 1e-12 * length ? Dot(_y, _x[j], n) / left : 0;
        }
        // From the orthogonal directions back to the predictors themselves.
        for (int j = k - 1; j >= 0; j--)
            for (int later = j + 1; later < k; later++) _slopes[j] -= _toEarlier[later][j] * _slopes[later];
        found[0] = meanY;
        for (int j = 0; j < k; j++)
        {
            found[j + 1] = _slopes[j];
            found[0] -= _slopes[j] * _means[j];
        }
    }

    private bool HasAll(Worksheet sheet, int row)
    {
        foreach (int p in _predictors) if (double.IsNaN(sheet.Cells[p][row])) return false;
        return true;
    }

    private static double Centre(double[] x, int n)
    {
        double mean = Sums.Mean(x.AsSpan(0, n));
        for (int i = 0; i < n; i++) x[i] -= mean;
        return mean;
    }

    private static double Dot(double[] a, double[] b, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += a[i] * b[i];
        return sum;
    }
}
