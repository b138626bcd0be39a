using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>The points of one sitting: one firm, one edition of a rulebook, one year of assessment.</summary>
/// <param name="Firm">The firm's number.</param>
/// <param name="Points">Points by item, as people write them; blank takes back what was given.</param>
public sealed record PointsSheet(long Firm, string Rulebook, string Edition, int Year, DateOnly JudgedOn, IReadOnlyDictionary<string, string?> Points)
{
    /// <summary>Whose judgement it is; null: that of whoever records it.</summary>
    public string? Reviewer { get; init; }
    public string? Reason { get; init; }
}

/// <summary>Records a reviewer's points, all of them or none; items whose points stand already are left alone. Gives how many were recorded.</summary>
public sealed class RecordPoints(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    public async Task<Outcome<int>> Run(Actor actor, PointsSheet sheet, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<int>(not);
        var register = registers.Find(JudgementRegister.RegisterCode)!;
        await using var db = await store.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moment = await Recording.Begin(db, clock, stop);
        if (await db.Firms.AsNoTracking().SingleOrDefaultAsync(f => f.Id == sheet.Firm, stop) is not { } firm)
            return Outcome.Refused<int>(Finding.Error("firm.unknown", Place.Whole, new("名录中没有这家企业。", "The register has no such firm."), new("先登记企业。", "Register the firm first.")));
        var there = await db.Set<Judgement>().AsNoTracking().Where(j => j.Firm == sheet.Firm && j.Rulebook == sheet.Rulebook && j.Edition == sheet.Edition && j.Year == sheet.Year).OrderByDescending(j => j.JudgedOn).ToListAsync(stop);
        var findings = new FindingList();
        var read = new List<ImportChecked>();
        foreach (var (item, points) in sheet.Points)
        {
            string? before = FieldText.Canonical(there.Find(j => j.Item == item && j.JudgedOn <= sheet.JudgedOn)?.Points);
            if ((before ?? "") == (points ?? "").Trim()) continue;
            long? same = there.Find(j => j.Item == item && j.JudgedOn == sheet.JudgedOn)?.Id;
            var own = new FindingList();
            read.Add(await register.CheckEdit(db, same, Values(sheet, firm.Key, item, points), own, stop));
            foreach (var finding in own.ToImmutable()) findings.Add(finding with { Where = finding.Where.Column == register.Find("points")!.Name.Zh ? new Place(Column: item) : finding.Where });
        }
        if (findings.HasErrors) return Outcome.Refused<int>([.. findings.ToImmutable().Distinct()]);
        foreach (var one in read) await register.Write(db, one, new(actor, moment, sheet.JudgedOn, null, null, null, null, SourceTier.Unstated, null), stop);
        await transaction.CommitAsync(stop);
        return Outcome.Done(read.Sum(r => r.Added + r.Changed));
    }

    private static Dictionary<string, string?> Values(PointsSheet sheet, string firm, string item, string? points) => new(StringComparer.Ordinal)
    {
        ["firm"] = firm,
        ["rulebook"] = sheet.Rulebook,
        ["edition"] = sheet.Edition,
        ["year"] = FieldText.Canonical((long)sheet.Year),
        ["item"] = item,
        ["judged_on"] = FieldText.Canonical(sheet.JudgedOn),
        ["points"] = points,
        ["reviewer"] = sheet.Reviewer,
        ["reason"] = sheet.Reason,
    };
}

/// <summary>Every judgement of a firm under one edition for one year, the latest first: those that were superseded too.</summary>
public sealed class ReadJudgements(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<Judgement>> Run(Actor actor, long firm, string rulebook, string edition, int year, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return [.. await db.Set<Judgement>().AsNoTracking().Where(j => j.Firm == firm && j.Rulebook == rulebook && j.Edition == edition && j.Year == year).OrderByDescending(j => j.JudgedOn).ThenByDescending(j => j.RecordedAt).ThenBy(j => j.Id).ToListAsync(stop)];
    }
}
