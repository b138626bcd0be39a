using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Web.Tests.Api;

namespace Touchstone.Web.Tests.Pages;

/// <summary>The register of firms by forms alone: list, filter, sort, row, form, import; and the same over the interface. Firms are made up, with reserved codes.</summary>
public sealed class RegisterPagesTests(TouchstoneServer server) : IClassFixture<TouchstoneServer>, IAsyncLifetime
{
    private const string Header = "统一社会信用代码,企业名称,状态,成立日期,规上企业,注册资本(万元)\n";
    private static readonly string Good = Header
        + $"{CreditCode.Reserved(1)},示例甲电子有限公司（虚构）,存续,2015-03-01,是,1200\n{CreditCode.Reserved(2)},示例乙新材有限公司（虚构）,存续,2019-06-01,否,300.5\n{CreditCode.Reserved(3)},示例丙模具有限公司（虚构）,注销,2010-01-01,是,80\n";

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };

    public async ValueTask InitializeAsync()
    {
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var form = TouchstoneServer.Form(Good, "firms.csv");
        using var answer = await _http.PostAsync("/api/v1/registers/firms/imports", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
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

    private async Task<string> Post(IHtmlDocument from, string action, MultipartFormDataContent form)
    {
        form.Add(new StringContent(from.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken");
        using var answer = await _http.PostAsync(action, form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{action}: {answer.StatusCode}");
        return answer.Headers.Location!.ToString();
    }

    private static string Text(IElement? element) => string.Join(' ', element!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    private static string[] NamesOf(IHtmlDocument page) => [.. page.QuerySelectorAll("table.register tbody tr").Select(r => Text(r.QuerySelectorAll("td")[0]))];

    [Fact]
    public async Task List_FilteredAndSortedByTheAddress_ShowsThoseRowsInThatOrder()
    {
        var page = await Open("/registers/firms?status=active&sort=-registered&registered.from=2011-01-01");
        Assert.Equal("Firms: 2 rows meet the conditions", Text(page.QuerySelector("h1")));
        Assert.Equal(["示例乙新材有限公司（虚构）", "示例甲电子有限公司（虚构）"], NamesOf(page));
        Assert.Equal("descending", page.QuerySelectorAll("th[aria-sort]").Single(h => h.GetAttribute("aria-sort") != "none").GetAttribute("aria-sort"));
        Assert.Equal("2011-01-01", page.QuerySelector("input[name='registered.from']")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("input[name=status][value=active][checked]"));
    }

    [Fact]
    public async Task List_AsKnownOnADay_HasTheRowsOfThenAndSaysSo()
    {
        string today = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var page = await Open($"/registers/firms?status=active&asKnownOn={today}");
        Assert.Equal(["示例乙新材有限公司（虚构）", "示例甲电子有限公司（虚构）"], NamesOf(page));
        Assert.StartsWith("As known on ", Text(page.QuerySelector("p.notice")), StringComparison.Ordinal);
        Assert.Equal(today, page.QuerySelector("input[name=asKnownOn]")!.GetAttribute("value"));
        Assert.Equal("/registers/firms?status=active", page.QuerySelector("p.notice a")!.GetAttribute("href"));
        using var file = await _http.GetAsync(page.QuerySelectorAll("a.button").Single(a => a.GetAttribute("href")!.Contains("export.csv", StringComparison.Ordinal)).GetAttribute("href"));
        Assert.Equal($"firms.known-on-{today}.csv", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(3, (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        // The reader's own "as known on" is heeded, and nothing was known then.
        var empty = await Open("/registers/firms?asof=2020-01-01");
        Assert.Empty(NamesOf(empty));
        Assert.Equal("Show the rows of now", Text(empty.QuerySelector(".empty a")));
        using var rows = JsonDocument.Parse(await _http.GetStringAsync("/api/v1/registers/firms/rows?asKnownOn=2020-01-01"));
        Assert.Equal((0, "2020-01-01"), (rows.RootElement.GetProperty("count").GetInt32(), rows.RootElement.GetProperty("asKnownOn").GetString()));
        using var wrong = await _http.GetAsync("/api/v1/registers/firms/rows.csv?asKnownOn=yesterday");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("view.not-a-day", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("甲电")]
    [InlineData("jiadianzi")]
    [InlineData("sljdz")]
    public async Task List_SearchedByCharactersPinyinOrInitials_FindsTheFirm(string words) =>
        Assert.Equal(["示例甲电子有限公司（虚构）"], NamesOf(await Open("/registers/firms?q=" + Uri.EscapeDataString(words))));

    [Fact]
    public async Task Export_GivesExactlyTheViewThatIsSeen()
    {
        var page = await Open("/registers/firms?status=active&registered.from=2000-01-01&columns=credit_code,capital");
        string csv = await _http.GetStringAsync(page.QuerySelectorAll("a.button").First(a => a.GetAttribute("href")!.Contains("export.csv", StringComparison.Ordinal)).GetAttribute("href"));
        string[] lines = csv.TrimStart('\ufeff').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines[1..], l => Assert.Equal(2, l.Split(',').Length));
        Assert.Contains(lines, l => l.EndsWith(",300.5", StringComparison.Ordinal));
        byte[] workbook = await _http.GetByteArrayAsync("/registers/firms/export.xlsx?status=active");
        Assert.Equal("PK"u8.ToArray(), workbook[..2]);
    }

    [Fact]
    public async Task List_ConditionThatCannotBeRead_IsSaidAndNothingBreaks()
    {
        var page = await Open("/registers/firms?no_such_field=1&size=abc");
        Assert.Equal(["view.field-unknown", "view.not-a-number"], page.QuerySelectorAll(".findings code").Select(c => c.TextContent).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_BrokenFile_NamesEveryCellAndOffersTheMarkedWorkbook()
    {
        var page = await Open("/registers/firms/import");
        string at = await Post(page, "/registers/firms/import", TouchstoneServer.Form(Header + "9199999900000000XX,坏（虚构）,奇怪,昨天,是,-5\n", "bad.csv"));
        var check = await Open(at);
        Assert.Contains("bad.csv cannot be taken in", Text(check.QuerySelector("h1")), StringComparison.Ordinal);
        Assert.Equal(["credit-code.check", "date.unreadable", "field.negative", "field.unknown-code"], check.QuerySelectorAll("table[data-name=findings] code").Select(c => c.TextContent).Order(StringComparer.Ordinal));
        Assert.Null(check.QuerySelector("form[action$='/take']"));
        byte[] marked = await _http.GetByteArrayAsync(check.QuerySelector("a[href*='/marked/']")!.GetAttribute("href"));
        Assert.Equal("PK"u8.ToArray(), marked[..2]);
    }

    [Fact]
    public async Task Import_SoundFile_SaysWhatItWillDoAndDoesIt()
    {
        var page = await Open("/registers/firms/import");
        string at = await Post(page, "/registers/firms/import", TouchstoneServer.Form($"统一社会信用代码,企业名称,注册资本(万元)\n{CreditCode.Reserved(40)},示例丁检测有限公司（虚构）,66\n", "more.csv"));
        var check = await Open(at);
        Assert.Equal("more.csv can be taken in: 1 new, 0 changed, 0 as they were", Text(check.QuerySelector("h1")));
        Assert.Empty(NamesOf(await Open("/registers/firms?q=" + Uri.EscapeDataString("丁检测"))));
        string after = await Post(check, "/registers/firms/take", new MultipartFormDataContent { { new StringContent(at.Split('/')[^1]), "hash" }, { new StringContent("notice 1"), "citation" } });
        Assert.Equal("/registers/firms?done=1", after);
        var found = await Open("/registers/firms?q=" + Uri.EscapeDataString("丁检测"));
        var row = await Open(found.QuerySelector("table.register tbody a")!.GetAttribute("href")!);
        Assert.Contains("notice 1 · more.csv, row 2", Text(row.QuerySelector(".history")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_RefusedThenCorrected_KeepsWhatWasTypedAndWritesHistory()
    {
        var list = await Open("/registers/firms?q=" + Uri.EscapeDataString("乙新材"));
        string row = list.QuerySelector("table.register tbody a")!.GetAttribute("href")!.Replace("/enterprises/", "/registers/firms/", StringComparison.Ordinal);
        var form = await Open(row + "/edit");
        MultipartFormDataContent Filled(string capital) => new()
        {
            { new StringContent(form.QuerySelector("input[name=row]")!.GetAttribute("value")!), "row" }, { new StringContent(form.QuerySelector("input[name=version]")!.GetAttribute("value")!), "version" },
            { new StringContent(capital), "f.capital" }, { new StringContent("the licence"), "citation" },
        };
        var refused = await Open(await Post(form, "/registers/firms/rows", Filled("much")));
        Assert.Equal("much", refused.QuerySelector("input[name='f.capital']")!.GetAttribute("value"));
        Assert.Contains("number.unreadable", refused.QuerySelectorAll(".findings code").Select(c => c.TextContent));
        var saved = await Open(await Post(form, "/registers/firms/rows", Filled("450")));
        Assert.Contains("registered capital: 300.5 → 450", Text(saved.QuerySelector(".history")), StringComparison.Ordinal);
        Assert.Contains("the licence", Text(saved.QuerySelector(".history")), StringComparison.Ordinal);
        var late = await Open(await Post(form, "/registers/firms/rows", Filled("460")));
        Assert.Contains("row.changed-meanwhile", late.QuerySelectorAll(".findings code").Select(c => c.TextContent));
    }

    [Theory]
    [InlineData("/registers")]
    [InlineData("/registers/firms")]
    [InlineData("/registers/firms/new")]
    [InlineData("/registers/firms/import")]
    [InlineData("/registers/firms/import/00ff")]
    public async Task Page_InBothLanguages_HasOneHeadingAndNamedFields(string path)
    {
        foreach (string language in new[] { "zh", "en" })
        {
            var page = await Open(path + "?lang=" + language);
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.All(page.QuerySelectorAll("input:not([type=hidden]), select, textarea"), e => Assert.True(e.HasAttribute("aria-label") || e.Closest("label") is not null || page.QuerySelector($"label[for='{e.Id}']") is not null, e.OuterHtml));
        }
    }

    [Theory]
    [InlineData("/registers/none")]
    [InlineData("/registers/firms/99999")]
    [InlineData("/registers/firms/99999/edit")]
    public async Task Page_OfSomethingUnknown_Is404(string path)
    {
        using var answer = await _http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/registers/firms/new")]
    [InlineData("/registers/firms/import")]
    public async Task Form_SaysWhichFormItIs(string path)
    {
        var facts = (await Open(path)).QuerySelector("dl.facts")!;
        Assert.Equal(["Purpose", "Basis", "Issued by", "Form number", "Approval", "Valid"], facts.QuerySelectorAll("dt").Select(Text));
        Assert.Equal(["not given", "not given", "not given"], facts.QuerySelectorAll("dd").Skip(3).Select(Text));
    }

    [Fact]
    public async Task Interface_ListsShowsChangesAndRemembers()
    {
        var rows = await server.Get("/api/v1/registers/firms/rows?status=active&sort=registered&size=1");
        Assert.Equal(1, rows.GetProperty("rows").GetArrayLength());
        var first = rows.GetProperty("rows")[0];
        long id = first.GetProperty("id").GetInt64();
        using var patch = new StringContent(JsonSerializer.Serialize(new { values = new Dictionary<string, string?>(StringComparer.Ordinal) { ["main_product"] = "boards" } }), System.Text.Encoding.UTF8, "application/json");
        using var changed = await server.Http.PatchAsync($"/api/v1/registers/firms/rows/{id}", patch);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("boards", (await server.Get($"/api/v1/registers/firms/rows/{id}")).GetProperty("values").GetProperty("main_product").GetString());
        var history = await server.Get($"/api/v1/registers/firms/rows/{id}/history");
        Assert.Contains(history[0].GetProperty("changes").EnumerateArray(), c => c.GetProperty("after").GetString() == "boards");
        await server.Problem(400, "/api/v1/registers/firms/rows?no_such_field=1");
        await server.Problem(404, "/api/v1/registers/none/rows");
        await server.Problem(404, "/api/v1/registers/firms/rows/99999");
        using var bad = TouchstoneServer.Form(Header + "short,x,存续,,,\n", "bad.csv");
        using var refused = await server.Http.PostAsync("/api/v1/registers/firms/imports", bad);
        await TouchstoneServer.ProblemOf(422, refused);
    }
}
