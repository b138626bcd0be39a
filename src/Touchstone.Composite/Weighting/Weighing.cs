namespace Touchstone.Composite;

/// <summary>
/// Weigh: finds weights from the scores as they will be aggregated, then puts the stated ones in place; all are made to sum to one among siblings when the tree is aggregated.
/// A frozen frame keeps its own weights. Scores of aggregates are looked at by a first aggregation from the bottom, which leaves no trace.
/// </summary>
internal sealed class Weighing : StepRun
{
    private readonly Weigh _step;
    private readonly (int Node, double Weight)[] _stated;
    private readonly FoundWeights[] _found;
    private readonly Aggregating? _preview;
    private readonly Audit _silent;
    private readonly bool[] _kept;
    private readonly int _last;
    private bool _replaces = true;

    public Weighing(Plan plan, int place, Weigh step) : base(plan, place, step)
    {
        _step = step;
        _stated = [.. step.Weights.Select(w => (plan.PlaceOf(w.Key), w.Value))];
        _silent = new Audit(plan, keeps: false);
        _kept = new bool[plan.NodeCount];
        foreach (var (node, _) in _stated) _kept[node] = true;
        if (plan.Frozen is not null || step.Rules.IsEmpty)
        {
            _found = [];
            return;
        }
        if (plan.Recipe.Steps.OfType<Aggregate>().FirstOrDefault() is { } aggregate) _preview = new Aggregating(plan, place, aggregate);
        _found = [.. FoundWeights.Of(plan, step, _preview, _silent).OrderBy(f => f.At)];
        _last = _found.Max(f => f.At);
    }

    /// <summary>Whether any weight is found from the scores of a run.</summary>
    public bool Finds => _found.Length > 0;

    /// <summary>Whether the weight of a node is found, and not stated.</summary>
    public bool IsFound(int node) => !_kept[node] && _found.Any(f => f.Has(node));

    /// <summary>From now on stated weights are in the worksheet from the start, and this step only finds others.</summary>
    public void OnlyFind() => _replaces = false;

    /// <summary>From now on the node has the weight that the worksheet starts with, or again the one that is found.</summary>
    public void KeepOwn(int node, bool own) => _kept[node] = own || Array.Exists(_stated, s => s.Node == node);

    public override void Apply(Worksheet sheet, Audit audit)
    {
        if (Plan.Frozen is null && _replaces) Replace(sheet.Weights);
        Find(sheet, audit);
        for (int n = 0; n < Plan.NodeCount; n++)
            if (sheet.InTree[n]) audit.Used(new Block(null, 0, sheet.Rows), n, "weight", sheet.Weights[n]);
    }

    /// <summary>Puts the stated weights in place of those given.</summary>
    public void Replace(double[] weights)
    {
        if (_step.Equal) Array.Fill(weights, 1);
        foreach (var (node, weight) in _stated) weights[node] = weight;
    }

    private void Find(Worksheet sheet, Audit audit)
    {
        if (!Finds) return;
        _silent.Clear();
        int next = 0;
        for (int node = Plan.IndicatorCount; node <= _last; node++)
        {
            if (!sheet.InTree[node]) continue;
            while (next < _found.Length && _found[next].At <= node) _found[next++].Find(sheet, audit, _kept);
            _preview?.Combine(sheet, _silent, node);
        }
    }
}
