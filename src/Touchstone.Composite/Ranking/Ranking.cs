namespace Touchstone.Composite;

/// <summary>Rank: every node within each period, 1 = best; only rows that are ranked and have a score.</summary>
internal sealed class Ranking(Plan plan, int place, Rank step) : StepRun(plan, place, step)
{
    private readonly double[] _keys = new double[plan.Rows.Length];
    private readonly int[] _rows = new int[plan.Rows.Length];
    private readonly RadixSort _sort = new(plan.Rows.Length);
    private readonly int[] _nodes = [.. Enumerable.Range(0, plan.NodeCount)];

    private Ranking(Plan plan, int place, Rank step, int only) : this(plan, place, step) => _nodes = [only];

    /// <summary>The same step, for one node only: most of a run's time would go into ranks nobody asks for.</summary>
    public Ranking Only(int node) => new(Plan, Place, step, node);

    public override void Apply(Worksheet sheet, Audit audit)
    {
        for (int from = 0, to; from < sheet.Rows; from = to)
        {
            int period = Plan.PeriodOf[sheet.Source[from]];
            to = from + 1;
            while (to < sheet.Rows && Plan.PeriodOf[sheet.Source[to]] == period) to++;
            foreach (int node in _nodes)
                if (sheet.InTree[node]) RankNode(sheet, node, from, to);
                else sheet.Ranks[node].AsSpan(from, to - from).Fill(double.NaN);
        }
    }

    private void RankNode(Worksheet sheet, int node, int from, int to)
    {
        int n = 0;
        for (int r = from; r < to; r++)
        {
            double score = sheet.Cells[node][r];
            if (!sheet.Ranked[r] || double.IsNaN(score)) continue;
            // Negated: the best comes first.
            _keys[n] = -(step.Decimals is { } decimals ? Rounding.At(score, decimals) : score);
            _rows[n++] = r;
        }
        _sort.Sort(_keys, _rows, n);
        double[] ranks = sheet.Ranks[node];
        if (n < to - from) ranks.AsSpan(from, to - from).Fill(double.NaN);
        for (int first = 0, next, group = 1; first < n; first = next, group++)
        {
            next = first + 1;
            while (next < n && _keys[next] == _keys[first]) next++;
            double rank = step.Ties switch
            {
                Ties.Min => first + 1,
                Ties.Max => next,
                Ties.Average => (first + 1 + next) / 2.0,
                Ties.Dense => group,
            };
            for (int i = first; i < next; i++) ranks[_rows[i]] = rank;
        }
    }
}
