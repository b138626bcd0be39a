using System.Collections.Immutable;

namespace Touchstone.Rules;

/// <summary>What a person allows in the search for a gap: which inputs may move, how far, and what a step of each costs.</summary>
/// <param name="Limits">The furthest value of an input; none: its own.</param>
/// <param name="Costs">The cost of one unit of change of an input; without any costs each step counts one; with some, inputs that have none are left as they are in combinations.</param>
/// <param name="Fixed">Inputs that must not move.</param>
public sealed record LeverChoice(ImmutableDictionary<string, Rational> Limits, ImmutableDictionary<string, Rational> Costs, ImmutableHashSet<string> Fixed)
{
    public static LeverChoice Standard { get; } = new(ImmutableDictionary<string, Rational>.Empty, ImmutableDictionary<string, Rational>.Empty, []);
}

/// <summary>One input that may move for a firm: from where, in which direction and steps, how many steps at most.</summary>
internal sealed record Move(RuleInput Input, int Column, Rational From, Rational Step, int Sign, long Most, Rational? CostOfStep)
{
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
            var cost = choice.Costs.TryGetValue(input.Id, out var unit) ? unit * lever.Step : choice.Costs.IsEmpty ? Rational.One : (Rational?)null;
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
