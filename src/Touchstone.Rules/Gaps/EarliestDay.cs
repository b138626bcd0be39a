using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>
/// When a firm could pass if nothing else changed: ages grow, windows of years roll on to figures that are known for them, and applications are taken on some days only.
/// A figure of a year that nobody has given is not known: a day that needs it is possible, never certain.
/// </summary>
/// <param name="Certain">The first day on which it passes; null: none in the time looked at.</param>
/// <param name="Possible">The first day on which missing facts no longer rule it out; null: none.</param>
public sealed record EarliestDay(DateOnly? Certain, DateOnly? Possible)
{
    /// <summary>The facts that are not known for the possible day and decide it; empty where that day is certain.</summary>
    public ImmutableArray<TraceNode> Awaits { get; init; } = [];
    /// <summary>The window of applications that the day waits for or lies in; null: they are taken on any day, or there is no such day.</summary>
    public FilingWindow? Window { get; init; }

    /// <summary>Looks for the day; refused where the rulebook is faulty or has no pass condition.</summary>
    /// <param name="rulebook">The rulebook.</param>
    /// <param name="history">The firm; its standing facts hold on the first day looked at.</param>
    /// <param name="from">The first day looked at.</param>
    /// <param name="until">The last.</param>
    public static Outcome<EarliestDay> Of(Rulebook rulebook, FirmHistory history, DateOnly from, DateOnly until)
    {
        if (rulebook.Pass is null)
            return Outcome.Refused<EarliestDay>(Finding.Error("gap.no-pass", Place.Whole, new($"规则 {rulebook.Id} 没有通过条件。", $"The rulebook {rulebook.Id} has no pass condition."), new("此类规则只计算结果。", "It only computes.")));
        var made = RuleProgram.Of(rulebook, rulebook.Definitions.Select(d => d.Id).Where(history.Standing.ContainsKey));
        return made.Match(p => Outcome.Done(Search(p.Value, history, from, until)), r => Outcome.Refused<EarliestDay>(r.Findings));
    }

    /// <summary>The facts of a firm on a later day, as this search takes them: rolled forward, and without a reviewer's points whose figures have changed since.</summary>
    /// <param name="rulebook">The rulebook.</param>
    /// <param name="history">The firm.</param>
    /// <param name="day">The later day.</param>
    /// <param name="asOf">The day on which the standing facts hold.</param>
    public static FirmFacts Rolled(Rulebook rulebook, FirmHistory history, DateOnly day, DateOnly asOf)
    {
        var program = RuleProgram.Of(rulebook, rulebook.Definitions.Select(d => d.Id).Where(history.Standing.ContainsKey)).OrThrow();
        return Rolled(program, history, day, asOf, history.On(rulebook, asOf).For(program, asOf).Facts);
    }

    private static FirmFacts Rolled(RuleProgram program, FirmHistory history, DateOnly day, DateOnly asOf, Reach[] before)
    {
        var facts = history.On(program.Rulebook, day, asOf);
        if (day <= asOf) return facts;
        var now = facts.For(program, day).Facts;
        foreach (var item in program.Rulebook.Groups.SelectMany(g => g.Items).Where(i => i.IsJudged && facts.Values.ContainsKey(i.Id)))
            if (BandOf(item).Any(column => now[column] != before[column])) facts = facts.Without(item.Id);
        return facts;

        IEnumerable<int> BandOf(ScoreItem item) => program.ColumnsUnder(program.Named[item.Id + RangeNames.Low]).Concat(program.ColumnsUnder(program.Named[item.Id + RangeNames.High]));
    }

    private static EarliestDay Search(RuleProgram program, FirmHistory history, DateOnly from, DateOnly until)
    {
        DateOnly? possible = null;
        ImmutableArray<TraceNode> awaits = [];
        var search = new ConditionSearch(program);
        var question = search.For(program.PassSlot, program.ColumnOf(RuleNames.Day));
        var before = history.On(program.Rulebook, from).For(program, from).Facts;
        foreach (var (first, last) in Stretches(program.Rulebook, from, until))
        {
            var firm = Rolled(program, history, first, from, before);
            var (facts, given) = firm.For(program, first);
            search.Load(facts, given);
            var open = new Stack<(int From, int To)>();
            open.Push((first.DayNumber, last.DayNumber));
            while (open.TryPop(out var range))
            {
                var truth = question.Over([new Bounds(range.From, range.To)]);
                if (range.From == range.To && !truth.IsTrue && !truth.IsFalse) truth = question.At([range.From]);
                if (truth.IsFalse) continue;
                var day = DateOnly.FromDayNumber(range.From);
                if (truth.IsTrue) return Found(day, possible ?? day);
                if (range.From == range.To)
                {
                    if (possible is null) (possible, awaits) = (day, Evaluation.Of(program, firm, day).Deciding);
                    continue;
                }
                int middle = range.From + (range.To - range.From) / 2;
                open.Push((middle + 1, range.To));
                open.Push((range.From, middle));
            }
        }
        return Found(null, possible);

        EarliestDay Found(DateOnly? certain, DateOnly? maybe) => new(certain, maybe)
        {
            Awaits = maybe is null || maybe == certain ? [] : awaits,
            Window = (certain ?? maybe) is { } day ? program.Rulebook.Filing.FirstOrDefault(w => w.Holds(day)) : null,
        };
    }

    /// <summary>Days on which nothing but the day itself changes: within a calendar year and a full year or month since the first day, in force, inside a filing window.</summary>
    private static IEnumerable<(DateOnly First, DateOnly Last)> Stretches(Rulebook rulebook, DateOnly asOf, DateOnly until)
    {
        bool byMonth = rulebook.Inputs.Any(i => i.Span == InputSpan.MonthsRun), byYear = rulebook.Inputs.Any(i => i.Span == InputSpan.YearsRun);
        var from = asOf < rulebook.From ? rulebook.From : asOf;
        if (rulebook.To is { } to && until > to) until = to;
        DateOnly? first = null;
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            bool taken = rulebook.Filing.IsEmpty || rulebook.Filing.Any(w => w.Holds(day));
            if (first is { } begun && (!taken || Period(day) != Period(begun))) { yield return (begun, day.AddDays(-1)); first = null; }
            if (taken) first ??= day;
        }
        if (first is { } last && last <= until) yield return (last, until);

        (int, int, bool) Period(DateOnly day) => (day.Year, byMonth ? Years.FullMonths(asOf, day) : byYear ? Years.Full(asOf, day) : 0, (byMonth || byYear) && day > asOf);
    }
}
