using System.Text.RegularExpressions;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

/// <summary>A command line that ran: its exit code and what it printed.</summary>
internal sealed partial record Ran(int Code, string Out, string Err)
{
    public static Ran Line(params string[] args) => In("en", args);

    public static Ran In(string language, params string[] args)
    {
        using var @out = new StringWriter();
        using var err = new StringWriter();
        int code = Program.Run(args, @out, err, language);
        return new(code, @out.ToString(), err.ToString());
    }

    /// <summary>Compares all of it with an approved file. Identities, which change with every method, and blanks at line ends are left out.</summary>
    public void Approve(string name)
    {
        string text = $"exit {Code}\n--- out\n{Out}--- err\n{Err}";
        text = string.Join('\n', Identity().Replace(text, "<identity>").ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));
        Approved.Check(text, "tests", "Touchstone.Cli.Tests", "Approved", name + ".approved.txt");
    }

    [GeneratedRegex(@"\b[0-9a-f]{64}\b|\b[0-9a-f]{12}\b", RegexOptions.None, 2000)]
    private static partial Regex Identity();
}

/// <summary>The small index of these tests, and changed copies of it.</summary>
internal static class Towns
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Touchstone.Cli.Tests", "Indices", "towns");

    /// <summary>A copy with replacements in its files.</summary>
    public static TemporaryFolder Changed(params (string File, string From, string To)[] changes)
    {
        var copy = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(Folder)) File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        foreach (var (file, from, to) in changes)
        {
            string path = Path.Combine(copy.Path, file), text = File.ReadAllText(path);
            Assert.Contains(from, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        }
        return copy;
    }
}

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("touchstone-cli-").FullName;
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
