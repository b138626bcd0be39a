using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;

#pragma warning disable CA1309 // The databases compare by bytes; this is the form they are sent.

namespace Touchstone.City.Registers;

/// <summary>
/// What a search text means for rows that have a name. A rare text is looked up by its pairs of characters and gives few rows, which may then be sorted by anything; a frequent one is read along the
/// order of entry, where its first rows are near.
/// </summary>
internal static class NameSearch
{
    /// <summary>More rows than this are a frequent text.</summary>
    public const int Few = 2_000;

    /// <summary>The condition that rows of a search must meet; null: nothing is asked.</summary>
    public static async Task<Expression<Func<TRow, bool>>?> Condition<TRow>(CityDb db, string register, string? search, CancellationToken stop) where TRow : NamedRow
    {
        string text = SearchedName.Normal(search ?? "");
        if (text.Length == 0) return null;
        return text.All(char.IsAscii) ? await OfLetters<TRow>(db, register, text, stop) : await OfCharacters<TRow>(db, register, text, stop);
    }

    /// <summary>Whether a search text means a row: what <see cref="Condition"/> looks up, asked of one row in memory.</summary>
    public static bool Means(NamedRow row, string search)
    {
        string text = SearchedName.Normal(search), letters = text.ToLowerInvariant();
        if (row.SearchText.Contains(text, StringComparison.Ordinal)) return true;
        if (!text.All(char.IsAscii)) return false;
        return text.Any(char.IsAsciiDigit) ? row.Key.StartsWith(text, StringComparison.Ordinal) : row.Initials.Contains(letters, StringComparison.Ordinal) || row.Pinyin.Contains(letters, StringComparison.Ordinal);
    }

    private static async Task<Expression<Func<TRow, bool>>> OfCharacters<TRow>(CityDb db, string register, string text, CancellationToken stop) where TRow : NamedRow
    {
        var rows = await Rarest(db, register, Anywhere(text), stop);
        if (rows is null) return r => r.SearchText.Contains(text);
        return r => EF.Parameter(rows).Contains(r.Id) && r.SearchText.Contains(text);
    }

    /// <summary>
    /// For reading in the order of names: the rows of a frequent text in two parts, those whose name begins with it, which stand together, and the few others. Null where there is no such parting:
    /// the text is rare, or frequent elsewhere too.
    /// </summary>
    public static async Task<(Expression<Func<TRow, bool>> Begins, Expression<Func<TRow, bool>> Elsewhere)?> InTwoParts<TRow>(CityDb db, string register, string? search, CancellationToken stop) where TRow : NamedRow
    {
        string text = SearchedName.Normal(search ?? "");
        if (text.Length < 2 || text.All(char.IsAscii) || !SearchedName.Grams(text[..2]).Any()) return null;
        string first = text[..2], after = $"{first[0]}{(char)(first[1] + 1)}";
        if (first.Any(char.IsSurrogate) || after.Any(char.IsSurrogate) || await Rarest(db, register, Anywhere(text), stop) is not null) return null;
        if (await Rarest(db, register, SearchedName.Grams(text).Select(g => new List<string> { g }), stop) is not { } others) return null;
        return (r => string.Compare(r.Name, first) >= 0 && string.Compare(r.Name, after) < 0 && r.SearchText.Contains(text),
            r => EF.Parameter(others).Contains(r.Id) && (string.Compare(r.Name, first) < 0 || string.Compare(r.Name, after) >= 0) && r.SearchText.Contains(text));
    }

    /// <summary>The pairs of a text, each at the beginning of a name or further on.</summary>
    private static IEnumerable<List<string>> Anywhere(string text) => SearchedName.Grams(text).Select(g => new List<string> { g, SearchedName.AtBeginning(g) });

    /// <summary>Letters and digits are a code's beginning, a reading, first letters, or letters of the name itself.</summary>
    private static async Task<Expression<Func<TRow, bool>>> OfLetters<TRow>(CityDb db, string register, string text, CancellationToken stop) where TRow : NamedRow
    {
        string after = text[..^1] + (char)(text[^1] + 1);
        if (text.Any(char.IsAsciiDigit)) return await OfCode<TRow>(db, register, text, after, stop);
        string letters = text.ToLowerInvariant(), lettersAfter = after.ToLowerInvariant();
        var rows = new HashSet<long>();
        bool few = true;
        foreach (var syllables in PinyinTable.Cut(letters).Where(c => c.Length > 1))
            few = few && Add(rows, await Rarest(db, register, await Pairs(db, syllables, stop), stop));
        few = few && Add(rows, await FewRows(db.Set<TRow>().Where(r => string.Compare(r.Initials, letters) >= 0 && string.Compare(r.Initials, lettersAfter) < 0).OrderBy(r => r.Initials).Select(r => r.Id), stop));
        if (text.Length > 1) few = few && Add(rows, await Rarest(db, register, Anywhere(text), stop));
        List<long> found = [.. rows];
        if (few && found.Count > 0) return r => EF.Parameter(found).Contains(r.Id) && (r.Pinyin.Contains(letters) || r.Initials.Contains(letters) || r.SearchText.Contains(text));
        return r => r.Initials.Contains(letters) || r.Pinyin.Contains(letters) || r.SearchText.Contains(text);
    }

    private static async Task<Expression<Func<TRow, bool>>> OfCode<TRow>(CityDb db, string register, string text, string after, CancellationToken stop) where TRow : NamedRow
    {
        var named = await Rarest(db, register, Anywhere(text), stop) ?? [];
        if (named.Count == 0) return r => string.Compare(r.Key, text) >= 0 && string.Compare(r.Key, after) < 0;
        return r => (string.Compare(r.Key, text) >= 0 && string.Compare(r.Key, after) < 0) || (EF.Parameter(named).Contains(r.Id) && r.SearchText.Contains(text));
    }

    private static bool Add(HashSet<long> rows, List<long>? more)
    {
        if (more is null) return false;
        rows.UnionWith(more);
        return rows.Count <= Few;
    }

    /// <summary>The pairs of characters that two neighbouring syllables may be.</summary>
    private static async Task<List<List<string>>> Pairs(CityDb db, IReadOnlyList<string> syllables, CancellationToken stop)
    {
        var pairs = new List<List<string>>();
        for (int i = 0; i + 1 < syllables.Count; i++)
        {
            string reading = syllables[i] + syllables[i + 1];
            pairs.Add(await db.Set<GramReading>().AsNoTracking().Where(r => r.Pinyin == reading).Select(r => r.Gram).ToListAsync(stop) is var grams ? [.. grams, .. grams.Select(SearchedName.AtBeginning)] : []);
        }
        return pairs;
    }

    /// <summary>The rows of the rarest of some sets of pairs; null where every set is frequent, or there is none.</summary>
    private static async Task<List<long>?> Rarest(CityDb db, string register, IEnumerable<List<string>> sets, CancellationToken stop)
    {
        List<long>? rarest = null;
        foreach (var set in sets)
        {
            var rows = await Holders(db, register, set, stop);
            if (rows is not null && (rarest is null || rows.Count < rarest.Count)) rarest = rows;
            if (rarest is { Count: 0 }) break;
        }
        return rarest;
    }

    /// <summary>The rows that have one of some pairs; null where they are many.</summary>
    private static async Task<List<long>?> Holders(CityDb db, string register, List<string> grams, CancellationToken stop)
    {
        if (grams.Count == 0) return [];
        var blocks = db.Set<NamePair>().AsNoTracking().Where(g => g.Register == register && EF.Parameter(grams).Contains(g.Gram));
        if (await blocks.SumAsync(g => g.Count, stop) > Few) return null;
        var rows = await blocks.Select(g => g.Rows).ToListAsync(stop);
        return [.. rows.SelectMany(r => r.Split(',')).Select(r => long.Parse(r, System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order()];
    }

    /// <summary>How many of some pairs each row has, the pairs that are in many rows left out.</summary>
    public static async Task<Dictionary<long, int>> Shared(CityDb db, string register, IEnumerable<string> grams, CancellationToken stop)
    {
        var shared = new Dictionary<long, int>();
        foreach (string gram in grams)
            foreach (long row in await Holders(db, register, [gram, SearchedName.AtBeginning(gram)], stop) ?? []) shared[row] = shared.GetValueOrDefault(row) + 1;
        return shared;
    }

    private static async Task<List<long>?> FewRows(IQueryable<long> rows, CancellationToken stop)
    {
        var found = await rows.Take(Few + 1).ToListAsync(stop);
        return found.Count > Few ? null : found;
    }
}
