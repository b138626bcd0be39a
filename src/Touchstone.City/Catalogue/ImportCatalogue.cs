using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Catalogue;

/// <summary>
/// Registers indicators from <c>catalogue.csv</c>: <c>code,name_zh,name_en,unit_zh,unit_en,direction,definition_zh,definition_en,formula,source_zh,source_en,department,
/// legal_basis,mark,frequency,version,valid_from[,release_days]</c>. A version once registered is never changed: another content under the same version is refused. All or nothing.
/// </summary>
public sealed class ImportCatalogue(IDbContextFactory<CityDb> store)
{
    private static readonly Dictionary<string, Direction> Directions = new(StringComparer.Ordinal)
    {
        ["+"] = Direction.HigherIsBetter,
        ["-"] = Direction.LowerIsBetter,
        ["0"] = Direction.Neutral,
    };
    private static readonly Dictionary<string, CatalogueMark> Marks = new(StringComparer.Ordinal)
    {
        ["V"] = CatalogueMark.Verified,
        ["V2"] = CatalogueMark.SecondHand,
        ["M"] = CatalogueMark.Memory,
        ["?"] = CatalogueMark.Unknown,
        ["D"] = CatalogueMark.Ours,
    };
    private static readonly Dictionary<string, Frequency> Frequencies = new(StringComparer.Ordinal)
    {
        ["annual"] = Frequency.Annual,
        ["half-year"] = Frequency.HalfYear,
        ["quarterly"] = Frequency.Quarterly,
        ["monthly"] = Frequency.Monthly,
        ["instant"] = Frequency.Instant,
        ["year-to-date"] = Frequency.YearToDate,
    };

    public async Task<Outcome<ImportReceipt>> Run(Actor actor, ReceivedFile file, WriteMode mode, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<ImportReceipt>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        var departments = await db.Departments.Select(d => d.Code).ToHashSetAsync(stop);
        var known = await db.Indicators.AsNoTracking().ToDictionaryAsync(i => (i.Code, i.Edition), stop);
        var starts = known.Values.ToDictionary(i => (i.Code, i.ValidFrom), i => i.Edition);
        var table = new ReferenceTable(file);
        int rows = 0, added = 0;
        foreach (var (indicator, where) in Read(table, departments))
        {
            rows++;
            if (known.TryGetValue((indicator.Code, indicator.Edition), out var there))
            {
                if (!SameContent(there, indicator)) table.Findings.Add(Changed(where, indicator));
            }
            else if (!starts.TryAdd((indicator.Code, indicator.ValidFrom), indicator.Edition)) table.Findings.Add(SameDay(where, indicator));
            else
            {
                known.Add((indicator.Code, indicator.Edition), indicator);
                db.Indicators.Add(indicator);
                added++;
            }
        }
        if (table.Findings.HasErrors) return Outcome.Refused<ImportReceipt>(table.Findings.ToImmutable());
        if (mode == WriteMode.Commit) await db.SaveChangesAsync(stop);
        return Outcome.Done(new ImportReceipt(mode, rows, added, 0, rows - added), table.Findings.ToImmutable());
    }

    private static bool SameContent(IndicatorVersion a, IndicatorVersion b) =>
        (a.ValidFrom, a.NameZh, a.NameEn, a.UnitZh, a.UnitEn, a.Direction, a.DefinitionZh) == (b.ValidFrom, b.NameZh, b.NameEn, b.UnitZh, b.UnitEn, b.Direction, b.DefinitionZh)
        && (a.DefinitionEn, a.Formula, a.SourceZh, a.SourceEn, a.Department, a.LegalBasis, a.Mark) == (b.DefinitionEn, b.Formula, b.SourceZh, b.SourceEn, b.Department, b.LegalBasis, b.Mark)
        && (a.Frequency, a.ReleaseDays) == (b.Frequency, b.ReleaseDays);

    private static List<(IndicatorVersion, Place)> Read(ReferenceTable table, HashSet<string> departments)
    {
        var c = table.Columns;
        int code = c.Required("code"), zh = c.Required("name_zh"), en = c.Required("name_en"), unitZh = c.Required("unit_zh"), unitEn = c.Required("unit_en");
        int direction = c.Required("direction"), definitionZh = c.Optional("definition_zh"), definitionEn = c.Optional("definition_en"), formula = c.Optional("formula");
        int sourceZh = c.Optional("source_zh"), sourceEn = c.Optional("source_en"), department = c.Optional("department"), basis = c.Optional("legal_basis");
        int mark = c.Required("mark"), frequency = c.Required("frequency"), edition = c.Required("version"), from = c.Required("valid_from"), release = c.Optional("release_days");
        c.RefuseOthers();
        var read = new List<(IndicatorVersion, Place)>();
        foreach (var row in table.Rows)
        {
            string? owner = ReferenceTable.Optional(row, department);
            if (owner is not null && !departments.Contains(owner)) table.Findings.Add(ReferenceTable.UnknownDepartment(table.Table.At(row, department), owner));
            foreach (int needed in (int[])[direction, mark, frequency]) table.Required(row, needed);
            read.Add((new IndicatorVersion
            {
                Code = new(table.Required(row, code)),
                Edition = table.Required(row, edition),
                ValidFrom = table.RequiredDate(row, from),
                NameZh = table.Required(row, zh),
                NameEn = table.Required(row, en),
                UnitZh = table.Required(row, unitZh),
                UnitEn = table.Required(row, unitEn),
                Direction = c.Word(row, direction, Directions, Direction.Neutral),
                DefinitionZh = ReferenceTable.Optional(row, definitionZh),
                DefinitionEn = ReferenceTable.Optional(row, definitionEn),
                Formula = ReferenceTable.Optional(row, formula),
                SourceZh = ReferenceTable.Optional(row, sourceZh),
                SourceEn = ReferenceTable.Optional(row, sourceEn),
                Department = owner,
                LegalBasis = ReferenceTable.Optional(row, basis),
                Mark = c.Word(row, mark, Marks, CatalogueMark.Unknown),
                Frequency = c.Word(row, frequency, Frequencies, Frequency.Annual),
                ReleaseDays = Days(table, row, release),
            }, table.Table.At(row, edition)));
        }
        return read;
    }

    private static long? Days(ReferenceTable table, SourceRow row, int column)
    {
        if (table.Columns.Number(row, column) is not { } days) return null;
        if (days is >= 0 and <= 3660 && double.IsInteger(days)) return (long)days;
        table.Findings.Error("catalogue.release-days", table.Table.At(row, column),
            new("发布滞后天数应为 0 到 3660 的整数。", "Days until release are a whole number from 0 to 3660."), new("改正天数，或留空表示立即发布。", "Correct the days, or leave it empty for release at once."));
        return null;
    }

    private static Finding Changed(Place where, IndicatorVersion indicator) => Finding.Error("catalogue.version-changed", where,
        new($"指标 {indicator.Code} 的第 {indicator.Edition} 版已登记，内容不同。", $"Version {indicator.Edition} of {indicator.Code} is registered with other content."),
        new("已登记的版本不改；请写新的版本号和生效日。", "A registered version is not changed: give a new version and its first day."));

    private static Finding SameDay(Place where, IndicatorVersion indicator) => Finding.Error("catalogue.same-day", where,
        new($"指标 {indicator.Code} 有两个版本从 {indicator.ValidFrom:yyyy-MM-dd} 起生效。", $"Two versions of {indicator.Code} are valid from {indicator.ValidFrom:yyyy-MM-dd}."),
        new("各版本的生效日应不同。", "Give each version its own first day."));
}
