namespace Touchstone.Composite;

/// <summary>Denominate: (x ÷ d) × scale.</summary>
internal sealed class Denominating(Plan plan, int place, Denominate step) : StepRun(plan, place, step)
{
    private readonly (int Indicator, int By, double Scale)[] _rules =
        [.. RulesOf(plan, step).Select(r => (plan.PlaceOf(r.Indicator), plan.PlaceOf(r.By), r.Scale))];

    /// <summary>The rules of the step, or those of the framework when it states none.</summary>
    public static IEnumerable<Denomination> RulesOf(Plan plan, Denominate step) => RulesOf(plan.Input.Framework, step);
    public static IEnumerable<Denomination> RulesOf(Framework framework, Denominate step) => step.Rules.IsDefaultOrEmpty
        ? framework.Indicators.Where(n => n.Denominator is not null).Select(n => new Denomination(n.Code, n.Denominator!.Value, n.DenominatorScale))
        : step.Rules;

    public override void Apply(Worksheet sheet, Audit audit)
    {
        foreach (var (indicator, by, scale) in _rules)
        {
            if (!sheet.InTree[indicator]) continue;
            sheet.Write(indicator);
            for (int r = 0; r < sheet.Rows; r++)
            {
                double x = sheet.Cells[indicator][r], d = sheet.Cells[by][r];
                if (!IsApplicable(sheet, by, r)) sheet.Marks[indicator][r] = CellMarks.NotApplicable;
                double value = x / d * scale;
                if (!double.IsNaN(x) && !double.IsNaN(d))
                {
                    sheet.Marks[indicator][r] |= sheet.Marks[by][r];
                    if (!double.IsFinite(value))
                    {
                        value = double.NaN;
                        audit.NotFinite(sheet, r, indicator, d == 0 ? new("分母为零", "the denominator is zero") : new("相除的结果溢出", "the quotient overflows"));
                    }
                }
                sheet.Cells[indicator][r] = value;
            }
            audit.Used(new Block(null, 0, sheet.Rows), indicator, "scale", scale);
        }
    }
}
