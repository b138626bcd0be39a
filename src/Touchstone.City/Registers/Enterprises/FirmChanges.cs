using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>Something of a firm that became another on a day.</summary>
internal sealed record FirmChange(long Firm, DateOnly On, Text What);

/// <summary>
/// The changes that a holder of a recognition has to report, found by comparing the versions of the firm: another name, another main business (the class of GB/T 4754; the product is free text), a move out of the
/// city; and merges and splits. Each holds from the day its version says. Other corrections are none of them, nor is what was taken back, or entered where nothing stood.
/// </summary>
/// <param name="db">The store.</param>
/// <param name="merges">Which firm counts for which.</param>
/// <param name="since">Changes from this day on.</param>
/// <param name="day">To this day.</param>
internal sealed class FirmChanges(CityDb db, FirmMerges merges, DateOnly since, DateOnly day)
{
    private static readonly (string Field, Text What)[] Reported = [("name", new("更名", "name changed")), ("industry", new("主营业务变更", "main business changed"))];

    /// <summary>The changes of some firms, the earliest first.</summary>
    public async Task<IReadOnlyList<FirmChange>> Of(IReadOnlyCollection<long> firms, CancellationToken stop)
    {
        var wanted = firms.ToHashSet();
        var changes = await Corrected(wanted, stop);
        foreach (var chunk in wanted.Chunk(1000).Select(c => c.ToList()))
            changes.AddRange((await db.Firms.AsNoTracking().Where(f => EF.Parameter(chunk).Contains(f.Id) && f.Status == FirmStatus.MovedAway && f.LeftOn >= since && f.LeftOn <= day).Select(f => new { f.Id, f.LeftOn }).ToListAsync(stop))
                .ConvertAll(f => new FirmChange(f.Id, f.LeftOn!.Value, new("迁出本市", "moved out of the city"))));
        foreach (var relation in await db.Set<FirmRelation>().AsNoTracking().Where(r => r.UndoneAt == null && r.ValidFrom >= since && r.ValidFrom <= day).OrderBy(r => r.Id).ToListAsync(stop))
            foreach (long firm in new[] { merges.RootOf(relation.From), merges.RootOf(relation.Into) }.Distinct().Where(wanted.Contains))
                changes.Add(new(firm, relation.ValidFrom, relation.Kind == RelationKind.Merge ? new("合并", "merged") : new("分立", "split")));
        return [.. changes.OrderBy(c => c.On).ThenBy(c => c.Firm)];
    }

    /// <summary>Only firms with a later version that holds from within the time are read, with all their versions.</summary>
    private async Task<List<FirmChange>> Corrected(HashSet<long> wanted, CancellationToken stop)
    {
        string register = FirmRegister.Instance.Code;
        var versions = db.Set<RowVersion>().AsNoTracking().Where(v => v.Register == register);
        var touched = (await versions.Where(v => v.Number > 1 && v.ValidFrom >= since && v.ValidFrom <= day).Select(v => v.Row).Distinct().ToListAsync(stop)).FindAll(wanted.Contains);
        var changes = new List<FirmChange>();
        foreach (var chunk in touched.Chunk(1000).Select(c => c.ToList()))
            foreach (var firm in (await versions.Where(v => EF.Parameter(chunk).Contains(v.Row)).OrderBy(v => v.Row).ThenBy(v => v.Number).Select(v => new { v.Row, v.ValidFrom, v.Values }).ToListAsync(stop)).GroupBy(v => v.Row))
            {
                var values = firm.Select(v => (v.ValidFrom, Values: JsonSerializer.Deserialize<Dictionary<string, string>>(v.Values)!)).ToList();
                foreach (var (field, what) in Reported) changes.AddRange(Became(values.ConvertAll(v => (v.ValidFrom, v.Values.GetValueOrDefault(field)))).Select(on => new FirmChange(firm.Key, on, what)));
            }
        return changes;
    }

    /// <summary>The days from which a value was another than before, in the order of recording; changes that lead back to what was are none.</summary>
    private IEnumerable<DateOnly> Became(List<(DateOnly From, string? Value)> values)
    {
        var changes = new List<(string Before, DateOnly On)>();
        string? last = null;
        foreach (var (from, value) in values)
        {
            if (value is null) continue;
            string now = SearchedName.Normal(value);
            if (last is not null && last != now && from >= since && from <= day)
            {
                int back = changes.FindIndex(c => c.Before == now);
                if (back >= 0) changes.RemoveRange(back, changes.Count - back);
                else changes.Add((last, from));
            }
            last = now;
        }
        return changes.Select(c => c.On);
    }
}
