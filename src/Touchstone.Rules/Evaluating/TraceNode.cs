using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>What a node of a trace is.</summary>
public enum TraceKind { Pass, Gates, Gate, Routes, Route, Total, Group, Item, Definition, Input, Parameter, Day }

/// <summary>Where the value of a node comes from.</summary>
public enum Origin
{
    Computed,
    /// <summary>From the facts.</summary>
    Given,
    /// <summary>The rulebook's assumption, nothing being said.</summary>
    Assumed,
    /// <summary>Nobody knows yet: the value is a range.</summary>
    Missing,
    /// <summary>Not asked of this firm; counts as zero.</summary>
    DoesNotApply,
    /// <summary>A number of the rule.</summary>
    Rule,
}

/// <summary>
/// One step of an evaluation: what it is, its value, the formula that gave it, the clause it comes from, and the steps it was made of. Shared steps are the same object.
/// </summary>
public sealed record TraceNode(string Id, TraceKind Kind, Text Name, Reach Value, ImmutableArray<TraceNode> Children)
{
    public bool IsTruth { get; init; }
    public Text Unit { get; init; }
    public Text Clause { get; init; }
    /// <summary>The clause for a reader: of a condition, a scored part or a number of the rule it is never silent.</summary>
    public Text ClauseSaid => Kind is TraceKind.Gate or TraceKind.Route or TraceKind.Group or TraceKind.Item or TraceKind.Parameter ? Clauses.Said(Clause) : Clause;
    public Mark Mark { get; init; }
    public Origin Origin { get; init; }
    /// <summary>For a given value, who gave it; empty: nothing is said of it.</summary>
    public Text Source { get; init; }
    /// <summary>The formula that gave the value; null for facts.</summary>
    public Formula? Formula { get; init; }
    /// <summary>For a choice, its codes.</summary>
    public ImmutableArray<RuleCode> Codes { get; init; } = [];
    /// <summary>For an item: the points its band allows.</summary>
    public Reach? Allowed { get; init; }
    /// <summary>For an item: the label of its band.</summary>
    public string? Band { get; init; }
    /// <summary>For an item or group: the most it can give.</summary>
    public Rational? Most { get; init; }
    /// <summary>For a gate: what shows that it holds.</summary>
    public Text Evidence { get; init; }
    /// <summary>For a share or day and so on: how to write the value.</summary>
    public InputKind? InputKind { get; init; }

    /// <summary>This node and all below, each once.</summary>
    public IEnumerable<TraceNode> All()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<TraceNode>();
        open.Push(this);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node.Id)) continue;
            yield return node;
            for (int i = node.Children.Length - 1; i >= 0; i--) open.Push(node.Children[i]);
        }
    }
}
