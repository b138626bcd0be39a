using System.Globalization;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>A change of a score and rank between two builds as a page: a waterfall of its causes, and the same in numbers.</summary>
public static class ChangePage
{
    /// <summary>The page in UTF-8, in Chinese (<c>zh…</c>) or English.</summary>
    public static byte[] Html(ChangeSplit split, IndexBuild before, IndexBuild after, string language)
    {
        var page = new ReportPage(after, language);
        string unit = page.NameOf(split.Unit), node = page.NameOf(split.Node);
        string scores = $"{F(split.ScoreBefore)} → {F(split.ScoreAfter)}", ranks = $"{Rank(split.RankBefore)} → {Rank(split.RankAfter)}";
        PageFrame.Open(page, page.Say("变动拆分", "Change split"), page.Say($"{unit}：{node}", $"{unit}: {node}"), page.Say($"得分 {scores}，位次 {ranks}。各原因相加等于总变动。", $"Score {scores}, rank {ranks}. The causes add up to the change."));
        page.Html.Raw("<dl class=\"identity\">");
        foreach (var (term, build) in new[] { (page.Say("前一测算批次", "Build before"), before), (page.Say("后一测算批次", "Build after"), after) })
            page.Html.Raw("<div>").Element("dt", term).Element("dd", build.Id.Value, "class", "id").Raw("</div>");
        page.Html.Raw("</dl>\n").Close("header").Raw("<main>\n");
        page.Section("result", "得分的变动", "The change of the score");
        Figure(page, split, p => p.Score, split.ScoreBefore, split.ScoreAfter, "0.00", Rising.Better);
        page.EndSection();
        if (split is { RankBefore: { } from, RankAfter: { } to } && split.Parts.All(p => p.Rank is not null))
        {
            page.Section("rank", "位次的变动", "The change of the rank");
            Figure(page, split, p => p.Rank!.Value, from, to, "0.##", Rising.Worse);
            page.EndSection();
        }
        PageFrame.Close(page, "沙普利值：每个原因在各种先后次序下的平均作用。口径之内，其他对象不影响得分；它们对得分的影响都在上下限一项。",
            "Shapley value: what each cause does on average over every order. Inside a frame no other unit enters a score: what others do to a score is in the bounds.");
        return page.Html.ToBytes();
    }

    private static void Figure(ReportPage page, ChangeSplit split, Func<ChangePart, double> part, double before, double after, string digits, Rising rising)
    {
        string Signed(double v) => v.ToString($"+{digits};−{digits};0", CultureInfo.InvariantCulture);
        var most = split.Parts.MaxBy(p => Math.Abs(part(p)))!;
        string name = page.Say(CauseWords.Of(most.Cause, split)), amount = Signed(Math.Round(part(most), 2));
        string sentence = part(most) == 0 ? page.Say("没有变动。", "Nothing changed.") : page.Say($"作用最大的是“{name}”：{amount}。", $"{char.ToUpperInvariant(name[0])}{name[1..]} does most: {amount}.");
        var bars = new List<WaterfallBar> { new(page.Say("之前", "before"), 0, before, true, before.ToString(digits, CultureInfo.InvariantCulture)) };
        double at = before;
        foreach (var p in split.Parts.Where(p => Math.Abs(part(p)) > 1e-12))
        {
            bars.Add(new(page.Say(CauseWords.Of(p.Cause, split)), at, at + part(p), false, Signed(Math.Round(part(p), 2))));
            at += part(p);
        }
        bars.Add(new(page.Say("之后", "after"), 0, after, true, after.ToString(digits, CultureInfo.InvariantCulture)));
        page.Html.Raw("<figure>").Open("figcaption").Element("b", sentence).Element("span", rising == Rising.Better ? page.Say("蓝为增，橙为减。", "Blue = up, orange = down.") : page.Say("位次越小越好：蓝为上升，橙为下降。", "A smaller rank is better: blue = better, orange = worse.")).Close("figcaption");
        Svg.Waterfall(page.Html, sentence, bars, rising);
        page.Html.Close("figure");
        page.Table("各原因的作用", "What each cause does", [page.Say("原因", "Cause"), "#" + page.Say("变动", "Change")], () =>
        {
            foreach (var p in split.Parts) page.Row(page.Say(CauseWords.Of(p.Cause, split)), Signed(Math.Round(part(p), 4)));
            page.Row(page.Say("合计", "sum"), Signed(Math.Round(split.Parts.Sum(part), 4)));
        });
    }

    private static string F(double score) => score.ToString("0.00", CultureInfo.InvariantCulture);
    private static string Rank(double? rank) => rank is null ? "—" : ReportPage.Rank(rank);
}
