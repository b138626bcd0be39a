using Microsoft.Playwright;

namespace Touchstone.Browser.Tests;

/// <summary>The enterprise officer's morning: from the worklist to a firm, why it does not pass, a value tried, the cultivation library, and the list as a file.</summary>
[Collection(nameof(Product))]
[Trait("Kind", "Browser")]
public sealed class OfficerTests(Product product)
{
    private const string Day = "day=2022-07-16";

    [Fact]
    public async Task Morning_FromWorklistToCultivationLibrary_TakesSixSteps()
    {
        await using var visit = await product.Open("en");
        var page = visit.Page;

        // Which firm of the worklist is one step from being a technology SME?
        await visit.GoTo("/enterprises/near?rung=tech_sme&near=onestep&" + Day);
        var near = await page.Locator("table[data-name=near] tbody th").AllInnerTextsAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Worklist" }).ClickAsync();
        await page.WaitForURLAsync("**/enterprises?day=2022-07-16");
        Assert.Matches(@"\d+ to do: \d+ overdue", await Heading(page));
        var waiting = await page.Locator("table[data-name=worklist] tbody td .firm-name").AllInnerTextsAsync();
        string firm = waiting.First(w => near.Any(n => n.Trim() == w.Trim())).Trim();

        // The firm: where it stands, and why not yet.
        await page.Locator("table[data-name=worklist]").GetByRole(AriaRole.Link, new() { Name = firm }).First.ClickAsync();
        await page.WaitForURLAsync("**/enterprises/*");
        Assert.Equal(firm, await Heading(page));
        await page.Locator("[data-rung=tech_sme] a.why-not").ClickAsync();
        await page.WaitForURLAsync("**/rules/tech_sme/try?**");
        Assert.Contains("does not pass yet", await Heading(page), StringComparison.Ordinal);
        Assert.Contains("not a recognition", await page.Locator("#pre-assessment").InnerTextAsync(), StringComparison.Ordinal);

        // A value tried: it passes; the value that was changed is marked, and nothing is recorded.
        await page.Locator(".try-it").First.ClickAsync();
        await page.WaitForURLAsync("**i.*=**");
        Assert.Contains("passes", await Heading(page), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator(".fact.is-tried, td.is-tried").CountAsync());

        // Into the cultivation library.
        await page.GetByRole(AriaRole.Link, new() { Name = "Put it in the cultivation library" }).ClickAsync();
        await page.WaitForURLAsync("**/enterprises/**");
        Assert.Equal("tech_sme", await page.Locator("#c-rung").InputValueAsync());
        Assert.NotEqual("", await page.Locator("#c-gap").InputValueAsync());
        await page.Locator("#c-coach").FillAsync("Officer A");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it in" }).ClickAsync();
        await page.WaitForURLAsync("**done=cultivated**");
        Assert.True(await page.GetByText("It is in the cultivation library.").IsVisibleAsync());

        // And the library as a file.
        await page.GetByRole(AriaRole.Link, new() { Name = "Enterprises", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cultivation library", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/registers/cultivation**");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());
        string text = await File.ReadAllTextAsync((await download.PathAsync())!);
        Assert.Contains("Officer A", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_OfAFirmThatOnlyAReviewerHoldsBack_MakesItReady()
    {
        await using var visit = await product.Open("en");
        var page = visit.Page;
        await visit.GoTo("/enterprises/near?rung=high_tech&near=open&" + Day);
        await page.Locator("table[data-name=near] tbody a[href^='/rules/high_tech/try']").First.ClickAsync();
        await page.WaitForURLAsync("**/rules/high_tech/try?**");
        Assert.Contains("is undecided", await Heading(page), StringComparison.Ordinal);
        foreach (var row in await page.Locator("table[data-name=judge] tbody tr").AllAsync())
        {
            string allowed = await row.Locator("td").First.InnerTextAsync();
            await row.Locator("input.points").FillAsync(allowed.Split('–', '-')[^1].Trim());
        }
        await page.Locator("#judge-reviewer").FillAsync("Panel A");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**recorded=**");
        Assert.Contains("passes", await Heading(page), StringComparison.Ordinal);
        Assert.Contains("not a recognition", await page.Locator("#pre-assessment").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("judged by Panel A on 2022-07-16", await page.Locator("table[data-name=judge]").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> Heading(IPage page) => (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).Trim();
}
