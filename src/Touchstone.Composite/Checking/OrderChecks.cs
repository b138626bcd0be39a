using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Steps run in the order written; some orders have no meaning.</summary>
internal static class OrderChecks
{
    public static IEnumerable<Finding> Of(IndexInput input, Recipe recipe)
    {
        int normalise = 0, weigh = 0, aggregate = 0, rank = 0;
        for (int i = 0; i < recipe.Steps.Length; i++)
        {
            int place = i + 1;
            var step = recipe.Steps[i];
            if (rank > 0 && step is not Rank)
                yield return RecipeChecks.Error("order.after-rank", place, step, new("排名之后不能再有其他步骤。", "no other step can follow the ranking."), new("请将排名放在最后。", "Put rank last."));
            else if (aggregate > 0 && step is not (Rank or Aggregate))
                yield return RecipeChecks.Error("order.after-aggregate", place, step, new("汇总之后只能排名。", "only rank can follow aggregate."), new("请将该步移到汇总之前。", "Move the step before aggregate."));
            else if (normalise > 0 && step is Denominate)
                yield return RecipeChecks.Error("order.denominate-scores", place, step, new("标准化之后的得分不能再除以分母。", "scores cannot be divided by a denominator."), new("请将 denominate 移到 normalise 之前。", "Move denominate before normalise."));
            string? twice = step switch
            {
                Normalise when normalise > 0 => "normalise",
                Weigh when weigh > 0 => "weight",
                Aggregate when aggregate > 0 => "aggregate",
                Rank when rank > 0 => "rank",
                _ => null,
            };
            if (twice is not null)
                yield return RecipeChecks.Error("order.twice", place, step, new($"{twice} 只能出现一次。", $"{twice} can stand once only."), new("请合并为一步；个别指标用 overrides。", "Make it one step; use overrides for single codes."));
            switch (step)
            {
                case Normalise: normalise = place; break;
                case Weigh: weigh = place; break;
                case Aggregate: aggregate = place; break;
                case Rank: rank = place; break;
            }
        }
        foreach (var finding in Missing(input, recipe, normalise, aggregate, rank)) yield return finding;
    }

    private static IEnumerable<Finding> Missing(IndexInput input, Recipe recipe, int normalise, int aggregate, int rank)
    {
        if (aggregate > 0 && normalise == 0)
        {
            var step = recipe.Steps[aggregate - 1];
            var lower = input.Framework.Indicators.FirstOrDefault(n => n.Direction == Direction.LowerIsBetter);
            if (lower is not null)
                yield return RecipeChecks.Error("order.direction-lost", aggregate, step, new($"没有标准化步骤，{lower.Code} 等越低越好的指标会被当作越高越好。", $"without a normalise step, indicators such as {lower.Code} for which lower is better would count as higher-is-better."),
                    new("请在汇总之前加上 normalise。", "Add normalise before aggregate."));
            else
                yield return RecipeChecks.Warning("order.raw-aggregated", aggregate, step, new("没有标准化步骤，原始数值直接汇总。", "there is no normalise step; the columns are aggregated as they are."),
                    new("如各列已在同一量表上，可忽略；否则请加上 normalise。", "Fine when all columns are on one scale already; otherwise add normalise."));
        }
        if (rank > 0 && aggregate == 0)
            yield return RecipeChecks.Warning("order.no-aggregate", rank, recipe.Steps[rank - 1], new("没有汇总步骤，只对指标排名。", "there is no aggregate step; only indicators are ranked."),
                new("如需总指数，请在排名之前加上 aggregate。", "For an index, add aggregate before rank."));
    }
}
