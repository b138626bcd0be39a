using System.Net;
using System.Text.RegularExpressions;
using Touchstone.Web.Tests.Api;

namespace Touchstone.Web.Tests.Pages;

/// <summary>The way from a broken return to a changed rank, by forms alone: no script, no circuit.</summary>
public sealed partial class ReturnFlowTests(BuiltServer server) : IClassFixture<BuiltServer>
{
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<t>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    private sealed class Browser : IDisposable
    {
        private readonly HttpClient _http;
        public Browser(Uri address)
        {
            _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        }
        public string Html { get; private set; } = "";
        public string At { get; private set; } = "/";

        public async Task Open(string path)
        {
            using var answer = await _http.GetAsync(path);
            Html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            At = path;
        }

        public async Task Post(string action, MultipartFormDataContent form)
        {
            form.Add(new StringContent(Token().Match(Html).Groups["t"].Value), "__RequestVerificationToken");
            using var answer = await _http.PostAsync(action, form);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{action}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            await Open(answer.Headers.Location!.ToString());
        }

        public void Dispose() => _http.Dispose();
    }

    private static MultipartFormDataContent Field(string name, string value) => new() { { new StringContent(value), name } };

    [Fact]
    public async Task Return_BrokenThenCorrected_LeadsToANewBuildAndAnExplainedRank()
    {
        using var browser = new Browser(server.Http.BaseAddress!);
        await browser.Open("/data");
        await browser.Post("/data/check", TouchstoneServer.Form(BuiltServer.Correction("420200", 400).Replace("400", "four hundred", StringComparison.Ordinal), "broken.csv"));
        Assert.Contains("broken.csv cannot be accepted: it has 1 error", browser.Html, StringComparison.Ordinal);
        Assert.Contains("four hundred</td>", browser.Html, StringComparison.Ordinal);
        await browser.Post("/data/returns", Field("hash", browser.At.Split('/')[^1]));
        Assert.Contains("is refused", browser.Html, StringComparison.Ordinal);
        Assert.Contains("/template\"", browser.Html, StringComparison.Ordinal);

        await browser.Open("/data");
        await browser.Post("/data/check", TouchstoneServer.Form(BuiltServer.Correction("420200", 400), "good.csv"));
        Assert.Contains("Accepting it records 1 observation, of which 1 correction", browser.Html, StringComparison.Ordinal);
        await browser.Post("/data/returns", Field("hash", browser.At.Split('/')[^1]));
        Assert.Contains("is accepted: 1 observation recorded", browser.Html, StringComparison.Ordinal);

        await browser.Post("/builds", Field("index", "small"));
        Assert.Contains("The new build is stored", browser.Html, StringComparison.Ordinal);
        string compare = CompareLink().Match(browser.Html).Groups["u"].Value;
        await browser.Open(compare);
        Assert.Contains("City B moved from rank 3 to 2 of 4", browser.Html, StringComparison.Ordinal);
        Assert.Contains("City C", browser.Html, StringComparison.Ordinal);
        Assert.Contains("The score of City B moved most by Patents granted (+25.00 points)", browser.Html, StringComparison.Ordinal);
        await browser.Open(compare + "&lang=zh");
        Assert.Contains("乙市由第 3 位变为第 2 位（共 4 个）", browser.Html, StringComparison.Ordinal);
    }

    [GeneratedRegex("href=\"(?<u>/builds/compare[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CompareLink();

    [Fact]
    public async Task Form_WithoutItsToken_IsSentBackAndNothingIsDone()
    {
        int before = (await server.Get("/api/v1/builds")).GetProperty("items").GetArrayLength();
        foreach (var (action, page) in new[] { ("/data/check", "/data"), ("/data/returns", "/data"), ("/builds", "/builds") })
        {
            using var answer = await server.Http.PostAsync(action, Field("index", "small"));
            Assert.Equal(page + "?problem=stale", answer.Headers.Location?.ToString());
        }
        Assert.Equal(before, (await server.Get("/api/v1/builds")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("/data")]
    [InlineData("/data?state=refused")]
    [InlineData("/data/check/00ff")]
    [InlineData("/data/observations")]
    [InlineData("/data/observations?indicator=PATENTS&area=420200&period=2021")]
    [InlineData("/data/observations?period=bad")]
    [InlineData("/builds")]
    [InlineData("/builds/compare")]
    [InlineData("/builds/new?index=small")]
    public async Task Page_InBothLanguages_OpensWithOneHeading(string path)
    {
        using var browser = new Browser(server.Http.BaseAddress!);
        foreach (string language in new[] { "zh", "en" })
        {
            await browser.Open(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language);
            Assert.Single(Heading().Matches(browser.Html));
        }
    }

    [GeneratedRegex("<h1[ >]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [Theory]
    [InlineData("/data/returns/4711")]
    [InlineData("/builds/abcdef123456")]
    [InlineData("/builds/new?index=none")]
    public async Task Page_OfSomethingUnknown_Is404(string path)
    {
        using var answer = await server.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
