using System.Collections.Immutable;
using Google.OrTools.LinearSolver;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>Bounds of what an indicator may contribute to a unit's own score, as shares of it (0–1).</summary>
/// <param name="Low">At least; 0 = no bound.</param>
/// <param name="High">At most; 1 = no bound.</param>
public sealed record ShareBounds(double Low, double High)
{
    /// <summary>No bounds: a unit may be judged by its best indicator alone.</summary>
    public static ShareBounds None { get; } = new(0, 1);
}

/// <summary>A unit in the light most favourable to it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Score">1 = on the frontier: with some weights nobody is better.</param>
/// <param name="Shares">What each indicator contributes to the score, summing to one.</param>
/// <param name="Peers">Those on the frontier whom it is measured against, and how much of each: the mix of peers that it falls short of by its score.</param>
public sealed record BenefitOfDoubtScore(UnitCode Unit, double Score, ImmutableSortedDictionary<IndicatorCode, double> Shares, ImmutableArray<(UnitCode Peer, double Part)> Peers);

/// <summary>
/// Benefit of the doubt: each unit chooses the weights that show it best, the same weights giving no unit more than one (Melyn and Moesen 1991; Cherchye, Moesen, Rogge and Van Puyenbroeck 2007,
/// Soc. Indic. Res. 82, 111–145): max Σ w·y of the unit, Σ w·y ≤ 1 for all, w ≥ 0, with bounds on each indicator's share of the unit's score. The dual says who stands on the frontier before it.
/// </summary>
public static class BenefitOfDoubt
{
    /// <summary>A bound nearer to none than this is none: a coefficient so small is only noise to a solver.</summary>
    private const double Nothing = 1e-9;

    /// <summary>
    /// The scores over the normalised children of a node (the index when none is named) in a period. Every score must be present and at least zero, and some above zero; refused with the cells otherwise.
    /// </summary>
    public static Outcome<ImmutableArray<BenefitOfDoubtScore>> Of(IndexBuild build, IndicatorCode? node = null, ShareBounds? bounds = null, Period? period = null)
    {
        var scores = build.Scores;
        var code = node ?? scores.Nodes[0].Code;
        var share = bounds ?? ShareBounds.None;
        int[] children = [.. Enumerable.Range(0, scores.Nodes.Length).Where(i => scores.Nodes[i].Parent == code)];
        var when = period ?? scores.Rows[^1].Period;
        int[] rows = [.. Enumerable.Range(0, scores.Rows.Length).Where(r => Nullable.Equals(scores.Rows[r].Period, when) && scores.Statuses[r] == RowStatus.Ranked)];
        ImmutableArray<Finding> findings = [.. Faults(build, code, share, children, rows)];
        if (findings.HasErrors()) return Outcome.Refused<ImmutableArray<BenefitOfDoubtScore>>(findings);
        double[][] y = [.. rows.Select(r => children.Select(c => scores.Score(r, c)!.Value).ToArray())];
        // Scores are brought to about one, so that the solver's tolerances mean the same for every scale.
        double top = y.Max(u => u.Max());
        foreach (double[] own in y) for (int i = 0; i < own.Length; i++) own[i] /= top;
        return Outcome.Done(rows.Select((r, i) => Best(i, y, share, [.. children.Select(c => scores.Nodes[c].Code)], [.. rows.Select(o => scores.Rows[o].Unit)])).ToImmutableArray());
    }

    private static IEnumerable<Finding> Faults(IndexBuild build, IndicatorCode node, ShareBounds share, int[] children, int[] rows)
    {
        if (children.Length == 0) yield return DecisionRefusal.NoNode(node);
        if (!(share.Low >= 0 && share.High <= 1 && share.Low <= share.High && share.Low * children.Length <= 1 && share.High * children.Length >= 1))
            yield return Finding.Error("bod.bounds", Place.Whole, new("份额上下限不能同时满足：下限之和不得超过 1，上限之和不得小于 1。", "The bounds of the shares cannot be kept: the lower ones may not sum to more than one, nor the upper ones to less."), new("请放宽上下限。", "Widen the bounds."));
        foreach (int r in rows)
        {
            foreach (int c in children.Where(c => !(build.Scores.Score(r, c) >= 0)))
                yield return Finding.Error("bod.score", Place.Whole, new($"{build.Scores.Rows[r].Unit} 在 {build.Scores.Nodes[c].Code} 上没有不小于零的得分。", $"{build.Scores.Rows[r].Unit} has no score of at least zero in {build.Scores.Nodes[c].Code}."),
                    new("请先填补缺失，并用不含负值的量表。", "Impute what is missing, and use a scale without negative values."));
            if (children.All(c => build.Scores.Score(r, c) == 0))
                yield return Finding.Error("bod.all-zero", Place.Whole, new($"{build.Scores.Rows[r].Unit} 的各项得分全为零。", $"Every score of {build.Scores.Rows[r].Unit} is zero."), new("请提高量表下端，例如 1–100。", "Raise the bottom of the scale, such as 1–100."));
        }
    }

    private static BenefitOfDoubtScore Best(int unit, double[][] y, ShareBounds share, IndicatorCode[] codes, UnitCode[] units)
    {
        using var solver = Solver.CreateSolver("GLOP") ?? throw new InvalidOperationException("The solver is not available.");
        Variable[] weights = [.. codes.Select(c => solver.MakeNumVar(0, double.PositiveInfinity, c.Value))];
        Constraint[] caps = [.. units.Select(u => solver.MakeConstraint(double.NegativeInfinity, 1, u.Value))];
        for (int o = 0; o < units.Length; o++)
            for (int i = 0; i < codes.Length; i++) caps[o].SetCoefficient(weights[i], y[o][i]);
        for (int i = 0; i < codes.Length; i++)
        {
            if (share.Low > Nothing) Share(solver, weights, y[unit], (i, share.Low), (0, double.PositiveInfinity));
            if (share.High < 1 - Nothing) Share(solver, weights, y[unit], (i, share.High), (double.NegativeInfinity, 0));
        }
        var objective = solver.Objective();
        for (int i = 0; i < codes.Length; i++) objective.SetCoefficient(weights[i], y[unit][i]);
        objective.SetMaximization();
        if (solver.Solve() != Solver.ResultStatus.OPTIMAL) throw new InvalidOperationException($"No weights for {units[unit]}, though small ones always do.");
        double score = objective.Value();
        return new(units[unit], score, codes.Select((c, i) => (c, weights[i].SolutionValue() * y[unit][i] / score)).ToImmutableSortedDictionary(p => p.c, p => p.Item2),
            [.. units.Select((u, o) => (u, caps[o].DualValue())).Where(p => p.Item2 > 1e-9)]);
    }

    /// <summary>w·y of one indicator less its share of the whole Σ w·y, between two bounds.</summary>
    private static void Share(Solver solver, Variable[] weights, double[] own, (int Indicator, double Share) of, (double Low, double High) between)
    {
        var bound = solver.MakeConstraint(between.Low, between.High);
        for (int i = 0; i < weights.Length; i++) bound.SetCoefficient(weights[i], own[i] * ((i == of.Indicator ? 1 : 0) - of.Share));
    }
}
