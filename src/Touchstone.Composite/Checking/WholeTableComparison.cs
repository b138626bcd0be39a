using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Where methods of the whole table put a row, beside the index. Ranks: 1 = best, ties share the best; null where the method has no number.</summary>
/// <param name="Row">The row.</param>
/// <param name="Index">Its rank in the index.</param>
/// <param name="Copeland">Copeland's score: pairs won less pairs lost.</param>
/// <param name="CopelandRank">Its rank.</param>
/// <param name="Topsis">Closeness to the best point, 0 to 1.</param>
/// <param name="TopsisRank">Its rank.</param>
/// <param name="NetFlow">Net flow of PROMETHEE II, −1 to 1.</param>
/// <param name="NetFlowRank">Its rank.</param>
public sealed record WholeTableRow(RowKey Row, double? Index, double Copeland, double? CopelandRank, double? Topsis, double? TopsisRank, double? NetFlow, double? NetFlowRank)
{
    /// <summary>The furthest that one of the three ranks lies from the index's; null where nothing can be compared.</summary>
    public double? Furthest => Index is not { } index ? null : new[] { CopelandRank, TopsisRank, NetFlowRank }.Max(r => Math.Abs(r - index ?? double.NegativeInfinity)) is var most && double.IsFinite(most) ? most : null;
}

/// <summary>
/// The ranked units of one period by Copeland, TOPSIS and PROMETHEE II over the scores of the indicators with their weights in the index: what the ranking would be if nothing
/// were averaged up the tree. Where these agree with the index, aggregation decides little.
/// </summary>
/// <param name="Period">The period: one, since ranks of two periods cannot be compared.</param>
/// <param name="Rows">The rows, as the build has them.</param>
/// <param name="ShareOfDominance">The share of pairs in which one unit is at least as good everywhere: no weight could change their order.</param>
public sealed record WholeTableComparison(Period? Period, ImmutableArray<WholeTableRow> Rows, double ShareOfDominance)
{
    /// <summary>Every pair of units is compared, so there is a limit to their number.</summary>
    public const int MostRows = 2000;

    /// <summary>The comparison of the ranked rows of one period; of the last where none is named, or all are. Refused with fewer than two of them, more than <see cref="MostRows"/>, or without a weight above zero.</summary>
    public static Outcome<WholeTableComparison> Of(IndexBuild build, PeriodScope? periods = null)
    {
        var scores = build.Scores;
        var period = (periods is { IsAll: false } one ? one : PeriodScope.Last).In(build).Period;
        int[] rows = [.. Enumerable.Range(0, scores.Rows.Length).Where(r => scores.Statuses[r] == RowStatus.Ranked && Nullable.Equals(scores.Rows[r].Period, period))];
        if (rows.Length is < 2 or > MostRows)
            return Outcome.Refused<WholeTableComparison>(Finding.Error("check.rows-to-compare", Place.Whole,
                new($"参加排名的对象有 {Figures.Count(rows.Length)} 个；两两比较需要 2 到 {Figures.Count(MostRows)} 个。", $"{Figures.Count(rows.Length)} units are ranked; comparing every pair takes 2 to {Figures.Count(MostRows)}."),
                new("请用较小的对象组。", "Take a smaller group of units.")));
        var nodes = scores.Nodes.ToDictionary(n => n.Code);
        double Down(ScoredNode node) => node.Parent is { } parent ? node.Weight * Down(nodes[parent]) : 1;
        int[] indicators = [.. Enumerable.Range(0, scores.Nodes.Length).Where(n => scores.Nodes[n].Kind == NodeKind.Indicator)];
        var table = new DataTable([.. rows.Select(r => scores.Rows[r])], [.. indicators.Select(n => new DataColumn(scores.Nodes[n].Code, [.. rows.Select(r => scores.Score(r, n) ?? double.NaN)], null))]);
        Criterion[] criteria = [.. indicators.Select(n => new Criterion(scores.Nodes[n].Code, Down(scores.Nodes[n])))];
        if (!Outranking.Of(table, criteria).IsDone(out var outranking)) return Outcome.Refused<WholeTableComparison>(Outranking.Of(table, criteria).AllFindings);
        double[] copeland = [.. outranking.Copeland()];
        double?[] topsis = [.. WholeTable.Topsis(table, criteria).OrThrow()], flows = [.. WholeTable.Promethee(table, criteria).OrThrow().Select(f => f.Net)];
        double?[] copelandRanks = Ranks([.. copeland.Select(c => (double?)c)]), topsisRanks = Ranks(topsis), flowRanks = Ranks(flows);
        return Outcome.Done(new WholeTableComparison(period,
            [.. rows.Select((r, i) => new WholeTableRow(scores.Rows[r], scores.Rank(r, 0), copeland[i], copelandRanks[i], topsis[i], topsisRanks[i], flows[i], flowRanks[i]))], outranking.ShareOfDominance()));
    }

    /// <summary>Spearman's correlation of a method's ranks with the index's.</summary>
    public RankCorrelation Agreement(Func<WholeTableRow, double?> rank) => RankCorrelation.Spearman([.. Rows.Select(r => r.Index)], [.. Rows.Select(rank)]);

    /// <summary>1 for the largest; equal to twelve digits is equal.</summary>
    private static double?[] Ranks(double?[] scores)
    {
        double?[] keys = [.. scores.Select(s => s is { } v ? Rounding.Significant(v) : (double?)null)];
        double[] sorted = [.. keys.OfType<double>().Order()];
        return [.. keys.Select(k => k is { } v ? sorted.Length - Ordered.UpTo(sorted, v) + 1 : (double?)null)];
    }
}
