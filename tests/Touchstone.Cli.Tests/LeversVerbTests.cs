using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

public sealed class LeversVerbTests
{
    private static readonly string s_ports = Path.Combine(Repository.Root, "samples", "five-ports");

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Levers_Unit_PrintsGainsGoalAndPlan(string language) => Ran.In(language, "index", "levers", s_ports, "--unit", "BRA", "--set", "RD=20,SHORE=50", "--reach-score", "50").Approve($"levers.{language}");

    [Fact]
    public void Levers_RankInScenarios_Prints() => Ran.Line("index", "levers", s_ports, "--unit", "ALD", "--reach-rank", "1", "--in-share", "0.8").Approve("levers-scenarios.en");

    [Fact]
    public void Levers_Json_SaysThatItIsArithmetic()
    {
        using var json = JsonDocument.Parse(Ran.Line("index", "levers", s_ports, "--unit", "EST", "--reach-rank", "1", "--json").Out);
        Assert.Equal("arithmetic on the index, not causality", json.RootElement.GetProperty("basis").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("smallestChanges").EnumerateArray());
        Assert.True(json.RootElement.GetProperty("bestUse").GetProperty("gap").GetDouble() >= 0);
    }

    /// <summary>PAT may go to 40 (the best of anyone is 47), CRANES_AUTO takes longer than the horizon, ICE and TRAIN are no levers.</summary>
    [Fact]
    public void Levers_LeastEffort_KeepsToTheLimitsAndLeadTimesDeclared()
    {
        using var json = JsonDocument.Parse(Ran.Line("index", "levers", s_ports, "--unit", "BRA", "--reach-score", "50", "--json").Out);
        var least = json.RootElement.GetProperty("leastEffort");
        var move = Assert.Single(least.GetProperty("moves").EnumerateArray(), m => m.GetProperty("column").GetString() == "PAT");
        Assert.Equal((move.GetProperty("to").GetDouble() - 8) / (40 - 8), move.GetProperty("effort").GetDouble(), 1e-6);
        string?[] left = [.. least.GetProperty("leftOut").EnumerateArray().Select(l => l.GetProperty("column").GetString())];
        Assert.Superset(new HashSet<string?> { "CRANES_AUTO", "ICE", "TRAIN" }, left.ToHashSet());
        Assert.Equal("levers.out-of-reach", JsonDocument.Parse(Ran.Line("index", "levers", s_ports, "--unit", "BRA", "--reach-score", "99", "--json").Out).RootElement
            .GetProperty("leastEffort").GetProperty("refused")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("--set", "AUTO=3")]
    [InlineData("--set", "RD=much")]
    public void Levers_NoSuchFigure_IsRefused(string option, string value) => Assert.Equal(ExitCode.Refused, Ran.Line("index", "levers", s_ports, "--unit", "EST", option, value).Code);

    [Fact]
    public void Levers_NoSuchUnit_IsRefused() => Assert.Equal(ExitCode.Refused, Ran.Line("index", "levers", s_ports, "--unit", "NIL").Code);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Compare_Split_AddsUp(string language)
    {
        using var changed = Towns.Changed(("data.csv", "T2,300,,25", "T2,420,1.2,25"), ("data.csv", "T4,950,2.9", "T4,990,3.4"), ("indicators.csv", "indicator,INNO,3", "indicator,INNO,2"));
        Ran.In(language, "index", "compare", Towns.Folder, changed.Path, "--unit", "T2", "--split").Approve($"compare-split.{language}");
        using var json = JsonDocument.Parse(Ran.Line("index", "compare", Towns.Folder, changed.Path, "--unit", "T2", "--split", "--json").Out);
        var split = json.RootElement.GetProperty("split");
        Assert.Equal(split.GetProperty("scoreAfter").GetDouble() - split.GetProperty("scoreBefore").GetDouble(), split.GetProperty("parts").EnumerateArray().Sum(p => p.GetProperty("score").GetDouble()), 5e-10);
    }

    [Fact]
    public void Compare_SplitWithoutUnit_IsWrongUsage() => Assert.Equal(ExitCode.Usage, Ran.Line("index", "compare", Towns.Folder, Towns.Folder, "--split").Code);

    [Fact]
    public void Levers_WithoutUnit_IsWrongUsage() => Assert.Equal(ExitCode.Usage, Ran.Line("index", "levers", s_ports).Code);
}
