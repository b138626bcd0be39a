using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Files;

namespace Touchstone.Web.Reading;

/// <summary>
/// Builds as the engine holds them, for pages. A build is immutable under its identity, so one read is right for ever; the few used last are kept.
/// </summary>
internal sealed class BuildShelf(IDbContextFactory<CityDb> store)
{
    private const int Most = 8;
    private readonly ConcurrentDictionary<BuildId, Lazy<Task<IndexBuild>>> _builds = new();

    public Task<IndexBuild> Take(BuildId id)
    {
        if (_builds.Count > Most) _builds.Clear();
        return _builds.GetOrAdd(id, wanted => new(() => Run(wanted))).Value;
    }

    private async Task<IndexBuild> Run(BuildId id)
    {
        await using var db = await store.CreateDbContextAsync();
        var names = await db.Builds.AsNoTracking().Where(b => b.Id == id).SelectMany(b => b.Files).ToListAsync();
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in names) files[file.Name] = (await db.Files.AsNoTracking().SingleAsync(f => f.Hash == file.FileHash)).Bytes;
        var folder = IndexFolder.Read(files).OrThrow();
        return IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
    }
}
