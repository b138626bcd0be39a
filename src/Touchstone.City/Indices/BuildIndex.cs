using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>What is to be built.</summary>
/// <param name="Index">The index's short name.</param>
/// <param name="Periods">The periods; none = those of the index's latest build.</param>
/// <param name="Known">As known on which day.</param>
/// <param name="Edition">Which edition of the definition; null = the latest.</param>
/// <param name="Mode">Tried or carried out.</param>
public sealed record BuildRequest(string Index, ImmutableArray<Period> Periods, AsKnownOn Known, long? Edition = null, WriteMode Mode = WriteMode.Commit);

/// <summary>
/// Builds an index from the observations as known on a day: fills the cells, each with the observation it came from, runs the engine, and stores the build
/// under the engine's identity, with the ranges of its ranks over the scenarios that the definition declares. The same identity is not stored twice; its ranges are
/// computed anew when a later edition declares other scenarios.
/// </summary>
public sealed class BuildIndex(IDbContextFactory<CityDb> store, TimeProvider clock, LoadBuild builds)
{
    public async Task<Outcome<StoredBuild>> Run(Actor actor, BuildRequest request, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<StoredBuild>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        if (await Definition(db, request, stop) is not { } definition) return Outcome.Refused<StoredBuild>(UnknownIndex(request));
        var periods = request.Periods.IsDefaultOrEmpty ? await PeriodsOfLatest(db, request.Index, stop) : request.Periods;
        if (periods.IsEmpty) return Outcome.Refused<StoredBuild>(NoPeriods(request.Index));
        var files = await FilesOf(db, definition.Files.Select(f => (f.Name, f.FileHash)), stop);
        var read = IndexFolder.ReadDesign(files);
        if (!read.IsDone(out var design)) return Outcome.Refused<StoredBuild>(read.AllFindings);

        var filled = await FilledCells.Load(db, design, [.. periods.Distinct().Order()], request.Known.Until(clock), stop);
        var table = DataTable.Create(filled.Rows, filled.Columns, filled.Cells);
        if (!table.IsDone(out var data)) return Outcome.Refused<StoredBuild>(table.AllFindings);
        var run = IndexBuild.Run(new(design.Framework, design.Units, data), design.Recipe, null, stop);
        if (!run.IsDone(out var build)) return Outcome.Refused<StoredBuild>(run.AllFindings);
        builds.Remember(build);
        var (ranges, told) = request.Mode == WriteMode.DryRun ? (null, []) : ScenarioRanges.Of(build, files, stop);
        ImmutableArray<Finding> findings = [.. run.AllFindings, .. told];

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var writing = new BuildWriting(db, stop);
        if (await db.Builds.AsNoTracking().Include(b => b.Files).SingleOrDefaultAsync(b => b.Id == build.Id, stop) is { } same)
        {
            if (ranges is not null) await writing.Write(ranges, ranges.Describe(same, definition, actor.Id, clock.Moment()));
            await transaction.CommitAsync(stop);
            return Outcome.Done(same, [.. findings, SameBuild(same)]);
        }
        var stored = Describe(actor, request, definition, filled, build);
        if (request.Mode == WriteMode.DryRun) return Outcome.Done(stored, findings);
        await writing.Write(stored, build, filled);
        if (ranges is not null) await writing.Write(ranges, ranges.Describe(stored, definition, actor.Id, stored.CreatedAt));
        await transaction.CommitAsync(stop);
        return Outcome.Done(stored, findings);
    }

    private static Task<IndexDefinition?> Definition(CityDb db, BuildRequest request, CancellationToken stop) => db.IndexDefinitions.AsNoTracking().Include(d => d.Files)
        .Where(d => d.Index == request.Index && (request.Edition == null || d.Edition == request.Edition)).OrderByDescending(d => d.Edition).FirstOrDefaultAsync(stop);

    private static async Task<ImmutableArray<Period>> PeriodsOfLatest(CityDb db, string index, CancellationToken stop) =>
        await db.Builds.AsNoTracking().Where(b => b.Index == index).OrderByDescending(b => b.CreatedAt).FirstOrDefaultAsync(stop) is { } latest ? [.. latest.PeriodList] : [];

    internal static async Task<Dictionary<string, ReadOnlyMemory<byte>>> FilesOf(CityDb db, IEnumerable<(string Name, string Hash)> files, CancellationToken stop)
    {
        var wanted = files.ToList();
        var hashes = wanted.Select(f => f.Hash).Distinct().ToList();
        var bytes = await db.Files.AsNoTracking().Where(f => hashes.Contains(f.Hash)).ToDictionaryAsync(f => f.Hash, f => f.Bytes, stop);
        return wanted.ToDictionary(f => f.Name, f => (ReadOnlyMemory<byte>)bytes[f.Hash], StringComparer.Ordinal);
    }

    private StoredBuild Describe(Actor actor, BuildRequest request, IndexDefinition definition, FilledCells filled, IndexBuild build)
    {
        var now = clock.Moment();
        return new()
        {
            Id = build.Id,
            Index = definition.Index,
            Edition = definition.Edition,
            KnownOn = request.Known.Day,
            KnownUntil = request.Known.Day is { } day && Moments.EndOf(day) < now ? Moments.EndOf(day) : now,
            CreatedAt = now,
            Actor = actor.Id,
            Periods = string.Join(';', filled.Rows.Select(r => r.Period!.Value).Distinct()),
            MethodsVersion = Methods.Version,
            FrameId = build.Frame.Id,
            Units = build.Input.Units.Length,
            RankedUnits = build.Scores.Rows.Where((_, i) => build.Scores.Statuses[i] == RowStatus.Ranked).Select(r => r.Unit).Distinct().Count(),
            Indicators = build.Scores.Nodes.Count(n => n.Kind == NodeKind.Indicator),
            Cells = filled.Cells.Count(c => c.Value is not null),
            CellsWanted = (long)filled.Rows.Length * filled.Columns.Length,
        };
    }

    private static Finding UnknownIndex(BuildRequest request) => Finding.Error("index.unknown", Place.Whole,
        new($"没有名为“{request.Index}”的指数（或没有此版次）。", $"There is no index named '{request.Index}' (or no such edition of it)."),
        new("先登记指数，或改正名称。", "Register the index first, or correct the name."));

    private static Finding NoPeriods(string index) => Finding.Error("index.no-periods", Place.Whole,
        new($"指数“{index}”尚未测算过，请指明时期。", $"'{index}' was never built; say for which periods."),
        new("例如 2020;2021。", "For example 2020;2021."));

    private static Finding SameBuild(StoredBuild same) => Finding.Info("build.same", Place.Whole,
        new($"数据、方案和方法版本都与 {same.CreatedAt + Moments.CityOffset:yyyy-MM-dd HH:mm} 的测算批次相同，未另存。", $"Data, recipe and methods are those of the build of {same.CreatedAt:yyyy-MM-dd HH:mm} UTC; it was not stored again."),
        new("无需处理。", "Nothing to do."));
}
