namespace Touchstone.Composite;

/// <summary>Fills cells from the unit's observations in other periods, before and after. Sources are found before any cell is filled: a filled cell is never one.</summary>
internal sealed class OverTime(Plan plan)
{
    private readonly int[] _before = new int[plan.Rows.Length], _after = new int[plan.Rows.Length];

    public void Fill(Worksheet sheet, Audit audit, int column, ImputeRule rule)
    {
        for (int r = 0; r < sheet.Rows; r++)
            (_before[r], _after[r]) = Imputing.IsMissing(sheet, column, r) ? (Nearest(plan.Earlier, sheet, column, r, rule.MaxAge), Nearest(plan.Later, sheet, column, r, rule.MaxAge)) : (-1, -1);
        for (int r = 0; r < sheet.Rows; r++)
        {
            int before = _before[r], after = _after[r];
            if (before >= 0 && after >= 0 && rule.Method != ImputeMethod.PreviousOrNext) SetBetween(sheet, audit, column, r, before, after);
            else if (rule.Method != ImputeMethod.Interpolate && (before >= 0 || after >= 0)) SetFrom(sheet, audit, column, r, before >= 0 ? before : after);
        }
    }

    private static void SetFrom(Worksheet sheet, Audit audit, int column, int row, int from)
    {
        bool forward = from < row;
        Imputing.Set(sheet, audit, column, row, sheet.Cells[column][from], (sheet.Marks[column][from] | (forward ? CellMarks.CarriedForward : CellMarks.Imputed)) & ~CellMarks.NotApplicable,
            audit.Keeps ? new($"沿用 {sheet.Key(from).Period} 的值", $"the value of {sheet.Key(from).Period} carried {(forward ? "forward" : "back")}") : default);
    }

    private static void SetBetween(Worksheet sheet, Audit audit, int column, int row, int before, int after)
    {
        double from = Time(sheet, before), share = (Time(sheet, row) - from) / (Time(sheet, after) - from), a = sheet.Cells[column][before], b = sheet.Cells[column][after];
        Imputing.Set(sheet, audit, column, row, a * (1 - share) + b * share, (sheet.Marks[column][before] | sheet.Marks[column][after] | CellMarks.Imputed) & ~(CellMarks.NotApplicable | CellMarks.CarriedForward),
            audit.Keeps ? new($"{sheet.Key(before).Period} 与 {sheet.Key(after).Period} 之间线性插值", $"on the line between {sheet.Key(before).Period} and {sheet.Key(after).Period}") : default);
    }

    private static double Time(Worksheet sheet, int row) => Years.At(sheet.Key(row).Period!.Value);

    /// <summary>The row of the nearest observation in one direction, or −1.</summary>
    private static int Nearest(int[] next, Worksheet sheet, int column, int row, int? most)
    {
        for (int at = next[sheet.Source[row]]; at >= 0; at = next[at])
        {
            int found = sheet.RowOf[at];
            if (found < 0 || double.IsNaN(sheet.Cells[column][found])) continue;
            var (earlier, later) = found < row ? (sheet.Key(found).Period, sheet.Key(row).Period) : (sheet.Key(row).Period, sheet.Key(found).Period);
            return most is null || Imputing.IsWithin(earlier, later, most.Value) ? found : -1;
        }
        return -1;
    }
}
