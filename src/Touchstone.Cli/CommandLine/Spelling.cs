namespace Touchstone.Cli.CommandLine;

/// <summary>Which known word was meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest word, if it is near: at most a third of its letters (at least two) away; a word that begins as the typed one does is near too.</summary>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        string? best = null;
        int least = int.MaxValue;
        foreach (string word in known)
        {
            int distance = word.StartsWith(typed, StringComparison.Ordinal) && typed.Length > 2 ? 1 : Distance(typed, word);
            if (distance <= Math.Max(2, word.Length / 3) && distance < least) (best, least) = (word, distance);
        }
        return best;
    }

    /// <summary>Edits to get from one word to the other, a swap of neighbours counted as one (optimal string alignment).</summary>
    public static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        return d[a.Length, b.Length];
    }
}
