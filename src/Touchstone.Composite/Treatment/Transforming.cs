using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Transform: stated changes of stated columns. Only the curves take their points from the data.</summary>
internal sealed class Transforming(Plan plan, int place, Transform step) : StepRun(plan, place, step)
{
    private readonly (int Column, TransformRule Rule)[] _rules = [.. step.Rules.Select(r => (plan.PlaceOf(r.Key), r.Value))];

    public override void Apply(Worksheet sheet, Audit audit)
    {
        foreach (var (column, rule) in _rules)
        {
            if (!sheet.Exists[column]) continue;
            sheet.Write(column);
            switch (rule)
            {
                case TransformRule.Log log: TakeLog(sheet, audit, column, log); break;
                case TransformRule.Clamp clamp: Clamp(sheet, audit, column, clamp); break;
                case TransformRule.Skew skew: foreach (var block in sheet.Blocks) Bend(sheet, audit, column, block, skew); break;
                default: throw new InvalidOperationException("No such transformation.");
            }
        }
    }

    private static void TakeLog(Worksheet sheet, Audit audit, int column, TransformRule.Log log)
    {
        double[] cells = sheet.Cells[column];
        for (int r = 0; r < sheet.Rows; r++)
        {
            double x = cells[r];
            if (double.IsNaN(x)) continue;
            double value = Math.Log(x + log.Add);
            if (double.IsFinite(value)) { cells[r] = value; continue; }
            cells[r] = double.NaN;
            audit.Fault();
            if (!audit.Keeps) continue;
            var cell = audit.Cell(sheet, r, column);
            string shown = x.ToString("R", CultureInfo.InvariantCulture), add = log.Add.ToString("R", CultureInfo.InvariantCulture);
            audit.Tell(Finding.Error("transform.log", sheet.Unit(r).Where,
                new($"{cell.Zh} 的值 {shown} 加 {add} 后没有对数。", $"{cell.En}: the value {shown} plus {add} has no logarithm."),
                new("请改正数值，或加大 add。", "Correct the value, or state a larger add.")));
        }
    }

    private void Bend(Worksheet sheet, Audit audit, int column, Block block, TransformRule.Skew rule)
    {
        SkewCurve? curve;
        if (Plan.Frozen is { } frozen)
            curve = SkewCurve.Thaw(rule.Kind, frozen, Place, block.Period, Plan.Codes[column], rule.Factor);
        else
        {
            var values = sheet.Gather(column, block);
            curve = values.IsEmpty ? null : SkewCurve.Fit(rule.Kind, values, Shape.Of(values), rule.Lambda, rule.Factor);
        }
        if (curve is { IsUsable: false } unusable)
        {
            audit.Fault();
            if (audit.Keeps) audit.Tell(SkewCurve.NotUsable(Plan.Codes[column], Plan.Input.Framework.Find(Plan.Codes[column])?.Where ?? Model.Place.Whole, unusable));
            curve = null;
        }
        if (curve is { High: var high, Low: var low } found && low < high) Treating.Bend(sheet, audit, column, block, found);
    }

    private static void Clamp(Worksheet sheet, Audit audit, int column, TransformRule.Clamp clamp)
    {
        double[] cells = sheet.Cells[column];
        for (int r = 0; r < sheet.Rows; r++)
        {
            double x = cells[r], bounded = x < clamp.Low ? clamp.Low.Value : x > clamp.High ? clamp.High.Value : x;
            if (double.IsNaN(x) || bounded == x) continue;
            if (audit.Keeps)
            {
                string at = bounded.ToString("R", CultureInfo.InvariantCulture);
                audit.Changed(sheet, r, column, x, bounded, new($"限定至 {at}", $"clamped to {at}"));
            }
            cells[r] = bounded;
            sheet.Marks[column][r] |= CellMarks.Treated;
        }
    }
}
