using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Web.Tests.Api;

namespace Touchstone.Web.Tests.Pages;

/// <summary>A reviewer's points on the pre-assessment page: refused where the item does not allow them, else kept, shown with who gave them, and counted.</summary>
public sealed class JudgingPagesTests(TouchstoneServer server) : IClassFixture<TouchstoneServer>, IAsyncLifetime
{
    private const string Page = "/rules/high_tech/try?firm=1&day=2022-07-16", Second = "/rules/high_tech/try?firm=2&day=2022-07-16", Action = "/rules/high_tech/try/points";
    private static readonly string Firms = $"统一社会信用代码,企业名称,成立日期\n{CreditCode.Reserved(1)},示例甲电子有限公司（虚构）,2010-05-01\n{CreditCode.Reserved(2)},示例乙电子有限公司（虚构）,2010-05-01\n";
    private static readonly string Years = $"统一社会信用代码,年度,数据来源,Ⅰ类知识产权,Ⅱ类知识产权\n{CreditCode.Reserved(1)},2021,公开信息,2,3\n{CreditCode.Reserved(2)},2021,公开信息,2,3\n";

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };

    public async ValueTask InitializeAsync()
    {
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        foreach (var (register, text) in new[] { ("firms", Firms), ("firm-years", Years) })
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

    private async Task<IHtmlDocument> Record(IHtmlDocument page, params (string Name, string Value)[] fields)
    {
        var form = page.QuerySelector($"form[action='{Action}']")!;
        using var body = new FormUrlEncodedContent(form.QuerySelectorAll("input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!)).Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        using var answer = await _http.PostAsync(Action, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode.ToString());
        return await Open(answer.Headers.Location!.ToString().Split('#')[0]);
    }

    private static string Text(IElement? element) => string.Join(' ', element!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task Points_OutsideTheBandThenInside_AreRefusedThenKeptWithWhoGaveThem()
    {
        var refused = await Record(await Open(Page), ("p.ip_count", "3"), ("p.ip_core", "7"), ("judged_on", "2022-07-01"), ("reviewer", "Panel 7"));
        Assert.Contains("within 7 and 8", Text(refused.QuerySelector("#judge")!.ParentElement), StringComparison.Ordinal);
        Assert.Equal(("3", "7"), (refused.QuerySelector("#p-ip_count")!.GetAttribute("value"), refused.QuerySelector("#p-ip_core")!.GetAttribute("value")));
        Assert.Empty(refused.QuerySelectorAll("table[data-name=judgements] tbody tr"));

        var kept = await Record(refused, ("p.ip_count", "8"), ("p.ip_core", "7"), ("judged_on", "2022-07-01"), ("reviewer", "Panel 7"));
        Assert.Contains("Recorded: 2", Text(kept.QuerySelector(".is-done")), StringComparison.Ordinal);
        Assert.Equal(2, kept.QuerySelectorAll("table[data-name=judgements] tbody tr").Length);
        foreach (string place in (string[])["table[data-name=judge]", "table[data-name=score]", ".trace"])
            Assert.Contains("judged by Panel 7 on 2022-07-01", Text(kept.QuerySelector(place)), StringComparison.Ordinal);
        Assert.Contains("no recognition", Text(kept.QuerySelector("#judge")!.ParentElement), StringComparison.Ordinal);
        // What stays as the form showed it is not recorded on another day with what was typed.
        var earlier = await Record(kept, ("p.ip_count", "7"), ("p.ip_core", "7"), ("judged_on", "2022-06-20"), ("reviewer", "Panel 7"));
        Assert.Contains("Recorded: 1", Text(earlier.QuerySelector(".is-done")), StringComparison.Ordinal);
        Assert.Contains("not judged", Text((await Open(Page.Replace("07-16", "06-16", StringComparison.Ordinal))).QuerySelector("table[data-name=judge]")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p.ip_core", "7", "2022-13-40", "is not a day")]
    [InlineData("p.ip_core", "7", "", "is not a day")]
    [InlineData("p.ip_core", "NaN", "2022-07-02", "NaN")]
    [InlineData("p.ip_core", "1e999", "2022-07-02", "1e999")]
    [InlineData("p.ip_core", "-1", "2022-07-02", "cannot be negative")]
    [InlineData("p.no_such_item", "7", "2022-07-02", "no_such_item")]
    public async Task Points_OrADayThatCannotBe_AreRefusedAndNothingIsKept(string field, string points, string day, string says)
    {
        var refused = await Record(await Open(Second), (field, points), ("p.ip_advance", "5"), ("judged_on", day));
        Assert.Contains(says, Text(refused.QuerySelector("#judge")!.ParentElement), StringComparison.Ordinal);
        Assert.Empty(refused.QuerySelectorAll("table[data-name=judgements] tbody tr"));
    }

    [Fact]
    public async Task Points_OfAnEditionNotInForceOrWithoutAFirm_HaveNoForm()
    {
        Assert.Null((await Open("/rules/high_tech/try?day=2022-07-16")).QuerySelector("#judge"));
        Assert.Null((await Open("/rules/high_tech/try?firm=1&day=2010-07-16")).QuerySelector("#judge"));
    }
}
