using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// What the index would be without each element of a level: the weight of one indicator or aggregate is set to zero, the index is built anew, and its ranks are compared. An
/// element whose removal moves nothing may be left out; one that moves much carries the index. (COINr <c>remove_elements</c>.)
/// </summary>
/// <param name="Element">The element left out; null for the index as it is.</param>
/// <param name="Scores">Scores of the root by input row; null = missing.</param>
/// <param name="Ranks">Ranks of the root by input row.</param>
/// <param name="MeanShift">The mean of |rank − rank as it is| over the rows of the periods looked at that are ranked both times; null when there are none.</param>
public sealed record ElementRemoval(IndicatorCode? Element, ImmutableArray<double?> Scores, ImmutableArray<double?> Ranks, double? MeanShift)
{
    /// <summary>The index as it is, then without each element of a level (1 = indicators). Scores and ranks are of all rows, the mean shift of the last period unless others are asked for. Refused when input or recipe is.</summary>
    public static Outcome<ImmutableArray<ElementRemoval>> Of(IndexInput input, Recipe recipe, int level, PeriodScope? periods = null)
    {
        var prepared = IndexReplicate.Prepare(input, recipe);
        if (!prepared.IsDone(out var replicate)) return Outcome.Refused<ImmutableArray<ElementRemoval>>(prepared.AllFindings);
        int root = replicate.PlaceOf(input.Framework.Root.Code);
        var scope = (periods ?? PeriodScope.Last).In(replicate.Rows, r => replicate.Rank(r, root) is not null);
        var asItIs = Take(replicate, scope, root, null, null);
        var all = ImmutableArray.CreateBuilder<ElementRemoval>();
        all.Add(asItIs);
        foreach (var node in input.Framework.Nodes.Where(n => n.Kind != NodeKind.Context && n.Parent is not null && input.Framework.Level(n.Code) == level))
        {
            replicate.SetWeight(replicate.PlaceOf(node.Code), 0);
            replicate.Run();
            all.Add(Take(replicate, scope, root, node.Code, asItIs));
            replicate.Reset();
        }
        return Outcome.Done(all.ToImmutable());
    }

    private static ElementRemoval Take(IndexReplicate replicate, PeriodScope scope, int root, IndicatorCode? element, ElementRemoval? asItIs)
    {
        int rows = replicate.Rows.Length;
        ImmutableArray<double?> scores = [.. Enumerable.Range(0, rows).Select(r => replicate.Score(r, root))], ranks = [.. Enumerable.Range(0, rows).Select(r => replicate.Rank(r, root))];
        double[] shifts = [.. Enumerable.Range(0, rows).Where(r => scope.Holds(replicate.Rows[r])).Select(r => Math.Abs((ranks[r] - (asItIs?.Ranks ?? ranks)[r]) ?? double.NaN)).Where(double.IsFinite)];
        return new(element, scores, ranks, shifts.Length == 0 ? null : shifts.Average());
    }
}
