using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>Rows to tables: the rows, their versions, the names they are found by. Within the transaction that is open.</summary>
internal abstract partial class Register<TRow>
{
    internal override async Task Write(CityDb db, ImportChecked checkedRows, Entry entry, CancellationToken stop)
    {
        var typed = (ImportChecked<TRow>)checkedRows;
        await Write(db, typed.Writes, entry, stop);
        if (typed.Doubtful.Count > 0) await SetAside(db, typed.Doubtful, entry, stop);
    }

    internal async Task Write(CityDb db, IReadOnlyList<RowWrite<TRow>> writes, Entry entry, CancellationToken stop)
    {
        if (writes.Count == 0) return;
        await Number(db, writes, stop);
        foreach (var write in writes) write.Row.RecordedAt = entry.Moment;
        await BeforeWrite(db, writes, entry, stop);
        var numbers = await LastNumbers(db, [.. writes.Where(w => w.Before is not null).Select(w => w.Row.Id)], stop);
        var fresh = writes.Where(w => w.Before is null).Select(w => w.Row).ToList();
        // One processor writes; on the other rows, then versions, then pairs are made, without waiting until they are needed.
        await using var rows = new MadeAhead<TRow>(fresh.Select(Found), Task.CompletedTask);
        await using var versions = new MadeAhead<RowVersion>(writes.Select(w => VersionOf(w, entry, numbers.GetValueOrDefault(w.Row.Id) + 1)), rows.Made);
        await BulkRows.Insert(db, rows, fresh.Count, stop);
        foreach (var batch in writes.Where(w => w.Before is not null).Chunk(1000))
        {
            db.UpdateRange(batch.Select(w => Found(w.Row)));
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
        }
        var pairs = IsSearched ? Task.Run(() => SearchedName.Pairs(writes.Select(w => (NamedRow)(RegisterRow)w.Row)), stop) : null;
        await BulkRows.Insert(db, versions, writes.Count, stop);
        if (pairs is not null) await SearchedName.Index(db, Code, await pairs, stop);
        await AfterWrite(db, writes, entry, stop);
    }

    /// <summary>The row with what it is found by.</summary>
    private TRow Found(TRow row)
    {
        if (IsSearched) SearchedName.Fill((NamedRow)(RegisterRow)row, Names(row));
        return row;
    }

    /// <summary>The names a row is found by; the present one first.</summary>
    protected virtual IEnumerable<string> Names(TRow row) => row is NamedRow named ? [named.Name] : [];

    private async Task Number(CityDb db, IReadOnlyList<RowWrite<TRow>> writes, CancellationToken stop)
    {
        int count = writes.Count(w => w.Before is null);
        if (count == 0) return;
        var numbers = await db.Set<RowNumbers>().SingleOrDefaultAsync(n => n.Register == Code, stop);
        if (numbers is null) db.Add(numbers = new() { Register = Code, Next = 1 });
        long next = numbers.Next;
        numbers.Next += count;
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        foreach (var write in writes)
            if (write.Before is null) write.Row.Id = next++;
    }

    private async Task<Dictionary<long, long>> LastNumbers(CityDb db, long[] rows, CancellationToken stop)
    {
        var last = new Dictionary<long, long>();
        foreach (var chunk in rows.Chunk(1000).Select(c => c.ToList()))
            foreach (var row in await db.Set<RowVersion>().AsNoTracking().Where(v => v.Register == Code && EF.Parameter(chunk).Contains(v.Row)).GroupBy(v => v.Row).Select(g => new { Row = g.Key, Last = g.Max(v => v.Number) }).ToListAsync(stop))
                last[row.Row] = row.Last;
        return last;
    }

    private RowVersion VersionOf(RowWrite<TRow> write, Entry entry, long number) => new()
    {
        Register = Code,
        Row = write.Row.Id,
        Number = number,
        Change = write.Change,
        ValidFrom = write.ValidFrom ?? entry.ValidFrom,
        RecordedAt = entry.Moment,
        Actor = entry.Actor.Id,
        FileHash = entry.FileHash,
        File = entry.File,
        Sheet = entry.Sheet,
        FileRow = write.FileRow,
        Citation = write.Citation ?? entry.Citation,
        Tier = entry.Tier,
        Note = entry.Note,
        Values = ValuesAsJson(write.Row),
    };
}
