using System.Globalization;
using System.Text.Json;
using Touchstone.Testing;

namespace Touchstone.Composite.Tests;

/// <summary>
/// Walks COINr's manifest. Every file is matched by a check of <see cref="CoinrFile"/>, or listed with its kind and reason in <c>coinr-not-matched.csv</c>: an input,
/// a difference on purpose (the part that is comparable is checked all the same), or not covered. A file that is neither fails.
/// </summary>
[Trait("Kind", "Reference")]
public sealed class CoinrCoverageTests
{
    private static readonly string[] s_kinds = ["input", "differs", "not-covered"];

    public static TheoryData<string> Checked => [.. CoinrFile.Checks.Keys];

    [Theory]
    [MemberData(nameof(Checked))]
    public void File_ComparedWithOurs_AgreesToTheTolerance(string file) => CoinrFile.Checks[file]();

    [Fact]
    public void Manifest_EveryFile_IsMatchedOrListedWithItsReason()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Repository.ReferenceOrSkip("coinr", "manifest.json")));
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("file").GetString()!).ToList();
        var listed = Listed();
        Assert.Empty(files.GroupBy(f => f, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(listed.Keys.Concat(CoinrFile.Checks.Keys).Except(files, StringComparer.Ordinal));
        Assert.Empty(files.Except(listed.Keys, StringComparer.Ordinal).Except(CoinrFile.Checks.Keys, StringComparer.Ordinal));
        Assert.All(listed, l => Assert.True(s_kinds.Contains(l.Value.Kind, StringComparer.Ordinal) && l.Value.Reason.Length > 0, l.Key));
        // Only a difference on purpose may have both: its comparable part is checked.
        Assert.Empty(listed.Where(l => l.Value.Kind != "differs").Select(l => l.Key).Intersect(CoinrFile.Checks.Keys, StringComparer.Ordinal));
        Report(files, listed);
    }

    private static void Report(List<string> files, Dictionary<string, (string Kind, string Reason)> listed)
    {
        int Count(string kind) => listed.Values.Count(l => l.Kind == kind);
        int matched = files.Count(f => !listed.ContainsKey(f));
        Print(string.Create(CultureInfo.InvariantCulture,
            $"COINr {files.Count} files: {matched} matched / {Count("differs")} differ on purpose / {Count("not-covered")} not covered (and {Count("input")} inputs, read as they are)"));
        foreach (var (file, (kind, reason)) in listed.Where(l => l.Value.Kind != "input").OrderBy(l => l.Key, StringComparer.Ordinal)) Print($"{kind} · {file} · {reason}");
    }

    private static void Print(string line) => TestContext.Current.SendDiagnosticMessage(line);

    private static Dictionary<string, (string Kind, string Reason)> Listed() =>
        File.ReadLines(Path.Combine(Repository.Root, "tests", "Touchstone.Composite.Tests", "Reference", "Coinr", "coinr-not-matched.csv")).Skip(1)
            .Select(l => l.Split(',', 3)).ToDictionary(l => l[0], l => (l[1], l[2]), StringComparer.Ordinal);
}
