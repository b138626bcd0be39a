namespace Touchstone.Composite;

/// <summary>The columns that checks of an index look at.</summary>
public static class ScoredColumns
{
    /// <summary>
    /// The scores of every node, indicators included, of the ranked rows of a build: a total beside its parts would count them twice. One column a node that takes part. Of the last period, unless others are asked for.
    /// </summary>
    public static DataTable Of(IndexBuild build, PeriodScope? periods = null)
    {
        var scores = build.Scores;
        var scope = (periods ?? PeriodScope.Last).In(build);
        int[] ranked = [.. Enumerable.Range(0, scores.Rows.Length).Where(r => scores.Statuses[r] == RowStatus.Ranked && scope.Holds(scores.Rows[r]))];
        return new([.. ranked.Select(r => scores.Rows[r])], [.. scores.Nodes.Select((n, i) => new DataColumn(n.Code,
            [.. ranked.Select(r => scores.Score(r, i) ?? double.NaN)], [.. ranked.Select(r => scores.Marks(r, i))]))]);
    }
}
