using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>The recipe step by step, in words, with the cells that each step changed, before and after, and why.</summary>
internal static class StepsSection
{
    private const int Listed = 200;

    public static void Write(ReportPage page)
    {
        page.Section("steps", "测算步骤", "Steps");
        int all = page.Build.Steps.Sum(s => s.Changes.Count);
        page.Paragraph($"按方案所写顺序进行；筛选、插补和异常值处理共改动 {ReportPage.Count(all)} 个单元格，逐一列出。",
            $"In the order the recipe states. Screening, imputation, treatment and bounds changed {ReportPage.Count(all)} cells; each is listed with the reason.");
        var lines = RecipeText.Lines(page.Build.Recipe).ToLookup(l => l.Step);
        foreach (var step in page.Build.Steps.Where(s => s.Step is not null))
        {
            page.Html.Element("h3", $"{ReportPage.Count(step.Place)}. {page.Say(RecipeText.StepName(step.Step!.Kind))}").Raw("<ul class=\"recipe\">");
            bool hasOverrides = lines[step.Place].Any(l => l.Code is not null);
            foreach (var line in lines[step.Place])
            {
                string about = line.Code is { } code ? page.NameOf(code) : page.Say("其他", "Others");
                page.Html.Element("li", hasOverrides ? $"{about}{page.Say("：", ": ")}{page.Say(line.Words)}" : page.Say(line.Words));
            }
            page.Html.Raw("</ul>\n");
            if (step.Changes.Count > 0) Changes(page, step);
        }
        page.EndSection();
    }

    private static void Changes(ReportPage page, StepResult step)
    {
        string count = ReportPage.Count(step.Changes.Count);
        bool periods = page.Period is not null;
        page.Table($"改动 {count} 个单元格", $"{count} cells changed",
            [page.Say("对象", "Unit"), .. periods ? ["#" + page.Say("期间", "Period")] : Array.Empty<string>(), page.Say("指标", "Indicator"), "#" + page.Say("之前", "Before"), "#" + page.Say("之后", "After"), page.Say("原因", "Why")], () =>
        {
            foreach (var change in step.Changes.Take(Listed))
                page.Row([page.NameOf(change.Unit), .. periods ? [change.Period?.ToString() ?? ""] : Array.Empty<string>(), page.NameOf(change.Indicator), ReportPage.Value(change.Before), ReportPage.Value(change.After), page.Say(change.Why)]);
        });
        page.Cut(Math.Min(Listed, step.Changes.Count), step.Changes.Count, "changes.csv");
    }
}
