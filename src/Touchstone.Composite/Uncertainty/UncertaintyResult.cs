using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The values that a score or a rank takes over the scenarios.</summary>
/// <param name="Low">The lower end: (1 − level) ÷ 2 of the scenarios are below it.</param>
/// <param name="Median">The median.</param>
/// <param name="High">The upper end.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Error">How far either end may be from where endless scenarios would put it, 95 % sure.</param>
public sealed record ScenarioRange(double Low, double Median, double High, double Mean, double Error)
{
    /// <summary>The range of what a value is in each scenario, missing ones left out; null when all are. Quantiles as R's type 7.</summary>
    public static ScenarioRange? Of(IEnumerable<double?> values, double level)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        return sorted.Length == 0 ? null : OfSorted(sorted, level);
    }

    internal static ScenarioRange OfSorted(ReadOnlySpan<double> sorted, double level)
    {
        double low = (1 - level) / 2, high = 1 - low;
        return new(Quantiles.Type7(sorted, low), Quantiles.Type7(sorted, 0.5), Quantiles.Type7(sorted, high), Sums.Mean(sorted), Math.Max(Quantiles.Error(sorted, low), Quantiles.Error(sorted, high)));
    }
}

/// <summary>One unit over the scenarios. A range over scenarios is not a confidence interval: it says what the declared choices and errors do, no more.</summary>
/// <param name="Row">The row.</param>
/// <param name="NominalScore">The score of the index as it is; null = missing.</param>
/// <param name="NominalRank">The rank of the index as it is; null = unranked.</param>
/// <param name="Scores">Scores over all factors; null where no scenario scores the unit.</param>
/// <param name="Ranks">Ranks over all factors; null where no scenario ranks it.</param>
/// <param name="RanksByMethod">Ranks when only the choices of method vary; null without such factors beside errors of data.</param>
/// <param name="RanksByData">Ranks when only the data varies; null likewise.</param>
/// <param name="ScenariosRanked">The share of scenarios that rank the unit.</param>
public sealed record UnitRange(RowKey Row, double? NominalScore, double? NominalRank, ScenarioRange? Scores, ScenarioRange? Ranks, ScenarioRange? RanksByMethod, ScenarioRange? RanksByData,
    double ScenariosRanked)
{
    /// <summary>The rank of the index as it is lies outside the range: the index as published is an unusual case of what was declared possible.</summary>
    public bool NominalIsOutside => NominalRank is { } rank && Ranks is { } range && (rank < range.Low || rank > range.High);
}

/// <summary>How near the ranges had come after a number of scenarios.</summary>
/// <param name="Scenarios">The number.</param>
/// <param name="RankError">The error of the ends of the rank ranges, in ranks, of the unit where it is largest.</param>
public sealed record Convergence(int Scenarios, double RankError);

/// <summary>What is known of an index whose method or data is not certain. Same input, recipe and specification, same result, at any number of threads.</summary>
public sealed class UncertaintyResult
{
    private readonly Lazy<double[][]> _above;
    private readonly RankCounts _counts;

    internal UncertaintyResult(UncertaintySpec spec, IndicatorCode node, ScenarioTable all, RankCounts counts)
    {
        (Spec, Node, Scenarios, _counts) = (spec, node, all, counts);
        _above = new(Above);
    }

    /// <summary>The specification.</summary>
    public UncertaintySpec Spec { get; }
    /// <summary>The node followed.</summary>
    public IndicatorCode Node { get; }
    /// <summary>Every scenario.</summary>
    public ScenarioTable Scenarios { get; }
    /// <summary>Every unit, in the order of its rows.</summary>
    public required ImmutableArray<UnitRange> Units { get; init; }
    /// <summary>How the ranges narrowed.</summary>
    public required ImmutableArray<Convergence> Convergence { get; init; }
    /// <summary>How many units the index as it is ranks: the denominator of a rank.</summary>
    public required int Ranked { get; init; }
    /// <summary>False when a precision was asked and not reached.</summary>
    public required bool ReachedPrecision { get; init; }

    /// <summary>The shares of scenarios in which a row has rank 1, 2, … up to the number of rows (a half, where average ties make one, with the whole number below): its rank acceptabilities.</summary>
    public ImmutableArray<double> Acceptabilities(int row) => [.. _counts.Whole(row).Select(c => (double)c / Scenarios.Count)];

    /// <summary>The share of scenarios in which the first row's score is above the second's, strictly; a missing score is above nothing and below nothing.</summary>
    public double ShareAbove(int row, int other) => _above.Value[row][other];

    /// <summary>
    /// The dominance graph: who is above whom in at least this share of scenarios (above one half, so that it has no two-cycles), without the edges that follow from others.
    /// </summary>
    public ImmutableArray<(int Above, int Below, double Share)> Dominance(double share)
    {
        int n = Scenarios.Rows.Length;
        bool Dominates(int a, int b) => a != b && ShareAbove(a, b) >= share;
        var edges = ImmutableArray.CreateBuilder<(int, int, double)>();
        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++)
                if (Dominates(a, b) && !Enumerable.Range(0, n).Any(c => c != b && Dominates(a, c) && Dominates(c, b))) edges.Add((a, b, ShareAbove(a, b)));
        return edges.ToImmutable();
    }

    private double[][] Above()
    {
        int n = Scenarios.Rows.Length;
        int[][] counts = [.. Enumerable.Range(0, n).Select(_ => new int[n])];
        double[] scores = new double[n];
        for (int s = 0; s < Scenarios.Count; s++)
        {
            for (int r = 0; r < n; r++) scores[r] = Scenarios.ScoreAt(s, r);
            for (int a = 0; a < n; a++)
            {
                int[] of = counts[a];
                double own = scores[a];
                for (int b = 0; b < n; b++) if (own > scores[b]) of[b]++;
            }
        }
        return [.. counts.Select(of => of.Select(c => (double)c / Scenarios.Count).ToArray())];
    }
}
