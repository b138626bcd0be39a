using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>A doubtful row with the firms it may be about.</summary>
public sealed record DoubtfulEntry(DoubtfulRow Row, ImmutableArray<FoundRow> Candidates);

/// <summary>The published rows that wait for a person, the oldest first.</summary>
public sealed class ListDoubtfulRows(IDbContextFactory<CityDb> store)
{
    public async Task<ImmutableArray<DoubtfulEntry>> Run(Actor actor, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var rows = await db.Set<DoubtfulRow>().AsNoTracking().Where(d => d.State == DoubtState.Open).OrderBy(d => d.Id).ToListAsync(stop);
        var labels = await FirmRegister.Instance.Labels(db, [.. rows.SelectMany(r => r.CandidateRows)], stop);
        return [.. rows.Select(r => new DoubtfulEntry(r, [.. r.CandidateRows.Where(labels.ContainsKey).Select(id => new FoundRow("firms", id, labels[id].Key, labels[id].Name))]))];
    }
}

/// <summary>A person says which firm a doubtful row is about, or (no firm) that it is not ours. Gives the number of the recognition, or 0.</summary>
public sealed class SettleDoubtfulRow(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    public async Task<Outcome<long>> Run(Actor actor, long doubtful, long? firm, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<long>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moment = await Recording.Begin(db, clock, stop);
        if (await db.Set<DoubtfulRow>().SingleOrDefaultAsync(d => d.Id == doubtful && d.State == DoubtState.Open, stop) is not { } row)
            return Outcome.Refused<long>(Finding.Error("doubtful.unknown", Place.Whole, new("没有这条待确认记录，或已处理。", "There is no such doubtful row, or it was settled."), new("从待确认列表中选择。", "Choose one from the list.")));
        if (firm is { } id && !await db.Firms.AnyAsync(f => f.Id == id, stop))
            return Outcome.Refused<long>(Finding.Error("firm.unknown", Place.Whole, new("名录中没有这家企业。", "The register has no such firm."), new("先登记企业。", "Register the firm first.")));
        (row.State, row.Firm, row.SettledAt, row.SettledBy) = (firm is null ? DoubtState.Dropped : DoubtState.Settled, firm, moment, actor.Id);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        long made = firm is { } settled ? await Take(db, row, settled, actor, moment, stop) : 0;
        if (made != 0) await Relating.Remeasure(db, registers, actor, moment, clock, stop);
        await transaction.CommitAsync(stop);
        return Outcome.Done(made);
    }

    private async Task<long> Take(CityDb db, DoubtfulRow doubtful, long firm, Actor actor, DateTime moment, CancellationToken stop)
    {
        var register = (RecognitionRegister)registers.Find(doubtful.Register)!;
        var row = register.FromJson(doubtful.Values);
        row.Firm = firm;
        row.Key = register.KeyFor(row);
        if (await db.Set<Recognition>().AsNoTracking().Where(r => r.Key == row.Key).Select(r => r.Id).FirstOrDefaultAsync(stop) is not 0 and var there) return there;
        var entry = new Entry(actor, moment, row.ValidFrom ?? clock.Today(), doubtful.FileHash, doubtful.File, null, doubtful.Citation, SourceTier.Unstated, "人工确认企业 | firm settled by a person");
        await register.Write(db, [new RowWrite<Recognition>(row, RowChange.Added, doubtful.FileRow, null)], entry, stop);
        return row.Id;
    }
}
