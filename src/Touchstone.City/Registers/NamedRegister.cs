using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>A register whose rows are found by name, pinyin, initials and code.</summary>
internal abstract class NamedRegister<TRow> : Register<TRow> where TRow : NamedRow, new()
{
    public override bool IsSearched => true;

    protected override async Task<IQueryable<TRow>> Searched(CityDb db, IQueryable<TRow> rows, string? text, CancellationToken stop) =>
        await NameSearch.Condition<TRow>(db, Code, text, stop) is { } condition ? rows.Where(condition) : rows;

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
