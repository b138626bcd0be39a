using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Treat: winsorise a column with outliers; when that is not enough, a curve over the original column.</summary>
internal sealed class Treating : StepRun
{
    private readonly TreatRule[] _rules;
    private readonly Winsorisation _winsorisation;

    public Treating(Plan plan, int place, Treat step) : base(plan, place, step)
    {
        _rules = [.. plan.Nodes.Take(plan.IndicatorCount).Select(n => step.Rules.For(n.Code))];
        _winsorisation = new Winsorisation(plan.Rows.Length);
    }

    public override void Apply(Worksheet sheet, Audit audit)
    {
        for (int i = 0; i < Plan.IndicatorCount; i++)
        {
            if (!sheet.InTree[i] || !_rules[i].Apply) continue;
            foreach (var block in sheet.Blocks)
            {
                var points = Plan.Frozen is { } frozen ? Thaw(frozen, i, block) : Decide(sheet, audit, i, block);
                if (points.Curve is { } curve) Bend(sheet, audit, i, block, curve);
                else Bound(sheet, audit, i, block, points);
            }
        }
    }

    private TreatmentPoints Thaw(FrozenParameters frozen, int column, Block block)
    {
        double Find(string name) => frozen.Find(Place, block.Period, Plan.Codes[column], name);
        return new(Find("winsor.low"), Find("winsor.high"), SkewCurve.Thaw(_rules[column].Second, frozen, Place, block.Period, Plan.Codes[column], _rules[column].GiiFactor));
    }

    private TreatmentPoints Decide(Worksheet sheet, Audit audit, int column, Block block)
    {
        var rule = _rules[column];
        var values = sheet.Gather(column, block);
        var shape = Shape.Of(values);
        audit.Used(block, column, "skewness.before", shape.Skewness);
        audit.Used(block, column, "kurtosis.before", shape.Kurtosis);
        if (rule.Detect == OutlierRule.InterquartileRange) return Fence(sheet, audit, column, block, shape);
        if (rule.Passes(shape) || IsOtherTail(rule.Tails, shape)) return TreatmentPoints.None;
        var winsorised = _winsorisation.Find(values, rule, rule.LimitFor(values.Length));
        audit.Used(block, column, "winsor.cells", winsorised.Cells);
        audit.Used(block, column, "skewness.winsorised", winsorised.Shape.Skewness);
        audit.Used(block, column, "kurtosis.winsorised", winsorised.Shape.Kurtosis);
        if (winsorised.Passes || rule.Second == SecondTreatment.None)
        {
            if (!winsorised.Passes && audit.Keeps) audit.Tell(StillSkewed(column, block, winsorised.Shape));
            return new(winsorised.Low, winsorised.High, null);
        }
        return Second(audit, column, block, values, shape);
    }

    private static bool IsOtherTail(Tails tails, Shape shape) => tails switch
    {
        Tails.Both => false,
        Tails.High => shape.Skewness < 0,
        Tails.Low => shape.Skewness >= 0,
    };

    /// <summary>Values beyond the fences, when they are no more than the limit, are set to the fence; else the second treatment.</summary>
    private TreatmentPoints Fence(Worksheet sheet, Audit audit, int column, Block block, Shape shape)
    {
        var rule = _rules[column];
        var values = sheet.Gather(column, block);
        var (low, high, cells) = _winsorisation.Fence(values, rule);
        if (cells == 0) return TreatmentPoints.None;
        audit.Used(block, column, "winsor.cells", cells);
        if (cells <= rule.LimitFor(values.Length)) return new(low, high, null);
        if (rule.Second != SecondTreatment.None) return Second(audit, column, block, values, shape);
        if (audit.Keeps) audit.Tell(StillSkewed(column, block, shape));
        return TreatmentPoints.None;
    }

    /// <summary>Overwrites the values with what the curve makes of them, to see their shape.</summary>
    private TreatmentPoints Second(Audit audit, int column, Block block, Span<double> values, Shape shape)
    {
        var rule = _rules[column];
        var curve = SkewCurve.Fit(rule.Second, values, shape, rule.Lambda, rule.GiiFactor);
        if (!curve.IsUsable)
        {
            audit.Fault();
            if (audit.Keeps) audit.Tell(SkewCurve.NotUsable(Plan.Codes[column], Plan.Nodes[column].Where, curve));
            return TreatmentPoints.None;
        }
        foreach (ref double x in values) x = curve.Of(x);
        var after = Shape.Of(values);
        audit.Used(block, column, "skewness.log", after.Skewness);
        audit.Used(block, column, "kurtosis.log", after.Kurtosis);
        if (!rule.Passes(after) && audit.Keeps) audit.Tell(StillSkewed(column, block, after));
        return new(double.NaN, double.NaN, curve);
    }

    private static void Bound(Worksheet sheet, Audit audit, int column, Block block, TreatmentPoints points)
    {
        audit.Used(block, column, "winsor.low", points.Low);
        audit.Used(block, column, "winsor.high", points.High);
        if (double.IsNaN(points.Low) && double.IsNaN(points.High)) return;
        sheet.Write(column);
        double[] cells = sheet.Cells[column];
        for (int r = block.From; r < block.To; r++)
        {
            double x = cells[r], bounded = x < points.Low ? points.Low : x > points.High ? points.High : x;
            if (bounded == x || double.IsNaN(x)) continue;
            if (audit.Keeps) audit.Changed(sheet, r, column, x, bounded, WhyBounded(bounded));
            cells[r] = bounded;
            sheet.Marks[column][r] |= CellMarks.Treated;
        }
    }

    internal static void Bend(Worksheet sheet, Audit audit, int column, Block block, SkewCurve curve)
    {
        curve.Tell(audit, block, column);
        var why = audit.Keeps ? curve.Why : default;
        sheet.Write(column);
        double[] cells = sheet.Cells[column];
        for (int r = block.From; r < block.To; r++)
        {
            double x = cells[r];
            if (double.IsNaN(x)) continue;
            double within = curve.Within(x);
            if (within != x) sheet.Marks[column][r] |= CellMarks.Treated;
            cells[r] = curve.Of(within);
            audit.Changed(sheet, r, column, x, cells[r], why);
        }
    }

    private static Text WhyBounded(double bound)
    {
        string at = bound.ToString("R", CultureInfo.InvariantCulture);
        return new($"缩尾至 {at}", $"winsorised to {at}");
    }

    private Finding StillSkewed(int column, Block block, Shape shape)
    {
        string when = block.Period is { } p ? $"{p} " : "";
        string skewness = shape.Skewness.ToString("0.###", CultureInfo.InvariantCulture), kurtosis = shape.Kurtosis.ToString("0.###", CultureInfo.InvariantCulture);
        return Finding.Warning("treat.still-skewed", Plan.Nodes[column].Where,
            new($"{when}{Plan.Codes[column]} 处理后仍超限：偏度 {skewness}，超额峰度 {kurtosis}。", $"{when}{Plan.Codes[column]} is outside its limits even after treatment: skewness {skewness}, excess kurtosis {kurtosis}."),
            new("请检查极端值，或改用名次类标准化。", "Look at its extreme values, or normalise it by ranks."));
    }
}

/// <summary>What treatment does to a column; NaN = nothing of the kind.</summary>
internal readonly record struct TreatmentPoints(double Low, double High, SkewCurve? Curve)
{
    public static TreatmentPoints None { get; } = new(double.NaN, double.NaN, null);
}
