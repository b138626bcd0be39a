using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>units.csv: <c>code,name_zh,name_en,ranked</c> and a column for each grouping.</summary>
internal static class UnitsFile
{
    public const string Name = "units.csv";

    private static readonly Dictionary<string, bool> YesNo = new(StringComparer.OrdinalIgnoreCase)
    { ["yes"] = true, ["no"] = false, ["true"] = true, ["false"] = false, ["1"] = true, ["0"] = false, ["是"] = true, ["否"] = false };

    public static (ImmutableArray<Unit> Units, ImmutableArray<string> Groups) Read(SourceTable table, FindingList findings)
    {
        var columns = new Columns(table, findings);
        int code = columns.Required("code"), zh = columns.Optional("name_zh"), en = columns.Optional("name_en"), ranked = columns.Optional("ranked");
        var groups = columns.Others().ToImmutableArray();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var units = ImmutableArray.CreateBuilder<Unit>();
        foreach (var row in table.Rows)
        {
            if (row.IsBlank || columns.Code(row, code, seen) is not { } unit) continue;
            var groupOf = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (int g in groups)
                if (Columns.Text(row, g) is { Length: > 0 } group) groupOf[table.Header[g]] = group;
            units.Add(new Unit(new UnitCode(unit), new Text(Columns.Text(row, zh), Columns.Text(row, en)), groupOf.ToImmutable(), columns.Word(row, ranked, YesNo, true))
            { Where = table.At(row, code) });
        }
        return (units.ToImmutable(), [.. groups.Select(g => table.Header[g])]);
    }

    public static byte[] Write(ImmutableArray<Unit> units)
    {
        var groups = units.SelectMany(u => u.Groups.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return CsvWriter.ToBytes(csv =>
        {
            csv.WriteAll(["code", "name_zh", "name_en", "ranked", .. groups]).EndRow();
            foreach (var unit in units)
            {
                csv.Write(unit.Code.Value).Write(unit.Name.Zh).Write(unit.Name.En).Write(unit.IsRanked ? "yes" : "no");
                csv.WriteAll(groups.Select(g => unit.Groups.GetValueOrDefault(g))).EndRow();
            }
        });
    }
}
