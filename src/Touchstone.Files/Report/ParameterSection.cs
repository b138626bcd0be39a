using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>The numbers that each step used.</summary>
internal static class ParameterSection
{
    private const int Listed = 1000;

    public static void Write(ReportPage page)
    {
        page.Section("parameters", "参数", "Parameters");
        var all = page.Build.Steps.SelectMany(s => s.Parameters).ToList();
        page.Paragraph($"各步骤实际使用的 {ReportPage.Count(all.Count)} 个参数：均值、界限、上下限、权重。", $"The {ReportPage.Count(all.Count)} numbers that the steps used: means, bounds, goalposts, weights.");
        bool periods = all.Any(p => p.Period is not null);
        page.Table("各步骤使用的参数", "What each step used",
            [page.Say("步骤", "Step"), .. periods ? ["#" + page.Say("期间", "Period")] : Array.Empty<string>(), page.Say("列", "Column"), page.Say("参数", "Parameter"), "#" + page.Say("数值", "Value")], () =>
        {
            foreach (var p in all.Take(Listed))
                page.Row([$"{ReportPage.Count(p.Step)}. {page.Say(RecipeText.StepName(p.StepKind))}", .. periods ? [p.Period?.ToString() ?? ""] : Array.Empty<string>(), page.NameOf(p.Column), p.Name, ReportPage.Exact(p.Value)]);
        });
        page.Cut(Math.Min(Listed, all.Count), all.Count, "parameters.csv");
        page.EndSection();
    }
}
