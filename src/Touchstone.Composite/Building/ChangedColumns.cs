namespace Touchstone.Composite;

/// <summary>
/// Runs again what a changed figure can reach. Where every step before aggregation makes each column from that column alone (and from context columns), a run needs to make only the columns that changed since the last one; the
/// others stand in the worksheet as they were. A slider over one figure then costs one column, the aggregation and the rank.
/// </summary>
internal sealed class ChangedColumns
{
    private readonly Plan _plan;
    private readonly StepRun[] _before, _after;
    private readonly bool[] _changed, _inTree;
    private bool _all = true;

    private ChangedColumns(Plan plan, StepRun[] before, StepRun[] after)
    {
        (_plan, _before, _after) = (plan, before, after);
        (_changed, _inTree) = (new bool[plan.IndicatorCount], new bool[plan.NodeCount]);
    }

    /// <summary>Null where a step looks at several columns or rows leave: then every run is whole.</summary>
    public static ChangedColumns? Of(Plan plan, StepRun[] steps)
    {
        int before = Array.FindIndex(steps, s => s is Weighing or Aggregating or Ranking);
        return before >= 0 && steps[..before].All(s => IsOfItsColumn(plan, s)) ? new(plan, steps[..before], steps[before..]) : null;
    }

    private static bool IsOfItsColumn(Plan plan, StepRun run) => run.Step switch
    {
        Treat or Normalise => true,
        // A cap on what a row may lack looks along the row.
        Impute impute => impute.MaxShare is null && impute.Rules.Overrides.Values.Prepend(impute.Rules.Default).All(r =>
            r.Method is ImputeMethod.None or ImputeMethod.Mean or ImputeMethod.Median or ImputeMethod.GroupMean or ImputeMethod.GroupMedian or ImputeMethod.Constant or ImputeMethod.LastObservation),
        Denominate denominate => Denominating.RulesOf(plan, denominate).All(r => plan.PlaceOf(r.By) >= plan.NodeCount),
        _ => false,
    };

    /// <summary>A cell of the column has changed; a context column may reach any other.</summary>
    public void Mark(int column)
    {
        if (_plan.IsIndicator(column)) _changed[column] = true;
        else _all = true;
    }

    /// <summary>Anything may have changed.</summary>
    public void MarkAll() => _all = true;

    public void Run(Worksheet sheet, RawCells raw, Audit audit)
    {
        if (_all)
        {
            raw.Fill(sheet);
            foreach (var step in _before) step.Apply(sheet, audit);
        }
        else
        {
            Again(sheet, raw, audit);
            raw.Weights.CopyTo(sheet.Weights, 0);
        }
        _all = false;
        Array.Clear(_changed);
        foreach (var step in _after) step.Apply(sheet, audit);
    }

    /// <summary>The steps pass over indicators that are not in the tree: for them it holds the changed ones only.</summary>
    private void Again(Worksheet sheet, RawCells raw, Audit audit)
    {
        sheet.InTree.CopyTo(_inTree, 0);
        for (int i = 0; i < _changed.Length; i++)
        {
            sheet.InTree[i] &= _changed[i];
            if (!sheet.InTree[i] || raw.Cells[i] is not { } cells) continue;
            cells.CopyTo(sheet.Cells[i], 0);
            if (raw.Marks[i] is { } marks) marks.CopyTo(sheet.Marks[i], 0);
            else Array.Clear(sheet.Marks[i]);
        }
        foreach (var step in _before) step.Apply(sheet, audit);
        _inTree.CopyTo(sheet.InTree, 0);
    }
}
