using Microsoft.Playwright;

namespace Touchstone.Browser.Tests;

/// <summary>A reporter sends a broken return, is told what is wrong cell by cell, sends it corrected; the index is built again and says what moved and why.</summary>
[Collection(nameof(Product))]
[Trait("Kind", "Browser")]
public sealed class CorrectingTests(Product product)
{
    private const string Header = "area,indicator,period,value,unit,status,citation,tier,note\n";

    [Fact]
    public async Task BrokenReturn_Corrected_LeadsToANewBuildAndAnExplainedRank()
    {
        await using var visit = await product.Open("en");
        var page = visit.Page;
        string citation = CitationInUse();

        // A broken return: three cells are wrong, each is named, and nothing can be recorded.
        await visit.GoTo("/data");
        await Send(page, "fdi-broken.csv", Header
            + $"420200,FDI,2021,\"9,5\",亿美元,A,{citation},B,\n"
            + $"429999,FDI,2021,1.5,亿美元,A,{citation},B,\n"
            + $"420200,FDI,2020,2.1,万人,A,{citation},B,\n");
        Assert.Contains("cannot be accepted", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync(), StringComparison.Ordinal);
        var findings = page.Locator("table[data-name=findings] tbody tr");
        foreach (string row in new[] { "2", "3", "4" })
            Assert.True(await findings.Filter(new() { Has = page.Locator($"td.number:text-is('{row}')") }).CountAsync() > 0, $"row {row} has no finding");

        // Corrected: it says what it will do, and does it.
        await page.GetByRole(AriaRole.Link, new() { Name = "Check another file" }).ClickAsync();
        await Send(page, "fdi-corrected.csv", Header + $"420200,FDI,2021,9.5,亿美元,A,{citation},B,corrected by the department\n");
        Assert.Contains("can be accepted", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the return" }).ClickAsync();
        await page.WaitForURLAsync("**/data/returns/*");
        Assert.Contains("is accepted", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync(), StringComparison.Ordinal);

        // A new build, compared with the one before: the rank moved, the cell is named, and the parts are in the table.
        await page.GetByRole(AriaRole.Button, new() { Name = "Build now" }).First.ClickAsync();
        await page.WaitForURLAsync("**/builds/*");
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare with the build before" }).ClickAsync();
        await page.WaitForURLAsync("**/builds/compare**");
        string answer = await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
        Assert.Contains("Huangshi", answer, StringComparison.Ordinal);
        Assert.Matches(@"\d+.*\d+", answer);
        var changed = page.Locator("table[data-name=cells] tbody tr").First;
        Assert.Contains("2.51", (await changed.InnerTextAsync()).Replace("2.5098", "2.51", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("9.5", await changed.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.GetByText("US dollars of FDI per 100 yuan of GDP").CountAsync() > 0, "the indicator that moved the score is named");
    }

    /// <summary>The citation of the FDI figure in use, so that the corrected row is a correction of that source and not a second one.</summary>
    private static string CitationInUse()
    {
        string source = File.ReadAllText(Path.Combine(Touchstone.Testing.Repository.Root, "samples", "huangshi", "returns", "30-fdi.csv"));
        return source.Split('\n').Single(l => l.StartsWith("420200,FDI,2021,", StringComparison.Ordinal)).Split(',')[6];
    }

    private static async Task Send(IPage page, string name, string content)
    {
        await page.Locator("#return-file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(content) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/data/check/*");
    }
}
