namespace Touchstone.Composite;

/// <summary>From the smallest to the largest value of the frame.</summary>
internal sealed class MinMaxNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    protected override void Score(Worksheet sheet, Audit audit, Block block)
    {
        var (low, high) = Frozen is null ? RangeOf(sheet, block) : (Thaw(block, "low"), Thaw(block, "high"));
        audit.Used(block, Column, "low", low);
        audit.Used(block, Column, "high", high);
        if (double.IsNaN(low)) { SetEmpty(sheet, audit, block); return; }
        if (low == high) { SetConstant(sheet, audit, block, Scale.Middle); return; }
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(cells[r])) SetShare(sheet, audit, r, Scale.Way(cells[r], low, high, LowerIsBetter));
    }
}

/// <summary>From goalposts: stated, or at percentiles of the frame's values.</summary>
internal sealed class GoalpostNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    private readonly double _low = column.GoalpostLow ?? double.NaN, _high = column.GoalpostHigh ?? double.NaN;
    private readonly bool _takesPercentiles = column.Rule.PercentileLow is not null || column.Rule.PercentileHigh is not null;

    protected override void Score(Worksheet sheet, Audit audit, Block block)
    {
        var (low, high) = !_takesPercentiles ? (_low, _high) : Frozen is null ? Percentiles(sheet, block) : (Thaw(block, "low"), Thaw(block, "high"));
        audit.Used(block, Column, "low", low);
        audit.Used(block, Column, "high", high);
        if (double.IsNaN(low) || double.IsNaN(high)) { SetEmpty(sheet, audit, block); return; }
        if (low == high) { SetConstant(sheet, audit, block, Scale.Middle); return; }
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(cells[r])) SetShare(sheet, audit, r, Scale.Way(cells[r], low, high, LowerIsBetter));
    }

    private (double Low, double High) Percentiles(Worksheet sheet, Block block)
    {
        var values = sheet.Gather(Column, block);
        values.Sort();
        return (Rule.PercentileLow is { } l ? Quantile.OfSorted(values, l) : _low, Rule.PercentileHigh is { } h ? Quantile.OfSorted(values, h) : _high);
    }
}

/// <summary>Distance from the mean in deviations; the scale's bottom is the new mean, its length the new deviation.</summary>
internal sealed class ZScoreNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    protected override void Score(Worksheet sheet, Audit audit, Block block)
    {
        var (mean, deviation) = Frozen is null ? MeanAndDeviation(sheet, block) : (Thaw(block, "mean"), Thaw(block, "deviation"));
        audit.Used(block, Column, "mean", mean);
        audit.Used(block, Column, "deviation", deviation);
        if (double.IsNaN(mean)) { SetEmpty(sheet, audit, block); return; }
        if (!(deviation > 0)) { SetConstant(sheet, audit, block, Scale.Low); return; }
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
        {
            if (double.IsNaN(cells[r])) continue;
            double z = double.IsFinite(deviation) ? (cells[r] - mean) / deviation : double.NaN;
            Set(sheet, audit, r, Scale.Low + (Scale.High - Scale.Low) * (LowerIsBetter ? -z : z));
        }
    }
}
