using Touchstone.Testing;

namespace Touchstone.Files.Tests;

/// <summary>The guide of levers.yaml shows the file of the sample, and its tables name the keys that the reader knows.</summary>
public sealed class LeversGuideTests
{
    private static string Guide(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", name)).ReplaceLineEndings("\n");

    [Theory]
    [InlineData("levers.md")]
    [InlineData("levers.zh.md")]
    public void Guide_Example_IsTheSamplesFile(string name) =>
        Assert.Contains(File.ReadAllText(Path.Combine(Repository.Root, "samples", "five-ports", "levers.yaml")).ReplaceLineEndings("\n"), Guide(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("levers.md")]
    [InlineData("levers.zh.md")]
    public void Guide_Tables_NameTheKeysOfTheReader(string name)
    {
        string[] keys = [.. Guide(name).Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('`')[1])];
        Assert.Equal(["schema", "horizon-years", "budgets", "levers", "code", "name", "unit", "amount", "column", "limit", "lead-years", "budget", "curve", "source"], keys);
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(IndexFolder.Load(Path.Combine(Repository.Root, "samples", "five-ports")).OrThrow(), StringComparer.Ordinal)
        {
            [LeversFile.Name] = System.Text.Encoding.UTF8.GetBytes("schema: 1\nhorizon-years: 2\nbudgets:\n  - {code: b, name: b, unit: u, amount: 1}\nlevers:\n  - {column: RD, limit: 9, lead-years: 1, budget: b, curve: [[0, 0], [1, 1]], source: s}\n"),
        };
        Assert.Empty(LeversFile.Read(files).AllFindings);
    }
}
