using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Touchstone.City.Catalogue;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Web.Tests.Api;

namespace Touchstone.Web.Tests.Pages;

/// <summary>A small city that keeps a register of three made-up firms, of which two hold a certificate.</summary>
public sealed class MeasuredServer : TouchstoneServer
{
    protected override async Task Fill(IServiceProvider city)
    {
        await base.Fill(city);
        static ReceivedFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
        T Get<T>() where T : notnull => city.GetRequiredService<T>();
        (await Get<ImportCatalogue>().Run(Actor.Local, File("catalogue.csv", "code,name_zh,name_en,unit_zh,unit_en,direction,mark,frequency,version,valid_from\n"
            + "HTE,高新技术企业数,High-tech enterprises,家,firms,+,V,annual,1,2016-01-01\nTSME,科技型中小企业数,Technology SMEs,家,firms,+,V,annual,1,2016-01-01\nHTE_SCALE_SHARE,规上高企占比,Share of high-tech firms,%,%,+,V,annual,1,2016-01-01\n"), WriteMode.Commit)).OrThrow();
        (await Get<ImportRows>().Run(Actor.Local, "firms", File("firms.csv", "统一社会信用代码,企业名称,规上企业\n" + string.Concat(Enumerable.Range(1, 3).Select(i => $"{CreditCode.Reserved(i)},示例{i}号（虚构）,是\n"))), RowsRequest.Commit)).OrThrow();
        (await Get<ImportRows>().Run(Actor.Local, "recognitions", File("notice.csv", "统一社会信用代码,类别,编号,有效期自,有效期至\n" + string.Concat(Enumerable.Range(1, 2).Select(i => $"{CreditCode.Reserved(i)},高新技术企业,GR202142{i:000000},2021-11-15,2024-11-14\n"))), RowsRequest.Commit)).OrThrow();
    }
}

/// <summary>What a register counts to, by its page and over the interface.</summary>
public sealed class MeasurePagesTests(MeasuredServer server) : IClassFixture<MeasuredServer>
{
    private const string Page = "/registers/recognitions/measures", Api = "/api/v1/registers/recognitions/measures";

    private async Task<IHtmlDocument> Open(string path, HttpClient? by = null)
    {
        using var answer = await (by ?? server.Http).GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    private static string Text(IElement? element) => string.Join(' ', element!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static StringContent Body(object value) => new(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");

    [Fact]
    public async Task Figures_OfADay_LeadToTheRowsAndAreRecordedForTheYear()
    {
        Assert.Equal(Page, (await Open("/registers/recognitions")).QuerySelector("a.button[href$='/measures']")!.GetAttribute("href"));
        Assert.Null((await Open("/registers/visits")).QuerySelector("a.button[href$='/measures']"));
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };   // keeps the cookie that a form's token goes with
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var page = await Open(Page + "?day=2022-12-31&area=420200", browser);
        var line = page.QuerySelectorAll("table[data-name=measures] tbody tr").Single(r => Text(r).StartsWith("High-tech enterprises", StringComparison.Ordinal));
        Assert.StartsWith("2", Text(line.QuerySelectorAll("td, th")[1]), StringComparison.Ordinal);
        var rows = await Open(line.QuerySelector("a[href*='/measures/HTE']")!.GetAttribute("href")!);
        Assert.Equal("High-tech enterprises of City A, 2022: 2", Text(rows.QuerySelector("h1")));
        Assert.Equal(2, rows.QuerySelectorAll("table[data-name=counted] tbody tr a[href^='/enterprises/']").Length);

        async Task<string> Record()
        {
            using var form = new MultipartFormDataContent { { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" }, { new StringContent("2022-12-31"), "day" }, { new StringContent("420200"), "area" } };
            using var answer = await browser.PostAsync(page.QuerySelector("form[method=post]")!.GetAttribute("action"), form);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return Text((await Open(answer.Headers.Location!.ToString(), browser)).QuerySelector("p.notice"));
        }

        Assert.Equal("3 figures recorded; 0 as they were.", await Record());
        Assert.Equal("0 figures recorded; 3 as they were.", await Record());
        var observed = await server.Get("/api/v1/observations?indicator=HTE&area=420200&period=2022");
        Assert.Equal(2, Assert.Single(observed.GetProperty("items").EnumerateArray()).GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task Interface_CountsOnAnyDayWithTheRows_AndRecordsWhatIsAsked()
    {
        Assert.Equal(["HTE", "TSME", "HTE_SCALE_SHARE"], (await server.Get(Api)).EnumerateArray().Select(m => m.GetProperty("indicator").GetString()));
        var before = await server.Get(Api + "/HTE?area=420200&period=2021-11-14");
        Assert.Equal((0.0, 0), (before.GetProperty("value").GetDouble(), before.GetProperty("rows").GetArrayLength()));
        var share = await server.Get(Api + "/HTE_SCALE_SHARE?area=420200&period=2021-11-15");
        Assert.Equal((200.0 / 3, 5), (share.GetProperty("value").GetDouble(), share.GetProperty("rows").GetArrayLength()));
        using (var answer = await server.Http.PostAsync(Api, Body(new { area = "420200", periods = new[] { "2021-11-15", "2021" }, indicators = new[] { "HTE" } })))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(2, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("recorded").GetInt32());
        }
        using (var answer = await server.Http.PostAsync(Api, Body(new { area = "420100", periods = new[] { "2021" } }))) Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using (var answer = await server.Http.PostAsync(Api, Body(new { area = "420200", periods = Array.Empty<string>() }))) Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using (var answer = await server.Http.PostAsync(Api, Body(new { area = "420200", periods = new string?[] { null } }))) Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using (var answer = await server.Http.PostAsync(Api, Body(new { area = "420200", periods = new[] { "2021" }, indicators = new[] { "HTE", "HTE_APPLIED" } }))) Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        foreach (var (path, status) in new[] { (Api + "/NONE?area=420200&period=2021", HttpStatusCode.NotFound), (Api + "/HTE?area=420200&period=then", HttpStatusCode.BadRequest), (Api + "/HTE?period=2021", HttpStatusCode.BadRequest), ("/api/v1/registers/none/measures", HttpStatusCode.NotFound) })
        {
            using var answer = await server.Http.GetAsync(path);
            Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode}");
        }
    }
}
