using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>What a person allows in the search for a gap: which inputs may move, how far, and what a step of each costs.</summary>
/// <param name="Limits">The furthest value of an input; none: its own.</param>
/// <param name="Costs">The cost of one unit of change of an input. With some, inputs that have none are left as they are in combinations; without any, nothing is added up across units.</param>
/// <param name="Fixed">Inputs that must not move.</param>
public sealed record LeverChoice(ImmutableDictionary<string, Rational> Limits, ImmutableDictionary<string, Rational> Costs, ImmutableHashSet<string> Fixed)
{
    public static LeverChoice Standard { get; } = new(ImmutableDictionary<string, Rational>.Empty, ImmutableDictionary<string, Rational>.Empty, []);

    /// <summary>The furthest any input may move, as a share of its present value (0.2: by a fifth); what is nothing then stays nothing. Null: no such limit.</summary>
    public Rational? Within { get; init; }

    /// <summary>Reads what was written; refused with every fault at once. A cost is in yuan for one unit of the input, one yuan of an input in money.</summary>
    /// <param name="rulebook">The rulebook.</param>
    /// <param name="costs">Costs by input.</param>
    /// <param name="limits">Limits by input, in its unit.</param>
    /// <param name="held">Inputs that must not move.</param>
    /// <param name="within">The share of <see cref="Within"/>, such as 20%; null: none.</param>
    public static Outcome<LeverChoice> Read(Rulebook rulebook, IEnumerable<KeyValuePair<string, string>> costs, IEnumerable<KeyValuePair<string, string>> limits, IEnumerable<string> held, string? within = null)
    {
        var findings = new List<Finding>();
        string levers = string.Join(", ", rulebook.Inputs.Where(i => i.Lever is not null).Select(i => i.Id));
        var choice = new LeverChoice(Pairs(limits), Pairs(costs), [.. held.Where(Known)]);
        foreach (var (input, cost) in choice.Costs)
            if (cost.Sign < 0) findings.Add(Finding.Error("gap.cost", new Place(Column: input), new($"“{input}”的成本为负。", $"The cost of '{input}' is negative."), new("成本不能小于0。", "A cost is not below 0.")));
        if (within is not null)
        {
            if (FormulaReader.TryNumber(within, out var share) && share.Sign > 0) choice = choice with { Within = share };
            else findings.Add(Finding.Error("gap.within", Place.Whole, new($"“{within}”不是大于0的比例。", $"'{within}' is not a share above 0."), new("如 20%。", "Such as 20%.")));
        }
        return findings.Count > 0 ? Outcome.Refused<LeverChoice>(findings) : Outcome.Done(choice);

        bool Known(string id)
        {
            if (rulebook.Inputs.Any(i => i.Id == id && i.Lever is not null)) return true;
            findings.Add(Finding.Error("gap.input", new Place(Column: id), new($"规则没有可变动的输入“{id}”。", $"The rulebook has no input '{id}' that can move."), new($"可变动的：{levers}", $"Those that can move: {levers}")));
            return false;
        }

        ImmutableDictionary<string, Rational> Pairs(IEnumerable<KeyValuePair<string, string>> written)
        {
            var pairs = ImmutableDictionary.CreateBuilder<string, Rational>(StringComparer.Ordinal);
            foreach (var (id, text) in written)
            {
                if (!Known(id)) continue;
                if (FormulaReader.TryNumber(text, out var value)) pairs[id] = value;
                else findings.Add(Finding.Error("gap.pair", new Place(Column: id), new($"“{id}”的“{text}”不是数。", $"'{text}' of '{id}' is not a number."), new("如 150000 或 15万。", "Such as 150000 or 15万.")));
            }
            return pairs.ToImmutable();
        }
    }
}

/// <summary>One input that may move for a firm: from where, in which direction and steps, how many steps at most; the cost of a step, null: it may move alone but not in combinations.</summary>
internal sealed record Move(RuleInput Input, int Column, Rational From, Rational Step, int Sign, long Most, Rational? CostOfStep)
{
    /// <summary>How large a step is in relation to the present value; of nothing, a step counts as one.</summary>
    public static Rational SizeOfStep(Rational from, Rational step) => from.Sign == 0 ? 1 : step / Rational.Abs(from);

    /// <summary>Whole numbers below this are exact in doubles, and no firm has as much.</summary>
    internal const long Furthest = 1L << 50;

    private readonly double _from = From.ToDouble(), _step = Step.ToDouble() * Sign;
    private readonly bool _isExact = From.IsWhole && Step.IsWhole;

    public Rational At(long steps) => From + Step * (Sign * steps);

    /// <summary>How much some steps change.</summary>
    public double Amount(long steps) => _isExact ? _step * steps : (At(steps) - From).ToDouble();

    /// <summary>Every value from some steps to others.</summary>
    public Bounds Over(long from, long to)
    {
        if (_isExact) return Sign > 0 ? new(_from + _step * from, _from + _step * to) : new(_from + _step * to, _from + _step * from);
        Bounds a = Bounds.Of(At(from)), b = Bounds.Of(At(to));
        return new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));
    }

    /// <summary>The moves open to a firm: inputs with a lever whose value is known, one a direction.</summary>
    public static ImmutableArray<Move> Of(RuleProgram program, FirmFacts facts, LeverChoice choice)
    {
        var moves = ImmutableArray.CreateBuilder<Move>();
        foreach (var input in program.Rulebook.Inputs)
        {
            int column = program.ColumnOf(input.Id);
            if (input.Lever is not { } lever || column < 0 || choice.Fixed.Contains(input.Id)) continue;
            if (!facts.Values.TryGetValue(input.Id, out var from) && input.Assumed is { } assumed) from = assumed;
            else if (!facts.Values.ContainsKey(input.Id)) continue;
            var cost = choice.Costs.TryGetValue(input.Id, out var unit) ? unit * lever.Step : choice.Costs.IsEmpty ? SizeOfStep(from, lever.Step) : (Rational?)null;
            if (lever.Better != Better.Down) moves.AddIfAny(input, column, from, lever.Step, 1, Room(input, facts, choice, from, 1), cost);
            if (lever.Better != Better.Up) moves.AddIfAny(input, column, from, lever.Step, -1, Room(input, facts, choice, from, -1), cost);
        }
        return moves.ToImmutable();
    }

    private static long Room(RuleInput input, FirmFacts facts, LeverChoice choice, Rational from, int sign)
    {
        var ends = new List<Rational>();
        if (sign > 0 && input.Domain.High is { } high) ends.Add(high);
        if (sign < 0 && input.Domain.Low is { } low) ends.Add(low);
        if (input.Lever!.Limit is { } limit) ends.Add(limit);
        if (choice.Limits.TryGetValue(input.Id, out var own)) ends.Add(own);
        if (input.Lever.Within is { } whole && facts.Values.TryGetValue(whole, out var most)) ends.Add(most);
        if (choice.Within is { } share) ends.Add(from + Rational.Abs(from) * share * sign);
        long room = Math.Max(0, Rational.Floor((Furthest - Rational.Abs(from)) / input.Lever.Step).ToLong());
        foreach (var end in ends)
        {
            var steps = Rational.Floor((end - from) * sign / input.Lever.Step);
            room = Math.Min(room, steps >= room ? room : Math.Max(0, steps.ToLong()));
        }
        return room;
    }
}

internal static class Moves
{
    public static void AddIfAny(this ImmutableArray<Move>.Builder moves, RuleInput input, int column, Rational from, Rational step, int sign, long most, Rational? cost)
    {
        if (most > 0) moves.Add(new Move(input, column, from, step, sign, most, cost));
    }
}
