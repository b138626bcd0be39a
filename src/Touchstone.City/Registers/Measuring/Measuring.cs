using Microsoft.EntityFrameworkCore;
using Touchstone.City.Catalogue;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>Counts registers and records what was counted, with the list of the rows as its source. A figure that comes out as it was is not recorded again.</summary>
internal sealed class Measuring(CityDb db, RegisterBook registers, Actor actor, DateTime moment, DateTime now)
{
    /// <summary>The source line of a register: one a register, so that counting again corrects and does not contradict.</summary>
    public static string Citation(Register register) => $"{register.Name.Zh} | {register.Name.En}";

    public async Task<(int Measured, int Recorded, int Unchanged)> Run(IReadOnlyList<CellKey> cells, FindingList findings, CancellationToken stop)
    {
        var catalogue = await CatalogueBook.Load(db, stop);
        var scopes = await MeasureScopes.Load(db, stop);
        int recorded = 0, unchanged = 0;
        var fresh = new List<Observation>();
        foreach (var register in registers.All)
            foreach (var measure in register.Measures)
                foreach (var cell in cells.Where(c => c.Indicator == measure.Indicator))
                {
                    if ((scopes.Fault(cell.Area) ?? Fault(cell, catalogue)) is { } fault) { findings.Add(fault); continue; }
                    var measured = await measure.Count(db, scopes.Of(cell), stop);
                    if (await Observe(register, measure, cell, measured, catalogue.For(cell.Indicator, cell.Period)!, stop) is { } observation) { fresh.Add(observation); recorded++; }
                    else unchanged++;
                }
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        await Recording.Append(db, fresh, stop);
        return (recorded + unchanged, recorded, unchanged);
    }

    /// <summary>Every cell that was counted before and looks at a register, and so may have changed; null: at any.</summary>
    public static async Task<List<CellKey>> Before(CityDb db, RegisterBook registers, string? changed, CancellationToken stop)
    {
        var indicators = registers.All.SelectMany(r => r.Measures.Where(m => changed is null || r.Code == changed || m.Reads.Contains(changed))).Select(m => m.Indicator).Distinct().ToList();
        if (indicators.Count == 0) return [];
        var cells = await db.Observations.AsNoTracking().Where(o => o.Submission == null && indicators.Contains(o.Indicator)).Select(o => new { o.Indicator, o.Area, o.Period }).Distinct().ToListAsync(stop);
        return cells.ConvertAll(c => new CellKey(c.Indicator, c.Area, c.Period));
    }

    private static Finding? Fault(CellKey cell, CatalogueBook catalogue) => catalogue.For(cell.Indicator, cell.Period) is not null ? null : Finding.Error("indicator.unknown", new Place(Column: cell.Indicator.Value),
        new($"指标目录中没有“{cell.Indicator}”。", $"The catalogue has no indicator '{cell.Indicator}'."), new("先在指标目录中登记。", "Register it in the catalogue first."));

    private async Task<Observation?> Observe(Register register, RegisterMeasure measure, CellKey cell, Measured measured, IndicatorVersion indicator, CancellationToken stop)
    {
        byte[] file = measured.AsFile();
        string hash = StoredFile.HashOf(file), citation = Citation(register), line = Observation.LineOf(citation, actor.Id);
        var last = await db.Observations.AsNoTracking().Where(o => o.Indicator == cell.Indicator && o.Area == cell.Area && o.Period == cell.Period && o.Line == line).OrderByDescending(o => o.RecordedAt).FirstOrDefaultAsync(stop);
        if (last is not null && last.FileHash == hash && Nullable.Equals(last.Value, measured.Value)) return null;
        await StoredFiles.Keep(db, file, moment, stop);
        DateTime released = indicator.ReleaseDays is { } days && Moments.StartOf(cell.Period.Last.AddDays((int)days)) is var day && day > now ? day : now;
        return new Observation
        {
            Indicator = cell.Indicator,
            Area = cell.Area,
            Period = cell.Period,
            PeriodFirst = cell.Period.First,
            PeriodLast = cell.Period.Last,
            Value = measured.Value,
            Status = measured.Value is null ? ObsStatus.M : ObsStatus.A,
            RecordedAt = moment,
            ReleasedAt = released,
            Actor = actor.Id,
            Line = line,
            Supersedes = last?.Id,
            FileHash = hash,
            File = $"{register.Code}-{cell.Indicator}-{cell.Area}-{cell.Period}.csv",
            Citation = citation,
            Tier = measured.IsFictitious ? SourceTier.C : SourceTier.A,
            Note = measured.IsFictitious ? $"由虚构示范企业计数：{measure.Rule.Zh} | counted from made-up firms: {measure.Rule.En}" : $"{measure.Rule.Zh} | {measure.Rule.En}",
        };
    }
}

/// <summary>For which areas a register counts: the city that keeps it as a whole, and its parts.</summary>
internal sealed class MeasureScopes
{
    private readonly Dictionary<AreaCode, Area> _areas;
    private readonly AreaCode? _keeper;

    private MeasureScopes(Dictionary<AreaCode, Area> areas) => (_areas, _keeper) = (areas, Area.Keeper(areas.Values));

    public static async Task<MeasureScopes> Load(CityDb db, CancellationToken stop) => new(await db.Areas.AsNoTracking().ToDictionaryAsync(a => a.Code, stop));

    /// <summary>Why a register cannot count for an area: it is not known, or another city or province, whose firms it does not list.</summary>
    public Finding? Fault(AreaCode code)
    {
        if (!_areas.TryGetValue(code, out var area)) return ReferenceTable.UnknownArea(Place.Whole, code.Value);
        return !IsWhole(area) || _keeper is null || code == _keeper ? null : Finding.Error("measure.other-city", new Place(Column: code.Value),
            new($"台账只登记本市企业，不能为“{area.Name.Zh}”计数。", $"The register lists the firms of its own city; it cannot count for {area.Name.En}."), new("选择本市或其区划、功能区。", "Choose the city itself, or one of its divisions or zones."));
    }

    public MeasureScope Of(CellKey cell) => new(cell.Area, IsWhole(_areas[cell.Area]), cell.Period);

    private static bool IsWhole(Area area) => area.Kind is AreaKind.Prefecture or AreaKind.Province;
}
