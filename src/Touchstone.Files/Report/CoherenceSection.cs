using System.Globalization;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>What does not hang together, each with what can be done; what the children of each aggregate have in common; and weight beside importance where the audit was made.</summary>
internal static class CoherenceSection
{
    private const int Listed = 300;

    public static void Write(ReportPage page)
    {
        page.Section("coherence", "一致性审查", "Coherence audit");
        Findings(page);
        page.Html.Element("h3", page.Say("各维度的下级是否一致", "Do the children of each aggregate go together"));
        Together(page);
        if (page.Extras.Audit is { } audit)
        {
            page.Html.Element("h3", page.Say("权重与影响力", "Weight and importance"));
            Importances(page, audit);
        }
        else page.Paragraph("权重与影响力的对照、剔除各指标的影响，见 touchstone index audit。", "Weight beside importance, and the index without each indicator: touchstone index audit.", "note");
        page.EndSection();
    }

    /// <summary>What does not hang together, each with its action.</summary>
    public static void Findings(ReportPage page)
    {
        var notes = page.Extras.Audit?.Notes ?? Coherence.Audit(page.Build, null, page.Over);
        if (notes.IsEmpty) page.Paragraph("没有发现问题：各指标与其维度相符，没有重复，也没有相互抵消。", "Nothing was found: indicators go with their dimensions, none is redundant, none pulls against another.");
        else
        {
            page.Paragraph($"不相协调之处 {ReportPage.Count(notes.Length)} 个，每个都写明办法，由人决定。", $"{ReportPage.Count(notes.Length)} findings, each with what can be done; a person decides.");
            string value = page.Say("数值", "Value"), limit = page.Say("界限", "Limit");
            page.Table("问题与办法", "Findings and actions", [page.Say("类别", "Kind"), page.Say("问题", "What"), page.Say("办法", "What to do"), "#" + value, "#" + limit], () =>
            {
                foreach (var n in notes.Take(Listed))
                    page.Html.Raw("<tr>").Element("th", page.Say(CheckWords.Of(n.Issue)), "scope", "row").Element("td", page.Say(n.What)).Element("td", page.Say(n.Action))
                        .Element("td", F(n.Value), "class", "n", "data-name", value).Element("td", F(n.Limit), "class", "n", "data-name", limit).Raw("</tr>\n");
            }, "stack");
            page.Cut(Math.Min(Listed, notes.Length), notes.Length, "index audit --out");
        }
    }

    /// <summary>Components, adequacy and reliability of the children of each aggregate.</summary>
    public static void Together(ReportPage page)
    {
        var table = ScoredColumns.Of(page.Build, page.Over);
        page.Table("各维度的下级是否一致", "Whether the children of each aggregate go together", [page.Say("节点", "Node"), "#" + page.Say("下级", "Children"), "#" + page.Say("第一主成分", "First component"), "#" + page.Say("特征值大于 1", "Eigenvalues above 1"), "#KMO", "#" + page.Say("Bartlett 检验 p 值", "Bartlett's p"), "#" + page.Say("Cronbach α", "Cronbach's alpha")], () =>
        {
            foreach (int n in page.Aggregates.Where(n => page.Scores.Nodes.Count(c => c.Parent == page.Scores.Nodes[n].Code) > 1))
            {
                var code = page.Scores.Nodes[n].Code;
                Model.IndicatorCode[] children = [.. page.Scores.Nodes.Where(c => c.Parent == code).Select(c => c.Code)];
                var parts = PrincipalComponents.Of(table, children).Match(d => d.Value, PrincipalComponents? (_) => null);
                var adequacy = SamplingAdequacy.Of(table, children).Match(d => d.Value, SamplingAdequacy? (_) => null);
                page.Row(page.NameOf(code), ReportPage.Count(children.Length), parts is null ? "—" : ReportPage.Percent(parts.Share(0)), parts is null ? "—" : ReportPage.Count(parts.Eigenvalues.Count(e => e > 1)),
                    F(adequacy?.Overall), adequacy?.PValue is { } p ? p < 0.001 ? "<0.001" : p.ToString("0.000", CultureInfo.InvariantCulture) : "—", F(Reliability.Of(table, children).Alpha));
            }
        });
    }

    /// <summary>Weight beside importance, and how far the ranks move without each indicator.</summary>
    public static void Importances(ReportPage page, IndexAudit audit)
    {
        Importance[] all = [.. audit.OfIndex.Where(i => i.Share is not null).OrderByDescending(i => i.Share)];
        if (all.Length == 0) return;
        var furthest = all.MaxBy(i => Math.Abs(i.Share!.Value - i.Weight))!;
        string sentence = page.Say($"权重与影响力相差最大的是“{page.NameOf(furthest.Node)}”：权重 {ReportPage.Percent(furthest.Weight)}，影响份额 {ReportPage.Percent(furthest.Share!.Value)}。",
            $"Weight and importance lie furthest apart in {page.NameOf(furthest.Node)}: weight {ReportPage.Percent(furthest.Weight)}, share of importance {ReportPage.Percent(furthest.Share.Value)}.");
        page.Html.Raw("<figure>").Open("figcaption").Element("b", sentence).Element("span", page.Say("影响力：知道该指标能解释总分多少变动（主效应相关比）；份额在各指标之间合计为 100%。", "Importance: how much of the variance of the index knowing the indicator takes away (main-effect correlation ratio); shares sum to 100% over the indicators.")).Close("figcaption");
        Svg.Key(page.Html, [page.Say("影响份额", "share of importance"), page.Say("权重", "weight")]);
        Svg.Effects(page.Html, sentence, [.. all.Take(60).Select(i => (page.NameOf(i.Node), (i.Share!.Value, i.Share.Value, i.Share.Value), (i.Weight, i.Weight, i.Weight)))], all.Max(i => Math.Max(i.Share!.Value, i.Weight)));
        page.Html.Close("figure");
        var removal = audit.Removal.ToDictionary(e => e.Element!.Value, e => e.MeanShift);
        page.Table("各指标的权重、影响力与剔除后的平均位次变动", "Weight, importance, and the mean shift of ranks without the indicator", [page.Say("指标", "Indicator"), "#" + page.Say("权重", "Weight"), "#" + page.Say("影响力", "Importance"), "#" + page.Say("90% 区间", "90% interval"), "#" + page.Say("影响份额", "Share"), "#" + page.Say("剔除", "Removal")], () =>
        {
            foreach (var i in all)
                page.Row(page.NameOf(i.Node), ReportPage.Percent(i.Weight), F(i.Value), i.Low is { } low && i.High is { } high ? $"{F(low)} – {F(high)}" : "—", ReportPage.Percent(i.Share!.Value), removal.GetValueOrDefault(i.Node) is { } shift ? ReportPage.Value(Math.Round(shift, 2)) : "—");
        });
        if (all.Any(i => removal.GetValueOrDefault(i.Node) is null)) page.Paragraph("“剔除”为“—”：没有它，就没有对象能参加排名（例如其上级再无下级）。", "Removal is — where no unit has a rank without the indicator, for instance because the node above has nothing else below it.", "note");
    }

    private static string F(double? v) => v is { } x ? x.ToString("0.00", CultureInfo.InvariantCulture) : "—";
}
