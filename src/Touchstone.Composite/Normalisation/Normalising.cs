using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Normalise: every indicator to its scale, its direction applied once, with the frame's parameters.</summary>
internal sealed class Normalising : StepRun
{
    private readonly ColumnNormaliser[] _columns;

    public Normalising(Plan plan, int place, Normalise step) : base(plan, place, step) =>
        _columns = [.. plan.Nodes.Take(plan.IndicatorCount).Select((node, i) => Of(new(plan, place, i, step.Rules.For(node.Code)), plan))];

    public override void Apply(Worksheet sheet, Audit audit)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            if (!sheet.InTree[i]) continue;
            sheet.Write(i);
            foreach (var block in sheet.Blocks) _columns[i].Apply(sheet, audit, block);
        }
    }

    internal static ColumnNormaliser Of(NormalisedColumn column, Plan plan) => column.Rule.Method switch
    {
        NormaliseMethod.MinMax => new MinMaxNormaliser(column),
        NormaliseMethod.Goalposts => new GoalpostNormaliser(column),
        NormaliseMethod.ZScore => new ZScoreNormaliser(column),
        NormaliseMethod.Rank => new RankNormaliser(column, plan.Rows.Length),
        NormaliseMethod.PercentileRank => new RankNormaliser(column, plan.Rows.Length),
        NormaliseMethod.Target => new TargetNormaliser(column),
        NormaliseMethod.Borda => new RankNormaliser(column, plan.Rows.Length),
        NormaliseMethod.DistanceToTarget => new DistanceNormaliser(column),
        NormaliseMethod.DistanceToReference => new DistanceToReferenceNormaliser(column),
        NormaliseMethod.FractionOfMax => new FractionNormaliser(column),
        NormaliseMethod.ReferenceUnit => new ReferenceNormaliser(column),
        NormaliseMethod.Sigmoid => new SigmoidNormaliser(column),
        NormaliseMethod.Categories => new CategoryNormaliser(column, plan.Rows.Length),
    };
}

/// <summary>A column with its rule.</summary>
internal sealed record NormalisedColumn(Plan Plan, int StepPlace, int Column, NormaliseRule Rule)
{
    public FrameworkNode Node => Plan.Nodes[Column];
    public bool LowerIsBetter => Node.Direction == Direction.LowerIsBetter;
    public Scale Scale => new(Rule.ScaleLow, Rule.ScaleHigh);
    public double? GoalpostLow => Rule.GoalpostLow ?? Node.GoalpostLow;
    public double? GoalpostHigh => Rule.GoalpostHigh ?? Node.GoalpostHigh;
    public double? Target => Rule.Target ?? Node.Target;
}

/// <summary>One column's way to its scale.</summary>
internal abstract class ColumnNormaliser(NormalisedColumn column)
{
    protected int Column { get; } = column.Column;
    protected NormaliseRule Rule { get; } = column.Rule;
    protected Scale Scale { get; } = column.Scale;
    protected bool LowerIsBetter { get; } = column.LowerIsBetter;
    protected FrozenParameters? Frozen { get; } = column.Plan.Frozen;

    protected FrameworkNode Node => column.Node;

    public void Apply(Worksheet sheet, Audit audit, Block block)
    {
        Score(sheet, audit, block);
        if (Rule.Decimals is not { } decimals) return;
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(cells[r])) cells[r] = Rounding.At(cells[r], decimals);
    }

    protected abstract void Score(Worksheet sheet, Audit audit, Block block);

    /// <summary>The target: stated, or at a percentile of the frame's values.</summary>
    protected double TargetOf(Worksheet sheet, Block block, double stated)
    {
        if (Rule.TargetPercentile is not { } percentile) return stated;
        if (Frozen is not null) return Thaw(block, Rule.Method == NormaliseMethod.Target ? "target" : LowerIsBetter ? "low" : "high");
        var values = sheet.Gather(Column, block);
        values.Sort();
        return Quantile.OfSorted(values, percentile);
    }

    /// <summary>The mean and the standard deviation (n − 1), which is 0 where all values are one but for the last bits of a sum.</summary>
    protected (double Mean, double Deviation) MeanAndDeviation(Worksheet sheet, Block block)
    {
        var values = sheet.Gather(Column, block);
        var (low, high) = Sums.Range(values);
        double mean = Sums.Mean(values);
        return (mean, low < high && !Rounding.AreOne(low, high) ? Sums.Deviation(values, mean) : 0);
    }

    /// <summary>The smallest and the largest value of the frame; both the smallest where they are one but for the last bits of a sum.</summary>
    protected (double Low, double High) RangeOf(Worksheet sheet, Block block)
    {
        var (low, high) = Sums.Range(sheet.Gather(Column, block));
        return (low, Rounding.AreOne(low, high) ? low : high);
    }

    protected double Thaw(Block block, string name) => Frozen!.Find(column.StepPlace, block.Period, column.Node.Code, name);
    protected ReadOnlySpan<double> ThawDistribution(Block block) => Frozen!.Distribution(column.StepPlace, block.Period, column.Node.Code);

    /// <summary>A constant column has no spread: every unit gets the middle of the scale, and the reader is told. Zero would rank all of them last, and dropping an indicator is for a person to decide.</summary>
    protected void SetConstant(Worksheet sheet, Audit audit, Block block, double middle)
    {
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(sheet.Cells[Column][r])) sheet.Cells[Column][r] = middle;
        if (!audit.Keeps) return;
        string when = When(block);
        audit.Tell(Finding.Warning("column.constant", column.Node.Where,
            new($"{when}{column.Node.Code} 在参照范围内只有一个值，所有评价对象都取量表中点。", $"{when}{column.Node.Code} has a single value in the frame; every unit gets the middle of the scale."),
            new("请核对数据，或将该指标移出指数。", "Check its data, or take the indicator out of the index.")));
    }

    /// <summary>Nothing in the frame to take parameters from.</summary>
    protected void SetEmpty(Worksheet sheet, Audit audit, Block block)
    {
        for (int r = block.From; r < block.To; r++) sheet.Cells[Column][r] = double.NaN;
        if (!audit.Keeps) return;
        string when = When(block);
        audit.Tell(Finding.Warning("column.empty", column.Node.Where,
            new($"{when}{column.Node.Code} 在参照范围内没有值，不能计分。", $"{when}{column.Node.Code} has no value in the frame and cannot be scored."),
            new("请补充数据，或将该指标移出指数。", "Complete its data, or take the indicator out of the index.")));
    }

    /// <summary>Sets the score for a share of the way; beyond the ends as the rule says.</summary>
    protected void SetShare(Worksheet sheet, Audit audit, int row, double share)
    {
        double x = sheet.Cells[Column][row];
        if (Rule.Outside == Outside.Clamp && (share < 0 || share > 1))
        {
            double end = share < 0 ? Scale.Low : Scale.High;
            sheet.Cells[Column][row] = end;
            sheet.Marks[Column][row] |= CellMarks.Treated;
            if (audit.Keeps) audit.Changed(sheet, row, Column, x, end, new("超出上下限，取量表端点", "beyond the bounds: scored at the scale's end"));
            return;
        }
        Set(sheet, audit, row, Scale.At(share));
    }

    protected void Set(Worksheet sheet, Audit audit, int row, double score)
    {
        if (!double.IsFinite(score))
        {
            score = double.NaN;
            audit.NotFinite(sheet, row, Column, new("标准化后没有有限值", "it has no finite score"));
        }
        sheet.Cells[Column][row] = score;
    }

    protected static string When(Block block) => block.Period is { } p ? $"{p} " : "";
}
