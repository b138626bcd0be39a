using System.Text.RegularExpressions;
using Touchstone.Testing;

namespace Touchstone.Architecture.Tests;

/// <summary>What the papers say of the code is held against the code.</summary>
public sealed partial class PapersTests
{
    [GeneratedRegex(@"`(?<path>(src|tests|bench|docs|samples|rulebooks)/[A-Za-z0-9_./-]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathInBackticks();

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)(?<path>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RelativeLink();

    public static TheoryData<string> Papers
    {
        get
        {
            var papers = Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories));
            return [.. papers.Select(p => Path.GetRelativePath(Repository.Root, p)).Order(StringComparer.Ordinal)];
        }
    }

    internal static IEnumerable<string> DeadPaths(string paper, string text, string root)
    {
        string folder = Path.GetDirectoryName(Path.Combine(root, paper))!;
        foreach (Match match in PathInBackticks().Matches(text))
            if (!Path.Exists(Path.Combine(root, match.Groups["path"].Value))) yield return $"{paper} names {match.Groups["path"].Value}, which does not exist";
        foreach (Match match in RelativeLink().Matches(text))
            if (!Path.Exists(Path.Combine(folder, match.Groups["path"].Value))) yield return $"{paper} links to {match.Groups["path"].Value}, which does not exist";
    }

    [Theory, MemberData(nameof(Papers))]
    public void Paper_PathsAndLinks_Exist(string paper) =>
        Assert.Empty(DeadPaths(paper, File.ReadAllText(Path.Combine(Repository.Root, paper)), Repository.Root));

    [Fact]
    public void DeadPaths_BrokenTwin_IsFound() =>
        Assert.Equal(2, DeadPaths("README.md", "see `src/Touchstone.Nowhere` and [this](docs/nothing.md)", Repository.Root).Count());

    [Fact]
    public void Architecture_EveryProject_IsNamed()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "ARCHITECTURE.md"));
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);
        Assert.All(projects, project => Assert.Contains($"`src/{project}", text, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"for project in (?<names>[A-Za-z ]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListedProjects();

    /// <summary>The test projects that <c>./test</c> does not run: neither in its list nor by their whole name.</summary>
    internal static IEnumerable<string> NotRun(string script, IEnumerable<string> projects)
    {
        var listed = ListedProjects().Matches(script).SelectMany(m => m.Groups["names"].Value.Split(' ')).Select(name => $"Touchstone.{name}.Tests").ToHashSet(StringComparer.Ordinal);
        return projects.Where(project => !listed.Contains(project) && !script.Contains($"run \"{project}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void TestScript_EveryTestProject_IsRun() =>
        Assert.Empty(NotRun(File.ReadAllText(Path.Combine(Repository.Root, "test")),
            Directory.GetDirectories(Path.Combine(Repository.Root, "tests"), "*.Tests").Select(d => Path.GetFileName(d)!)));

    [Fact]
    public void ForgottenTestProject_BrokenTwin_IsFound() =>
        Assert.Equal(["Touchstone.New.Tests"], NotRun("for project in Model City; do\nrun \"Touchstone.Browser.Tests\"", ["Touchstone.Model.Tests", "Touchstone.Browser.Tests", "Touchstone.New.Tests"]));
}
