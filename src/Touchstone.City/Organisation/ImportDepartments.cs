using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Organisation;

/// <summary>Registers departments from <c>departments.csv</c>: <c>code,name_zh,name_en</c>. Known codes take the new names. All or nothing.</summary>
public sealed class ImportDepartments(IDbContextFactory<CityDb> store)
{
    public async Task<Outcome<ImportReceipt>> Run(Actor actor, ReceivedFile file, WriteMode mode, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<ImportReceipt>(not);
        var table = new ReferenceTable(file);
        var read = Read(table);
        if (table.Findings.HasErrors) return Outcome.Refused<ImportReceipt>(table.Findings.ToImmutable());

        await using var db = await store.CreateDbContextAsync(stop);
        var known = await db.Departments.ToDictionaryAsync(d => d.Code, stop);
        int added = 0, changed = 0;
        foreach (var department in read)
        {
            if (!known.TryGetValue(department.Code, out var there)) { db.Departments.Add(department); added++; continue; }
            (there.NameZh, there.NameEn) = (department.NameZh, department.NameEn);
            if (db.Entry(there).State == EntityState.Modified) changed++;
        }
        if (mode == WriteMode.Commit) await db.SaveChangesAsync(stop);
        return Outcome.Done(new ImportReceipt(mode, read.Count, added, changed, read.Count - added - changed), table.Findings.ToImmutable());
    }

    private static List<Department> Read(ReferenceTable table)
    {
        var c = table.Columns;
        int code = c.Required("code"), zh = c.Required("name_zh"), en = c.Required("name_en");
        c.RefuseOthers();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var read = new List<Department>();
        foreach (var row in table.Rows)
            if (c.Code(row, code, seen) is { } key)
                read.Add(new() { Code = key, NameZh = table.Required(row, zh), NameEn = table.Required(row, en) });
        return read;
    }
}
