using System.Globalization;
using System.IO.Compression;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Touchstone.Files;
using Touchstone.Rules;
using Touchstone.Testing;

namespace Touchstone.Web.Tests;

/// <summary>The pages on rules: the list, each rulebook, the pre-assessment of one firm, the what-if over many.</summary>
public sealed class RulePagesTests(DemoServer city) : IClassFixture<DemoServer>
{
    /// <summary>A fictitious firm that misses three conditions by a step each (the second of samples/rules), as the page's form sends it.</summary>
    private const string Near = "day=2022-06-30&name=Firm+B&i.registered=2016-06-20&i.years=3&i.sci_staff=12&i.staff=121&i.rd_y3=180&i.rd_y2=230&i.rd_y1=270&i.rd_abroad=0&i.sales_y3=4200&i.sales_y2=4600&i.sales_y1=5000"
        + "&i.income=5000&i.high_tech_income=2999&i.class1=0&i.class2=4&i.own_research=yes&i.core_support=yes&i.in_field=yes&i.conversions=8&i.net_assets_y3=2000&i.net_assets_y2=2300&i.net_assets_y1=2600&i.accident=no";
    private const string Judged = "&i.ip_advance=7&i.ip_core=7&i.ip_count=4&i.ip_way=6&i.transform=12&i.org_system=6&i.org_body=6&i.org_conversion=4&i.org_people=4&i.growth_net_assets=4&i.growth_sales=4&i.ip_standards=0";

    public static TheoryData<string> Schemes => [.. RulebookShelf.Open(Path.Combine(Repository.Root, "rulebooks")).Books.Select(b => b.Id).Distinct()];

    private async Task<IHtmlDocument> Open(string path, string language = "en") => new HtmlParser().ParseDocument(await city.Page(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language));

    private static string Text(AngleSharp.Dom.IElement? element) => string.Join(' ', element!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Theory, MemberData(nameof(Schemes))]
    public async Task Rulebook_OfEveryScheme_ReadsInBothLanguagesWithItsMarks(string id)
    {
        foreach (string page in new[] { $"/rules/{id}", $"/rules/{id}/try" })
        {
            var english = await Open(page);
            foreach (var quoted in english.QuerySelectorAll("[lang=zh-CN]:not(html), code, script")) quoted.Remove();
            Assert.DoesNotContain(english.QuerySelector("main")!.TextContent, c => c is >= '\u4e00' and <= '\u9fff');
            Assert.Contains((await Open(page, "zh")).QuerySelector("h1")!.TextContent, c => c is >= '\u4e00' and <= '\u9fff');
        }
        var book = await Open($"/rules/{id}");
        Assert.Equal(book.QuerySelector("abbr.mark") is not null, book.QuerySelectorAll(".legend b").Any(b => b.TextContent == "†"));
    }

    [Fact]
    public async Task List_OnADay_SaysWhatWasInForce()
    {
        var page = await Open("/rules?day=2022-06-30");
        Assert.Contains("in force on 2022-06-30", Text(page.QuerySelector("h1")), StringComparison.Ordinal);
        var gazelle = page.QuerySelectorAll("tbody tr").Single(r => Text(r).Contains("gazelle", StringComparison.Ordinal));
        Assert.Contains("not in force that day", Text(gazelle), StringComparison.Ordinal);
        Assert.DoesNotContain("not in force", Text(page.QuerySelectorAll("tbody tr").Single(r => Text(r).Contains("High-tech enterprise recognition", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_WithoutValues_AsksForThemAndSaysWhoRecognises()
    {
        var page = await Open("/rules/high_tech/try?day=2022-06-30");
        Assert.Contains("not a recognition", Text(page.QuerySelector("#pre-assessment")), StringComparison.Ordinal);
        Assert.Contains("the province's recognition body", Text(page.QuerySelector("#pre-assessment")), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#answer"));
        Assert.NotNull(page.QuerySelector("input[name='i.rd_y3']"));
    }

    [Fact]
    public async Task Try_FirmThatMissesBySteps_NamesEachConditionAndTheSmallestStep()
    {
        var page = await Open($"/rules/high_tech/try?{Near}{Judged}");
        Assert.Contains("Firm B does not pass yet", Text(page.QuerySelector("h1")), StringComparison.Ordinal);
        string missing = Text(page.QuerySelector(".steps"));
        Assert.Contains("12 persons → 13 persons (+1 persons)", missing, StringComparison.Ordinal);
        Assert.Contains("29,990,000 yuan → 30,000,000 yuan (+10,000 yuan)", missing, StringComparison.Ordinal);
        var row = page.QuerySelectorAll("table[data-name=conditions] tbody tr").Single(r => Text(r).StartsWith("share of sci-tech staff", StringComparison.Ordinal));
        Assert.Contains("■ not met", Text(row), StringComparison.Ordinal);
        Assert.Contains("9.92%", Text(row), StringComparison.Ordinal);
        Assert.Contains("share of sci-tech staff ≥ 10%", Text(row), StringComparison.Ordinal);
        Assert.Contains("Measures art. 11 (4)", Text(row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_FollowingTheCheapestCombination_Passes()
    {
        var page = await Open($"/rules/high_tech/try?{Near}{Judged}");
        string together = page.QuerySelector(".together a.button")!.GetAttribute("href")!.Split('#')[0];
        var after = await Open(together);
        Assert.DoesNotContain("does not pass", Text(after.QuerySelector("h1")), StringComparison.Ordinal);
        Assert.Empty(after.QuerySelectorAll("table[data-name=conditions] tr.is-unmet"));
    }

    [Fact]
    public async Task Try_ValuesUnknown_GivesARangeAndWhatDecides()
    {
        var page = await Open($"/rules/high_tech/try?{Near.Replace("&i.income=5000", "", StringComparison.Ordinal).Replace("i.sci_staff=12", "i.sci_staff=24", StringComparison.Ordinal).Replace("i.rd_y1=270", "i.rd_y1=400", StringComparison.Ordinal).Replace("i.conversions=8", "i.conversions=16", StringComparison.Ordinal).Replace("i.class1=0", "i.class1=2", StringComparison.Ordinal)}");
        Assert.Contains("is undecided", Text(page.QuerySelector("h1")), StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll(".deciding a"), a => a.GetAttribute("href")!.EndsWith("#f-income", StringComparison.Ordinal));
        Assert.NotNull(page.GetElementById("f-income"));
        Assert.Matches(@"\d+–\d+ of 100 points", Text(page.QuerySelector(".score-line")));
    }

    [Fact]
    public async Task Try_TooYoung_SaysTheEarliestDay()
    {
        const string young = "day=2022-06-30&name=Firm+C&i.registered=2021-09-01&i.years=1&i.sci_staff=9&i.staff=41&i.rd_y1=220&i.rd_abroad=0&i.sales_y1=1500&i.income=1520&i.high_tech_income=1000&i.class1=1&i.class2=3&i.own_research=yes&i.core_support=yes&i.in_field=yes&i.conversions=11&i.net_assets_y1=520&i.accident=no";
        var page = await Open($"/rules/high_tech/try?{young}");
        Assert.Contains("2022-09-01", Text(page.QuerySelector("#answer")!.ParentElement), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_WhereFiguresOfALaterYearDecide_SaysPossibleAndWhy()
    {
        const string young = "day=2022-06-30&name=Firm+C&i.registered=2022-03-01&i.years=0&i.class1=1&i.class2=3&i.own_research=yes&i.core_support=yes&i.in_field=yes&i.accident=no";
        var page = await Open($"/rules/high_tech/try?{young}");
        string answer = Text(page.QuerySelector(".earliest"));
        Assert.Contains("possibly from 2023-03-01", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("With nothing else changed", answer, StringComparison.Ordinal);
        Assert.Contains("R&D cost (last year)", Text(page.QuerySelector(".awaits")), StringComparison.Ordinal);
        Assert.Contains("01-01 – 08-31", Text(page.QuerySelector("p.filing")), StringComparison.Ordinal);
        Assert.Contains("not verified", Text(page.QuerySelector("p.filing")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Try_WithCostsAndLimitsInTheAddress_SaysTheCostAndKeepsThem()
    {
        var free = await Open($"/rules/high_tech/try?{Near}{Judged}");
        Assert.Contains("no costs are given", Text(free.QuerySelector(".together")), StringComparison.Ordinal);
        Assert.DoesNotContain("steps in all", Text(free.QuerySelector(".together")), StringComparison.Ordinal);
        Assert.NotNull(free.GetElementById("c-sci_staff"));

        string costs = string.Concat(((string[])["sci_staff", "class1", "class2", "conversions"]).Select(id => $"&c.{id}=15")) + "&c.rd_y1=1&c.high_tech_income=0.1&c.rd_abroad=0";
        var page = await Open($"/rules/high_tech/try?{Near}{Judged}{costs}&l.sci_staff=20");
        Assert.Equal("15", page.GetElementById("c-sci_staff")!.GetAttribute("value"));
        Assert.Equal("20", page.GetElementById("l-sci_staff")!.GetAttribute("value"));
        Assert.Contains("at the costs that are given", Text(page.QuerySelector(".together")), StringComparison.Ordinal);
        string together = page.QuerySelector(".together a.button")!.GetAttribute("href")!;
        Assert.Contains("c.sci_staff=15", together, StringComparison.Ordinal);
        Assert.Contains("l.sci_staff=20", together, StringComparison.Ordinal);

        var held = await Open($"/rules/high_tech/try?{Near}{Judged}&l.sci_staff=12");
        Assert.Contains("no single value can meet it", Text(held.QuerySelector(".steps")), StringComparison.Ordinal);
        var wrong = await Open($"/rules/high_tech/try?{Near}{Judged}&c.sci_staff=much&l.nope=3");
        Assert.Contains("much", Text(wrong.Body), StringComparison.Ordinal);
        Assert.NotNull(wrong.QuerySelector("#answer"));
    }

    [Fact]
    public async Task Rulebook_OfFilingAndClauses_SaysWhatIsNotVerifiedAndNotStated()
    {
        var high = await Open("/rules/high_tech?day=2022-06-30");
        var filing = high.QuerySelectorAll(".filing").Select(f => Text(f)).ToList();
        Assert.Equal(2, filing.Count);
        Assert.All(filing, f => Assert.Contains("not verified", f, StringComparison.OrdinalIgnoreCase));
        var space = await Open("/rules/national_makerspace?day=2022-06-30");
        Assert.Contains("clause not stated in our copy", Text(space.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_UnreadableValue_IsNamedAtItsFieldAndTheRestStillCounts()
    {
        var page = await Open("/rules/tech_sme/try?day=2022-06-30&i.staff=60&i.sci_staff=abc");
        Assert.Equal("true", page.GetElementById("f-sci_staff")!.GetAttribute("aria-invalid"));
        Assert.Contains("cannot be read", Text(page.GetElementById("fault-sci_staff")), StringComparison.Ordinal);
        Assert.Equal("60", page.GetElementById("f-staff")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("#answer"));
    }

    [Fact]
    public async Task Try_Trace_HoldsEveryStepWithItsFormula()
    {
        var page = await Open($"/rules/high_tech/try?{Near}&trace=all");
        var trace = page.QuerySelector(".trace")!;
        Assert.Equal(trace.QuerySelectorAll("details").Length, trace.QuerySelectorAll("details[open]").Length);
        Assert.Contains("R&D cost over three years ÷ sales over three years", Text(trace), StringComparison.Ordinal);
        Assert.Contains("6,800,000 yuan", Text(trace), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_AsAWorkbook_HasConditionsStepsAndDerivation()
    {
        byte[] bytes = await city.Http.GetByteArrayAsync($"/rules/high_tech/try.xlsx?{Near}&lang=en");
        var sheets = new[] { "Clause by clause", "What is missing", "The whole derivation" };
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var book = new StreamReader(zip.GetEntry("xl/workbook.xml")!.Open());
        string xml = await book.ReadToEndAsync();
        Assert.All(sheets, s => Assert.Contains(s, xml, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIf_UploadThenChange_SaysWhoEnters()
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = city.Http.BaseAddress };
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync("/rules/high_tech/whatif?day=2022-06-30&p.staff_share=9%25"));
        using var form = Api.TouchstoneServer.Form(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "rules", "firms.csv")), "firms.csv");
        foreach (string hidden in new[] { "state", "__RequestVerificationToken" })
            form.Add(new StringContent(page.QuerySelector($"form.upload input[name={hidden}]")!.GetAttribute("value")!), hidden);
        using var answer = await browser.PostAsync("/rules/high_tech/whatif/firms", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        string over = answer.Headers.Location!.ToString();
        Assert.Contains("p.staff_share=9%25", over, StringComparison.Ordinal);

        var result = new HtmlParser().ParseDocument(await browser.GetStringAsync(over.Replace("9%25", "30%25", StringComparison.Ordinal)));
        Assert.Contains("1 of 4 firms pass now, 0 after the change", Text(result.QuerySelector("h1")), StringComparison.Ordinal);
        Assert.Contains("示例甲", Text(result.QuerySelector("table[data-name=leaving] tbody")), StringComparison.Ordinal);
        int cells = result.QuerySelectorAll("table.matrix td").Sum(td => int.Parse(td.TextContent, CultureInfo.InvariantCulture));
        Assert.Equal(4, cells);
    }

    [Fact]
    public async Task WhatIf_OverTheRegister_NamesEveryFirmOfTheMatrixThatMoves()
    {
        var page = await Open("/rules/high_tech/whatif?day=2022-07-16&p.staff_share=8%25");
        var cells = page.QuerySelectorAll("table.matrix td").Select(td => int.Parse(td.TextContent, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(1290, cells.Sum());
        Assert.True(cells[7] > 0, "a lower threshold makes it possible for some");
        Assert.Equal(cells[7], page.QuerySelectorAll("table[data-name=possible] tbody tr").Length);
        Assert.Equal(0, cells[5]);
        var effects = page.QuerySelectorAll("table[data-name=effects] tbody tr").Select(r => r.QuerySelectorAll("td").Select(d => Text(d)).ToList()).ToList();
        Assert.Equal(2, effects.Count);
        Assert.Equal("478 firms", effects[0][0]);
        Assert.Contains("Bounds", Text(page.QuerySelector("table[data-name=effects]")!.ParentElement), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/rules/no_such_rule")]
    [InlineData("/rules/no_such_rule/try")]
    [InlineData("/rules/loan_4321/whatif")]
    [InlineData("/rules/no_such_rule/try.xlsx")]
    public async Task Page_OfSomethingUnknown_Is404(string path)
    {
        using var answer = await city.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("a >= 5%", "share ≥ 5%")]
    [InlineData("a < limit", "share < 10%")]
    [InlineData("not (b > 3 or c)", "not: count > 3 or truth")]
    [InlineData("(a + b) * b / (b - 1)", "(share + count) × count ÷ (count − 1)")]
    [InlineData("if(c, a, 2)", "if truth then share, else 2")]
    [InlineData("m <= 5000万", "money ≤ 50,000,000 yuan")]
    [InlineData("k = 'x'", "kind = the first")]
    [InlineData("k != 'x'", "kind ≠ the first")]
    public void Formula_InWords_NamesEverythingAndBracketsWhatItMust(string written, string said)
    {
        var book = new Rulebook
        {
            Id = "t",
            Version = "1",
            Name = new("试", "t"),
            Authority = new("无", "none"),
            From = new(2020, 1, 1),
            Document = "-",
            Source = new("无", "none"),
            Inputs =
            [
                new("a", InputKind.Share, new("占比", "share")), new("b", InputKind.Count, new("件数", "count")), new("c", InputKind.YesNo, new("真", "truth")),
                new("m", InputKind.Money, new("金额", "money")) { Unit = new("元", "yuan") }, new("k", InputKind.Choice, new("类", "kind")) { Codes = [new("x", new("甲", "the first"))] },
            ],
            Parameters = [new("limit", new("上限", "limit"), Rational.Of(1, 10), Mark.Verified)],
        };
        Assert.Equal(said, new Reading.FormulaWords(book).Of(FormulaReader.Read(written)).En);
    }

    [Theory]
    [InlineData(5998, 10000, "59.98%")]
    [InlineData(599999, 1000000, "59.9999%")]
    [InlineData(6, 10, "60%")]
    [InlineData(12, 121, "9.92%")]
    public void Share_NearABorder_IsNeverShownAsTheBorder(int above, int below, string shown) =>
        Assert.Equal(shown, Reading.RuleValues.Of(Rational.Of(above, below), new Reading.RuleShape(InputKind.Share, default, [])).En);
}
