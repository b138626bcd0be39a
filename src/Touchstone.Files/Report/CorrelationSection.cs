using System.Globalization;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>How the indicators go together, as a coloured table, and how the dimensions go with the index, as dots.</summary>
internal static class CorrelationSection
{
    private const int MostColumns = 60, MostScatters = 12, MostDots = 500;

    public static void Write(ReportPage page)
    {
        page.Section("correlations", "相关", "Correlations");
        Body(page);
        page.EndSection();
    }

    public static void Body(ReportPage page)
    {
        var table = ScoredColumns.Of(page.Build, page.Over);
        int[] shown = [.. page.Indicators.Take(MostColumns)];
        var pairs = CorrelationTable.Among(table, shown.Select(n => page.Scores.Nodes[n].Code));
        var known = pairs.Pairs.Where(p => p.Of.Value is not null).ToList();
        if (known.Count == 0) page.Paragraph("可比的行太少，没有相关系数。", "Too few rows can be compared: there is no correlation.");
        else Heat(page, table, shown, pairs, known);
        Scatters(page, table);
    }

    private static void Heat(ReportPage page, DataTable table, int[] shown, CorrelationTable pairs, List<CorrelatedPair> known)
    {
        var (high, low) = (known.MaxBy(p => p.Of.Value)!, known.MinBy(p => p.Of.Value)!);
        page.Paragraph($"{page.OverWords.Zh}参加排名的各行，方向调正后的得分，皮尔逊相关。最同步的是“{page.NameOf(high.A)}”与“{page.NameOf(high.B)}”（{F(high.Of.Value)}），最相背的是“{page.NameOf(low.A)}”与“{page.NameOf(low.B)}”（{F(low.Of.Value)}）。第一列为与所属上级的相关，上级只有它一个时不列。蓝为同向，橙为反向，越深越强。",
            $"Pearson's correlation of the scores, direction applied, over the ranked rows{page.OverWords.En}. {page.NameOf(high.A)} and {page.NameOf(high.B)} go together most ({F(high.Of.Value)}), {page.NameOf(low.A)} and {page.NameOf(low.B)} least ({F(low.Of.Value)}). The first column is the correlation with the node above, left out where nothing else is below that. Blue = together, orange = against each other; the darker, the stronger.");
        var of = pairs.Pairs.ToDictionary(p => (p.A, p.B), p => p.Of.Value);
        var parents = CorrelationTable.WithParents(page.Build.Input.Framework, table).Pairs.ToDictionary(p => (p.A, p.B), p => p.Of.Value);
        page.Table("指标之间的相关", "Correlations between indicators", [page.Say("指标", "Indicator"), "#" + page.Say("与上级", "Parent"), .. shown.Select((_, i) => "#" + ReportPage.Count(i + 1))], () =>
        {
            for (int i = 0; i < shown.Length; i++)
            {
                var a = page.Scores.Nodes[shown[i]].Code;
                page.Html.Raw("<tr>").Element("th", $"{ReportPage.Count(i + 1)} {page.NameOf(a)}", "scope", "row");
                double? above = page.Scores.Nodes[shown[i]].Parent is { } parent && page.Scores.Nodes.Count(n => n.Parent == parent) > 1 ? parents.GetValueOrDefault((a, parent)) : null;
                page.Html.Element("td", above is null ? "" : F(above), "class", above is { } w ? $"{Css(w)} apart" : "none apart");
                for (int j = 0; j < shown.Length; j++)
                {
                    var b = page.Scores.Nodes[shown[j]].Code;
                    double? r = i == j ? null : of.GetValueOrDefault(i < j ? (a, b) : (b, a));
                    page.Html.Element("td", i == j ? "" : F(r), "class", r is { } v ? Css(v) : "none");
                }
                page.Html.Raw("</tr>\n");
            }
        }, "wide heat");
        page.Cut(shown.Length, page.Indicators.Length, "index audit --out");
    }

    /// <summary>From <c>h0</c> below 0.1 in magnitude to <c>h5</c> from 0.92 on, where the audit speaks of redundancy.</summary>
    private static string Css(double r)
    {
        int strength = Math.Abs(r) switch { < 0.1 => 0, < 0.3 => 1, < 0.5 => 2, < 0.7 => 3, < 0.92 => 4, _ => 5 };
        return $"h{(r < 0 ? -strength : strength).ToString(CultureInfo.InvariantCulture)}";
    }

    private static void Scatters(ReportPage page, DataTable table)
    {
        int[] rows = [.. page.Rows.Where(r => page.Scores.Statuses[r] == RowStatus.Ranked && page.Scores.Score(r, 0) is not null).Take(MostDots)];
        var drawn = page.Dimensions.Where(d => rows.Count(r => page.Scores.Score(r, d) is not null) > 2).Take(MostScatters).ToList();
        if (drawn.Count == 0) return;
        string root = page.NameOf(page.Scores.Nodes[0].Code);
        var with = CorrelationTable.Between(table, drawn.Select(d => page.Scores.Nodes[d].Code), [page.Scores.Nodes[0].Code]).Pairs;
        page.Html.Element("h3", page.Say("各维度与总指数", "The dimensions and the index"));
        if (with.Where(p => p.Of.Value is not null).MinBy(p => p.Of.Value) is { } least)
            page.Paragraph($"与总指数关系最弱的维度是“{page.NameOf(least.A)}”（相关 {F(least.Of.Value)}）。每点为一个参加排名的对象。", $"{page.NameOf(least.A)} has least to do with the index ({F(least.Of.Value)}). Each dot is a ranked unit.");
        page.Html.Raw("<div class=\"multiples\">\n");
        foreach (int d in drawn)
        {
            string name = page.NameOf(page.Scores.Nodes[d].Code);
            page.Html.Raw("<figure>").Element("figcaption", name);
            Svg.Scatter(page.Html, page.Say($"“{name}”与“{root}”的得分", $"Scores of {name} against {root}"),
                [.. rows.Where(r => page.Scores.Score(r, d) is not null).Select(r => (page.Scores.Score(r, d)!.Value, page.Scores.Score(r, 0)!.Value, page.NameOf(r)))], (name, root));
            page.Html.Close("figure");
        }
        page.Html.Raw("</div>\n");
        page.Table("各维度与总指数的相关", "Correlation of each dimension with the index", [page.Say("维度", "Dimension"), "#" + page.Say("行数", "Rows"), "#" + page.Say("相关", "Correlation"), "#p"], () =>
        {
            foreach (var p in with) page.Row(page.NameOf(p.A), ReportPage.Count(p.Of.Count), F(p.Of.Value), p.Of.PValue is { } v ? v < 0.001 ? "<0.001" : v.ToString("0.000", CultureInfo.InvariantCulture) : "—");
        });
    }

    private static string F(double? r) => r is { } v ? v.ToString("0.00", CultureInfo.InvariantCulture) : "—";
}
