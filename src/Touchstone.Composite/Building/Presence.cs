namespace Touchstone.Composite;

/// <summary>Which cells of the indicators were observed and which apply at all, before anything was imputed; by indicator, by input row.</summary>
internal sealed class Presence
{
    private readonly bool[][] _observed, _applies;

    public Presence(Plan plan, Worksheet sheet)
    {
        (_observed, _applies) = (new bool[plan.IndicatorCount][], new bool[plan.IndicatorCount][]);
        for (int i = 0; i < plan.IndicatorCount; i++)
        {
            bool[] observed = _observed[i] = new bool[plan.Rows.Length], applies = _applies[i] = new bool[plan.Rows.Length];
            double[] cells = sheet.Cells[i];
            var marks = sheet.Marks[i];
            for (int r = 0; r < sheet.Rows; r++)
            {
                int source = sheet.Source[r];
                applies[source] = (marks[r] & CellMarks.NotApplicable) == CellMarks.None;
                observed[source] = applies[source] && !double.IsNaN(cells[r]);
            }
        }
    }

    /// <summary>The cell applies and was there.</summary>
    public bool[] Observed(int indicator) => _observed[indicator];
    public bool[] Applies(int indicator) => _applies[indicator];
}

/// <summary>Observed ÷ applicable indicators below each node, as they stood before the first imputation. Shares are kept of aggregates only: that of an indicator is one, zero or none.</summary>
internal sealed class Availability
{
    private readonly Presence _presence;
    private readonly int[] _source, _nodes;
    private readonly double[]?[] _shares;

    public Availability(Plan plan, Worksheet sheet, Presence presence, int[] nodes)
    {
        (_presence, _nodes, _source, _shares) = (presence, nodes, sheet.Cut(sheet.Source), new double[plan.NodeCount][]);
        var (observed, applicable) = (new int[plan.NodeCount][], new int[plan.NodeCount][]);
        for (int n = plan.IndicatorCount; n < plan.NodeCount; n++)
        {
            if (!sheet.InTree[n]) continue;
            int[] present = observed[n] = new int[sheet.Rows], all = applicable[n] = new int[sheet.Rows];
            foreach (int child in plan.Children[n].Where(c => sheet.InTree[c]))
                for (int r = 0; r < present.Length; r++)
                {
                    present[r] += plan.IsIndicator(child) ? One(presence.Observed(child), r) : observed[child][r];
                    all[r] += plan.IsIndicator(child) ? One(presence.Applies(child), r) : applicable[child][r];
                }
            _shares[n] = [.. all.Select((of, r) => Share(present[r], of))];
        }
    }

    public double At(int row, int node) => _shares[_nodes[node]] is { } shares ? shares[row]
        : Share(One(_presence.Observed(_nodes[node]), row), One(_presence.Applies(_nodes[node]), row));

    private int One(bool[] cells, int row) => cells[_source[row]] ? 1 : 0;

    private static double Share(int observed, int applicable) => applicable == 0 ? double.NaN : (double)observed / applicable;
}
