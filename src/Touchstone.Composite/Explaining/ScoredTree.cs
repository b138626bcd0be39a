using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>How a child stands in the mean of its aggregate.</summary>
public enum ChildStanding
{
    /// <summary>It has a score, or a value that goes up in place of one, and counts.</summary>
    Present,
    /// <summary>It has no score; the weights of the others were rescaled, or the aggregate is missing.</summary>
    Missing,
    /// <summary>It has no score and counts as the fill value of the rule.</summary>
    Filled,
    /// <summary>It does not apply to this unit and does not count.</summary>
    NotApplicable,
}

/// <summary>A child as it entered the mean of its aggregate in one row.</summary>
internal readonly record struct MeanTerm(int Node, double Value, double Weight, double Effective, ChildStanding Standing)
{
    /// <summary>True when it has a value and a weight in the mean.</summary>
    public bool Counts => Standing is ChildStanding.Present or ChildStanding.Filled;
}

/// <summary>
/// The scores of a build read as the tree they were made by: what entered each aggregate of each row, with which effective weight.
/// Explanations and gap decompositions read the same terms, so they cannot disagree.
/// </summary>
internal sealed class ScoredTree
{
    private readonly int[][] _children;
    private readonly PerCode<AggregateRule> _rules;
    private readonly Dictionary<(int Row, int Node), Text> _filled = [];

    public ScoredTree(ScoreTable scores, PerCode<AggregateRule> rules)
    {
        (Scores, _rules) = (scores, rules);
        var below = new List<int>[scores.Nodes.Length];
        for (int i = 0; i < below.Length; i++) below[i] = [];
        for (int i = 0; i < below.Length; i++)
            if (scores.Nodes[i].Parent is { } parent && scores.PlaceOf(parent) is var p and >= 0) below[p].Add(i);
        _children = [.. below.Select(list => list.ToArray())];
    }

    public ScoreTable Scores { get; }

    /// <summary>The tree of a build: its scores under the rules of its aggregate step (the default rule where it has none).</summary>
    public static ScoredTree Of(IndexBuild build)
    {
        var tree = new ScoredTree(build.Scores, build.Recipe.Steps.OfType<Aggregate>().LastOrDefault()?.Rules ?? PerCode.All(new AggregateRule()));
        foreach (var change in build.Steps.Where(s => s.Step is Aggregate).SelectMany(s => s.Changes).Where(c => c.Before is null))
            tree._filled[(build.Scores.PlaceOf(new RowKey(change.Period, change.Unit)), build.Scores.PlaceOf(change.Indicator))] = change.Why;
        return tree;
    }

    /// <summary>How a node that was missing was filled; null where its score is made from its children.</summary>
    public Text? Fill(int row, int node) => _filled.TryGetValue((row, node), out var why) ? why : null;

    public AggregateRule Rule(int node) => _rules.For(Scores.Nodes[node].Code);

    public ReadOnlySpan<int> Children(int node) => _children[node];

    /// <summary>
    /// The children as they entered the mean. Effective weight = weight ÷ Σ weights of the children that count; 0 for those that do not. For sums and products it is n times that, for a child
    /// that counts against it is negative, and where the order decides it is the weight of the child's place.
    /// </summary>
    public MeanTerm[] Terms(int row, int node)
    {
        var rule = Rule(node);
        var children = _children[node];
        var terms = new MeanTerm[children.Length];
        double sum = 0;
        for (int i = 0; i < children.Length; i++)
        {
            int child = children[i];
            var (value, standing) = Standing(row, child, rule);
            terms[i] = new(child, value, Scores.Nodes[child].Weight, 0, standing);
            if (terms[i].Counts) sum += terms[i].Weight;
        }
        if (sum > 0)
            for (int i = 0; i < terms.Length; i++)
                if (terms[i].Counts) terms[i] = terms[i] with { Effective = terms[i].Weight / sum };
        if (rule.IsPlain || sum == 0) return terms;
        if (rule.Mean is MeanKind.Min or MeanKind.Max or MeanKind.Median or MeanKind.OrderedWeighted) WeighPlaces(rule, terms);
        int applicable = rule.Mean is MeanKind.Sum or MeanKind.Product ? terms.Count(t => t.Standing != ChildStanding.NotApplicable) : 1;
        for (int i = 0; i < terms.Length; i++)
        {
            double sign = rule.Against?.Contains(Scores.Nodes[terms[i].Node].Code) == true ? -1 : 1;
            terms[i] = terms[i] with { Effective = sign * applicable * terms[i].Effective };
        }
        return terms;
    }

    private static void WeighPlaces(AggregateRule rule, MeanTerm[] terms)
    {
        int[] counting = [.. Enumerable.Range(0, terms.Length).Where(i => terms[i].Counts && terms[i].Weight != 0).OrderBy(i => terms[i].Value)];
        double[] effective = new double[counting.Length];
        PlaceWeights.Fill(rule, [.. counting.Select(i => terms[i].Value)], [.. counting.Select(i => terms[i].Weight)], effective);
        for (int i = 0; i < terms.Length; i++) terms[i] = terms[i] with { Effective = 0 };
        for (int k = 0; k < counting.Length; k++) terms[counting[k]] = terms[counting[k]] with { Effective = effective[k] };
    }

    /// <summary>What the children of a node combine to, with its factor and offset, before its new scale and its rounding.</summary>
    public double Combined(int row, int node)
    {
        var rule = Rule(node);
        return rule.Factor * QuasiMean.Of(rule, Terms(row, node)) + rule.Offset;
    }

    /// <summary>
    /// <see cref="Combined"/> where the children combine to a value: wherever the node has a score, and also where its new scale is for showing it alone and no ranked unit gives that scale.
    /// There the value goes up the tree, and the score is missing.
    /// </summary>
    public double? CombinedIfAny(int row, int node) => Scores.Score(row, node) is not null || IsScaledAlone(node) && Combines(row, node) ? Combined(row, node) : null;

    private bool IsScaledAlone(int node) => Scores.Nodes[node].Kind == NodeKind.Aggregate && Rule(node) is { Normalise: not null, Rises: Rises.Combined };

    /// <summary>Whether the rule of the node gives a value, by what decided it in the run.</summary>
    private bool Combines(int row, int node)
    {
        var rule = Rule(node);
        var gathered = new OrderedChildren(_children[node].Length);
        gathered.Start(rule);
        foreach (int child in _children[node])
        {
            var (value, standing) = Standing(row, child, rule);
            if (standing == ChildStanding.NotApplicable) continue;
            int sign = rule.Against?.Contains(Scores.Nodes[child].Code) == true ? -1 : 1;
            gathered.Add(standing == ChildStanding.Present ? value : double.NaN, Scores.Nodes[child].Weight, CellMarks.None, 0, sign);
        }
        return double.IsFinite(rule.Factor * gathered.Score(out _, out _) + rule.Offset);
    }

    private (double Value, ChildStanding Standing) Standing(int row, int child, AggregateRule rule)
    {
        if (IsScaledAlone(child) && CombinedIfAny(row, child) is { } combined) return (combined, ChildStanding.Present);
        if (Scores.Score(row, child) is { } score) return (score, ChildStanding.Present);
        if ((Scores.Marks(row, child) & CellMarks.NotApplicable) != CellMarks.None) return (double.NaN, ChildStanding.NotApplicable);
        return rule is { Missing: MissingChild.Fill, FillValue: { } fill } ? (fill, ChildStanding.Filled) : (double.NaN, ChildStanding.Missing);
    }
}

/// <summary>
/// The means as one: φ(mean) = Σ w·φ(x) with φ(x) = x, ln x, 1/x or x^p (Kolmogorov–Nagumo); w by place, signed, or summing to n as <see cref="ScoredTree.Terms"/> says. What is exact for the
/// arithmetic mean is exact for the others on the scale of φ. Two means take a penalty off.
/// </summary>
internal static class QuasiMean
{
    /// <summary>φ(x).</summary>
    public static double To(AggregateRule rule, double x) => rule.Mean switch
    {
        MeanKind.Geometric or MeanKind.Product => Math.Log(x),
        MeanKind.Harmonic => 1 / x,
        MeanKind.Power => Math.Pow(x, rule.Power),
        MeanKind.Arithmetic or MeanKind.Sum or MeanKind.Min or MeanKind.Max or MeanKind.Median or MeanKind.OrderedWeighted or MeanKind.MeanMin or MeanKind.MazziottaPareto => x,
    };

    /// <summary>The inverse of φ.</summary>
    private static double Back(AggregateRule rule, double y) => rule.Mean switch
    {
        MeanKind.Geometric or MeanKind.Product => Math.Exp(y),
        MeanKind.Harmonic => 1 / y,
        MeanKind.Power => Math.Pow(y, 1 / rule.Power),
        _ => y,
    };

    /// <summary>(φ(a) − φ(b)) ÷ (a − b), and its limit φ′(a) where a = b: 1; 1 ÷ L(a, b) with L the logarithmic mean; −1 ÷ (a·b); for a power the quotient itself, near equality p·m^(p−1) at the middle m.</summary>
    public static double Slope(AggregateRule rule, double a, double b) => rule.Mean switch
    {
        MeanKind.Geometric or MeanKind.Product => 1 / LogarithmicMean(a, b),
        MeanKind.Harmonic => -1 / (a * b),
        MeanKind.Power => Math.Abs(a - b) > 1e-5 * Math.Max(Math.Abs(a), Math.Abs(b)) ? (Math.Pow(a, rule.Power) - Math.Pow(b, rule.Power)) / (a - b) : rule.Power * Math.Pow(0.5 * (a + b), rule.Power - 1),
        _ => 1,
    };

    /// <summary>Σ effective weight × φ(x), taken back by the inverse of φ, less the penalty. NaN where nothing counts.</summary>
    public static double Of(AggregateRule rule, ReadOnlySpan<MeanTerm> terms)
    {
        double sum = 0;
        bool any = false;
        foreach (var term in terms)
        {
            if (!term.Counts || term.Weight == 0) continue;
            any = true;
            if (term.Effective != 0) sum += term.Effective * To(rule, term.Value);
        }
        return any ? Back(rule, sum) - Penalty(rule, sum, terms) : double.NaN;
    }

    /// <summary>What is taken off the mean.</summary>
    public static double Penalty(AggregateRule rule, double mean, ReadOnlySpan<MeanTerm> terms)
    {
        if (rule.Mean is not (MeanKind.MeanMin or MeanKind.MazziottaPareto)) return 0;
        double[] values = new double[terms.Length], weights = new double[terms.Length];
        int n = 0;
        foreach (var term in terms)
            if (term.Counts && term.Weight != 0) (values[n], weights[n++]) = (term.Value, term.Weight);
        return n == 0 ? 0 : Penalties.Of(rule, mean, values.AsSpan(0, n), weights.AsSpan(0, n));
    }

    /// <summary>L(a, b) = (a − b) ÷ (ln a − ln b), a where a = b. Near equality the series of atanh keeps every digit.</summary>
    public static double LogarithmicMean(double a, double b)
    {
        double r = (a - b) / (a + b);
        if (Math.Abs(r) > 0.01) return (a - b) / Math.Log(a / b);
        double q = r * r;
        return 0.5 * (a + b) / (1 + q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + q / 9))));
    }
}
