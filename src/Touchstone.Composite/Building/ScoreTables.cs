namespace Touchstone.Composite;

/// <summary>Lays the result of a run out as a table: the nodes that take part, from the root down.</summary>
internal static class ScoreTables
{
    public static ScoreTable Of(Plan plan, Worksheet sheet, Presence presence)
    {
        var framework = plan.Input.Framework;
        var nodes = framework.DepthFirst().Select(n => plan.PlaceOf(n.Code)).Where(n => sheet.InTree[n]).ToArray();
        var availability = Availability(plan, sheet, presence);
        bool isAggregated = sheet.Exists[plan.Root];
        return new(
            [.. Enumerable.Range(0, sheet.Rows).Select(sheet.Key)],
            [.. Enumerable.Range(0, sheet.Rows).Select(r => sheet.Ranked[r] ? RowStatus.Ranked : RowStatus.Unranked)],
            [.. nodes.Select(n => new ScoredNode(plan.Codes[n], framework.Level(plan.Codes[n]), plan.Nodes[n].Parent, sheet.Weights[n], plan.Nodes[n].Kind))],
            [.. nodes.Select(n => plan.IsIndicator(n) || isAggregated ? Cut(sheet.Cells[n], sheet.Rows) : Missing(sheet.Rows))],
            [.. nodes.Select(n => Cut(sheet.Ranks[n], sheet.Rows))],
            [.. nodes.Select(n => availability[n])],
            [.. nodes.Select(n => Cut(sheet.Rescaled[n], sheet.Rows))],
            [.. nodes.Select(n => Cut(sheet.Marks[n], sheet.Rows))]);
    }

    /// <summary>Observed ÷ applicable indicators below each node, as they stood before the first imputation.</summary>
    private static double[][] Availability(Plan plan, Worksheet sheet, Presence presence)
    {
        int[][] observed = new int[plan.NodeCount][], applicable = new int[plan.NodeCount][];
        double[][] shares = new double[plan.NodeCount][];
        for (int n = 0; n < plan.NodeCount; n++)
        {
            (observed[n], applicable[n], shares[n]) = (new int[sheet.Rows], new int[sheet.Rows], new double[sheet.Rows]);
            for (int r = 0; r < sheet.Rows && sheet.InTree[n]; r++)
            {
                if (plan.IsIndicator(n))
                {
                    applicable[n][r] = presence.Applies[n][sheet.Source[r]] ? 1 : 0;
                    observed[n][r] = presence.Observed[n][sheet.Source[r]] ? applicable[n][r] : 0;
                }
                else
                    foreach (int child in plan.Children[n])
                    {
                        if (!sheet.InTree[child]) continue;
                        observed[n][r] += observed[child][r];
                        applicable[n][r] += applicable[child][r];
                    }
                shares[n][r] = applicable[n][r] == 0 ? double.NaN : (double)observed[n][r] / applicable[n][r];
            }
        }
        return shares;
    }

    private static T[] Cut<T>(T[] values, int rows) => values.AsSpan(0, rows).ToArray();

    private static double[] Missing(int rows)
    {
        double[] missing = new double[rows];
        Array.Fill(missing, double.NaN);
        return missing;
    }
}
