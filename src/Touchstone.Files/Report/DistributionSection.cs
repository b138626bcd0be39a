using System.Globalization;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>How the scores of the aggregates and the figures of the indicators are spread: small histograms, and the same in numbers.</summary>
internal static class DistributionSection
{
    private const int Drawn = 24, Bins = 16;

    public static void Write(ReportPage page)
    {
        page.Section("distributions", "分布", "Distributions");
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
        page.Html.Element("h3", page.Say("各指标的数据", "The figures of the indicators"));
        Figures(page);
        page.EndSection();
    }

    /// <summary>The figures before imputation and treatment: where a column is skewed, one unit decides the bounds.</summary>
    public static void Figures(ReportPage page)
    {
        var raw = RawColumns.Of(page.Build, page.Over);
        var columns = page.Indicators.Select(n => raw.Find(page.Scores.Nodes[n].Code)).OfType<DataColumn>().ToList();
        var statistics = (page.Extras.Audit?.Statistics ?? ColumnStatistics.Of(raw)).ToDictionary(s => s.Code);
        var flagged = columns.Where(c => statistics[c.Code].Flags.HasFlag(StatisticFlags.Outliers)).ToList();
        page.Paragraph(flagged.Count == 0 ? "派生和相对化之后、插补和处理之前；没有哪个指标的偏度和峰度同时超限。" : $"派生和相对化之后、插补和处理之前；偏度和峰度同时超限的指标有 {ReportPage.Count(flagged.Count)} 个：{string.Join("、", flagged.Take(3).Select(c => page.NameOf(c.Code)))}{(flagged.Count > 3 ? "等" : "")}。",
            flagged.Count == 0 ? "After derivation and denomination, before imputation and treatment; no indicator is beyond the limits of both skewness and kurtosis." : $"After derivation and denomination, before imputation and treatment; beyond the limits of both skewness and kurtosis: {string.Join("; ", flagged.Take(3).Select(c => page.NameOf(c.Code)))}{(flagged.Count > 3 ? $" and {ReportPage.Count(flagged.Count - 3)} more" : "")}.");
        page.Html.Raw("<div class=\"multiples\">\n");
        foreach (var column in columns.Take(Drawn))
        {
            double[] values = [.. Enumerable.Range(0, column.Count).Select(r => column[r]).OfType<double>()];
            if (values.Length == 0) continue;
            string name = page.NameOf(column.Code);
            page.Html.Raw("<figure>").Element("figcaption", name);
            Svg.Histogram(page.Html, page.Say($"{name}的分布：中位数 {ReportPage.Value(statistics[column.Code].Median)}", $"Figures of {name}: median {ReportPage.Value(statistics[column.Code].Median)}"), values, Bins);
            page.Html.Close("figure");
        }
        page.Html.Raw("</div>\n");
        page.Cut(Math.Min(Drawn, columns.Count), columns.Count, "index audit --out");
        page.Table("各指标数据的统计量", "Statistics of the figures", [page.Say("指标", "Indicator"), "#" + page.Say("有数", "Present"), "#" + page.Say("均值", "Mean"), "#" + page.Say("标准差", "Deviation"), "#" + page.Say("偏度", "Skewness"), "#" + page.Say("峰度", "Kurtosis"), page.Say("留意", "Look at")], () =>
        {
            foreach (var s in columns.Select(c => statistics[c.Code]))
                page.Row(page.NameOf(s.Code), s.ShareOfPresent is { } share ? ReportPage.Percent(share) : "—", ReportPage.Value(s.Mean), ReportPage.Value(s.Deviation), Two(s.Skewness), Two(s.Kurtosis),
                    string.Join(page.Say("、", ", "), Enum.GetValues<StatisticFlags>().Where(f => f != StatisticFlags.None && s.Flags.HasFlag(f)).Select(f => page.Say(CheckWords.Of(f)))));
        });
    }

    private static string Two(double? value) => value is { } v ? v.ToString("0.00", CultureInfo.InvariantCulture) : "—";

    /// <summary>Linear between the ordered values (type 7 of Hyndman and Fan).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + (at - low) * (sorted[low + 1] - sorted[low]) : sorted[low];
    }

    private static string F(double score) => score.ToString("F2", CultureInfo.InvariantCulture);
}
