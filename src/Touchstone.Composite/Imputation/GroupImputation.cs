using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Fills a column with the mean or median of each unit's group, taken over the rows of the frame.</summary>
internal sealed class GroupImputation(Plan plan, int place, GroupColumn groups, bool median)
{
    private readonly string[] _names = [.. groups.Names.Select(name => (median ? "median:" : "mean:") + name)];
    private readonly double[] _values = new double[groups.Names.Length];
    private readonly int[] _ends = new int[groups.Names.Length + 1];
    private readonly double[] _byGroup = new double[plan.Rows.Length];

    public void Fill(Worksheet sheet, Audit audit, int column, Block block, Text why)
    {
        if (plan.Frozen is { } frozen)
            for (int g = 0; g < _names.Length; g++) _values[g] = frozen.Find(place, block.Period, plan.Codes[column], _names[g]);
        else
            Compute(sheet, column, block);
        for (int g = 0; g < _names.Length; g++) audit.Used(block, column, _names[g], _values[g]);
        List<UnitCode>? left = null;
        for (int r = block.From; r < block.To; r++)
        {
            if (!Imputing.IsMissing(sheet, column, r)) continue;
            int group = groups.Of[sheet.Source[r]];
            if (group >= 0 && !double.IsNaN(_values[group])) Imputing.Set(sheet, audit, column, r, _values[group], CellMarks.Imputed, why);
            else if (audit.Keeps) (left ??= []).Add(sheet.Key(r).Unit);
        }
        if (left is not null) audit.Tell(LeftMissing(column, block, left));
    }

    /// <summary>Lays the values out group after group, each in the order of the rows, then takes the mean or median of each stretch.</summary>
    private void Compute(Worksheet sheet, int column, Block block)
    {
        Array.Clear(_ends);
        double[] cells = sheet.Cells[column];
        for (int r = block.From; r < block.To; r++)
            if (GroupOf(sheet, cells, r) is var g and >= 0) _ends[g + 1]++;
        for (int g = 0; g < _values.Length; g++) _ends[g + 1] += _ends[g];
        for (int r = block.From; r < block.To; r++)
            if (GroupOf(sheet, cells, r) is var g and >= 0) _byGroup[_ends[g]++] = cells[r];
        for (int g = 0, from = 0; g < _values.Length; from = _ends[g], g++)
        {
            var values = _byGroup.AsSpan(from, _ends[g] - from);
            if (median) values.Sort();
            _values[g] = median ? Sums.MedianOfSorted(values) : Sums.Mean(values);
        }
    }

    private int GroupOf(Worksheet sheet, double[] cells, int row) => sheet.Gives[row] && !double.IsNaN(cells[row]) ? groups.Of[sheet.Source[row]] : -1;

    private Finding LeftMissing(int column, Block block, List<UnitCode> units)
    {
        string when = block.Period is { } p ? $"{p} " : "", who = string.Join(", ", units);
        return Finding.Warning("impute.no-group-value", plan.Nodes[column].Where,
            new($"{when}{plan.Codes[column]}：{who} 没有分组，或所在组没有值，仍然缺失。", $"{when}{plan.Codes[column]} stays missing for {who}: no group, or no value in the group."),
            new("请在评价对象表中补充分组，或改用其他填补方法。", "Complete the groups in the unit list, or choose another imputation."));
    }
}
