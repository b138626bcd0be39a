using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Imputations held against each other, in words.</summary>
public static class ImputationWords
{
    /// <summary>The code of the recipe's own imputation among the candidates.</summary>
    public const string Own = "own";

    /// <summary>The code of no imputation among the candidates: what shifts of ranks are told against beside the recipe's own.</summary>
    public const string None = "none";

    /// <summary>What the error means.</summary>
    public static Text Meaning { get; } = new("误差：隐去已知单元格再填补，均方根误差 ÷ 该列标准差，各指标平均；1 约等于只填均值。缺失往往与数值本身有关，真实误差可能更大。",
        "Error: known cells are hidden and filled; root mean square error ÷ standard deviation of the column, averaged over the indicators; 1 is about what the mean misses by. Where cells are missing because of what they would be, the true error is larger.");

    /// <summary>A method of <see cref="ImputationCheck.Usual"/>.</summary>
    public static Text Of(string code) => code switch
    {
        Own => new("方案自己的填补", "the recipe's own"),
        "mean" => new("均值", "mean"),
        "median" => new("中位数", "median"),
        None => new("不填补", "no imputation"),
        "row-mean" => new("同一对象的其他指标（均值）", "the unit's other indicators (mean)"),
        "row-median" => new("同一对象的其他指标（中位数）", "the unit's other indicators (median)"),
        "regression" => new("以同级指标回归", "regression on the siblings"),
        "previous-or-next" => new("前一期，没有则后一期", "the observation before, or the next"),
        "interpolate-or-nearest" => new("跨期插值，两端取最近", "interpolation over time, the nearest outside"),
        _ when code.StartsWith("constant:", StringComparison.Ordinal) => new($"定值 {code["constant:".Length..]}", $"the constant {code["constant:".Length..]}"),
        _ when code.StartsWith("group-median:", StringComparison.Ordinal) => new($"同组（{code["group-median:".Length..]}）中位数", $"median of the group ({code["group-median:".Length..]})"),
        _ when code.StartsWith("regression:", StringComparison.Ordinal) => new($"以 {code["regression:".Length..]} 回归", $"regression on {code["regression:".Length..]}"),
        "nearest-neighbours" => new("最近邻", "nearest neighbours"),
        "em" => new("EM（联合正态）", "EM (multivariate normal)"),
        "last-observation" => new("沿用上次数值", "last observation"),
        "interpolate" => new("跨期插值", "interpolation over time"),
        _ when code.StartsWith("group-mean:", StringComparison.Ordinal) => new($"同组（{code["group-mean:".Length..]}）均值", $"mean of the group ({code["group-mean:".Length..]})"),
        _ => new(code, code),
    };

    /// <summary>The finding in a sentence: which method misses least where each hidden cell was filled by all that are compared, and what the recipe's own misses by.</summary>
    public static Text Answer(ImmutableArray<ImputationCheck> checks)
    {
        var best = checks.Where(c => c.Relative is not null && NotFilled(c) == 0).MinBy(c => c.Relative);
        if (best is null) return new("没有一种方法能填补全部隐去的单元格。", "No method filled every cell that was hidden.");
        var (bestName, error) = (Of(best.Code), Figure(best.Relative));
        if (best.Code == Own) return new($"方案自己的填补误差最小（{error}）。", $"The recipe's own imputation misses least ({error}).");
        var own = checks.FirstOrDefault(c => c.Code == Own);
        return own is null ? new($"误差最小的是{bestName.Zh}（{error}）。", $"What misses least: {bestName.En} ({error}).")
            : new($"填得全且误差最小的是{bestName.Zh}（{error}）；方案自己的填补误差为 {Figure(own.Relative)}，有 {NotFilled(own)} 个隐去的单元格未填；改用前者，位次平均变动 {Figure(own.Shifts[best.Code])} 位。",
                $"Of the methods that fill every hidden cell, this misses least: {bestName.En} ({error}). The recipe's own misses by {Figure(own.Relative)} and leaves {NotFilled(own)} hidden cells unfilled; with the other, ranks would shift by {Figure(own.Shifts[best.Code])} on average.");
    }

    /// <summary>Hidden cells that stayed missing, over all indicators.</summary>
    public static int NotFilled(ImputationCheck check) => check.Columns.Sum(c => c.NotFilled);

    /// <summary>Two decimals; a dash where there is none.</summary>
    public static string Figure(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "—";
}
