namespace Touchstone.Files;

/// <summary>What every page for people begins and ends with. Self-contained: the style is inside, nothing is fetched, no script runs.</summary>
internal static class PageFrame
{
    /// <summary>Up to the answer; the header stays open for what belongs to the page.</summary>
    /// <param name="page">Where.</param>
    /// <param name="kind">What kind of page it is.</param>
    /// <param name="name">The heading.</param>
    /// <param name="answer">The page's answer in one sentence.</param>
    public static void Open(ReportPage page, string kind, string name, string answer)
    {
        page.Html.Raw("<!DOCTYPE html>\n").Open("html", "lang", page.Language == "zh" ? "zh-CN" : "en")
            .Raw("<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\n")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Element("title", $"{name} — {kind}")
            .Raw("<style>").Raw(ReportStyle.Css).Raw("</style></head>\n<body class=\"report\">\n")
            .Open("a", "class", "skip", "href", "#result").Text(page.Say("跳到结果", "Skip to the result")).Close("a");
        page.Html.Open("header").Element("p", kind, "class", "kind").Element("h1", name);
        page.Html.Element("p", answer, "class", "answer");
    }

    /// <summary>The foot, with the page's last word, and the end.</summary>
    public static void Close(ReportPage page, string zh, string en)
    {
        page.Html.Raw("</main>\n").Open("footer");
        page.Paragraph(zh, en);
        page.Html.Close("footer").Raw("</body></html>\n");
    }
}
