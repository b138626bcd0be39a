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
        row.Pinyin = string.Join('\n', normal.SelectMany(n => Readings(n, r => r)).Distinct(StringComparer.Ordinal));
        row.Initials = string.Join('\n', normal.SelectMany(n => Readings(n, r => r[..1])).Distinct(StringComparer.Ordinal));
    }

    /// <summary>How a name may be read, the usual way first; other characters stand for themselves.</summary>
    private static List<string> Readings(string name, Func<string, string> part)
    {
        var ways = new List<string> { "" };
        foreach (char c in name)
        {
            string[] here = [.. PinyinTable.Of(c).Select(part).Distinct(StringComparer.Ordinal)];
            if (here.Length == 0) here = [char.ToLowerInvariant(c).ToString()];
            if (here.Length == 1 || ways.Count * here.Length > MostReadings) ways = ways.ConvertAll(w => w + here[0]);
            else ways = [.. here.SelectMany(h => ways.Select(w => w + h))];
        }
        return ways;
    }

    /// <summary>
    /// Keeps the pairs of rows that were written, and how they are read. A pair stays once it is there: earlier names go on being found, and one that no longer fits is sorted out by the text itself.
    /// </summary>
    public static async Task Index(CityDb db, string register, IEnumerable<NamedRow> rows, CancellationToken stop)
    {
        var grams = rows.SelectMany(r => Grams(r.SearchText).Distinct(StringComparer.Ordinal).Select(g => new NameGram { Register = register, Gram = g, Row = r.Id })).ToList();
        // In the order of the index, so that each page of it is written once.
        grams.Sort((a, b) => string.CompareOrdinal(a.Gram, b.Gram) is var c and not 0 ? c : a.Row.CompareTo(b.Row));
        await BulkRows.InsertNew(db, grams, stop);
        var readings = grams.Select(g => g.Gram).Distinct(StringComparer.Ordinal).SelectMany(g => ReadingsOf(g).Select(p => new GramReading { Gram = g, Pinyin = p })).ToList();
        await BulkRows.InsertNew(db, readings, stop);
    }

    private static IEnumerable<string> ReadingsOf(string gram)
    {
        ImmutableArray<string> first = PinyinTable.Of(gram[0]), second = PinyinTable.Of(gram[1]);
        return first.SelectMany(a => second.Select(b => a + b)).Distinct(StringComparer.Ordinal);
    }
}
