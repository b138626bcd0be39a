using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>A field that a version changed: what it was and what it became.</summary>
public sealed record FieldChange(RegisterField Field, RegisterCell Before, RegisterCell After);

/// <summary>A version of a row and what it changed.</summary>
public sealed record RowStep(RowVersion Version, ImmutableArray<FieldChange> Changes);

/// <summary>All that was ever recorded of a row, the latest first: which values changed, from when they hold, when and by whom that was recorded, and on what source.</summary>
public sealed class ReadRowHistory(IDbContextFactory<CityDb> store, RegisterBook registers)
{
    public async Task<ImmutableArray<RowStep>> Run(Actor actor, string register, long row, CancellationToken stop = default)
    {
        if (registers.Find(register) is not { } found) return [];
        await using var db = await store.CreateDbContextAsync(stop);
        var versions = await db.Set<RowVersion>().AsNoTracking().Where(v => v.Register == register && v.Row == row).OrderBy(v => v.Number).ToListAsync(stop);
        var steps = new List<RowStep>(versions.Count);
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            var now = JsonSerializer.Deserialize<Dictionary<string, string>>(version.Values)!;
            steps.Add(new(version, [.. found.Fields.Where(f => before.GetValueOrDefault(f.Code) != now.GetValueOrDefault(f.Code)).Select(f => new FieldChange(f, Cell(f, before), Cell(f, now)))]));
            before = now;
        }
        steps.Reverse();
        return [.. steps];
    }

    private static RegisterCell Cell(RegisterField field, Dictionary<string, string> values)
    {
        if (!values.TryGetValue(field.Code, out string? text)) return default;
        if (field.Is(FieldTraits.Personal)) return new(null) { IsMasked = true };
        return new(FieldText.FromCanonical(field, text), field.Choices.FirstOrDefault(c => c.Code == text)?.Name ?? default);
    }
}
