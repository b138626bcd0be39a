using System.Text;

namespace Touchstone.Testing;

/// <summary>Output that a person has approved: a file beside the tests. A difference fails, and leaves what was received next to it for review.</summary>
public static class Approved
{
    /// <summary>Compares with <c>tests/…/name</c>; set TOUCHSTONE_APPROVE=1 to take what is received as approved.</summary>
    public static void Check(string received, params string[] pathFromRoot)
    {
        string approved = Path.Combine([Repository.Root, .. pathFromRoot]);
        string text = received.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("TOUCHSTONE_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
            File.WriteAllText(approved, text, new UTF8Encoding(false));
            return;
        }
        string before = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (before == text) return;
        string beside = approved + ".received";
        File.WriteAllText(beside, text, new UTF8Encoding(false));
        Xunit.Assert.Fail($"Differs from {approved} at line {FirstDifference(before, text)}. Received: {beside}. Set TOUCHSTONE_APPROVE=1 to approve it.");
    }

    private static int FirstDifference(string a, string b)
    {
        string[] x = a.Split('\n'), y = b.Split('\n');
        int line = 0;
        while (line < x.Length && line < y.Length && x[line] == y[line]) line++;
        return line + 1;
    }
}
