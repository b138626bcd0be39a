using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>Why two rows may be one firm.</summary>
public enum DuplicateReason
{
    /// <summary>They have one name.</summary>
    SameName,
    /// <summary>The name of one is a former name of the other.</summary>
    FormerName,
    /// <summary>Their names differ in the legal form, or in words such as 省 and 市, only.</summary>
    LikeName,
    /// <summary>They have one address, and few others have it.</summary>
    SameAddress,
}

/// <summary>Two firms of the register that may be one.</summary>
public sealed record SuspectedPair(FoundRow First, FoundRow Second, ImmutableArray<DuplicateReason> Reasons);

/// <summary>Pairs that may be one firm, those with the most reasons first.</summary>
/// <param name="Pairs">No more than were asked for.</param>
/// <param name="Found">How many there are.</param>
public sealed record SuspectedPairs(ImmutableArray<SuspectedPair> Pairs, int Found);

/// <summary>
/// Looks for firms that stand in the register twice. A name or address that more than a handful share says nothing: a park, a business centre. All firms are compared once, and again only when a row of any
/// register has changed since.
/// </summary>
public sealed class FindDuplicates(IDbContextFactory<CityDb> store)
{
    private const int Handful = 5, ShortestCore = 3;
    private static readonly string[] LegalForms = ["股份有限公司", "有限责任公司", "有限公司", "公司"];

    private Compared? _last;

    public async Task<SuspectedPairs> Run(Actor actor, int most = 200, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        long version = await db.Set<RowVersion>().MaxAsync(v => (long?)v.Id, stop) ?? 0;
        if (_last is { } last && last.Version == version && last.Most == most) return last.Pairs;
        var pairs = await Compare(db, most, stop);
        _last = new(version, most, pairs);
        return pairs;
    }

    /// <summary>What was found when the last row version of the store was this one.</summary>
    private sealed record Compared(long Version, int Most, SuspectedPairs Pairs);

    private static async Task<SuspectedPairs> Compare(CityDb db, int most, CancellationToken stop)
    {
        var firms = await db.Firms.AsNoTracking().Where(f => f.Status != FirmStatus.Merged).OrderBy(f => f.Id).Select(f => new Seen(f.Id, f.Key, f.Name, f.SearchText, f.Address)).ToListAsync(stop);
        var reasons = new Dictionary<(int, int), SortedSet<DuplicateReason>>();
        Pair(firms, f => f.Names, (a, b) => a.Names[0] == b.Names[0] ? DuplicateReason.SameName : DuplicateReason.FormerName, reasons);
        Pair(firms, f => Core(f.Names[0]) is { Length: >= ShortestCore } core ? [core] : [], (a, b) => a.Names[0] == b.Names[0] ? DuplicateReason.SameName : DuplicateReason.LikeName, reasons);
        Pair(firms, f => SearchedName.Normal(f.Address ?? "") is { Length: > 0 } address ? [address] : [], (_, _) => DuplicateReason.SameAddress, reasons);
        return new([.. reasons.OrderByDescending(r => r.Value.Count).ThenBy(r => r.Value.Min).ThenBy(r => r.Key).Take(most).Select(r => new SuspectedPair(firms[r.Key.Item1].Row, firms[r.Key.Item2].Row, [.. r.Value]))], reasons.Count);
    }

    private static void Pair(List<Seen> firms, Func<Seen, IReadOnlyList<string>> marks, Func<Seen, Seen, DuplicateReason> reason, Dictionary<(int, int), SortedSet<DuplicateReason>> reasons)
    {
        var holders = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < firms.Count; i++)
            foreach (string mark in marks(firms[i]))
            {
                if (!holders.TryGetValue(mark, out var some)) holders.Add(mark, some = []);
                if (some.Count <= Handful && !some.Contains(i)) some.Add(i);
            }
        foreach (var some in holders.Values.Where(h => h.Count is > 1 and <= Handful))
            for (int b = 1; b < some.Count; b++)
                for (int a = 0; a < b; a++)
                {
                    if (!reasons.TryGetValue((some[a], some[b]), out var why)) reasons.Add((some[a], some[b]), why = []);
                    why.Add(reason(firms[some[a]], firms[some[b]]));
                }
    }

    /// <summary>A name without its legal form, the mark of made-up firms, and the words of administrative levels.</summary>
    private static string Core(string normal)
    {
        string core = normal.Replace("虚构", "", StringComparison.Ordinal);
        foreach (string form in LegalForms)
            if (core.EndsWith(form, StringComparison.Ordinal)) { core = core[..^form.Length]; break; }
        return string.Concat(core.Where(c => c is not ('省' or '市' or '县' or '区')));
    }

    private sealed record Seen(long Id, string Key, string Name, string SearchText, string? Address)
    {
        public string[] Names { get; } = SearchText.Split('\n');
        public FoundRow Row => new(FirmRegister.Instance.Code, Id, Key, Name);
    }
}
