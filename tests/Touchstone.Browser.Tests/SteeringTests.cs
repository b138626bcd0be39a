using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Touchstone.Browser.Tests;

/// <summary>From where the city stands to why it moved, and to what would move it.</summary>
[Collection(nameof(Product))]
[Trait("Kind", "Browser")]
public sealed class SteeringTests(Product product)
{
    private static readonly AxeRunOptions Wcag21Aa = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };

    [Fact]
    public async Task Slider_Moved_AnswersWithoutLeavingThePageAndKeepsItsStateInTheAddress()
    {
        await using var visit = await product.Open("en");
        await visit.GoTo("/levers");
        var page = visit.Page;
        var frozen = page.Locator("[data-of=frozen]");
        string before = await frozen.InnerTextAsync();
        await page.Locator("input[name='s.FDI']").FocusAsync();
        for (int i = 0; i < 5; i++) await page.Keyboard.PressAsync("PageUp");
        await Assertions.Expect(frozen).Not.ToHaveTextAsync(before);
        await Assertions.Expect(page.Locator("[data-answer]")).Not.ToHaveAttributeAsync("aria-busy", "true");
        Assert.Contains("s.FDI=", page.Url, StringComparison.Ordinal);
        string answer = await frozen.InnerTextAsync();
        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal(answer, await frozen.InnerTextAsync());
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Cockpit_ToTheSplitOfTheChange_ShowsAWaterfallThatAxeAccepts(string language)
    {
        await using var visit = await product.Open(language);
        await visit.GoTo("/");
        await visit.Page.Locator("section[aria-labelledby=answer] a[href^='/builds/split']").ClickAsync();
        await visit.Page.WaitForURLAsync("**/builds/split**");
        await Assertions.Expect(visit.Page.Locator("#split-chart svg").First).ToBeVisibleAsync();
        Assert.Equal(9, await visit.Page.Locator("section[aria-labelledby=parts] tbody tr").CountAsync());
        var found = await visit.Page.RunAxe(Wcag21Aa);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(5).Select(n => n.Html))}")));
    }
}
