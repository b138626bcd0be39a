using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>What is counted of firms. A firm counts once, under the firm it was joined into.</summary>
internal static class FirmMeasures
{
    /// <summary>Area, status and name are the firm's, and stand in every list that is counted.</summary>
    private static readonly ImmutableArray<string> Firms = ["firms"];

    public static ImmutableArray<RegisterMeasure> OfRecognitions { get; } =
    [
        new(new("HTE"), new("期末有效的高新技术企业，每家计一次", "firms with a high-tech recognition valid on the last day, each once")) { Reads = Firms, Count = (db, scope, stop) => ValidOn(db, scope, Rung.HighTech, stop) },
        new(new("TSME"), new("期内入库的科技型中小企业，每家计一次", "firms entered as technology SMEs in the period, each once")) { Reads = Firms, Count = (db, scope, stop) => EnteredIn(db, scope, Rung.TechSme, stop) },
        new(new("HTE_SCALE_SHARE"), new("期末名录内规上企业中有效高企的占比", "share of high-tech firms among the register's above-scale firms on the last day")) { Reads = Firms, Count = ScaleShare },
    ];

    public static ImmutableArray<RegisterMeasure> OfApplications { get; } =
    [
        new(new("HTE_APPLIED"), new("期内提交的高企申报（撤回的不计）", "high-tech applications filed in the period, withdrawn ones left out")) { Reads = Firms, Count = (db, scope, stop) => Applied(db, scope, null, stop) },
        new(new("HTE_FIRST"), new("其中首次申报", "of those, first applications")) { Reads = Firms, Count = (db, scope, stop) => Applied(db, scope, YesNo.Yes, stop) },
    ];

    public static ImmutableArray<RegisterMeasure> OfCultivation { get; } =
    [
        new(new("HTE_CULTIVATED"), new("期内进入高企培育后备库的企业", "firms that entered the high-tech cultivation library in the period")) { Reads = Firms, Count = Cultivated },
    ];

    private static IQueryable<Firm> FirmsOf(CityDb db, MeasureScope scope)
    {
        var day = scope.Period.Last;
        var firms = db.Firms.AsNoTracking().Where(f => f.LeftOn == null || f.LeftOn > day);
        AreaCode? area = scope.Area;
        return scope.IsWhole ? firms : firms.Where(f => f.Division == area || f.Zone == area);
    }

    private sealed record Row(long Firm, string Key, string Name, string? Number, DateOnly? From, DateOnly? To);

    private static async Task<Measured> ValidOn(CityDb db, MeasureScope scope, Rung rung, CancellationToken stop) => Counted(await Holders(db, scope, rung, stop));

    private static async Task<IEnumerable<CountedRow>> Holders(CityDb db, MeasureScope scope, Rung rung, CancellationToken stop)
    {
        var day = scope.Period.Last;
        var rows = await Recognitions.ValidOn(db, day).Where(r => r.Rung == rung).Join(FirmsOf(db, scope), r => r.Firm, f => f.Id, (r, f) => new Row(f.Id, f.Key, f.Name, r.Number, r.ValidFrom, r.ValidTo)).ToListAsync(stop);
        return await Once(db, day, rows, stop);
    }

    private static async Task<Measured> EnteredIn(CityDb db, MeasureScope scope, Rung rung, CancellationToken stop)
    {
        var (first, last) = (scope.Period.First, scope.Period.Last);
        var rows = await db.Set<Recognition>().AsNoTracking().Where(r => r.Rung == rung && (r.RecognisedOn ?? r.ValidFrom) >= first && (r.RecognisedOn ?? r.ValidFrom) <= last)
            .Join(FirmsOf(db, scope), r => r.Firm, f => f.Id, (r, f) => new Row(f.Id, f.Key, f.Name, r.Number, r.RecognisedOn ?? r.ValidFrom, r.ValidTo)).ToListAsync(stop);
        return Counted(await Once(db, last, rows, stop));
    }

    private static async Task<Measured> ScaleShare(CityDb db, MeasureScope scope, CancellationToken stop)
    {
        var above = (await FirmsOf(db, scope).Where(f => f.AboveScale == YesNo.Yes && f.Status == FirmStatus.Active).Select(f => new { f.Id, f.Key, f.Name }).ToListAsync(stop)).ToDictionary(f => f.Id);
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
        var rows = await asked.Join(FirmsOf(db, scope), a => a.Firm, f => f.Id, (a, f) => new Row(f.Id, f.Key, f.Name, a.Batch, a.FiledOn, null)).ToListAsync(stop);
        return Counted(await Once(db, last, rows, stop));
    }

    private static async Task<Measured> Cultivated(CityDb db, MeasureScope scope, CancellationToken stop)
    {
        var (first, last) = (scope.Period.First, scope.Period.Last);
        var rows = await db.Set<Cultivation>().AsNoTracking().Where(c => c.Rung == Rung.HighTech && c.EnteredOn >= first && c.EnteredOn <= last)
            .Join(FirmsOf(db, scope), c => c.Firm, f => f.Id, (c, f) => new Row(f.Id, f.Key, f.Name, null, c.EnteredOn, null)).ToListAsync(stop);
        return Counted(await Once(db, last, rows, stop));
    }

    /// <summary>Each firm once, by the firm it belongs to on the day.</summary>
    private static async Task<IEnumerable<CountedRow>> Once(CityDb db, DateOnly day, List<Row> rows, CancellationToken stop)
    {
        var merges = await FirmMerges.On(db, day, stop);
        return rows.GroupBy(r => merges.RootOf(r.Firm)).Select(g => g.OrderBy(r => r.Firm == g.Key ? 0 : 1).ThenByDescending(r => r.To).ThenBy(r => r.Number, StringComparer.Ordinal).First())
            .Select(r => new CountedRow("firms", r.Firm, r.Key, r.Name, string.Join(' ', new[] { r.Number, Day(r.From), Day(r.To) }.Where(t => !string.IsNullOrEmpty(t)))));
    }

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

/// <summary>Which firm counts for which on a day.</summary>
internal sealed class FirmMerges
{
    private readonly Dictionary<long, long> _into;

    private FirmMerges(Dictionary<long, long> into) => _into = into;

    public static async Task<FirmMerges> On(CityDb db, DateOnly day, CancellationToken stop) =>
        new((await db.Set<FirmRelation>().AsNoTracking().Where(r => r.Kind == RelationKind.Merge && r.UndoneAt == null && r.ValidFrom <= day).OrderBy(r => r.Id).ToListAsync(stop)).DistinctBy(r => r.From).ToDictionary(r => r.From, r => r.Into));

    public long RootOf(long firm)
    {
        for (int steps = 0; steps <= _into.Count && _into.TryGetValue(firm, out long into); steps++) firm = into;
        return firm;
    }

    /// <summary>The firm and every firm that was joined into it.</summary>
    public IReadOnlyList<long> AllOf(long firm) => [firm, .. _into.Keys.Where(from => RootOf(from) == firm && from != firm)];
}
