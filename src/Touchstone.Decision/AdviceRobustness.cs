using System.Collections.Immutable;
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
    /// <summary>What the plan adds to the score over the scenarios; null where no scenario scores the unit. Scores of scenarios with scales of their own differ in size, and so do the gains.</summary>
    public ScenarioRange? Gain { get; init; }
    /// <summary>The share of scenarios in which no other of the plans asked together adds more to the score; ties count for each. A plan asked alone is held against itself only.</summary>
    public double ShareMost { get; init; }

    /// <summary>The share of scenarios in which the plan reaches the goal asked with it; null where none is.</summary>
    public double? ShareReached { get; init; }

    /// <summary>Runs the scenarios twice. Refused as an uncertainty analysis is.</summary>
    public static Outcome<AdviceRobustness> Of(WhatIf whatIf, IReadOnlyCollection<ChangedFigure> figures, UncertaintySpec spec, Parallelism on, Goal? goal = null) =>
        OfEach(whatIf, [figures], spec, on, goal).Match(d => Outcome.Done(d.Value[0]), r => Outcome.Refused<AdviceRobustness>(r.Findings));

    /// <summary>Each of several plans alone, over the same scenarios: all that the specification draws; with a goal, how often each reaches it (of a goal over scenarios: its rank). Refused as an uncertainty analysis is.</summary>
    public static Outcome<ImmutableArray<AdviceRobustness>> OfEach(WhatIf whatIf, IReadOnlyList<IReadOnlyCollection<ChangedFigure>> plans, UncertaintySpec spec, Parallelism on, Goal? goal = null)
    {
        var followed = spec with { Node = whatIf.Node, Period = whatIf.Row.Period };
        Outcome<ScenarioTable> Drawn(IndexInput input) => UncertaintyAnalysis.Scenarios(input, whatIf.Build.Recipe, followed, on);
        var before = Drawn(whatIf.Build.Input);
        if (!before.IsDone(out var was)) return Outcome.Refused<ImmutableArray<AdviceRobustness>>(before.AllFindings);
        var tables = new List<ScenarioTable>();
        foreach (var figures in plans)
        {
            var after = Drawn(Changed.Input(whatIf.Build.Input, whatIf.Row, figures));
            if (!after.IsDone(out var now)) return Outcome.Refused<ImmutableArray<AdviceRobustness>>(after.AllFindings);
            tables.Add(now);
        }
        int row = was.PlaceOf(whatIf.Row);
        double?[][] gains = [.. tables.Select(now => Enumerable.Range(0, was.Count).Select(s => now.Score(s, row) - was.Score(s, row)).ToArray())];
        return Outcome.Done(tables.Select((now, plan) => Beside(was, now, row, spec.Level) with
        {
            Gain = ScenarioRange.Of(gains[plan], spec.Level),
            ShareReached = goal is null ? null : Share(was.Count, s => Reaches(goal, now.Score(s, row), now.Rank(s, row))),
            ShareMost = Share(was.Count, s => gains[plan][s] is { } own && !gains.Any(other => other[s] > own)),
        }).ToImmutableArray());
    }

    private static AdviceRobustness Beside(ScenarioTable was, ScenarioTable now, int row, double level)
    {
        ScenarioRange? Ranks(ScenarioTable table) => ScenarioRange.Of(Enumerable.Range(0, table.Count).Select(s => table.Rank(s, row)), level);
        return new(was.Count, Share(was.Count, s => now.Score(s, row) > was.Score(s, row)), Share(was.Count, s => now.Rank(s, row) < was.Rank(s, row)),
            Share(was.Count, s => now.Rank(s, row) > was.Rank(s, row)), Ranks(was), Ranks(now));
    }

    private static bool Reaches(Goal goal, double? score, double? rank) => goal switch
    {
        Goal.Score least => score >= least.AtLeast,
        Goal.Rank most => rank <= most.OrBetter,
        Goal.RankInScenarios most => rank <= most.OrBetter,
        _ => throw new InvalidOperationException("No such goal."),
    };

    private static double Share(int scenarios, Func<int, bool> holds) => (double)Enumerable.Range(0, scenarios).Count(holds) / scenarios;
}
