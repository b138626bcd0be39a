using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>A register whose rows are found by name, pinyin, initials and code.</summary>
internal abstract class NamedRegister<TRow> : Register<TRow> where TRow : NamedRow, new()
{
    public override bool IsSearched => true;

    protected override async Task<IQueryable<TRow>> Searched(CityDb db, IQueryable<TRow> rows, string? text, CancellationToken stop) =>
        await NameSearch.Condition<TRow>(db, Code, text, stop) is { } condition ? rows.Where(condition) : rows;

    /// <summary>The field that holds a row's name.</summary>
    protected virtual string NameField => "name";

    /// <summary>In the order of names, rows whose name begins with a frequent text are one stretch of it; read from the beginning of all names, hundreds of thousands could stand before it.</summary>
    protected override async Task<List<long>> First(CityDb db, RegisterView view, int count, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(view.Search) || OrderOf(view) is not var (field, direction) || field.Code != NameField || await NameSearch.InTwoParts<TRow>(db, Code, view.Search, stop) is not var (begins, elsewhere))
            return await base.First(db, view, count, stop);
        var rows = await Filtered(db, Rows(db), view, stop);
        var named = rows.Where(begins).Select(r => new { r.Name, r.Id });
        var others = rows.Where(elsewhere).Select(r => new { r.Name, r.Id });
        return direction == SortDirection.Up
            ? await named.OrderBy(r => r.Name).ThenBy(r => r.Id).Take(count).Concat(others.OrderBy(r => r.Name).ThenBy(r => r.Id).Take(count)).OrderBy(r => r.Name).ThenBy(r => r.Id).Select(r => r.Id).Take(count).ToListAsync(stop)
            : await named.OrderByDescending(r => r.Name).ThenBy(r => r.Id).Take(count).Concat(others.OrderByDescending(r => r.Name).ThenBy(r => r.Id).Take(count)).OrderByDescending(r => r.Name).ThenBy(r => r.Id).Select(r => r.Id).Take(count).ToListAsync(stop);
    }

    internal override async Task<long> IndexNames(CityDb db, int rowsAtATime, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        long count = 0;
        for (long last = 0; ;)
        {
            var rows = await db.Set<TRow>().AsNoTracking().Where(r => r.Id > last).OrderBy(r => r.Id).Take(rowsAtATime).ToListAsync(stop);
            if (rows.Count == 0) break;
            await SearchedName.Index(db, Code, SearchedName.Pairs(rows), stop);
            (last, count) = (rows[^1].Id, count + rows.Count);
        }
        await transaction.CommitAsync(stop);
        return count;
    }
}
