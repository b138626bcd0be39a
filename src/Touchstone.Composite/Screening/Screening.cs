using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Screen: each row by the share of its applicable indicators that are present, and the share of non-zero among those present.</summary>
internal sealed class Screening(Plan plan, int place, Screen step) : StepRun(plan, place, step)
{
    private readonly bool[] _stays = new bool[plan.Rows.Length];
    private readonly HashSet<UnitCode> _keep = [.. step.Keep], _exclude = [.. step.Exclude];

    public override void Apply(Worksheet sheet, Audit audit)
    {
        for (int r = 0; r < sheet.Rows; r++)
        {
            var unit = sheet.Key(r).Unit;
            var shares = RowShares.Of(Plan, sheet, r);
            bool fails = _exclude.Contains(unit) || !_keep.Contains(unit) && (shares.Available < step.MinAvailable || shares.NonZero < step.MinNonZero);
            _stays[r] = true;
            if (!fails) continue;
            if (audit.Keeps) FailedRows.Tell(Plan, sheet, audit, r, step.Failed, Why(shares, _exclude.Contains(unit)));
            if (step.Failed == FailedUnit.Unrank) sheet.Unrank(r);
            else _stays[r] = false;
        }
        sheet.Keep(_stays);
    }

    private Text Why(RowShares shares, bool excluded)
    {
        if (excluded) return new("按方案剔除", "excluded by the recipe");
        if (shares.Available < step.MinAvailable)
        {
            string has = shares.Available.ToString("0.####", CultureInfo.InvariantCulture), asked = step.MinAvailable.Value.ToString("0.####", CultureInfo.InvariantCulture);
            return new($"数据可得率 {has} 低于 {asked}", $"the share of indicators present, {has}, is below {asked}");
        }
        string nonZero = shares.NonZero.ToString("0.####", CultureInfo.InvariantCulture), least = (step.MinNonZero ?? 0).ToString("0.####", CultureInfo.InvariantCulture);
        return new($"非零值比例 {nonZero} 低于 {least}", $"the share of values other than zero, {nonZero}, is below {least}");
    }
}

/// <param name="Available">Present ÷ applicable; zero when nothing applies.</param>
/// <param name="NonZero">Non-zero ÷ present; one when nothing is present (availability judges that).</param>
internal readonly record struct RowShares(double Available, double NonZero)
{
    public static RowShares Of(Plan plan, Worksheet sheet, int row)
    {
        int applicable = 0, present = 0, zero = 0;
        for (int i = 0; i < plan.IndicatorCount; i++)
        {
            if (!sheet.InTree[i] || (sheet.Marks[i][row] & CellMarks.NotApplicable) != CellMarks.None) continue;
            applicable++;
            double x = sheet.Cells[i][row];
            if (double.IsNaN(x)) continue;
            present++;
            if (x == 0) zero++;
        }
        return new(applicable == 0 ? 0 : (double)present / applicable, present == 0 ? 1 : (double)(present - zero) / present);
    }
}

/// <summary>How a row that fails a screen or a gate is told of: every cell that leaves, and one line for the reader.</summary>
internal static class FailedRows
{
    public static void Tell(Plan plan, Worksheet sheet, Audit audit, int row, FailedUnit failed, Text why)
    {
        var key = sheet.Key(row);
        string name = key.Period is { } p ? $"{p} {key.Unit}" : key.Unit.Value;
        if (failed == FailedUnit.Drop)
        {
            for (int i = 0; i < plan.IndicatorCount; i++)
                if (sheet.InTree[i] && !double.IsNaN(sheet.Cells[i][row])) audit.Changed(sheet, row, i, sheet.Cells[i][row], double.NaN, why);
            audit.Tell(Finding.Info("screen.dropped", sheet.Unit(row).Where,
                new($"{name} 退出：{why.Zh}。", $"{name} leaves the data: {why.En}."),
                new("如需保留，请补充数据或列入 keep。", "To keep it, complete its data or list it under keep.")));
        }
        else
            audit.Tell(Finding.Info("screen.unranked", sheet.Unit(row).Where,
                new($"{name} 计分但不参与排名：{why.Zh}。", $"{name} is scored but not ranked: {why.En}."),
                new("如需排名，请补充数据。", "To rank it, complete its data.")));
    }
}
