using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>One rung on a day: who stands on it, who may lose it, who is near it.</summary>
/// <param name="Holders">Firms that hold it.</param>
/// <param name="AtRisk">Of those, firms that may lose it within a year.</param>
/// <param name="Near">Firms near it, by how near; null: no rulebook assesses it that day.</param>
public sealed record RungStanding(Rung Rung, int Holders, int AtRisk, ImmutableDictionary<Nearness, int>? Near)
{
    public Text Name => Rungs.NameOf(Rung);
}

/// <summary>
/// Every rung on a day, in the order of its track, from the rows as known on a day. The firms that hold a recognition or whose figures are known are read once for all rungs, and again only when a row
/// of any register has changed since; as known on a day, all versions are.
/// </summary>
public sealed class GradientOverview(IDbContextFactory<CityDb> store, RulebookShelf rulebooks, TimeProvider clock)
{
    private const int Remembered = 4;
    private ImmutableList<Counted> _counted = [];

    public async Task<ImmutableArray<RungStanding>> Run(Actor actor, DateOnly day, AsKnownOn known, CancellationToken stop = default)
    {
        var until = known.Until(clock);
        await using var db = await store.CreateDbContextAsync(stop);
        // Versions are numbered in the order of their recording: the last one that counts says which rows are seen.
        var versions = db.Set<RowVersion>().OrderByDescending(v => v.Id).AsQueryable();
        if (!until.IsNow) versions = versions.Where(v => v.RecordedAt <= until.Recorded);
        long version = await versions.Select(v => v.Id).FirstOrDefaultAsync(stop);
        if (_counted.Find(c => c.Day == day && c.Version == version) is { } there) return there.Standings;
        var standings = until.IsNow ? Count(await FirmFactBook.LoadConcerned(db, day, stop), await MissingReports.Of(db, day, stop))
            : Count(await FirmFactBook.LoadKnown(db, day, until, stop), await MissingReports.Known(db, day, until, stop));
        _counted = [new(day, version, standings), .. _counted.Take(Remembered - 1)];
        return standings;
    }

    private ImmutableArray<RungStanding> Count(FirmFactBook book, MissingReports reports)
    {
        var standings = ImmutableArray.CreateBuilder<RungStanding>();
        foreach (var rung in Enum.GetValues<RungTrack>().SelectMany(t => Gradient.Of(t)))
        {
            var risk = AtRisk.Of(rulebooks, book, reports, rung, AtRisk.YearAhead);
            standings.Add(new(rung, risk.Holders, risk.Firms.Length, NearTheLine.Of(rulebooks, book, rung).IsDone(out var near) ? near.Firms.CountBy(f => f.Nearness).ToImmutableDictionary() : null));
        }
        return standings.ToImmutable();
    }

    /// <summary>What was counted, of which day, when the last row version of the store was this one.</summary>
    private sealed record Counted(DateOnly Day, long Version, ImmutableArray<RungStanding> Standings);
}
