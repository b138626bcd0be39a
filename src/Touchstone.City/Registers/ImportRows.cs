using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>How a file is taken into a register.</summary>
/// <param name="Mode">Tried or carried out.</param>
public sealed record RowsRequest(WriteMode Mode)
{
    /// <summary>From which day what the file says holds; null: the day of recording.</summary>
    public DateOnly? ValidFrom { get; init; }
    /// <summary>The notice or statement the file rests on.</summary>
    public string? Citation { get; init; }
    public SourceTier Tier { get; init; } = SourceTier.Unstated;
    public string? Note { get; init; }

    public static RowsRequest Commit { get; } = new(WriteMode.Commit);
    public static RowsRequest DryRun { get; } = new(WriteMode.DryRun);
}

/// <summary>What a file did to a register, or would do.</summary>
/// <param name="Register">Which.</param>
/// <param name="Mode">Tried or carried out.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Added">New.</param>
/// <param name="Changed">Known, with something else in them.</param>
/// <param name="Same">Known, and as they were.</param>
public sealed record RowsReceipt(string Register, WriteMode Mode, int Rows, int Added, int Changed, int Same)
{
    /// <summary>Rows that wait for a person to say what they are about.</summary>
    public int SetAside { get; init; }
    /// <summary>The number of the import; null when only tried.</summary>
    public long? Import { get; init; }
}

/// <summary>
/// Takes a workbook or CSV into a register: all of it or nothing. Every fault is found at once, each with its cell and what to do; the file is kept, and every row knows where in it it stood.
/// A column that the file has says what the field is, blank included; a column it lacks leaves the field as it was.
/// </summary>
public sealed class ImportRows(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    public async Task<Outcome<RowsReceipt>> Run(Actor actor, string register, ReceivedFile file, RowsRequest request, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<RowsReceipt>(not);
        if (registers.Find(register) is not { } found) return Outcome.Refused<RowsReceipt>(registers.Unknown(register));
        var reading = new RegisterReading(found, file);
        await using var db = await store.CreateDbContextAsync(stop);
        if (request.Mode == WriteMode.DryRun)
        {
            var tried = await found.Check(db, reading, stop);
            return Receipt(found, request, tried, reading.Findings, null);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moment = await Recording.Begin(db, clock, stop);
        var read = await found.Check(db, reading, stop);
        if (reading.Findings.HasErrors) return Receipt(found, request, read, reading.Findings, null);
        string hash = await StoredFiles.Keep(db, file.Bytes, moment, stop);
        var import = new RegisterImport
        {
            Register = found.Code,
            FileHash = hash,
            FileName = file.Name,
            ReceivedAt = moment,
            Actor = actor.Id,
            Rows = read.Rows,
            Added = read.Added,
            Changed = read.Changed,
            Same = read.Same,
        };
        db.Add(import);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        await found.Write(db, read, new(actor, moment, request.ValidFrom ?? clock.Today(), hash, file.Name, reading.Table.Sheet, request.Citation, request.Tier, request.Note), stop);
        await new Measuring(db, registers, actor, moment, clock.Moment()).Run(await Measuring.Before(db, registers, found.Code, stop), new(), stop);
        await transaction.CommitAsync(stop);
        return Receipt(found, request, read, reading.Findings, import.Id);
    }

    private static Outcome<RowsReceipt> Receipt(Register register, RowsRequest request, ImportChecked read, FindingList findings, long? import)
    {
        ImmutableArray<Finding> all = [.. findings.ToImmutable().OrderBy(f => f.Where.Row ?? 0)];
        return all.HasErrors() ? Outcome.Refused<RowsReceipt>(all) : Outcome.Done(new RowsReceipt(register.Code, request.Mode, read.Rows, read.Added, read.Changed, read.Same) { Import = import, SetAside = read.SetAside }, all);
    }
}

/// <summary>A file as it came, as a workbook: wrong cells coloured, what is wrong and what to do beside each row. Refused where it cannot be read as a table.</summary>
public sealed class MarkRowsFile(IDbContextFactory<CityDb> store, RegisterBook registers)
{
    public async Task<Outcome<ReceivedFile>> Run(Actor actor, string register, ReceivedFile file, string language, CancellationToken stop = default)
    {
        if (registers.Find(register) is not { } found) return Outcome.Refused<ReceivedFile>(registers.Unknown(register));
        var reading = new RegisterReading(found, file);
        if (!reading.Table.IsSound) return Outcome.Refused<ReceivedFile>(reading.Table.Findings);
        await using var db = await store.CreateDbContextAsync(stop);
        await found.Check(db, reading, stop);
        string name = Path.GetFileNameWithoutExtension(file.Name) + ".findings.xlsx";
        return Outcome.Done(new ReceivedFile(name, ErrorWorkbook.Write(reading.Table, reading.Findings.ToImmutable(), language, found.TemplateId)));
    }
}
