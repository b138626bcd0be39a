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
        Assert.Equal(8, root.GetProperty("removal").GetArrayLength());
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

    [Fact]
    public void Audit_UnknownCoefficient_IsWrongUsage() => Assert.Equal(ExitCode.Usage, Ran.Line("index", "audit", s_ports, "--correlation", "cosine").Code);

    [Fact]
    public void Audit_BrokenFolder_ListsItsFindings()
    {
        using var broken = Towns.Changed(("index.yaml", "normalise:", "normalize:"));
        Assert.Equal(ExitCode.Findings, Ran.Line("index", "audit", broken.Path).Code);
    }
}
