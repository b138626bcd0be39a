using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Decision;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Figures of a unit as they might be, together, under a name.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Figures">The figures.</param>
public sealed record LeverPlan(Text Title, ImmutableArray<ChangedFigure> Figures);

/// <summary>The levers of a unit as a page: what each figure would bring, and for each plan a waterfall from where the unit stands to where it would stand.</summary>
public static class LeversPage
{
    private const int MostPlayers = 12, Drawn = 40;

    /// <summary>The page in UTF-8, in Chinese (<c>zh…</c>) or English. The question's cells are as they were afterwards.</summary>
    public static byte[] Html(WhatIf whatIf, MarginalGains gains, IReadOnlyList<LeverPlan> plans, string language)
    {
        var page = new ReportPage(whatIf.Build, language);
        string unit = page.NameOf(whatIf.Row.Unit), node = page.NameOf(whatIf.Node), period = whatIf.Row.Period?.ToString() ?? "";
        PageFrame.Open(page, page.Say("抓手测算", "Levers"), page.Say($"{unit} {period}", $"{unit} {period}"), page.Say($"{node}得分 {F(whatIf.Now.Score)}，第 {Rank(whatIf.Now.Rank)} 位。这是对指数的算术，不是因果：它不说明什么会使数据变动。",
            $"{node}: score {F(whatIf.Now.Score)}, rank {Rank(whatIf.Now.Rank)}. This is arithmetic on the index, not causality: it does not say what moves a figure."));
        page.Html.Close("header").Raw("<main id=\"result\">\n");
        Gains(page, gains);
        foreach (var (plan, i) in plans.Select((p, i) => (p, i))) Plan(page, whatIf, plan, i);
        PageFrame.Close(page, "口径内＝上下限、均值和权重不变；重新测算＝全部重算。两者之差是上下限等的移动，不算进步。", "In the frame: bounds, means and weights as they are. Rebuilt: everything made anew. The difference is the shifting of bounds, and no progress.");
        return page.Html.ToBytes();
    }

    private static void Gains(ReportPage page, MarginalGains gains)
    {
        page.Section("gains", "各项数据的增分", "What each figure would bring");
        LeverGain[] shown = [.. gains.Gains.Take(Drawn)];
        if (shown.Length == 0) page.Paragraph("没有可动的数据。", "There is no figure to move.");
        else
        {
            string sentence = page.Say($"走一步增分最多的是“{page.NameOf(shown[0].Column)}”：{Signed(shown[0].ScoreAfterStep)}（口径内）。", $"A step of {page.NameOf(shown[0].Column)} brings most: {Signed(shown[0].ScoreAfterStep)} in the frame.");
            page.Html.Raw("<figure>").Open("figcaption").Element("b", sentence).Element("span", page.Say("一步为参加排名的对象第 10 到第 90 百分位差距的十分之一。", "A step is a tenth of the way from the tenth to the ninetieth percentile of the ranked units.")).Close("figcaption");
            Svg.Bars(page.Html, sentence, [.. shown.Select(g => (page.NameOf(g.Column), g.ScoreAfterStep, Signed(g.ScoreAfterStep), "bar"))]);
            page.Html.Close("figure");
            page.Table("各项数据走一步、走到最好，得分的变动", "A step, and the best figure of anyone", [page.Say("数据", "Figure"), "#" + page.Say("现值", "Now"), "#" + page.Say("一步", "Step"), "#" + page.Say("口径内增分", "Gain in the frame"), "#" + page.Say("位次", "Rank"), "#" + page.Say("重算后得分", "Rebuilt score"), "#" + page.Say("位次", "Rank"), "#" + page.Say("最好值", "Best"), "#" + page.Say("增分", "Gain")], () =>
            {
                foreach (var g in gains.Gains)
                    page.Row(page.NameOf(g.Column), ReportPage.Value(g.Value), g.Step.ToString("+0.###;−0.###", CultureInfo.InvariantCulture), Signed(g.ScoreAfterStep), Rank(g.AfterStep.Frozen.Rank), F(g.AfterStep.Rebuilt.Score), Rank(g.AfterStep.Rebuilt.Rank), ReportPage.Value(g.Best), Signed(g.ScoreAtBest));
            });
        }
        if (!gains.Missing.IsEmpty)
        {
            string list = string.Join(page.Say("、", ", "), gains.Missing.Select(m => page.NameOf(m.Column)));
            page.Paragraph($"未报、插补或沿用的数据，应先补报，不作抓手：{list}。", $"Not reported, filled or carried forward; to be reported first, no levers: {list}.");
        }
        page.EndSection();
    }

    private static void Plan(ReportPage page, WhatIf whatIf, LeverPlan plan, int place)
    {
        page.Section($"plan{(char)('a' + place)}", plan.Title.Zh, plan.Title.En);
        if (plan.Figures.IsEmpty) page.Paragraph("没有需要改动的数据。", "No figure is moved.");
        else if (Parts(whatIf, plan.Figures) is not { } parts) page.Paragraph("其中有的组合没有得分，不能拆开。", "Some combination of these has no score: it cannot be taken apart.");
        else
        {
            double now = whatIf.Now.Score!.Value, at = now;
            var bars = new List<WaterfallBar> { new(page.Say("现在", "now"), 0, now, true, F(now)) };
            foreach (var (figure, part) in plan.Figures.Zip(parts.Each))
            {
                bars.Add(new(page.NameOf(figure.Column), at, at + part, false, Signed(part)));
                at += part;
            }
            bars.Add(new(page.Say("之后（口径内）", "after, in the frame"), 0, at, true, F(at)));
            if (parts.After.Rebuilt.Score is { } rebuilt)
            {
                if (Math.Abs(rebuilt - at) > 1e-9) bars.Add(new(page.Say("上下限等重算", "bounds made anew"), at, rebuilt, false, Signed(rebuilt - at)));
                bars.Add(new(page.Say("之后（重新测算）", "after, rebuilt"), 0, rebuilt, true, F(rebuilt)));
            }
            string sentence = page.Say($"口径内 {F(now)} → {F(at)}，第 {Rank(whatIf.Now.Rank)} → {Rank(parts.After.Frozen.Rank)} 位；重新测算 {F(parts.After.Rebuilt.Score)}，第 {Rank(parts.After.Rebuilt.Rank)} 位。",
                $"In the frame {F(now)} → {F(at)}, rank {Rank(whatIf.Now.Rank)} → {Rank(parts.After.Frozen.Rank)}; rebuilt {F(parts.After.Rebuilt.Score)}, rank {Rank(parts.After.Rebuilt.Rank)}.");
            page.Html.Raw("<figure>").Open("figcaption").Element("b", sentence).Element("span", parts.IsFair ? page.Say("每项为其在各种先后次序下的平均作用（沙普利值），相加等于口径内的变动。", "Each is what the figure does on average over every order (Shapley value); they add up to the change in the frame.")
                : page.Say("各项按所列次序依次改动。", "The figures are moved in the order listed.")).Close("figcaption");
            Svg.Waterfall(page.Html, sentence, bars);
            page.Html.Close("figure");
            page.Table("改动与增分", "Moves and gains", [page.Say("数据", "Figure"), "#" + page.Say("现值", "Now"), "#" + page.Say("改为", "To"), "#" + page.Say("口径内增分", "Gain in the frame")], () =>
            {
                foreach (var (figure, part) in plan.Figures.Zip(parts.Each)) page.Row(page.NameOf(figure.Column), ReportPage.Value(whatIf.Cell(figure.Column)), ReportPage.Value(figure.Value), Signed(part));
            });
        }
        page.EndSection();
    }

    private sealed record PlanParts(double[] Each, Standings After, bool IsFair);

    private static PlanParts? Parts(WhatIf whatIf, ImmutableArray<ChangedFigure> figures)
    {
        bool undefined = false, fair = figures.Length <= MostPlayers;
        double With(Func<int, bool> moved)
        {
            whatIf.Reset();
            for (int i = 0; i < figures.Length; i++) if (moved(i)) whatIf.SetCell(figures[i].Column, figures[i].Value);
            double? score = whatIf.AskFrozen().Score;
            undefined |= score is null;
            return score ?? 0;
        }
        double[] each = fair ? ShapleyValue.Of(figures.Length, mask => With(i => (mask >> i & 1) == 1)) : [.. Enumerable.Range(0, figures.Length).Select(n => With(i => i <= n) - With(i => i < n))];
        With(_ => true);
        var after = whatIf.Ask();
        whatIf.Reset();
        return undefined ? null : new(each, after, fair);
    }

    private static string F(double? score) => score is { } s ? s.ToString("0.00", CultureInfo.InvariantCulture) : "—";
    private static string Signed(double v) => Math.Round(v, 2).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);
    private static string Rank(double? rank) => rank is null ? "—" : ReportPage.Rank(rank);
}
