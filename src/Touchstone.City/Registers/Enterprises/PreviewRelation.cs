using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>What a merge or split would do, before it is done.</summary>
/// <param name="From">The firm joined into the other, or split.</param>
/// <param name="Into">The firm that goes on, or the new one.</param>
/// <param name="Rungs">Recognitions of the first that stand on the day; those marked stand for the second too, and both together then count once.</param>
/// <param name="Parts">The first firm's rows in the other registers, a page each: a merge leaves them where they are, a split may move them.</param>
/// <param name="Problems">Why it would be refused; empty: it would not.</param>
public sealed record RelationPreview(FoundRow From, FoundRow Into, ImmutableArray<(Rung Rung, bool Both)> Rungs, ImmutableArray<RegisterPage> Parts, ImmutableArray<Finding> Problems);

/// <summary>Says what joining or splitting two firms would do; null when one of them is not in the register.</summary>
public sealed class PreviewRelation(IDbContextFactory<CityDb> store, RegisterBook registers)
{
    public async Task<RelationPreview?> Run(Actor actor, RelationRequest request, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var firms = await db.Firms.AsNoTracking().Where(f => f.Id == request.From || f.Id == request.Into).ToDictionaryAsync(f => f.Id, stop);
        if (!firms.TryGetValue(request.From, out var from) || !firms.TryGetValue(request.Into, out var into)) return null;
        var standing = await Recognitions.ValidOn(db, request.ValidFrom).Where(r => r.Firm == from.Id || r.Firm == into.Id).Select(r => new { r.Firm, r.Rung }).ToListAsync(stop);
        var parts = ImmutableArray.CreateBuilder<RegisterPage>();
        foreach (var register in registers.All.Where(r => r.Fields.Any(f => f is { Code: "firm", Kind: FieldKind.Reference })))
            if (await register.List(db, new(register.Code) { Filters = [new("firm", [from.Key])], Size = RegisterView.LargestPage }, stop) is { Rows.IsEmpty: false } page) parts.Add(page);
        return new(Named(from), Named(into),
            [.. standing.Where(r => r.Firm == from.Id).Select(r => r.Rung).Distinct().Order().Select(r => (r, standing.Any(s => s.Firm == into.Id && s.Rung == r)))],
            parts.ToImmutable(), Relating.Fault(request, firms) is { } fault ? [fault] : []);
    }

    private static FoundRow Named(Firm firm) => new(FirmRegister.Instance.Code, firm.Id, firm.Key, firm.Name);
}
