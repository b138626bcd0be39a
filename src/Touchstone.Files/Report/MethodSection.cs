using System.Globalization;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>Where methods of the whole table would put the units.</summary>
internal static class MethodSection
{
    private const int Drawn = 60, Listed = 500;

    public static void Write(ReportPage page)
    {
        if (page.Methods is not { } methods) return;
        page.Section("methods", "整表方法对照", "Other methods");
        string copeland = F(methods.Agreement(r => r.CopelandRank).Value), topsis = F(methods.Agreement(r => r.TopsisRank).Value), promethee = F(methods.Agreement(r => r.NetFlowRank).Value);
        string sentence = page.Say($"与指数位次的秩相关：Copeland {copeland}，TOPSIS {topsis}，PROMETHEE II {promethee}。", $"Rank correlation with the index: Copeland {copeland}, TOPSIS {topsis}, PROMETHEE II {promethee}.");
        page.Html.Raw("<figure>").Open("figcaption").Element("b", sentence).Element("span", page.Say(
            $"这些方法不逐级汇总，直接以指标得分和权重比较全部对象。{ReportPage.Percent(methods.ShareOfDominance)} 的对象两两之间，一方在各指标上都不差于另一方：权重改变不了它们的先后。竖线为指数位次，○ Copeland，□ TOPSIS，△ PROMETHEE II；左为第 1 位。",
            $"These compare all units at once by the indicators' scores and weights, without averaging up the tree. In {ReportPage.Percent(methods.ShareOfDominance)} of the pairs one unit is nowhere worse than the other: no weight can change their order. Tick = rank in the index, ○ Copeland, □ TOPSIS, △ PROMETHEE II; rank 1 on the left.")).Close("figcaption");
        WholeTableRow[] rows = [.. methods.Rows.OrderBy(r => r.Index ?? double.MaxValue).ThenBy(r => r.Row)];
        Svg.Ranks(page.Html, sentence, [.. rows.Take(Drawn).Select(r => (page.NameOf(r.Row.Unit), (IReadOnlyList<double?>)[r.Index, r.CopelandRank, r.TopsisRank, r.NetFlowRank]))], rows.Length);
        page.Html.Close("figure");
        page.Cut(Math.Min(Drawn, rows.Length), rows.Length, "index audit --out");
        page.Table("各方法的位次", "Ranks by method", [page.Say("对象", "Unit"), "#" + page.Say("指数", "Index"), "#Copeland", "#TOPSIS", "#PROMETHEE II", "#" + page.Say("最大相差", "Furthest apart")], () =>
        {
            foreach (var r in rows.Take(Listed)) page.Row(page.NameOf(r.Row.Unit), Rank(r.Index), Rank(r.CopelandRank), Rank(r.TopsisRank), Rank(r.NetFlowRank), Rank(r.Furthest));
        });
        page.EndSection();
    }

    private static string Rank(double? rank) => rank is null ? "—" : ReportPage.Rank(rank);
    private static string F(double? r) => r is { } v ? v.ToString("0.00", CultureInfo.InvariantCulture) : "—";
}
