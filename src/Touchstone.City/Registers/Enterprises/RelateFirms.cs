using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>Two firms of the register, from when they belong together, and on what notice.</summary>
/// <param name="From">The firm joined into the other, or split.</param>
/// <param name="Into">The firm that goes on, or the new one.</param>
public sealed record RelationRequest(long From, long Into, DateOnly ValidFrom, string? Citation = null);

/// <summary>
/// Joins a firm into another from a day on. Nothing is moved: what the first has stays its own and counts for the second from that day, so taking the merge back restores every link. Gives the number of the merge.
/// </summary>
public sealed class MergeFirms(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    public async Task<Outcome<long>> Run(Actor actor, RelationRequest request, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<long>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moment = await Recording.Begin(db, clock, stop);
        var firms = await db.Firms.AsNoTracking().Where(f => f.Id == request.From || f.Id == request.Into).ToDictionaryAsync(f => f.Id, stop);
        if (Relating.Fault(request, firms) is { } fault) return Outcome.Refused<long>(fault);
        if ((await FirmMerges.On(db, DateOnly.MaxValue, stop)).RootOf(request.Into) == request.From)
            return Outcome.Refused<long>(Finding.Error("firm.merge-cycle", Place.Whole, new("两家企业不能互相并入。", "Two firms cannot be joined into each other."), new("先撤销另一次合并。", "Take the other merge back first.")));
        var relation = await Relating.Keep(db, RelationKind.Merge, request, "", actor, moment, stop, firms[request.From].Status);
        await Relating.SetStatus(db, firms[request.From], FirmStatus.Merged, request.Into, new(actor, moment, request.ValidFrom, null, null, null, request.Citation, SourceTier.Unstated, null), RowChange.Merged, stop);
        await Relating.Remeasure(db, registers, actor, moment, clock, stop);
        await transaction.CommitAsync(stop);
        return Outcome.Done(relation.Id);
    }
}

/// <summary>Splits a firm: the new firm, registered before, takes some of its rows. Gives the number of the split.</summary>
public sealed class SplitFirm(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    /// <param name="actor">Who.</param>
    /// <param name="request">Which firm, into which.</param>
    /// <param name="rows">The rows that go with the new firm: the register's code and the row's number.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Outcome<long>> Run(Actor actor, RelationRequest request, IReadOnlyList<(string Register, long Row)> rows, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<long>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moment = await Recording.Begin(db, clock, stop);
        var firms = await db.Firms.AsNoTracking().Where(f => f.Id == request.From || f.Id == request.Into).ToDictionaryAsync(f => f.Id, stop);
        if (Relating.Fault(request, firms) is { } fault) return Outcome.Refused<long>(fault);
        var findings = new FindingList();
        await Relating.Move(db, registers, rows, firms[request.Into].Key, new(actor, moment, request.ValidFrom, null, null, null, request.Citation, SourceTier.Unstated, null), findings, stop);
        if (findings.HasErrors) return Outcome.Refused<long>(findings.ToImmutable());
        await FirmStanding.Refresh(db, [request.From, request.Into], stop);
        var relation = await Relating.Keep(db, RelationKind.Split, request, string.Join(',', rows.Select(r => FormattableString.Invariant($"{r.Register}:{r.Row}"))), actor, moment, stop);
        await Relating.Remeasure(db, registers, actor, moment, clock, stop);
        await transaction.CommitAsync(stop);
        return Outcome.Done(relation.Id);
    }
}

/// <summary>Takes a merge or split back: every link is as it was before. Gives the number of the relation.</summary>
public sealed class UndoRelation(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    public async Task<Outcome<long>> Run(Actor actor, long relation, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<long>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moment = await Recording.Begin(db, clock, stop);
        if (await db.Set<FirmRelation>().SingleOrDefaultAsync(r => r.Id == relation && r.UndoneAt == null, stop) is not { } there)
            return Outcome.Refused<long>(Finding.Error("relation.unknown", Place.Whole, new($"没有编号为 {relation} 的合并或分立，或已撤销。", $"There is no merge or split {relation}, or it was taken back."), new("从企业的历史中选择。", "Choose one from the firm's history.")));
        (there.UndoneAt, there.UndoneBy) = (moment, actor.Id);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        var from = await db.Firms.AsNoTracking().SingleAsync(f => f.Id == there.From, stop);
        var entry = new Entry(actor, moment, clock.Today(), null, null, null, there.Citation, SourceTier.Unstated, null);
        var findings = new FindingList();
        if (there.Kind == RelationKind.Merge) await Relating.SetStatus(db, from, there.FormerStatus ?? FirmStatus.Active, null, entry, RowChange.Restored, stop);
        else await Relating.Move(db, registers, [.. there.Moved.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Relating.RowOf)], from.Key, entry, findings, stop);
        if (findings.HasErrors) return Outcome.Refused<long>(findings.ToImmutable());
        await FirmStanding.Refresh(db, [there.From, there.Into], stop);
        await Relating.Remeasure(db, registers, actor, moment, clock, stop);
        await transaction.CommitAsync(stop);
        return Outcome.Done(relation);
    }
}

/// <summary>What merge, split and undo share.</summary>
internal static class Relating
{
    public static Finding? Fault(RelationRequest request, Dictionary<long, Firm> firms)
    {
        if (request.From == request.Into) return Finding.Error("firm.same", Place.Whole, new("不能与自身合并或分立。", "A firm cannot be joined with itself."), new("选择另一家企业。", "Choose another firm."));
        if (firms.Count < 2) return Finding.Error("firm.unknown", Place.Whole, new("名录中没有这家企业。", "The register has no such firm."), new("先登记企业。", "Register the firm first."));
        return firms.Values.FirstOrDefault(f => f.Status == FirmStatus.Merged) is { } merged
            ? Finding.Error("firm.merged", Place.Whole, new($"“{merged.Name}”已并入其他企业。", $"'{merged.Name}' was joined into another firm already."), new("先撤销原来的合并。", "Take that merge back first.")) : null;
    }

    public static (string Register, long Row) RowOf(string written)
    {
        int colon = written.IndexOf(':', StringComparison.Ordinal);
        return (written[..colon], long.Parse(written.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
    }

    public static async Task<FirmRelation> Keep(CityDb db, RelationKind kind, RelationRequest request, string moved, Actor actor, DateTime moment, CancellationToken stop, FirmStatus? former = null)
    {
        var relation = new FirmRelation { Kind = kind, From = request.From, Into = request.Into, ValidFrom = request.ValidFrom, FormerStatus = former, Moved = moved, Citation = request.Citation, RecordedAt = moment, Actor = actor.Id };
        db.Add(relation);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        return relation;
    }

    public static async Task SetStatus(CityDb db, Firm firm, FirmStatus status, long? into, Entry entry, RowChange change, CancellationToken stop)
    {
        var register = FirmRegister.Instance;
        string?[] before = register.Values(firm);
        (firm.Status, firm.MergedInto) = (status, into);
        await register.Write(db, [new RowWrite<Firm>(firm, change, null, before)], entry, stop);
    }

    /// <summary>Rows change their firm, each with a version of its own.</summary>
    public static async Task Move(CityDb db, RegisterBook registers, IReadOnlyList<(string Register, long Row)> rows, string code, Entry entry, FindingList findings, CancellationToken stop)
    {
        foreach (var (name, row) in rows)
        {
            if (registers.Find(name) is not { } register || register.Find("firm") is null) { findings.Add(registers.Unknown(name)); continue; }
            var read = await register.CheckEdit(db, row, new Dictionary<string, string?> { ["firm"] = code }, findings, stop);
            if (!findings.HasErrors) await register.Write(db, read, entry, stop);
        }
    }

    public static async Task Remeasure(CityDb db, RegisterBook registers, Actor actor, DateTime moment, TimeProvider clock, CancellationToken stop) =>
        await new Measuring(db, registers, actor, moment, clock.Moment()).Run(await Measuring.Before(db, registers, null, stop), new(), stop);
}
