using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Decision;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Levers;

/// <summary>What is asked of a unit's levers over the scenarios declared with the index: a rank, in at least a share of them.</summary>
/// <param name="Build">The build.</param>
/// <param name="Period">The period.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Rank">The rank to reach, or a better one.</param>
/// <param name="Share">In at least this share of the scenarios.</param>
public sealed record ScenarioQuestion(BuildId Build, Period? Period, UnitCode Unit, int Rank, double Share);

/// <summary>A step in one figure over the scenarios.</summary>
/// <param name="Gain">The figure, its step and what the step brings in the index as it is.</param>
/// <param name="Over">What the step does over the scenarios.</param>
public sealed record StepOverScenarios(LeverGain Gain, AdviceRobustness Over);

/// <summary>The levers of a unit over the scenarios. Arithmetic on the index, not causality.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Run">The stored run whose declaration is used.</param>
/// <param name="Scenarios">How many scenarios were used: the first of those declared, so many that an answer stays within <see cref="AskScenarios.MostRuns"/>.</param>
/// <param name="Declared">How many are declared.</param>
/// <param name="ShareNow">The share in which the unit has the rank with its figures as they are.</param>
/// <param name="Smallest">The smallest change of each figure alone; its <c>Rebuilt</c> is the figure needed, the index being made anew in each scenario.</param>
/// <param name="Steps">The step of each figure, the largest gain first.</param>
public sealed record ScenarioAnswer(ScenarioQuestion Question, RangeRun Run, int Scenarios, int Declared, double ShareNow, ImmutableArray<SmallestChange> Smallest, ImmutableArray<StepOverScenarios> Steps);

/// <summary>
/// What would move a unit's rank in most of the scenarios, and how firm the advice is over them. The last few answers are kept; two who ask at once wait for one. It asks a unit of its own, so that
/// nobody's slider waits for it.
/// </summary>
public sealed class AskScenarios(IDbContextFactory<CityDb> store, LoadBuild builds)
{
    /// <summary>The most runs of the index in one answer, over all figures and trials.</summary>
    public const int MostRuns = 60_000;
    private const int Fewest = 100, Kept = 12;
    private readonly Recent<Outcome<ScenarioAnswer>> _recent = new(Kept);

    public async Task<Outcome<ScenarioAnswer>> Run(Actor actor, ScenarioQuestion question, CancellationToken stop = default)
    {
        ImmutableArray<Finding> faults = [.. Faults(question)];
        if (faults.HasErrors()) return Outcome.Refused<ScenarioAnswer>(faults);
        var loaded = await builds.Run(actor, question.Build, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<ScenarioAnswer>(loaded.AllFindings);
        await using var db = await store.CreateDbContextAsync(stop);
        var run = await db.RangeRuns.AsNoTracking().Where(r => r.Build == question.Build).OrderByDescending(r => r.Edition).FirstOrDefaultAsync(stop);
        if (run is null) return Outcome.Refused<ScenarioAnswer>(LoadRobustness.NotComputed(question.Build));
        var declared = await DeclaredLevers.Read(db, question.Build, stop);
        if (!declared.IsDone(out var levers)) return Outcome.Refused<ScenarioAnswer>(declared.AllFindings);
        var definition = await db.IndexDefinitions.AsNoTracking().Include(d => d.Files).SingleAsync(d => d.Index == run.Index && d.Edition == run.Edition, stop);
        var files = await BuildIndex.FilesOf(db, definition.Files.Select(f => (f.Name, f.FileHash)), stop);
        string key = string.Create(CultureInfo.InvariantCulture, $"{question.Build}|{run.Edition}|{definition.Edition}|{question.Period}|{question.Unit}|{question.Rank}|{question.Share:R}");
        var making = _recent.Keep(key, () => Answer(build, question, run, levers, files));
        return await Task.Run(() => making.Value, stop);
    }

    private static Outcome<ScenarioAnswer> Answer(IndexBuild whole, ScenarioQuestion question, RangeRun run, LeverSpec? levers, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var read = UncertaintyFile.Read(files);
        if (!read.IsDone(out var file)) return Outcome.Refused<ScenarioAnswer>(read.AllFindings);
        var prepared = Prepare(whole, question);
        if (!prepared.IsDone(out var whatIf)) return Outcome.Refused<ScenarioAnswer>(prepared.AllFindings);
        var faults = file.Spec.Check(whatIf.Build.Input, whatIf.Build.Recipe);
        if (faults.HasErrors()) return Outcome.Refused<ScenarioAnswer>(file.Locate(faults));
        var gains = MarginalGains.Of(whatIf).Gains;
        int declared = file.Spec.Draw.Scenarios, used = Math.Min(declared, Math.Max(Fewest, MostRuns / (1 + gains.Length * (1 + SmallestChange.TrialsOverScenarios))));
        var spec = file.Spec with { Node = whatIf.Node, Period = question.Period, Draw = file.Spec.Draw with { Scenarios = used, RankPrecision = null } };
        var on = new Parallelism(Environment.ProcessorCount);
        var steps = AdviceRobustness.OfEach(whatIf, [.. gains.Select(g => (IReadOnlyCollection<ChangedFigure>)[new ChangedFigure(g.Column, g.Value + g.Step)])], spec, on);
        if (!steps.IsDone(out var over)) return Outcome.Refused<ScenarioAnswer>(file.Locate(steps.AllFindings));
        double now = UncertaintyAnalysis.Scenarios(whatIf.Build.Input, whatIf.Build.Recipe, spec, on).OrThrow().ShareAtRank(whatIf.Row, question.Rank);
        var smallest = SmallestChange.Of(whatIf, new Goal.RankInScenarios(question.Rank, question.Share, spec), DeclaredLevers.Limits(levers), on);
        return Outcome.Done(new ScenarioAnswer(question, run, used, declared, now, smallest, [.. gains.Zip(over, (gain, o) => new StepOverScenarios(gain, o))]));
    }

    /// <summary>The unit in a build of its period alone where the other periods change nothing: scenarios are run over every row of the input.</summary>
    private static Outcome<WhatIf> Prepare(IndexBuild whole, ScenarioQuestion question)
    {
        var input = ScenarioRanges.InputOf(whole, question.Period);
        var build = ReferenceEquals(input, whole.Input) ? Outcome.Done(whole) : IndexBuild.Run(input, whole.Recipe);
        return build.IsDone(out var own) ? WhatIf.Prepare(own, new RowKey(question.Period, question.Unit)) : Outcome.Refused<WhatIf>(build.AllFindings);
    }

    private static IEnumerable<Finding> Faults(ScenarioQuestion question)
    {
        if (question.Rank < 1) yield return LeverFaults.Reach;
        if (!(question.Share > 0 && question.Share <= 1))
            yield return Finding.Error("levers.share", Place.Whole, new("情景比例须大于 0、不超过 100%。", "The share of scenarios must be above 0 and at most 100 %."), new("例如 80%。", "Such as 80 %."));
    }
}

/// <summary>What can be wrong with a goal.</summary>
internal static class LeverFaults
{
    public static Finding Reach => Finding.Error("levers.reach", Place.Whole, new("目标位次从 1 起。", "The rank to reach is at least 1."), new("请改正。", "Correct it."));
}
