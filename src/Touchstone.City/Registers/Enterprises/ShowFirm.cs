using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>All that the registers know of a firm on a day.</summary>
/// <param name="Firm">The firm, with every field.</param>
/// <param name="Standing">Recognitions that stand on the day, those of firms joined into it included.</param>
/// <param name="Parts">Its rows in the other registers, a page each, the latest first.</param>
/// <param name="Relations">Merges and splits, those taken back included.</param>
/// <param name="Work">What is to be done for it.</param>
public sealed record FirmFile(RegisterLine Firm, ImmutableArray<Recognition> Standing, ImmutableArray<RegisterPage> Parts, ImmutableArray<FirmRelation> Relations, ImmutableArray<WorkItem> Work)
{
    /// <summary>What the other firms of its merges and splits are called.</summary>
    public required IReadOnlyDictionary<long, RowLabel> Related { get; init; }
}

/// <summary>One firm, one file; null when the register has no firm of that number.</summary>
public sealed class ShowFirm(IDbContextFactory<CityDb> store, RegisterBook registers, RulebookShelf rulebooks)
{
    public async Task<FirmFile?> Run(Actor actor, long firm, DateOnly day, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        if (await FirmRegister.Instance.Row(db, firm, stop) is not { } line) return null;
        var merges = await FirmMerges.On(db, day, stop);
        var all = merges.AllOf(firm).ToList();
        var standing = await Recognitions.ValidOn(db, day).Where(r => EF.Parameter(all).Contains(r.Firm)).OrderBy(r => r.Rung).ThenByDescending(r => r.ValidTo).ToListAsync(stop);
        var keys = await db.Firms.AsNoTracking().Where(f => EF.Parameter(all).Contains(f.Id)).Select(f => f.Key).ToListAsync(stop);
        var parts = ImmutableArray.CreateBuilder<RegisterPage>();
        foreach (var register in registers.All.Where(r => r.Fields.Any(f => f is { Code: "firm", Kind: FieldKind.Reference })))
            parts.Add(await register.List(db, new(register.Code) { Filters = [new("firm", [.. keys])], Size = RegisterView.LargestPage }, stop));
        var relations = await db.Set<FirmRelation>().AsNoTracking().Where(r => r.From == firm || r.Into == firm).OrderByDescending(r => r.Id).ToListAsync(stop);
        var work = await new WorkFinding(db, rulebooks, new(day, firm)).All(stop);
        var related = await FirmRegister.Instance.Labels(db, [.. relations.SelectMany(r => new[] { r.From, r.Into })], stop);
        return new(line, [.. standing], parts.ToImmutable(), [.. relations], [.. work.OrderBy(w => w.Urgency).ThenBy(w => w.Due)]) { Related = related };
    }
}
