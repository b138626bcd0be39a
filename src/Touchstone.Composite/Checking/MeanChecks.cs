using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// A geometric or harmonic mean has no value at or below zero. Where the scale makes such a score certain (the worst unit of a min–max scale that starts at zero), the recipe is
/// refused before the run; where only the data can tell, the run says which cell.
/// </summary>
internal static class MeanChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Recipe recipe)
    {
        int place = recipe.Steps.IndexOf(recipe.Steps.OfType<Aggregate>().FirstOrDefault()!) + 1;
        if (place == 0) yield break;
        var aggregate = (Aggregate)recipe.Steps[place - 1];
        var normalise = recipe.Steps.OfType<Normalise>().FirstOrDefault();
        foreach (var node in input.Framework.Aggregates)
        {
            var rule = aggregate.Rules.For(node.Code);
            if (!rule.NeedsPositive) continue;
            if (rule is { Missing: MissingChild.Fill, FillValue: <= 0 })
                yield return RecipeChecks.Error("aggregate.fill-not-positive", place, aggregate, node.Code, new("几何或调和平均不能填补小于等于零的值。", "a geometric or harmonic mean cannot be filled with a value of zero or less."), new("请改用大于零的 fill_value。", "State a fill_value above zero."));
            if (normalise is null) continue;
            foreach (var child in input.Framework.Children(node.Code).Where(c => c.Kind == NodeKind.Indicator && Reaches(normalise.Rules.For(c.Code))))
            {
                var of = normalise.Rules.For(child.Code);
                string bottom = (of.Method == NormaliseMethod.Borda ? 0 : of.ScaleLow).ToString("R", CultureInfo.InvariantCulture);
                yield return RecipeChecks.Error("aggregate.scale-not-positive", place, aggregate, node.Code,
                    new($"几何或调和平均要求得分大于零，而 {child.Code} 的量表从 {bottom} 开始，最差的评价对象必然不大于零。", $"a geometric or harmonic mean needs scores above zero, but the scale of {child.Code} starts at {bottom}, so its worst unit is certain not to be."),
                    new("请将量表下端提到零以上（如 1–100），或改用算术平均。", "Raise the bottom of the scale above zero (such as 1–100), or use the arithmetic mean."));
            }
        }
    }

    /// <summary>Whether some unit is certain to score at or below zero.</summary>
    private static bool Reaches(NormaliseRule rule) => rule.Method switch
    {
        NormaliseMethod.MinMax or NormaliseMethod.PercentileRank or NormaliseMethod.ZScore or NormaliseMethod.DistanceToTarget or NormaliseMethod.DistanceToReference => rule.ScaleLow <= 0,
        NormaliseMethod.Borda => true,
        NormaliseMethod.Goalposts or NormaliseMethod.Target or NormaliseMethod.Rank or NormaliseMethod.FractionOfMax or NormaliseMethod.ReferenceUnit or NormaliseMethod.Sigmoid
            or NormaliseMethod.Categories => false,
    };
}
