using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>The ranges that ranks take over the declared scenarios: a drawing, a table, and the sentence that says what they are not.</summary>
internal static class RangeSection
{
    private const int Drawn = 60, Listed = 500;

    public static void Write(ReportPage page, UncertaintyResult ranges)
    {
        page.Section("ranges", "位次区间", "Ranges of ranks");
        string level = ReportPage.Percent(ranges.Spec.Level), count = ReportPage.Count(ranges.Scenarios.Count);
        page.Paragraph($"{count} 个情景中，{level} 的情景里各对象的位次落在下列区间。情景区间不是置信区间：它只说明所声明的选择和误差会带来什么。种子 {ranges.Spec.Draw.Seed}。",
            $"In {level} of {count} scenarios the ranks lie in the ranges below. A range over scenarios is not a confidence interval: it says what the declared choices and errors do, no more. Seed {ranges.Spec.Draw.Seed}.");
        page.Html.Raw("<ul>");
        foreach (var factor in ranges.Spec.Factors) page.Html.Element("li", page.Say(factor.Name) + (factor.Source == FactorSource.Method ? page.Say("（方法）", " (method)") : page.Say("（数据）", " (data)")));
        page.Html.Raw("</ul>\n");
        UnitRange[] units = [.. ranges.Units.Where(u => u.Ranks is not null).OrderBy(u => u.NominalRank ?? double.MaxValue).ThenBy(u => u.Row)];
        Svg.Intervals(page.Html, page.Say("位次区间：横线为区间，竖线为现位次", "Ranges of ranks: the line is the range, the tick the rank of the index as it is"),
            [.. units.Take(Drawn).Select(u => (page.NameOf(u.Row.Unit), u.Ranks!.Low, u.Ranks.High, u.NominalRank, Shown(u.Ranks)))], ranges.Units.Length);
        page.Cut(Math.Min(Drawn, units.Length), units.Length, "index uncertainty --json");
        Table(page, ranges, units);
        var outside = units.Where(u => u.NominalIsOutside).ToList();
        if (outside.Count > 0)
        {
            string names = string.Join(page.Say("、", ", "), outside.Select(u => page.NameOf(u.Row.Unit)));
            page.Paragraph($"现位次在区间之外：{names}。现行方案是所声明的各种可能中的少见情形。", $"Outside their range as ranked: {names}. The recipe is an unusual case of what was declared possible.", "note");
        }
        page.EndSection();
    }

    private static void Table(ReportPage page, UncertaintyResult ranges, UnitRange[] units)
    {
        bool apart = units.Any(u => u.RanksByMethod is not null);
        string[] headings = [page.Say("对象", "Unit"), page.Say("#位次", "#Rank"), page.Say("#区间", "#Range"), page.Say("#中位", "#Median"), .. apart ? new[] { page.Say("#方法", "#By method"), page.Say("#数据", "#By data") } : [], page.Say("#得分区间", "#Range of scores")];
        page.Table("位次与得分的情景区间", "Ranges of ranks and scores over the scenarios", headings, () =>
        {
            foreach (var u in units.Take(Listed))
                page.Row([page.NameOf(u.Row.Unit), ReportPage.Rank(u.NominalRank), Shown(u.Ranks), ReportPage.Rank(u.Ranks!.Median), .. apart ? new[] { Shown(u.RanksByMethod), Shown(u.RanksByData) } : [],
                    u.Scores is { } s ? FormattableString.Invariant($"{s.Low:F2}–{s.High:F2}") : "—"]);
        });
    }

    /// <summary>“3–7”, or the one rank.</summary>
    public static string Shown(ScenarioRange? range) => range is null ? "—" : range.Low == range.High ? ReportPage.Rank(range.Low) : $"{ReportPage.Rank(range.Low)}–{ReportPage.Rank(range.High)}";
}
