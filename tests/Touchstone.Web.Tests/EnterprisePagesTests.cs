using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Touchstone.Web.Tests;

/// <summary>The officer's pages over the made-up firms of the demo city, on the day of the article.</summary>
public sealed class EnterprisePagesTests(DemoServer city) : IClassFixture<DemoServer>
{
    private const string Day = "day=2022-07-16";

    private async Task<IHtmlDocument> Open(string path, string language = "en") => new HtmlParser().ParseDocument(await city.Page(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language));

    private static string Text(IElement? element) => string.Join(' ', element!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    private static IElement[] Rows(IParentNode page, string table) => [.. page.QuerySelectorAll($"table[data-name={table}] tbody tr")];
    private static int Number(string text) => int.Parse(new string([.. text.Where(char.IsAsciiDigit)]), System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Gradient_OnTheDayOfTheArticle_ShowsItsCounts()
    {
        var page = await Open("/enterprises/gradient?" + Day);
        Assert.Contains("872 technology SME", Text(page.QuerySelector("h1")), StringComparison.Ordinal);
        Assert.Contains("478 high-tech enterprise", Text(page.QuerySelector("h1")), StringComparison.Ordinal);
        var cards = page.QuerySelectorAll(".funnel .rung");
        Assert.Contains("Applying 355", Text(cards[1]), StringComparison.Ordinal);
        // Whoever stood somewhere stands somewhere: the flows of each side add up to the firms that ever held a rung.
        var flows = page.QuerySelectorAll("#flows table tbody tr").Select(r => (To: Text(r.QuerySelectorAll("td")[0]), Firms: Number(r.QuerySelectorAll("td")[1].GetAttribute("data-csv")!))).ToList();
        Assert.True(flows.Where(f => f.To == "high-tech enterprise").Sum(f => f.Firms) <= 478);
        Assert.NotEqual("", Text(page.QuerySelector("#flows .sr")));
    }

    [Fact]
    public async Task Worklist_CountsOfItsKinds_AddUpAndEachRowHasAFirmOrADoubt()
    {
        var page = await Open("/enterprises?" + Day);
        var chips = page.QuerySelectorAll(".chip-link").Select(c => Number(Text(c))).ToList();
        Assert.Equal(chips[0], chips.Skip(1).Sum());
        Assert.Equal(chips[0], Rows(page, "worklist").Length);
        var reports = await Open("/enterprises?kind=annualreport&" + Day);
        Assert.All(Rows(reports, "worklist"), r => Assert.Contains("annual report for 2021", Text(r), StringComparison.Ordinal));
        Assert.All(Rows(reports, "worklist"), r => Assert.NotNull(r.QuerySelector("a[href^='/enterprises/']")));
    }

    [Fact]
    public async Task Worklist_OnADayAfterEveryRecognition_SaysSoAndLeadsToTheLatest()
    {
        var page = await Open("/enterprises?day=2040-01-01");
        Assert.StartsWith("/enterprises?day=2022", page.QuerySelector(".empty a.button")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/enterprises")]
    [InlineData("/enterprises/near?rung=tech_sme")]
    [InlineData("/enterprises/gradient")]
    [InlineData("/enterprises/1")]
    public async Task Page_WithoutADayWhereNoRecognitionReachesToday_OpensOnTheLatest(string path)
    {
        using var answer = await city.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var opened = await Open(answer.Headers.Location!.ToString());
        Assert.Contains("day=2022", answer.Headers.Location.ToString(), StringComparison.Ordinal);
        Assert.Equal(path == "/enterprises/1", opened.QuerySelector(".room-head + .notice") is null);
    }

    [Theory]
    [InlineData("x", true)]
    [InlineData("-1", true)]
    [InlineData("20", false)]
    [InlineData("", false)]
    public async Task Near_WithALimitThatCannotBeRead_SaysThatItLimitsNothing(string within, bool told) =>
        Assert.Equal(told, (await Open($"/enterprises/near?rung=tech_sme&within={within}&{Day}")).QuerySelector("[role=alert].field-fault") is not null);

    [Theory]
    [InlineData("tech_sme")]
    [InlineData("high_tech")]
    public async Task Near_OneStep_NamesWhatIsLackedAndTheStepMendsIt(string rung)
    {
        var page = await Open($"/enterprises/near?rung={rung}&near=onestep&{Day}");
        var rows = Rows(page, "near");
        Assert.Equal(Number(Text(page.QuerySelector("h1")).Split(' ')[0]), rows.Length);
        Assert.All(rows, r => Assert.Contains("short by", Text(r), StringComparison.Ordinal));
        foreach (var row in rows.Take(3))
        {
            var why = await Open(row.QuerySelector($"a[href^='/rules/{rung}/try']")!.GetAttribute("href")!);
            Assert.Contains("does not pass yet", Text(why.QuerySelector("h1")), StringComparison.Ordinal);
            var tried = await Open(why.QuerySelector(".try-it")!.GetAttribute("href")!.Split('#')[0]);
            Assert.DoesNotContain("does not pass", Text(tried.QuerySelector("h1")), StringComparison.Ordinal);
            Assert.NotNull(tried.QuerySelector(".is-tried"));
        }
    }

    [Fact]
    public async Task Cockpit_Gradient_CountsWhatItsListsShow()
    {
        var cockpit = await Open("/");
        var rows = Rows(cockpit, "gradient");
        Assert.Contains(rows, r => Text(r).StartsWith("technology SME 872", StringComparison.Ordinal));
        var row = rows.First(r => r.QuerySelector("th")!.TextContent.Trim() == "high-tech enterprise");
        Assert.Equal("478", Text(row.QuerySelectorAll("td")[0]));
        foreach (var (link, table) in row.QuerySelectorAll("a").Skip(1).Select((a, i) => (a, i == 0 ? "risk" : "near")))
            Assert.Equal(Number(Text(link)), Rows(await Open(link.GetAttribute("href")!), table).Length);
        Assert.All(row.QuerySelectorAll("a").Skip(2), a => Assert.NotEqual("0", Text(a)));   // some ready, some open, some one step away
    }

    [Fact]
    public async Task Risk_EveryFirm_HoldsTheRungAndSaysWhy()
    {
        var page = await Open("/enterprises/risk?rung=high_tech&" + Day);
        Assert.Contains("of 478 holders", Text(page.QuerySelector("h1")), StringComparison.Ordinal);
        Assert.All(Rows(page, "risk"), r => Assert.NotEmpty(r.QuerySelectorAll("li .light")));
    }

    [Fact]
    public async Task Firm_Page_ShowsLadderFiguresSourcesAndHistory()
    {
        var page = await Open("/enterprises/1?" + Day);
        Assert.Contains("虚构", Text(page.QuerySelector("h1")), StringComparison.Ordinal);
        Assert.Equal(8, page.QuerySelectorAll(".rung").Length);
        Assert.NotNull(page.QuerySelector(".rung.is-held"));
        Assert.All(page.QuerySelectorAll("table[data-name=years] thead th").Skip(1), h => Assert.Contains("the firm itself", Text(h), StringComparison.Ordinal));
        Assert.NotEmpty(page.QuerySelectorAll(".history li"));
        Assert.NotNull(page.QuerySelector("a[href^='/registers/visits/new?'][href*='firm=']"));
    }

    [Theory]
    [InlineData("work")]
    [InlineData("near")]
    [InlineData("risk")]
    [InlineData("gradient")]
    [InlineData("1")]
    public async Task List_AsAWorkbook_IsOne(string list)
    {
        byte[] bytes = await city.Http.GetByteArrayAsync($"/enterprises/{list}.xlsx?{Day}&lang=en");
        Assert.Equal("PK"u8.ToArray(), bytes[..2]);
        Assert.True(bytes.Length > 2000);
    }

    [Fact]
    public async Task Firm_AsAWorkbook_HasItsLadderItsWorkAndItsRows()
    {
        var page = await Open("/enterprises/1?" + Day);
        string link = page.QuerySelector("a.button[href^='/enterprises/1.xlsx']")!.GetAttribute("href")!;
        byte[] bytes = await city.Http.GetByteArrayAsync(link + "&lang=en");
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        using var book = new StreamReader(zip.GetEntry("xl/workbook.xml")!.Open());
        string sheets = await book.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.All(new[] { "On the register", "Where it stands", "To do", "Recognitions" }, name => Assert.Contains($"name=\"{name}\"", sheets, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Measures_OfTheYearOfTheArticle_AreItsFigures()
    {
        var page = await Open("/registers/recognitions/measures?day=2021-12-31");
        var counted = Rows(page, "measures").ToDictionary(r => r.QuerySelector("a[href*='/measures/']")!.GetAttribute("href")!.Split('/')[4].Split('?')[0], r => Number(Text(r.QuerySelectorAll("td, th")[1])), StringComparer.Ordinal);
        Assert.Equal((478, 961), (counted["HTE"], counted["TSME"]));
        Assert.Equal(478, Rows(await Open("/registers/recognitions/measures/HTE?day=2021-12-31"), "counted").Length);
    }

    [Theory]
    [InlineData("华科机电")]
    [InlineData("huakejidian")]
    [InlineData("9199999900000001")]
    public async Task Palette_FirmByNamePinyinOrCode_LeadsToItsFile(string words)
    {
        using var hits = System.Text.Json.JsonDocument.Parse(await city.Http.GetStringAsync("/search.json?q=" + Uri.EscapeDataString(words)));
        Assert.Contains(hits.RootElement.EnumerateArray(), h => h.GetProperty("href").GetString()!.StartsWith("/enterprises/", StringComparison.Ordinal) && h.GetProperty("name").GetString()!.Contains("华科机电", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/enterprises/99999999")]
    [InlineData("/rules/high_tech/try?firm=99999999")]
    public async Task Page_OfAFirmThatIsNotThere_Is404(string path)
    {
        using var answer = await city.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/enterprises?day=2040-01-01")]
    [InlineData("/enterprises/duplicates")]
    [InlineData("/enterprises/relate?from=1&into=2&day=2022-07-16")]
    [InlineData("/enterprises/relate?kind=split&from=1&into=2&day=2022-07-16")]
    [InlineData("/registers/firms/1/personal")]
    [InlineData("/enterprises?day=2022-07-16")]
    [InlineData("/enterprises/near?day=2022-07-16")]
    [InlineData("/enterprises/near?day=2022-07-16&rung=unicorn")]
    [InlineData("/enterprises/risk?day=2022-07-16")]
    [InlineData("/enterprises/gradient?day=2022-07-16&track=specialised")]
    [InlineData("/enterprises/doubts")]
    [InlineData("/enterprises/1?day=2022-07-16")]
    [InlineData("/rules/high_tech/try?firm=600&day=2022-07-16")]
    [InlineData("/registers/judgements")]
    [InlineData("/registers/recognitions/measures?day=2021-12-31")]
    [InlineData("/registers/recognitions/measures/HTE?day=2021-12-31")]
    [InlineData("/registers/cultivation/measures")]
    [InlineData("/registers/cultivation")]
    [InlineData("/registers/firm-years?year=2021")]
    public async Task Page_InBothLanguages_HasOneHeadingAndNamedParts(string path)
    {
        foreach (string language in new[] { "zh", "en" })
        {
            var page = await Open(path, language);
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.All(page.QuerySelectorAll("input:not([type=hidden]), select, textarea"), e => Assert.True(e.HasAttribute("aria-label") || e.Closest("label") is not null || page.QuerySelector($"label[for='{e.Id}']") is not null, e.OuterHtml));
            Assert.All(page.QuerySelectorAll("a[href], button"), e => Assert.True(e.TextContent.Trim().Length > 0 || e.HasAttribute("aria-label"), e.OuterHtml));
            Assert.Empty(page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key));
            var legend = page.QuerySelectorAll(".legend b").Select(e => e.TextContent).ToHashSet();
            Assert.All(page.QuerySelectorAll("abbr.mark").Select(e => e.TextContent).Distinct(), mark => Assert.Contains(mark, legend));
        }
    }
}
