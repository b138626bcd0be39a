using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>Which uncertain factor moves the ranking: first-order and total effects.</summary>
internal static class EffectSection
{
    public static void Write(ReportPage page, OutputEffects effects)
    {
        page.Section("effects", "敏感性", "Sensitivity");
        if (effects.Factors.IsEmpty) page.Paragraph("没有任何因素使位次变动。", "No factor moves the ranks.");
        else
        {
            FactorEffects[] sorted = [.. effects.Factors.OrderByDescending(f => f.Total.Value)];
            string first = Name(page, sorted[0].Factor), total = ReportPage.Percent(sorted[0].Total.Value);
            string sentence = page.Say($"对位次影响最大的是“{first}”：其余因素全部确定后，仍剩 {total} 的变动。", $"{first} moves the ranks most: {total} of the variation would stay if all other factors were settled.");
            page.Html.Raw("<figure>").Open("figcaption").Element("b", sentence).Element("span", page.Say("平均位次变动的方差份额；细线为 95% 自助区间。", "Shares of the variance of the mean rank shift; thin lines are 95% bootstrap intervals.")).Close("figcaption");
            Svg.Key(page.Html, [page.Say("一阶：只确定该因素能减少多少", "first-order: what settling the factor alone would take away"), page.Say("总效应：其余全部确定后还剩多少", "total: what would stay if all others were settled")]);
            Svg.Effects(page.Html, sentence, [.. sorted.Select(f => (Name(page, f.Factor), Of(f.First), Of(f.Total)))]);
            page.Html.Close("figure");
            page.Table("各因素的效应", "Effects of the factors", [page.Say("因素", "Factor"), "#" + page.Say("一阶", "First-order"), "#" + page.Say("区间", "Interval"), "#" + page.Say("总效应", "Total"), "#" + page.Say("区间", "Interval")], () =>
            {
                foreach (var f in sorted) page.Row(Name(page, f.Factor), ReportPage.Percent(f.First.Value), Interval(f.First), ReportPage.Percent(f.Total.Value), Interval(f.Total));
            });
        }
        page.EndSection();
    }

    private static string Name(ReportPage page, string factor) => page.Extras.Ranges?.Spec.Factors.FirstOrDefault(f => f.Code == factor) is { } known ? page.Say(known.Name) : factor;
    private static (double, double, double) Of(EffectEstimate e) => (e.Value, e.Low, e.High);
    private static string Interval(EffectEstimate e) => $"{ReportPage.Percent(e.Low)} – {ReportPage.Percent(e.High)}";
}
