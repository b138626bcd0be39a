using System.Globalization;

namespace Touchstone.Files;

/// <summary>How the scores of the aggregates are spread: small histograms, and the same in numbers.</summary>
internal static class DistributionSection
{
    private const int Drawn = 24, Bins = 16;

    public static void Write(ReportPage page)
    {
        page.Section("distributions", "得分分布", "Distributions");
        var spread = page.Aggregates.Select(n => (Node: n, Values: page.Rows.Select(r => page.Scores.Score(r, n)).OfType<double>().Order().ToArray())).Where(x => x.Values.Length > 0).ToList();
        if (spread.Count == 0) page.Paragraph("没有汇总得分。", "There are no scores of aggregates.");
        else
        {
            var widest = spread.MaxBy(s => Quantile(s.Values, 0.75) - Quantile(s.Values, 0.25));
            page.Paragraph($"中间一半对象差距最大的是“{page.NameOf(page.Scores.Nodes[widest.Node].Code)}”。每图为对象数，横轴从最低分到最高分。",
                $"The middle half of the units lies furthest apart in {page.NameOf(page.Scores.Nodes[widest.Node].Code)}. Each drawing counts units from the lowest score to the highest.");
            page.Html.Raw("<div class=\"multiples\">\n");
            foreach (var (node, values) in spread.Take(Drawn))
            {
                string name = page.NameOf(page.Scores.Nodes[node].Code);
                page.Html.Raw("<figure>").Element("figcaption", name);
                Svg.Histogram(page.Html, page.Say($"{name}的得分分布：中位数 {F(Quantile(values, 0.5))}", $"Scores of {name}: median {F(Quantile(values, 0.5))}"), values, Bins);
                page.Html.Close("figure");
            }
            page.Html.Raw("</div>\n");
            page.Cut(Math.Min(Drawn, spread.Count), spread.Count, "scores.csv");
            page.Table("得分分布", "Distribution of scores", [page.Say("节点", "Node"), "#" + page.Say("对象数", "Units"), "#" + page.Say("最小", "Min"), "#" + page.Say("下四分位", "Lower quartile"), "#" + page.Say("中位数", "Median"), "#" + page.Say("上四分位", "Upper quartile"), "#" + page.Say("最大", "Max")], () =>
            {
                foreach (var (node, values) in spread)
                    page.Row(page.NameOf(page.Scores.Nodes[node].Code), ReportPage.Count(values.Length), F(values[0]), F(Quantile(values, 0.25)), F(Quantile(values, 0.5)), F(Quantile(values, 0.75)), F(values[^1]));
            });
        }
        page.EndSection();
    }

    /// <summary>Linear between the ordered values (type 7 of Hyndman and Fan).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + (at - low) * (sorted[low + 1] - sorted[low]) : sorted[low];
    }

    private static string F(double score) => score.ToString("F2", CultureInfo.InvariantCulture);
}
