using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>
/// A unit's score as a function of its indicators' scores, everything else as in the build: nested weighted means. Arithmetic, geometric and harmonic means are concave and rise with each child, and so is
/// what is nested of them: a tangent is never below the function. Rounding of aggregates is left out.
/// </summary>
internal sealed class UnitTree
{
    private readonly int[] _order;
    private readonly (int Child, double Weight)[][] _terms;
    private readonly MeanKind[] _means;
    private readonly double[] _values, _slopes;
    private readonly int _root;

    private UnitTree(int[] order, (int, double)[][] terms, MeanKind[] means, double[] values, int root) =>
        (_order, _terms, _means, _values, _slopes, _root) = (order, terms, means, values, new double[values.Length], root);

    /// <summary>The tree of a unit; refused where an aggregate is of a kind that is not known to be concave.</summary>
    public static Outcome<UnitTree> Of(IndexBuild build, RowKey row, IndicatorCode node)
    {
        var scores = build.Scores;
        int r = scores.PlaceOf(row), root = scores.PlaceOf(node), n = scores.Nodes.Length;
        var rules = build.Recipe.Steps.OfType<Aggregate>().Last().Rules;
        var children = Enumerable.Range(0, n).Where(i => scores.Nodes[i].Parent is not null).ToLookup(i => scores.PlaceOf(scores.Nodes[i].Parent!.Value));
        var terms = new (int, double)[n][];
        var means = new MeanKind[n];
        double[] values = [.. Enumerable.Range(0, n).Select(i => scores.Score(r, i) ?? double.NaN)];
        var below = new List<int>();
        var pending = new Stack<int>([root]);
        while (pending.TryPop(out int a))
        {
            if (scores.Nodes[a].Kind != NodeKind.Aggregate || double.IsNaN(values[a])) continue;
            var rule = rules.For(scores.Nodes[a].Code);
            // A node that is scaled again, or counts a child with a minus, is another function than this one.
            if (rule.Mean is not (MeanKind.Arithmetic or MeanKind.Geometric or MeanKind.Harmonic) || rule is not { Against: null, Factor: 1, Offset: 0, Normalise: null, Rises: Rises.Score, FillGroup: null }) return Outcome.Refused<UnitTree>(NotConcave(scores.Nodes[a].Code));
            means[a] = rule.Mean;
            var parts = children[a].Where(c => scores.Nodes[c].Weight > 0).Select(c => (Child: c, scores.Nodes[c].Weight, Missing: double.IsNaN(values[c]))).ToList();
            foreach (var part in parts.Where(p => p.Missing && rule is { Missing: MissingChild.Fill, FillValue: not null } && (scores.Marks(r, p.Child) & CellMarks.NotApplicable) == CellMarks.None)) values[part.Child] = rule.FillValue!.Value;
            parts = [.. parts.Where(p => !double.IsNaN(values[p.Child]))];
            double sum = parts.Sum(p => p.Weight);
            terms[a] = [.. parts.Select(p => (p.Child, p.Weight / sum))];
            below.Add(a);
            foreach (var part in parts.Where(p => !p.Missing)) pending.Push(part.Child);
        }
        below.Reverse();
        return Outcome.Done(new UnitTree([.. below], terms, means, values, root));
    }

    private static Finding NotConcave(IndicatorCode node) => Finding.Error("levers.not-concave", Place.Whole,
        new($"{node} 不是简单的算术、几何或调和平均（或在节点上重新定标），无法证明方案最优。", $"The aggregate {node} is not a plain arithmetic, geometric or harmonic mean, or is scaled again: no plan can be shown to be the best."), new("请用 what-if 逐项测算。", "Ask what-if of single figures instead."));

    /// <summary>Sets an indicator's score.</summary>
    public void Set(int node, double score) => _values[node] = score;

    /// <summary>The score of the root.</summary>
    public double Score()
    {
        foreach (int a in _order)
        {
            double sum = 0;
            foreach (var (child, weight) in _terms[a])
                sum += weight * _means[a] switch { MeanKind.Arithmetic => _values[child], MeanKind.Geometric => Math.Log(_values[child]), _ => 1 / _values[child] };
            _values[a] = _means[a] switch { MeanKind.Arithmetic => sum, MeanKind.Geometric => Math.Exp(sum), _ => 1 / sum };
        }
        return _values[_root];
    }

    /// <summary>The slope of the root's score in each node's, at the scores of the last <see cref="Score"/>.</summary>
    public ReadOnlySpan<double> Slopes()
    {
        Array.Clear(_slopes);
        _slopes[_root] = 1;
        for (int i = _order.Length - 1; i >= 0; i--)
        {
            int a = _order[i];
            foreach (var (child, weight) in _terms[a])
                _slopes[child] = _slopes[a] * weight * _means[a] switch
                {
                    MeanKind.Arithmetic => 1,
                    MeanKind.Geometric => _values[a] / _values[child],
                    _ => _values[a] * _values[a] / (_values[child] * _values[child]),
                };
        }
        return _slopes;
    }
}
