using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Scores, ranks, availability and marks of every node (indicators and aggregates) in every row.</summary>
public sealed class ScoreTable
{
    private readonly double[][] _scores, _ranks, _rescaled;
    private readonly Func<int, int, double> _availability;
    private readonly CellMarks[][] _marks;
    private readonly Dictionary<IndicatorCode, int> _places;

    internal ScoreTable(ImmutableArray<RowKey> rows, ImmutableArray<RowStatus> statuses, ImmutableArray<ScoredNode> nodes,
        double[][] scores, double[][] ranks, Func<int, int, double> availability, double[][] rescaled, CellMarks[][] marks)
    {
        (Rows, Statuses, Nodes, _scores, _ranks, _availability, _rescaled, _marks) = (rows, statuses, nodes, scores, ranks, availability, rescaled, marks);
        _places = new Dictionary<IndicatorCode, int>(nodes.Length);
        for (int i = 0; i < nodes.Length; i++) _places.Add(nodes[i].Code, i);
    }

    /// <summary>The rows, sorted by period, then unit.</summary>
    public ImmutableArray<RowKey> Rows { get; }
    /// <summary>Where each row stands.</summary>
    public ImmutableArray<RowStatus> Statuses { get; }
    /// <summary>The nodes that take part, in tree order: the root first, then depth first.</summary>
    public ImmutableArray<ScoredNode> Nodes { get; }
    /// <summary>The place of a node, or −1.</summary>
    public int PlaceOf(IndicatorCode node) => _places.TryGetValue(node, out int place) ? place : -1;
    /// <summary>The place of a row, or −1.</summary>
    public int PlaceOf(RowKey row) => Rows.BinarySearch(row) is var i and >= 0 ? i : -1;
    /// <summary>The score; null = missing.</summary>
    public double? Score(int row, int node) => Edge(_scores[node][row]);
    /// <summary>The rank, 1 = best (a half with average ties); null = unranked or missing.</summary>
    public double? Rank(int row, int node) => Edge(_ranks[node][row]);
    /// <summary>The share (0–1) of applicable indicators below the node present before imputation.</summary>
    public double? Availability(int row, int node) => Edge(_availability(row, node));
    /// <summary>The share (0–1) of the node's weight that stood on missing children and was rescaled over the others, the shares of its children included.</summary>
    public double Rescaled(int row, int node) => _rescaled[node][row];
    /// <summary>The marks: imputed, carried forward, rescaled … anywhere below.</summary>
    public CellMarks Marks(int row, int node) => _marks[node][row];

    private static double? Edge(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>A node that takes part in a build.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Level">1 = indicator, counted upwards.</param>
/// <param name="Parent">The aggregate above; null for the root.</param>
/// <param name="Weight">The weight used, normalised to sum 1 among siblings.</param>
/// <param name="Kind">Indicator or aggregate.</param>
public sealed record ScoredNode(IndicatorCode Code, int Level, IndicatorCode? Parent, double Weight, NodeKind Kind);
