using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// An index made ready once and run many times with changed cells or weights, for uncertainty, sensitivity and what-if: scores and ranks only, in reused buffers, nothing
/// allocated by a run. The steps are those of <see cref="IndexBuild.Run"/>, so an unchanged run gives the same scores and ranks to the last bit. Not for several
/// threads at once: give each its own (<see cref="Another"/>).
/// </summary>
public sealed class IndexReplicate
{
    private readonly Plan _plan;
    private readonly Worksheet _sheet;
    private readonly RawCells _raw;
    private readonly Audit _audit;
    private readonly StepRun[] _steps;
    private readonly double[] _weights;

    private readonly int? _only;
    private readonly Weighing? _weighing;
    private readonly ChangedColumns? _changed;

    private IndexReplicate(Plan plan, int? only)
    {
        (_plan, _only) = (plan, only);
        _sheet = new Worksheet(plan);
        _audit = new Audit(plan, keeps: false);
        _raw = new RawCells(plan);
        var steps = IndexBuild.StepsOf(plan).Select(s => only is { } node && s is Ranking ranking ? ranking.Only(node) : s).ToArray();
        // Stated weights are settled here, so that a weight set by the caller stands against the recipe's too. Those found from the scores are found by each run.
        _steps = [.. steps.Where(s => s is not Weighing { Finds: false })];
        if (plan.Frozen is null) foreach (var weighing in steps.OfType<Weighing>()) weighing.Replace(_raw.Weights);
        _weighing = _steps.OfType<Weighing>().FirstOrDefault();
        _weighing?.OnlyFind();
        _weights = [.. _raw.Weights];
        _changed = ChangedColumns.Of(plan, _steps);
        Run();
    }

    /// <summary>Makes an index ready and runs it once as it is. Refused with all findings when the input or the recipe is wrong.</summary>
    public static Outcome<IndexReplicate> Prepare(IndexInput input, Recipe recipe)
    {
        var findings = IndexBuild.Check(input, recipe);
        return findings.HasErrors() ? Outcome.Refused<IndexReplicate>(findings) : Outcome.Done(new IndexReplicate(new Plan(input, recipe), null), findings);
    }

    /// <summary>The same, which ranks one node only: most of a run's time would go into ranks nobody asks for.</summary>
    /// <exception cref="ArgumentException">The framework has no such node.</exception>
    public static Outcome<IndexReplicate> Prepare(IndexInput input, Recipe recipe, IndicatorCode ranked)
    {
        var findings = IndexBuild.Check(input, recipe);
        if (findings.HasErrors()) return Outcome.Refused<IndexReplicate>(findings);
        var plan = new Plan(input, recipe);
        int node = plan.PlaceOf(ranked);
        if (node < 0 || node >= plan.NodeCount) throw new ArgumentException($"There is no node {ranked}.", nameof(ranked));
        return Outcome.Done(new IndexReplicate(plan, node), findings);
    }

    /// <summary>Another one of the same input and recipe, unchanged, for another thread.</summary>
    public IndexReplicate Another() => new(_plan, _only);

    /// <summary>The rows of the input; rows that a screen takes out have neither score nor rank.</summary>
    public ImmutableArray<RowKey> Rows => _plan.Rows;
    /// <summary>The place of a row, or −1.</summary>
    public int PlaceOf(RowKey row) => _plan.Rows.BinarySearch(row) is var i and >= 0 ? i : -1;
    /// <summary>The place of an indicator or aggregate (and of a context column, for <see cref="SetCell"/>), or −1.</summary>
    public int PlaceOf(IndicatorCode code) => _plan.PlaceOf(code);
    /// <summary>The number of indicators and aggregates; their places are those below it.</summary>
    public int NodeCount => _plan.NodeCount;
    /// <summary>The code at a place.</summary>
    public IndicatorCode CodeAt(int place) => _plan.Codes[place];

    /// <summary>Cells that the last run could not compute (such as a geometric mean over a value ≤ 0). An audited run would have been refused; here the score is missing.</summary>
    public int Faults => _audit.Faults;

    /// <summary>Changes a raw cell for the runs to come; null = missing. A cell that did not apply does once it has a value.</summary>
    /// <exception cref="ArgumentException">The column has no raw data, or the value is not finite.</exception>
    public void SetCell(int row, int column, double? value)
    {
        if (_raw.Cells[column] is null) throw new ArgumentException($"{_plan.Codes[column]} has no raw data.", nameof(column));
        if (value is { } v && !double.IsFinite(v)) throw new ArgumentException("A value must be finite; missing is null.", nameof(value));
        _raw.Own(column)[row] = value ?? double.NaN;
        if (value is not null && _raw.Marks[column] is { } marks) marks[row] &= ~CellMarks.NotApplicable;
        _changed?.Mark(column);
    }

    /// <summary>The raw cell as it is now; null = missing.</summary>
    public double? Cell(int row, int column) => _raw.Cells[column] is { } cells ? Edge(cells[row]) : null;

    /// <summary>Changes a weight for the runs to come, whatever framework, recipe or frame say; any scale, normalised among siblings.</summary>
    /// <exception cref="ArgumentException">The weight is negative or not finite.</exception>
    public void SetWeight(int node, double weight)
    {
        if (!double.IsFinite(weight) || weight < 0) throw new ArgumentException("A weight must be a finite number of at least zero.", nameof(weight));
        _raw.Weights[node] = weight;
        _weighing?.KeepOwn(node, own: true);
    }

    /// <summary>The weight of a node for the runs to come, as stated; where the recipe finds it from the scores, that of the last run.</summary>
    public double Weight(int node) => _weighing?.IsFound(node) == true ? _sheet.Weights[node] : _raw.Weights[node];

    /// <summary>All cells and weights as they were at first.</summary>
    public void Reset()
    {
        _raw.Reset();
        _changed?.MarkAll();
        _weights.CopyTo(_raw.Weights, 0);
        for (int n = 0; n < _plan.NodeCount; n++) _weighing?.KeepOwn(n, own: false);
    }

    /// <summary>Runs the recipe on the cells and weights as they are now.</summary>
    public void Run()
    {
        _audit.Clear();
        if (_changed is not null)
        {
            _changed.Run(_sheet, _raw, _audit);
            return;
        }
        _raw.Fill(_sheet);
        foreach (var step in _steps) step.Apply(_sheet, _audit);
    }

    /// <summary>The score of the last run; null = missing, or the row or node takes no part.</summary>
    public double? Score(int row, int node) => _sheet.RowOf[row] is var r and >= 0 && _sheet.Exists[node] ? Edge(_sheet.Cells[node][r]) : null;

    /// <summary>The rank of the last run, 1 = best; null = unranked, missing, or takes no part.</summary>
    public double? Rank(int row, int node) => _sheet.RowOf[row] is var r and >= 0 ? Edge(_sheet.Ranks[node][r]) : null;

    private static double? Edge(double value) => double.IsNaN(value) ? null : value;
}
