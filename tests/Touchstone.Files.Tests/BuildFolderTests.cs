using System.Text;
using System.Text.Json;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

public sealed class BuildFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("touchstone-").FullName;

    public void Dispose() => Directory.Delete(_root, true);

    private string Out => Path.Combine(_root, "out");

    private static IndexBuild Build(string? recipe = null)
    {
        var folder = IndexFolder.Read(Some.Folder(recipe ?? Some.Recipe)).OrThrow();
        return IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
    }

    private static string[] Listing(string directory) =>
        [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(directory, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static readonly BuildPapers Papers = new([new(1, "impute", TimeSpan.FromMilliseconds(1.5)), new(2, "normalise", TimeSpan.FromMilliseconds(2))], Encoding.UTF8.GetBytes("<html>"));

    private static readonly string[] Expected =
    [
        "build.json", "changes.csv", "findings.csv", "frame.json", "input/data.csv", "input/index.yaml", "input/indicators.csv", "input/units.csv", "parameters.csv", "report.html",
        "scores.csv", "steps/00-input.csv", "steps/01-impute.csv", "steps/02-normalise.csv", "steps/03-aggregate.csv", "steps/04-rank.csv", "timings.json",
    ];

    [Fact]
    public void Build_Written_HasExactlyTheFilesOfTheContract()
    {
        Assert.Equal(Out, BuildFolder.Write(Build(), Out, Papers).OrThrow());
        Assert.Equal(Expected, Listing(Out));
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName));
        Assert.All(Listing(Out).Where(f => f.EndsWith(".csv", StringComparison.Ordinal)), f =>
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(Out, f));
            Assert.NotEqual(0xEF, bytes[0]);
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Empty(CsvReader.Read(bytes, f).Findings);
        });
    }

    [Fact]
    public void Scores_Written_AreThoseOfTheBuildToTheLastBit()
    {
        var build = Build();
        BuildFolder.Write(build, Out, Papers).OrThrow();
        var table = CsvReader.Read(File.ReadAllBytes(Path.Combine(Out, "scores.csv")), "scores.csv");
        Assert.Equal(["period", "unit", "node", "level", "score", "rank", "status"], table.Header);
        Assert.Equal(build.Scores.Rows.Length * build.Scores.Nodes.Length, table.Rows.Length);
        foreach (var row in table.Rows)
        {
            string[] f = [.. row.Cells.Select(c => c.Text)];
            Assert.True(Period.TryParse(f[0], out var period));
            int r = build.Scores.PlaceOf(new RowKey(period, new(f[1]))), n = build.Scores.PlaceOf(new IndicatorCode(f[2]));
            Assert.True(Numbers.TryRead(row.Cells[4], Place.Whole, out double? score, out _) && Numbers.TryRead(row.Cells[5], Place.Whole, out double? rank, out _) && rank == build.Scores.Rank(r, n));
            Assert.Equal(build.Scores.Score(r, n), score);
            Assert.Equal(f[1] == "Z" ? "unranked" : "ranked", f[6]);
            Assert.Equal(f[1] == "Z", f[5].Length == 0);
        }
    }

    [Fact]
    public void SameBuild_WrittenTwice_GivesTheSameBytes()
    {
        BuildFolder.Write(Build(), Out, Papers).OrThrow();
        string second = Path.Combine(_root, "second");
        BuildFolder.Write(Build(), second, Papers).OrThrow();
        foreach (string file in Listing(Out)) Assert.Equal(File.ReadAllBytes(Path.Combine(Out, file)), File.ReadAllBytes(Path.Combine(second, file)));
    }

    [Fact]
    public void BuiltFolder_Read_IsRunAgainAndVerified()
    {
        var build = Build();
        BuildFolder.Write(build, Out, Papers).OrThrow();
        Assert.True(BuiltFolder.Is(Out));
        Assert.Equal(build.Id, BuiltFolder.Read(Out).OrThrow().Id);
        using var paper = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Out, "build.json")));
        Assert.Equal(build.Id.Value, paper.RootElement.GetProperty("build").GetString());
    }

    [Theory]
    [InlineData("scores.csv")]
    [InlineData("input/data.csv")]
    [InlineData("steps/02-normalise.csv")]
    public void AlteredFile_OfABuiltFolder_IsFound(string file)
    {
        BuildFolder.Write(Build(), Out, Papers).OrThrow();
        File.AppendAllText(Path.Combine(Out, file), "\n");
        var found = Assert.Single(BuiltFolder.Read(Out).AllFindings);
        Assert.Equal(("build.file-altered", file), (found.Code, found.Where.File));
    }

    [Fact]
    public void AlteredInput_WithItsHashMadeToFit_IsFoundByTheIdentity()
    {
        BuildFolder.Write(Build(), Out, Papers).OrThrow();
        string data = Path.Combine(Out, "input", "data.csv"), paper = Path.Combine(Out, "build.json");
        string before = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(data)));
        File.WriteAllText(data, File.ReadAllText(data).Replace("2020,X,1,", "2020,X,2,", StringComparison.Ordinal));
        string after = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(data)));
        File.WriteAllText(paper, File.ReadAllText(paper).Replace($"\"input/data.csv\": \"{before}\"", $"\"input/data.csv\": \"{after}\"", StringComparison.Ordinal));
        Assert.Equal("build.identity", Assert.Single(BuiltFolder.Read(Out).AllFindings).Code);
    }

    [Fact]
    public void ExistingFolder_IsRefused_UnlessItIsABuildToBeReplaced()
    {
        Directory.CreateDirectory(Out);
        BuildFolder.Write(Build(), Out, Papers).OrThrow();
        Assert.Equal("build.folder-exists", Assert.Single(BuildFolder.Write(Build(), Out, Papers).AllFindings).Code);
        var other = Build(Some.Recipe.Replace("[1, 100]", "[1, 10]", StringComparison.Ordinal));
        BuildFolder.Write(other, Out, BuildPapers.None, ExistingFolder.Replace).OrThrow();
        Assert.Equal(other.Id, BuiltFolder.Read(Out).OrThrow().Id);
        Assert.DoesNotContain("report.html", Listing(Out));
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public void ForeignFolder_IsNeverReplaced()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "thesis.docx"), "years of work");
        Assert.Equal("build.folder-foreign", Assert.Single(BuildFolder.Write(Build(), Out, Papers, ExistingFolder.Replace).AllFindings).Code);
        Assert.Equal(["thesis.docx"], Listing(Out));
        Assert.Equal("build.not-a-folder", Assert.Single(BuildFolder.Write(Build(), Path.Combine(Out, "thesis.docx"), Papers, ExistingFolder.Replace).AllFindings).Code);
    }

    [Fact]
    public void DiskThatFails_LeavesNothingHalf()
    {
        File.WriteAllText(Path.Combine(_root, "file"), "");
        var refused = BuildFolder.Write(Build(), Path.Combine(_root, "file", "out"), Papers);
        Assert.Equal("build.not-written", Assert.Single(refused.AllFindings).Code);
        int opened = 0;
        Assert.Throws<IOException>(() => BuildFolder.WriteFiles(Build(), Papers, _ => ++opened == 4 ? throw new IOException("full") : new MemoryStream()));
        Assert.Equal(["file"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public void StepTable_TellsNotApplicableFromMissing()
    {
        BuildFolder.Write(Build(Some.Steps("normalise: {method: min-max}", "aggregate", "rank")), Out, Papers).OrThrow();
        var input = CsvReader.Read(File.ReadAllBytes(Path.Combine(Out, "steps", "00-input.csv")), "00-input.csv");
        int b = input.Find("B");
        Assert.Equal(["2", "", "n/a", "3", "6", "9"], input.Rows.Select(r => r.Cells[b].Text));
    }

    [Fact]
    public void NoBuild_IsSaid() => Assert.Equal("build.none", Assert.Single(BuiltFolder.Read(_root).AllFindings).Code);
}
