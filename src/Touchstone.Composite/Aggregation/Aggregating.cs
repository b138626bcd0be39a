using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Aggregate: up the tree, children before parents, a mean for each node.</summary>
internal sealed class Aggregating(Plan plan, int place, Aggregate step) : StepRun(plan, place, step)
{
    private readonly AggregateRule[] _rules = [.. plan.Nodes.Skip(plan.IndicatorCount).Select(n => step.Rules.For(n.Code))];

    public override void Apply(Worksheet sheet, Audit audit)
    {
        audit.NotePresence(sheet);
        sheet.ShareOut();
        for (int node = Plan.IndicatorCount; node < Plan.NodeCount; node++)
        {
            if (!sheet.InTree[node]) continue;
            var rule = _rules[node - Plan.IndicatorCount];
            switch (rule.Mean)
            {
                case MeanKind.Arithmetic: AggregateNode<ArithmeticMean>(sheet, audit, node, rule); break;
                case MeanKind.Geometric: AggregateNode<GeometricMean>(sheet, audit, node, rule); break;
                case MeanKind.Harmonic: AggregateNode<HarmonicMean>(sheet, audit, node, rule); break;
            }
            sheet.Exists[node] = true;
            sheet.Changed[node] = true;
        }
        for (int n = 0; n < Plan.NodeCount; n++)
            if (sheet.InTree[n]) audit.Used(new Block(null, 0, sheet.Rows), n, "weight", sheet.Weights[n]);
    }

    private void AggregateNode<TMean>(Worksheet sheet, Audit audit, int node, AggregateRule rule) where TMean : struct, IMean
    {
        for (int r = 0; r < sheet.Rows; r++)
        {
            var sum = new NodeSum<TMean>(rule);
            foreach (int child in Plan.Children[node])
            {
                if (!sheet.InTree[child]) continue;
                double x = sheet.Cells[child][r];
                var marks = sheet.Marks[child][r];
                if ((marks & CellMarks.NotApplicable) != CellMarks.None && double.IsNaN(x)) continue;
                if (sum.Add(x, sheet.Weights[child], marks, sheet.Rescaled[child][r])) continue;
                audit.Fault();
                if (audit.Keeps) audit.Tell(NotPositive(sheet, audit, r, node, child, x));
            }
            double score = sum.Score(out var nodeMarks, out double rescaled);
            if (double.IsInfinity(score))
            {
                score = double.NaN;
                audit.NotFinite(sheet, r, node, new("汇总结果溢出", "the aggregate overflows"));
            }
            sheet.Cells[node][r] = score;
            sheet.Marks[node][r] = nodeMarks;
            sheet.Rescaled[node][r] = rescaled;
        }
    }

    private Finding NotPositive(Worksheet sheet, Audit audit, int row, int node, int child, double x)
    {
        var cell = audit.Cell(sheet, row, child);
        string value = x.ToString("R", CultureInfo.InvariantCulture), code = Plan.Codes[node].Value;
        return Finding.Error("aggregate.not-positive", sheet.Unit(row).Where,
            new($"{code} 用几何或调和平均,要求各下级大于零,而 {cell.Zh} 为 {value}。", $"{code} is a geometric or harmonic mean, which needs every child above zero, but {cell.En} is {value}."),
            new("请将标准化量表的下端提到零以上(如 1–100),或改用算术平均。", "Raise the bottom of the scale above zero (such as 1–100), or use the arithmetic mean."));
    }
}

/// <summary>The sum of one node in one row, child after child.</summary>
internal struct NodeSum<TMean>(AggregateRule rule) where TMean : struct, IMean
{
    private double _sum, _weight, _missingWeight, _passedOn, _low = double.PositiveInfinity, _high = double.NegativeInfinity;
    private int _applicable, _present;
    private CellMarks _marks;
    private bool _invalid;

    /// <summary>Adds a child that applies; NaN = missing. False when the mean has no value for it.</summary>
    public bool Add(double x, double weight, CellMarks marks, double rescaled)
    {
        _applicable++;
        if (double.IsNaN(x))
        {
            _missingWeight += weight;
            if (rule.Missing != MissingChild.Fill) return true;
            _marks |= CellMarks.Imputed;
            return AddValue(rule.FillValue ?? double.NaN, weight);
        }
        _present++;
        _marks |= marks & ~CellMarks.NotApplicable;
        _passedOn += weight * rescaled;
        return AddValue(x, weight);
    }

    private bool AddValue(double x, double weight)
    {
        if (weight == 0) return true;
        if (TMean.NeedsPositive && !(x > 0)) { _invalid = true; return false; }
        _sum += weight * TMean.To(x);
        _weight += weight;
        if (x < _low) _low = x;
        if (x > _high) _high = x;
        return true;
    }

    /// <summary>The mean, or NaN. A mean lies between its smallest and largest value: rounding may not carry it outside.</summary>
    public readonly double Score(out CellMarks marks, out double rescaled)
    {
        rescaled = 0;
        marks = _applicable == 0 ? CellMarks.NotApplicable : CellMarks.None;
        bool anyMissing = _present < _applicable;
        if (_invalid || _weight == 0 || (double)_present / _applicable < rule.MinAvailable || anyMissing && rule.Missing == MissingChild.Missing) return double.NaN;
        double mean = TMean.Back(_sum / _weight);
        if (double.IsNaN(mean) || double.IsInfinity(mean)) return double.PositiveInfinity;
        mean = Math.Clamp(mean, _low, _high);
        marks = _marks;
        double stoodIn = rule.Missing == MissingChild.Rescale ? _missingWeight : 0, all = _weight + stoodIn;
        rescaled = (stoodIn + _passedOn) / all;
        if (anyMissing && rule.Missing == MissingChild.Rescale) marks |= CellMarks.Rescaled;
        return rule.Decimals is { } decimals ? Rounding.At(mean, decimals) : mean;
    }
}
