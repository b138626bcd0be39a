using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>Every aggregate's score and rank for every unit of the period shown.</summary>
internal static class RankingSection
{
    private const int Listed = 500;

    public static void Write(ReportPage page)
    {
        page.Section("ranking", "得分与位次", "Scores and ranks");
        page.Paragraph("每格为得分，其后小字为位次；位次 1 为最优。灰色行只计分、不排名。", "Each cell is a score; the small number behind it is the rank, 1 = best. Units in grey are scored but not ranked.");
        string[] headings = [page.Say("对象", "Unit"), .. page.Aggregates.Select(n => "#" + page.NameOf(page.Scores.Nodes[n].Code))];
        page.Table("各汇总节点的得分与位次", "Score and rank of every aggregate", headings, () =>
        {
            foreach (int row in page.Rows.Take(Listed))
            {
                page.Html.Raw(page.Scores.Statuses[row] == RowStatus.Unranked ? "<tr class=\"out\">" : "<tr>").Element("th", page.NameOf(row), "scope", "row", "title", page.Scores.Rows[row].Unit.Value);
                foreach (int node in page.Aggregates)
                    page.Html.Raw("<td class=\"n\">").Text(page.Score(row, node)).Element("i", ReportPage.Rank(page.Scores.Rank(row, node))).Raw("</td>");
                page.Html.Raw("</tr>\n");
            }
        }, "wide");
        page.Cut(Math.Min(Listed, page.Rows.Length), page.Rows.Length, "scores.csv");
        page.EndSection();
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : 0.5 * (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]);
    }
}
