using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Organisation;

/// <summary>
/// Registers areas from <c>areas.csv</c>: <c>code,kind,name_zh,name_en,parent,innovation_city,batch,source[,overlaps]</c>. Known codes take the new content.
/// All or nothing.
/// </summary>
public sealed class ImportAreas(IDbContextFactory<CityDb> store)
{
    private static readonly Dictionary<string, AreaKind> Kinds = new(StringComparer.Ordinal)
    {
        ["province"] = AreaKind.Province,
        ["prefecture"] = AreaKind.Prefecture,
        ["county"] = AreaKind.County,
        ["zone"] = AreaKind.Zone,
    };
    private static readonly Dictionary<string, Designation> Designations = new(StringComparer.Ordinal)
    {
        ["yes"] = Designation.InnovationCity,
        ["no"] = Designation.None,
    };

    private sealed record Line(Area Area, Place Where, Place WhereParent, string[] Overlaps);

    public async Task<Outcome<ImportReceipt>> Run(Actor actor, ReceivedFile file, WriteMode mode, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<ImportReceipt>(not);
        var table = new ReferenceTable(file);
        var lines = Read(table);
        await using var db = await store.CreateDbContextAsync(stop);
        var known = await db.Areas.ToDictionaryAsync(a => a.Code, stop);
        CheckParents(table, lines, known);
        if (table.Findings.HasErrors) return Outcome.Refused<ImportReceipt>(table.Findings.ToImmutable());

        int added = 0, changed = 0;
        foreach (var line in lines)
        {
            if (!known.TryGetValue(line.Area.Code, out var area)) { db.Areas.Add(line.Area); added++; continue; }
            (area.Kind, area.NameZh, area.NameEn, area.Parent) = (line.Area.Kind, line.Area.NameZh, line.Area.NameEn, line.Area.Parent);
            (area.Designation, area.Batch, area.Source) = (line.Area.Designation, line.Area.Batch, line.Area.Source);
            if (db.Entry(area).State == EntityState.Modified) changed++;
        }
        await AddOverlaps(db, lines, stop);
        if (mode == WriteMode.Commit) await db.SaveChangesAsync(stop);
        return Outcome.Done(new ImportReceipt(mode, lines.Count, added, changed, lines.Count - added - changed), table.Findings.ToImmutable());
    }

    private static List<Line> Read(ReferenceTable table)
    {
        var c = table.Columns;
        int code = c.Required("code"), kind = c.Required("kind"), zh = c.Required("name_zh"), en = c.Required("name_en");
        int parent = c.Optional("parent"), innovation = c.Optional("innovation_city"), batch = c.Optional("batch"), source = c.Optional("source"), overlaps = c.Optional("overlaps");
        c.RefuseOthers();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = new List<Line>();
        foreach (var row in table.Rows)
        {
            if (c.Code(row, code, seen) is not { } key) continue;
            table.Required(row, kind);
            var area = new Area
            {
                Code = new(key),
                Kind = c.Word(row, kind, Kinds, AreaKind.County),
                NameZh = table.Required(row, zh),
                NameEn = table.Required(row, en),
                Parent = ReferenceTable.Optional(row, parent) is { } above ? new AreaCode(above) : null,
                Designation = c.Word(row, innovation, Designations, Designation.None),
                Batch = ReferenceTable.Optional(row, batch),
                Source = ReferenceTable.Optional(row, source),
            };
            lines.Add(new(area, table.Table.At(row, code), table.Table.At(row, parent),
                ReferenceTable.Text(row, overlaps).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        }
        return lines;
    }

    private static void CheckParents(ReferenceTable table, List<Line> lines, Dictionary<AreaCode, Area> known)
    {
        var parents = known.Values.ToDictionary(a => a.Code, a => a.Parent);
        foreach (var line in lines) parents[line.Area.Code] = line.Area.Parent;
        foreach (var line in lines)
        {
            if (line.Area.Parent is { } parent && !parents.ContainsKey(parent)) table.Findings.Add(ReferenceTable.UnknownArea(line.WhereParent, parent.Value));
            foreach (string overlap in line.Overlaps)
                if (!parents.ContainsKey(new(overlap))) table.Findings.Add(ReferenceTable.UnknownArea(line.Where, overlap));
            if (IsItsOwnAncestor(line.Area.Code, parents))
                table.Findings.Error("area.cycle", line.WhereParent,
                    new($"地区“{line.Area.Code}”的上级关系成环。", $"The areas above '{line.Area.Code}' lead back to it."), new("改正上级地区。", "Correct the parent."));
        }
    }

    private static bool IsItsOwnAncestor(AreaCode code, Dictionary<AreaCode, AreaCode?> parents)
    {
        var at = parents.GetValueOrDefault(code);
        for (int steps = 0; at is { } above && steps <= parents.Count; steps++)
        {
            if (above == code) return true;
            at = parents.GetValueOrDefault(above);
        }
        return false;
    }

    private static async Task AddOverlaps(CityDb db, List<Line> lines, CancellationToken stop)
    {
        var known = (await db.AreaOverlaps.AsNoTracking().ToListAsync(stop)).Select(o => (o.Zone, o.Division)).ToHashSet();
        foreach (var line in lines)
            foreach (string division in line.Overlaps)
                if (known.Add((line.Area.Code, new(division)))) db.AreaOverlaps.Add(new() { Zone = line.Area.Code, Division = new(division) });
    }
}
