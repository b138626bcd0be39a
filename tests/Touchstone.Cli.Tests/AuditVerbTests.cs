using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

public sealed class AuditVerbTests
{
    private static readonly string s_ports = Path.Combine(Repository.Root, "samples", "five-ports");

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Audit_PrintsProblemsWithActionsAndEveryCheck(string language) => Ran.In(language, "index", "audit", s_ports).Approve($"audit.{language}");

    [Fact]
    public void Audit_Json_HasEveryCheckAndIsTheSameTwice()
    {
        string first = Ran.Line("index", "audit", s_ports, "--json").Out;
        Assert.Equal(first, Ran.Line("index", "audit", s_ports, "--json").Out);
        using var json = JsonDocument.Parse(first);
        var root = json.RootElement;
        Assert.NotEmpty(root.GetProperty("notes").EnumerateArray());
        Assert.Equal(8, root.GetProperty("statistics").GetArrayLength());
        Assert.Equal(8 * 7 / 2, root.GetProperty("correlations").GetProperty("indicators").GetArrayLength());
        Assert.Equal(4, root.GetProperty("aggregates").GetArrayLength());
        // Eight indicators and the three dimensions above them.
        Assert.Equal(11, root.GetProperty("removal").GetArrayLength());
        Assert.Equal(3, root.GetProperty("removal").EnumerateArray().Count(r => r.GetProperty("level").GetInt32() == 2));
        Assert.Equal("2024", root.GetProperty("period").GetString());
        Assert.All(root.GetProperty("availability").EnumerateArray(), a => Assert.Equal(4, a.GetProperty("byNode").EnumerateObject().Count()));
        Assert.NotEmpty(root.GetProperty("correlations").GetProperty("sizes").EnumerateArray());
        Assert.Equal(1, root.GetProperty("importanceInIndex").EnumerateArray().Sum(i => i.GetProperty("weight").GetDouble()), 5e-13);
    }

    [Fact]
    public void Audit_Out_WritesEveryTableAllOrNothing()
    {
        using var folder = new TemporaryFolder();
        string into = Path.Combine(folder.Path, "audit");
        Assert.Equal(ExitCode.Done, Ran.Line("index", "audit", s_ports, "--out", into).Code);
        Assert.Equal(["aggregates.csv", "audit.csv", "availability.csv", "components.csv", "correlations.csv", "importance.csv", "removal.csv", "statistics.csv", "whole-table.csv"],
            Directory.EnumerateFiles(into).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.EnumerateFiles(into), f => Assert.DoesNotContain('\r', File.ReadAllText(f)));
        Assert.Equal(ExitCode.Refused, Ran.Line("index", "audit", s_ports, "--out", into).Code);
        Assert.Equal(ExitCode.Done, Ran.Line("index", "audit", s_ports, "--correlation", "kendall", "--out", into, "--force").Code);
        Assert.Contains(",kendall,", File.ReadAllText(Path.Combine(into, "correlations.csv")), StringComparison.Ordinal);
    }

    /// <summary>Five ports in one year are five rows, not ten; what is pooled says so, and another period gives other numbers.</summary>
    [Fact]
    public void Audit_Period_DecidesWhichRowsCount()
    {
        JsonElement Root(params string[] more) => JsonDocument.Parse(Ran.Line(["index", "audit", s_ports, "--json", .. more]).Out).RootElement;
        int Most(JsonElement root) => root.GetProperty("correlations").GetProperty("siblings").EnumerateArray().Max(p => p.GetProperty("rows").GetInt32());
        var (last, all, first) = (Root(), Root("--period", "all"), Root("--period", "2023"));
        Assert.Equal(("2024", "all", "2023"), (last.GetProperty("period").GetString(), all.GetProperty("period").GetString(), first.GetProperty("period").GetString()));
        Assert.True(Most(all) > Most(last) && Most(all) > Most(first));
        Assert.Equal(last.GetProperty("correlations").ToString(), Root("--period", "2024").GetProperty("correlations").ToString());
        Assert.NotEqual(last.GetProperty("statistics").ToString(), first.GetProperty("statistics").ToString());
        Assert.Equal(ExitCode.Refused, Ran.Line("index", "audit", s_ports, "--period", "1999").Code);
        Assert.Equal(ExitCode.Refused, Ran.Line("index", "audit", s_ports, "--period", "ever").Code);
    }

    [Fact]
    public void Audit_LimitsAndCorrection_AreThoseStated()
    {
        JsonElement Root(params string[] more) => JsonDocument.Parse(Ran.Line(["index", "audit", s_ports, "--json", .. more]).Out).RootElement;
        var strict = Root("--limits", "weak=0.99,redundant=0.5", "--correction", "bonferroni");
        Assert.True(strict.GetProperty("notes").GetArrayLength() > Root().GetProperty("notes").GetArrayLength());
        Assert.Contains(strict.GetProperty("notes").EnumerateArray(), n => n.GetProperty("limit").GetDouble() == 0.99);
        var correlations = strict.GetProperty("correlations");
        Assert.Equal("bonferroni", correlations.GetProperty("correction").GetString());
        var tested = correlations.GetProperty("indicators").EnumerateArray().Where(p => p.GetProperty("p").ValueKind == JsonValueKind.Number).ToList();
        Assert.All(tested, p => Assert.Equal(Math.Min(1, p.GetProperty("p").GetDouble() * tested.Count), p.GetProperty("pAdjusted").GetDouble(), 1e-12));
        Assert.True(Root("--limits", "size=0").GetProperty("followSize").GetArrayLength() > Root("--limits", "size=1").GetProperty("followSize").GetArrayLength());
    }

    [Theory]
    [InlineData("--limits", "weak=much")]
    [InlineData("--limits", "strong=0.3")]
    [InlineData("--correction", "some")]
    public void Audit_UnreadableOption_IsWrongUsage(string option, string value) => Assert.Equal(ExitCode.Usage, Ran.Line("index", "audit", s_ports, option, value).Code);

    [Fact]
    public void Audit_UnknownCoefficient_IsWrongUsage() => Assert.Equal(ExitCode.Usage, Ran.Line("index", "audit", s_ports, "--correlation", "cosine").Code);

    [Fact]
    public void Audit_BrokenFolder_ListsItsFindings()
    {
        using var broken = Towns.Changed(("index.yaml", "normalise:", "normalize:"));
        Assert.Equal(ExitCode.Findings, Ran.Line("index", "audit", broken.Path).Code);
    }
}
