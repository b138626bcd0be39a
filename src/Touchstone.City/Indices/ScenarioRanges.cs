using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>The ranges of a build, period by period, computed from what its definition declares uncertain.</summary>
internal sealed record ScenarioRanges(UncertaintySpec Spec, ImmutableArray<UncertaintyResult> Periods, ImmutableArray<Finding> Findings)
{
    /// <summary>
    /// Null when nothing is declared. A declaration that cannot be run on these data leaves the build without ranges, and its findings say why: a build never fails for want of ranges.
    /// </summary>
    public static (ScenarioRanges? Ranges, ImmutableArray<Finding> Findings) Of(IndexBuild build, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CancellationToken stop)
    {
        if (!files.ContainsKey(UncertaintyFile.Name)) return (null, []);
        var read = UncertaintyFile.Read(files);
        if (!read.IsDone(out var file)) return (null, AsWarnings(read.AllFindings));
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var results = ImmutableArray.CreateBuilder<UncertaintyResult>();
        foreach (var period in PeriodsOf(build))
        {
            var run = UncertaintyAnalysis.Run(InputOf(build, period), build.Recipe, file.Spec with { Node = null, Period = period }, new(Environment.ProcessorCount, stop));
            findings.AddRange(AsWarnings(file.Locate(run.AllFindings)));
            if (run.IsDone(out var result)) results.Add(result);
        }
        ImmutableArray<Finding> told = [.. findings.Distinct()];
        return (results.Count == 0 ? null : new ScenarioRanges(file.Spec, results.ToImmutable(), told), told);
    }

    /// <summary>The run and its rows as they are stored.</summary>
    public RangeRun Describe(StoredBuild build, IndexDefinition definition, string actor, DateTime now) => new()
    {
        Build = build.Id,
        Index = definition.Index,
        Edition = definition.Edition,
        ComputedAt = now,
        Actor = actor,
        Scenarios = Periods.Max(p => p.Scenarios.Count),
        Seed = (long)Spec.Draw.Seed,
        Level = Spec.Level,
        RankError = Periods.Max(p => p.Convergence[^1].RankError),
    };

    public IEnumerable<RankRange> Rows(RangeRun run) => Periods.SelectMany(p => p.Units).Select(unit => new RankRange
    {
        Build = run.Build,
        Edition = run.Edition,
        Period = unit.Row.Period?.ToString() ?? "",
        Unit = unit.Row.Unit,
        Low = unit.Ranks?.Low,
        Median = unit.Ranks?.Median,
        High = unit.Ranks?.High,
        MethodLow = unit.RanksByMethod?.Low,
        MethodHigh = unit.RanksByMethod?.High,
        DataLow = unit.RanksByData?.Low,
        DataHigh = unit.RanksByData?.High,
        ScoreLow = unit.Scores?.Low,
        ScoreMedian = unit.Scores?.Median,
        ScoreHigh = unit.Scores?.High,
        ScenariosRanked = unit.ScenariosRanked,
    });

    /// <summary>The input of a period's scenarios. Where each period is its own frame and nothing is filled from another, the others' rows change nothing and would only be computed.</summary>
    public static IndexInput InputOf(IndexBuild build, Period? period)
    {
        if (build.Recipe.Frame is not FrameRule.PerPeriod || build.Recipe.Steps.Any(s => s is Impute)) return build.Input;
        var data = build.Input.Data;
        int[] rows = [.. Enumerable.Range(0, data.Rows.Length).Where(r => Nullable.Equals(data.Rows[r].Period, period))];
        var cells = data.Columns.SelectMany(c => rows.Select(r => new Cell(data.Rows[r], c.Code, c[r], c.MarksAt(r), Place.Whole)));
        return build.Input with { Data = DataTable.Create(rows.Select(r => data.Rows[r]), data.Columns.Select(c => c.Code), cells).OrThrow() };
    }

    private static IEnumerable<Period?> PeriodsOf(IndexBuild build) => build.Scores.Rows.Select(r => r.Period).Distinct();

    private static ImmutableArray<Finding> AsWarnings(IEnumerable<Finding> findings) => [.. findings.Select(f => f.Severity == Severity.Error ? f with { Severity = Severity.Warning } : f)];
}
