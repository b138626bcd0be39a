
namespace Touchstone.Composite;

/// <summary>How a child stands in the mean of its aggregate.</summary>
public enum ChildStanding
{
    /// <summary>It has a score and counts.</summary>
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
    public static ScoredTree Of(IndexBuild build) =>
        new(build.Scores, build.Recipe.Steps.OfType<Aggregate>().LastOrDefault()?.Rules ?? PerCode.All(new AggregateRule()));

    public AggregateRule Rule(int node) => _rules.For(Scores.Nodes[node].Code);

    public ReadOnlySpan<int> Children(int node) => _children[node];

    /// <summary>
    /// The children as they entered the mean. Effective weight = weight ÷ Σ weights of the children that count; 0 for those that do not.
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
        return terms;
    }

    private (double Value, ChildStanding Standing) Standing(int row, int child, AggregateRule rule)
    {
        if (Scores.Score(row, child) is { } score) return (score, ChildStanding.Present);
        if ((Scores.Marks(row, child) & CellMarks.NotApplicable) != CellMarks.None) return (double.NaN, ChildStanding.NotApplicable);
        return rule is { Missing: MissingChild.Fill, FillValue: { } fill } ? (fill, ChildStanding.Filled) : (double.NaN, ChildStanding.Missing);
    }
}

/// <summary>
/// The three means as one: φ(mean) = Σ w·φ(x) with φ(x) = x, ln x or 1/x (Kolmogorov–Nagumo). What is exact for the arithmetic mean
/// is exact for the others on the scale of φ.
/// </summary>
internal static class QuasiMean
{
    /// <summary>φ(x).</summary>
    public static double To(MeanKind mean, double x) => mean switch
    {
        MeanKind.Arithmetic => x,
        MeanKind.Geometric => Math.Log(x),
        MeanKind.Harmonic => 1 / x,
    };

    /// <summary>The inverse of φ.</summary>
    public static double Back(MeanKind mean, double y) => mean switch
    {
        MeanKind.Arithmetic => y,
        MeanKind.Geometric => Math.Exp(y),
        MeanKind.Harmonic => 1 / y,
    };

    /// <summary>(φ(a) − φ(b)) ÷ (a − b), and its limit φ′(a) where a = b: 1; 1 ÷ L(a, b) with L the logarithmic mean; −1 ÷ (a·b).</summary>
    public static double Slope(MeanKind mean, double a, double b) => mean switch
    {
        MeanKind.Arithmetic => 1,
        MeanKind.Geometric => 1 / LogarithmicMean(a, b),
        MeanKind.Harmonic => -1 / (a * b),
    };

    /// <summary>Σ effective weight × φ(x), taken back by the inverse of φ. NaN where nothing counts.</summary>
    public static double Of(MeanKind mean, ReadOnlySpan<MeanTerm> terms)
    {
        double sum = 0;
        bool any = false;
        foreach (var term in terms)
        {
            if (!term.Counts || term.Effective == 0) continue;
            sum += term.Effective * To(mean, term.Value);
            any = true;
        }
        return any ? Back(mean, sum) : double.NaN;
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
