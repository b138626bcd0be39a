using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Decision;
using Touchstone.Model;

namespace Touchstone.City.Levers;

/// <summary>What is asked of a unit's levers.</summary>
/// <param name="Build">The build.</param>
/// <param name="Period">The period.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Figures">Figures that are tried; none = none.</param>
/// <param name="Reach">The rank that is to be reached; null = none.</param>
public sealed record LeversQuestion(BuildId Build, Period? Period, UnitCode Unit, ImmutableArray<ChangedFigure> Figures, int? Reach);

/// <summary>The levers of a unit. Arithmetic on the index, not causality.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Gains">The gain of each figure, and apart from it the figures that are missing.</param>
/// <param name="Tried">Where the unit would stand with the figures tried.</param>
/// <param name="Smallest">The smallest change of each figure alone that reaches the rank; empty when none is asked.</param>
/// <param name="Together">The least effort of the declared levers (of all figures, when none are declared) together that reaches the score of whoever holds that rank in the frame, within their limits and lead times; null when none is asked.</param>
/// <param name="Best">The best use of the budgets declared; null when no response curve with a source is.</param>
/// <param name="Spec">The levers declared with the index; null = none.</param>
public sealed record LeversAnswer(LeversQuestion Question, MarginalGains Gains, Standings Tried, ImmutableArray<SmallestChange> Smallest, Outcome<EffortPlan>? Together, Outcome<EffortPlan>? Best, LeverSpec? Spec);

/// <summary>What would move a unit's score and rank: gains, what is tried, the smallest change that reaches a rank, and the best use of what is declared in <c>levers.yaml</c> of the index.</summary>
public sealed class AskLevers(IDbContextFactory<CityDb> store, LoadBuild builds, LoadWhatIf units)
{
    public async Task<Outcome<LeversAnswer>> Run(Actor actor, LeversQuestion question, CancellationToken stop = default)
    {
        var loaded = await builds.Run(actor, question.Build, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<LeversAnswer>(loaded.AllFindings);
        ImmutableArray<Finding> faults = [.. Faults(build, question)];
        if (faults.HasErrors()) return Outcome.Refused<LeversAnswer>(faults);
        var ready = await units.Run(actor, question.Build, question.Period, question.Unit, stop);
        if (!ready.IsDone(out var unit)) return Outcome.Refused<LeversAnswer>(ready.AllFindings);
        await using var db = await store.CreateDbContextAsync(stop);
        var declared = await DeclaredLevers.Read(db, question.Build, stop);
        if (!declared.IsDone(out var spec)) return Outcome.Refused<LeversAnswer>(declared.AllFindings);
        var tried = unit.With(question.Figures);
        return Outcome.Done(unit.Ask(whatIf => Answer(whatIf, question, spec, tried)));
    }

    private static LeversAnswer Answer(WhatIf whatIf, LeversQuestion question, LeverSpec? spec, Standings tried)
    {
        var smallest = question.Reach is { } rank ? SmallestChange.Of(whatIf, new Goal.Rank(rank), DeclaredLevers.Limits(spec)) : [];
        var together = question.Reach is { } reach && ScoreAt(whatIf, reach) is { } score ? BestUse.ToScore(whatIf, score, spec) : null;
        var best = spec is null || spec.Levers.All(l => l.Curve is null) ? null : BestUse.WithinBudgets(whatIf, spec);
        return new(question, MarginalGains.Of(whatIf), tried, smallest, together, best, spec);
    }

    /// <summary>The score of whoever holds the rank, or the next better one, in the frame of the build; null when nobody does.</summary>
    private static double? ScoreAt(WhatIf whatIf, int rank)
    {
        var scores = whatIf.Build.Scores;
        int node = scores.PlaceOf(whatIf.Node);
        return Enumerable.Range(0, scores.Rows.Length).Where(r => Nullable.Equals(scores.Rows[r].Period, whatIf.Row.Period) && scores.Rank(r, node) <= rank).Min(r => scores.Score(r, node));
    }

    private static IEnumerable<Finding> Faults(IndexBuild build, LeversQuestion question)
    {
        foreach (var figure in question.Figures)
            if (build.Input.Data.Find(figure.Column) is null || !double.IsFinite(figure.Value))
                yield return Finding.Error("levers.set", new Place(Column: figure.Column.Value), new($"“{figure.Column}”不是本指数的原始数据列，或数值不是有限数。", $"'{figure.Column}' is not a column of raw data of this index, or its value is not finite."),
                    new("请用指标代码和数值，例如 FDI=12。", "Give an indicator's code and a number, such as FDI=12."));
        if (question.Reach is < 1)
            yield return LeverFaults.Reach;
    }
}
