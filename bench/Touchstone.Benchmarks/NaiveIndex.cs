namespace Touchstone.Benchmarks;

/// <summary>
/// The same pipeline as a competent programmer would first write it with LINQ over arrays of nullable numbers: impute by group, treat, min–max, average up, rank.
/// It keeps nothing but scores and ranks. <see cref="PipelineBenchmarks"/> checks that its scores are the engine's.
/// </summary>
internal sealed class NaiveIndex(double?[][] columns, string[] groups, bool[] lowerIsBetter, int[] pillars)
{
    /// <summary>Scores and ranks of every node: the indicators, the pillars, the index last.</summary>
    public (List<double[]> Scores, List<int[]> Ranks) Run()
    {
        var normalised = columns.Select((c, i) => MinMax(Treat(Impute(c)), lowerIsBetter[i])).ToList();
        var pillarScores = pillars.Distinct().Select(p => Average(normalised.Where((_, i) => pillars[i] == p).ToList())).ToList();
        List<double[]> all = [.. normalised, .. pillarScores, Average(pillarScores)];
        return (all, all.Select(Rank).ToList());
    }

    private static int[] Rank(double[] scores)
    {
        var rankOf = scores.OrderDescending().Select((score, i) => (score, rank: i + 1)).GroupBy(x => x.score, x => x.rank).ToDictionary(g => g.Key, g => g.Min());
        return scores.Select(s => rankOf[s]).ToArray();
    }

    private double[] Impute(double?[] column)
    {
        var means = column.Zip(groups).Where(x => x.First.HasValue).GroupBy(x => x.Second, x => x.First!.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Average(), StringComparer.Ordinal);
        return column.Zip(groups, (x, group) => x ?? means[group]).ToArray();
    }

    private static double[] Treat(double[] column)
    {
        if (Passes(column)) return column;
        double[] winsorised = column;
        int moved = 0;
        while (!Passes(winsorised) && moved < 5)
        {
            double end = Skewness(winsorised) >= 0 ? winsorised.Max() : winsorised.Min();
            var others = winsorised.Where(x => x != end);
            double next = Skewness(winsorised) >= 0 ? others.Max() : others.Min();
            winsorised = winsorised.Select(x => x == end ? next : x).ToArray();
            moved = winsorised.Zip(column).Count(x => x.First != x.Second);
        }
        if (Passes(winsorised)) return winsorised;
        double min = column.Min(), max = column.Max();
        return column.Select(x => Math.Log(x - min + 0.01 * (max - min))).ToArray();
    }

    private static bool Passes(double[] x) => Math.Abs(Skewness(x)) < 2 || Kurtosis(x) < 3.5;

    private static double Skewness(double[] x)
    {
        double n = x.Length, mean = x.Average();
        double s2 = x.Sum(v => Math.Pow(v - mean, 2)), s3 = x.Sum(v => Math.Pow(v - mean, 3));
        return Math.Sqrt(n * (n - 1)) / (n - 2) * Math.Sqrt(n) * s3 / Math.Pow(s2, 1.5);
    }

    private static double Kurtosis(double[] x)
    {
        double n = x.Length, mean = x.Average();
        double s2 = x.Sum(v => Math.Pow(v - mean, 2)), s4 = x.Sum(v => Math.Pow(v - mean, 4));
        return ((n + 1) * (n * s4 / (s2 * s2) - 3) + 6) * (n - 1) / ((n - 2) * (n - 3));
    }

    private static double[] MinMax(double[] x, bool lower)
    {
        double min = x.Min(), max = x.Max();
        return x.Select(v => 100 * ((lower ? max - v : v - min) / (max - min))).ToArray();
    }

    private static double[] Average(List<double[]> columns) => Enumerable.Range(0, columns[0].Length).Select(r => columns.Average(c => c[r])).ToArray();
}
