using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What a node of the framework is.</summary>
public enum NodeKind
{
    /// <summary>A leaf: a column of data that is normalised and aggregated.</summary>
    Indicator,
    /// <summary>An inner node: an aggregate of its children (a pillar, a dimension, the index).</summary>
    Aggregate,
    /// <summary>A column outside the tree: a denominator, or an input of a formula.</summary>
    Context,
}

/// <summary>One row of the framework: an indicator, an aggregate or a context column.</summary>
public sealed record FrameworkNode
{
    /// <summary>The code, unique in the framework.</summary>
    public required IndicatorCode Code { get; init; }
    /// <summary>The name, in both languages.</summary>
    public Text Name { get; init; }
    /// <summary>What the node is.</summary>
    public required NodeKind Kind { get; init; }
    /// <summary>The aggregate above; null for a root and for context columns.</summary>
    public IndicatorCode? Parent { get; init; }
    /// <summary>Weight among the children of the same parent; any scale, must be ≥ 0 and finite.</summary>
    public double Weight { get; init; } = 1;
    /// <summary>Which way is good. Aggregates are higher-is-better.</summary>
    public Direction Direction { get; init; } = Direction.HigherIsBetter;
    /// <summary>The unit of measure of the raw column.</summary>
    public Text Unit { get; init; }
    /// <summary>The context column the indicator is divided by in a denominate step; null for none.</summary>
    public IndicatorCode? Denominator { get; init; }
    /// <summary>The quotient is multiplied by this (10,000 for "per ten thousand people").</summary>
    public double DenominatorScale { get; init; } = 1;
    /// <summary>The target, in raw units.</summary>
    public double? Target { get; init; }
    /// <summary>The lower goalpost, in the units the normalise step sees.</summary>
    public double? GoalpostLow { get; init; }
    /// <summary>The upper goalpost, in the units the normalise step sees.</summary>
    public double? GoalpostHigh { get; init; }
    /// <summary>Definition and source, as the report prints them.</summary>
    public Text Definition { get; init; }
    /// <summary>Why it is part of the index, as the concept note prints it.</summary>
    public Text Reason { get; init; }
    /// <summary>Where the row stood in its file, for findings.</summary>
    public Place Where { get; init; } = Place.Whole;
}

/// <summary>
/// The tree of an index: indicators at level 1, aggregates counted upwards (level = 1 + highest level of its children), ragged allowed,
/// and the context columns beside it. Immutable and valid: made only by <see cref="Create"/>.
/// </summary>
public sealed class Framework
{
    private readonly Dictionary<IndicatorCode, FrameworkNode> _byCode;
    private readonly Dictionary<IndicatorCode, ImmutableArray<FrameworkNode>> _children;
    private readonly Dictionary<IndicatorCode, int> _levels = [];

    /// <summary>Every node in the order given, context columns included.</summary>
    public ImmutableArray<FrameworkNode> Nodes { get; }
    /// <summary>The indicators (leaves) in the order given. Columns of engine data follow this order.</summary>
    public ImmutableArray<FrameworkNode> Indicators { get; }
    /// <summary>The aggregates, children before parents.</summary>
    public ImmutableArray<FrameworkNode> Aggregates { get; }
    /// <summary>The context columns in the order given.</summary>
    public ImmutableArray<FrameworkNode> Context { get; }
    /// <summary>The single node without a parent: the index itself.</summary>
    public FrameworkNode Root { get; }

    private Framework(ImmutableArray<FrameworkNode> nodes)
    {
        Nodes = nodes;
        Indicators = [.. nodes.Where(n => n.Kind == NodeKind.Indicator)];
        Context = [.. nodes.Where(n => n.Kind == NodeKind.Context)];
        _byCode = nodes.ToDictionary(n => n.Code);
        _children = nodes.Where(n => n.Parent is not null).GroupBy(n => n.Parent!.Value).ToDictionary(g => g.Key, g => g.ToImmutableArray());
        Root = nodes.First(n => n.Kind == NodeKind.Aggregate && n.Parent is null);
        var aggregates = ImmutableArray.CreateBuilder<FrameworkNode>();
        Climb(Root, aggregates);
        Aggregates = aggregates.ToImmutable();
    }

    /// <summary>
    /// Makes a framework, or says everything that is wrong with it: duplicate codes, missing parents, cycles, several roots, aggregates without children,
    /// indicators with children, weights that are negative or not finite, unknown denominators.
    /// </summary>
    public static Outcome<Framework> Create(IEnumerable<FrameworkNode> nodes)
    {
        var given = nodes.ToImmutableArray();
        var findings = FrameworkChecks.Of(given);
        return findings.HasErrors() ? Outcome.Refused<Framework>(findings) : Outcome.Done(new Framework(given), findings);
    }

    /// <summary>The node of a code, or null.</summary>
    public FrameworkNode? Find(IndicatorCode code) => _byCode.GetValueOrDefault(code);
    /// <summary>The children of an aggregate in the order given.</summary>
    public ImmutableArray<FrameworkNode> Children(IndicatorCode code) => _children.TryGetValue(code, out var children) ? children : [];
    /// <summary>1 for an indicator, 1 + the highest level of the children for an aggregate, 0 for context.</summary>
    public int Level(IndicatorCode code) => _levels.GetValueOrDefault(code);
    /// <summary>The tree from the root down, depth first, children in the order given.</summary>
    public IEnumerable<FrameworkNode> DepthFirst() => Below(Root);

    private IEnumerable<FrameworkNode> Below(FrameworkNode node)
    {
        yield return node;
        foreach (var child in Children(node.Code))
            foreach (var below in Below(child))
                yield return below;
    }

    private int Climb(FrameworkNode node, ImmutableArray<FrameworkNode>.Builder aggregates)
    {
        int level = 1;
        foreach (var child in Children(node.Code)) level = Math.Max(level, Climb(child, aggregates) + 1);
        _levels[node.Code] = level;
        if (node.Kind == NodeKind.Aggregate) aggregates.Add(node);
        return level;
    }
}
