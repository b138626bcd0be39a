using System.Text.Json;
using Touchstone.Cli.CommandLine;

namespace Touchstone.Cli.Tests;

public sealed class IndexVerbTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Check_BrokenFolder_ListsEveryFaultWithItsPlace(string language)
    {
        using var broken = Towns.Changed(("index.yaml", "winsorise", "winsorize"), ("data.csv", "T3,80,1.4", "T3,8O,1.4"), ("data.csv", "T5,60", "T9,60"), ("indicators.csv", "indicator,INNO,3", "indicator,INOO,3"));

        var ran = Ran.In(language, "index", "check", broken.Path);

        Assert.Equal(ExitCode.Findings, ran.Code);
        ran.Approve($"check-broken.{language}");
    }

    [Fact]
    public void Check_GoodFolder_IsDone() => Assert.Equal((ExitCode.Done, "0 errors, 0 warnings, 0 notes"), (Ran.Line("index", "check", Towns.Folder).Code, Ran.Line("index", "check", Towns.Folder).Out.Trim()));

    [Fact]
    public void Check_Json_HasTheSameFindingsInBothLanguages()
    {
        using var broken = Towns.Changed(("data.csv", "T3,80", "T3,8O"));

        var ran = Ran.Line("index", "check", broken.Path, "--json");
        using var json = JsonDocument.Parse(ran.Out);
        var finding = Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray());

        Assert.Equal(ExitCode.Findings, ran.Code);
        Assert.Equal(1, json.RootElement.GetProperty("exitCode").GetInt32());
        Assert.Equal(("number.unreadable", "error", "data.csv", 4, "PAT"), (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("file").GetString(), finding.GetProperty("row").GetInt32(), finding.GetProperty("column").GetString()));
        Assert.Contains("不是数字", finding.GetProperty("what").GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Contains("not a number", finding.GetProperty("what").GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Build_WithoutOut_ShowsTheRanking(string language)
    {
        var ran = Ran.In(language, "index", "build", Towns.Folder);
        Assert.Equal(ExitCode.Done, ran.Code);
        ran.Approve($"build.{language}");
    }

    [Fact]
    public void Build_BrokenFolder_SaysTheFindingsOnStandardErrorAndExitsOne()
    {
        using var broken = Towns.Changed(("data.csv", "T3,80", "T3,8O"));

        var ran = Ran.Line("index", "build", broken.Path);

        Assert.Equal((ExitCode.Findings, ""), (ran.Code, ran.Out));
        Assert.Contains("data.csv:4:PAT error number.unreadable:", ran.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Explain_Unit_PrintsTheTreeDownToItsCells(string language)
    {
        var ran = Ran.In(language, "index", "explain", Towns.Folder, "--unit", "T2");
        Assert.Equal(ExitCode.Done, ran.Code);
        ran.Approve($"explain.{language}");
    }

    [Fact]
    public void Explain_NodeToADepth_PrintsThatMuch() => Ran.Line("index", "explain", Towns.Folder, "--unit", "T5", "--node", "GREEN", "--depth", "1").Approve("explain-depth.en");

    [Fact]
    public void Explain_Json_HasEveryDigit()
    {
        using var json = JsonDocument.Parse(Ran.Line("index", "explain", Towns.Folder, "--unit", "T2", "--json").Out);
        var node = json.RootElement.GetProperty("node");
        double sum = node.GetProperty("children").EnumerateArray().Sum(c => c.GetProperty("contribution").GetDouble());
        Assert.Equal(node.GetProperty("score").GetDouble(), sum, 5e-13);
    }

    [Fact]
    public void Explain_UnknownUnitOrNode_IsRefusedAndSaysWhichThereAre()
    {
        var ran = Ran.Line("index", "explain", Towns.Folder, "--unit", "T9", "--node", "BLUE");
        Assert.Equal((ExitCode.Refused, ""), (ran.Code, ran.Out));
        Assert.Contains("Its aggregates are: ALL, INNO, GREEN.", ran.Err, StringComparison.Ordinal);
        Assert.Contains("The unit T9 is not in this build", ran.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Compare_OtherFrame_RefusesScoresAndShowsRanks(string language)
    {
        using var after = Towns.Changed(("data.csv", "T2,300,,25", "T2,900,1.9,25"));
        var ran = Ran.In(language, "index", "compare", Towns.Folder, after.Path);
        Assert.Equal(ExitCode.Done, ran.Code);
        ran.Approve($"compare.{language}");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Compare_SameFrame_SaysWhichIndicatorsMovedTheUnit(string language)
    {
        using var after = Towns.Changed(("data.csv", "T2,300,,25", "T2,900,1.9,25"));
        var ran = Ran.In(language, "index", "compare", Towns.Folder, after.Path, "--same-frame", "--unit", "T2");
        Assert.Equal(ExitCode.Done, ran.Code);
        ran.Approve($"compare-same-frame.{language}");
    }

    [Fact]
    public void Compare_Json_GivesWhyOnlyWhereScoresAreComparable()
    {
        using var after = Towns.Changed(("data.csv", "T2,300,,25", "T2,900,1.9,25"));
        using var apart = JsonDocument.Parse(Ran.Line("index", "compare", Towns.Folder, after.Path, "--json").Out);
        using var same = JsonDocument.Parse(Ran.Line("index", "compare", Towns.Folder, after.Path, "--same-frame", "--json").Out);

        Assert.False(apart.RootElement.GetProperty("scoresComparable").GetBoolean());
        Assert.All(apart.RootElement.GetProperty("moves").EnumerateArray(), m => Assert.False(m.TryGetProperty("why", out _)));
        var move = same.RootElement.GetProperty("moves").EnumerateArray().Single(m => m.GetProperty("unit").GetString() == "T2");
        double moved = move.GetProperty("scoreAfter").GetDouble() - move.GetProperty("scoreBefore").GetDouble();
        Assert.Equal(moved, move.GetProperty("why").GetProperty("parts").EnumerateArray().Sum(p => p.GetProperty("amount").GetDouble()), 5e-10);
    }
}
