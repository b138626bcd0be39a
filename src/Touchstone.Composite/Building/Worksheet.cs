using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The rows that share one set of parameters.</summary>
/// <param name="Period">The period they are of; null when the parameters run over several.</param>
/// <param name="From">First row.</param>
/// <param name="To">Row after the last.</param>
internal readonly record struct Block(Period? Period, int From, int To);

/// <summary>
/// The data under way: columns of doubles that the steps change in place, row by row as they stand now (screening takes rows out). A replicate's is filled anew for each run, and nothing
/// allocates during a run. An audited run starts on the input's own columns and gives the columns of each step away as they are: a column that somebody else has is copied when it is next written to.
/// </summary>
internal sealed class Worksheet
{
    private readonly Plan _plan;
    private readonly double[] _scratch;
    private readonly bool[] _given;
    private readonly Block[] _blocks;
    private int _blockCount;

    public Worksheet(Plan plan)
    {
        _plan = plan;
        int columns = plan.Codes.Length, rows = plan.Rows.Length;
        (Cells, Marks, _given) = (new double[columns][], new CellMarks[columns][], new bool[columns]);
        Ranks = [.. Enumerable.Range(0, plan.NodeCount).Select(_ => Missing(rows))];
        double[] never = new double[rows];
        Rescaled = [.. Enumerable.Range(0, plan.NodeCount).Select(n => plan.IsIndicator(n) ? never : new double[rows])];
        Exists = new bool[columns];
        Changed = new bool[columns];
        InTree = new bool[plan.NodeCount];
        Weights = new double[plan.NodeCount];
        Source = new int[rows];
        RowOf = new int[rows];
        Gives = new bool[rows];
        Ranked = new bool[rows];
        MayFill = new bool[rows];
        LeftAlone = new bool[rows];
        _scratch = new double[rows];
        _blocks = new Block[Math.Max(1, plan.Periods.Length)];
    }

    public int Rows { get; private set; }
    /// <summary>Values by column place, NaN = missing. Written to after <see cref="Write"/>.</summary>
    public double[][] Cells { get; }
    public CellMarks[][] Marks { get; }
    /// <summary>Ranks by node, NaN = none; filled by the rank step.</summary>
    public double[][] Ranks { get; }
    /// <summary>The share of a node's weight that was rescaled; filled by the aggregate step, and nothing for indicators.</summary>
    public double[][] Rescaled { get; }
    /// <summary>Which columns have data by now.</summary>
    public bool[] Exists { get; }
    /// <summary>Which columns the step under way has written to.</summary>
    public bool[] Changed { get; }
    /// <summary>Rows have left since the last look.</summary>
    public bool RowsLeft { get; set; }
    /// <summary>Which nodes take part.</summary>
    public bool[] InTree { get; }
    /// <summary>Weights by node, as stated; normalised among siblings by <see cref="ShareOut"/>.</summary>
    public double[] Weights { get; }
    /// <summary>The input row of each row.</summary>
    public int[] Source { get; }
    /// <summary>The row of each input row, −1 when it has left.</summary>
    public int[] RowOf { get; }
    /// <summary>Which rows give parameters: of ranked units, in a base period.</summary>
    public bool[] Gives { get; }
    public bool[] Ranked { get; }
    /// <summary>Which rows the impute step under way may fill.</summary>
    public bool[] MayFill { get; }
    /// <summary>Which input rows an impute step has left as they are, by name or for lacking too much: no later step fills them either.</summary>
    public bool[] LeftAlone { get; }
    public ReadOnlySpan<Block> Blocks => _blocks.AsSpan(0, _blockCount);

    /// <summary>Starts a run: the input's cells (a column of null has no data), the framework's weights, every row.</summary>
    public void Fill(double[]?[] cells, CellMarks[]?[] marks, double[] weights)
    {
        for (int c = 0; c < cells.Length; c++)
        {
            (Cells[c], Marks[c]) = (Cells[c] ?? new double[_plan.Rows.Length], Marks[c] ?? new CellMarks[_plan.Rows.Length]);
            if (cells[c] is { } values) values.CopyTo(Cells[c], 0);
            else Array.Fill(Cells[c], double.NaN);
            if (marks[c] is { } of) of.CopyTo(Marks[c], 0);
            else Array.Clear(Marks[c]);
        }
        Start(cells, weights);
    }

    /// <summary>Starts the one run of an audited build, on the columns themselves.</summary>
    public void Take(double[]?[] cells, CellMarks[]?[] marks, double[] weights)
    {
        double[]? missing = null;
        var none = new CellMarks[_plan.Rows.Length];
        for (int c = 0; c < cells.Length; c++) (Cells[c], Marks[c], _given[c]) = (cells[c] ?? (missing ??= Missing(_plan.Rows.Length)), marks[c] ?? none, true);
        Start(cells, weights);
    }

    private void Start(double[]?[] cells, double[] weights)
    {
        Rows = _plan.Rows.Length;
        for (int c = 0; c < cells.Length; c++) Exists[c] = cells[c] is not null;
        for (int n = _plan.IndicatorCount; n < _plan.NodeCount; n++) Array.Clear(Rescaled[n]);
        weights.CopyTo(Weights, 0);
        for (int n = 0; n < InTree.Length; n++) InTree[n] = _plan.Frozen is null || n >= _plan.IndicatorCount || _plan.Frozen.Indicators.Contains(_plan.Codes[n]);
        PruneTree();
        for (int r = 0; r < Rows; r++)
        {
            Source[r] = RowOf[r] = r;
            Ranked[r] = _plan.Units[r].IsRanked;
            Gives[r] = Ranked[r] && _plan.IsBase[r];
        }
        RowsLeft = false;
        Array.Clear(Changed);
        Array.Clear(LeftAlone);
        FindBlocks();
    }

    /// <summary>To be called before a step writes to a column: one that was given away is first copied.</summary>
    public void Write(int column)
    {
        Changed[column] = true;
        if (!_given[column]) return;
        (Cells[column], Marks[column]) = ([.. Cells[column]], [.. Marks[column]]);
        _given[column] = false;
    }

    /// <summary>The column as it stands, to keep: given away as it is while no row has left.</summary>
    public DataColumn Give(int column)
    {
        var marks = Marks[column].AsSpan(0, Rows).ContainsAnyExcept(CellMarks.None) ? Marks[column] : null;
        _given[column] |= Rows == Cells[column].Length;
        return new(_plan.Codes[column], Cut(Cells[column]), marks is null ? null : Cut(marks));
    }

    /// <summary>The rows there are; the array itself when it has no others.</summary>
    public T[] Cut<T>(T[] values) => values.Length == Rows ? values : values[..Rows];

    public RowKey Key(int row) => _plan.Rows[Source[row]];
    public Unit Unit(int row) => _plan.Units[Source[row]];

    /// <summary>The present values of the rows of a block that give parameters, in the order of the rows; valid until the next call.</summary>
    public Span<double> Gather(int column, Block block)
    {
        double[] cells = Cells[column];
        int n = 0;
        for (int r = block.From; r < block.To; r++)
        {
            double x = cells[r];
            if (Gives[r] && !double.IsNaN(x)) _scratch[n++] = x;
        }
        return _scratch.AsSpan(0, n);
    }

    /// <summary>The row is scored, but neither ranked nor a source of parameters.</summary>
    public void Unrank(int row) => Ranked[row] = Gives[row] = false;

    /// <summary>Takes out the rows that are not to stay.</summary>
    public void Keep(bool[] stays)
    {
        int kept = 0;
        if (stays.AsSpan(0, Rows).Contains(false))
            for (int c = 0; c < Cells.Length; c++) Write(c);
        for (int r = 0; r < Rows; r++)
        {
            if (!stays[r]) { RowOf[Source[r]] = -1; continue; }
            if (kept != r)
            {
                Source[kept] = Source[r];
                Gives[kept] = Gives[r];
                Ranked[kept] = Ranked[r];
                for (int c = 0; c < Cells.Length; c++)
                {
                    Cells[c][kept] = Cells[c][r];
                    Marks[c][kept] = Marks[c][r];
                }
            }
            RowOf[Source[kept]] = kept;
            kept++;
        }
        if (kept == Rows) return;
        Rows = kept;
        RowsLeft = true;
        FindBlocks();
    }

    /// <summary>An indicator leaves the tree, and with it every aggregate that has no children left.</summary>
    public void LeaveTree(int indicator)
    {
        InTree[indicator] = false;
        Exists[indicator] = false;
        PruneTree();
    }

    /// <summary>
    /// Makes the weights of the children of each aggregate that take part sum to one. Weights that do already stay as they are to the last bit, so that those
    /// of a frozen frame are the frame's.
    /// </summary>
    public void ShareOut()
    {
        const double SumsToOne = 1e-12;
        Weights[_plan.Root] = 1;
        for (int a = _plan.IndicatorCount; a < _plan.NodeCount; a++)
        {
            double sum = 0;
            foreach (int child in _plan.Children[a]) if (InTree[child]) sum += Weights[child];
            if (sum == 0 || Math.Abs(sum - 1) <= SumsToOne) continue;
            foreach (int child in _plan.Children[a]) if (InTree[child]) Weights[child] /= sum;
        }
    }

    private static double[] Missing(int rows)
    {
        double[] missing = new double[rows];
        Array.Fill(missing, double.NaN);
        return missing;
    }

    private void PruneTree()
    {
        for (int a = _plan.IndicatorCount; a < _plan.NodeCount; a++)
        {
            bool any = false;
            foreach (int child in _plan.Children[a]) any |= InTree[child];
            InTree[a] = any;
        }
    }

    private void FindBlocks()
    {
        _blockCount = 0;
        if (!_plan.BlocksByPeriod)
        {
            _blocks[_blockCount++] = new(null, 0, Rows);
            return;
        }
        for (int from = 0, to; from < Rows; from = to)
        {
            int period = _plan.PeriodOf[Source[from]];
            to = from + 1;
            while (to < Rows && _plan.PeriodOf[Source[to]] == period) to++;
            _blocks[_blockCount++] = new(_plan.Periods[period], from, to);
        }
    }
}
