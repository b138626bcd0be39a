using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

public sealed class TrendsVerbTests
{
    private static readonly string s_ports = Path.Combine(Repository.Root, "samples", "five-ports");

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Trends_OfTheIndex_ArePrinted(string language) => Ran.In(language, "index", "trends", s_ports).Approve($"trends.{language}");

    [Fact]
    public void Trends_OfTheDataOfAUnit_ArePrinted() => Ran.Line("index", "trends", s_ports, "--data", "--unit", "DUN", "--from", "2023", "--to", "2024").Approve("trends-data.en");

    [Fact]
    public void Trends_Json_HasEveryNodeOfAUnit()
    {
        using var json = JsonDocument.Parse(Ran.Line("index", "trends", s_ports, "--unit", "EST", "--latest", "2", "--json").Out);
        Assert.Equal(["2023", "2024"], json.RootElement.GetProperty("periods").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(12, json.RootElement.GetProperty("trends").GetArrayLength());
        var index = json.RootElement.GetProperty("trends")[0];
        Assert.Equal(index.GetProperty("lastValue").GetDouble() - index.GetProperty("firstValue").GetDouble(), index.GetProperty("change").GetDouble());
    }

    [Theory]
    [InlineData("--unit", "NIL")]
    [InlineData("--node", "NIL")]
    [InlineData("--from", "lately")]
    [InlineData("--from", "2024")]
    public void Trends_OfWhatIsNotThere_AreRefused(string option, string value) => Assert.Equal(ExitCode.Refused, Ran.Line("index", "trends", s_ports, option, value).Code);

    /// <summary>One period, and a frame for each: nothing to compare.</summary>
    [Fact]
    public void Trends_OfOnePeriod_AreRefused() => Assert.Equal(ExitCode.Refused, Ran.Line("index", "trends", Towns.Folder).Code);

    [Fact]
    public void Trends_LatestOfOne_IsWrongUsage() => Assert.Equal(ExitCode.Usage, Ran.Line("index", "trends", s_ports, "--latest", "1").Code);
}
