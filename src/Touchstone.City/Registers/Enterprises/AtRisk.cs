using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>Why a firm may lose a rung.</summary>
public enum RiskKind
{
    /// <summary>The recognition ends within the time looked at.</summary>
    Expires,
    /// <summary>On its latest figures a condition is no longer met.</summary>
    Fails,
    /// <summary>A yearly report is missing; two missing reports end the recognition.</summary>
    ReportMissing,
    /// <summary>An early warning: a condition is met, but a small worsening of one figure and it is not.</summary>
    Narrow,
}

/// <summary>One reason.</summary>
/// <param name="Says">In words.</param>
/// <param name="On">The day that counts, where there is one.</param>
public sealed record Risk(RiskKind Kind, Text Says, DateOnly? On = null);

/// <summary>A holder that may lose its rung.</summary>
public sealed record RiskyFirm(long Firm, string Key, string Name, AreaCode? Division, AreaCode? Zone, DateOnly ValidTo, ImmutableArray<Risk> Risks)
{
    public bool IsFictitious { get; init; }
    /// <summary>True where nothing but an early warning stands against it.</summary>
    public bool IsOnlyNarrow => Risks.All(r => r.Kind == RiskKind.Narrow);
}

/// <summary>The holders of a rung that may lose it.</summary>
/// <param name="Holders">Firms that hold the rung on the day.</param>
/// <param name="WithoutFigures">Of those, firms without figures of the last fiscal year: whether they still pass is not known.</param>
/// <param name="Firms">Those that may lose it, the first to expire first; then those of which there is only an early warning.</param>
public sealed record RiskList(Rung Rung, DateOnly Day, int Holders, int WithoutFigures, ImmutableArray<RiskyFirm> Firms)
{
    /// <summary>How much one figure worsens at most in an early warning, as a share of it; null: none was asked for.</summary>
    public Rational? Narrow { get; init; }
}

/// <summary>Firms likely to lose a rung: it expires, its figures no longer pass, or its yearly report is missing.</summary>
public sealed class AtRisk(IDbContextFactory<CityDb> store, RulebookShelf rulebooks)
{
    internal const int YearAhead = 365;

    /// <param name="actor">Who asks.</param>
    /// <param name="rung">The rung.</param>
    /// <param name="day">The day; the last fiscal year is the calendar year before it.</param>
    /// <param name="daysAhead">How far ahead an expiry counts.</param>
    /// <param name="narrow">Early warnings too: conditions that a worsening of one figure by at most this share (0.05: 5 %) turns. Null: none.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Outcome<RiskList>> Run(Actor actor, Rung rung, DateOnly day, int daysAhead = YearAhead, Rational? narrow = null, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return Outcome.Done(Of(rulebooks, await FirmFactBook.Load(db, day, null, stop), await MissingReports.Of(db, day, stop), rung, daysAhead, narrow));
    }

    internal static RiskList Of(RulebookShelf rulebooks, FirmFactBook book, MissingReports reports, Rung rung, int daysAhead, Rational? narrow = null)
    {
        var day = book.Day;
        var holders = book.Firms.Where(f => book.Holds(f.Id, rung)).ToList();
        var rulebook = rulebooks.InForce(Rungs.RulebookOf(rung), day) is { Pass: not null } inForce ? inForce : null;
        var fails = rulebook is null ? [] : Fails(rulebook, book, holders.FindAll(f => book.HasFigures(f.Id)));
        var narrowly = rulebook is not null && narrow is { Sign: > 0 } share && RuleProgram.Of(rulebook).IsDone(out var program) ? new NarrowScreening(program, day, share) : null;
        var missing = rung == Rung.HighTech ? reports : MissingReports.None;
        var risky = ImmutableArray.CreateBuilder<RiskyFirm>();
        foreach (var firm in holders)
        {
            var held = book.Standing(firm.Id).Where(r => r.Rung == rung).MaxBy(r => r.ValidTo)!;
            var risks = new List<Risk>();
            if (held.ValidTo <= day.AddDays(daysAhead)) risks.Add(new(RiskKind.Expires, new($"有效期至 {held.ValidTo:yyyy-MM-dd}", $"valid until {held.ValidTo:yyyy-MM-dd}"), held.ValidTo));
            if (fails.TryGetValue(firm.Id, out var conditions)) risks.AddRange(conditions.Select(c => new Risk(RiskKind.Fails, new($"按最近年度数据未达到：{c.Zh}", $"not met on the latest figures: {c.En}"))));
            risks.AddRange(missing.For(firm.Id, held).Select(year => new Risk(RiskKind.ReportMissing, new($"未见 {year} 年度年报", $"no annual report for {year}"), new DateOnly(year + 1, 5, 31))));
            if (narrowly is not null && book.HasFigures(firm.Id))
                risks.AddRange(narrowly.Of(book.Facts(firm.Id, rulebook!)).Select(n => new Risk(RiskKind.Narrow, NarrowIn(n, NearTheLine.NameOf(rulebook!, n.Condition)))));
            if (risks.Count > 0) risky.Add(new(firm.Id, firm.Key, firm.Name, firm.Division, firm.Zone, held.ValidTo!.Value, [.. risks]) { IsFictitious = firm.Fictitious == YesNo.Yes });
        }
        return new(rung, day, holders.Count, holders.Count(f => !book.HasFigures(f.Id)), [.. risky.OrderBy(r => r.IsOnlyNarrow).ThenBy(r => r.ValidTo).ThenBy(r => r.Name, StringComparer.Ordinal)]) { Narrow = narrow };
    }

    private static Text NarrowIn(NarrowPass narrow, Text condition)
    {
        var change = narrow.Smallest;
        string by = (change.RelativeSize!.Value * 100).Rounded(1);
        return change.Amount.Sign < 0 ? new($"勉强达到“{condition.Zh}”：{change.Input.Name.Zh}下降 {by}% 即不再达到", $"narrowly met, {condition.En}: no more once {change.Input.Name.En} falls by {by} %")
            : new($"勉强达到“{condition.Zh}”：{change.Input.Name.Zh}上升 {by}% 即不再达到", $"narrowly met, {condition.En}: no more once {change.Input.Name.En} rises by {by} %");
    }

    private static Dictionary<long, ImmutableArray<Text>> Fails(Rulebook rulebook, FirmFactBook book, List<Firm> firms)
    {
        var failed = new Dictionary<long, ImmutableArray<Text>>();
        if (!RuleProgram.Of(rulebook).IsDone(out var program)) return failed;
        var screening = new GapScreening(program, book.Day);
        screening.Each(FirmTable.Of(program, firms.ConvertAll(f => book.Facts(f.Id, rulebook))), (place, verdict, changes) =>
        {
            if (verdict == Verdict.Fails) failed[firms[place].Id] = [.. changes.Select(c => c.Condition).Distinct().Select(c => NearTheLine.NameOf(rulebook, screening.Conditions[c]))];
        });
        return failed;
    }
}

/// <summary>Yearly reports that are overdue and were not registered. A year of which no report at all is registered is not held against anybody: nobody has entered that year's reports. What a firm joined into another has filed is filed for that one.</summary>
internal sealed class MissingReports
{
    private readonly HashSet<(long Firm, long Year)> _filed;
    private readonly long[] _years;

    private MissingReports(HashSet<(long, long)> filed, long[] years) => (_filed, _years) = (filed, years);

    public static MissingReports None { get; } = new([], []);

    public static async Task<MissingReports> Of(CityDb db, DateOnly day, CancellationToken stop) =>
        Of((await Due(db.Set<Filing>().AsNoTracking(), day).Select(f => new { f.Firm, f.Year }).ToListAsync(stop)).ConvertAll(f => (f.Firm, f.Year)), await FirmMerges.On(db, day, stop));

    public static async Task<MissingReports> Known(CityDb db, DateOnly day, KnownUntil until, CancellationToken stop) =>
        Of([.. Due((await FilingRegister.Instance.Known(db, until, null, stop)).AsQueryable(), day).Select(f => ValueTuple.Create(f.Firm, f.Year))], await FirmMerges.Known(db, day, until, stop));

    private static MissingReports Of(List<(long Firm, long Year)> filed, FirmMerges merges) => new([.. filed.Select(f => (merges.RootOf(f.Firm), f.Year))], [.. filed.Select(f => f.Year).Distinct().Order()]);

    private static IQueryable<Filing> Due(IQueryable<Filing> filings, DateOnly day)
    {
        long last = day > new DateOnly(day.Year, 5, 31) ? day.Year - 1 : day.Year - 2;
        return filings.Where(f => f.Kind == FilingKind.AnnualReport && f.Year > last - 3 && f.Year <= last && f.FiledOn <= day);
    }

    /// <summary>The years within a recognition whose report is missing.</summary>
    public IEnumerable<int> For(long firm, Recognition held) => _years.Where(y => y >= held.ValidFrom!.Value.Year && !_filed.Contains((firm, y))).Select(y => (int)y);
}
