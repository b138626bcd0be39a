namespace Touchstone.Composite;

/// <summary>From the smallest to the largest value of the frame.</summary>
internal sealed class MinMaxNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    public override void Apply(Worksheet sheet, Audit audit, Block block)
    {
        var (low, high) = Frozen is null ? Sums.Range(sheet.Gather(Column, block)) : (Thaw(block, "low"), Thaw(block, "high"));
        audit.Used(block, Column, "low", low);
        audit.Used(block, Column, "high", high);
        if (double.IsNaN(low)) { SetEmpty(sheet, audit, block); return; }
        if (low == high) { SetConstant(sheet, audit, block, Scale.Middle); return; }
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(cells[r])) SetShare(sheet, audit, r, Scale.Way(cells[r], low, high, LowerIsBetter));
    }
}

/// <summary>From stated goalposts.</summary>
internal sealed class GoalpostNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    private readonly double _low = column.GoalpostLow ?? double.NaN, _high = column.GoalpostHigh ?? double.NaN;

    public override void Apply(Worksheet sheet, Audit audit, Block block)
    {
        audit.Used(block, Column, "low", _low);
        audit.Used(block, Column, "high", _high);
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(cells[r])) SetShare(sheet, audit, r, Scale.Way(cells[r], _low, _high, LowerIsBetter));
    }
}

/// <summary>Distance from the mean in deviations; the scale's bottom is the new mean, its length the new deviation.</summary>
internal sealed class ZScoreNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    public override void Apply(Worksheet sheet, Audit audit, Block block)
    {
        var (mean, deviation) = Frozen is null ? Parameters(sheet, block) : (Thaw(block, "mean"), Thaw(block, "deviation"));
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

    private (double Mean, double Deviation) Parameters(Worksheet sheet, Block block)
    {
        var values = sheet.Gather(Column, block);
        var (low, high) = Sums.Range(values);
        double mean = Sums.Mean(values);
        return (mean, low < high ? Sums.Deviation(values, mean) : 0);
    }
}

/// <summary>
/// Rank among the frame's values (n = best), or its share of the way from the first rank to the last. A value that is not among them (of a row that gave no parameters)
/// ranks with the next worse one that is.
/// </summary>
internal sealed class RankNormaliser(NormalisedColumn column, int capacity) : ColumnNormaliser(column)
{
    private readonly double[] _ordered = new double[Math.Max(capacity, column.Plan.Frozen?.LongestDistribution ?? 0)];
    private readonly bool _asShare = column.Rule.Method == NormaliseMethod.PercentileRank;

    public override void Apply(Worksheet sheet, Audit audit, Block block)
    {
        int n = Order(sheet, block);
        var ordered = _ordered.AsSpan(0, n);
        audit.UsedAgainst(block, Column, ordered);
        audit.Used(block, Column, "count", n);
        if (n == 0) { SetEmpty(sheet, audit, block); return; }
        if (_asShare && ordered[0] == ordered[n - 1]) { SetConstant(sheet, audit, block, Scale.Middle); return; }
        double[] cells = sheet.Cells[Column];
        int distinct = Rule.Ties == Ties.Dense && !_asShare ? Ordered.Distinct(ordered) : n;
        for (int r = block.From; r < block.To; r++)
        {
            if (double.IsNaN(cells[r])) continue;
            double x = LowerIsBetter ? -cells[r] : cells[r];
            double rank = Ordered.RankOf(ordered[..distinct], x, _asShare ? Ties.Min : Rule.Ties);
            if (_asShare) SetShare(sheet, audit, r, (rank - 1) / (n - 1));
            else Set(sheet, audit, r, rank);
        }
    }

    /// <summary>The frame's values, the worst first.</summary>
    private int Order(Worksheet sheet, Block block)
    {
        if (Frozen is not null)
        {
            var frozen = ThawDistribution(block);
            frozen.CopyTo(_ordered);
            return frozen.Length;
        }
        var values = sheet.Gather(Column, block);
        for (int i = 0; i < values.Length; i++) _ordered[i] = LowerIsBetter ? -values[i] : values[i];
        Array.Sort(_ordered, 0, values.Length);
        return values.Length;
    }
}

/// <summary>Share of the way to a target.</summary>
internal sealed class TargetNormaliser(NormalisedColumn column) : ColumnNormaliser(column)
{
    private readonly double _target = column.Target ?? double.NaN;

    public override void Apply(Worksheet sheet, Audit audit, Block block)
    {
        audit.Used(block, Column, "target", _target);
        double[] cells = sheet.Cells[Column];
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(cells[r])) SetShare(sheet, audit, r, Share(cells[r]));
    }

    /// <summary>Lower is better and nothing is left (zero or less): the target is passed; how far has no number, so it is only told apart when scores are clamped.</summary>
    private double Share(double x)
    {
        if (!LowerIsBetter) return x / _target;
        return x > 0 || Rule.Outside == Outside.Keep ? _target / x : double.PositiveInfinity;
    }
}
