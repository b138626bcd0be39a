using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Files;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

/// <summary>The verbs of rules, on the fictitious firms of the samples.</summary>
public sealed class RulesVerbTests
{
    private static readonly string Firms = Path.Combine(Repository.Root, "samples", "rules", "firms.csv");
    private static string[] OnTheDay(params string[] args) => ["rules", .. args, "--day", "2022-06-30"];

    [Theory, InlineData("en"), InlineData("zh")]
    public void List_IsAsApproved(string language) => Ran.In(language, "rules", "list").Approve($"rules-list.{language}");

    [Theory, InlineData("en"), InlineData("zh")]
    public void Show_IsAsApproved(string language) => Ran.In(language, OnTheDay("show", "tech_sme")).Approve($"rules-show.{language}");

    [Theory, InlineData("en"), InlineData("zh")]
    public void Evaluate_IsAsApproved(string language) => Ran.In(language, OnTheDay("evaluate", "high_tech", Firms)).Approve($"rules-evaluate.{language}");

    [Theory, InlineData("en"), InlineData("zh")]
    public void Evaluate_WithTrace_IsAsApproved(string language) => Ran.In(language, OnTheDay("evaluate", "high_tech", Firms, "--firm", "示例丙(虚构)", "--trace")).Approve($"rules-trace.{language}");

    [Theory, InlineData("en"), InlineData("zh")]
    public void Gap_IsAsApproved(string language) => Ran.In(language, OnTheDay("gap", "high_tech", Firms)).Approve($"rules-gap.{language}");

    [Theory, InlineData("en"), InlineData("zh")]
    public void WhatIf_IsAsApproved(string language) =>
        Ran.In(language, OnTheDay("whatif", "high_tech", Firms, "--set", "least_days=300", "--reward", "10万", "--sum", "rd_y1")).Approve($"rules-whatif.{language}");

    [Fact]
    public void Gap_AsJson_HasEveryChangeExactly()
    {
        var ran = Ran.Line(OnTheDay("gap", "high_tech", Firms, "--firm", "示例乙(虚构)", "--json"));
        Assert.Equal(ExitCode.Done, ran.Code);
        var firm = JsonDocument.Parse(ran.Out).RootElement.GetProperty("firms")[0];
        Assert.Equal("fails", firm.GetProperty("verdict").GetString());
        var staff = firm.GetProperty("unmet").EnumerateArray().Single(u => u.GetProperty("condition").GetString() == "sci_staff_share").GetProperty("smallest")[0];
        Assert.Equal(("sci_staff", "12", "13"), (staff.GetProperty("input").GetString(), staff.GetProperty("from").GetString(), staff.GetProperty("to").GetString()));
    }

    [Fact]
    public void Evaluate_TraceAsJson_NamesTheChildrenOfEveryNode()
    {
        var firm = JsonDocument.Parse(Ran.Line(OnTheDay("evaluate", "high_tech", Firms, "--json", "--trace")).Out).RootElement.GetProperty("firms")[0];
        var nodes = firm.GetProperty("trace").EnumerateArray().ToDictionary(n => n.GetProperty("id").GetString()!, StringComparer.Ordinal);
        Assert.All(nodes.Values, n => Assert.All(n.GetProperty("children").EnumerateArray(), c => Assert.Contains(c.GetString()!, nodes.Keys)));
    }

    [Fact]
    public void Rule_Misspelt_IsRefusedWithWhatWasMeant()
    {
        var ran = Ran.Line(OnTheDay("evaluate", "high_teck", Firms));
        Assert.Equal(ExitCode.Findings, ran.Code);
        Assert.Contains("'high_tech'", ran.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_NotInForceOnTheDay_IsRefusedWithItsDates()
    {
        var ran = Ran.Line("rules", "show", "national_incubator", "--day", "2015-01-01");
        Assert.Equal(ExitCode.Refused, ran.Code);
        Assert.Contains("2018-12-14", ran.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gap", "super_deduction"), InlineData("whatif", "high_tech")]
    public void Request_WithoutSense_IsRefused(string verb, string rule)
    {
        using var folder = new TemporaryFolder();
        string firms = Path.Combine(folder.Path, "firms.csv");
        File.WriteAllText(firms, "firm\n甲\n");
        Assert.Equal(ExitCode.Refused, Ran.Line(OnTheDay(verb, rule, firms)).Code);
    }

    [Fact]
    public void Firms_WithBadCells_AreAllFoundAndNothingIsEvaluated()
    {
        using var folder = new TemporaryFolder();
        string firms = Path.Combine(folder.Path, "firms.csv");
        File.WriteAllText(firms, "firm,staff,class1\n甲,many,1\n乙,-1,0.5\n");
        var ran = Ran.Line(OnTheDay("evaluate", "tech_sme", firms));
        Assert.Equal((ExitCode.Findings, ""), (ran.Code, ran.Out));
        foreach (string code in (string[])["fact.unreadable", "fact.range", "fact.not-whole"]) Assert.Contains(code, ran.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Firms_OfAWorkbook_GiveWhatTheSameTableGives()
    {
        using var folder = new TemporaryFolder();
        string xlsx = Path.Combine(folder.Path, "firms.xlsx");
        string[][] lines = [.. File.ReadAllLines(Firms).Select(l => l.Split(','))];
        File.WriteAllBytes(xlsx, XlsxWriter.Write([new SheetTable("firms", [.. lines[0].Select(h => new SheetColumn(h))], lines.Skip(1).Select(l => (IReadOnlyList<SourceCell>)[.. l.Select(c => c.Length == 0 ? SourceCell.Empty : SourceCell.OfText(c))]))]));
        foreach (string verb in (string[])["evaluate", "gap"])
        {
            var (csv, workbook) = (Ran.Line(OnTheDay(verb, "high_tech", Firms, "--json")), Ran.Line(OnTheDay(verb, "high_tech", xlsx, "--json")));
            Assert.Equal((ExitCode.Done, csv.Out), (workbook.Code, workbook.Out));
        }
        File.WriteAllBytes(xlsx, XlsxWriter.Write([new SheetTable("firms", [new("firm"), new("staff")], [[SourceCell.OfText("甲"), SourceCell.OfText("many")]])]));
        var bad = Ran.Line(OnTheDay("evaluate", "tech_sme", xlsx));
        Assert.Equal(ExitCode.Findings, bad.Code);
        Assert.Contains("fact.unreadable", bad.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Gap_WhereAYearGrows_IsNotCertainOnADayThatFails()
    {
        using var folder = new TemporaryFolder();
        string firms = Path.Combine(folder.Path, "firms.csv");
        File.WriteAllText(firms, "firm,registered,years,rd@2021(万元),rd@2022(万元),rd@2023(万元),sales@2021(万元),sales@2022(万元),sales@2023(万元),staff,sci_staff,income(万元),high_tech_income(万元),class1,class2,own_research,core_support,in_field,rd_abroad,conversions,accident,"
            + "ip_advance,ip_core,ip_count,ip_way,transform,org_system,org_body,org_conversion,org_people\n甲,2021-03-20,1,10,10,400,4000,4000,4000,100,20,4000,3000,2,0,是,是,是,0,16,否,8,8,8,6,30,6,6,4,4\n");
        var ran = Ran.Line("rules", "gap", "high_tech", firms, "--day", "2022-06-15");
        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.DoesNotContain("with nothing else changed", ran.Out, StringComparison.Ordinal);
        Assert.Contains("possibly from 2025-01-01", ran.Out, StringComparison.Ordinal);
        Assert.Contains("not known yet: ", ran.Out, StringComparison.Ordinal);
        Assert.Contains("01-01 – 08-31 · not verified", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Gap_WithCostsAndLimits_IsCheapestWithinThem()
    {
        JsonElement Cheapest(params string[] more) => JsonDocument.Parse(Ran.Line(OnTheDay(["gap", "high_tech", Firms, "--firm", "示例乙(虚构)", "--json", .. more])).Out).RootElement.GetProperty("firms")[0].GetProperty("cheapest");
        Assert.Equal(JsonValueKind.Null, Cheapest().GetProperty("cost").ValueKind);   // persons and yuan do not add up
        Assert.Equal(JsonValueKind.Null, Cheapest("--limit", "sci_staff=12").ValueKind);
        Assert.Equal(ExitCode.Refused, Ran.Line(OnTheDay("gap", "high_tech", Firms, "--cost", "sci_staff=many", "--limit", "nope=1", "--within", "-1")).Code);
    }
}
