using System.Collections.Immutable;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>Which imputation to trust: what each method misses of known cells, and how far its ranks lie from the recipe's.</summary>
internal static class ImputationSection
{
    public static void Write(ReportPage page, ImmutableArray<ImputationCheck> checks)
    {
        page.Section("imputation", "填补检验", "Imputation check");
        string answer = page.Say(ImputationWords.Answer(checks));
        page.Html.Raw("<figure>").Open("figcaption").Element("b", answer).Element("span", page.Say(ImputationWords.Meaning)).Close("figcaption");
        Svg.Bars(page.Html, answer, [.. checks.Where(c => c.Relative is not null).OrderBy(c => c.Relative).Select(c => (page.Say(ImputationWords.Of(c.Code)), c.Relative!.Value, ImputationWords.Figure(c.Relative), c.Code == ImputationWords.Own ? "first" : "bar"))]);
        page.Html.Close("figure");
        page.Table("各填补方法", "Methods of imputation", [page.Say("方法", "Method"), "#" + page.Say("误差", "Error"), "#" + page.Say("隐去而未填补", "Hidden, not filled"), "#" + page.Say("填补单元格", "Cells filled"), "#" + page.Say("与方案平均相差（位）", "Mean shift of ranks from the recipe's")], () =>
        {
            foreach (var c in checks)
                page.Row(page.Say(ImputationWords.Of(c.Code)), ImputationWords.Figure(c.Relative), ReportPage.Count(ImputationWords.NotFilled(c)), ReportPage.Count(c.Filled), ImputationWords.Figure(c.Shifts.GetValueOrDefault(ImputationWords.Own)));
        });
        page.Table("各指标的误差（÷ 标准差）", "Error by indicator (÷ standard deviation)", [page.Say("指标", "Indicator"), .. checks.Select(c => "#" + page.Say(ImputationWords.Of(c.Code)))], () =>
        {
            for (int i = 0; i < checks[0].Columns.Length; i++)
                page.Row([page.NameOf(checks[0].Columns[i].Indicator), .. checks.Select(c => ImputationWords.Figure(c.Columns[i].Relative))]);
        }, "wide");
        page.EndSection();
    }
}
