using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Touchstone.Web.Tests;

/// <summary>Every page over the demo city, in both languages: what holds on all of them.</summary>
public sealed class PagesTests(DemoServer city) : IClassFixture<DemoServer>
{
    private static readonly string[] Paths =
    [
        "/", "/?period=2020", "/?city=320500", "/?city=630100", "/index", "/index/open-benchmark", "/index/open-benchmark/published", "/index/open-benchmark/robustness", "/index/open-benchmark/audit", "/index/open-benchmark/audit?period=2020&city=320500", "/index/open-benchmark/robustness?period=2020&city=320500&peers=420200", "/index/open-benchmark/published?period=2020&fixed=POP_RES", "/monitor", "/monitor?frequency=quarterly&city=420200", "/monitor?city=320500", "/index/open-benchmark?period=2020&unit=320500&sort=-income&q=州&cols=code", "/indicator", "/indicator?show=missing",
        "/indicator/GDP", "/indicator/GDP_PER_RES", "/indicator/TECH_CONTRACT_GDP", "/indicator/FDI?period=2022&area=340500", "/indicator/RD_GDP", "/city/420200", "/city/320500", "/city/630100", "/benchmark",
        "/benchmark?peers=320500,330100&against=330100", "/benchmark?unit=630100", "/explain/BUILD/420200/OPEN_BENCHMARK", "/explain/BUILD/440300/PATENTS?period=2020", "/explain/BUILD/630100/OPENNESS", "/search?q=gdp", "/levers", "/levers?period=2020&city=320500&reach=10&s.FDI=20", "/levers?city=630100", "/levers/scenarios", "/levers/scenarios?city=320500&period=2020&reach=10&in=60", "/levers/scenarios?city=630100", "/levers/scenarios?in=300", "/builds/split", "/builds/split?a=BUILD&b=BUILD&from=2020&to=2021",
        "/rules", "/rules?day=2022-06-30", "/rules/high_tech", "/rules/super_deduction?day=2019-06-30", "/rules/high_tech/try", "/rules/high_tech/try?day=2022-06-30&i.staff=121&i.sci_staff=12&i.sales_y1=5000&i.accident=no&trace=all",
        "/rules/loan_4321/try?i.loss=100", "/rules/tech_sme/try?day=2022-06-30&i.staff=60&i.sci_staff=abc", "/rules/high_tech/whatif", "/registers", "/registers/firms/import", "/registers/firms/new",
    ];

    public static TheoryData<string, string> PagesAndLanguages => [.. Paths.SelectMany(p => new[] { (p, "zh"), (p, "en") })];

    private async Task<IHtmlDocument> Open(string path, string language)
    {
        string address = path.Replace("BUILD", city.Build, StringComparison.Ordinal);
        return new HtmlParser().ParseDocument(await city.Page(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language));
    }

    [Theory, MemberData(nameof(PagesAndLanguages))]
    public async Task Page_Always_HasOneTitleItsLanguageAndNamedParts(string path, string language)
    {
        var page = await Open(path, language);
        Assert.Equal(language == "zh" ? "zh-CN" : "en", page.DocumentElement.GetAttribute("lang"));
        Assert.NotEqual("", Assert.Single(page.QuerySelectorAll("h1")).TextContent.Trim());
        Assert.StartsWith(page.QuerySelector("h1")!.TextContent.Trim(), page.Title, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.NotNull(page.QuerySelector("a.skip"));
        Assert.All(page.QuerySelectorAll("input:not([type=hidden]), select"), e => Assert.True(IsNamed(e), e.OuterHtml));
        Assert.All(page.QuerySelectorAll("a[href], button"), e => Assert.True(e.TextContent.Trim().Length > 0 || e.HasAttribute("aria-label"), e.OuterHtml));
        Assert.Empty(page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Theory, MemberData(nameof(PagesAndLanguages))]
    public async Task Page_EnglishAsked_HasNoChineseLeftInItsOwnWords(string path, string language)
    {
        if (language != "en") { Assert.Contains((await Open(path, language)).QuerySelector("h1")!.TextContent + (await Open(path, language)).QuerySelector("nav.rail")!.TextContent, IsChinese); return; }
        var page = await Open(path, language);
        foreach (var quoted in page.QuerySelectorAll("[lang=zh-CN]:not(html), .source dd, .src, .recipe, code, td")) quoted.Remove();
        var main = page.QuerySelector("main")!;
        foreach (var script in main.QuerySelectorAll("script")) script.Remove();
        Assert.DoesNotContain(main.TextContent, IsChinese);
    }

    [Theory, MemberData(nameof(PagesAndLanguages))]
    public async Task Page_EveryChart_HasATableASentenceAndSources(string path, string language)
    {
        var page = await Open(path, language);
        foreach (var chart in page.QuerySelectorAll("figure[data-chart]"))
        {
            Assert.NotEqual("", page.GetElementById(chart.GetAttribute("aria-describedby")!)!.TextContent.Trim());
            Assert.NotEmpty(chart.QuerySelectorAll("details table tbody tr"));
            Assert.NotEqual("", chart.QuerySelector(".chart-sub")!.TextContent.Trim());
            using var json = System.Text.Json.JsonDocument.Parse(chart.QuerySelector("script[type='application/json']")!.TextContent);
            Assert.NotEmpty(json.RootElement.GetProperty("option").GetProperty("series").EnumerateArray());
        }
    }

    [Theory, MemberData(nameof(PagesAndLanguages))]
    public async Task Page_EveryMarkShown_IsInItsLegend(string path, string language)
    {
        var page = await Open(path, language);
        var shown = page.QuerySelectorAll("abbr.mark").Select(e => e.TextContent).Distinct().ToList();
        var legend = page.QuerySelectorAll(".legend b").Select(e => e.TextContent).ToHashSet();
        Assert.All(shown, mark => Assert.Contains(mark, legend));
    }

    [Fact]
    public async Task Pages_EveryInnerLink_LeadsSomewhere()
    {
        var links = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string path in Paths)
            foreach (var a in (await Open(path, "zh")).QuerySelectorAll("a[href^='/']").Take(60)) links.Add(a.GetAttribute("href")!.Split('#')[0]);
        foreach (string link in links.Where((_, i) => i % 5 == 0))
        {
            using var answer = await city.Http.GetAsync(link);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{link}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Cockpit_ToSourceCell_IsThreeClicksAndAFile()
    {
        var cockpit = await Open("/", "en");
        Assert.Matches("Huangshi ranks [0-9]+ of [0-9]+", cockpit.QuerySelector("h1")!.TextContent);
        var explained = await Open(cockpit.QuerySelector("#answer ~ .answer a, section[aria-labelledby=answer] .big a")!.GetAttribute("href")!, "en");
        var input = explained.QuerySelectorAll(".lineage a").First(a => a.GetAttribute("href")!.Contains("/indicator/GDP?", StringComparison.Ordinal));
        var indicator = await Open(input.GetAttribute("href")!.Split('#')[0], "en");
        var used = indicator.QuerySelector(".source.is-used")!;
        Assert.Contains("10-gdp.csv, row ", used.TextContent, StringComparison.Ordinal);
        using var file = await city.Http.GetAsync(used.QuerySelector("a[download]")!.GetAttribute("href"));
        Assert.Contains("420200,GDP,2021,1865.68", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indicator_TwoSources_ShowsBothAndWhyOneIsUsed()
    {
        var page = await Open("/indicator/TECH_CONTRACT_GDP?period=2021", "en");
        var sources = page.QuerySelectorAll(".source");
        Assert.Equal(["4.4", "4.3"], sources.Select(s => s.QuerySelector("b")!.TextContent.Trim()));
        Assert.Contains("recorded later", page.QuerySelector("section[aria-labelledby=lineage]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indicator_OfAnIndexWithAFrameAPeriod_RefusesALineAndSaysWhy()
    {
        var page = await Open("/indicator/GDP_PER_RES", "en");
        Assert.Null(page.QuerySelector("#series-chart"));
        Assert.Contains(Words.Indicator.NoSeriesAcrossFrames.En, page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_OfAnIndex_GivesFindingsFirstAndDrawsWithoutScript()
    {
        var index = await Open("/index/open-benchmark", "en");
        Assert.Contains(index.QuerySelectorAll("a"), a => a.GetAttribute("href") == "/index/open-benchmark/audit");
        var page = await Open("/index/open-benchmark/audit", "en");
        var findings = page.QuerySelectorAll("#coherence tbody tr");
        Assert.Contains($"the audit has {findings.Length} findings to decide on", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("coherence", page.QuerySelector(".report > section")!.Id);
        Assert.NotEmpty(page.QuerySelectorAll("#rings svg path"));
        Assert.NotEmpty(page.QuerySelectorAll("#correlations table.heat td"));
        Assert.Equal("Huangshi", page.QuerySelector("#stacked .own")!.TextContent);
        Assert.All(page.QuerySelectorAll("nav.on-page a"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")!.Split('#')[1])));
    }

    [Theory]
    [InlineData("zh", "说明")]
    [InlineData("en", "about")]
    public async Task Audit_AsAWorkbook_HasTheChecksOfTheBuildInNumbers(string language, string about)
    {
        byte[] book = await city.Http.GetByteArrayAsync($"/index/open-benchmark/audit.xlsx?lang={language}");
        Assert.Contains(Pages.LeversFilesTests.Table(book, about).Rows, r => r.Cells[1].Text.StartsWith(city.Build, StringComparison.Ordinal));
        var importance = Pages.LeversFilesTests.Table(book, "importance");
        int value = importance.Header.IndexOf("importance");
        Assert.Equal(3 + 4 + 4, importance.Rows.Select(r => (r.Cells[1].Text, r.Cells[2].Text)).Distinct().Count());
        Assert.All(importance.Rows, r => Assert.Equal(Files.CellKind.Number, r.Cells[value].Kind));
        Assert.All(importance.Rows, r => Assert.InRange(r.Cells[value].Number, 0, 1));
        Assert.Equal((await Open("/index/open-benchmark/audit", language)).QuerySelectorAll("#coherence tbody tr").Length, Pages.LeversFilesTests.Table(book, "audit").Rows.Length);
    }

    [Fact]
    public async Task Index_WithAFrameAPeriod_DrawsRanksOverTimeAndSaysWhy()
    {
        var chart = (await Open("/index/open-benchmark?peers=320500", "en")).QuerySelector("#over-time-chart")!;
        Assert.Contains(Words.Audit.FrameEach.En, chart.QuerySelector(".chart-sub")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Period", "Huangshirank", "Suzhourank"], chart.QuerySelectorAll("thead th").Select(h => h.TextContent), StringComparer.OrdinalIgnoreCase);
        Assert.All(chart.QuerySelectorAll("tbody td"), td => Assert.InRange(double.Parse(td.GetAttribute("data-csv")!, System.Globalization.CultureInfo.InvariantCulture), 1, 97));
    }

    [Fact]
    public async Task City_WithoutARank_IsMissingNotLast()
    {
        var page = await Open("/?city=630100", "en");
        Assert.Contains("scored but not ranked", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("It lacks", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Benchmark_GapTable_AddsUpToTheGap()
    {
        var page = await Open("/benchmark?peers=330100", "en");
        var rows = page.QuerySelectorAll("#gap-chart table tbody tr td").Select(td => double.Parse(td.GetAttribute("data-csv")!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(rows[^1] - rows[0], rows[1..^1].Sum(), 5e-10);
    }

    [Fact]
    public async Task Split_AsAWorkbook_NamesBothSidesAndItsPartsAddUp()
    {
        string query = $"a={city.Build}&b={city.Build}&from=2020&to=2021&lang=en";
        Assert.Contains((await Open("/builds/split?" + query[..^8], "en")).QuerySelectorAll("a[download]"), a => a.GetAttribute("href")!.StartsWith("/builds/split.xlsx?", StringComparison.Ordinal));
        byte[] book = await city.Http.GetByteArrayAsync("/builds/split.xlsx?" + query);
        var about = Pages.LeversFilesTests.Rows(Pages.LeversFilesTests.Table(book, "About").Rows.Where(r => !r.Cells[0].IsBlank));
        Assert.Equal(["2020", "2021"], about["Period"].Cells.Skip(1).Select(c => c.Text));
        Assert.Equal(about["Build identity"].Cells[1], about["Build identity"].Cells[2]);
        Assert.StartsWith(city.Build, about["Build identity"].Cells[1].Text, StringComparison.Ordinal);
        var parts = Pages.LeversFilesTests.Table(book, "The parts").Rows;
        Assert.Equal(9, parts.Length);
        Assert.All(parts, p => Assert.Equal(Files.CellKind.Number, p.Cells[1].Kind));
        Assert.Equal(parts[^1].Cells[1].Number, parts[..^1].Sum(p => p.Cells[1].Number), 1e-9);
        Assert.Equal(parts[^1].Cells[2].Number, parts[..^1].Sum(p => p.Cells[2].Number), 1e-9);
        Assert.Equal(about["Score"].Cells[2].Number - about["Score"].Cells[1].Number, parts[^1].Cells[1].Number, 1e-12);
        Assert.Equal(about["Rank"].Cells[1].Number - about["Rank"].Cells[2].Number, parts[^1].Cells[2].Number, 1e-12);
    }

    private static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff';
    private static bool IsNamed(IElement e) => e.HasAttribute("aria-label") || e.Closest("label") is not null || (e.Id is { Length: > 0 } id && e.Owner!.QuerySelector($"label[for={id}]") is not null);
}
