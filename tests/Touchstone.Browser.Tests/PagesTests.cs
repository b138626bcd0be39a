using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Touchstone.Browser.Tests;

/// <summary>What must hold of every page: WCAG 2.1 AA as axe sees it, no sideways scrolling at the office size or on a phone, a table beside every chart, no request to the outside.</summary>
[Collection(nameof(Product))]
[Trait("Kind", "Browser")]
public sealed class PagesTests(Product product)
{
    private static readonly string[] Paths =
    [
        "/", "/index", "/index/open-benchmark", "/index/open-benchmark/robustness", "/index/open-benchmark/audit", "/indicator", "/indicator/GDP?area=420200&period=2021", "/indicator/GDP_PER_RES?area=420200&period=2021",
        "/city/420200", "/benchmark", "/levers", "/levers?s.FDI=10&reach=60", "/levers/scenarios", "/data", "/data/observations", "/data/observations?indicator=GDP&area=420200&period=2021", "/data/returns/1", "/builds", "/monitor",
        "/enterprises?day=2022-07-16&kind=need", "/enterprises/near?day=2022-07-16&near=onestep", "/enterprises/risk?day=2022-07-16&q=大冶", "/enterprises/gradient?day=2022-07-16", "/enterprises/1?day=2022-07-16", "/enterprises/doubts",
        "/enterprises/duplicates", "/enterprises/relate?from=1&into=2&day=2022-07-16", "/enterprises/relate?kind=split&from=1&into=2&day=2022-07-16", "/registers/firms/1/personal",
        "/rules", "/rules/high_tech", "/rules/high_tech/try", "/rules/high_tech/whatif", "/registers", "/registers/firms", "/registers/firms/new", "/registers/firms/import",
        "/rules/high_tech/try?day=2022-06-30&i.staff=121&i.sci_staff=12&i.rd_y1=270&i.rd_y2=230&i.rd_y3=180&i.sales_y1=5000&i.sales_y2=4600&i.sales_y3=4200&i.years=3&i.accident=no",
    ];

    public static TheoryData<string, string> EveryPage
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (string path in Paths) { pages.Add(path, "zh-CN"); pages.Add(path, "en"); }
            return pages;
        }
    }

    public static TheoryData<string> EveryPath => [.. Paths];

    private static readonly AxeRunOptions Wcag21Aa = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };

    /// <summary>The dark scheme changes colours and nothing else.</summary>
    private static readonly AxeRunOptions Contrast = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    [Theory, MemberData(nameof(EveryPage))]
    public async Task Page_InLightAndDark_HasNoViolationOfWcag21Aa(string path, string language)
    {
        await using var visit = await product.Open(language);
        await visit.GoTo(path);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = Microsoft.Playwright.ReducedMotion.Reduce });
            // A colour that is still fading from one scheme to the other has no contrast of its own.
            await visit.Page.EvaluateAsync("Promise.allSettled(document.getAnimations().map(a => a.finished))");
            var found = await visit.Page.RunAxe(scheme == ColorScheme.Light ? Wcag21Aa : Contrast);
            Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{scheme} {v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(5).Select(n => n.Html))}")));
        }
    }

    [Theory, MemberData(nameof(EveryPage))]
    public async Task Page_AtOfficeAndPhoneSize_DoesNotScrollSideways(string path, string language)
    {
        await using var visit = await product.Open(language);
        await visit.GoTo(path);
        foreach (var (width, height) in new[] { (1366, 768), (390, 844) })
        {
            await visit.Page.SetViewportSizeAsync(width, height);
            int over = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(over <= 0, $"{path} at {width}: {over} px too wide");
        }
    }

    [Theory, MemberData(nameof(EveryPath))]
    public async Task Page_EveryChart_HasATableAndASentence(string path)
    {
        await using var visit = await product.Open("en");
        await visit.GoTo(path);
        foreach (var chart in await visit.Page.Locator("figure.chart").AllAsync())
        {
            Assert.True(await chart.Locator("table tbody tr").CountAsync() > 0, "a chart without a table");
            string sentence = await chart.Locator("p.sr").First.TextContentAsync() ?? "";
            Assert.True(sentence.Trim().Length > 10, "a chart without a sentence");
            await Assertions.Expect(chart.Locator("canvas, svg")).Not.ToHaveCountAsync(0);
        }
    }
}
