using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Touchstone.Browser.Tests;

/// <summary>A reader follows a number from the cockpit down to the cell of the file it came from.</summary>
[Collection(nameof(Product))]
[Trait("Kind", "Browser")]
public sealed partial class ReadingTests(Product product)
{
    [GeneratedRegex(@"(第\s*(?<row>\d+)\s*行|row\s+(?<row>\d+))", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex RowOfPlace();

    [Theory]
    [InlineData("zh-CN", "黄石", "地区生产总值")]
    [InlineData("en", "Huangshi", "Gross domestic product")]
    public async Task Cockpit_ToIndicator_ToSourceCell_ShowsTheRowOfTheFile(string language, string city, string gdp)
    {
        await using var visit = await product.Open(language);
        var page = visit.Page;

        // The title of the cockpit is its answer, and the score leads to its explanation.
        await visit.GoTo("/");
        Assert.Matches($"{city}.*\\d", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
        await page.Locator("section[aria-labelledby=answer] .big a").First.ClickAsync();
        await page.WaitForURLAsync("**/explain/**");

        // From the explanation to the indicator whose formula read the GDP, and to the GDP itself.
        await page.GetByRole(AriaRole.Link, new() { Name = gdp, Exact = true }).First.ClickAsync();
        await page.WaitForURLAsync("**/indicator/GDP**");

        // The source that is used: its value, its file and row, and the original to download.
        var used = page.Locator("section[aria-labelledby=lineage] article.source.is-used");
        string place = await used.Locator(".place").InnerTextAsync();
        string written = await used.Locator("code").First.InnerTextAsync();
        int row = int.Parse(RowOfPlace().Match(place).Groups["row"].Value, CultureInfo.InvariantCulture);
        var download = await page.RunAndWaitForDownloadAsync(() => used.GetByRole(AriaRole.Link).And(page.Locator("[download]")).First.ClickAsync());
        string[] lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Contains(download.SuggestedFilename, place, StringComparison.Ordinal);
        Assert.StartsWith($"420200,GDP,2021,{written},", lines[row - 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_Switch_KeepsThePage()
    {
        await using var visit = await product.Open("zh-CN");
        await visit.GoTo("/indicator/GDP?area=420200&period=2021");
        await visit.Page.GetByText("English", new() { Exact = true }).ClickAsync();
        await visit.Page.WaitForFunctionAsync("document.documentElement.lang.startsWith('en')");
        Assert.Contains("/indicator/GDP", visit.Page.Url, StringComparison.Ordinal);
        Assert.Contains("area=420200", visit.Page.Url, StringComparison.Ordinal);
    }
}
