using Microsoft.EntityFrameworkCore;
using Touchstone.City.Indices;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Decision;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Levers;

/// <summary>What the latest edition of a build's index declares of its levers.</summary>
internal static class DeclaredLevers
{
    /// <summary>Null when nothing is declared.</summary>
    public static async Task<Outcome<LeverSpec?>> Read(CityDb db, BuildId build, CancellationToken stop)
    {
        string index = await db.Builds.AsNoTracking().Where(b => b.Id == build).Select(b => b.Index).SingleAsync(stop);
        var definition = await db.IndexDefinitions.AsNoTracking().Include(d => d.Files).Where(d => d.Index == index).OrderByDescending(d => d.Edition).FirstAsync(stop);
        return LeversFile.Read(await BuildIndex.FilesOf(db, definition.Files.Select(f => (f.Name, f.FileHash)), stop));
    }

    /// <summary>How far the figures can go that state a limit; null = as far as anyone has come.</summary>
    public static IReadOnlyDictionary<IndicatorCode, double>? Limits(LeverSpec? spec) => spec?.Levers.Where(l => l.Limit is not null).ToDictionary(l => l.Column, l => l.Limit!.Value);
}
