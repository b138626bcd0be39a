using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

public sealed class UncertaintyVerbTests
{
    private static readonly string s_ports = Path.Combine(Repository.Root, "samples", "five-ports");

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Uncertainty_Unit_PrintsRangesAndSharesByRank(string language) => Ran.In(language, "index", "uncertainty", s_ports, "--scenarios", "1024", "--unit", "ALD", "--threads", "2").Approve($"uncertainty.{language}");

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Sensitivity_Shapley_PrintsEffects(string language) => Ran.In(language, "index", "sensitivity", s_ports, "--scenarios", "128", "--rank-of", "EST", "--shapley", "--second-order", "--threads", "1").Approve($"sensitivity.{language}");

    [Fact]
    public void Uncertainty_Json_IsTheSameAtAnyNumberOfThreadsAndAddsUp()
    {
        string one = Ran.Line("index", "uncertainty", s_ports, "--scenarios", "600", "--threads", "1", "--json").Out;
        Assert.Equal(one, Ran.Line("index", "uncertainty", s_ports, "--scenarios", "600", "--threads", "2", "--json").Out);
        Assert.NotEqual(one, Ran.Line("index", "uncertainty", s_ports, "--scenarios", "600", "--seed", "2", "--json").Out);
        using var json = JsonDocument.Parse(one);
        Assert.Equal(600, json.RootElement.GetProperty("scenarios").GetInt32());
        Assert.All(json.RootElement.GetProperty("units").EnumerateArray(), u => Assert.Equal(u.GetProperty("scenariosRanked").GetDouble(), u.GetProperty("acceptability").EnumerateArray().Sum(s => s.GetDouble()), 12));
    }

    [Fact]
    public void Sensitivity_Json_HasEveryOutputAsked()
    {
        using var json = JsonDocument.Parse(Ran.Line("index", "sensitivity", s_ports, "--scenarios", "64", "--rank-of", "ALD", "--score-of", "COR", "--json").Out);
        Assert.Equal(["score", "rank"], json.RootElement.GetProperty("outputs").EnumerateArray().Select(o => o.GetProperty("output").GetString()));
        Assert.Equal(64 * 7, json.RootElement.GetProperty("runs").GetInt32());
    }

    [Fact]
    public void Uncertainty_FolderWithoutTheFile_SaysWhatIsMissing()
    {
        var ran = Ran.Line("index", "uncertainty", Towns.Folder);
        Assert.Equal(ExitCode.Findings, ran.Code);
        Assert.Contains("folder.no-uncertainty", ran.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Uncertainty_CombinationThatCannotRun_IsRefusedAtItsLine()
    {
        using var folder = new TemporaryFolder();
        string spec = Path.Combine(folder.Path, "spec.yaml");
        File.WriteAllText(spec, "schema: 1\nfactors:\n  - choice: scale\n    alternatives:\n      - own\n      - {code: from-zero, steps: [{normalise: {method: min-max}}]}\n");
        var ran = Ran.Line("index", "uncertainty", Towns.Folder, "--spec", spec);
        Assert.Equal(ExitCode.Findings, ran.Code);
        Assert.Contains("uncertainty.yaml:2:1 error uncertainty.cannot-run: The combination scale = from-zero cannot run", ran.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "1–2 in 90% of 500 scenarios; unofficial.")]
    [InlineData("zh", "500 个情景的 90% 中，位次为 1–2；非官方。")]
    public void Uncertainty_Report_SaysTheRangesAndReplacesNothing(string language, string sentence)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "ranges.html");
        Assert.Equal(ExitCode.Done, Ran.In(language, "index", "uncertainty", s_ports, "--scenarios", "500", "--report", file).Code);
        string html = File.ReadAllText(file);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Contains("id=\"ranges\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("No range of ranks has been computed", html, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, Ran.In(language, "index", "uncertainty", s_ports, "--scenarios", "500", "--report", file).Code);
    }

    [Fact]
    public void Uncertainty_UnknownUnit_IsRefused() => Assert.Equal(ExitCode.Refused, Ran.Line("index", "uncertainty", s_ports, "--scenarios", "50", "--unit", "NIL").Code);

    [Fact]
    public void Uncertainty_NoSuchNumberOfScenarios_IsWrongUsage() => Assert.Equal(ExitCode.Usage, Ran.Line("index", "uncertainty", s_ports, "--scenarios", "0").Code);
}
