using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>A column measured by one number: x ÷ it, or it ÷ x where less is better.</summary>
internal abstract class RatioNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    protected abstract string Name { get; }

    /// <summary>The number, of the frame or stated; NaN when there is none.</summary>
    protected abstract double Measure(Worksheet sheet, Block block);

    protected override void Score(Worksheet sheet, Audit audit, Block block)
    {
        double measure = Measure(sheet, block);
        audit.Used(block, Column, Name, measure);
        if (double.IsNaN(measure)) { SetEmpty(sheet, audit, block); return; }
        if (!(measure > 0)) { SetUnmeasurable(sheet, audit, block, measure); return; }
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(cells[r])) SetShare(sheet, audit, r, Share(cells[r], measure));
    }

    /// <summary>Lower is better and nothing is left (zero or less): what was to be reached is passed; how far has no number, so it is only told apart when scores are clamped.</summary>
    private double Share(double x, double measure)
    {
        if (!LowerIsBetter) return x / measure;
        return x > 0 || Rule.Outside == Outside.Keep ? measure / x : double.PositiveInfinity;
    }

    private void SetUnmeasurable(Worksheet sheet, Audit audit, Block block, double measure)
    {
        for (int r = block.From; r < block.To; r++) sheet.Cells[Column][r] = double.NaN;
        if (!audit.Keeps) return;
        string when = When(block), shown = Figures.Number(measure);
        audit.Tell(Finding.Warning("normalise.not-above-zero", Node.Where,
            new($"{when}{Node.Code} 的参照值 {shown} 不大于零，不能以它为单位计分。", $"{when}{Node.Code} is to be measured by {shown}, which is not above zero; it cannot be scored."),
            new("请改用极差标准化或阈值标准化。", "Use min–max or goalposts.")));
    }
}

/// <summary>Share of the way to a target, stated or at a percentile of the frame's values.</summary>
internal sealed class TargetNormaliser(NormalisedColumn column) : RatioNormaliser(column)
{
    private readonly double _target = column.Target ?? double.NaN;
    protected override string Name => "target";

    protected override double Measure(Worksheet sheet, Block block) => TargetOf(sheet, block, _target);
}

/// <summary>Share of the frame's best value.</summary>
internal sealed class FractionNormaliser(NormalisedColumn column) : RatioNormaliser(column)
{
    protected override string Name => LowerIsBetter ? "low" : "high";

    protected override double Measure(Worksheet sheet, Block block)
    {
        if (Frozen is not null) return Thaw(block, Name);
        var (low, high) = Sums.Range(sheet.Gather(Column, block));
        return LowerIsBetter ? low : high;
    }
}

/// <summary>Relative to a unit: the mean of its values in the block's base periods, ranked or not.</summary>
internal sealed class ReferenceNormaliser(NormalisedColumn column) : RatioNormaliser(column)
{
    private readonly ReferenceRows _reference = new(column);
    protected override string Name => "reference";

    protected override double Measure(Worksheet sheet, Block block) => Frozen is not null ? Thaw(block, Name) : _reference.Mean(sheet, Column, block);
}

/// <summary>The rows of the reference unit in the base periods.</summary>
internal sealed class ReferenceRows(NormalisedColumn column)
{
    private readonly bool[] _isReference = [.. column.Plan.Units.Select((u, r) => u.Code == column.Rule.Reference && column.Plan.IsBase[r])];

    /// <summary>The mean of its values in a block; NaN where it has none.</summary>
    public double Mean(Worksheet sheet, int column, Block block)
    {
        double sum = 0;
        int n = 0;
        for (int r = block.From; r < block.To; r++)
        {
            double x = sheet.Cells[column][r];
            if (!_isReference[sheet.Source[r]] || double.IsNaN(x)) continue;
            sum += x;
            n++;
        }
        return n == 0 ? double.NaN : sum / n;
    }
}

/// <summary>From the frame's worst value to the target.</summary>
internal class DistanceNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    private readonly double _target = column.Target ?? double.NaN;

    protected override void Score(Worksheet sheet, Audit audit, Block block)
    {
        double target = Goal(sheet, block), worst = Worst(sheet, block);
        audit.Used(block, Column, LowerIsBetter ? "low" : "high", target);
        audit.Used(block, Column, LowerIsBetter ? "high" : "low", worst);
        if (double.IsNaN(worst) || double.IsNaN(target)) { SetEmpty(sheet, audit, block); return; }
        var (low, high) = LowerIsBetter ? (target, worst) : (worst, target);
        if (!(low < high)) { SetBehind(sheet, audit, block, target); return; }
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(cells[r])) SetShare(sheet, audit, r, Scale.Way(cells[r], low, high, LowerIsBetter));
    }

    /// <summary>What is to be reached.</summary>
    protected virtual double Goal(Worksheet sheet, Block block) => TargetOf(sheet, block, _target);

    private double Worst(Worksheet sheet, Block block)
    {
        if (Frozen is not null) return Thaw(block, LowerIsBetter ? "high" : "low");
        var (low, high) = Sums.Range(sheet.Gather(Column, block));
        return LowerIsBetter ? high : low;
    }

    /// <summary>Even the worst unit has reached the target: there is no way left to measure.</summary>
    private void SetBehind(Worksheet sheet, Audit audit, Block block, double target)
    {
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(sheet.Cells[Column][r])) sheet.Cells[Column][r] = Scale.High;
        if (!audit.Keeps) return;
        string when = When(block), shown = Figures.Number(target);
        audit.Tell(Finding.Warning("normalise.target-reached", Node.Where,
            new($"{when}{Node.Code} 的最差值已达到目标 {shown}，所有单位都取量表上端。", $"{when}{Node.Code}: even the worst value reaches the target {shown}; every unit gets the top of the scale."),
            new("请核对目标值。", "Check the target.")));
    }
}

/// <summary>From the frame's worst value to the reference unit's.</summary>
internal sealed class DistanceToReferenceNormaliser(NormalisedColumn column) : DistanceNormaliser(column)
{
    private readonly ReferenceRows _reference = new(column);

    protected override double Goal(Worksheet sheet, Block block) => Frozen is not null ? Thaw(block, LowerIsBetter ? "low" : "high") : _reference.Mean(sheet, Column, block);
}
