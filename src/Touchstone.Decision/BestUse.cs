using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>A move of the plan.</summary>
/// <param name="Column">The column.</param>
/// <param name="From">The figure now.</param>
/// <param name="To">The figure planned.</param>
/// <param name="Effort">The cost in the unit of the budget, or the share of the way to the limit where no curve is sourced.</param>
/// <param name="Budget">The budget; null = none.</param>
public sealed record PlannedMove(IndicatorCode Column, double From, double To, double Effort, string? Budget);

/// <summary>A lever that is not in a plan, and why.</summary>
/// <param name="Column">The column.</param>
/// <param name="Why">Why.</param>
public sealed record LeftOutLever(IndicatorCode Column, Text Why);

/// <summary>
/// Which figures to move by how much. It is arithmetic on the index with the response curves given: it says what would follow if they hold, not that they hold.
/// </summary>
/// <param name="Moves">The moves, the costliest first.</param>
/// <param name="Now">Where the unit stands.</param>
/// <param name="After">Where it would stand, in the frame and with the index built anew.</param>
/// <param name="Bound">The score in the frame that no plan within the limits exceeds (for the least effort: the effort that no plan undercuts).</param>
/// <param name="Gap">How far the plan is from that bound.</param>
/// <param name="ShadowPrices">What one more of each budget would bring in score.</param>
/// <param name="LeftOut">Levers that are not part, and why.</param>
public sealed record EffortPlan(ImmutableArray<PlannedMove> Moves, Standing Now, Standings After, double Bound, double Gap, ImmutableSortedDictionary<string, double> ShadowPrices, ImmutableArray<LeftOutLever> LeftOut)
{
    /// <summary>The figures as planned.</summary>
    public ImmutableArray<ChangedFigure> Figures => [.. Moves.Select(m => new ChangedFigure(m.Column, m.To))];
}

/// <summary>
/// Best use of effort. In the frozen frame a unit's score is a concave function of its indicators' scores, and each indicator's score a line of known points in the effort of its lever; the best plan is found
/// by tangents (Kelley 1960, J. SIAM 8, 703–712) over a linear programme, which also proves how far from the best a plan can be at most.
/// </summary>
public static class BestUse
{
    private const int MostCuts = 60;
    /// <summary>Scores between the points of a line are off by at most this.</summary>
    private const double LineTolerance = 1e-3, StopGap = 1e-6;

    /// <summary>The most score within the budgets. Refused when the specification is wrong, or no lever has a sourced curve.</summary>
    public static Outcome<EffortPlan> WithinBudgets(WhatIf whatIf, LeverSpec spec)
    {
        var findings = spec.Check(whatIf.Build.Input);
        if (findings.HasErrors()) return Outcome.Refused<EffortPlan>(findings);
        return Prepared(whatIf, spec, l => l.Curve is not null, new("没有注明来源的投入产出曲线，不以投入给出建议", "no sourced curve: no advice in money")).Match(
            d => d.Value.Maximise(), r => Outcome.Refused<EffortPlan>(r.Findings));
    }

    /// <summary>
    /// The least effort that reaches a score in the frame; effort counted as the share of each lever's way to its limit, so that no money is implied. With levers declared only those move, each to its
    /// limit and within the horizon, and every other figure is left out with the reason; without any declared, every figure that has a gain moves up to the best of anyone. Refused when the limits do not reach it.
    /// </summary>
    public static Outcome<EffortPlan> ToScore(WhatIf whatIf, double score, LeverSpec? spec)
    {
        if (spec is { Levers.IsEmpty: true }) spec = null;
        var gains = MarginalGains.Of(whatIf).Gains;
        var levers = spec ?? new LeverSpec([.. gains.Select(g => new Lever(g.Column, g.Best, 0, null, null))], [], null);
        var findings = levers.Check(whatIf.Build.Input);
        if (findings.HasErrors()) return Outcome.Refused<EffortPlan>(findings);
        var shares = levers with { Levers = [.. levers.Levers.Select(l => l with { Curve = null, Budget = null })], Budgets = [] };
        var undeclared = gains.Select(g => g.Column).Where(c => levers.Levers.All(l => l.Column != c)).Select(c => new LeftOutLever(c, new("未列为抓手", "it is not declared as a lever")));
        return Prepared(whatIf, shares, _ => true, default).Match(d => d.Value.Reach(score), r => Outcome.Refused<EffortPlan>(r.Findings))
            .Match(d => Outcome.Done(d.Value with { LeftOut = [.. d.Value.LeftOut, .. undeclared] }), r => Outcome.Refused<EffortPlan>(r.Findings));
    }

    private static Outcome<Search> Prepared(WhatIf whatIf, LeverSpec spec, Func<Lever, bool> takesPart, Text whyNot)
    {
        whatIf.Reset();
        var tree = UnitTree.Of(whatIf.Build, whatIf.Row, whatIf.Node);
        if (!tree.IsDone(out var unit)) return Outcome.Refused<Search>(tree.AllFindings);
        var left = ImmutableArray.CreateBuilder<LeftOutLever>();
        var lines = new List<(ResponseLine Line, Lever Lever)>();
        foreach (var lever in spec.Levers)
        {
            var why = !takesPart(lever) ? whyNot : spec.HorizonYears < lever.LeadYears ? new("见效年数超过规划期", "it takes longer than the horizon") : LeverLine.Of(whatIf, lever, LineTolerance, lines);
            if (!why.IsEmpty) left.Add(new(lever.Column, why));
        }
        if (lines.Count == 0)
            return Outcome.Refused<Search>(Finding.Error("levers.none", Place.Whole, new("没有可以测算的抓手。" + string.Concat(left.Select(l => $"{l.Column}：{l.Why.Zh}。")), "No lever can be reckoned with. " + string.Join(" ", left.Select(l => $"{l.Column}: {l.Why.En}."))),
                new("写上注明来源的曲线，或只看各指标的边际增益。", "State curves with their sources, or look at the marginal gains only.")));
        return Outcome.Done(new Search(whatIf, unit, [.. lines.Select(l => l.Line)], [.. lines.Select(l => l.Lever)], spec, left.ToImmutable()));
    }

    /// <summary>The search over one set of lines.</summary>
    private sealed class Search(WhatIf whatIf, UnitTree tree, ResponseLine[] lines, Lever[] levers, LeverSpec spec, ImmutableArray<LeftOutLever> leftOut)
    {
        private readonly double[] _slopes = new double[lines.Length], _scores = new double[lines.Length];
        private readonly ImmutableSortedDictionary<string, double> _budgets = spec.Budgets.ToImmutableSortedDictionary(b => b.Code, b => b.Amount, StringComparer.Ordinal);
        private readonly List<(double Score, double[] Slopes, double[] Scores)> _cuts = [];

        public Outcome<EffortPlan> Maximise()
        {
            using var model = Model(null);
            CutAt(model, [.. lines.Select(l => l.Points[0].Score)]);
            double best = double.NegativeInfinity, bound = double.PositiveInfinity;
            double[] efforts = new double[lines.Length];
            for (int i = 0; i < MostCuts && bound - best > StopGap; i++)
            {
                if (!model.Maximise()) throw new InvalidOperationException("The programme has no solution, though doing nothing is one.");
                bound = Math.Min(bound, model.Bound);
                double score = CutAt(model, model.Scores);
                if (score <= best) continue;
                best = score;
                model.Efforts.CopyTo(efforts, 0);
            }
            KeepBudgets(efforts);
            return Outcome.Done(Plan(efforts, bound + LineTolerance, Math.Max(0, bound + LineTolerance - best), Prices(efforts)));
        }

        /// <summary>A solver keeps its limits to a tolerance; a budget is kept to the cent.</summary>
        private void KeepBudgets(double[] efforts)
        {
            foreach (var (code, amount) in _budgets)
            {
                int[] drawing = [.. Enumerable.Range(0, levers.Length).Where(l => levers[l].Budget == code)];
                double spent = drawing.Sum(l => efforts[l]);
                if (spent > amount) foreach (int l in drawing) efforts[l] *= amount / spent;
            }
        }

        public Outcome<EffortPlan> Reach(double goal)
        {
            using var model = Model(null);
            CutAt(model, [.. lines.Select(l => l.Points[0].Score)]);
            for (int i = 0; i < MostCuts; i++)
            {
                if (!model.MinimiseEffort(goal + LineTolerance)) return Outcome.Refused<EffortPlan>(OutOfReach(goal));
                double bound = model.Bound, score = CutAt(model, model.Scores);
                if (score < goal && i < MostCuts - 1) continue;
                double[] efforts = [.. model.Efforts];
                return Outcome.Done(Plan(efforts, bound, Math.Max(0, efforts.Sum() - bound), ImmutableSortedDictionary<string, double>.Empty));
            }
            throw new InvalidOperationException("The search has no end.");
        }

        private EffortModel Model(double[]? between)
        {
            var model = new EffortModel(lines, [.. levers.Select(l => l.Budget)], _budgets, between);
            foreach (var (score, slopes, scores) in _cuts) model.Cut(score, slopes, scores);
            return model;
        }

        /// <summary>Adds the tangent at the scores of a solution; gives the score there.</summary>
        private double CutAt(EffortModel model, double[] scores)
        {
            scores.CopyTo(_scores, 0);
            for (int l = 0; l < lines.Length; l++) tree.Set(lines[l].Indicator, scores[l]);
            double whole = tree.Score();
            var slopes = tree.Slopes();
            for (int l = 0; l < lines.Length; l++) _slopes[l] = slopes[lines[l].Indicator];
            _cuts.Add((whole, [.. _slopes], [.. _scores]));
            model.Cut(whole, _slopes, _scores);
            return whole;
        }

        /// <summary>Shadow prices: the same programme with the stretches of the solution fixed, so that it has no integers.</summary>
        private ImmutableSortedDictionary<string, double> Prices(double[] efforts)
        {
            using var model = Model(efforts);
            return model.Maximise() ? _budgets.Keys.ToImmutableSortedDictionary(b => b, model.ShadowPrice, StringComparer.Ordinal) : ImmutableSortedDictionary<string, double>.Empty;
        }

        private EffortPlan Plan(double[] efforts, double bound, double gap, ImmutableSortedDictionary<string, double> prices)
        {
            var moves = Enumerable.Range(0, lines.Length).Where(l => efforts[l] > 1e-9 * Math.Max(1, lines[l].Points[^1].Effort))
                .Select(l => new PlannedMove(lines[l].Lever, lines[l].Points[0].Figure, lines[l].FigureAt(efforts[l]), efforts[l], levers[l].Budget)).ToList();
            foreach (var move in moves) whatIf.SetCell(move.Column, move.To);
            var after = whatIf.Ask();
            whatIf.Reset();
            return new([.. moves.OrderByDescending(m => m.Effort).ThenBy(m => m.Column)], whatIf.Now, after, bound, gap, prices, leftOut);
        }

        private static Finding OutOfReach(double goal)
        {
            string score = goal.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
            return Finding.Error("levers.out-of-reach", Place.Whole, new($"在各抓手的上限之内达不到 {score} 分。", $"Within the limits of the levers a score of {score} is out of reach."), new("请放宽上限，或降低目标。", "Widen the limits, or lower the goal."));
        }
    }
}
