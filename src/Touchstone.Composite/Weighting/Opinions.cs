namespace Touchstone.Composite;

/// <summary>Weights that people give.</summary>
internal static class Opinions
{
    /// <summary>Saaty's mean consistency index of random matrices, by the number of things compared (Saaty, The Analytic Hierarchy Process, 1980).</summary>
    private static readonly double[] s_random = [0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59];

    /// <summary>The most things that can be compared in pairs: beyond, no random index was published.</summary>
    public static int Most => s_random.Length - 1;

    /// <summary>The mean over the experts of a child's share of the points an expert gave to the children that take part.</summary>
    public static void Budgets(Listed<Listed<NodeNumber>> budgets, Plan plan, ReadOnlySpan<int> children, Span<double> weights)
    {
        weights.Clear();
        for (int e = 0; e < budgets.Count; e++)
        {
            double sum = 0;
            for (int j = 0; j < children.Length; j++) sum += Points(budgets[e], plan, children[j]);
            for (int j = 0; j < children.Length && sum > 0; j++) weights[j] += Points(budgets[e], plan, children[j]) / sum / budgets.Count;
        }
    }

    private static double Points(Listed<NodeNumber> budget, Plan plan, int child)
    {
        for (int i = 0; i < budget.Count; i++) if (budget[i].Node == plan.Codes[child]) return budget[i].Number;
        return 0;
    }

    /// <summary>The principal eigenvector of the matrix of comparisons, by power iteration, and the consistency ratio.</summary>
    public static double Pairs(Listed<Comparison> comparisons, Plan plan, ReadOnlySpan<int> children, Span<double> weights)
    {
        int k = children.Length;
        weights.Fill(1.0 / k);
        Span<double> next = stackalloc double[Most];
        double root = k;
        for (int turn = 0; turn < 1000; turn++)
        {
            double change = 0;
            root = 0;
            for (int i = 0; i < k; i++)
            {
                next[i] = 0;
                for (int j = 0; j < k; j++) next[i] += Ratio(comparisons, plan, children[i], children[j]) * weights[j];
                root += next[i];
            }
            for (int i = 0; i < k; i++)
            {
                change = Math.Max(change, Math.Abs(next[i] / root - weights[i]));
                weights[i] = next[i] / root;
            }
            if (change < 1e-15) break;
        }
        return k < 3 ? 0 : Math.Max(0, (root - k) / (k - 1) / s_random[k]);
    }

    private static double Ratio(Listed<Comparison> comparisons, Plan plan, int of, int over)
    {
        if (of == over) return 1;
        for (int i = 0; i < comparisons.Count; i++)
        {
            var c = comparisons[i];
            if (c.Of == plan.Codes[of] && c.Over == plan.Codes[over]) return c.Ratio;
            if (c.Of == plan.Codes[over] && c.Over == plan.Codes[of]) return 1 / c.Ratio;
        }
        return 1;
    }
}
