using System.Collections.Immutable;

namespace Touchstone.Composite;

/// <summary>The scores and ranks of the followed rows in every scenario. Missing where a scenario takes the unit out or has no score for it.</summary>
public sealed class ScenarioTable
{
    private double[] _scores;
    private float[] _ranks;

    internal ScenarioTable(ImmutableArray<RowKey> rows, int count)
    {
        (Rows, Count) = (rows, count);
        (_scores, _ranks) = (new double[(long)count * rows.Length], new float[(long)count * rows.Length]);
    }

    /// <summary>The rows followed.</summary>
    public ImmutableArray<RowKey> Rows { get; }
    /// <summary>The number of scenarios.</summary>
    public int Count { get; private set; }
    /// <summary>Scenarios in which at least one cell had no value (such as a geometric mean over a value at or below zero); its score is missing there.</summary>
    public int Faulty { get; internal set; }
    /// <summary>The place of a row, or −1.</summary>
    public int PlaceOf(RowKey row) => Rows.BinarySearch(row) is var i and >= 0 ? i : -1;
    /// <summary>The score of a row in a scenario; null = missing.</summary>
    public double? Score(int scenario, int row) => Edge(ScoreAt(scenario, row));
    /// <summary>The rank of a row in a scenario, 1 = best; null = unranked or missing.</summary>
    public double? Rank(int scenario, int row) => Edge(RankAt(scenario, row));

    /// <summary>The share of scenarios in which a row has a rank or a better one.</summary>
    public double ShareAtRank(RowKey row, int orBetter) => PlaceOf(row) is var r && r < 0 || Count == 0 ? 0 : (double)Enumerable.Range(0, Count).Count(s => RankAt(s, r) <= orBetter) / Count;

    internal double ScoreAt(int scenario, int row) => _scores[(long)scenario * Rows.Length + row];
    internal double RankAt(int scenario, int row) => _ranks[(long)scenario * Rows.Length + row];

    internal void Set(int scenario, int row, double score, double rank)
    {
        _scores[(long)scenario * Rows.Length + row] = score;
        _ranks[(long)scenario * Rows.Length + row] = (float)rank;
    }

    /// <summary>Adds the scenarios of another table behind its own.</summary>
    internal void Append(ScenarioTable more)
    {
        _scores = [.. _scores, .. more._scores];
        _ranks = [.. _ranks, .. more._ranks];
        Count += more.Count;
        Faulty += more.Faulty;
    }

    private static double? Edge(double value) => double.IsNaN(value) ? null : value;
}
