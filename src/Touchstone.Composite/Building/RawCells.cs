namespace Touchstone.Composite;

/// <summary>The cells and weights a run starts from: the input's, by place. A replicate changes its own copy.</summary>
internal sealed class RawCells
{
    private readonly Plan _plan;

    public RawCells(Plan plan)
    {
        _plan = plan;
        Cells = [.. plan.Codes.Select(c => plan.Input.Data.Find(c)?.Values)];
        Marks = [.. plan.Codes.Select(c => plan.Input.Data.Find(c)?.Marks)];
        Weights = new double[plan.NodeCount];
        StateWeights();
    }

    public double[]?[] Cells { get; }
    public CellMarks[]?[] Marks { get; }
    public double[] Weights { get; }

    public void Fill(Worksheet sheet) => sheet.Fill(Cells, Marks, Weights);

    /// <summary>Makes the cells of this object its own, to be written to.</summary>
    public void Own()
    {
        for (int c = 0; c < Cells.Length; c++)
        {
            Cells[c] = Cells[c] is { } cells ? [.. cells] : null;
            Marks[c] = Marks[c] is { } marks ? [.. marks] : null;
        }
    }

    /// <summary>Back to the input's.</summary>
    public void Reset()
    {
        for (int c = 0; c < Cells.Length; c++)
        {
            if (_plan.Input.Data.Find(_plan.Codes[c]) is not { } column) continue;
            column.Values.CopyTo(Cells[c]!, 0);
            if (column.Marks is { } marks) marks.CopyTo(Marks[c]!, 0);
            else if (Marks[c] is { } own) Array.Clear(own);
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
