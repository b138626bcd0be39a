using System.Collections.Immutable;

namespace Touchstone.Rules;

/// <summary>
/// Splits the pass condition into what must hold, each by itself, and searches. Conditions that share no movable input are searched apart and their costs add up, which
/// changes nothing in the result and keeps each search small.
/// </summary>
internal sealed class GapFinder
{
    private readonly RuleProgram _program;
    private readonly FirmFacts _facts;
    private readonly DateOnly _day;
    private readonly ConditionSearch _search;
    private readonly ImmutableArray<Move> _moves;
    private readonly bool _byInputs;
    private readonly ImmutableArray<Conjunct> _conjuncts;

    /// <summary>Something that must hold: its slot and the columns it depends on.</summary>
    internal sealed record Conjunct(string? Id, Formula Formula, int Slot, ImmutableArray<int> Columns, Reach Truth);

    public GapFinder(RuleProgram program, FirmFacts facts, DateOnly day, LeverChoice choice)
    {
        (_program, _facts, _day) = (program, facts, day);
        var (reaches, given) = facts.For(program, day);
        _search = new ConditionSearch(program);
        _search.Load(reaches, given);
        (_moves, _byInputs) = (Move.Of(program, facts, choice), choice.Costs.IsEmpty);
        var slots = ExactRun.Of(program, reaches, given);
        _conjuncts = [.. Conjuncts(program.Rulebook, program.Rulebook.Pass!).Select(c => Make(c.Id, c.Formula, slots))];
    }

    private Conjunct Make(string? id, Formula formula, Reach[] slots)
    {
        int slot = id is not null ? _program.Named[id] : _program.Formulas[formula];
        return new Conjunct(id, formula, slot, _program.ColumnsUnder(slot), slots[slot]);
    }

    /// <summary>The conditions joined by "and" at the top, with <c>gates</c> taken apart.</summary>
    internal static IEnumerable<(string? Id, Formula Formula)> Conjuncts(Rulebook rulebook, Formula formula)
    {
        if (formula is Formula.Binary { Operation: Operation.And } both) return Conjuncts(rulebook, both.Left).Concat(Conjuncts(rulebook, both.Right));
        if (formula is Formula.Name { Id: RuleNames.Gates }) return rulebook.Gates.Select(g => ((string?)g.Id, g.Test));
        return [(null, formula)];
    }

    public Gap Find()
    {
        var evaluation = Evaluation.Of(_program, _facts, _day);
        var unmet = ImmutableArray.CreateBuilder<UnmetCondition>();
        bool searched = true;
        foreach (var conjunct in _conjuncts.Where(c => c.Truth.IsFalse))
        {
            var single = ImmutableArray.CreateBuilder<Change>();
            bool open = false;
            foreach (var move in _moves.Where(m => conjunct.Columns.Contains(m.Column)))
            {
                var found = FirstPass.Of(_search.For(conjunct.Slot, move.Column), move);
                searched &= !found.GaveUp;
                if (found.Steps is not { } steps) continue;
                open |= !found.IsCertain;
                single.Add(new Change(move.Input, move.From, move.At(steps)));
            }
            unmet.Add(new UnmetCondition(NodeOf(evaluation, conjunct), [.. single.OrderBy(c => c.RelativeSize is null).ThenBy(c => c.RelativeSize)], open));
        }
        var cheapest = Cheapest(out bool gaveUp);
        return new Gap(evaluation, unmet.ToImmutable(), cheapest, searched && !gaveUp);
    }

    private static TraceNode NodeOf(Evaluation evaluation, Conjunct conjunct)
    {
        if (conjunct.Id is { } id && evaluation.Find(id) is { } node) return node;
        var pass = evaluation.Roots[0];
        var below = conjunct.Formula.Names().Select(n => evaluation.Find(n)).OfType<TraceNode>().ToImmutableArray();
        return pass with { Id = conjunct.Formula.Written.Length > 0 ? conjunct.Formula.Written : RuleNames.Pass, Formula = conjunct.Formula, Value = conjunct.Truth, Children = below };
    }

    /// <summary>Each group of conditions bound together by movable inputs is searched by itself.</summary>
    private Combination? Cheapest(out bool gaveUp)
    {
        gaveUp = false;
        var priced = _moves.Where(m => m.CostOfStep is not null).ToList();
        var changes = new List<Change>();
        Rational cost = 0;
        foreach (var group in Groups(priced))
        {
            (ImmutableArray<Move> Moves, ImmutableArray<long> Steps, CheapestPass.Price Price)? best = null;
            bool ended = false;
            foreach (var moves in OneWay(group.Moves))
            {
                var answer = CheapestPass.Of(_search, [.. group.Conjuncts.Select(c => c.Slot)], moves, _byInputs);
                ended |= answer.GaveUp;
                if (answer.Steps is { } steps && CheapestPass.Cost(steps, moves, _byInputs) is var price && (best is null || price.CompareTo(best.Value.Price) < 0)) best = (moves, steps, price);
            }
            if (best is not { } found) { gaveUp = ended; return null; }
            for (int i = 0; i < found.Steps.Length; i++)
                if (found.Steps[i] != 0) changes.Add(new Change(found.Moves[i].Input, found.Moves[i].From, found.Moves[i].At(found.Steps[i])));
            cost += found.Price.Sum;
        }
        return new Combination([.. changes], _byInputs ? null : cost);
    }

    /// <summary>Every choice of one direction for each input: an input goes up or down, not both.</summary>
    private static IEnumerable<ImmutableArray<Move>> OneWay(List<Move> moves)
    {
        IEnumerable<ImmutableArray<Move>> choices = [[]];
        foreach (var input in moves.GroupBy(m => m.Column)) choices = choices.SelectMany(c => input.Select(m => c.Add(m)));
        return choices;
    }

    /// <summary>Starting from each unmet condition: the inputs that can move it, the conditions these inputs can move, and so on. A group without a move cannot be met.</summary>
    private List<(List<Conjunct> Conjuncts, List<Move> Moves)> Groups(List<Move> moves)
    {
        var groups = new List<(List<Conjunct>, List<Move>)>();
        var taken = new HashSet<Conjunct>();
        foreach (var start in _conjuncts.Where(c => c.Truth.IsFalse))
        {
            if (!taken.Add(start)) continue;
            var conjuncts = new List<Conjunct> { start };
            var own = new List<Move>();
            for (int at = 0; at < conjuncts.Count; at++)
            {
                foreach (var move in moves.Where(m => conjuncts[at].Columns.Contains(m.Column) && !own.Contains(m)))
                {
                    own.Add(move);
                    foreach (var other in _conjuncts.Where(c => c.Columns.Contains(move.Column) && taken.Add(c))) conjuncts.Add(other);
                }
            }
            groups.Add((conjuncts, own));
        }
        return groups;
    }
}
