using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>How a firm stands to one rung on a day.</summary>
/// <param name="Rung">The rung.</param>
/// <param name="Held">The recognition that stands on the day; null: none.</param>
/// <param name="Evaluation">The pre-assessment with its trace; recognition is the authority's.</param>
/// <param name="Gap">What it lacks and the smallest changes; null where the rulebook has no pass condition.</param>
/// <param name="Earliest">When it could pass if nothing else changed; null where it passes or the rulebook has no pass condition.</param>
public sealed record RungAssessment(Rung Rung, Recognition? Held, Evaluation Evaluation, Gap? Gap, EarliestDay? Earliest)
{
    public Text Name => Rungs.NameOf(Rung);
    public string Code => Rungs.RulebookOf(Rung);
}

/// <summary>Every rung that a rulebook in force assesses, for one firm on a day.</summary>
public sealed class AssessFirm(IDbContextFactory<CityDb> store, RulebookShelf rulebooks)
{
    private const int YearsAhead = 4;

    /// <param name="actor">Who asks.</param>
    /// <param name="firm">The firm's number.</param>
    /// <param name="day">The day; the last fiscal year is the calendar year before it.</param>
    /// <param name="rung">One rung; null: all.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Outcome<ImmutableArray<RungAssessment>>> Run(Actor actor, long firm, DateOnly day, Rung? rung = null, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var book = await FirmFactBook.Load(db, day, [firm], stop);
        if (book.Firm(firm) is null)
            return Outcome.Refused<ImmutableArray<RungAssessment>>(Finding.Error("firm.unknown", Place.Whole, new($"名录中没有编号为 {firm} 的企业，或当日已注销、迁出。", $"The register has no firm {firm}, or it had left by that day."), new("从名录中选择。", "Choose one from the register.")));
        var assessed = ImmutableArray.CreateBuilder<RungAssessment>();
        var findings = new List<Finding>();
        foreach (var each in Enum.GetValues<Rung>().Where(r => rung is null || r == rung))
            if (rulebooks.InForce(Rungs.RulebookOf(each), day) is { } rulebook) Assess(book, firm, each, rulebook, assessed, findings);
        return findings.HasErrors() ? Outcome.Refused<ImmutableArray<RungAssessment>>(findings) : Outcome.Done(assessed.ToImmutable(), rulebooks.Findings.Where(f => f.Severity == Severity.Error));
    }

    private static void Assess(FirmFactBook book, long firm, Rung rung, Rulebook rulebook, ImmutableArray<RungAssessment>.Builder assessed, List<Finding> findings)
    {
        var facts = book.Facts(firm, rulebook);
        var held = book.Standing(firm).Where(r => r.Rung == rung).MaxBy(r => r.ValidTo);
        if (rulebook.Pass is null)
        {
            var computed = Evaluation.Of(rulebook, facts, book.Day);
            if (computed.IsDone(out var evaluation)) assessed.Add(new(rung, held, evaluation, null, null));
            else findings.AddRange(computed.AllFindings);
            return;
        }
        var found = Gap.Of(rulebook, facts, book.Day);
        if (!found.IsDone(out var gap)) { findings.AddRange(found.AllFindings); return; }
        EarliestDay? earliest = null;
        if (gap.Evaluation.Verdict == Verdict.Fails)
        {
            EarliestDay.Of(rulebook, FirmHistory.Of(facts), book.Day, book.Day.AddYears(YearsAhead)).IsDone(out earliest);
        }
        assessed.Add(new(rung, held, gap.Evaluation, gap, earliest));
    }
}
