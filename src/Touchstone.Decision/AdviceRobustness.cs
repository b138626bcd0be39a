using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>What a plan does over the declared scenarios: the index is made in each with and without it, with the same numbers.</summary>
/// <param name="Scenarios">How many.</param>
/// <param name="ShareHigherScore">The share in which the unit's score is higher with the plan.</param>
/// <param name="ShareBetterRank">The share in which its rank is better.</param>
/// <param name="ShareWorseRank">The share in which its rank is worse.</param>
/// <param name="RanksBefore">Ranks without the plan.</param>
/// <param name="RanksAfter">Ranks with it.</param>
public sealed record AdviceRobustness(int Scenarios, double ShareHigherScore, double ShareBetterRank, double ShareWorseRank, ScenarioRange? RanksBefore, ScenarioRange? RanksAfter)
{
    /// <summary>Runs the scenarios twice. Refused as an uncertainty analysis is.</summary>
    public static Outcome<AdviceRobustness> Of(WhatIf whatIf, IReadOnlyCollection<ChangedFigure> figures, UncertaintySpec spec, Parallelism on)
    {
        var followed = spec with { Node = whatIf.Node, Period = whatIf.Row.Period };
        var before = UncertaintyAnalysis.Run(whatIf.Build.Input, whatIf.Build.Recipe, followed, on);
        if (!before.IsDone(out var was)) return Outcome.Refused<AdviceRobustness>(before.AllFindings);
        var after = UncertaintyAnalysis.Run(Changed.Input(whatIf.Build.Input, whatIf.Row, figures), whatIf.Build.Recipe, followed with { Draw = spec.Draw with { Scenarios = was.Scenarios.Count, RankPrecision = null } }, on);
        if (!after.IsDone(out var now)) return Outcome.Refused<AdviceRobustness>(after.AllFindings);
        int row = was.Scenarios.PlaceOf(whatIf.Row), n = was.Scenarios.Count;
        double Share(Func<int, bool> holds) => (double)Enumerable.Range(0, n).Count(holds) / n;
        return Outcome.Done(new AdviceRobustness(n, Share(s => now.Scenarios.Score(s, row) > was.Scenarios.Score(s, row)), Share(s => now.Scenarios.Rank(s, row) < was.Scenarios.Rank(s, row)),
            Share(s => now.Scenarios.Rank(s, row) > was.Scenarios.Rank(s, row)), was.Units[row].Ranks, now.Units[row].Ranks));
    }
}
