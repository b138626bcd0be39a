namespace Touchstone.Composite;

/// <summary>
/// Rank among the frame's values (n = best), Borda points, or the share of the way from the first rank to the last. A value that is not among them (of a row that gave no
/// parameters) ranks with the next worse one that is.
/// </summary>
internal sealed class RankNormaliser(NormalisedColumn column, int capacity) : ColumnNormaliser(column)
{
    private readonly double[] _ordered = new double[Math.Max(capacity, column.Plan.Frozen?.LongestDistribution ?? 0)];
    private readonly RadixSort _sort = new(capacity);
    private readonly bool _asShare = column.Rule.Method == NormaliseMethod.PercentileRank, _excludesZeros = column.Rule is { Method: NormaliseMethod.PercentileRank, Zeros: ZeroValues.Exclude };
    private readonly bool _oneMinus = column.Rule is { Method: NormaliseMethod.PercentileRank, Reversal: Reversal.OneMinus } && column.LowerIsBetter;
    private readonly double _from = column.Rule.Method == NormaliseMethod.Borda ? 1 : 0;
    private bool Negates => LowerIsBetter && !_oneMinus;

    protected override void Score(Worksheet sheet, Audit audit, Block block)
    {
        int n = Order(sheet, block);
        var ordered = _ordered.AsSpan(0, n);
        audit.UsedAgainst(block, Column, ordered);
        audit.Used(block, Column, "count", n);
        if (n == 0) { SetEmpty(sheet, audit, block); return; }
        if (_asShare && ordered[0] == ordered[n - 1]) { SetConstant(sheet, audit, block, Scale.Middle); return; }
        double[] cells = sheet.Cells[Column];
        int distinct = Rule.Ties == Ties.Dense ? Ordered.Distinct(ordered) : n;
        for (int r = block.From; r < block.To; r++)
        {
            double x = cells[r];
            if (double.IsNaN(x)) continue;
            if (_excludesZeros && x == 0) { Set(sheet, audit, r, LowerIsBetter ? Scale.High : Scale.Low); continue; }
            double rank = Ordered.RankOf(ordered[..distinct], Negates ? -x : x, Rule.Ties);
            if (!_asShare) { Set(sheet, audit, r, rank - _from); continue; }
            double share = (rank - 1) / (distinct - 1);
            SetShare(sheet, audit, r, _oneMinus ? 1 - share : share);
        }
    }

    /// <summary>The frame's values, the worst first (the smallest first, where one less the percentile is taken).</summary>
    private int Order(Worksheet sheet, Block block)
    {
        if (Frozen is not null)
        {
            var frozen = ThawDistribution(block);
            frozen.CopyTo(_ordered);
            return frozen.Length;
        }
        var values = sheet.Gather(Column, block);
        int n = 0;
        foreach (double x in values)
            if (!_excludesZeros || x != 0) _ordered[n++] = Negates ? -x : x;
        _sort.Sort(_ordered, null, n);
        return n;
    }
}

/// <summary>Stated scores for stated bands.</summary>
internal sealed class CategoryNormaliser(NormalisedColumn column, int capacity) : ColumnNormaliser(column)
{
    private readonly double[] _ordered = new double[Math.Max(capacity, column.Plan.Frozen?.LongestDistribution ?? 0)];
    private readonly double[] _from = [.. (column.Rule.Bands ?? Listed.Of<ScoreBand>()).Select(b => b.From)], _scores = [.. (column.Rule.Bands ?? Listed.Of<ScoreBand>()).Select(b => b.Score)];

    protected override void Score(Worksheet sheet, Audit audit, Block block)
    {
        double[] cells = sheet.Cells[Column];
        if (Rule.BandsBy == BandsBy.Values)
        {
            for (int r = block.From; r < block.To; r++)
                if (!double.IsNaN(cells[r])) cells[r] = ScoreOf(cells[r]);
            return;
        }
        int n = Order(sheet, block);
        var ordered = _ordered.AsSpan(0, n);
        audit.UsedAgainst(block, Column, ordered);
        if (n == 0) { SetEmpty(sheet, audit, block); return; }
        if (ordered[0] == ordered[n - 1]) { SetConstant(sheet, audit, block, Scale.Middle); return; }
        for (int r = block.From; r < block.To; r++)
            if (!double.IsNaN(cells[r])) cells[r] = ScoreOf((Ordered.RankOf(ordered, LowerIsBetter ? -cells[r] : cells[r], Ties.Min) - 1) / (n - 1));
    }

    private double ScoreOf(double x) => Ordered.UpTo(_from, x) is var band and > 0 ? _scores[band - 1] : Scale.Low;

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
