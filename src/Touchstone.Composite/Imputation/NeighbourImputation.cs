using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Fills a cell with the mean of the rows that are nearest in the other indicators of the dimension. The distance is the root mean square of the differences, each in deviations of its column, over the
/// indicators that both rows have; a row that shares less than half of those present is no neighbour. Rows as near as the last neighbour count too. The rows that may be neighbours, and the deviations,
/// are the frame's.
/// </summary>
internal sealed class NeighbourImputation
{
    public const int Usual = 5;
    private const string Donor = "donor:", Spread = "neighbour.deviation";
    private readonly Plan _plan;
    private readonly int _place;
    private readonly ImputeRule[] _rules;
    private readonly int[]?[] _dimension;
    private readonly int[] _columns;
    private readonly double[] _deviations, _distances, _sorted;
    private readonly double[][] _values, _fill;
    private readonly RowKey[] _keys;
    private readonly Dictionary<Period, (RowKey[] Keys, double[][] Values)> _thawed = [];
    private readonly (RowKey[] Keys, double[][] Values) _thawedWhole;
    private readonly Dictionary<(int Column, int Row), Text> _why = [];
    private int _donors;

    public NeighbourImputation(Plan plan, int place, ImputeRule[] rules)
    {
        (_plan, _place, _rules) = (plan, place, rules);
        _dimension = [.. rules.Select((r, i) => r.Method == ImputeMethod.NearestNeighbours ? RowImputation.Dimension(plan, i, r.Level) : null)];
        _columns = [.. _dimension.SelectMany(d => d ?? []).Distinct().Order()];
        int most = plan.Rows.Length;
        if (plan.Frozen is { } frozen)
        {
            var stored = frozen.Frame.Parameters.Where(p => p.Step == place && p.Name.StartsWith(Donor, StringComparison.Ordinal)).ToList();
            foreach (var period in stored.Select(p => p.Period).OfType<Period>().Distinct()) _thawed[period] = Thaw(stored.Where(p => p.Period == period));
            _thawedWhole = Thaw(stored.Where(p => p.Period is null));
            most = _thawed.Values.Append(_thawedWhole).Max(t => t.Keys.Length);
        }
        (_deviations, _keys) = (new double[plan.IndicatorCount], new RowKey[most]);
        (_distances, _sorted) = (new double[most], new double[most]);
        _values = [.. Enumerable.Range(0, plan.IndicatorCount).Select(i => new double[_columns.Contains(i) ? most : 0])];
        _fill = [.. _dimension.Select(d => new double[d is null ? 0 : plan.Rows.Length])];
    }

    private (RowKey[], double[][]) Thaw(IEnumerable<StepParameter> stored)
    {
        var byRow = stored.GroupBy(p => p.Name, StringComparer.Ordinal).Select(g => (Key: KeyOf(g.Key), Cells: g.ToDictionary(p => p.Column, p => p.Value))).OrderBy(d => d.Key).ToList();
        return ([.. byRow.Select(d => d.Key)], [.. Enumerable.Range(0, _plan.IndicatorCount).Select(i => byRow.Select(d => d.Cells.TryGetValue(_plan.Codes[i], out double v) ? v : double.NaN).ToArray())]);
    }

    private static string NameOf(RowKey key) => $"{Donor}{key.Period}|{key.Unit}";

    private static RowKey KeyOf(string name)
    {
        int bar = name.IndexOf('|', StringComparison.Ordinal);
        return new(Period.TryParse(name[Donor.Length..bar], out var period) ? period : null, new(name[(bar + 1)..]));
    }

    /// <summary>Forgets the run before.</summary>
    public void Start() => _why.Clear();

    /// <summary>Finds what to fill, before any cell of the step is filled.</summary>
    public void Find(Worksheet sheet, Audit audit, Block block)
    {
        Take(sheet, audit, block);
        for (int r = block.From; r < block.To; r++)
        {
            bool near = false;
            for (int i = 0; i < _dimension.Length; i++)
            {
                if (_dimension[i] is null) continue;
                _fill[i][r] = double.NaN;
                near |= sheet.InTree[i] && Imputing.IsMissing(sheet, i, r);
            }
            int[]? measured = null;
            for (int i = 0; near && i < _dimension.Length; i++)
            {
                if (_dimension[i] is not { } dimension || !sheet.InTree[i] || !Imputing.IsMissing(sheet, i, r)) continue;
                if (measured is null || !ReferenceEquals(measured, dimension)) Measure(sheet, r, measured = dimension);
                _fill[i][r] = MeanOfNearest(sheet, audit, i, r);
            }
        }
    }

    public double Value(int column, int row) => _fill[column][row];

    /// <summary>Which rows it was taken from; asked for in an audited run only.</summary>
    public Text Why(int column, int row) => _why[(column, row)];

    /// <summary>The rows that give parameters and the deviations of their columns, or those of the frozen frame.</summary>
    private void Take(Worksheet sheet, Audit audit, Block block)
    {
        foreach (int c in _columns)
        {
            if (_plan.Frozen is { } frozen) _deviations[c] = frozen.Find(_place, block.Period, _plan.Codes[c], Spread);
            else
            {
                var present = sheet.Gather(c, block);
                _deviations[c] = Sums.Deviation(present, Sums.Mean(present));
            }
            audit.Used(block, c, Spread, _deviations[c]);
        }
        if (_plan.Frozen is not null)
        {
            var (keys, values) = block.Period is { } p ? _thawed.GetValueOrDefault(p, _thawedWhole) : _thawedWhole;
            _donors = keys.Length;
            keys.CopyTo(_keys, 0);
            foreach (int c in _columns) values[c].CopyTo(_values[c], 0);
        }
        else
        {
            _donors = 0;
            for (int r = block.From; r < block.To; r++)
            {
                if (!sheet.Gives[r]) continue;
                _keys[_donors] = sheet.Key(r);
                foreach (int c in _columns) _values[c][_donors] = sheet.Cells[c][r];
                _donors++;
            }
        }
        if (!audit.Keeps) return;
        foreach (int c in _columns)
            for (int d = 0; d < _donors; d++) audit.Used(block, c, NameOf(_keys[d]), _values[c][d]);
    }

    private void Measure(Worksheet sheet, int row, int[] dimension)
    {
        var key = sheet.Key(row);
        int own = 0;
        foreach (int c in dimension) if (Counts(sheet, c) && !double.IsNaN(sheet.Cells[c][row])) own++;
        for (int d = 0; d < _donors; d++)
        {
            double sum = 0;
            int shared = 0;
            foreach (int c in dimension)
            {
                double x = sheet.Cells[c][row], y = _values[c][d];
                if (!Counts(sheet, c) || double.IsNaN(x) || double.IsNaN(y)) continue;
                double difference = (x - y) / _deviations[c];
                sum += difference * difference;
                shared++;
            }
            _distances[d] = shared == 0 || 2 * shared < own || _keys[d] == key ? double.PositiveInfinity : Math.Sqrt(sum / shared);
        }
    }

    private bool Counts(Worksheet sheet, int column) => sheet.InTree[column] && _deviations[column] > 0;

    private double MeanOfNearest(Worksheet sheet, Audit audit, int column, int row)
    {
        int candidates = 0, wanted = _rules[column].Neighbours ?? Usual;
        for (int d = 0; d < _donors; d++)
            if (double.IsFinite(_distances[d]) && !double.IsNaN(_values[column][d])) _sorted[candidates++] = _distances[d];
        if (candidates == 0) return double.NaN;
        _sorted.AsSpan(0, candidates).Sort();
        // Equal but for the last digits is as near.
        double last = _sorted[Math.Min(wanted, candidates) - 1] * (1 + 1e-9);
        int n = 0;
        for (int d = 0; d < _donors; d++)
            if (_distances[d] <= last && !double.IsNaN(_values[column][d])) _sorted[n++] = _values[column][d];
        double mean = Sums.Mean(_sorted.AsSpan(0, n));
        if (audit.Keeps) _why[(column, row)] = Told(sheet.Key(row), column, last, n);
        return mean;
    }

    private Text Told(RowKey row, int column, double last, int n)
    {
        var near = Enumerable.Range(0, _donors).Where(d => _distances[d] <= last && !double.IsNaN(_values[column][d])).OrderBy(d => _distances[d]).ThenBy(d => _keys[d])
            .Select(d => _keys[d].Period == row.Period ? _keys[d].Unit.Value : $"{_keys[d].Unit} {_keys[d].Period}").ToList();
        string count = n.ToString(CultureInfo.InvariantCulture);
        return new($"最近的 {count} 行（{string.Join("、", near)}）的均值", $"the mean of the {count} nearest rows ({string.Join(", ", near)})");
    }
}
