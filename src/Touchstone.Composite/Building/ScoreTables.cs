namespace Touchstone.Composite;

/// <summary>Lays the result of a run out as a table: the nodes that take part, from the root down. The run is over: the table has the columns of the worksheet themselves.</summary>
internal static class ScoreTables
{
    public static ScoreTable Of(Plan plan, Worksheet sheet, Presence presence)
    {
        var framework = plan.Input.Framework;
        var nodes = framework.DepthFirst().Select(n => plan.PlaceOf(n.Code)).Where(n => sheet.InTree[n]).ToArray();
        bool isAggregated = sheet.Exists[plan.Root];
        return new(
            [.. Enumerable.Range(0, sheet.Rows).Select(sheet.Key)],
            [.. Enumerable.Range(0, sheet.Rows).Select(r => sheet.Ranked[r] ? RowStatus.Ranked : RowStatus.Unranked)],
            [.. nodes.Select(n => new ScoredNode(plan.Codes[n], framework.Level(plan.Codes[n]), plan.Nodes[n].Parent, sheet.Weights[n], plan.Nodes[n].Kind))],
            [.. nodes.Select(n => plan.IsIndicator(n) || isAggregated ? sheet.Cut(sheet.Cells[n]) : Missing(sheet.Rows))],
            [.. nodes.Select(n => sheet.Cut(sheet.Ranks[n]))],
            new Availability(plan, sheet, presence, nodes).At,
            [.. nodes.Select(n => sheet.Cut(sheet.Rescaled[n]))],
            [.. nodes.Select(n => sheet.Cut(sheet.Marks[n]))]);
    }

    private static double[] Missing(int rows)
    {
        double[] missing = new double[rows];
        Array.Fill(missing, double.NaN);
        return missing;
    }
}
