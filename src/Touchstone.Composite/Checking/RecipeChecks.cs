using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Everything about a recipe that can be known to be wrong before a run. Findings name their step: <c>steps[2]</c> as the column of the place, counted from one,
/// and <c>steps[2].CODE</c> for the rule of a code.
/// </summary>
internal static class RecipeChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Recipe recipe)
    {
        var findings = new List<Finding>();
        if (recipe.Steps.IsDefaultOrEmpty)
            findings.Add(Finding.Error("recipe.empty", Place.Whole, new("方案没有步骤。", "The recipe has no steps."), new("请至少写标准化、汇总、排名。", "State at least normalise, aggregate and rank.")));
        else
        {
            findings.AddRange(OrderChecks.Of(input, recipe));
            findings.AddRange(ColumnChecks.Of(input, recipe));
            for (int i = 0; i < recipe.Steps.Length; i++) findings.AddRange(StepChecks.Of(input, recipe.Steps[i], i + 1));
            findings.AddRange(MeanChecks.Of(input, recipe));
            findings.AddRange(WeightChecks.Of(input, recipe));
        }
        findings.AddRange(FrameChecks.Of(input, recipe));
        return findings;
    }

    public static Place At(int step) => new(Column: string.Create(CultureInfo.InvariantCulture, $"steps[{step}]"));
    public static Place At(int step, IndicatorCode code) => new(Column: string.Create(CultureInfo.InvariantCulture, $"steps[{step}].{code}"));

    public static Finding Error(string code, int step, Step of, Text what, Text fix) => Finding.Error(code, At(step),
        new($"第 {step} 步（{of.Kind}）：{what.Zh}", $"Step {step} ({of.Kind}): {what.En}"), fix);
    public static Finding Error(string code, int step, Step of, IndicatorCode about, Text what, Text fix) => Finding.Error(code, At(step, about),
        new($"第 {step} 步（{of.Kind}），{about}：{what.Zh}", $"Step {step} ({of.Kind}), {about}: {what.En}"), fix);
    public static Finding Warning(string code, int step, Step of, Text what, Text fix) => Finding.Warning(code, At(step),
        new($"第 {step} 步（{of.Kind}）：{what.Zh}", $"Step {step} ({of.Kind}): {what.En}"), fix);
}
