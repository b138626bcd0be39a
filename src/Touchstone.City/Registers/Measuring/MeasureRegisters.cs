using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>What counting did.</summary>
/// <param name="Measured">Figures counted.</param>
/// <param name="Recorded">Of those, recorded: new, or other than before.</param>
/// <param name="Unchanged">Of those, as they were: the same rows.</param>
public sealed record MeasureReceipt(int Measured, int Recorded, int Unchanged);

/// <summary>
/// Counts the registers for areas and periods and records the figures as observations. Their source is the list of the rows that count, kept as a file: whoever asks why a figure is what it is opens it.
/// From then on the figures are counted again with every change of a register, and a correction supersedes.
/// </summary>
public sealed class MeasureRegisters(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    public async Task<Outcome<MeasureReceipt>> Run(Actor actor, IReadOnlyList<CellKey> cells, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<MeasureReceipt>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moment = await Recording.Begin(db, clock, stop);
        var findings = new FindingList();
        foreach (var cell in cells.Where(c => !registers.All.Any(r => r.Measures.Any(m => m.Indicator == c.Indicator))))
            findings.Error("measure.unknown", new Place(Column: cell.Indicator.Value), new($"没有台账能计数“{cell.Indicator}”。", $"No register counts '{cell.Indicator}'."), new("从可计数的指标中选择。", "Choose one that is counted."));
        var (measured, recorded, unchanged) = await new Measuring(db, registers, actor, moment, clock.Moment()).Run(cells, findings, stop);
        if (findings.HasErrors) return Outcome.Refused<MeasureReceipt>(findings.ToImmutable());
        await transaction.CommitAsync(stop);
        return Outcome.Done(new MeasureReceipt(measured, recorded, unchanged), findings.ToImmutable());
    }
}

/// <summary>Counts for any day or period without recording: the figure and its rows.</summary>
public sealed class CountRegister(IDbContextFactory<CityDb> store, RegisterBook registers)
{
    public async Task<Outcome<Measured>> Run(Actor actor, CellKey cell, CancellationToken stop = default)
    {
        if (registers.All.SelectMany(r => r.Measures).FirstOrDefault(m => m.Indicator == cell.Indicator) is not { } measure)
            return Outcome.Refused<Measured>(Finding.Error("measure.unknown", Place.Whole, new($"没有台账能计数“{cell.Indicator}”。", $"No register counts '{cell.Indicator}'."), new("从可计数的指标中选择。", "Choose one that is counted.")));
        await using var db = await store.CreateDbContextAsync(stop);
        var scopes = await MeasureScopes.Load(db, stop);
        return scopes.Fault(cell.Area) is { } fault ? Outcome.Refused<Measured>(fault) : Outcome.Done(await measure.Count(db, scopes.Of(cell), stop));
    }
}

/// <summary>What registers can count.</summary>
public sealed class ListMeasures(RegisterBook registers)
{
    public Task<ImmutableArray<(Register Register, RegisterMeasure Measure)>> Run(Actor actor, CancellationToken stop = default) =>
        Task.FromResult(registers.All.SelectMany(r => r.Measures.Select(m => (r, m))).ToImmutableArray());
}
