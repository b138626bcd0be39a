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
                sum.Add(x, sheet.Weights[child], marks, sheet.Rescaled[child][r]);
            }
            double score = sum.Score(out var nodeMarks, out double rescaled);
            if (sum.HasNoValue)
            {
                if (rule.NotPositive == NotPositive.Refuse) audit.Fault();
                if (audit.Keeps) TellNotPositive(sheet, audit, r, node, rule.NotPositive);
            }
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

    private void TellNotPositive(Worksheet sheet, Audit audit, int row, int node, NotPositive then)
    {
        foreach (int child in Plan.Children[node])
        {
            double x = sheet.Cells[child][row];
            if (!sheet.InTree[child] || sheet.Weights[child] == 0 || !(x <= 0)) continue;
            var cell = audit.Cell(sheet, row, child);
            string value = x.ToString("R", CultureInfo.InvariantCulture), code = Plan.Codes[node].Value;
            audit.Tell(new Finding("aggregate.not-positive", then == NotPositive.Refuse ? Severity.Error : Severity.Warning, sheet.Unit(row).Where,
                new($"{code} 用几何或调和平均，要求各下级大于零，而 {cell.Zh} 为 {value}。", $"{code} is a geometric or harmonic mean, which needs every child above zero, but {cell.En} is {value}."),
                new("请将标准化量表的下端提到零以上（如 1–100），或改用算术平均；若应视为缺失，请将 not_positive 写成 missing。",
                    "Raise the bottom of the scale above zero (such as 1–100), or use the arithmetic mean; if it should count as missing, state not_positive: missing.")));
        }
    }
}

/// <summary>The sum of one node in one row, child after child.</summary>
internal struct NodeSum<TMean>(AggregateRule rule) where TMean : struct, IMean
{
    private double _sum, _weight, _missingWeight, _passedOn, _low = double.PositiveInfinity, _high = double.NegativeInfinity;
    private int _applicable, _present;
    private CellMarks _marks;
    private bool _anyNotPositive;

    /// <summary>A mean was due, but it has no value for one of the children. Known once <see cref="Score"/> was asked.</summary>
    public bool HasNoValue { get; private set; }

    /// <summary>Adds a child that applies; NaN = missing.</summary>
    public void Add(double x, double weight, CellMarks marks, double rescaled)
    {
        _applicable++;
        if (double.IsNaN(x))
        {
            _missingWeight += weight;
            if (rule.Missing != MissingChild.Fill) return;
            _marks |= CellMarks.Imputed;
            AddValue(rule.FillValue ?? double.NaN, weight);
            return;
        }
        _present++;
        _marks |= marks & ~CellMarks.NotApplicable;
        _passedOn += weight * rescaled;
        AddValue(x, weight);
    }

    private void AddValue(double x, double weight)
    {
        if (weight == 0) return;
        _weight += weight;
        if (TMean.NeedsPositive && !(x > 0)) { _anyNotPositive = true; return; }
        _sum += weight * TMean.To(x);
        if (x < _low) _low = x;
        if (x > _high) _high = x;
    }

    /// <summary>The mean, NaN where it is missing, infinite where it overflows. A mean lies between its smallest and largest value: rounding may not carry it outside.</summary>
    public double Score(out CellMarks marks, out double rescaled)
    {
        rescaled = 0;
        marks = _applicable == 0 ? CellMarks.NotApplicable : CellMarks.None;
        bool anyMissing = _present < _applicable;
        if (_weight == 0 || (double)_present / _applicable < rule.MinAvailable || anyMissing && rule.Missing == MissingChild.Missing) return double.NaN;
        HasNoValue = _anyNotPositive;
        if (HasNoValue) return double.NaN;
        double mean = TMean.Back(_sum / _weight);
        if (!double.IsFinite(mean)) return double.PositiveInfinity;
        mean = Math.Clamp(mean, _low, _high);
        marks = _marks;
        double stoodIn = rule.Missing == MissingChild.Rescale ? _missingWeight : 0;
        rescaled = (stoodIn + _passedOn) / (_weight + stoodIn);
        if (anyMissing && rule.Missing == MissingChild.Rescale) marks |= CellMarks.Rescaled;
        return rule.Decimals is { } decimals ? Rounding.At(mean, decimals) : mean;
    }
}
