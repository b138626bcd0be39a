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

/// <summary>Every rung on a day, in the order of its track; the firms are read once for all.</summary>
public sealed class GradientOverview(IDbContextFactory<CityDb> store, RulebookShelf rulebooks)
{
    public async Task<ImmutableArray<RungStanding>> Run(Actor actor, DateOnly day, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var book = await FirmFactBook.Load(db, day, null, stop);
        var standings = ImmutableArray.CreateBuilder<RungStanding>();
        foreach (var rung in Enum.GetValues<RungTrack>().SelectMany(t => Gradient.Of(t)))
        {
            var risk = await AtRisk.Of(db, rulebooks, book, rung, AtRisk.YearAhead, stop);
            standings.Add(new(rung, risk.Holders, risk.Firms.Length, NearTheLine.Of(rulebooks, book, rung).IsDone(out var near) ? near.Firms.CountBy(f => f.Nearness).ToImmutableDictionary() : null));
        }
        return standings.ToImmutable();
    }
}
