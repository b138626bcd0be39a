using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Fills a row's missing cells from where the unit stands in its other indicators: every indicator of the dimension is put between the frame's smallest and largest value (counted from the largest
/// where less is better), the mean or median of what is present is taken, and carried back to the missing one's own units. Without normalising first it is the mean or median of the figures as they are.
/// </summary>
internal sealed class RowImputation
{
    private readonly Plan _plan;
    private readonly int _place;
    private readonly ImputeRule[] _rules;
    private readonly int[]?[] _dimension;
    private readonly bool _normalises;
    private readonly double[] _low, _high, _fill, _places;

    public RowImputation(Plan plan, int place, ImputeRule[] rules)
    {
        (_plan, _place, _rules) = (plan, place, rules);
        _dimension = [.. rules.Select((r, i) => r.Method is ImputeMethod.RowMean or ImputeMethod.RowMedian ? Dimension(plan, i, r.Level) : null)];
        _normalises = rules.Any(r => r.Method is ImputeMethod.RowMean or ImputeMethod.RowMedian && r.NormaliseFirst);
        _low = new double[plan.IndicatorCount];
        _high = new double[plan.IndicatorCount];
        _fill = new double[plan.IndicatorCount];
        _places = new double[plan.IndicatorCount];
    }

    /// <summary>The node at the head of an indicator's dimension.</summary>
    internal static FrameworkNode Top(Plan plan, int indicator, int? level)
    {
        var top = plan.Nodes[indicator];
        while (top.Parent is { } parent && (level is null || plan.Input.Framework.Level(parent) <= level)) top = plan.Input.Framework.Find(parent)!;
        return top;
    }

    /// <summary>The indicators of an indicator's dimension, its own among them.</summary>
    internal static int[] Dimension(Plan plan, int indicator, int? level)
    {
        var framework = plan.Input.Framework;
        // By code, so that the order of the rows in a file cannot change a sum.
        return [.. Below(framework, Top(plan, indicator, level)).Select(n => plan.PlaceOf(n.Code)).OrderBy(i => plan.Codes[i])];
    }

    private static IEnumerable<FrameworkNode> Below(Framework framework, FrameworkNode node) =>
        node.Kind == NodeKind.Indicator ? [node] : framework.Children(node.Code).SelectMany(c => Below(framework, c));

    public void Fill(Worksheet sheet, Audit audit, Block block, Text[] why)
    {
        for (int i = 0; _normalises && i < _plan.IndicatorCount; i++)
        {
            var (low, high) = _plan.Frozen is { } frozen
                ? (frozen.Find(_place, block.Period, _plan.Codes[i], "row.low"), frozen.Find(_place, block.Period, _plan.Codes[i], "row.high")) : Sums.Range(sheet.Gather(i, block));
            (_low[i], _high[i]) = (low, high);
            audit.Used(block, i, "row.low", low);
            audit.Used(block, i, "row.high", high);
        }
        for (int r = block.From; r < block.To; r++)
        {
            for (int i = 0; i < _rules.Length; i++)
                _fill[i] = _dimension[i] is { } dimension && sheet.InTree[i] && Imputing.IsMissing(sheet, i, r) ? Value(sheet, i, r, dimension) : double.NaN;
            for (int i = 0; i < _rules.Length; i++)
                if (!double.IsNaN(_fill[i])) Imputing.Set(sheet, audit, i, r, _fill[i], CellMarks.Imputed, why[i]);
        }
    }

    private double Value(Worksheet sheet, int indicator, int row, int[] dimension)
    {
        bool asTheyAre = !_rules[indicator].NormaliseFirst;
        int n = 0;
        foreach (int i in dimension)
        {
            double x = sheet.Cells[i][row];
            if (!sheet.InTree[i] || double.IsNaN(x) || !asTheyAre && !(_low[i] < _high[i])) continue;
            _places[n++] = asTheyAre ? x : Scale.Way(x, _low[i], _high[i], LowerIsBetter(i));
        }
        if (n == 0 || !asTheyAre && double.IsNaN(_low[indicator])) return double.NaN;
        double place = Middle(_places.AsSpan(0, n), _rules[indicator].Method);
        if (asTheyAre) return place;
        double span = _high[indicator] - _low[indicator];
        return LowerIsBetter(indicator) ? _high[indicator] - place * span : _low[indicator] + place * span;
    }

    private static double Middle(Span<double> values, ImputeMethod method)
    {
        if (method == ImputeMethod.RowMean) return Sums.Mean(values);
        values.Sort();
        return Sums.MedianOfSorted(values);
    }

    private bool LowerIsBetter(int indicator) => _plan.Nodes[indicator].Direction == Direction.LowerIsBetter;
}
