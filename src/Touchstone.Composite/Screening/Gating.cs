using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Gate: first the indicators, by the share of the frame's rows that have them; then the rows, by the indicators that entered, overall and by dimension.</summary>
internal sealed class Gating(Plan plan, int place, Gate step) : StepRun(plan, place, step)
{
    private readonly bool[] _stays = new bool[plan.Rows.Length];
    private readonly int[][] _dimensions = [.. plan.Children[plan.Root].Select(d => IndicatorsBelow(plan, d).ToArray())];
    private readonly int[] _all = [.. Enumerable.Range(0, plan.IndicatorCount)];

    public override void Apply(Worksheet sheet, Audit audit)
    {
        if (Plan.Frozen is null) GateIndicators(sheet, audit);
        for (int r = 0; r < sheet.Rows; r++)
        {
            _stays[r] = true;
            int dimension = -1;
            double overall = Share(sheet, _all, r), share = overall;
            bool fails = overall < step.UnitShare;
            for (int d = 0; d < _dimensions.Length && !fails; d++)
            {
                share = Share(sheet, _dimensions[d], r);
                if (!(share < step.DimensionShare)) continue;
                fails = true;
                dimension = d;
            }
            if (!fails) continue;
            if (audit.Keeps) FailedRows.Tell(Plan, sheet, audit, r, step.Failed, Why(dimension, share));
            if (step.Failed == FailedUnit.Unrank) sheet.Unrank(r);
            else _stays[r] = false;
        }
        sheet.Keep(_stays);
    }

    private void GateIndicators(Worksheet sheet, Audit audit)
    {
        for (int i = 0; i < Plan.IndicatorCount; i++)
        {
            if (!sheet.InTree[i]) continue;
            int applicable = 0, present = 0;
            for (int r = 0; r < sheet.Rows; r++)
            {
                if (!sheet.Gives[r] || !IsApplicable(sheet, i, r)) continue;
                applicable++;
                if (!double.IsNaN(sheet.Cells[i][r])) present++;
            }
            double share = applicable == 0 ? 0 : (double)present / applicable;
            audit.Used(new Block(null, 0, sheet.Rows), i, "share", share);
            if (!(share < step.IndicatorShare)) continue;
            sheet.LeaveTree(i);
            if (!audit.Keeps) continue;
            string has = share.ToString("0.####", CultureInfo.InvariantCulture), asked = step.IndicatorShare.Value.ToString("0.####", CultureInfo.InvariantCulture);
            audit.Tell(Finding.Warning("gate.indicator-left", Plan.Nodes[i].Where,
                new($"指标 {Plan.Codes[i]} 未进入指数：有数的评价对象占 {has}，低于 {asked}。", $"The indicator {Plan.Codes[i]} does not enter: {has} of the units have it, below {asked}."),
                new("请补充数据，或降低门槛。", "Complete its data, or lower the gate.")));
        }
    }

    /// <summary>Present ÷ applicable among the indicators that entered; one when none applies (there is nothing to ask of the row).</summary>
    private static double Share(Worksheet sheet, int[] indicators, int row)
    {
        int applicable = 0, present = 0;
        foreach (int i in indicators)
        {
            if (!sheet.InTree[i] || !IsApplicable(sheet, i, row)) continue;
            applicable++;
            if (!double.IsNaN(sheet.Cells[i][row])) present++;
        }
        return applicable == 0 ? 1 : (double)present / applicable;
    }

    private Text Why(int dimension, double share)
    {
        string has = share.ToString("0.####", CultureInfo.InvariantCulture);
        string asked = ((dimension < 0 ? step.UnitShare : step.DimensionShare) ?? 0).ToString("0.####", CultureInfo.InvariantCulture);
        if (dimension < 0) return new($"数据可得率 {has} 低于 {asked}", $"the share of indicators present, {has}, is below {asked}");
        var code = Plan.Codes[Plan.Children[Plan.Root][dimension]];
        return new($"{code} 的数据可得率 {has} 低于 {asked}", $"the share of indicators present in {code}, {has}, is below {asked}");
    }

    private static IEnumerable<int> IndicatorsBelow(Plan plan, int node) =>
        plan.IsIndicator(node) ? [node] : plan.Children[node].SelectMany(child => IndicatorsBelow(plan, child));
}
