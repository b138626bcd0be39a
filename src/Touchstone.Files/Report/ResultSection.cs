using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>The scores of the index as bars, with a sentence; and over the periods, where the frame allows it.</summary>
internal static class ResultSection
{
    private const int Bars = 100, PeriodRows = 500;

    public static void Write(ReportPage page)
    {
        page.Section("result", "结果", "Result");
        if (Chart(page)) page.Paragraph("各对象的数值见下表“得分与位次”。", "The table under Scores and ranks has every value.", "note");
        else page.Paragraph("没有总分。各指标的得分见“对象画像”。", "There are no overall scores. The scores of the indicators are under Profiles.");
        if (page.Periods.Length > 1) OverPeriods(page);
        page.EndSection();
    }

    /// <summary>The scores as bars, stacked where the parts add up; false where there are none.</summary>
    public static bool Chart(ReportPage page)
    {
        int[] byScore = [.. page.Rows.Where(r => page.Scores.Score(r, 0) is not null).OrderByDescending(r => page.Scores.Score(r, 0)).ThenBy(r => page.Scores.Rows[r])];
        if (byScore.Length == 0) return false;
        var (first, last) = (byScore[0], byScore[^1]);
        double median = RankingSection.Median([.. byScore.Select(r => page.Scores.Score(r, 0)!.Value)]);
        string sentence = page.Say(
            $"得分最高的是{page.NameOf(first)}（{page.Score(first, 0)}），最低的是{page.NameOf(last)}（{page.Score(last, 0)}），中位数 {median:0.00}。",
            FormattableString.Invariant($"{page.NameOf(first)} scores highest ({page.Score(first, 0)}), {page.NameOf(last)} lowest ({page.Score(last, 0)}); the median is {median:0.00}."));
        page.Html.Raw("<figure>").Open("figcaption").Element("b", sentence)
            .Element("span", page.Say($"{page.NameOf(page.Scores.Nodes[0].Code)}，得分，按得分排列，浅色或灰色只计分、不排名。", $"{page.NameOf(page.Scores.Nodes[0].Code)}, score, sorted by score, pale or grey = scored but not ranked.")).Close("figcaption");
        int own = page.Own is { } unit ? Array.FindIndex(byScore, r => page.Scores.Rows[r].Unit == unit) : -1;
        if (Parts(page, byScore) is { } parts)
        {
            Svg.Key(page.Html, page.Dimensions.Select(d => page.NameOf(page.Scores.Nodes[d].Code)));
            Svg.Stacked(page.Html, sentence, [.. byScore.Take(Bars).Select(r => (page.NameOf(r), (IReadOnlyList<double>)parts(r)!, page.Score(r, 0), page.Scores.Statuses[r] == RowStatus.Unranked))], own);
        }
        else Svg.Bars(page.Html, sentence, [.. byScore.Take(Bars).Select(r => (page.NameOf(r), page.Scores.Score(r, 0)!.Value, page.Score(r, 0), Css(page, r)))], own);
        page.Html.Close("figure");
        page.Cut(Math.Min(Bars, byScore.Length), byScore.Length, "scores.csv");
        return true;
    }

    /// <summary>
    /// The parts that the dimensions add to a score: weight × score, the weights of the present ones rescaled. Null unless they add up to every score (a mean that is not arithmetic,
    /// rounding, or a score below zero: then a stack would be a wrong picture).
    /// </summary>
    private static Func<int, double[]?>? Parts(ReportPage page, int[] rows)
    {
        double[]? Of(int row)
        {
            double present = page.Dimensions.Sum(d => page.Scores.Score(row, d) is null ? 0 : page.Scores.Nodes[d].Weight), score = page.Scores.Score(row, 0)!.Value;
            double[] parts = [.. page.Dimensions.Select(d => (page.Scores.Score(row, d) ?? 0) * page.Scores.Nodes[d].Weight / present)];
            return parts.All(p => p >= 0) && Math.Abs(parts.Sum() - score) <= 1e-9 * Math.Max(1, Math.Abs(score)) ? parts : null;
        }
        return page.Dimensions.Length is > 1 and < 8 && rows.All(r => Of(r) is not null) ? Of : null;
    }

    private static string Css(ReportPage page, int row) => page.Scores.Statuses[row] == RowStatus.Unranked ? "outside" : page.Scores.Rank(row, 0) == 1 ? "first" : "bar";

    /// <summary>Scores over time only inside one frame; with a frame a period, ranks.</summary>
    private static void OverPeriods(ReportPage page)
    {
        bool comparable = page.Build.Recipe.Frame is not FrameRule.PerPeriod;
        page.Html.Element("h3", page.Say("各期对照", "Over the periods"));
        if (!comparable) page.Paragraph("各期口径不同，得分不可比，只列位次。", "Each period has a frame of its own: scores are not comparable over time, so only ranks are shown.");
        var units = page.Rows.Select(r => page.Scores.Rows[r].Unit).ToList();
        page.Table(comparable ? "各期得分与位次" : "各期位次", comparable ? "Score and rank by period" : "Rank by period", [page.Say("对象", "Unit"), .. page.Periods.Select(p => "#" + p)], () =>
        {
            foreach (var unit in units.Take(PeriodRows))
            {
                page.Html.Raw("<tr>").Element("th", page.NameOf(unit), "scope", "row");
                foreach (var period in page.Periods)
                {
                    int row = page.Scores.PlaceOf(new RowKey(period, unit));
                    string rank = row < 0 ? "" : ReportPage.Rank(page.Scores.Rank(row, 0));
                    page.Html.Raw("<td class=\"n\">");
                    if (comparable) page.Html.Text(row < 0 ? "—" : page.Score(row, 0)).Element("i", rank);
                    else page.Html.Text(rank.Length > 0 ? rank : "—");
                    page.Html.Raw("</td>");
                }
                page.Html.Raw("</tr>\n");
            }
        }, "wide");
        page.Cut(Math.Min(PeriodRows, units.Count), units.Count, "scores.csv");
    }
}
