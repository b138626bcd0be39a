using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>What a rulebook says of a firm. Ours is a pre-assessment: only the competent authority recognises.</summary>
public enum Verdict
{
    Passes,
    Fails,
    /// <summary>Missing facts or unjudged items can still decide it either way.</summary>
    Undecided,
    /// <summary>The rulebook has no pass condition; it computes outputs.</summary>
    Computed,
}

/// <summary>A flag that was raised; <see cref="IsCertain"/> is false where missing facts may still lower it.</summary>
public sealed record RaisedFlag(string Id, Text Says, bool NeedsReview, bool IsCertain);

/// <summary>A rulebook evaluated for one firm on one day, with everything that led to the verdict.</summary>
public sealed record Evaluation
{
    private Evaluation() { }

    public required Rulebook Rulebook { get; init; }
    public required FirmFacts Facts { get; init; }
    public required DateOnly Day { get; init; }
    public required Verdict Verdict { get; init; }
    /// <summary>The total score; null where the rulebook scores nothing.</summary>
    public required Reach? Total { get; init; }
    /// <summary>The pass condition and all below it; for rulebooks without one, all outputs.</summary>
    public required ImmutableArray<TraceNode> Roots { get; init; }
    public required ImmutableArray<TraceNode> Gates { get; init; }
    public required ImmutableArray<TraceNode> Routes { get; init; }
    public required ImmutableArray<TraceNode> Groups { get; init; }
    public required ImmutableArray<TraceNode> Outputs { get; init; }
    public required ImmutableArray<RaisedFlag> Flags { get; init; }
    /// <summary>The missing facts that can still decide the verdict.</summary>
    public required ImmutableArray<TraceNode> Deciding { get; init; }

    /// <summary>The numbers and readings on the way to the verdict that are not verified.</summary>
    public IEnumerable<TraceNode> Unverified => Roots.SelectMany(r => r.All()).Where(n => n.Mark != Mark.Verified && n.Kind is not (TraceKind.Input or TraceKind.Day)).DistinctBy(n => n.Id);

    /// <summary>The node of a name, anywhere in the trace.</summary>
    public TraceNode? Find(string id) => Roots.Concat(Gates).Concat(Routes).Concat(Groups).Concat(Outputs).SelectMany(r => r.All()).FirstOrDefault(n => n.Id == id);

    /// <summary>Evaluates a rulebook; refused where the rulebook is faulty.</summary>
    public static Outcome<Evaluation> Of(Rulebook rulebook, FirmFacts facts, DateOnly day)
    {
        var program = RuleProgram.Of(rulebook, GivenDefinitions(rulebook, facts));
        return program.Match(p => Outcome.Done(Of(p.Value, facts, day)), r => Outcome.Refused<Evaluation>(r.Findings));
    }

    internal static IEnumerable<string> GivenDefinitions(Rulebook rulebook, FirmFacts facts) => rulebook.Definitions.Select(d => d.Id).Where(facts.Values.ContainsKey);

    /// <summary>Evaluates a program; definitions given in the facts count only where the program was made for them.</summary>
    public static Evaluation Of(RuleProgram program, FirmFacts facts, DateOnly day)
    {
        var (reaches, given) = facts.For(program, day);
        var slots = ExactRun.Of(program, reaches, given);
        var tracer = new Tracer(program, slots, given) { Facts = facts.Values, Sources = facts.Sources };
        var rulebook = program.Rulebook;
        var outputs = rulebook.Definitions.Where(d => d.IsOutput).Select(d => tracer.Node(d.Id)).ToImmutableArray();
        var pass = program.PassSlot >= 0 ? tracer.Node(RuleNames.Pass) : null;
        var verdict = pass is null ? Verdict.Computed : pass.Value.IsTrue ? Verdict.Passes : pass.Value.IsFalse ? Verdict.Fails : Verdict.Undecided;
        return new Evaluation
        {
            Rulebook = rulebook,
            Facts = facts,
            Day = day,
            Verdict = verdict,
            Total = rulebook.Groups.IsEmpty ? null : slots[program.TotalSlot],
            Roots = pass is null ? outputs : [pass],
            Gates = [.. rulebook.Gates.Select(g => tracer.Node(g.Id))],
            Routes = [.. rulebook.Routes.Select(g => tracer.Node(g.Id))],
            Groups = [.. rulebook.Groups.Select(g => tracer.Node(g.Id))],
            Outputs = outputs,
            Flags = FlagsOf(program, slots, facts),
            Deciding = pass is null ? Undecided(outputs) : Undecided([pass]),
        };
    }

    private static ImmutableArray<RaisedFlag> FlagsOf(RuleProgram program, Reach[] slots, FirmFacts facts)
    {
        var raised = ImmutableArray.CreateBuilder<RaisedFlag>();
        foreach (var definition in program.Rulebook.Definitions)
        {
            if (!program.Named.TryGetValue(definition.Id, out _)) continue;
            foreach (var flag in definition.Flags) Raise(flag, slots[program.Formulas[flag.When]]);
            if (definition.Cases.All(c => c.Flag is null) || definition.Cases.Any(c => !program.Formulas.ContainsKey(c.Value))) continue;
            var open = Reach.True;
            foreach (var @case in definition.Cases)
            {
                var holds = @case.When is { } when ? slots[program.Formulas[when]] : Reach.True;
                var here = Reach.Min(open, holds);
                if (@case.Flag is { } id && !here.IsFalse) raised.Add(new RaisedFlag(id, @case.Says, false, here.IsTrue));
                open = Reach.Min(open, Reach.Not(holds));
                if (open.IsFalse) break;
            }
        }
        foreach (var item in program.Rulebook.Groups.SelectMany(g => g.Items).Where(i => i.IsJudged)) Judged(item);
        foreach (var flag in program.Rulebook.Flags) Raise(flag, slots[program.Formulas[flag.When]]);
        return raised.ToImmutable();

        void Judged(ScoreItem item)
        {
            if (!facts.Values.TryGetValue(item.Id, out var points)) return;
            Reach low = slots[program.Named[item.Id + RangeNames.Low]], high = slots[program.Named[item.Id + RangeNames.High]];
            if (Reach.Between(low.Low, high.High).Holds(points)) return;
            raised.Add(new RaisedFlag("POINTS_OUTSIDE_BAND", new($"“{item.Name.Zh}”评审得分 {points} 不在本档 {low}–{high} 内，按本档端点计", $"{item.Name.En}: the reviewer's {points} points are outside the band {low}–{high}; the band's end counts"), true, true));
        }

        void Raise(Flag flag, Reach holds) { if (!holds.IsFalse) raised.Add(new RaisedFlag(flag.Id, flag.Says, flag.NeedsReview, holds.IsTrue)); }
    }

    /// <summary>The missing facts below nodes that are still open: settled branches hide what is missing in them.</summary>
    private static ImmutableArray<TraceNode> Undecided(ImmutableArray<TraceNode> roots)
    {
        var found = ImmutableArray.CreateBuilder<TraceNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<TraceNode>(roots.Reverse());
        while (open.TryPop(out var node))
        {
            if (node.Value.IsSettled || !seen.Add(node.Id)) continue;
            bool ownJudgement = node is { Kind: TraceKind.Item, Origin: Origin.Missing };
            if (ownJudgement || (node.Children.IsEmpty && node.Origin == Origin.Missing)) found.Add(node);
            for (int i = node.Children.Length - 1; i >= 0; i--) open.Push(node.Children[i]);
        }
        return found.ToImmutable();
    }
}
