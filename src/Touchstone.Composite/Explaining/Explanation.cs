using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>A child of an explained aggregate.</summary>
/// <param name="Node">The child, explained in turn down to the depth asked for.</param>
/// <param name="Standing">How it stands in the mean.</param>
/// <param name="Value">The value that entered the mean: its score, or the fill value; null where it does not count.</param>
/// <param name="Weight">Its nominal weight among its siblings (they sum to 1).</param>
/// <param name="EffectiveWeight">Weight ÷ Σ weights of the children that count; 0 where it does not.</param>
/// <param name="Contribution">
/// Effective weight × value for an arithmetic mean, × ln value for a geometric, ÷ value for a harmonic one, × value^p for a generalised one: they sum to the combined value (before penalty, factor and
/// offset), its logarithm, its reciprocal, its power. Effective weights sum to n for sums and products, are negative for a child that counts against, and go by place where the order decides.
/// </param>
/// <param name="Share">Effective weight in the explained node: the product of the effective weights on the way down.</param>
public sealed record ExplainedChild(ExplainedNode Node, ChildStanding Standing, double? Value, double Weight, double EffectiveWeight, double? Contribution, double Share)
{
    /// <summary>Why its nominal weight is what it is, where it was found from the scores or from judgements; empty where it was stated.</summary>
    public Text WeightWhy { get; init; } = new("", "");
}

/// <summary>A node of an explanation.</summary>
public sealed record ExplainedNode
{
    /// <summary>The code.</summary>
    public required IndicatorCode Code { get; init; }
    /// <summary>The name.</summary>
    public required Text Name { get; init; }
    /// <summary>Indicator or aggregate.</summary>
    public required NodeKind Kind { get; init; }
    /// <summary>1 = indicator, counted upwards.</summary>
    public required int Level { get; init; }
    /// <summary>The score; null = missing.</summary>
    public required double? Score { get; init; }
    /// <summary>The rank in the period; null = unranked or missing.</summary>
    public required double? Rank { get; init; }
    /// <summary>How many rows of the period have a rank here: the rank's denominator.</summary>
    public required int RankedUnits { get; init; }
    /// <summary>The marks of the score.</summary>
    public required CellMarks Marks { get; init; }
    /// <summary>The share of applicable indicators below that were observed.</summary>
    public required double? Availability { get; init; }
    /// <summary>Why the score is what it is, or why there is none.</summary>
    public required Text Why { get; init; }
    /// <summary>The rule of an aggregate; null for an indicator, and where the recipe does not aggregate.</summary>
    public AggregateRule? Rule { get; init; }
    /// <summary>True where the node was missing and filled with the mean of its group: the score is not made from the children.</summary>
    public bool IsFilled { get; init; }
    /// <summary>What the children combined to, with the factor and offset of the rule, before a new scale and before rounding; null for an indicator or a missing score.</summary>
    public double? Unrounded { get; init; }
    /// <summary>What the mean took off for weak or unequal children; zero for most means. Contributions sum to the value before it.</summary>
    public double? Penalty { get; init; }
    /// <summary>How the combined value was brought to a scale again; null where it was not.</summary>
    public ChainStep? Rescaled { get; init; }
    /// <summary>The children of an aggregate, in tree order; empty below the depth asked for.</summary>
    public ImmutableArray<ExplainedChild> Children { get; init; } = [];
    /// <summary>The steps of an indicator from the input to its score; empty for an aggregate and below the depth asked for.</summary>
    public ImmutableArray<ChainStep> Chain { get; init; } = [];
}

/// <summary>
/// Why a score is what it is: a tree from the node down to the cells of the input. Every number in it recomputes from the numbers printed below it:
/// an aggregate from its children by the mean of its rule, an indicator from its input by the operations of its chain.
/// </summary>
/// <param name="Build">The build.</param>
/// <param name="Period">The period.</param>
/// <param name="Unit">The unit.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Status">Whether the row is ranked.</param>
/// <param name="Node">The explained node.</param>
public sealed record Explanation(BuildId Build, Period? Period, UnitCode Unit, Text UnitName, RowStatus Status, ExplainedNode Node)
{
    /// <summary>All the way down.</summary>
    public const int WholeDepth = int.MaxValue;

    /// <summary>
    /// Explains the score of a node for a unit in a period; the root when no node is named. With depth 0 only the node itself, with 1 also its children, and so on;
    /// the chain of an indicator counts as one further level. Refused, with the codes nearest at hand, where unit, period or node do not exist in the build.
    /// </summary>
    public static Outcome<Explanation> Of(IndexBuild build, Period? period, UnitCode unit, IndicatorCode? node = null, int depth = WholeDepth)
    {
        var scores = build.Scores;
        int row = scores.PlaceOf(new RowKey(period, unit)), place = node is { } code ? scores.PlaceOf(code) : 0;
        if (row < 0 || place < 0) return Outcome.Refused<Explanation>(Missing(build, period, unit, node, row, place));
        var name = build.Input.Units.FirstOrDefault(u => u.Code == unit)?.Name ?? Text.Same(unit.Value);
        return Outcome.Done(new Explanation(build.Id, period, unit, name, scores.Statuses[row], new NodeExplainer(build, row).Explain(place, depth, 1)));
    }

    private static List<Finding> Missing(IndexBuild build, Period? period, UnitCode unit, IndicatorCode? node, int row, int place)
    {
        var findings = new List<Finding>();
        if (place < 0)
            findings.Add(Finding.Error("explain.node-unknown", Place.Whole,
                new($"节点 {node} 不在本测算批次中。", $"The node {node} does not take part in this build."),
                new($"可用的汇总节点：{Nodes(build, "、")}。", $"Its aggregates are: {Nodes(build, ", ")}.")));
        if (row >= 0) return findings;
        Period?[] periods = [.. build.Scores.Rows.Where(r => r.Unit == unit).Select(r => r.Period)];
        var what = period is null
            ? new Text($"评价对象 {unit} 不在本测算批次中，或需要指明期间。", $"The unit {unit} is not in this build, or a period must be named.")
            : new Text($"本测算批次中没有 {unit} 在 {period} 的数据。", $"This build has no row of {unit} in {period}.");
        var left = build.Steps.Where(s => s.Step is Screen or Gate).SelectMany(s => s.Changes).FirstOrDefault(c => c.Unit == unit && Nullable.Equals(c.Period, period));
        var fix = left is not null ? new Text($"该对象在“{RecipeText.StepName(left.StepKind).Zh}”一步退出：{left.Why.Zh}。", $"It left in the step '{left.StepKind}': {left.Why.En}.")
            : periods.Length > 0 ? new Text($"该对象可用的期间：{string.Join("、", periods)}。", $"Its periods are: {string.Join(", ", periods)}.")
            : new Text("请核对代码；units.csv 列出全部对象。", "Check the code; units.csv lists the units.");
        findings.Add(Finding.Error("explain.unit-unknown", Place.Whole, what, fix));
        return findings;
    }

    private static string Nodes(IndexBuild build, string separator) =>
        string.Join(separator, build.Scores.Nodes.Where(n => n.Kind == NodeKind.Aggregate).Select(n => n.Code));
}
