using Google.OrTools.LinearSolver;

namespace Touchstone.Decision;

/// <summary>
/// The linear programme behind the advice. A lever's effort is a mix of the points of its line (with integers where the line is not concave: then only neighbours may mix); the score is below every tangent
/// that was cut so far; efforts stay within their budgets.
/// </summary>
internal sealed class EffortModel : IDisposable
{
    private readonly Solver _solver;
    private readonly IReadOnlyList<ResponseLine> _lines;
    private readonly Variable[][] _mix;
    private readonly Variable[]?[] _between;
    private readonly Variable _score;
    private readonly Dictionary<string, Constraint> _budgets = new(StringComparer.Ordinal);
    private readonly bool _hasIntegers;

    public EffortModel(IReadOnlyList<ResponseLine> lines, IReadOnlyList<string?> budgetOf, IReadOnlyDictionary<string, double> budgets, double[]? between = null)
    {
        _lines = lines;
        _hasIntegers = between is null && lines.Any(l => !l.IsConcave);
        _solver = Solver.CreateSolver(_hasIntegers ? "SCIP" : "GLOP") ?? throw new InvalidOperationException("The solver is not available.");
        _score = _solver.MakeNumVar(double.NegativeInfinity, double.PositiveInfinity, "score");
        _mix = new Variable[lines.Count][];
        _between = new Variable[]?[lines.Count];
        (Efforts, Scores) = (new double[lines.Count], new double[lines.Count]);
        foreach (var (code, amount) in budgets) _budgets[code] = _solver.MakeConstraint(double.NegativeInfinity, amount, code);
        for (int i = 0; i < lines.Count; i++) AddLine(i, budgetOf[i], between);
    }

    private void AddLine(int i, string? budget, double[]? efforts)
    {
        var points = _lines[i].Points;
        _mix[i] = [.. points.Select((_, k) => _solver.MakeNumVar(0, efforts is null || _lines[i].IsConcave || IsNeighbour(points, k, efforts[i]) ? 1 : 0, $"m{i}.{k}"))];
        var whole = _solver.MakeConstraint(1, 1, $"whole{i}");
        foreach (var m in _mix[i]) whole.SetCoefficient(m, 1);
        if (budget is not null)
            for (int k = 0; k < points.Count; k++) _budgets[budget].SetCoefficient(_mix[i][k], points[k].Effort);
        if (!_hasIntegers || _lines[i].IsConcave) return;
        // One stretch is chosen, and only its two ends may mix.
        _between[i] = [.. points.Skip(1).Select((_, k) => _solver.MakeBoolVar($"b{i}.{k}"))];
        var one = _solver.MakeConstraint(1, 1, $"one{i}");
        foreach (var b in _between[i]!) one.SetCoefficient(b, 1);
        for (int k = 0; k < points.Count; k++)
        {
            var link = _solver.MakeConstraint(double.NegativeInfinity, 0, $"link{i}.{k}");
            link.SetCoefficient(_mix[i][k], 1);
            if (k > 0) link.SetCoefficient(_between[i]![k - 1], -1);
            if (k < points.Count - 1) link.SetCoefficient(_between[i]![k], -1);
        }
    }

    private static bool IsNeighbour(IReadOnlyList<ResponseLine.Point> points, int k, double effort) =>
        (k == 0 || points[k - 1].Effort <= effort + 1e-12) && (k == points.Count - 1 || points[k + 1].Effort >= effort - 1e-12);

    /// <summary>The score is at most <paramref name="score"/> + Σ slope·(own score − the score there).</summary>
    public void Cut(double score, IReadOnlyList<double> slopes, IReadOnlyList<double> scores)
    {
        double constant = score;
        for (int i = 0; i < _lines.Count; i++) constant -= slopes[i] * scores[i];
        var cut = _solver.MakeConstraint(double.NegativeInfinity, constant);
        cut.SetCoefficient(_score, 1);
        for (int i = 0; i < _lines.Count; i++)
            for (int k = 0; k < _mix[i].Length; k++) cut.SetCoefficient(_mix[i][k], -slopes[i] * _lines[i].Points[k].Score);
    }

    /// <summary>The most score; a little less effort is preferred where the score is the same.</summary>
    public bool Maximise()
    {
        var objective = _solver.Objective();
        objective.Clear();
        objective.SetCoefficient(_score, 1);
        objective.SetMaximization();
        return Solve();
    }

    /// <summary>The least effort with at least a score.</summary>
    public bool MinimiseEffort(double atLeast)
    {
        _score.SetLb(atLeast);
        var objective = _solver.Objective();
        objective.Clear();
        for (int i = 0; i < _lines.Count; i++)
            for (int k = 0; k < _mix[i].Length; k++) objective.SetCoefficient(_mix[i][k], _lines[i].Points[k].Effort);
        objective.SetMinimization();
        return Solve();
    }

    private bool Solve()
    {
        using var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 1e-7);
        if (_solver.Solve(parameters) != Solver.ResultStatus.OPTIMAL) return false;
        // Read now: the next cut changes the model, and the solver then has no solution to tell of.
        Bound = _hasIntegers ? _solver.Objective().BestBound() : _solver.Objective().Value();
        for (int i = 0; i < _lines.Count; i++) (Efforts[i], Scores[i]) = (Mixed(i, p => p.Effort), Mixed(i, p => p.Score));
        return true;
    }

    /// <summary>What the programme proves no plan can exceed (or undercut).</summary>
    public double Bound { get; private set; }
    /// <summary>The effort of each lever in the last solution.</summary>
    public double[] Efforts { get; }
    /// <summary>The score of each lever's indicator in the last solution.</summary>
    public double[] Scores { get; }
    /// <summary>What one more of a budget would bring; only without integers.</summary>
    public double ShadowPrice(string budget) => Math.Max(0, _budgets[budget].DualValue());

    private double Mixed(int lever, Func<ResponseLine.Point, double> of)
    {
        double sum = 0;
        for (int k = 0; k < _mix[lever].Length; k++) sum += Math.Max(0, _mix[lever][k].SolutionValue()) * of(_lines[lever].Points[k]);
        return sum;
    }

    public void Dispose() => _solver.Dispose();
}
