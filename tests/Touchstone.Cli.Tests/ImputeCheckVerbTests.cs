using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

public sealed class ImputeCheckVerbTests
{
    private static readonly string s_ports = Path.Combine(Repository.Root, "samples", "five-ports");

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void ImputeCheck_PrintsWhatEachMethodMisses(string language) => Ran.In(language, "index", "impute-check", s_ports).Approve($"impute-check.{language}");

    [Fact]
    public void ImputeCheck_Json_HasEveryMethodAndIsTheSameTwice()
    {
        string first = Ran.Line("index", "impute-check", s_ports, "--folds", "5", "--seed", "3", "--json").Out;
        Assert.Equal(first, Ran.Line("index", "impute-check", s_ports, "--folds", "5", "--seed", "3", "--json").Out);
        using var json = JsonDocument.Parse(first);
        var methods = json.RootElement.GetProperty("methods").EnumerateArray().ToList();
        Assert.Equal("own", methods[0].GetProperty("method").GetString());
        Assert.All(methods, m => Assert.Equal(8, m.GetProperty("indicators").GetArrayLength()));
        Assert.All(methods, m => Assert.Equal(methods.Count, m.GetProperty("rankShift").EnumerateObject().Count()));
    }

    [Fact]
    public void ImputeCheck_Report_ShowsTheCheck()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "report.html");
        Assert.Equal(ExitCode.Done, Ran.Line("index", "impute-check", s_ports, "--report", file).Code);
        Assert.Contains("id=\"imputation\"", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains("href=\"#imputation\"", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void ImputeCheck_Candidates_AreThoseStatedBesideOwnAndNone()
    {
        using var json = JsonDocument.Parse(Ran.Line("index", "impute-check", s_ports, "--candidates", "row-median, constant:3,last-observation:1", "--json").Out);
        Assert.Equal(["own", "none", "row-median", "constant:3", "last-observation:1"], json.RootElement.GetProperty("methods").EnumerateArray().Select(m => m.GetProperty("method").GetString()));
        var wrong = Ran.Line("index", "impute-check", s_ports, "--candidates", "mean,guess");
        Assert.Equal(ExitCode.Refused, wrong.Code);
        Assert.Contains("guess", wrong.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--folds", "1")]
    [InlineData("--folds", "ten")]
    [InlineData("--fold", "5")]
    public void ImputeCheck_Typo_IsWrongUsage(string option, string value) => Assert.Equal(ExitCode.Usage, Ran.Line("index", "impute-check", s_ports, option, value).Code);

    [Fact]
    public void ImputeCheck_WithoutAnImputeStep_IsRefused()
    {
        using var none = Towns.Changed(("index.yaml", "  - impute: {method: group-mean, group: region}\n", ""));
        Assert.Equal(ExitCode.Refused, Ran.Line("index", "impute-check", none.Path).Code);
    }
}
