using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Web.Tests.Api;

namespace Touchstone.Web.Tests.Pages;

/// <summary>Two rows of one made-up firm are found, compared, joined, and taken apart again; its personal fields are shown once to whoever says why.</summary>
public sealed class RelatingPagesTests(TouchstoneServer server) : IClassFixture<TouchstoneServer>, IAsyncLifetime
{
    private static readonly string Firms = "统一社会信用代码,企业名称,地址,联系人\n"
        + $"{CreditCode.Reserved(1)},示例甲电子有限公司（虚构）,示例路 1 号,王某\n{CreditCode.Reserved(2)},示例甲电子有限责任公司（虚构）,示例路 1 号,\n{CreditCode.Reserved(3)},示例丙模具有限公司（虚构）,示例路 9 号,\n";
    private static readonly string Visits = $"统一社会信用代码,走访日期,事由\n{CreditCode.Reserved(2)},2022-06-01,走访\n";

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };

    public async ValueTask InitializeAsync()
    {
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        foreach (var (register, text) in new[] { ("firms", Firms), ("visits", Visits) })
        {
            using var form = TouchstoneServer.Form(text, register + ".csv");
            using var answer = await _http.PostAsync($"/api/v1/registers/{register}/imports", form);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return default;
    }

    private async Task<IHtmlDocument> Open(string path)
    {
        using var answer = await _http.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends the form of a page whose action is given, with some fields filled in.</summary>
    private async Task<string> Send(IHtmlDocument page, string action, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelector($"form[action='{action}']")!;
        var sent = form.QuerySelectorAll("input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!)).Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var body = new FormUrlEncodedContent(sent);
        using var answer = await _http.PostAsync(action, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{action}: {answer.StatusCode}");
        return answer.Headers.Location!.ToString();
    }

    private static string Text(IElement? element) => string.Join(' ', element!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task Duplicates_JoinedAfterAPreviewAndTakenBack_LeaveTheirHistory()
    {
        var list = await Open("/enterprises/duplicates");
        var pair = Assert.Single(list.QuerySelectorAll("table[data-name=duplicates] tbody tr"));
        Assert.Contains("names alike", Text(pair), StringComparison.Ordinal);
        Assert.Contains("one address", Text(pair), StringComparison.Ordinal);

        var compare = await Open(pair.QuerySelector("a[href^='/enterprises/relate']")!.GetAttribute("href")!);
        Assert.Contains("Visits", Text(compare.QuerySelector("#happens")!.ParentElement), StringComparison.OrdinalIgnoreCase);
        string file = await Send(compare, "/enterprises/relate/do", ("on", "2022-05-01"), ("citation", "示例公告"));
        var joined = await Open(file.Split('#')[0]);
        Assert.Contains("joined on 2022-05-01 into 示例甲电子有限公司", Text(joined.QuerySelector("#relations")!.ParentElement), StringComparison.Ordinal);
        Assert.Empty((await Open("/enterprises/duplicates")).QuerySelectorAll("table[data-name=duplicates] tbody tr"));

        var back = await Open((await Send(joined, "/enterprises/relate/undo")).Split('#')[0]);
        Assert.Contains("taken back", Text(back.QuerySelector("#relations")!.ParentElement), StringComparison.Ordinal);
        Assert.Equal(3, back.QuerySelectorAll(".history > li").Length);
    }

    [Fact]
    public async Task Split_WithItself_IsRefusedWithTheReasonBeforeItIsSent()
    {
        var page = await Open("/enterprises/relate?kind=split&from=3&into=3");
        Assert.Contains("joined with itself", Text(page.QuerySelector(".findings")), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("form[action='/enterprises/relate/do'] button[disabled]"));
    }

    [Fact]
    public async Task Relate_WithoutFirms_LooksThemUp()
    {
        var page = await Open("/enterprises/relate?q=" + Uri.EscapeDataString("丙模"));
        Assert.Contains("from=3", page.QuerySelector("ul a[href*='from=']")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Personal_WithAReason_IsShownOnceAndNoted()
    {
        const string path = "/registers/firms/1/personal";
        var asked = await Open(path);
        Assert.DoesNotContain("王某", asked.DocumentElement.OuterHtml, StringComparison.Ordinal);
        string unsaid = await Send(asked, path + "/show", ("reason", " "));
        Assert.Contains("Say why", Text((await Open(unsaid)).QuerySelector(".findings")), StringComparison.Ordinal);
        string shown = await Send(asked, path + "/show", ("reason", "预约走访"));
        Assert.DoesNotContain("王某", Uri.UnescapeDataString(shown), StringComparison.Ordinal);
        var page = await Open(shown);
        Assert.Contains("王某", Text(page.QuerySelector("#values")!.ParentElement), StringComparison.Ordinal);
        Assert.Contains("预约走访", Text(page.QuerySelector("#looks")!.ParentElement), StringComparison.Ordinal);
        Assert.DoesNotContain("王某", (await Open(shown)).DocumentElement.OuterHtml, StringComparison.Ordinal);
    }
}
