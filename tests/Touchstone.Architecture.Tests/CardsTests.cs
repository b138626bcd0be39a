using System.Reflection;
using System.Text.RegularExpressions;
using Touchstone.Composite;
using Touchstone.Decision;
using Touchstone.Testing;

namespace Touchstone.Architecture.Tests;

/// <summary>Each method has a card, and each block of a card's worked example is run by a test.</summary>
public sealed partial class CardsTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "docs", "methods");

    /// <summary>Types that hold or show what methods made, and are none themselves.</summary>
    private static readonly Type[] s_noMethods = [typeof(DataTable), typeof(Framework), typeof(IndexBuild), typeof(IndexReplicate), typeof(Explanation), typeof(BuildComparison), typeof(RecipeText), typeof(MarkSigns), typeof(Listed), typeof(PerCode), typeof(ScoredColumns), typeof(Factor), typeof(Alternative)];

    /// <summary>
    /// Blocks of a card that no test runs: without a name, or with a name (or, for a specification, its reader) that neither the test of all cards nor a test that names the card knows.
    /// </summary>
    internal static IEnumerable<string> NotRun(string card, string text, IReadOnlyCollection<string> tests)
    {
        foreach (Match fence in Fence().Matches(text))
        {
            string name = fence.Groups["name"].Value;
            string reader = name.EndsWith(".yaml", StringComparison.Ordinal) ? $"{char.ToUpperInvariant(name[0])}{name[1..^5]}File.Read(" : "no reader";
            bool Runs(string test) => (test.Contains($"\"{name}\"", StringComparison.Ordinal) || test.Contains(reader, StringComparison.Ordinal))
                && (test.Contains("TheoryData<string> Cards", StringComparison.Ordinal) || test.Contains($"\"{card}\"", StringComparison.Ordinal));
            if (name.Length == 0) yield return $"{card}: a block without a name is run by no test";
            else if (!tests.Any(Runs)) yield return $"{card}: no test runs {name}";
        }
    }

    /// <summary>Public types with a public static function that makes something of others: the doors to the methods.</summary>
    internal static IEnumerable<string> WithoutCard(IEnumerable<Type> types, string listed) =>
        from type in types
        where type.IsPublic && !type.IsEnum && !s_noMethods.Contains(type)
        where type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Any(m => !m.IsSpecialName && m.GetParameters().Length > 0 && m.ReturnType != typeof(void))
        where !listed.Contains($"`{type.Name}`", StringComparison.Ordinal)
        select $"{type.Name} is on no line of docs/methods/README.md: name it behind its card, or write one";

    private static List<string> CardTests => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*CardTests.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];

    [Fact]
    public void Cards_EveryBlock_IsRunByATest()
    {
        var tests = CardTests;
        Assert.Empty(Directory.EnumerateFiles(s_folder, "*.md").SelectMany(path => NotRun(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path).ReplaceLineEndings("\n"), tests)));
    }

    [Fact]
    public void Engine_EveryMethod_StandsOnACard() =>
        Assert.Empty(WithoutCard(typeof(IndexBuild).Assembly.GetTypes().Concat(typeof(BestUse).Assembly.GetTypes()), File.ReadAllText(Path.Combine(s_folder, "README.md"))));

    [Fact]
    public void NotRun_BrokenTwin_IsFound()
    {
        string[] tests = ["TheoryData<string> Cards … \"data.csv\"", "Blocks(\"levers\") … \"plan.csv\""];
        Assert.Empty(NotRun("levers", "```csv data.csv\nunit,x\n```\n\n```csv plan.csv\nunit\n```\n", tests));
        Assert.Equal(["peers: a block without a name is run by no test", "peers: no test runs plan.csv"], NotRun("peers", "```csv\nunit\n```\n\n```csv plan.csv\nunit\n```\n", tests));
    }

    [Fact]
    public void WithoutCard_BrokenTwin_IsFound() => Assert.Equal(["BestUse is on no line of docs/methods/README.md: name it behind its card, or write one"], WithoutCard([typeof(BestUse), typeof(Trends)], "* [Trends](trends.md) `Trends`"));

    [GeneratedRegex(@"^```(csv|yaml)(?: (?<name>[\w.-]+))?\n.*?^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Fence();
}
