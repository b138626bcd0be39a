using System.Collections.Immutable;
using System.Text;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>Names as they are searched: one form of each character, pairs of neighbours, and how they are read.</summary>
internal static class SearchedName
{
    private const int MostReadings = 8;

    /// <summary>As long as the texts of a row may be that are searched: indexes hold them, and PostgreSQL limits what an index holds. The earliest names go first.</summary>
    private const int MostCharacters = 600;

    /// <summary>Pairs that nearly every firm's name has: looking them up would give nearly every row, so they are not kept.</summary>
    private static readonly HashSet<string> Everywhere = new(["有限", "限公", "公司", "限责", "责任", "任公", "股份", "份有", "份公"], StringComparer.Ordinal);

    /// <summary>Full-width letters as letters, capitals, no spaces and no brackets.</summary>
    public static string Normal(string text)
    {
        if (IsNormal(text)) return text;
        var normal = new StringBuilder(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormKC))
            if (!char.IsWhiteSpace(c) && c is not ('(' or ')' or '[' or ']' or '“' or '”' or '"')) normal.Append(char.ToUpperInvariant(c));
        return normal.ToString();
    }

    /// <summary>Nothing but characters of the common Han block, capitals and digits: there is nothing to change.</summary>
    private static bool IsNormal(string text)
    {
        foreach (char c in text)
            if (c is not ((>= '\u4E00' and <= '\u9FFF') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))) return false;
        return true;
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
        List<string> normal = [], pinyin = [], initials = [];
        int characters = 0;
        foreach (string name in names)
        {
            if (Normal(name) is not { Length: > 0 } text || normal.Contains(text) || characters + text.Length > MostCharacters) continue;
            normal.Add(text);
            characters += text.Length + 1;
        }
        foreach (string name in normal)
        {
            AddReadings(pinyin, name, PinyinTable.Of);
            AddReadings(initials, name, PinyinTable.InitialsOf);
        }
        (row.SearchText, row.Pinyin, row.Initials) = (string.Join('\n', normal), string.Join('\n', pinyin), string.Join('\n', initials));
    }

    /// <summary>How a name may be read, the usual way first; other characters stand for themselves. A character adds its readings as long as the ways stay few.</summary>
    private static void AddReadings(List<string> texts, string name, Func<char, ImmutableArray<string>> of)
    {
        Span<char> text = stackalloc char[name.Length * PinyinTable.MostLetters];
        Span<bool> varies = stackalloc bool[name.Length];
        int ways = 1;
        for (int i = 0; i < name.Length; i++)
        {
            int here = of(name[i]).Length;
            varies[i] = here > 1 && ways * here <= MostReadings;
            if (varies[i]) ways *= here;
        }
        for (int way = 0; way < ways; way++)
        {
            int rest = way, length = 0;
            for (int i = 0; i < name.Length; i++)
            {
                var here = of(name[i]);
                if (here.IsEmpty) { text[length++] = char.ToLowerInvariant(name[i]); continue; }
                string read = here[varies[i] ? rest % here.Length : 0];
                read.CopyTo(text[length..]);
                length += read.Length;
                if (varies[i]) rest /= here.Length;
            }
            if (!Has(texts, text[..length])) texts.Add(text[..length].ToString());
        }
    }

    private static bool Has(List<string> texts, ReadOnlySpan<char> wanted)
    {
        foreach (string text in texts) if (wanted.SequenceEqual(text)) return true;
        return false;
    }

    /// <summary>
    /// Keeps the pairs (<see cref="Pairs"/>) of rows that were written, and how they are read. A pair stays once it is there: earlier names go on being found, and one that no longer fits is
    /// sorted out by the text itself.
    /// </summary>
    public static async Task Index(CityDb db, string register, Dictionary<string, List<long>> byGram, CancellationToken stop)
    {
        await BulkRows.InsertNew(db, [.. byGram.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new NamePair
        {
            Register = register, Gram = g.Key, First = g.Value[0], Count = g.Value.Count, Rows = g.Value.Count > NameSearch.Few ? "" : string.Join(',', g.Value),
        })], stop);
        await BulkRows.InsertNew(db, [.. byGram.Keys.Select(g => g[^2..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(g => ReadingsOf(g).Select(p => new GramReading { Gram = g, Pinyin = p }))], stop);
    }

    /// <summary>What a pair is kept as where a name begins with it: apart from the same pair further on, so that a search knows whether those that have it stand together in the order of names.</summary>
    public static string AtBeginning(string gram) => "^" + gram;

    /// <summary>The pairs of the names of rows, each with the rows that have it, in the order given. The pair a row's present name begins with is one <see cref="AtBeginning"/>.</summary>
    public static Dictionary<string, List<long>> Pairs(IEnumerable<NamedRow> rows)
    {
        var byPair = new Dictionary<(char First, char Second, bool Begins), List<long>>();
        foreach (var row in rows)
            for (int i = 0; i + 2 <= row.SearchText.Length; i++)
            {
                char first = row.SearchText[i], second = row.SearchText[i + 1];
                if (first == '\n' || second == '\n') continue;
                bool begins = i == 0 && row.Name.Length >= 2 && row.Name[0] == first && row.Name[1] == second;   // as it is written, which is what the order of names goes by
                if (!byPair.TryGetValue((first, second, begins), out var holders)) byPair.Add((first, second, begins), holders = []);
                if (holders.Count == 0 || holders[^1] != row.Id) holders.Add(row.Id);
            }
        return byPair.Select(p => (Gram: new string([p.Key.First, p.Key.Second]), p.Key.Begins, p.Value)).Where(p => !Everywhere.Contains(p.Gram))
            .ToDictionary(p => p.Begins ? AtBeginning(p.Gram) : p.Gram, p => p.Value, StringComparer.Ordinal);
    }

    private static IEnumerable<string> ReadingsOf(string gram)
    {
        ImmutableArray<string> first = PinyinTable.Of(gram[0]), second = PinyinTable.Of(gram[1]);
        return first.SelectMany(a => second.Select(b => a + b)).Distinct(StringComparer.Ordinal);
    }
}
