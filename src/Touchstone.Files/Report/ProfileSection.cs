using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>A card a unit: its dimensions beside the median of all, its strengths and weaknesses by the printed rule.</summary>
internal static class ProfileSection
{
    private const int Cards = 60, Listed = 6;

    public static void Write(ReportPage page)
    {
        page.Section("profiles", "对象画像", "Profiles");
        var rule = new ProfileRule();
        page.Paragraph("横条为各维度得分，竖线为全部对象的中位数。", "Bars are the scores of the dimensions; the upright line is the median of all units.");
        page.Html.Raw("<details>").Element("summary", page.Say("优势与短板的判定规则", "The rule for strengths and weaknesses")).Element("p", page.Say(rule.Words)).Raw("</details>");
        double[] medians = [.. page.Dimensions.Select(d => Known(page, d) is { Length: > 0 } known ? RankingSection.Median(known) : 0)];
        double[] all = [.. page.Dimensions.SelectMany(d => Known(page, d))];
        if (all.Length > 0)
        {
            double low = Math.Min(0, all.Min()), high = all.Max();
            page.Html.Raw("<div class=\"cards\">\n");
            foreach (int row in page.Rows.Take(Cards)) Card(page, row, rule, medians, (low, high));
            page.Html.Raw("</div>\n");
            if (page.Rows.Length > Cards)
                page.Paragraph($"为控制篇幅，只列前 {ReportPage.Count(Cards)} 个对象，共 {ReportPage.Count(page.Rows.Length)} 个；其余可用 touchstone index explain 查看。",
                    $"To keep the page light, the first {ReportPage.Count(Cards)} of {ReportPage.Count(page.Rows.Length)} units are shown; touchstone index explain shows any other.", "note");
        }
        page.EndSection();
    }

    private static double[] Known(ReportPage page, int node) => [.. page.Rows.Select(r => page.Scores.Score(r, node)).OfType<double>()];

    private static void Card(ReportPage page, int row, ProfileRule rule, double[] medians, (double Low, double High) scale)
    {
        var html = page.Html;
        string name = page.NameOf(row), rank = ReportPage.Rank(page.Scores.Rank(row, 0));
        string stands = rank.Length == 0 ? page.Say("不排名", "not ranked") : page.Say($"第 {rank} 位，共 {ReportPage.Count(page.RankedAt(0))} 位", $"{rank} of {ReportPage.Count(page.RankedAt(0))}");
        html.Raw("<article class=\"card\">").Open("h3").Text(name).Element("span", $"{page.Score(row, 0)} · {stands}").Close("h3");
        Svg.Profile(html, page.Say($"{name}各维度得分", $"Scores of {name} by dimension"),
            [.. page.Dimensions.Select((d, i) => (page.NameOf(page.Scores.Nodes[d].Code), page.Scores.Score(row, d), medians[i], page.Score(row, d)))], scale.Low, scale.High);
        var key = page.Scores.Rows[row];
        if (StrengthsAndWeaknesses.Of(page.Build, key.Period, key.Unit, rule).IsDone(out var judged))
        {
            List(page, page.Say("优势", "Strengths"), judged.Strengths);
            List(page, page.Say("短板", "Weaknesses"), judged.Weaknesses);
        }
        html.Close("article");
    }

    private static void List(ReportPage page, string title, IReadOnlyList<ProfileEntry> entries)
    {
        page.Html.Element("h4", title);
        if (entries.Count == 0) { page.Html.Element("p", page.Say("无", "none"), "class", "note"); return; }
        page.Html.Raw("<ul>");
        foreach (var entry in entries.Take(Listed))
            page.Html.Raw("<li>").Text(page.NameOf(entry.Indicator)).Element("span", $"{ReportPage.Count(entry.Rank)}/{ReportPage.Count(entry.RankedUnits)}").Raw("</li>");
        page.Html.Raw("</ul>");
        if (entries.Count > Listed) page.Html.Element("p", page.Say($"另有 {ReportPage.Count(entries.Count - Listed)} 项", $"and {ReportPage.Count(entries.Count - Listed)} more"), "class", "note");
    }
}
