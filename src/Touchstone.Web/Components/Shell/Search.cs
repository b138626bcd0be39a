using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.Model;
using Touchstone.Web.Reading;

namespace Touchstone.Web.Components.Shell;

/// <summary>Something the palette can open. Kind: page, indicator, city, index, firm, row.</summary>
public sealed record SearchHit(Text Name, string Kind, string Href, string Code = "");

/// <summary>What the palette searches: the pages, and whatever each slice offers.</summary>
public sealed class Search(IEnumerable<ISearchable> slices, FindRows? rows = null)
{
    private const int MostRows = 8;

    /// <summary>Hits whose name (in either language) or code contains the words, then rows of registers found by name, pinyin, initials or code; the pages alone for no words.</summary>
    public async Task<IReadOnlyList<SearchHit>> Find(Actor actor, string words, int most = 12, CancellationToken stop = default)
    {
        string wanted = words.Trim();
        var all = Rooms.All.Select(r => new SearchHit(r.Name, "page", r.Href)).ToList();
        if (wanted.Length > 0)
            foreach (var slice in slices) all.AddRange(await slice.Offer(actor, stop));
        var named = wanted.Length >= 2 && rows is not null ? (await rows.Run(actor, wanted, MostRows, stop)).Select(r => new SearchHit(Text.Same(r.Name), r.Register == "firms" ? "firm" : "row", RegisterCells.Shown(r.Register, r.Id), r.Key)) : [];
        return [.. all.Where(h => Matches(h, wanted)).OrderBy(h => h.Name.Say().StartsWith(wanted, StringComparison.OrdinalIgnoreCase) ? 0 : 1).Concat(named).Take(most)];
    }

    private static bool Matches(SearchHit hit, string wanted) =>
        hit.Name.Zh.Contains(wanted, StringComparison.OrdinalIgnoreCase) || hit.Name.En.Contains(wanted, StringComparison.OrdinalIgnoreCase)
        || hit.Code.Contains(wanted, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A slice that offers things to find: indicators, cities, indices.</summary>
public interface ISearchable
{
    /// <summary>Everything it offers; short lists, filtered by the caller.</summary>
    Task<IEnumerable<SearchHit>> Offer(Actor actor, CancellationToken stop);
}
