using System.Collections.Immutable;

namespace Touchstone.Rules;

/// <summary>A condition that is met, but only just: the smallest worsening of one input after which it is met no more.</summary>
/// <param name="Condition">The gate's id, or the formula of another part of the pass condition.</param>
/// <param name="Smallest">The smallest worsening, in relation to what the input is.</param>
public sealed record NarrowPass(string Condition, Change Smallest);

/// <summary>
/// Looks, firm by firm, for conditions that are met narrowly. Inputs in money, counts, amounts and shares move, one at a time, either way, up to a share of their present value; of a series the last
/// year. Elapsed time does not move. Missing facts stay missing: only what certainly fails counts. Not for use by two threads at once.
/// </summary>
public sealed class NarrowScreening
{
    private readonly RuleProgram _program;
    private readonly DateOnly _day;
    private readonly Rational _within;
    private readonly ConditionSearch _search;
    private readonly ImmutableArray<(string Condition, int Slot, ImmutableArray<(RuleInput Input, int Column)> Inputs)> _conditions;

    /// <param name="program">The rulebook, ready to run; without a pass condition nothing is narrow.</param>
    /// <param name="day">The day of evaluation.</param>
    /// <param name="within">How far an input is moved at most, as a share of its present value.</param>
    public NarrowScreening(RuleProgram program, DateOnly day, Rational within)
    {
        (_program, _day, _within, _search) = (program, day, within, new ConditionSearch(program));
        var conditions = program.Rulebook.Pass is { } pass ? GapFinder.Conjuncts(program.Rulebook, pass) : [];
        _conditions = [.. conditions.Select(c => (c.Id ?? c.Formula.ToString(), c.Id is { } id ? program.Named[id] : program.Formulas[c.Formula])).Select(c => (c.Item1, c.Item2, InputsUnder(c.Item2)))];
    }

    private ImmutableArray<(RuleInput, int)> InputsUnder(int slot)
    {
        var under = _program.ColumnsUnder(slot);
        return [.. _program.Rulebook.Inputs.Where(i => i.Kind is InputKind.Money or InputKind.Count or InputKind.Amount or InputKind.Share && i.YearsBack <= 1 && i.Span is not (InputSpan.FiscalYears or InputSpan.YearsRun or InputSpan.MonthsRun))
            .Select(i => (i, _program.ColumnOf(i.Id))).Where(i => under.Contains(i.Item2))];
    }

    /// <summary>The conditions of a firm that are met narrowly, in the rulebook's order; empty: none.</summary>
    public ImmutableArray<NarrowPass> Of(FirmFacts firm)
    {
        var (facts, given) = firm.For(_program, _day);
        var slots = ExactRun.Of(_program, facts, given);
        _search.Load(facts, given);
        var narrow = ImmutableArray.CreateBuilder<NarrowPass>();
        foreach (var (condition, slot, inputs) in _conditions)
        {
            if (!slots[slot].IsTrue) continue;
            Change? least = null;
            foreach (var (input, column) in inputs)
            {
                if (!firm.Values.TryGetValue(input.Id, out var from) || from.Sign == 0) continue;
                var step = StepOf(input, from);
                long most = Rational.Floor(Rational.Abs(from) * _within / step).ToLong();
                if (most < 1) continue;
                foreach (int sign in (int[])[-1, 1])
                {
                    var move = new Move(input, column, from, step, sign, most, null);
                    if (FirstPass.Of(_search.For(slot, column), move, failing: true) is not { Steps: { } steps, IsCertain: true } || !input.Domain.Holds(move.At(steps))) continue;
                    var change = new Change(input, from, move.At(steps));
                    if (least is null || change.RelativeSize < least.RelativeSize) least = change;
                }
            }
            if (least is not null) narrow.Add(new(condition, least));
        }
        return narrow.ToImmutable();
    }

    /// <summary>The lever's step; else one, ten thousand yuan, or a thousandth of a share; a tenth of a per cent of what is less than a hundred of those.</summary>
    private static Rational StepOf(RuleInput input, Rational from)
    {
        var step = input.Lever?.Step ?? input.Kind switch { InputKind.Money => 10_000, InputKind.Share => Rational.Of(1, 1000), _ => Rational.One };
        return input.IsWhole || Rational.Abs(from) >= step * 100 ? step : Rational.Abs(from) / 1000;
    }
}
