using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Whether framework, units and data belong together.</summary>
internal static class InputChecks
{
    public static IEnumerable<Finding> Of(IndexInput input)
    {
        var units = new HashSet<UnitCode>();
        foreach (var unit in input.Units)
            if (!units.Add(unit.Code))
                yield return Finding.Error("unit.duplicate", unit.Where,
                    new($"评价对象 {unit.Code} 出现了两次。", $"The unit {unit.Code} is given twice."),
                    new("只保留一行。", "Keep one row."));
        if (input.Data.Rows.IsEmpty)
            yield return Finding.Error("data.empty", Place.Whole,
                new("没有任何数据行。", "There are no rows of data."),
                new("请提供至少一个评价对象的数据。", "Give data for at least one unit."));
        foreach (var stranger in input.Data.Rows.Select(r => r.Unit).Distinct().Where(u => !units.Contains(u)))
            yield return Finding.Error("data.unknown-unit", Place.Whole,
                new($"数据中的评价对象 {stranger} 不在评价对象表中。", $"The data has the unit {stranger}, which is not in the unit list."),
                new("请在评价对象表中补充该评价对象，或删去其数据。", "Add it to the unit list, or remove its data."));
        var present = input.Data.Rows.Select(r => r.Unit).ToHashSet();
        foreach (var unit in input.Units.Where(u => !present.Contains(u.Code)))
            yield return Finding.Warning("unit.no-data", unit.Where,
                new($"评价对象 {unit.Code} 没有数据，不进入指数。", $"The unit {unit.Code} has no data and does not enter the index."),
                new("请补充数据，或从评价对象表中删去。", "Add its data, or remove it from the unit list."));
        foreach (var column in input.Data.Columns.Where(c => input.Framework.Find(c.Code) is null or { Kind: NodeKind.Aggregate }))
            yield return Finding.Error("data.unknown-column", Place.Whole,
                new($"数据列 {column.Code} 不是框架中的指标或背景列。", $"The data column {column.Code} is neither an indicator nor a context column of the framework."),
                new("请将它写入指标表，或删去该列。", "Add it to the indicator list, or remove the column."));
    }
}
