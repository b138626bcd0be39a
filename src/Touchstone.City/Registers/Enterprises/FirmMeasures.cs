using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>
/// What is counted of firms. A firm counts once, under the firm it was joined into, where that one is there on the day: closings, moves and merges count from the day they hold, so that one entered later leaves
/// earlier days as they were. Division, zone and size are those of the register now: they change seldom, and a correction of them is meant for the past too.
/// </summary>
internal static class FirmMeasures
{
    /// <summary>Area, status and name are the firm's, and stand in every list that is counted.</summary>
    private static readonly ImmutableArray<string> Firms = ["firms"];

    /// <summary>What is by day and what is not, for every rule.</summary>
    private static Text Rule(string zh, string en) => new(
        $"{zh}。注销、迁出和合并按发生日期计，并入的计入存续企业；区划、功能区和规上按现有登记", $"{en}. Closings, moves and merges count from their day, a firm joined into another for that one; division, zone and size are as registered now");

    public static ImmutableArray<RegisterMeasure> OfRecognitions { get; } =
    [
        new(new("HTE"), Rule("期末有效的高新技术企业，每家计一次", "firms with a high-tech recognition valid on the last day, each once")) { Reads = Firms, Count = (db, scope, stop) => ValidOn(db, scope, Rung.HighTech, stop) },
        new(new("TSME"), Rule("期内入库的科技型中小企业，每家计一次", "firms entered as technology SMEs in the period, each once")) { Reads = Firms, Count = (db, scope, stop) => EnteredIn(db, scope, Rung.TechSme, stop) },
        new(new("HTE_SCALE_SHARE"), Rule("期末名录内规上企业中有效高企的占比", "share of high-tech firms among the register's above-scale firms on the last day")) { Reads = Firms, Count = ScaleShare },
    ];

    public static ImmutableArray<RegisterMeasure> OfApplications { get; } =
    [
        new(new("HTE_APPLIED"), Rule("期内提交的高企申报（撤回的不计）", "high-tech applications filed in the period, withdrawn ones left out")) { Reads = Firms, Count = (db, scope, stop) => Applied(db, scope, null, stop) },
        new(new("HTE_FIRST"), Rule("期内提交的高企申报中的首次申报（撤回的不计）", "first high-tech applications filed in the period, withdrawn ones left out")) { Reads = Firms, Count = (db, scope, stop) => Applied(db, scope, YesNo.Yes, stop) },
    ];

    public static ImmutableArray<RegisterMeasure> OfCultivation { get; } =
    [
        new(new("HTE_CULTIVATED"), Rule("期内进入高企培育后备库的企业", "firms that entered the high-tech cultivation library in the period")) { Reads = Firms, Count = Cultivated },
    ];

    private static IQueryable<Firm> FirmsOf(CityDb db, MeasureScope scope)
    {
        var firms = FirmsOn.There(db.Firms.AsNoTracking(), scope.Period.Last);
        AreaCode? area = scope.Area;
        return scope.IsWhole ? firms : firms.Where(f => f.Division == area || f.Zone == area);
    }

    private sealed record Row(long Firm, string? Number, DateOnly? From, DateOnly? To);

    private static async Task<Measured> ValidOn(CityDb db, MeasureScope scope, Rung rung, CancellationToken stop) => Counted(await Holders(db, scope, rung, stop));

    private static async Task<IEnumerable<CountedRow>> Holders(CityDb db, MeasureScope scope, Rung rung, CancellationToken stop) =>
        await Once(db, scope, await Recognitions.ValidOn(db, scope.Period.Last).Where(r => r.Rung == rung).Select(r => new Row(r.Firm, r.Number, r.ValidFrom, r.ValidTo)).ToListAsync(stop), stop);

    private static async Task<Measured> EnteredIn(CityDb db, MeasureScope scope, Rung rung, CancellationToken stop)
    {
        var (first, last) = (scope.Period.First, scope.Period.Last);
        var rows = await db.Set<Recognition>().AsNoTracking().Where(r => r.Rung == rung && (r.RecognisedOn ?? r.ValidFrom) >= first && (r.RecognisedOn ?? r.ValidFrom) <= last)
            .Select(r => new Row(r.Firm, r.Number, r.RecognisedOn ?? r.ValidFrom, r.ValidTo)).ToListAsync(stop);
        return Counted(await Once(db, scope, rows, stop));
    }

    private static async Task<Measured> ScaleShare(CityDb db, MeasureScope scope, CancellationToken stop)
    {
        var merges = await FirmMerges.On(db, scope.Period.Last, stop);
        var above = (await FirmsOf(db, scope).Where(f => f.AboveScale == YesNo.Yes).Select(f => new { f.Id, f.Key, f.Name }).ToListAsync(stop)).Where(f => !merges.IsJoined(f.Id)).ToDictionary(f => f.Id);
        var holders = (await Holders(db, scope, Rung.HighTech, stop)).Where(r => above.ContainsKey(r.Row));
        return Marked(Measured.ShareOf(holders, above.Values.Select(f => new CountedRow("firms", f.Id, f.Key, f.Name, "above scale"))));
    }

    private static Measured Counted(IEnumerable<CountedRow> rows) => Marked(Measured.CountOf(rows));

    private static Measured Marked(Measured measured) => measured with { IsFictitious = measured.Rows.Any(r => CreditCode.IsReserved(r.Key)) };

    private static async Task<Measured> Applied(CityDb db, MeasureScope scope, YesNo? firstTime, CancellationToken stop)
    {
        var (first, last) = (scope.Period.First, scope.Period.Last);
        var asked = db.Set<Application>().AsNoTracking().Where(a => a.Rung == Rung.HighTech && a.FiledOn >= first && a.FiledOn <= last && a.Stage != ApplicationStage.Withdrawn && a.Stage != ApplicationStage.Preparing);
        if (firstTime is { } wanted) asked = asked.Where(a => a.FirstTime == wanted);
        return Counted(await Once(db, scope, await asked.Select(a => new Row(a.Firm, a.Batch, a.FiledOn, null)).ToListAsync(stop), stop));
    }

    private static async Task<Measured> Cultivated(CityDb db, MeasureScope scope, CancellationToken stop)
    {
        var (first, last) = (scope.Period.First, scope.Period.Last);
        var rows = await db.Set<Cultivation>().AsNoTracking().Where(c => c.Rung == Rung.HighTech && c.EnteredOn >= first && c.EnteredOn <= last).Select(c => new Row(c.Firm, null, c.EnteredOn, null)).ToListAsync(stop);
        return Counted(await Once(db, scope, rows, stop));
    }

    /// <summary>Each firm once, by the firm it belongs to on the day, where that one is there and in the area.</summary>
    private static async Task<IEnumerable<CountedRow>> Once(CityDb db, MeasureScope scope, List<Row> rows, CancellationToken stop)
    {
        var merges = await FirmMerges.On(db, scope.Period.Last, stop);
        var counted = rows.GroupBy(r => merges.RootOf(r.Firm)).ToDictionary(g => g.Key, g => g.OrderBy(r => r.Firm == g.Key ? 0 : 1).ThenByDescending(r => r.To).ThenBy(r => r.Number, StringComparer.Ordinal).First());
        var firms = await FirmsOn.Named(FirmsOf(db, scope), counted.Keys, stop);
        return firms.Select(f => new CountedRow("firms", f.Key, f.Value.Key, f.Value.Name, Detail(counted[f.Key])));
    }

    private static string Detail(Row row) => string.Join(' ', new[] { row.Number, Day(row.From), Day(row.To) }.Where(t => !string.IsNullOrEmpty(t)));

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Recognitions on a day.</summary>
internal static class Recognitions
{
    /// <summary>Those that stand on the day: begun, not ended, not yet revoked.</summary>
    public static IQueryable<Recognition> ValidOn(CityDb db, DateOnly day) => ValidOn(db.Set<Recognition>().AsNoTracking(), day);

    public static IQueryable<Recognition> ValidOn(IQueryable<Recognition> recognitions, DateOnly day) =>
        recognitions.Where(r => r.ValidFrom <= day && r.ValidTo >= day && (r.Status == RecognitionStatus.Valid || r.RevokedOn > day));
}
