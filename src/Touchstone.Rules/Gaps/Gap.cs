using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>One input moved from a value to another.</summary>
public sealed record Change(RuleInput Input, Rational From, Rational To)
{
    public Rational Amount => To - From;
    /// <summary>How large the change is in relation to the present value; null where that is nothing, or a choice or truth has no size.</summary>
    public Rational? RelativeSize => From.Sign == 0 || Input.Kind is InputKind.YesNo or InputKind.Choice or InputKind.Day ? null : Rational.Abs(Amount) / Rational.Abs(From);
}

/// <summary>A condition that is not met, and for each input that alone could meet it the smallest change that does.</summary>
/// <param name="Condition">The condition, with its trace.</param>
/// <param name="Smallest">The smallest change of each input that alone is enough for this condition, the smallest in relation to what it is first; empty: none is.</param>
/// <param name="IsOpen">True where missing facts still decide: the changes make it possible, not certain.</param>
public sealed record UnmetCondition(TraceNode Condition, ImmutableArray<Change> Smallest, bool IsOpen);

/// <summary>Changes that together pass, at the least cost. Without costs, those that move the fewest inputs, and of these the ones whose sizes in relation to what the inputs are sum to least.</summary>
/// <param name="Changes">What moves; empty: it passes as it is.</param>
/// <param name="Cost">The cost; null without costs, as persons, yuan and patents do not add up.</param>
public sealed record Combination(ImmutableArray<Change> Changes, Rational? Cost);

/// <summary>What a firm lacks: every unmet condition with the smallest change of each input, and the cheapest way to pass.</summary>
/// <param name="Evaluation">The evaluation it is about.</param>
/// <param name="Unmet">The conditions that fail.</param>
/// <param name="Cheapest">The cheapest combination; null: the inputs that may move cannot pass it, or the search ended before it was found.</param>
/// <param name="Searched">False where the search ended at its limit before all was tried.</param>
public sealed record Gap(Evaluation Evaluation, ImmutableArray<UnmetCondition> Unmet, Combination? Cheapest, bool Searched)
{
    /// <summary>Finds the gap of a firm; refused where the rulebook is faulty or has no pass condition.</summary>
    public static Outcome<Gap> Of(Rulebook rulebook, FirmFacts facts, DateOnly day, LeverChoice? choice = null)
    {
        if (rulebook.Pass is null)
            return Outcome.Refused<Gap>(Finding.Error("gap.no-pass", Place.Whole, new($"规则 {rulebook.Id} 没有通过条件。", $"The rulebook {rulebook.Id} has no pass condition."), new("此类规则只计算结果，用 evaluate。", "It only computes; use evaluate.")));
        return RuleProgram.Of(rulebook, Evaluation.GivenDefinitions(rulebook, facts)).Match(
            p => Outcome.Done(new GapFinder(p.Value, facts, day, choice ?? LeverChoice.Standard).Find()), r => Outcome.Refused<Gap>(r.Findings));
    }
}
