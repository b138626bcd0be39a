using System.Text.RegularExpressions;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Files.Tests;

/// <summary>The guide is run: each block says in a comment after it what it is.</summary>
public sealed partial class GuideTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "five-ports");

    private static string Guide(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", name)).ReplaceLineEndings("\n");

    private sealed record Block(string Language, string Text, string What, int Line);

    private static List<Block> Blocks(string guide) => [.. Fence().Matches(guide).Select(m =>
        new Block(m.Groups["language"].Value, m.Groups["text"].Value, m.Groups["what"].Value.Trim(), guide.AsSpan(0, m.Index).Count('\n') + 1))];

    private static Dictionary<string, ReadOnlyMemory<byte>> Ports() => new(IndexFolder.Load(Sample).OrThrow(), StringComparer.Ordinal);

    private static string[] Shown(IEnumerable<Finding> findings) =>
        [.. findings.Select(f => $"{f.Where} {Words.Of(f.Severity)} {f.Code}: {f.What.En} — {f.Fix.En}")];

    [Theory]
    [InlineData("index-as-files.md")]
    [InlineData("index-as-files.zh.md")]
    public void Steps_OfTheGuide_AreReadWithoutAFault(string name)
    {
        var blocks = Blocks(Guide(name)).Where(b => b.What == "steps").ToList();
        Assert.True(blocks.Count >= 3);
        Assert.All(blocks, block =>
        {
            var folder = Ports();
            folder["index.yaml"] = Some.Bytes("schema: 1\nname: T\nsteps:\n" + block.Text);
            Assert.Empty(IndexFolder.ReadDesign(folder).AllFindings);
        });
    }

    [Theory]
    [InlineData("index-as-files.md")]
    [InlineData("index-as-files.zh.md")]
    public void Recipes_OfTheGuide_Build(string name)
    {
        var blocks = Blocks(Guide(name)).Where(b => b.What == "recipe").ToList();
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.NotEqual("", IndexBuild.Run(IndexFolder.Read(Some.Folder()).OrThrow().Input, Recipe(block.Text)).OrThrow().Id.Value));
    }

    private static Recipe Recipe(string yaml) => IndexFolder.Read(Some.Folder(yaml)).OrThrow().Recipe;

    [Theory]
    [InlineData("index-as-files.md")]
    [InlineData("index-as-files.zh.md")]
    public void Files_ShownInTheGuide_AreTheFilesOfTheRepository(string name)
    {
        var blocks = Blocks(Guide(name)).Where(b => b.What.StartsWith("file: ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(blocks);
        Assert.All(blocks, b => Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, b.What[6..])).ReplaceLineEndings("\n"), b.Text));
    }

    [Fact]
    public void Tables_ShownInTheGuide_AreRead()
    {
        var blocks = Blocks(Guide("index-as-files.md")).Where(b => b is { Language: "csv", What: "" }).ToList();
        Assert.Equal(2, blocks.Count);
        var shape = new DataShape(["RD", "PAT", "ICE"], ["RD", "PAT", "ICE"], new HashSet<string>(["RD", "PAT", "ICE"], StringComparer.Ordinal), new HashSet<string>(["ALD", "COR"], StringComparer.Ordinal), true);
        Assert.All(blocks, block =>
        {
            var findings = new FindingList();
            var table = DataFile.Read(CsvReader.Read(Some.Bytes(block.Text), "data.csv"), shape, findings);
            Assert.Empty(findings.ToImmutable());
            Assert.Equal(CellMarks.NotApplicable, table!.Find(new("ICE"))!.MarksAt(table.PlaceOf(new RowKey(Period.InYear(2023), new("COR")))));
        });
    }

    [Fact]
    public void Faults_ShownInTheGuide_AreToldInTheseWords()
    {
        var blocks = Blocks(Guide("index-as-files.md"));
        int shown = 0;
        for (int i = 0; i + 1 < blocks.Count; i++)
        {
            if (!blocks[i].What.StartsWith("broken: ", StringComparison.Ordinal)) continue;
            Assert.Equal("findings", blocks[i + 1].What);
            var folder = Ports();
            folder[blocks[i].What[8..]] = Some.Bytes(blocks[i].Text);
            string[] said = Shown(IndexFolder.Read(folder).AllFindings.OrderBy(f => f.Where.File, StringComparer.Ordinal).ThenBy(f => f.Where.Row));
            Assert.Equal(blocks[i + 1].Text.TrimEnd('\n').Split('\n'), said);
            shown++;
        }
        Assert.Equal(3, shown);
    }

    /// <summary>Every key the reader knows stands in the table of the guide, and none other.</summary>
    [Theory]
    [InlineData("index-as-files.md")]
    [InlineData("index-as-files.zh.md")]
    public void Keys_InTheTable_AreThoseTheReaderKnows(string name)
    {
        var rows = KeyRow().Matches(Guide(name)).Select(m => (Step: m.Groups["step"].Value, Below: m.Groups["below"].Value.Trim(), Key: m.Groups["key"].Value)).ToList();
        (string Step, string Below, string Probe)[] probes =
        [
            ("denominate", "CODE", "denominate: {RD: {by: STAFF, nonsense: 1}}"), ("screen", "", "screen: {nonsense: 1}"), ("gate", "", "gate: {nonsense: 1}"),
            ("impute", "", "impute: {method: mean, nonsense: 1}"), ("treat", "", "treat: {nonsense: 1}"), ("treat", "winsorise", "treat: {winsorise: {nonsense: 1}}"),
            ("transform", "log", "transform: {RD: {log: {nonsense: 1}}}"), ("transform", "clamp", "transform: {RD: {clamp: {low: 0, nonsense: 1}}}"), ("transform", "log-gii", "transform: {RD: {log-gii: {nonsense: 1}}}"), ("transform", "box-cox", "transform: {RD: {box-cox: {nonsense: 1}}}"),
            ("normalise", "", "normalise: {method: rank, nonsense: 1}"), ("weight", "", "weight: {nonsense: 1}"), ("weight", "children", "weight: {children: {PORTS: {method: entropy, nonsense: 1}}}"), ("aggregate", "", "aggregate: {nonsense: 1}"), ("rank", "", "rank: {nonsense: 1}"),
        ];
        foreach (var (step, below, probe) in probes)
        {
            var folder = Ports();
            folder["index.yaml"] = Some.Bytes($"schema: 1\nname: T\nsteps:\n  - {probe}\n");
            var finding = Assert.Single(IndexFolder.ReadDesign(folder).AllFindings, f => f.Code == "recipe.unknown-key");
            string[] known = Known().Match(finding.Fix.En).Groups["keys"].Value.Split(", ");
            Assert.Equal(known.Order(StringComparer.Ordinal), rows.Where(r => r.Step == step && r.Below == below && r.Key.Length > 0).Select(r => r.Key).Order(StringComparer.Ordinal));
        }
        Assert.Equal(RecipeReader.StepWords.Order(StringComparer.Ordinal), rows.Select(r => r.Step).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void FivePorts_AreReadWithoutAFault_AndBuild()
    {
        var outcome = IndexFolder.Read(Sample);
        Assert.Empty(outcome.AllFindings);
        var folder = outcome.OrThrow();
        var build = IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
        int index = build.Scores.PlaceOf(new IndicatorCode("PORTS"));
        Assert.All(build.Scores.Rows.Select((row, r) => (row, r)), p => Assert.Equal(p.row.Unit.Value == "ALL", build.Scores.Rank(p.r, index) is null));
        Assert.Contains(build.Steps.SelectMany(s => s.Changes), c => c is { StepKind: "treat", Indicator.Value: "PAT", Unit.Value: "EST" });
        Assert.Equal(IndexFolder.Write(folder.Input, folder.Recipe), IndexFolder.Write(folder.Input, IndexFolder.Read(Some.AsFiles(IndexFolder.Write(folder.Input, folder.Recipe))).OrThrow().Recipe));
    }

    [GeneratedRegex(@"^```(?<language>yaml|csv|text)\n(?<text>.*?)^```\n(<!-- (?<what>[^>]*) -->)?", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\| `(?<step>[a-z]+)`(?<below>[ a-zA-Z-]*) \| (`(?<key>[a-z-]+)`|CODE) \|[^|\n]*\|[^|\n]*\|[^|\n]*\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex KeyRow();

    [GeneratedRegex(@"Known: (?<keys>[^.]*)\.", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Known();
}
