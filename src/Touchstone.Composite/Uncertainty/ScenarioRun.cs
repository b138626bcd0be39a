namespace Touchstone.Composite;

/// <summary>The place of a scenario among the samples: which matrix each factor takes its numbers from.</summary>
internal readonly record struct Draw(Sampling Sampling, uint FromB, int Scenario)
{
    private int Matrix(int factor) => (int)(FromB >> factor) & 1;
    public double At(int factor, int coordinate) => Sampling.At(Matrix(factor), coordinate, Scenario);
    public HashStream Stream(int factor) => Sampling.Stream(Matrix(factor), factor, Scenario);
}

/// <summary>
/// One combination of choices, made ready to run many scenarios: the steps before aggregation run once where the data does not vary, and each scenario then only weighs, aggregates and ranks
/// the node that is followed. A scenario allocates nothing. Not for several threads at once.
/// </summary>
internal sealed class ScenarioRun
{
    private readonly ScenarioPlan _plan;
    private readonly Worksheet _sheet;
    private readonly RawCells _raw;
    private readonly Audit _audit;
    private readonly StepRun[] _before, _after;
    private readonly FactorRun[] _factors;
    private readonly double[] _weights;
    private readonly bool[] _inTree, _exists;

    /// <param name="plan">The plan.</param>
    /// <param name="combination">The combination; −1 = the index as it is, with no factor at work.</param>
    public ScenarioRun(ScenarioPlan plan, int combination)
    {
        (_plan, Combination) = (plan, combination);
        var of = combination < 0 ? plan.Nominal : plan.PlanOf(combination);
        (_sheet, _audit, _raw) = (new Worksheet(of), new Audit(of, keeps: false), new RawCells(of));
        var steps = IndexBuild.StepsOf(of).Select(s => s is Ranking ranking ? ranking.Only(plan.Target) : s).ToArray();
        int settled = Array.FindIndex(steps, s => s is Aggregating or Ranking);
        (_before, _after) = (steps[..settled], steps[settled..]);
        _factors = combination < 0 ? [] : [.. plan.Spec.Factors.Select((f, i) => FactorRun.Of(plan, of, f, i)).OfType<FactorRun>()];
        (_weights, _inTree, _exists) = (new double[of.NodeCount], new bool[of.NodeCount], new bool[of.Codes.Length]);
        Settle(default);
        _sheet.Weights.CopyTo(_weights, 0);
        _sheet.InTree.CopyTo(_inTree, 0);
        _sheet.Exists.CopyTo(_exists, 0);
    }

    public int Combination { get; }

    /// <summary>Cells that the last scenario could not compute.</summary>
    public int Faults => _audit.Faults;

    /// <summary>Runs a scenario.</summary>
    public void Run(Draw draw)
    {
        _audit.Clear();
        if (_plan.DataVaries && _factors.Length > 0)
        {
            foreach (var factor in _factors) factor.OnCells(_raw, draw);
            Settle(draw);
        }
        else
        {
            _weights.CopyTo(_sheet.Weights, 0);
            _inTree.CopyTo(_sheet.InTree, 0);
            _exists.CopyTo(_sheet.Exists, 0);
            foreach (var factor in _factors) factor.OnTree(_sheet, draw);
        }
        foreach (var factor in _factors) factor.OnWeights(_sheet, draw);
        foreach (var step in _after) step.Apply(_sheet, _audit);
    }

    private void Settle(Draw draw)
    {
        bool isScenario = draw.Sampling.IsSet;
        _raw.Fill(_sheet);
        if (isScenario) foreach (var factor in _factors) factor.OnTree(_sheet, draw);
        foreach (var step in _before)
        {
            if (isScenario && step is Imputing) foreach (var factor in _factors) factor.BeforeImputing(_sheet);
            step.Apply(_sheet, _audit);
            if (isScenario && step is Imputing) foreach (var factor in _factors) factor.AfterImputing(_sheet, step.Place, draw);
        }
    }

    public double ScoreOf(int inputRow) => _sheet.RowOf[inputRow] is var r and >= 0 && _sheet.Exists[_plan.Target] ? _sheet.Cells[_plan.Target][r] : double.NaN;
    public double RankOf(int inputRow) => _sheet.RowOf[inputRow] is var r and >= 0 ? _sheet.Ranks[_plan.Target][r] : double.NaN;
}
