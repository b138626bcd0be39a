using System.Globalization;

namespace Touchstone.Files;

/// <summary>What was there before anything was imputed: by indicator, and for the units that lack something.</summary>
internal static class AvailabilitySection
{
    private const int Listed = 100;

    public static void Write(ReportPage page)
    {
        page.Section("availability", "数据齐备", "Availability");
        Body(page);
        page.EndSection();
    }

    public static void Body(ReportPage page)
    {
        int[] lacking = [.. page.Rows.Where(r => page.Scores.Availability(r, 0) < 1 || page.Scores.Rescaled(r, 0) > 0).OrderBy(r => page.Scores.Availability(r, 0)).ThenBy(r => page.Scores.Rows[r])];
        page.Paragraph($"插补之前，{ReportPage.Count(page.Rows.Length)} 个对象中有 {ReportPage.Count(page.Rows.Length - lacking.Length)} 个数据齐备，{ReportPage.Count(lacking.Length)} 个有缺失。不适用的指标不计入。",
            $"Before imputation, {ReportPage.Count(page.Rows.Length - lacking.Length)} of {ReportPage.Count(page.Rows.Length)} units have everything that applies to them; {ReportPage.Count(lacking.Length)} lack something. What does not apply is not counted.");
        page.Table("各指标有数的对象比例（插补之前）", "Share of units that have each indicator (before imputation)", [page.Say("指标", "Indicator"), page.Say("有数的对象", "Units that have it"), "#" + page.Say("缺失", "Missing")], () =>
        {
            foreach (int n in page.Indicators)
            {
                double[] known = [.. page.Rows.Select(r => page.Scores.Availability(r, n)).OfType<double>()];
                page.Html.Raw("<tr>").Element("th", page.NameOf(page.Scores.Nodes[n].Code), "scope", "row").Raw("<td>");
                if (known.Length > 0) Share(page.Html, known.Average());
                page.Html.Raw("</td>").Element("td", known.Length == 0 ? "—" : ReportPage.Count(known.Count(k => k < 1)), "class", "n").Raw("</tr>\n");
            }
        });
        if (lacking.Length > 0)
            page.Table("数据有缺失的对象", "Units that lack something",
                [page.Say("对象", "Unit"), page.Say("齐备比例", "Present"), "#" + page.Say("权重被放大的比例", "Weight rescaled"), .. page.Dimensions.Select(d => "#" + page.NameOf(page.Scores.Nodes[d].Code))], () =>
            {
                foreach (int row in lacking.Take(Listed)) Unit(page, row);
            }, "wide");
        page.Cut(Math.Min(Listed, lacking.Length), lacking.Length, "steps/00-input.csv");
    }

    private static void Unit(ReportPage page, int row)
    {
        page.Html.Raw("<tr>").Element("th", page.NameOf(row), "scope", "row").Raw("<td>");
        if (page.Scores.Availability(row, 0) is { } share) Share(page.Html, share);
        page.Html.Raw("</td>").Element("td", page.Scores.Rescaled(row, 0) > 0 ? ReportPage.Percent(page.Scores.Rescaled(row, 0)) : "0", "class", "n");
        foreach (int d in page.Dimensions) page.Html.Element("td", page.Scores.Availability(row, d) is { } a ? ReportPage.Percent(a) : "—", "class", "n");
        page.Html.Raw("</tr>\n");
    }

    private static void Share(HtmlText html, double share) =>
        html.Raw("<span class=\"share\">").Open("b", "style", $"width:{(100 * share).ToString("0.#", CultureInfo.InvariantCulture)}%").Raw("</b></span>").Text(ReportPage.Percent(share));
}
