using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>A page of a register, as a view asks for it. Personal fields are masked. As known on a day it is made from all versions, and slower.</summary>
public sealed class ListRows(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    public async Task<Outcome<RegisterPage>> Run(Actor actor, RegisterView view, CancellationToken stop = default)
    {
        if (registers.Find(view.Register) is not { } register) return Outcome.Refused<RegisterPage>(registers.Unknown(view.Register));
        await using var db = await store.CreateDbContextAsync(stop);
        var until = view.Known.Until(clock);
        return Outcome.Done(until.IsNow ? await register.List(db, view, stop) : await register.KnownPage(db, view, until, stop));
    }
}

/// <summary>One row with all its fields; null when there is none of that number. Personal fields are masked.</summary>
public sealed class ShowRow(IDbContextFactory<CityDb> store, RegisterBook registers)
{
    public async Task<RegisterLine?> Run(Actor actor, string register, long row, CancellationToken stop = default)
    {
        if (registers.Find(register) is not { } found) return null;
        await using var db = await store.CreateDbContextAsync(stop);
        return await found.Row(db, row, stop);
    }
}

/// <summary>A row that a search found.</summary>
public sealed record FoundRow(string Register, long Id, string Key, string Name);

/// <summary>Rows of every searched register by name, pinyin, initials or code: for the search box. A bounded number of each register.</summary>
public sealed class FindRows(IDbContextFactory<CityDb> store, RegisterBook registers)
{
    public async Task<ImmutableArray<FoundRow>> Run(Actor actor, string text, int most = 20, CancellationToken stop = default)
    {
        var found = ImmutableArray.CreateBuilder<FoundRow>();
        await using var db = await store.CreateDbContextAsync(stop);
        foreach (var register in registers.All.Where(r => r.IsSearched))
        {
            var page = await register.List(db, new(register.Code) { Search = text, Size = most }, stop);
            var labels = await register.Labels(db, [.. page.Rows.Select(r => r.Id)], stop);
            foreach (var row in page.Rows) found.Add(new(register.Code, row.Id, row.Key, labels[row.Id].Name));
        }
        return found.ToImmutable();
    }
}
