using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
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

/// <summary>Every rung on a day, in the order of its track; the firms are read once for all, and again only when a row of any register has changed since.</summary>
public sealed class GradientOverview(IDbContextFactory<CityDb> store, RulebookShelf rulebooks)
{
    private Counted? _last;

    public async Task<ImmutableArray<RungStanding>> Run(Actor actor, DateOnly day, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        long version = await db.Set<RowVersion>().MaxAsync(v => (long?)v.Id, stop) ?? 0;
        if (_last is { } last && last.Day == day && last.Version == version) return last.Standings;
        var standings = await Count(db, day, stop);
        _last = new(day, version, standings);
        return standings;
    }

    private async Task<ImmutableArray<RungStanding>> Count(CityDb db, DateOnly day, CancellationToken stop)
    {
        var book = await FirmFactBook.Load(db, day, null, stop);
        var standings = ImmutableArray.CreateBuilder<RungStanding>();
        foreach (var rung in Enum.GetValues<RungTrack>().SelectMany(t => Gradient.Of(t)))
        {
            var risk = await AtRisk.Of(db, rulebooks, book, rung, AtRisk.YearAhead, stop);
            standings.Add(new(rung, risk.Holders, risk.Firms.Length, NearTheLine.Of(rulebooks, book, rung).IsDone(out var near) ? near.Firms.CountBy(f => f.Nearness).ToImmutableDictionary() : null));
        }
        return standings.ToImmutable();
    }

    /// <summary>What was counted, of which day, when the last row version of the store was this one.</summary>
    private sealed record Counted(DateOnly Day, long Version, ImmutableArray<RungStanding> Standings);
}
