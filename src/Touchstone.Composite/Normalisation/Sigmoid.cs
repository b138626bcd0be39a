namespace Touchstone.Composite;

/// <summary>The logistic curve of the z-score: extreme values crowd towards the ends of the scale and never reach them.</summary>
internal sealed class SigmoidNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    protected override void Score(Worksheet sheet, Audit audit, Block block)
    {
        var (mean, deviation) = Frozen is null ? MeanAndDeviation(sheet, block) : (Thaw(block, "mean"), Thaw(block, "deviation"));
        audit.Used(block, Column, "mean", mean);
        audit.Used(block, Column, "deviation", deviation);
        if (double.IsNaN(mean)) { SetEmpty(sheet, audit, block); return; }
        if (!(deviation > 0)) { SetConstant(sheet, audit, block, Scale.Middle); return; }
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
        {
            if (double.IsNaN(cells[r])) continue;
            double z = double.IsFinite(deviation) ? Rule.Steepness * ((cells[r] - mean) / deviation) : double.NaN;
            Set(sheet, audit, r, Scale.At(1 / (1 + Math.Exp(LowerIsBetter ? z : -z))));
        }
    }
}
