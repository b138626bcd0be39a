using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>
/// A build with every step, made again by the engine from the stored input and checked against its identity. The last few are kept in memory.
/// </summary>
public sealed class LoadBuild(IDbContextFactory<CityDb> store)
{
    private const int Kept = 8;
    private readonly Lock _lock = new();
    private readonly LinkedList<IndexBuild> _recent = [];

    public async Task<Outcome<IndexBuild>> Run(Actor actor, BuildId id, CancellationToken stop = default)
    {
        if (Recall(id) is { } recent) return Outcome.Done(recent);
        await using var db = await store.CreateDbContextAsync(stop);
        if (await db.Builds.AsNoTracking().Include(b => b.Files).SingleOrDefaultAsync(b => b.Id == id, stop) is not { } stored) return Outcome.Refused<IndexBuild>(Unknown(id));
        if (stored.MethodsVersion != Methods.Version) return Outcome.Refused<IndexBuild>(OtherMethods(stored));
        var folder = IndexFolder.Read(await BuildIndex.FilesOf(db, stored.Files.Select(f => (f.Name, f.FileHash)), stop));
        if (!folder.IsDone(out var index)) return Outcome.Refused<IndexBuild>(folder.AllFindings);
        var run = IndexBuild.Run(index.Input, index.Recipe, null, stop);
        if (!run.IsDone(out var build)) return Outcome.Refused<IndexBuild>(run.AllFindings);
        if (build.Id != id) throw new InvalidOperationException($"The stored input of build {id} gives build {build.Id}: the store was changed from outside, or an engine change did not raise the methods version.");
        Remember(build);
        return Outcome.Done(build);
    }

    /// <summary>Keeps a build in memory, and lets go of the one not asked for longest.</summary>
    internal void Remember(IndexBuild build)
    {
        lock (_lock)
        {
            if (_recent.FirstOrDefault(b => b.Id == build.Id) is { } there) _recent.Remove(there);
            _recent.AddFirst(build);
            if (_recent.Count > Kept) _recent.RemoveLast();
        }
    }

    private IndexBuild? Recall(BuildId id)
    {
        lock (_lock)
        {
            if (_recent.FirstOrDefault(b => b.Id == id) is not { } build) return null;
            _recent.Remove(build);
            _recent.AddFirst(build);
            return build;
        }
    }

    private static Finding Unknown(BuildId id) => Finding.Error("build.unknown", Place.Whole,
        new($"没有编号为“{id}”的测算批次。", $"There is no build '{id}'."), new("从测算批次列表中选择。", "Choose one from the list of builds."));

    private static Finding OtherMethods(StoredBuild stored) => Finding.Error("build.other-methods", Place.Whole,
        new($"该测算批次用方法版本 {stored.MethodsVersion} 测算，本程序为 {Methods.Version}，不能逐步展开；已存的得分不变。", $"This build was made with methods {stored.MethodsVersion}; this program has {Methods.Version} and cannot show its steps. Its stored scores stand."),
        new("用当时的程序版本查看，或重新测算。", "Use the program of that version, or build the index again."));
}
