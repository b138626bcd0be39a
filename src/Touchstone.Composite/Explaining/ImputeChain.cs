using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>How a missing cell was filled, or why it was not.</summary>
internal static class ImputeChain
{
    public static ChainStep? Step(ChainCell cell, ImputeRule rule)
    {
        if (cell.Before is not null || !cell.IsApplicable) return null;
        if (cell.After is null)
            return cell.Step(ChainOperation.LeftMissing, rule.Method == ImputeMethod.None
                ? new("缺失，方案不插补", "missing, and not imputed by the recipe")
                : new("缺失，没有可用于插补的值", "missing, and nothing to impute from"));
        return rule.Method switch
        {
            ImputeMethod.LastObservation => CarriedForward(cell),
            ImputeMethod.Interpolate or ImputeMethod.PreviousOrNext or ImputeMethod.InterpolateOrNearest or ImputeMethod.RowMean or ImputeMethod.RowMedian or ImputeMethod.Regression or ImputeMethod.NearestNeighbours or ImputeMethod.Em => AsRecorded(cell),
            ImputeMethod.None or ImputeMethod.Mean or ImputeMethod.Median or ImputeMethod.GroupMean or ImputeMethod.GroupMedian or ImputeMethod.Constant => Filled(cell, rule),
        };
    }

    /// <summary>What the step recorded of the cell: where the value came from.</summary>
    private static ChainStep AsRecorded(ChainCell cell)
    {
        var why = cell.Build.Steps[cell.Place].Changes.Find(cell.Row, cell.Code)?.Why ?? default;
        return cell.Step((cell.Marks & CellMarks.CarriedForward) != CellMarks.None ? ChainOperation.CarriedForward : ChainOperation.Imputed, new($"插补：{why.Zh}", $"imputed: {why.En}"), new Operand("value", cell.After));
    }

    private static ChainStep CarriedForward(ChainCell cell)
    {
        var data = cell.Build.Steps[cell.Place - 1].Data;
        var (unit, period) = (cell.Row.Unit, cell.Row.Period);
        var column = data.Find(cell.Code)!;
        int from = -1;
        for (int r = 0; r < data.Rows.Length; r++)
            if (data.Rows[r].Unit == unit && Nullable.Compare(data.Rows[r].Period, period) < 0 && column[r] is not null) from = r;
        var source = from < 0 ? null : data.Rows[from].Period;
        return cell.Step(ChainOperation.CarriedForward, new($"沿用 {source} 的数值", $"carried forward from {source}"), new Operand("value", from < 0 ? null : column[from]));
    }

    private static ChainStep Filled(ChainCell cell, ImputeRule rule)
    {
        string? group = rule.Group is { } g && cell.Build.Input.Units.FirstOrDefault(u => u.Code == cell.Row.Unit) is { } unit ? unit.Groups.GetValueOrDefault(g) : null;
        string name = rule.Method switch
        {
            ImputeMethod.Mean => "mean",
            ImputeMethod.Median => "median",
            ImputeMethod.GroupMean => "mean:" + group,
            ImputeMethod.GroupMedian => "median:" + group,
            ImputeMethod.Constant => "constant",
            ImputeMethod.None => "",
            _ => "",
        };
        double? value = cell.Parameter(name) ?? rule.Constant;
        int? count = rule.Method == ImputeMethod.Constant ? null : ParameterRows.CountBefore(cell, rule.Group, group);
        var (zhOf, enOf) = count is { } n ? ($"（{Figures.Count(n)} 个值）", n == 1 ? " of the one value" : $" of {Figures.Count(n)} values") : ("", "");
        var words = rule.Method switch
        {
            ImputeMethod.Mean => new Text($"插补：该指标均值{zhOf}", $"imputed: mean{enOf} of the column"),
            ImputeMethod.Median => new Text($"插补：该指标中位数{zhOf}", $"imputed: median{enOf} of the column"),
            ImputeMethod.GroupMean => new Text($"插补：同组（{group}）均值{zhOf}", $"imputed: mean{enOf} of its group ({group})"),
            ImputeMethod.GroupMedian => new Text($"插补：同组（{group}）中位数{zhOf}", $"imputed: median{enOf} of its group ({group})"),
            ImputeMethod.Constant => new Text($"插补：规定值 {Figures.Exact(value)}", $"imputed: the stated value {Figures.Exact(value)}"),
            ImputeMethod.None => default,
            _ => default,
        };
        return count is { } used
            ? cell.Step(ChainOperation.Imputed, words, new("value", value), new("count", used))
            : cell.Step(ChainOperation.Imputed, words, new Operand("value", value));
    }
}

/// <summary>The rows that gave parameters to a step: of ranked units, in a base period, not unranked by a screen or gate before it.</summary>
internal static class ParameterRows
{
    /// <summary>
    /// How many values of the cell's column (and group) the step took its parameter from; null where that cannot be known: in a frozen frame, or when units are unranked
    /// both before and after the step.
    /// </summary>
    public static int? CountBefore(ChainCell cell, string? groupColumn, string? group)
    {
        var build = cell.Build;
        if (build.Recipe.Frame is FrameRule.Frozen) return null;
        bool before = Unranks(build, 1, cell.Place), after = Unranks(build, cell.Place, build.Steps.Length);
        if (before && after) return null;
        var data = build.Steps[cell.Place - 1].Data;
        var column = data.Find(cell.Code)!;
        var units = build.Input.Units.ToDictionary(u => u.Code);
        var period = cell.Row.Period;
        int n = 0;
        for (int r = 0; r < data.Rows.Length; r++)
        {
            var key = data.Rows[r];
            if (column[r] is null || !units[key.Unit].IsRanked || !InBlock(build.Recipe.Frame, key.Period, period)) continue;
            if (group is not null && units[key.Unit].Groups.GetValueOrDefault(groupColumn!) != group) continue;
            if (before && build.Scores.PlaceOf(key) is var place and >= 0 && build.Scores.Statuses[place] == RowStatus.Unranked) continue;
            n++;
        }
        return n;
    }

    private static bool Unranks(IndexBuild build, int from, int to)
    {
        for (int i = from; i < to; i++)
            if (build.Steps[i].Step is Screen { Failed: FailedUnit.Unrank } or Gate { Failed: FailedUnit.Unrank }) return true;
        return false;
    }

    private static bool InBlock(FrameRule frame, Period? rowPeriod, Period? period) => frame switch
    {
        FrameRule.PerPeriod => Nullable.Equals(rowPeriod, period),
        FrameRule.Base b => rowPeriod is { } p && b.Periods.Contains(p),
        _ => true,
    };
}
