using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>How firm the ranks of a build are in a period.</summary>
/// <param name="Build">The build.</param>
/// <param name="Period">The period.</param>
/// <param name="Run">The stored run that the scenarios repeat.</param>
/// <param name="Ranges">Every scenario: ranges, rank acceptabilities, who is above whom.</param>
/// <param name="Effects">Which factor moves a rank, on a base sample of <see cref="LoadRobustness.BaseSample"/>.</param>
public sealed record Robustness(IndexBuild Build, Period? Period, RangeRun Run, UncertaintyResult Ranges, SensitivityResult Effects)
{
    private readonly Dictionary<UnitCode, UnitRange> _units = Ranges.Units.ToDictionary(u => u.Row.Unit);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<UnitCode, OutputEffects> _effects = new();

    /// <summary>A unit's ranges; null when it is not in the period.</summary>
    public UnitRange? Of(UnitCode unit) => _units.GetValueOrDefault(unit);

    /// <summary>The effects on a unit's rank.</summary>
    public OutputEffects EffectsOn(UnitCode unit) => _effects.GetOrAdd(unit, u => Effects.Of(new SensitivityOutput.RankOf(new(Period, u))));

    /// <summary>The shares of scenarios in which a unit has rank 1, 2, …</summary>
    public ImmutableArray<double> Acceptabilities(UnitCode unit) => Ranges.Acceptabilities(Place(unit));

    /// <summary>The share of scenarios in which the first unit's score is above the second's.</summary>
    public double ShareAbove(UnitCode unit, UnitCode other) => Ranges.ShareAbove(Place(unit), Place(other));

    private int Place(UnitCode unit) => Ranges.Scenarios.PlaceOf(new RowKey(Period, unit));
}

/// <summary>
/// Repeats the scenarios of a build's stored ranges, which come out the same, and finds which factor moves the ranks. The last few are kept in memory; two who ask at once wait for one.
/// </summary>
public sealed class LoadRobustness(IDbContextFactory<CityDb> store, LoadBuild builds)
{
    /// <summary>The base sample of the sensitivity analysis; it makes so many scenarios for each factor and two more.</summary>
    public const int BaseSample = 256;
    private const int Kept = 6, Resamples = 200;
    private readonly Recent<Outcome<Robustness>> _recent = new(Kept);

    public async Task<Outcome<Robustness>> Run(Actor actor, BuildId id, Period? period, CancellationToken stop = default)
    {
        var loaded = await builds.Run(actor, id, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<Robustness>(loaded.AllFindings);
        await using var db = await store.CreateDbContextAsync(stop);
        var run = await db.RangeRuns.AsNoTracking().Where(r => r.Build == id).OrderByDescending(r => r.Edition).FirstOrDefaultAsync(stop);
        if (run is null) return Outcome.Refused<Robustness>(NotComputed(id));
        string key = $"{id}|{run.Edition}|{period}";
        if (_recent.Find(key) is { } there) return await Task.Run(() => there.Value, stop);
        var definition = await db.IndexDefinitions.AsNoTracking().Include(d => d.Files).SingleAsync(d => d.Index == run.Index && d.Edition == run.Edition, stop);
        var files = await BuildIndex.FilesOf(db, definition.Files.Select(f => (f.Name, f.FileHash)), stop);
        var making = _recent.Keep(key, () => Make(build, period, run, files));
        return await Task.Run(() => making.Value, stop);
    }

    private static Outcome<Robustness> Make(IndexBuild build, Period? period, RangeRun run, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var read = UncertaintyFile.Read(files);
        if (!read.IsDone(out var file)) return Outcome.Refused<Robustness>(read.AllFindings);
        var spec = file.Spec with { Node = null, Period = period };
        var on = new Parallelism(Environment.ProcessorCount);
        var input = ScenarioRanges.InputOf(build, period);
        var ran = UncertaintyAnalysis.Run(input, build.Recipe, spec, on);
        if (!ran.IsDone(out var ranges)) return Outcome.Refused<Robustness>(file.Locate(ran.AllFindings));
        var sample = spec with { Draw = spec.Draw with { Scenarios = Math.Min(BaseSample, spec.Draw.Scenarios), RankPrecision = null } };
        var analysed = SensitivityAnalysis.Run(input, build.Recipe, sample, new(EffectKinds.FirstAndTotal, Resamples), on);
        return analysed.IsDone(out var effects) ? Outcome.Done(new Robustness(build, period, run, ranges, effects)) : Outcome.Refused<Robustness>(file.Locate(analysed.AllFindings));
    }

    internal static Finding NotComputed(BuildId id) => Finding.Error("ranges.not-computed", Place.Whole,
        new($"测算批次 {id.Value[..12]} 没有位次区间：其指数没有声明哪些方面不确定。", $"The build {id.Value[..12]} has no ranges: nothing is declared uncertain of its index."),
        new("请在指数定义中加入 uncertainty.yaml（格式见 docs/guide/uncertainty.md），再测算一次。", "Add uncertainty.yaml to the index's definition (docs/guide/uncertainty.md has the format) and build it again."));
}
