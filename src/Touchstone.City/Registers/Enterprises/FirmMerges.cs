using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>Which firm counts for which on a day.</summary>
internal sealed class FirmMerges
{
    private readonly Dictionary<long, long> _into;

    private FirmMerges(IEnumerable<FirmRelation> merges) => _into = merges.OrderBy(r => r.Id).DistinctBy(r => r.From).ToDictionary(r => r.From, r => r.Into);

    public static async Task<FirmMerges> On(CityDb db, DateOnly day, CancellationToken stop) => new(await Merges(db, day).Where(r => r.UndoneAt == null).ToListAsync(stop));

    /// <summary>As known then: recorded by then, and not yet taken back.</summary>
    public static async Task<FirmMerges> Known(CityDb db, DateOnly day, KnownUntil until, CancellationToken stop) =>
        new(await Merges(db, day).Where(r => r.RecordedAt <= until.Recorded && (r.UndoneAt == null || r.UndoneAt > until.Recorded)).ToListAsync(stop));

    private static IQueryable<FirmRelation> Merges(CityDb db, DateOnly day) => db.Set<FirmRelation>().AsNoTracking().Where(r => r.Kind == RelationKind.Merge && r.ValidFrom <= day);

    public long RootOf(long firm)
    {
        for (int steps = 0; steps <= _into.Count && _into.TryGetValue(firm, out long into); steps++) firm = into;
        return firm;
    }

    /// <summary>The firm counts for another.</summary>
    public bool IsJoined(long firm) => _into.ContainsKey(firm);

    /// <summary>The firms that others were joined into.</summary>
    public IEnumerable<long> Successors => _into.Values.Distinct();

    /// <summary>The firm and every firm that was joined into it.</summary>
    public IReadOnlyList<long> AllOf(long firm) => [firm, .. _into.Keys.Where(from => RootOf(from) == firm && from != firm)];
}

/// <summary>Which firms are there on a day.</summary>
internal static class FirmsOn
{
    /// <summary>
    /// Those that had neither closed nor moved away by the day. One that has, nobody says when, is there on no day. Firms joined into others are among them: <see cref="FirmMerges"/> says from which day they count for another.
    /// </summary>
    public static IQueryable<Firm> There(IQueryable<Firm> firms, DateOnly day) =>
        firms.Where(f => f.LeftOn > day || (f.LeftOn == null && (f.Status == FirmStatus.Active || f.Status == FirmStatus.Merged)));

    /// <summary>What those among some firms are called.</summary>
    public static async Task<Dictionary<long, RowLabel>> Named(IQueryable<Firm> firms, IEnumerable<long> numbers, CancellationToken stop)
    {
        var named = new Dictionary<long, RowLabel>();
        foreach (var chunk in numbers.Distinct().Chunk(1000).Select(c => c.ToList()))
            foreach (var firm in await firms.Where(f => EF.Parameter(chunk).Contains(f.Id)).Select(f => new { f.Id, f.Key, f.Name }).ToListAsync(stop)) named[firm.Id] = new(firm.Key, firm.Name);
        return named;
    }
}
