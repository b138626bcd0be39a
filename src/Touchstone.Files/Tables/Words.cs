using System.Text;

namespace Touchstone.Files;

/// <summary>Words of files: how an enum is written, and which known word was meant.</summary>
internal static class Words
{
    /// <summary><c>GroupMean</c> is written <c>group-mean</c>, <c>ZScore</c> <c>z-score</c>.</summary>
    public static string Kebab(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            bool starts = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (starts) text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    public static string Of<T>(T value) where T : struct, Enum => Kebab(value.ToString());

    public static IReadOnlyList<string> All<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    public static bool TryRead<T>(string word, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
            if (Of(candidate) == word) { value = candidate; return true; }
        value = default;
        return false;
    }

    /// <summary>The known word nearest to what was written, if near enough to be what was meant.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        if (known.TryGetNonEnumeratedCount(out int count) && count > 3000) return null;   // a long list would cost seconds, finding after finding
        string? best = null;
        int least = 1 + Math.Max(1, written.Length / 3);
        foreach (string word in known)
        {
            if (Math.Abs(word.Length - written.Length) >= least) continue;
            int distance = Distance(written.ToUpperInvariant(), word.ToUpperInvariant());
            if (distance < least) { least = distance; best = word; }
        }
        return best;
    }

    /// <summary>Edits to get from one word to the other, a swap of neighbours counted as one.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        return d[a.Length, b.Length];
    }
}
