using System.Net;
using System.Text.RegularExpressions;
using Touchstone.Hosting;

namespace Touchstone.Web.Tests;

/// <summary>The server itself, on a free port of this machine, as an unpublished Production run over an empty database.</summary>
public sealed partial class ServerTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("touchstone-server-").FullName;
    private WebApplication app = default!;
    private HttpClient http = default!;

    public async ValueTask InitializeAsync()
    {
        var options = new TouchstoneOptions(new DatabaseChoice.SqliteFile(Path.Combine(folder, "empty.db")));
        await using (var services = new ServiceCollection().AddTouchstone(options).BuildServiceProvider()) await services.MigrateAsync();
        app = (await TouchstoneWeb.Start(new WebOptions { Port = 0, Services = s => s.AddTouchstone(options) })).OrThrow();
        http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(TouchstoneWeb.AddressOf(app).Replace("localhost", "127.0.0.1", StringComparison.Ordinal)) };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("(?:src|href|data-echarts)=\"(?<u>[^\"]+\\.(?:css|js|svg))\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AssetAddress();

    [Theory]
    [InlineData("/?lang=zh", null, "zh-CN")]
    [InlineData("/?lang=en", null, "en")]
    [InlineData("/", "en-GB,en;q=0.9,zh;q=0.5", "en")]
    [InlineData("/", "zh-CN,zh;q=0.9,en;q=0.5", "zh-CN")]
    [InlineData("/", "fr", "zh-CN")]
    public async Task Page_LanguageAsked_IsTheLanguageOfTheDocument(string path, string? accepted, string expected)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted is not null) request.Headers.Add("Accept-Language", accepted);
        string html = await (await http.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{expected}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_EveryAsset_IsServedFromHere()
    {
        string html = await http.GetStringAsync("/");
        var addresses = AssetAddress().Matches(html).Select(m => m.Groups["u"].Value).ToList();
        Assert.True(addresses.Count >= 4, html);
        foreach (string address in addresses)
        {
            Assert.DoesNotContain("://", address, StringComparison.Ordinal);
            using var answer = await http.GetAsync(address.StartsWith('/') ? address : "/" + address);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
            Assert.True(answer.Content.Headers.ContentLength is null or > 100, address);
        }
    }

    [Fact]
    public async Task Asset_Large_IsSentCompressed()
    {
        string address = AssetAddress().Matches(await http.GetStringAsync("/")).Select(m => m.Groups["u"].Value).Single(u => u.Contains("echarts", StringComparison.Ordinal));
        var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Encoding", "gzip" } } };
        using var answer = await http.SendAsync(request);
        Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 100_000, 500_000);
    }

    [Fact]
    public async Task Page_AnyAnswer_AllowsNoForeignScript()
    {
        using var answer = await http.GetAsync("/");
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/index")]
    [InlineData("/indicator")]
    [InlineData("/benchmark")]
    [InlineData("/monitor")]
    public async Task EmptyDatabase_EveryRoom_SaysWhatWouldBeHereAndHowToFillIt(string path)
    {
        string html = await http.GetStringAsync(path + "?lang=en");
        Assert.Contains("class=\"empty\"", html, StringComparison.Ordinal);
        Assert.Contains("./touchstone demo", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_Unknown_Is404InWords()
    {
        using var answer = await http.GetAsync("/nowhere?lang=en");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(Words.Shell.NotFoundTitle.En, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Theme_Chosen_IsRememberedAndLeavesTheAddress()
    {
        using var answer = await http.GetAsync("/?theme=dark&period=2021");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/?period=2021", answer.Headers.Location!.ToString());
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", "theme=dark");
        Assert.Contains("data-theme=\"dark\"", await (await http.SendAsync(request)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_ForeignName_IsRefusedOnLoopback()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "elsewhere.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Start_TakenPort_IsRefusedWithWhatToDo()
    {
        int port = http.BaseAddress!.Port;
        var second = await TouchstoneWeb.Start(new WebOptions { Port = port });
        Assert.False(second.IsDone(out _));
        var finding = Assert.Single(second.AllFindings);
        Assert.Equal("port.taken", finding.Code);
        Assert.Contains("--port", finding.Fix.En, StringComparison.Ordinal);
    }
}
