using System.Diagnostics;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Touchstone.Testing;

namespace Touchstone.Browser.Tests;

/// <summary>The report files that the product writes, opened as a person opens them: WCAG 2.1 AA as axe sees it, no sideways scrolling, no word of a drawing cut or on another.</summary>
[Collection(nameof(Product))]
[Trait("Kind", "Browser")]
public sealed class ReportTests(Product product)
{
    private const string Ports = "samples/five-ports";

    private static readonly AxeRunOptions Wcag21Aa = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } };

    /// <summary>Every drawing is in one of these: framework, scores, ranges, effects; weight and importance; imputation; levers; change.</summary>
    private static readonly string[][] Reports =
    [
        ["index", "uncertainty", Ports, "--scenarios", "200"],
        ["index", "audit", Ports],
        ["index", "impute-check", Ports, "--folds", "3"],
        ["index", "levers", Ports, "--unit", "EST", "--reach-rank", "2"],
        ["index", "compare", Ports, "REVISED", "--unit", "BRA", "--split"],
    ];

    public static TheoryData<string, string> EveryReport
    {
        get
        {
            var reports = new TheoryData<string, string>();
            foreach (string[] report in Reports) { reports.Add(report[1], "zh"); reports.Add(report[1], "en"); }
            return reports;
        }
    }

    /// <summary>What is wrong with the page as it stands: too wide, a word of a drawing outside its drawing, two words on each other, a name that is cut.</summary>
    private const string Faults = """
        () => {
          const faults = [], width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
          const seen = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
          for (const svg of [...document.querySelectorAll('svg')].filter(seen)) {
            const box = svg.getBoundingClientRect(), words = [...svg.querySelectorAll('text')].filter(seen).map(t => [t.textContent, t.getBoundingClientRect()]);
            if (box.left < 0 || box.right > width + 1) faults.push(`a drawing goes from ${box.left} to ${box.right}`);
            words.forEach(([word, r], i) => {
              if (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 3 || r.bottom > box.bottom + 3) faults.push(`cut: ${word}`);
              for (const [other, o] of words.slice(i + 1))
                if (Math.min(r.right, o.right) - Math.max(r.left, o.left) > 1 && Math.min(r.bottom, o.bottom) - Math.max(r.top, o.top) > 4) faults.push(`on each other: ${word} / ${other}`);
            });
          }
          for (const name of [...document.querySelectorAll('.bars .name')].filter(seen)) if (name.scrollWidth > name.clientWidth + 1) faults.push(`cut: ${name.textContent}`);
          return faults;
        }
        """;

    [Theory, MemberData(nameof(EveryReport))]
    public async Task Report_AtOfficeAndPhoneSizeInLightAndDark_IsReadable(string verb, string language)
    {
        await using var visit = await product.Open(language == "zh" ? "zh-CN" : "en");
        var page = visit.Page;
        string file = await Make(verb, language);
        try
        {
            await page.GotoAsync(new Uri(file).AbsoluteUri);
            Assert.StartsWith(language, await page.Locator("html").GetAttributeAsync("lang"), StringComparison.Ordinal);
            Assert.True(await page.Locator("svg").CountAsync() > 0, "a report without a drawing");
            foreach (var (width, height) in new[] { (1366, 768), (390, 844) })
            {
                await page.SetViewportSizeAsync(width, height);
                string[] faults = await page.EvaluateAsync<string[]>(Faults);
                Assert.True(faults.Length == 0, $"at {width}:\n" + string.Join('\n', faults.Take(20)));
                foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                {
                    await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    var found = await page.RunAxe(Wcag21Aa);
                    Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{width} {scheme} {v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(5).Select(n => n.Html))}")));
                }
            }
        }
        finally { Directory.Delete(Path.GetDirectoryName(file)!, recursive: true); }
    }

    /// <summary>The report as the program writes it, in a folder of its own.</summary>
    private static async Task<string> Make(string verb, string language)
    {
        string folder = Directory.CreateTempSubdirectory("touchstone-report-").FullName, file = Path.Combine(folder, "report.html"), revised = Path.Combine(folder, "revised");
        if (verb == "compare") Revise(revised);
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string program = Path.Combine(AppContext.BaseDirectory.Replace("Touchstone.Browser.Tests", "Touchstone.Cli", StringComparison.Ordinal), "touchstone.dll");
        foreach (string argument in (string[])[program, .. Reports.Single(r => r[1] == verb).Select(a => a == "REVISED" ? revised : a), "--report", file, "--lang", language]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        string wrong = await process.StandardError.ReadToEndAsync();
        await said;
        await process.WaitForExitAsync();
        Assert.True(File.Exists(file), $"{verb} wrote no report: {wrong}");
        return file;
    }

    /// <summary>The ports with one port's figures corrected upwards.</summary>
    private static void Revise(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string path in Directory.GetFiles(Path.Combine(Repository.Root, Ports)))
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(path)), File.ReadAllText(path).Replace("2024,BRA,5.6,8,", "2024,BRA,7.6,14,", StringComparison.Ordinal));
    }
}
