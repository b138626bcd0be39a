using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Impute: a rule for each indicator, its parameters taken over the frame. Cells that do not apply are never filled.</summary>
internal sealed class Imputing : StepRun
{
    private readonly Impute _step;
    private readonly HashSet<UnitCode> _never;
    private readonly RowImputation? _byRow;
    private readonly NeighbourImputation? _byNeighbours;
    private readonly NormalImputation? _byModel;
    private readonly OverTime _overTime;
    private readonly ImputeRule[] _rules;
    private readonly GroupImputation?[] _byGroup;
    private readonly RegressionImputation?[] _byRegression;
    private readonly Text[] _why;

    public Imputing(Plan plan, int place, Impute step) : base(plan, place, step)
    {
        _step = step;
        _overTime = new OverTime(plan);
        _never = [.. step.Never ?? Listed.Of<UnitCode>()];
        _rules = [.. plan.Nodes.Take(plan.IndicatorCount).Select(n => step.Rules.For(n.Code))];
        _why = [.. _rules.Select(Why)];
        var groups = _rules.Where(r => r.Group is not null).Select(r => r.Group!).Distinct(StringComparer.Ordinal)
            .ToDictionary(g => g, g => new GroupColumn(plan, g), StringComparer.Ordinal);
        _byGroup = [.. _rules.Select(r => r.Method is ImputeMethod.GroupMean or ImputeMethod.GroupMedian
            ? new GroupImputation(plan, place, groups[r.Group!], r.Method == ImputeMethod.GroupMedian) : null)];
        _byRegression = [.. _rules.Select(r => r.Method == ImputeMethod.Regression ? new RegressionImputation(plan, place, r.Predictors!) : null)];
        _byNeighbours = _rules.Any(r => r.Method == ImputeMethod.NearestNeighbours) ? new NeighbourImputation(plan, place, _rules) : null;
        _byModel = _rules.Any(r => r.Method == ImputeMethod.Em) ? new NormalImputation(plan, place, _rules) : null;
        _byRow = _rules.Any(r => r.Method is ImputeMethod.RowMean or ImputeMethod.RowMedian) ? new RowImputation(plan, place, _rules) : null;
    }

    public override void Apply(Worksheet sheet, Audit audit)
    {
        audit.NotePresence(sheet);
        FindRows(sheet, audit);
        // From what was observed: before any other rule fills a cell.
        _byNeighbours?.Start();
        foreach (var block in sheet.Blocks)
        {
            _byNeighbours?.Find(sheet, audit, block);
            _byModel?.Find(sheet, audit, block);
        }
        for (int i = 0; i < Plan.IndicatorCount; i++)
            if (sheet.InTree[i] && _byRegression[i] is { } regression) foreach (var block in sheet.Blocks) regression.Find(sheet, audit, i, block);
        if (_byRow is not null) foreach (var block in sheet.Blocks) _byRow.Fill(sheet, audit, block, _why);
        FillFound(sheet, audit);
        for (int i = 0; i < Plan.IndicatorCount; i++)
        {
            if (!sheet.InTree[i] || _rules[i].Method == ImputeMethod.None) continue;
            if (_rules[i].Method == ImputeMethod.LastObservation) CarryForward(sheet, audit, i);
            else if (_rules[i].Method is ImputeMethod.Interpolate or ImputeMethod.PreviousOrNext or ImputeMethod.InterpolateOrNearest) _overTime.Fill(sheet, audit, i, _rules[i]);
            else if (_rules[i].Method is not (ImputeMethod.RowMean or ImputeMethod.RowMedian or ImputeMethod.NearestNeighbours or ImputeMethod.Em))
                foreach (var block in sheet.Blocks)
                    if (audit.Keeps || HasMissing(sheet, i, block)) FillBlock(sheet, audit, i, block);
        }
    }

    /// <summary>Whether the row's unit is never filled.</summary>
    public bool IsNever(Worksheet sheet, int row) => _never.Contains(sheet.Unit(row).Code);

    /// <summary>Whether some cells are filled from a distribution, and so can be drawn.</summary>
    public bool HasModel => _byModel is not null;

    /// <summary>A draw of the cells that are filled from a distribution, by column and row; NaN for all others. The worksheet stays as it is.</summary>
    public void Sample(Worksheet sheet, Audit silent, HashStream stream, double[][] into)
    {
        FindRows(sheet, silent);
        _byModel!.Sample(sheet, silent, ref stream, into);
    }

    /// <summary>Rows that may be filled: not those named, nor those that lack too much.</summary>
    private void FindRows(Worksheet sheet, Audit audit)
    {
        for (int r = 0; r < sheet.Rows; r++)
        {
            sheet.MayFill[r] = _never.Count == 0 || !_never.Contains(sheet.Unit(r).Code);
            sheet.LeftAlone[sheet.Source[r]] |= !sheet.MayFill[r];
            if (_step.MaxShare is not { } most || !sheet.MayFill[r]) continue;
            double lacks = 1 - RowShares.Of(Plan, sheet, r).Available;
            // A share equal to the limit is filled, also where the two differ in their last digit.
            if (lacks <= most + 1e-12) continue;
            sheet.MayFill[r] = false;
            sheet.LeftAlone[sheet.Source[r]] = true;
            if (!audit.Keeps) continue;
            var key = sheet.Key(r);
            string name = key.Period is { } p ? $"{p} {key.Unit}" : key.Unit.Value;
            audit.Tell(Finding.Warning("impute.too-much", sheet.Unit(r).Where,
                new($"{name} 缺失指标占 {Figures.Share(Math.Round(lacks, 4))}，超过 {Figures.Share(most)}，不予填补。", $"{name} lacks {Figures.Share(Math.Round(lacks, 4))} of its indicators, more than {Figures.Share(most)}: it is not filled."),
                new("请补充数据，或提高 max-share。", "Complete its data, or raise max-share.")));
        }
    }

    private void FillFound(Worksheet sheet, Audit audit)
    {
        for (int i = 0; i < Plan.IndicatorCount; i++)
        {
            var method = _rules[i].Method;
            if (!sheet.InTree[i] || method is not (ImputeMethod.NearestNeighbours or ImputeMethod.Em)) continue;
            for (int r = 0; r < sheet.Rows; r++)
            {
                if (!IsMissing(sheet, i, r)) continue;
                double value = method == ImputeMethod.Em ? _byModel!.Value(i, r) : _byNeighbours!.Value(i, r);
                if (double.IsFinite(value)) Set(sheet, audit, i, r, value, CellMarks.Imputed, audit.Keeps && method == ImputeMethod.NearestNeighbours ? _byNeighbours!.Why(i, r) : _why[i]);
            }
        }
    }

    private void FillBlock(Worksheet sheet, Audit audit, int column, Block block)
    {
        if (_byGroup[column] is { } byGroup)
        {
            byGroup.Fill(sheet, audit, column, block, _why[column]);
            return;
        }
        if (_byRegression[column] is { } regression)
        {
            regression.Fill(sheet, audit, column, block, _why[column]);
            return;
        }
        var (name, value) = Parameter(sheet, column, block);
        audit.Used(block, column, name, value);
        for (int r = block.From; r < block.To; r++)
        {
            if (!IsMissing(sheet, column, r)) continue;
            if (double.IsNaN(value))
            {
                if (audit.Keeps) audit.Tell(NothingToTakeFrom(column, block));
                return;
            }
            Set(sheet, audit, column, r, value, CellMarks.Imputed, _why[column]);
        }
    }

    private (string Name, double Value) Parameter(Worksheet sheet, int column, Block block)
    {
        string name = _rules[column].Method switch
        {
            ImputeMethod.Mean => "mean",
            ImputeMethod.Median => "median",
            _ => "constant",
        };
        if (_rules[column].Constant is { } constant && name == "constant") return (name, constant);
        if (Plan.Frozen is { } frozen) return (name, frozen.Find(Place, block.Period, Plan.Codes[column], name));
        var values = sheet.Gather(column, block);
        if (name == "mean") return (name, Sums.Mean(values));
        values.Sort();
        return (name, Sums.MedianOfSorted(values));
    }

    /// <summary>Rows are in the order of periods, so the earlier observation is always of the data as it was before this step.</summary>
    private void CarryForward(Worksheet sheet, Audit audit, int column)
    {
        int? most = _rules[column].MaxAge;
        for (int r = sheet.Rows - 1; r >= 0; r--)
        {
            if (!IsMissing(sheet, column, r)) continue;
            for (int from = Plan.Earlier[sheet.Source[r]]; from >= 0; from = Plan.Earlier[from])
            {
                int row = sheet.RowOf[from];
                if (row < 0 || double.IsNaN(sheet.Cells[column][row])) continue;
                if (most is null || IsWithin(sheet.Key(row).Period, sheet.Key(r).Period, most.Value))
                    Set(sheet, audit, column, r, sheet.Cells[column][row], (sheet.Marks[column][row] | CellMarks.CarriedForward) & ~CellMarks.NotApplicable,
                        audit.Keeps ? new($"沿用 {sheet.Key(row).Period} 的值", $"the value of {sheet.Key(row).Period} carried forward") : default);
                break;
            }
        }
    }

    internal static bool IsWithin(Period? from, Period? to, int years) => from is { } f && to is { } t && f.Last.AddYears(years) >= t.Last;

    private static bool HasMissing(Worksheet sheet, int column, Block block)
    {
        for (int r = block.From; r < block.To; r++) if (IsMissing(sheet, column, r)) return true;
        return false;
    }

    internal static bool IsMissing(Worksheet sheet, int column, int row) => double.IsNaN(sheet.Cells[column][row]) && sheet.MayFill[row] && IsApplicable(sheet, column, row);

    internal static void Set(Worksheet sheet, Audit audit, int column, int row, double value, CellMarks marks, Text why)
    {
        audit.Changed(sheet, row, column, double.NaN, value, why);
        sheet.Write(column);
        sheet.Cells[column][row] = value;
        sheet.Marks[column][row] |= marks;
    }

    private Finding NothingToTakeFrom(int column, Block block)
    {
        string when = block.Period is { } p ? $"{p} " : "";
        return Finding.Warning("impute.nothing", Plan.Nodes[column].Where,
            new($"{when}{Plan.Codes[column]} 没有可用的值，缺失单元格仍然缺失。", $"{when}{Plan.Codes[column]} has no value to take from; its missing cells stay missing."),
            new("请补充数据，或改用其他填补方法。", "Complete its data, or choose another imputation."));
    }

    private static Text Why(ImputeRule rule) => rule.Method switch
    {
        ImputeMethod.None => default,
        ImputeMethod.Mean => new("以该列均值填补", "filled with the mean of the column"),
        ImputeMethod.Median => new("以该列中位数填补", "filled with the median of the column"),
        ImputeMethod.GroupMean => new($"以同组（{rule.Group}）均值填补", $"filled with the mean of its group ({rule.Group})"),
        ImputeMethod.GroupMedian => new($"以同组（{rule.Group}）中位数填补", $"filled with the median of its group ({rule.Group})"),
        ImputeMethod.Constant => new($"以规定值 {Number(rule.Constant)} 填补", $"filled with the stated value {Number(rule.Constant)}"),
        ImputeMethod.LastObservation or ImputeMethod.Interpolate or ImputeMethod.PreviousOrNext or ImputeMethod.InterpolateOrNearest => default,
        ImputeMethod.RowMean when !rule.NormaliseFirst => new("以该单位在同维度其他指标上原值的均值填补", "filled with the mean of the unit's other figures as they are"),
        ImputeMethod.RowMedian when !rule.NormaliseFirst => new("以该单位在同维度其他指标上原值的中位数填补", "filled with the median of the unit's other figures as they are"),
        ImputeMethod.RowMean => new("以该单位在同维度其他指标上的平均位置填补", "filled with where the unit stands on average in its other indicators"),
        ImputeMethod.RowMedian => new("以该单位在同维度其他指标上的中位位置填补", "filled with the median of where the unit stands in its other indicators"),
        ImputeMethod.Regression => new($"以 {string.Join("、", rule.Predictors ?? Listed.Of<IndicatorCode>())} 的回归填补", $"filled by regression on {string.Join(", ", rule.Predictors ?? Listed.Of<IndicatorCode>())}"),
        ImputeMethod.NearestNeighbours => default,
        ImputeMethod.Em => new("以同维度指标联合正态分布（EM）的条件期望填补", "filled with what the normal distribution of the dimension (EM) expects given the row"),
    };

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
