using System.Globalization;
using System.Text.Json;
using Bunit;
using Microsoft.AspNetCore.Components;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Charts;
using Touchstone.Web.Components.Kit;

namespace Touchstone.Web.Tests;

public sealed class KitTests : BunitContext
{
    private sealed record City(string Name, double? Value);
    private static readonly City[] Cities = [new("黄石", 2), new("宜昌", null), new("武汉", 9), new("襄阳", 5)];
    private static readonly Column<City>[] Columns = [new("name", Words.Shell.City, c => c.Name), new("v", Words.Kit.Value, c => c.Value) { IsNumber = true }];

    public KitTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    private IRenderedComponent<DataTable<City>> Table(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<DataTable<City>>(p => p.Add(t => t.Caption, Words.Shell.City).Add(t => t.Rows, Cities).Add(t => t.Columns, Columns).Add(t => t.Filter, c => c.Name));
    }

    private static string[] Names(IRenderedComponent<DataTable<City>> table) => [.. table.FindAll("tbody th[scope=row]").Select(e => e.TextContent.Trim())];

    [Fact]
    public void Table_SortInTheAddress_SortsWithMissingLastBothWays()
    {
        Assert.Equal(["黄石", "襄阳", "武汉", "宜昌"], Names(Table("/x?sort=v")));
        Assert.Equal(["武汉", "襄阳", "黄石", "宜昌"], Names(Table("/x?sort=-v")));
    }

    [Fact]
    public void Table_FilterInTheAddress_ShowsAndCountsWhatMatches()
    {
        var table = Table("/x?q=黄&period=2021");
        Assert.Equal(["黄石"], Names(table));
        Assert.Equal("1 行，共 4 行", table.Find("[role=status]").TextContent);
        Assert.Equal("2021", table.Find("form input[type=hidden][name=period]").GetAttribute("value"));
    }

    [Fact]
    public void Table_SortedColumn_SaysSoToAssistiveTechnology() => Assert.Equal("descending", Table("/x?sort=-v").FindAll("th[scope=col]")[1].GetAttribute("aria-sort"));

    [Fact]
    public void Number_Missing_SaysWhyInsteadOfZero()
    {
        var number = Render<NumberView>(p => p.Add(n => n.Value, null).Add(n => n.Reason, new Text("来源未公布", "Not published")));
        Assert.Equal("来源未公布", number.Find(".missing").GetAttribute("title"));
        Assert.DoesNotContain("0", number.Find(".missing").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Number_WithMarks_NamesEach()
    {
        var number = Render<NumberView>(p => p.Add(n => n.Value, 12.5).Add(n => n.Marks, CellMarks.Imputed | CellMarks.Unverified));
        Assert.Equal(["°", "†"], number.FindAll("abbr").Select(e => e.TextContent));
        Assert.All(number.FindAll("abbr"), e => Assert.NotEqual("", e.GetAttribute("title")));
    }

    [Fact]
    public void Chart_HostileName_CannotLeaveTheJson()
    {
        var chart = Render<Chart>(p => p.Add(c => c.Model, Bars("</script><b>x")));
        string json = chart.Find("script[type='application/json']").InnerHtml;
        Assert.DoesNotContain("</script", json, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("</script><b>x", JsonDocument.Parse(json).RootElement.GetProperty("option").GetProperty("series")[0].GetProperty("data")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Chart_Bars_HaveATableASentenceAndAZeroBaseline()
    {
        var chart = Render<Chart>(p => p.Add(c => c.Model, Bars("武汉")));
        string sentence = chart.Find("figure").GetAttribute("aria-describedby")!;
        Assert.NotEqual("", chart.Find("#" + sentence).TextContent);
        Assert.Equal(3, chart.FindAll("details table tbody tr").Count);
        Assert.Single(chart.FindAll("details table .missing"));
        var option = JsonDocument.Parse(chart.Find("script").InnerHtml).RootElement.GetProperty("option");
        Assert.Equal(0, option.GetProperty("xAxis").GetProperty("min").GetInt32());
        Assert.Equal(2, option.GetProperty("series")[0].GetProperty("data").GetArrayLength());
    }

    private static ChartModel Bars(string name) => BarChart.Of("b", new("题", "Title"), new("副题", "Subtitle"), new("一句话", "One sentence"), Words.Shell.City, new("分", "points"),
        [new Bar(Text.Same(name), 9), new Bar(new("黄石", "Huangshi"), 2, ChartRole.Us, Low: 1, High: 3), new Bar(new("宜昌", "Yichang"), null)]);

    [Fact]
    public void Light_Always_CarriesAWord() => Assert.Contains("未达标", Render<Light>(p => p.Add(l => l.Colour, "red")).Markup, StringComparison.Ordinal);

    [Fact]
    public void Findings_ErrorsFirst_AreAnnounced()
    {
        var list = Render<FindingList>(p => p.Add(f => f.Findings,
            [Finding.Warning("w", new("a.csv", null, 2, "value"), new("警", "Warn"), new("改", "Fix")), Finding.Error("e", new("a.csv", null, 3, "value"), new("错", "Wrong"), new("改", "Fix"))]));
        Assert.NotNull(list.Find("[role=alert]"));
        Assert.Equal(["e", "w"], list.FindAll("code").Select(e => e.TextContent));
    }
}
