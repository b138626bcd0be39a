using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// How much a node moves the score above it, beside the weight it was given. A weight is not an importance: a node that hardly varies, or goes against its siblings,
/// decides little however large its weight.
/// <para>Importance is the main-effect correlation ratio S = V(E(y | x)) ÷ V(y): the share of the variance of the score y that knowing x alone takes away. E(y | x) is fitted by a
/// restricted cubic spline with knots at the 5th, 35th, 65th and 95th percentile (a straight line below 30 rows or with fewer than 8 distinct values), and S is the adjusted R² of the fit, not below zero.
/// The interval is the 5th to 95th percentile over resampled rows.</para>
/// (Paruolo, Saisana and Saltelli, Ratings and rankings: voodoo or science?, JRSS A 176, 2013; Becker et al., Weights and importance in composite indicators, Ecological Indicators 80, 2017; knots as in
/// Harrell, Regression Modeling Strategies, 2.4.)
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Of">The aggregate whose score it is compared with.</param>
/// <param name="Weight">Its nominal weight there: the product of the weights on the way down.</param>
/// <param name="Rows">The rows that have both.</param>
/// <param name="Value">The importance, 0 to 1; null with fewer than four rows or when either does not vary.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="Share">Its share of the importances of all nodes compared together: to be laid beside the weight.</param>
public sealed record Importance(IndicatorCode Node, IndicatorCode Of, double Weight, int Rows, double? Value, double? Low, double? High, double? Share)
{
    /// <summary>How many times the rows are drawn again for the interval.</summary>
    public const int Resamples = 500;

    /// <summary>The children of an aggregate against its score, in the last period unless others are asked for.</summary>
    public static ImmutableArray<Importance> OfChildren(IndexBuild build, IndicatorCode aggregate, PeriodScope? periods = null, ulong seed = 1) =>
        Against(build, periods, aggregate, [.. build.Scores.Nodes.Where(n => n.Parent == aggregate).Select(n => (n.Code, n.Weight))], seed);

    /// <summary>The nodes of a level (1 = indicators) against the index, in the last period unless others are asked for.</summary>
    public static ImmutableArray<Importance> OfLevel(IndexBuild build, int level, PeriodScope? periods = null, ulong seed = 1)
    {
        var nodes = build.Scores.Nodes.ToDictionary(n => n.Code);
        double Down(ScoredNode node) => node.Parent is { } parent ? node.Weight * Down(nodes[parent]) : 1;
        return Against(build, periods, build.Scores.Nodes[0].Code, [.. build.Scores.Nodes.Where(n => n.Level == level && n.Parent is not null).Select(n => (n.Code, Down(n)))], seed);
    }

    private static ImmutableArray<Importance> Against(IndexBuild build, PeriodScope? periods, IndicatorCode of, (IndicatorCode Code, double Weight)[] nodes, ulong seed)
    {
        var table = ScoredColumns.Of(build, periods);
        double[] y = table.Find(of)?.Values ?? throw new ArgumentException($"The build has no node {of}.", nameof(of));
        var found = nodes.Select((n, i) => One(n.Code, of, n.Weight, table.Find(n.Code)!.Values, y, new Draws(seed + (ulong)i))).ToArray();
        double sum = found.Sum(f => f.Value ?? 0);
        return [.. found.Select(f => f with { Share = sum > 0 ? f.Value / sum : null })];
    }

    private static Importance One(IndicatorCode code, IndicatorCode of, double weight, double[] x, double[] y, Draws draws)
    {
        int[] rows = [.. Enumerable.Range(0, x.Length).Where(r => !double.IsNaN(x[r]) && !double.IsNaN(y[r]))];
        double[] a = [.. rows.Select(r => x[r])], b = [.. rows.Select(r => y[r])];
        double value = Spline.AdjustedFit(a, b);
        if (double.IsNaN(value)) return new(code, of, weight, rows.Length, null, null, null, null);
        double[] again = new double[Resamples], xs = new double[a.Length], ys = new double[a.Length];
        for (int s = 0; s < Resamples; s++)
        {
            for (int i = 0; i < xs.Length; i++)
            {
                int r = draws.Below(a.Length);
                (xs[i], ys[i]) = (a[r], b[r]);
            }
            again[s] = Spline.AdjustedFit(xs, ys);
        }
        double[] sorted = [.. again.Where(v => !double.IsNaN(v)).Order()];
        return new(code, of, weight, rows.Length, value, sorted.Length == 0 ? null : Quantile.OfSorted(sorted, 0.05), sorted.Length == 0 ? null : Quantile.OfSorted(sorted, 0.95), null);
    }
}

/// <summary>Whole numbers drawn by SplitMix64 (Steele, Lea and Flood, 2014): the same from the same seed everywhere.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    public int Below(int count)
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)Math.BigMul(z ^ (z >> 31), (ulong)count, out _);
    }
}

/// <summary>A restricted cubic spline of one column on another.</summary>
internal static class Spline
{
    private const int FewRows = 30, FewValues = 8;
    private static readonly double[] s_knots = [0.05, 0.35, 0.65, 0.95];

    /// <summary>Adjusted R² of y on x, not below zero; NaN with fewer than four rows or a column that does not vary.</summary>
    public static double AdjustedFit(double[] x, double[] y)
    {
        int n = x.Length;
        if (n < 4) return double.NaN;
        double[] sorted = [.. x.Order()];
        var (lowY, highY) = Sums.Range(y);
        if (!(sorted[0] < sorted[^1]) || !(lowY < highY)) return double.NaN;
        double[] knots = [.. s_knots.Select(q => Quantile.OfSorted(sorted, q)).Distinct()];
        bool straight = n < FewRows || knots.Length < 3 || Ordered.Distinct([.. sorted]) < FewValues;
        double[][] basis = straight ? [x] : [x, .. Enumerable.Range(0, knots.Length - 2).Select(j => x.Select(v => Term(v, knots, j)).ToArray())];
        double fit = Fit(basis, y);
        return Math.Max(0, 1 - (1 - fit) * (n - 1) / (n - basis.Length - 1));
    }

    /// <summary>Harrell's basis: cubic between the knots, straight outside them.</summary>
    private static double Term(double x, double[] t, int j)
    {
        double Cube(double v) => v > 0 ? v * v * v : 0;
        double last = t[^1], before = t[^2], span = (last - t[0]) * (last - t[0]);
        return (Cube(x - t[j]) - Cube(x - before) * (last - t[j]) / (last - before) + Cube(x - last) * (before - t[j]) / (last - before)) / span;
    }

    /// <summary>R² of least squares with an intercept, by Gram–Schmidt on the centred columns; a column that adds nothing is passed over.</summary>
    private static double Fit(double[][] basis, double[] y)
    {
        var rest = Centred(y);
        double all = rest.DotProduct(rest);
        var used = new List<Vector<double>>();
        foreach (double[] column in basis)
        {
            var q = Centred(column);
            double length = q.L2Norm();
            for (int pass = 0; pass < 2; pass++) foreach (var u in used) q -= u * u.DotProduct(q);
            double left = q.L2Norm();
            if (!(left > 1e-9 * length)) continue;
            q /= left;
            rest -= q * q.DotProduct(rest);
            used.Add(q);
        }
        return Math.Clamp(1 - rest.DotProduct(rest) / all, 0, 1);
    }

    private static Vector<double> Centred(double[] x)
    {
        double mean = Sums.Mean(x);
        return Vector<double>.Build.Dense([.. x.Select(v => v - mean)]);
    }
}
