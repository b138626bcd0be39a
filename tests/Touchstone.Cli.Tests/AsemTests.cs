using System.Globalization;
using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

/// <summary>The whole way, files to files, on COINr's example.</summary>
[Trait("Kind", "Reference")]
public sealed class AsemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Index { get { string at = Path.Combine(_folder.Path, "asem"); if (!Directory.Exists(at)) AsemFolder.WriteOrSkip(at); return at; } }
    private string Out => Path.Combine(_folder.Path, "out");

    [Fact]
    public void Build_Asem_WritesScoresAndRanksOfCoinr()
    {
        var ran = Ran.Line("index", "build", Index, "--out", Out);
        Assert.Equal((ExitCode.Done, ""), (ran.Code, ran.Err));

        var scores = File.ReadLines(Path.Combine(Out, "scores.csv")).Skip(1).Select(l => l.Split(',')).ToDictionary(f => (f[1], f[2]), f => (Score: double.Parse(f[4], CultureInfo.InvariantCulture), Rank: f[5]));
        string[][] coinr = [.. File.ReadLines(Repository.ReferenceOrSkip("coinr", "07_results", "full_scores.csv")).Select(l => l.Split(','))];
        string[][] ranks = [.. File.ReadLines(Repository.ReferenceOrSkip("coinr", "07_results", "full_ranks.csv")).Select(l => l.Split(','))];
        double worst = 0;
        int compared = 0;
        foreach (string[] row in coinr.Skip(1))
            for (int c = 3; c < row.Length; c++, compared++) worst = Math.Max(worst, Math.Abs(scores[(row[0], coinr[0][c])].Score - double.Parse(row[c], CultureInfo.InvariantCulture)));
        foreach (string[] row in ranks.Skip(1))
            for (int c = 2; c < row.Length; c++) Assert.Equal(row[c], scores[(row[0], ranks[0][c])].Rank);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{compared} scores compared with COINr; largest difference {worst:G3}."));
        Assert.True(compared > 2500 && worst < 1e-9, FormattableString.Invariant($"{compared} compared, worst {worst}"));
        foreach (string name in (string[])["changes.csv", "parameters.csv", "findings.csv", "build.json", "timings.json", "report.html", "steps/00-input.csv", "steps/04-treat.csv"])
            Assert.True(File.Exists(Path.Combine(Out, name)), name);
    }

    [Fact]
    public void Build_IntoAFolderThatIsNotEmpty_IsRefusedUnlessForced()
    {
        Assert.Equal(ExitCode.Done, Ran.Line("index", "build", Index, "--out", Out).Code);

        var again = Ran.Line("index", "build", Index, "--out", Out);

        Assert.Equal((ExitCode.Refused, ""), (again.Code, again.Out));
        Assert.Contains("build.folder-exists", again.Err, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Ran.Line("index", "build", Index, "--out", Out, "--force").Code);
    }

    [Fact]
    public void Build_WithErrors_WritesNothing()
    {
        File.AppendAllText(Path.Combine(Index, "data.csv"), "XXX,1\n");
        var ran = Ran.Line("index", "build", Index, "--out", Out);
        Assert.Equal(ExitCode.Findings, ran.Code);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void Explain_BuiltFolder_IsTheSameAsOfItsInput()
    {
        Ran.Line("index", "build", Index, "--out", Out);
        string[] question = ["--unit", "CHE", "--json"];
        var fromInput = Ran.Line(["index", "explain", Index, .. question]);
        var fromBuild = Ran.Line(["index", "explain", Out, .. question]);

        Assert.Equal(ExitCode.Done, fromBuild.Code);
        Assert.Equal(fromInput.Out, fromBuild.Out);
        using var json = JsonDocument.Parse(fromBuild.Out);
        Assert.Equal((1.0, 51), (json.RootElement.GetProperty("node").GetProperty("rank").GetDouble(), json.RootElement.GetProperty("node").GetProperty("rankedUnits").GetInt32()));
    }

    [Fact]
    public void Explain_AlteredBuildFolder_IsRefused()
    {
        Ran.Line("index", "build", Index, "--out", Out);
        string scores = Path.Combine(Out, "scores.csv");
        File.WriteAllText(scores, File.ReadAllText(scores).Replace("CHE,Index,4,68", "CHE,Index,4,69", StringComparison.Ordinal));

        var ran = Ran.Line("index", "explain", Out, "--unit", "CHE");

        Assert.Equal(ExitCode.Findings, ran.Code);
        Assert.Contains("scores.csv error build.file-altered", ran.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_BuildWithItself_FindsNothing()
    {
        Ran.Line("index", "build", Index, "--out", Out);
        using var json = JsonDocument.Parse(Ran.Line("index", "compare", Out, Index, "--json").Out);
        Assert.True(json.RootElement.GetProperty("scoresComparable").GetBoolean());
        Assert.Equal(0, json.RootElement.GetProperty("cells").GetArrayLength());
    }
}
