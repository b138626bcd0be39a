using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>A firm over the years: facts that do not belong to a year, and yearly figures by fiscal year, known ones and planned ones.</summary>
public sealed record FirmHistory(string Firm, ImmutableDictionary<string, Rational> Standing, ImmutableDictionary<(string Series, int Year), Rational> Yearly)
{
    /// <summary>The facts on a day: the last fiscal year is the calendar year before it.</summary>
    public FirmFacts On(Rulebook rulebook, DateOnly day)
    {
        var values = Standing.ToBuilder();
        foreach (var input in rulebook.Inputs)
            if (input.Series is { } series && Yearly.TryGetValue((series, day.Year - input.YearsBack), out var value)) values[input.Id] = value;
        return new FirmFacts(Firm, values.ToImmutable());
    }
}

/// <summary>When a firm could pass if nothing else changed: ages grow, three-year windows roll on, and applications are taken on some days only.</summary>
/// <param name="Certain">The first day on which it passes; null: none in the time looked at.</param>
/// <param name="Possible">The first day on which missing facts no longer rule it out; null: none.</param>
public sealed record EarliestDay(DateOnly? Certain, DateOnly? Possible)
{
    public static Outcome<EarliestDay> Of(Rulebook rulebook, FirmHistory history, DateOnly from, DateOnly until)
    {
        if (rulebook.Pass is null)
            return Outcome.Refused<EarliestDay>(Finding.Error("gap.no-pass", Place.Whole, new($"规则 {rulebook.Id} 没有通过条件。", $"The rulebook {rulebook.Id} has no pass condition."), new("此类规则只计算结果。", "It only computes.")));
        var made = RuleProgram.Of(rulebook, rulebook.Definitions.Select(d => d.Id).Where(history.Standing.ContainsKey));
        return made.Match(p => Outcome.Done(Search(p.Value, history, from, until)), r => Outcome.Refused<EarliestDay>(r.Findings));
    }

    private static EarliestDay Search(RuleProgram program, FirmHistory history, DateOnly from, DateOnly until)
    {
        DateOnly? possible = null;
        var search = new ConditionSearch(program);
        var question = search.For(program.PassSlot, program.ColumnOf(RuleNames.Day));
        foreach (var (first, last) in Stretches(program.Rulebook, from, until))
        {
            var (facts, given) = history.On(program.Rulebook, first).For(program, first);
            search.Load(facts, given);
            var open = new Stack<(int From, int To)>();
            open.Push((first.DayNumber, last.DayNumber));
            while (open.TryPop(out var range))
            {
                var truth = question.Over([new Bounds(range.From, range.To)]);
                if (range.From == range.To && !truth.IsTrue && !truth.IsFalse) truth = question.At([range.From]);
                if (truth.IsFalse) continue;
                if (truth.IsTrue) return new(DateOnly.FromDayNumber(range.From), possible ?? DateOnly.FromDayNumber(range.From));
                if (range.From == range.To) { possible ??= DateOnly.FromDayNumber(range.From); continue; }
                int middle = range.From + (range.To - range.From) / 2;
                open.Push((middle + 1, range.To));
                open.Push((range.From, middle));
            }
        }
        return new(null, possible);
    }

    /// <summary>Days on which nothing but the day itself changes: within a calendar year, in force, inside a filing window.</summary>
    private static IEnumerable<(DateOnly First, DateOnly Last)> Stretches(Rulebook rulebook, DateOnly from, DateOnly until)
    {
        if (from < rulebook.From) from = rulebook.From;
        if (rulebook.To is { } to && until > to) until = to;
        DateOnly? first = null;
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            bool taken = rulebook.Filing.IsEmpty || rulebook.Filing.Any(w => w.Holds(day));
            if (first is { } begun && (!taken || day.Year != begun.Year)) { yield return (begun, day.AddDays(-1)); first = null; }
            if (taken) first ??= day;
        }
        if (first is { } last && last <= until) yield return (last, until);
    }
}
