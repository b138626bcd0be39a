using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>What a recipe may name: nodes, units and group columns. A list that could not be read whole is not held against the recipe.</summary>
internal sealed class KnownCodes
{
    private readonly Dictionary<string, NodeKind> _nodes = new(StringComparer.Ordinal);

    public KnownCodes(IEnumerable<FrameworkNode> nodes, Framework? framework, IReadOnlySet<string>? units, IReadOnlySet<string>? groups, bool nodesAreWhole)
    {
        foreach (var node in nodes) _nodes.TryAdd(node.Code.Value, node.Kind);
        (Framework, Units, Groups, NodesAreWhole) = (framework, units, groups, nodesAreWhole);
    }

    /// <summary>The tree; null when it has faults of its own.</summary>
    public Framework? Framework { get; }
    /// <summary>The codes of units; null when unknown.</summary>
    public IReadOnlySet<string>? Units { get; }
    /// <summary>The group columns; null when unknown.</summary>
    public IReadOnlySet<string>? Groups { get; }
    public bool NodesAreWhole { get; }

    public bool Has(string code, params ReadOnlySpan<NodeKind> kinds) => _nodes.TryGetValue(code, out var kind) && kinds.Contains(kind);

    public IReadOnlyList<string> Of(params ReadOnlySpan<NodeKind> kinds)
    {
        var codes = new List<string>();
        foreach (var (code, kind) in _nodes) if (kinds.Contains(kind)) codes.Add(code);
        return codes;
    }
}
