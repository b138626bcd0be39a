namespace Touchstone.Composite;

/// <summary>The cells and weights a run starts from: the input's, by place. A column that is changed is copied at the first change.</summary>
internal sealed class RawCells
{
    private readonly Plan _plan;
    private readonly bool[] _own;

    public RawCells(Plan plan)
    {
        _plan = plan;
        Cells = [.. plan.Codes.Select(c => plan.Input.Data.Find(c)?.Values)];
        Marks = [.. plan.Codes.Select(c => plan.Input.Data.Find(c)?.Marks)];
        Weights = new double[plan.NodeCount];
        _own = new bool[Cells.Length];
        StateWeights();
    }

    public double[]?[] Cells { get; }
    public CellMarks[]?[] Marks { get; }
    public double[] Weights { get; }

    public void Fill(Worksheet sheet) => sheet.Fill(Cells, Marks, Weights);

    /// <summary>Lets the one run of an audited build start on the input's columns themselves.</summary>
    public void Lend(Worksheet sheet) => sheet.Take(Cells, Marks, Weights);

    /// <summary>The cells of a column that has data, to be written to; so are its marks from then on.</summary>
    public double[] Own(int column)
    {
        if (_own[column]) return Cells[column]!;
        _own[column] = true;
        Marks[column] = Marks[column] is { } marks ? [.. marks] : null;
        return Cells[column] = [.. Cells[column]!];
    }

    /// <summary>Back to the input's.</summary>
    public void Reset()
    {
        for (int c = 0; c < Cells.Length; c++)
        {
            if (!_own[c]) continue;
            var column = _plan.Input.Data.Find(_plan.Codes[c])!;
            column.Values.CopyTo(Cells[c]!, 0);
            column.Marks?.CopyTo(Marks[c]!, 0);
        }
        StateWeights();
    }

    /// <summary>The framework's weights, or those of a frozen frame.</summary>
    private void StateWeights()
    {
        for (int n = 0; n < Weights.Length; n++)
            Weights[n] = _plan.Frozen is { } frozen ? frozen.Frame.Weights.GetValueOrDefault(_plan.Codes[n]) : _plan.Nodes[n].Weight;
    }
}
