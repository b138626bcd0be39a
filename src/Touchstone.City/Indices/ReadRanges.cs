using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>The ranges of a build: the run, and each unit's row by period and unit.</summary>
/// <param name="Run">How they were computed.</param>
/// <param name="Rows">The rows, sorted by period and unit.</param>
public sealed record BuildRanges(RangeRun Run, ImmutableArray<RankRange> Rows)
{
    private readonly Dictionary<(string, UnitCode), RankRange> _rows = Rows.ToDictionary(r => (r.Period, r.Unit));

    /// <summary>The row of a unit in a period; null when there is none.</summary>
    public RankRange? Of(Period? period, UnitCode unit) => _rows.GetValueOrDefault((period?.ToString() ?? "", unit));
}

/// <summary>The latest ranges of a build; null when none were computed.</summary>
public sealed class ReadRanges(IDbContextFactory<CityDb> store)
{
    public async Task<BuildRanges?> Run(Actor actor, BuildId build, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        if (await db.RangeRuns.AsNoTracking().Where(r => r.Build == build).OrderByDescending(r => r.Edition).FirstOrDefaultAsync(stop) is not { } run) return null;
        return new(run, [.. await db.RankRanges.AsNoTracking().Where(r => r.Build == build && r.Edition == run.Edition).OrderBy(r => r.Period).ThenBy(r => r.Unit).ToListAsync(stop)]);
    }
}
