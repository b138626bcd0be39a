using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Touchstone.City.Registers;

/// <summary>How characters are read, without tones: the Unicode Han Database's Mandarin readings. The first reading of a character is the usual one.</summary>
internal static class PinyinTable
{
    /// <summary>The letters of the longest syllables, such as zhuang.</summary>
    public const int MostLetters = 6;

    /// <summary>By character: every name of an import asks for each of its own, twice.</summary>
    private static readonly Lazy<(ImmutableArray<string>[] Readings, FrozenSet<string> Syllables)> Table = new(Read);

    /// <summary>The readings of a character; empty where it has none.</summary>
    public static ImmutableArray<string> Of(char character) => Table.Value.Readings[character];

    /// <summary>The first letters of the readings of a character, each once; empty where it has none.</summary>
    public static ImmutableArray<string> InitialsOf(char character) => FirstLetters.Value[character];

    private static readonly Lazy<ImmutableArray<string>[]> FirstLetters = new(() =>
        Array.ConvertAll(Table.Value.Readings, readings => readings.IsEmpty ? readings : [.. readings.Select(reading => reading[..1]).Distinct(StringComparer.Ordinal)]));

    /// <summary>Every syllable that some character has.</summary>
    public static FrozenSet<string> Syllables => Table.Value.Syllables;

    /// <summary>Every way to cut letters into syllables; the last may be the beginning of one. Few words have more than a handful; no more than <paramref name="most"/> are given.</summary>
    public static List<ImmutableArray<string>> Cut(string letters, int most = 16)
    {
        var cuts = new List<ImmutableArray<string>>();
        Walk(0, []);
        return cuts;

        void Walk(int at, ImmutableArray<string> before)
        {
            if (cuts.Count >= most) return;
            if (at == letters.Length) { cuts.Add(before); return; }
            for (int length = Math.Min(MostLetters, letters.Length - at); length > 0; length--)
                if (Syllables.Contains(letters.Substring(at, length))) Walk(at + length, before.Add(letters.Substring(at, length)));
        }
    }

    private static (ImmutableArray<string>[], FrozenSet<string>) Read()
    {
        using var stream = typeof(PinyinTable).Assembly.GetManifestResourceStream("pinyin.txt")!;
        using var lines = new StreamReader(stream);
        var readings = new ImmutableArray<string>[char.MaxValue + 1];
        Array.Fill(readings, []);
        var syllables = new HashSet<string>(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            string syllable = line[(line[0] == '+' ? 1 : 0)..tab];
            syllables.Add(syllable);
            foreach (char character in line.AsSpan(tab + 1))
                readings[character] = readings[character].Add(syllable);
        }
        return (readings, syllables.ToFrozenSet(StringComparer.Ordinal));
    }
}
