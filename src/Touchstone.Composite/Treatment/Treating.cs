using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Treat: winsorise a column that is skewed and peaked; when that is not enough, the logarithm of the original column.</summary>
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
                if (points.IsLog) TakeLog(sheet, audit, i, block, points);
                else Bound(sheet, audit, i, block, points);
            }
        }
    }

    private TreatmentPoints Thaw(FrozenParameters frozen, int column, Block block)
    {
        double Find(string name) => frozen.Find(Place, block.Period, Plan.Codes[column], name);
        return new(Find("winsor.low"), Find("winsor.high"), Find("log.low"), Find("log.high"));
    }

    private TreatmentPoints Decide(Worksheet sheet, Audit audit, int column, Block block)
    {
        var rule = _rules[column];
        var values = sheet.Gather(column, block);
        var shape = Shape.Of(values);
        audit.Used(block, column, "skewness.before", shape.Skewness);
        audit.Used(block, column, "kurtosis.before", shape.Kurtosis);
        if (rule.Passes(shape)) return TreatmentPoints.None;
        var winsorised = _winsorisation.Find(values, rule, rule.LimitFor(values.Length));
        audit.Used(block, column, "winsor.cells", winsorised.Cells);
        audit.Used(block, column, "skewness.winsorised", winsorised.Shape.Skewness);
        audit.Used(block, column, "kurtosis.winsorised", winsorised.Shape.Kurtosis);
        if (winsorised.Passes || rule.Second == SecondTreatment.None)
        {
            if (!winsorised.Passes && audit.Keeps) audit.Tell(StillSkewed(column, block, winsorised.Shape));
            return new(winsorised.Low, winsorised.High, double.NaN, double.NaN);
        }
        var (low, high) = Sums.Range(values);
        foreach (ref double x in values) x = SkewLog.Of(x, low, high);
        var after = Shape.Of(values);
        audit.Used(block, column, "skewness.log", after.Skewness);
        audit.Used(block, column, "kurtosis.log", after.Kurtosis);
        if (!rule.Passes(after) && audit.Keeps) audit.Tell(StillSkewed(column, block, after));
        return new(double.NaN, double.NaN, low, high);
    }

    private static void Bound(Worksheet sheet, Audit audit, int column, Block block, TreatmentPoints points)
    {
        audit.Used(block, column, "winsor.low", points.Low);
        audit.Used(block, column, "winsor.high", points.High);
        if (double.IsNaN(points.Low) && double.IsNaN(points.High)) return;
        double[] cells = sheet.Cells[column];
        for (int r = block.From; r < block.To; r++)
        {
            double x = cells[r], bounded = x < points.Low ? points.Low : x > points.High ? points.High : x;
            if (bounded == x || double.IsNaN(x)) continue;
            if (audit.Keeps) audit.Changed(sheet, r, column, x, bounded, WhyBounded(bounded));
            cells[r] = bounded;
            sheet.Marks[column][r] |= CellMarks.Treated;
        }
        sheet.Changed[column] = true;
    }

    /// <summary>A value below the frame's smallest (of a row that gave no parameters) counts as that smallest: the logarithm has no value much further down, and must stay monotone.</summary>
    private static void TakeLog(Worksheet sheet, Audit audit, int column, Block block, TreatmentPoints points)
    {
        audit.Used(block, column, "log.low", points.LogLow);
        audit.Used(block, column, "log.high", points.LogHigh);
        var why = audit.Keeps ? WhyLog(points) : default;
        double[] cells = sheet.Cells[column];
        for (int r = block.From; r < block.To; r++)
        {
            double x = cells[r];
            if (double.IsNaN(x)) continue;
            if (x < points.LogLow) sheet.Marks[column][r] |= CellMarks.Treated;
            cells[r] = SkewLog.Of(Math.Max(x, points.LogLow), points.LogLow, points.LogHigh);
            audit.Changed(sheet, r, column, x, cells[r], why);
        }
        sheet.Changed[column] = true;
    }

    private static Text WhyBounded(double bound)
    {
        string at = bound.ToString("R", CultureInfo.InvariantCulture);
        return new($"缩尾至 {at}", $"winsorised to {at}");
    }

    private static Text WhyLog(TreatmentPoints points)
    {
        string low = points.LogLow.ToString("R", CultureInfo.InvariantCulture), high = points.LogHigh.ToString("R", CultureInfo.InvariantCulture);
        return new($"取对数 ln(x − min + 0.01(max − min))，min = {low}，max = {high}", $"logarithm ln(x − min + 0.01(max − min)), min = {low}, max = {high}");
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
internal readonly record struct TreatmentPoints(double Low, double High, double LogLow, double LogHigh)
{
    public static TreatmentPoints None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);
    public bool IsLog => !double.IsNaN(LogLow);
}

/// <summary>COINr's <c>log_CT</c>: ln(x − min + 0.01·(max − min)), after Cotec and the JRC; works for any sign.</summary>
internal static class SkewLog
{
    public static double Of(double x, double min, double max)
    {
        double range = max - min;
        // Where the range itself would overflow, or a hundredth of it vanish, the logarithm of a multiple, less that of the multiplier.
        int power = range > 1e307 ? -2 : range < 1e-290 ? 500 : 0;
        return power == 0
            ? Math.Log(x - min + 0.01 * range)
            : Math.Log(Math.ScaleB(x, power) - Math.ScaleB(min, power) + 0.01 * (Math.ScaleB(max, power) - Math.ScaleB(min, power))) - power * Math.Log(2);
    }
}
