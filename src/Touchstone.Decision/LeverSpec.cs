using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>What a spending is said to bring: points from (0, 0), the change of the figure a straight line between them. Without a source it is no evidence, and is refused.</summary>
/// <param name="Points">Cost and change of the figure (signed), costs rising.</param>
/// <param name="Source">Who says so: a publication, a document number, an evaluation.</param>
public sealed record ResponseCurve(ImmutableArray<ResponsePoint> Points, string Source);

/// <summary>A point of a curve.</summary>
/// <param name="Cost">In the unit of the budget.</param>
/// <param name="Change">Of the figure, in the unit of the raw column.</param>
public readonly record struct ResponsePoint(double Cost, double Change);

/// <summary>A figure that can be moved.</summary>
/// <param name="Column">The column of raw data.</param>
/// <param name="Limit">How far it can go; null = the best figure of any ranked unit.</param>
/// <param name="LeadYears">Years until a spending shows in the figure.</param>
/// <param name="Budget">The budget it draws on; null = none.</param>
/// <param name="Curve">What spending brings; null = not known, and then no advice in money is given.</param>
public sealed record Lever(IndicatorCode Column, double? Limit, double LeadYears, string? Budget, ResponseCurve? Curve)
{
    /// <summary>Where it is stated.</summary>
    public Place Where { get; init; } = Place.Whole;
}

/// <summary>A sum that a department has.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">What it is counted in, such as 万元.</param>
/// <param name="Amount">How much.</param>
public sealed record Budget(string Code, Text Name, Text Unit, double Amount);

/// <summary>The levers and budgets of a unit.</summary>
/// <param name="Levers">The levers.</param>
/// <param name="Budgets">The budgets.</param>
/// <param name="HorizonYears">Levers that take longer are left out; null = no horizon.</param>
public sealed record LeverSpec(ImmutableArray<Lever> Levers, ImmutableArray<Budget> Budgets, double? HorizonYears)
{
    /// <summary>The version of this schema.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Everything wrong with it for an index.</summary>
    public ImmutableArray<Finding> Check(IndexInput input) => [.. Faults(input)];

    private IEnumerable<Finding> Faults(IndexInput input)
    {
        foreach (var twice in Levers.GroupBy(l => l.Column).Where(g => g.Count() > 1))
            yield return Finding.Error("levers.twice", twice.Last().Where, new($"{twice.Key} 写了两次。", $"{twice.Key} is stated twice."), new("只保留一处。", "Keep one."));
        foreach (var twice in Budgets.GroupBy(b => b.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return Finding.Error("levers.budget-twice", Place.Whole, new($"预算 {twice.Key} 写了两次。", $"The budget {twice.Key} is stated twice."), new("只保留一处。", "Keep one."));
        foreach (var budget in Budgets.Where(b => !(b.Amount >= 0 && double.IsFinite(b.Amount))))
            yield return Finding.Error("levers.budget-amount", Place.Whole, new($"预算 {budget.Code} 必须是不小于零的有限数。", $"The budget {budget.Code} must be a finite amount of at least zero."), new("请改正 amount。", "Correct its amount."));
        foreach (var lever in Levers)
            foreach (var fault in FaultsOf(lever, input)) yield return fault;
    }

    private IEnumerable<Finding> FaultsOf(Lever lever, IndexInput input)
    {
        if (input.Data.Find(lever.Column) is null)
            yield return Finding.Error("levers.no-column", lever.Where, new($"数据中没有 {lever.Column} 列。", $"The data has no column {lever.Column}."), new("抓手只能是原始数据列；由公式导出的指标请写其输入列。", "A lever is a column of raw data; for a derived indicator, state the inputs of its formula."));
        if (lever.Limit is { } limit && !double.IsFinite(limit) || !(lever.LeadYears >= 0))
            yield return Finding.Error("levers.limit", lever.Where, new($"{lever.Column} 的上限或见效年数不合要求。", $"The limit or lead time of {lever.Column} is not valid."), new("写有限数；年数不小于零。", "Write finite numbers; years of at least zero."));
        if (lever.Curve is not { } curve) yield break;
        if (string.IsNullOrWhiteSpace(curve.Source))
            yield return Finding.Error("levers.no-source", lever.Where, new($"{lever.Column} 的投入产出曲线没有注明来源。", $"The response curve of {lever.Column} states no source."), new("写上 source；没有来源就不要写曲线，建议将只以指标单位给出。", "State its source; without one leave the curve out, and the advice is in units of the indicator."));
        if (lever.Budget is null || Budgets.All(b => b.Code != lever.Budget))
            yield return Finding.Error("levers.no-budget", lever.Where, new($"{lever.Column} 的曲线没有对应的预算。", $"The curve of {lever.Column} draws on no budget."), new("写上 budget，并在 budgets 中列出。", "State its budget, and list it under budgets."));
        bool rises = curve.Points.Length >= 2 && curve.Points[0] == default && curve.Points.Zip(curve.Points.Skip(1)).All(p => p.Second.Cost > p.First.Cost && double.IsFinite(p.Second.Cost) && double.IsFinite(p.Second.Change));
        if (!rises)
            yield return Finding.Error("levers.curve", lever.Where, new($"{lever.Column} 的曲线应从 [0, 0] 开始，投入逐点增加。", $"The curve of {lever.Column} must begin at [0, 0], with costs rising."), new("例如 [[0, 0], [300, 2], [600, 3]]。", "Such as [[0, 0], [300, 2], [600, 3]]."));
    }
}
