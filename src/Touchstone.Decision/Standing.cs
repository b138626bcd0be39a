using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>A score and a rank.</summary>
/// <param name="Score">The score; null = missing.</param>
/// <param name="Rank">The rank, 1 = best; null = unranked.</param>
public readonly record struct Standing(double? Score, double? Rank);

/// <summary>
/// Where a unit would stand, told twice: inside the frame of the build (bounds, means and weights as they were), and with the whole index built anew. What the two differ by is the shifting of bounds,
/// and is never sold as progress.
/// </summary>
/// <param name="Frozen">In the frame of the build.</param>
/// <param name="Rebuilt">With the index built anew.</param>
public readonly record struct Standings(Standing Frozen, Standing Rebuilt);

/// <summary>Why nothing can be said of a unit.</summary>
internal static class DecisionRefusal
{
    public static Finding NoUnit(RowKey row) => Finding.Error("levers.unit-unknown", Place.Whole, new($"本测算没有 {row.Unit} {row.Period} 的得分。", $"This build has no score of {row.Unit} {row.Period}."),
        new("请改选有得分的评价对象和期间。", "Choose a unit and a period that have a score."));

    public static Finding NoNode(IndicatorCode node) => Finding.Error("levers.node-unknown", Place.Whole, new($"本测算没有节点 {node}。", $"This build has no node {node}."), new("请改正代码。", "Correct the code."));
}
