using System.Collections.Immutable;
using System.Text;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>Names as they are searched: one form of each character, pairs of neighbours, and how they are read.</summary>
internal static class SearchedName
{
    private const int MostReadings = 8;

    /// <summary>Pairs that nearly every firm's name has: looking them up would give nearly every row, so they are not kept.</summary>
    private static readonly HashSet<string> Everywhere = new(["有限", "限公", "公司", "限责", "责任", "任公", "股份", "份有", "份公"], StringComparer.Ordinal);

    /// <summary>Full-width letters as letters, capitals, no spaces and no brackets.</summary>
    public static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormKC))
            if (!char.IsWhiteSpace(c) && c is not ('(' or ')' or '[' or ']' or '“' or '”' or '"')) normal.Append(char.ToUpperInvariant(c));
        return normal.ToString();
    }

    /// <summary>The pairs of neighbouring characters by which a text is looked up.</summary>
    public static IEnumerable<string> Grams(string normal)
    {
        for (int i = 0; i + 2 <= normal.Length; i++)
            if (normal[i] != '\n' && normal[i + 1] != '\n' && normal.Substring(i, 2) is var gram && !Everywhere.Contains(gram)) yield return gram;
    }

    /// <summary>Sets what a row is found by.</summary>
    public static void Fill(NamedRow row, IEnumerable<string> names)
    {
        string[] normal = [.. names.Select(Normal).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)];
        row.SearchText = string.Join('\n', normal);
        row.Pinyin = string.Join('\n', normal.SelectMany(n => Readings(n, PinyinTable.Of)).Distinct(StringComparer.Ordinal));
        row.Initials = string.Join('\n', normal.SelectMany(n => Readings(n, PinyinTable.InitialsOf)).Distinct(StringComparer.Ordinal));
    }

    /// <summary>How a name may be read, the usual way first; other characters stand for themselves.</summary>
    private static List<string> Readings(string name, Func<char, ImmutableArray<string>> of)
    {
        var ways = new List<StringBuilder> { new(name.Length * 4) };
        foreach (char c in name)
        {
            var here = of(c);
            if (here.Length > 1 && ways.Count * here.Length <= MostReadings)
                ways = [.. here.SelectMany(h => ways.Select(w => new StringBuilder(w.ToString(), name.Length * 4).Append(h)))];
            else
                foreach (var way in ways)
                    if (here.IsEmpty) way.Append(char.ToLowerInvariant(c));
                    else way.Append(here[0]);
        }
        return ways.ConvertAll(w => w.ToString());
    }

    /// <summary>
    /// Keeps the pairs of rows that were written, and how they are read. A pair stays once it is there: earlier names go on being found, and one that no longer fits is
    /// sorted out by the text itself.
    /// </summary>
    public static async Task Index(CityDb db, string register, IEnumerable<NamedRow> rows, CancellationToken stop)
    {
        var byGram = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        foreach (var row in rows)
            foreach (string gram in Grams(row.SearchText).Distinct(StringComparer.Ordinal))
            {
                if (!byGram.TryGetValue(gram, out var holders)) byGram.Add(gram, holders = []);
                holders.Add(row.Id);
            }
        await BulkRows.InsertNew(db, [.. byGram.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new NamePair
        {
            Register = register, Gram = g.Key, First = g.Value[0], Count = g.Value.Count, Rows = g.Value.Count > NameSearch.Few ? "" : string.Join(',', g.Value),
        })], stop);
        await BulkRows.InsertNew(db, [.. byGram.Keys.Order(StringComparer.Ordinal).SelectMany(g => ReadingsOf(g).Select(p => new GramReading { Gram = g, Pinyin = p }))], stop);
    }

    private static IEnumerable<string> ReadingsOf(string gram)
    {
        ImmutableArray<string> first = PinyinTable.Of(gram[0]), second = PinyinTable.Of(gram[1]);
        return first.SelectMany(a => second.Select(b => a + b)).Distinct(StringComparer.Ordinal);
    }
}
