using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>The facts of every firm that is there on a day and has figures of the year before, as a rulebook asks for them, under the firm's name: what a change of the rule is tried on.</summary>
public sealed class ReadFirmFacts(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<FirmFacts>> Run(Actor actor, Rulebook rulebook, DateOnly day, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var book = await FirmFactBook.Load(db, day, null, stop);
        return [.. book.Firms.Where(f => book.HasFigures(f.Id)).Select(f => book.Facts(f.Id, rulebook) with { Firm = f.Name })];
    }
}
