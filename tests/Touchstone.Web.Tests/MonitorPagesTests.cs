using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Touchstone.Web.Tests;

/// <summary>The monitor and the page beside a published index, over the demo city; and the same over the interface.</summary>
public sealed class MonitorPagesTests(DemoServer city) : IClassFixture<DemoServer>
{
    private async Task<IHtmlDocument> Open(string path) => new HtmlParser().ParseDocument(await city.Page(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=en"));

    private async Task<JsonElement> Ask(string path)
    {
        string text = await city.Http.GetStringAsync(path);
        return JsonDocument.Parse(text).RootElement;
    }

    private static IElement[] RowsOf(IParentNode page, string indicator) =>
        [.. page.QuerySelectorAll(".monitor tbody tr").Where(r => r.QuerySelector("th a")?.GetAttribute("href")!.Split('?')[0] == "/indicator/" + indicator)];

    [Fact]
    public async Task Monitor_YearAndQuarter_AreRowsOfTheirOwn()
    {
        var rows = RowsOf(await Open("/monitor"), "HTI_VA_GDP");
        Assert.Equal(["28.39", "22.9"], rows.Select(r => r.QuerySelector(".num")!.TextContent));
        Assert.Equal(["2022-Q1", "2021"], rows.Select(r => r.QuerySelectorAll("td")[2].GetAttribute("data-csv")));
        Assert.Equal("22.9", Assert.Single(RowsOf(await Open("/monitor?frequency=annual"), "HTI_VA_GDP")).QuerySelector(".num")!.TextContent);
        Assert.Contains("no value of this kind of period; there is one annual", Assert.Single(RowsOf(await Open("/monitor?frequency=quarterly"), "TECH_CONTRACT_GDP")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitor_TwoSources_ShowsBothAndWhichIsUsed()
    {
        var row = Assert.Single(RowsOf(await Open("/monitor"), "TECH_CONTRACT_GDP"));
        Assert.Equal(["this source says 4.4 · used", "this source says 4.3 · kept beside"], row.QuerySelectorAll("li .sub").Select(s => s.TextContent.Trim()));
    }

    [Fact]
    public async Task Monitor_NothingPublished_SaysWhyOrWhoIsToReport()
    {
        var page = await Open("/monitor");
        Assert.Contains("none is put in its place", Assert.Single(RowsOf(page, "RD_GDP")).TextContent, StringComparison.Ordinal);
        var row = Assert.Single(RowsOf(page, "LAB_NAT"));
        Assert.Contains("to be reported by Science and Technology Bureau", row.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector("td .missing"));
        Assert.Contains("Nothing is published under this heading", page.QuerySelector("section[aria-labelledby=governance]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitor_WithoutTargets_HasNoScoreAndSaysWhy()
    {
        var page = await Open("/monitor");
        Assert.Contains("No heading has a score", page.QuerySelector("#no-score")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No target with a document was found", page.QuerySelector("#no-score")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".monitor tbody tr"), r => Assert.Contains("no target with a document", r.TextContent, StringComparison.Ordinal));
        Assert.All(RowsOf(page, "HTE"), r => Assert.Equal("added", r.QuerySelector("th .badge")!.TextContent));
    }

    [Fact]
    public async Task MonitorInterface_GivesWhatThePageShows()
    {
        var lines = (await Ask("/api/v1/monitor?area=420200")).GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal((await Open("/monitor")).QuerySelectorAll(".monitor tbody tr").Length, lines.Sum(l => Math.Max(1, l.GetProperty("values").GetArrayLength())));
        var share = lines.Single(l => l.GetProperty("indicator").GetString() == "HTI_VA_GDP");
        Assert.Equal(["quarterly", "annual"], share.GetProperty("values").EnumerateArray().Select(v => v.GetProperty("frequency").GetString()));
        Assert.Equal(JsonValueKind.Null, share.GetProperty("target").ValueKind);
        Assert.DoesNotContain(lines[0].EnumerateObject(), p => p.Name.Contains("score", StringComparison.OrdinalIgnoreCase));
        using var refused = await city.Http.GetAsync("/api/v1/monitor?frequency=weekly");
        Assert.Equal(400, (int)refused.StatusCode);
        using var absent = await city.Http.GetAsync("/api/v1/monitor?area=420200&monitor=none");
        Assert.Equal(404, (int)absent.StatusCode);
    }

    [Theory]
    [InlineData("2020")]
    [InlineData("2021")]
    public async Task Published_Page_PrintsTheCoefficientNeverAlone(string period)
    {
        var page = await Open("/index/open-benchmark/published?period=" + period);
        var beside = await Ask($"/api/v1/benchmarks/published?build={city.Build}&period={period}&published=INNO_INDEX&edition=2022&fixedBy=GDP&focus=420200");
        var rows = page.QuerySelectorAll(".coefficients tbody tr");
        Assert.Equal(new[] { "beside", "alone", "indexAndFixed", "partial" }.Select(c => beside.GetProperty(c).GetProperty("value").GetDouble().ToString("0.00", CultureInfo.InvariantCulture)), rows.Select(r => r.QuerySelector(".num")!.TextContent));
        Assert.Equal(beside.GetProperty("units").GetArrayLength(), page.QuerySelectorAll("#published-chart tbody tr").Length);
        string text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("This validates neither index", text, StringComparison.Ordinal);
        Assert.Contains("Huangshi is not in the published list", text, StringComparison.Ordinal);
        Assert.Contains("the published top of the list only", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_NothingRecorded_SaysWhatWouldBeHere()
    {
        var page = await Open("/index/open-benchmark/published?published=RD_GDP");
        Assert.NotNull(page.QuerySelector(".empty"));
        using var refused = await city.Http.GetAsync($"/api/v1/benchmarks/published?build={city.Build}&period=2021&published=RD_GDP&edition=2021&fixedBy=GDP");
        Assert.Equal(422, (int)refused.StatusCode);
    }
}
