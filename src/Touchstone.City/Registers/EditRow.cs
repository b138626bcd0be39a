using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>What a person changes in a row, or enters as a new one.</summary>
/// <param name="Register">Which register.</param>
/// <param name="Row">Its number; null: a new row.</param>
/// <param name="Values">The new values by field, as people write them; money in 万元. Fields not named stay as they are.</param>
public sealed record RowEdit(string Register, long? Row, IReadOnlyDictionary<string, string?> Values)
{
    /// <summary>From which day it holds; null: today.</summary>
    public DateOnly? ValidFrom { get; init; }
    /// <summary>What it rests on: a notice, a certificate, a visit.</summary>
    public string? Citation { get; init; }
    public string? Note { get; init; }
    /// <summary>The version the person saw; another one in the store means that somebody else changed it meanwhile. Null: not checked.</summary>
    public long? Version { get; init; }
}

/// <summary>Changes one row, or enters a new one, with the same checks as a file. Gives the row's number.</summary>
public sealed class EditRow(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    public async Task<Outcome<long>> Run(Actor actor, RowEdit edit, WriteMode mode, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<long>(not);
        if (registers.Find(edit.Register) is not { } register) return Outcome.Refused<long>(registers.Unknown(edit.Register));
        await using var db = await store.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moment = await Recording.Begin(db, clock, stop);
        var findings = new FindingList();
        if (edit is { Row: { } id, Version: { } version } && await register.Row(db, id, stop) is { } there && there.Version != version)
            return Outcome.Refused<long>(Finding.Error("row.changed-meanwhile", Place.Whole, new("此记录刚被他人修改。", "Somebody else has just changed this row."), new("重新打开后再修改。", "Open it again and repeat the change.")));
        var read = await register.CheckEdit(db, edit.Row, edit.Values, findings, stop);
        if (findings.HasErrors) return Outcome.Refused<long>(findings.ToImmutable());
        if (mode == WriteMode.DryRun) return Outcome.Done(edit.Row ?? 0, findings.ToImmutable());
        await register.Write(db, read, new(actor, moment, edit.ValidFrom ?? clock.Today(), null, null, null, edit.Citation, SourceTier.Unstated, edit.Note), stop);
        await new Measuring(db, registers, actor, moment, clock.Moment()).Run(await Measuring.Before(db, registers, register.Code, stop), new(), stop);
        await transaction.CommitAsync(stop);
        return Outcome.Done(read.Written ?? edit.Row ?? 0, findings.ToImmutable());
    }
}

/// <summary>Shows a row's personal fields to somebody who says why, and records that they looked.</summary>
public sealed class LookAtPersonal(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    public async Task<Outcome<IReadOnlyDictionary<string, string?>>> Run(Actor actor, string register, long row, string reason, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<IReadOnlyDictionary<string, string?>>(not);
        if (registers.Find(register) is not { } found) return Outcome.Refused<IReadOnlyDictionary<string, string?>>(registers.Unknown(register));
        if (string.IsNullOrWhiteSpace(reason))
            return Outcome.Refused<IReadOnlyDictionary<string, string?>>(Finding.Error("personal.no-reason", Place.Whole, new("查看个人信息须说明事由。", "Say why you look at personal data."), new("填写事由。", "Give the reason.")));
        await using var db = await store.CreateDbContextAsync(stop);
        var values = await found.Personal(db, row, stop);
        db.Add(new PersonalLook { Register = register, Row = row, Actor = actor.Id, At = clock.Moment(), Reason = reason.Trim() });
        await db.SaveChangesAsync(stop);
        return Outcome.Done(values);
    }
}
