namespace Touchstone.Composite;

/// <summary>Weigh: replaces weights; they are made to sum to one among siblings when the tree is aggregated. A frozen frame keeps its own weights.</summary>
internal sealed class Weighing(Plan plan, int place, Weigh step) : StepRun(plan, place, step)
{
    private readonly (int Node, double Weight)[] _stated = [.. step.Weights.Select(w => (plan.PlaceOf(w.Key), w.Value))];

    public override void Apply(Worksheet sheet, Audit audit)
    {
        if (Plan.Frozen is null) Replace(sheet.Weights);
        for (int n = 0; n < Plan.NodeCount; n++)
            if (sheet.InTree[n]) audit.Used(new Block(null, 0, sheet.Rows), n, "weight", sheet.Weights[n]);
    }

    /// <summary>Puts the stated weights in place of those given.</summary>
    public void Replace(double[] weights)
    {
        if (step.Equal) Array.Fill(weights, 1);
        foreach (var (node, weight) in _stated) weights[node] = weight;
    }
}
