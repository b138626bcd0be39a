using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>The tree with weights, and the indicators' raw data in numbers.</summary>
internal static class FrameworkSection
{
    public static void Write(ReportPage page)
    {
        page.Section("framework", "指标体系", "Framework");
        var rules = page.Build.Recipe.Steps.OfType<Aggregate>().LastOrDefault()?.Rules;
        double[] shares = Shares(page.Scores);
        Rings(page);
        string[] headings = [page.Say("节点", "Node"), page.Say("代码", "Code"), "#" + page.Say("权重", "Weight"), "#" + page.Say("占总指数", "Of the index"), page.Say("方向", "Better"), page.Say("单位", "Unit of measure"), page.Say("合成或分母", "Mean, or denominator")];
        page.Table("指标体系与权重（权重在同级之间合计为 100%）", "The tree and its weights (weights sum to 100% among siblings)", headings, () =>
        {
            for (int n = 0; n < page.Scores.Nodes.Length; n++) Node(page, n, shares[n], rules);
        });
        Raw(page);
        page.EndSection();
    }

    /// <summary>The tree as rings: how much of the index each indicator is.</summary>
    public static void Rings(ReportPage page)
    {
        double[] shares = Shares(page.Scores);
        if (page.Indicators.Length == 0 || page.Scores.Nodes.Length < 3 || shares.Any(s => !double.IsFinite(s))) return;
        int most = page.Indicators.MaxBy(n => shares[n]), least = page.Indicators.MinBy(n => shares[n]);
        string sentence = page.Say($"单个指标占总指数的份额从 {ReportPage.Percent(shares[least])}（{page.NameOf(page.Scores.Nodes[least].Code)}）到 {ReportPage.Percent(shares[most])}（{page.NameOf(page.Scores.Nodes[most].Code)}）。",
            $"Single indicators are from {ReportPage.Percent(shares[least])} ({page.NameOf(page.Scores.Nodes[least].Code)}) to {ReportPage.Percent(shares[most])} ({page.NameOf(page.Scores.Nodes[most].Code)}) of the index.");
        page.Html.Raw("<figure>").Open("figcaption").Element("b", sentence).Element("span", page.Say("中心为总指数，向外逐级展开；弧长为名义权重所占份额。", "The index in the middle, its parts outwards; an arc is as long as its share by nominal weight.")).Close("figcaption");
        Svg.Sunburst(page.Html, sentence, Pieces(page, shares));
        page.Html.Close("figure");
    }

    private static SunburstPiece[] Pieces(ReportPage page, double[] shares)
    {
        var nodes = page.Scores.Nodes;
        var pieces = new SunburstPiece[nodes.Length];
        double[] next = new double[nodes.Length];
        int colour = 0;
        for (int n = 0; n < nodes.Length; n++)
        {
            int parent = nodes[n].Parent is { } code ? page.Scores.PlaceOf(code) : -1;
            double from = parent < 0 ? 0 : next[parent];
            if (parent >= 0) next[parent] += shares[n];
            next[n] = from;
            int depth = parent < 0 ? 0 : pieces[parent].Depth + 1;
            pieces[n] = new(page.NameOf(nodes[n].Code), depth, from, shares[n], depth <= 1 ? depth == 1 ? colour++ : 0 : pieces[parent].Colour, nodes[n].Kind == NodeKind.Indicator);
        }
        return pieces;
    }

    /// <summary>The product of the weights from the root down.</summary>
    private static double[] Shares(ScoreTable scores)
    {
        double[] shares = new double[scores.Nodes.Length];
        for (int n = 0; n < shares.Length; n++)
            shares[n] = scores.Nodes[n].Parent is { } parent && scores.PlaceOf(parent) is var p and >= 0 ? shares[p] * scores.Nodes[n].Weight : 1;
        return shares;
    }

    private static int Depth(ScoreTable scores, int node)
    {
        int depth = 0;
        for (var at = scores.Nodes[node]; at.Parent is { } parent && scores.PlaceOf(parent) is var p and >= 0; at = scores.Nodes[p]) depth++;
        return Math.Min(depth, 4);
    }

    private static void Node(ReportPage page, int n, double share, PerCode<AggregateRule>? rules)
    {
        var scored = page.Scores.Nodes[n];
        var node = page.Build.Input.Framework.Find(scored.Code)!;
        bool leaf = scored.Kind == NodeKind.Indicator;
        int depth = Depth(page.Scores, n);
        page.Html.Raw("<tr>").Open("th", "scope", "row", "class", depth == 0 ? "l0" : $"l{(depth + 1).ToString(CultureInfo.InvariantCulture)}").Text(page.NameOf(scored.Code));
        if (!node.Definition.IsEmpty) page.Html.Raw("<br>").Element("span", page.Say(node.Definition), "class", "note");
        page.Html.Raw("</th><td>").Element("code", scored.Code.Value).Raw("</td>")
            .Element("td", depth == 0 ? "" : ReportPage.Percent(scored.Weight), "class", "n").Element("td", ReportPage.Percent(share), "class", "n")
            .Element("td", leaf ? node.Direction switch { Direction.HigherIsBetter => page.Say("正向\u00a0↑", "up\u00a0↑"), Direction.LowerIsBetter => page.Say("逆向\u00a0↓", "down\u00a0↓"), Direction.Neutral => page.Say("中性", "neutral") } : "")
            .Element("td", page.Say(node.Unit))
            .Element("td", leaf ? node.Denominator is { } by ? $"÷ {page.NameOf(by)}" : "" : rules is null ? page.Say("不合成", "not aggregated") : Mean(page, rules.For(scored.Code).Mean))
            .Raw("</tr>\n");
    }

    private static string Mean(ReportPage page, MeanKind mean) => mean switch
    {
        MeanKind.Arithmetic => page.Say("算术平均", "arithmetic mean"),
        MeanKind.Geometric => page.Say("几何平均", "geometric mean"),
        MeanKind.Harmonic => page.Say("调和平均", "harmonic mean"),
        MeanKind.Power => page.Say("广义平均", "generalised mean"),
        MeanKind.Product => page.Say("乘积", "product"),
        MeanKind.Sum => page.Say("求和", "sum"),
        MeanKind.Min => page.Say("最小值", "smallest"),
        MeanKind.Max => page.Say("最大值", "largest"),
        MeanKind.Median => page.Say("中位数", "median"),
        MeanKind.OrderedWeighted => page.Say("有序加权平均", "ordered weighted average"),
        MeanKind.MeanMin => page.Say("均值–最小值", "mean–min"),
        MeanKind.MazziottaPareto => page.Say("马齐奥塔–帕累托", "Mazziotta–Pareto"),
    };

    private static void Raw(ReportPage page)
    {
        string[] headings = [page.Say("指标", "Indicator"), "#" + page.Say("有数", "Present"), "#" + page.Say("缺失", "Missing"), "#" + page.Say("不适用", "Not applicable"), "#" + page.Say("最小", "Min"), "#" + page.Say("中位数", "Median"), "#" + page.Say("最大", "Max")];
        page.Table("原始数据概况（全部期间；派生指标取派生之后）", "The raw data in numbers (all periods; derived columns as derived)", headings, () =>
        {
            foreach (int n in page.Indicators)
            {
                var code = page.Scores.Nodes[n].Code;
                if (page.Build.Steps.Select(s => s.Data.Find(code)).FirstOrDefault(c => c is not null) is not { } column) continue;
                double[] values = [.. Enumerable.Range(0, column.Count).Select(r => column[r]).OfType<double>()];
                int away = Enumerable.Range(0, column.Count).Count(r => (column.MarksAt(r) & CellMarks.NotApplicable) != CellMarks.None);
                page.Row(page.NameOf(code), ReportPage.Count(values.Length), ReportPage.Count(column.Count - values.Length - away), ReportPage.Count(away),
                    values.Length == 0 ? "—" : ReportPage.Value(values.Min()), values.Length == 0 ? "—" : ReportPage.Value(RankingSection.Median(values)), values.Length == 0 ? "—" : ReportPage.Value(values.Max()));
            }
        });
    }
}
