using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>What an officer has to do.</summary>
public enum WorkKind
{
    /// <summary>A firm is to update its technology SME information by 31 March.</summary>
    SmeUpdate,
    /// <summary>A high-tech firm is to file its annual report by 31 May.</summary>
    AnnualReport,
    /// <summary>A change of name or of main business, a move, a merge or a split is to be reported within three months.</summary>
    ChangeReport,
    /// <summary>A recognition ends and is to be renewed.</summary>
    Renewal,
    /// <summary>A firm in the cultivation library is expected to apply this year and has not.</summary>
    ExpectedApplication,
    /// <summary>A firm that is to apply passes or fails by what a reviewer gives: nothing else is missing.</summary>
    ReviewPoints,
    /// <summary>A need of a firm is open.</summary>
    Need,
    /// <summary>A published row waits for somebody to say which firm it is.</summary>
    DoubtfulRow,
    /// <summary>An innovative, specialised or little-giant firm is to update its information by 30 April.</summary>
    YearlyUpdate,
}

/// <summary>How urgent.</summary>
public enum WorkUrgency
{
    Overdue,
    /// <summary>Due within thirty days.</summary>
    Soon,
    Later,
}

/// <summary>One thing to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Firm">The firm; null: none yet.</param>
/// <param name="FirmName">Its name.</param>
/// <param name="Says">What is to be done, in words.</param>
/// <param name="Due">By when; null: no term.</param>
/// <param name="Row">The row it is about: register and number.</param>
public sealed record WorkItem(WorkKind Kind, long? Firm, string FirmName, Text Says, DateOnly? Due, WorkUrgency Urgency, (string Register, long Row) Row)
{
    /// <summary>For reviewers' points, the id of the rulebook they are given under.</summary>
    public string? Rulebook { get; init; }
    /// <summary>False where the term is practice and stands in no rule that was read.</summary>
    public bool IsDueVerified { get; init; } = true;
}

/// <summary>The day by which applications of a batch are to be filed.</summary>
/// <param name="Day">The day.</param>
/// <param name="IsVerified">True where the rule that was read says it.</param>
public sealed record FilingTerm(DateOnly Day, bool IsVerified)
{
    /// <summary>The next day on which the rulebook stops taking applications, or the last one of the year; where it says nothing of that, the request's.</summary>
    internal static FilingTerm Of(Rulebook? rulebook, WorkRequest request)
    {
        var ends = (rulebook?.Filing ?? []).Select(w => new FilingTerm(new(request.Day.Year, w.ToMonth, Math.Min(w.ToDay, DateTime.DaysInMonth(request.Day.Year, w.ToMonth))), w.Mark == Mark.Verified)).OrderBy(t => t.Day).ToList();
        return ends.Find(t => t.Day >= request.Day) ?? ends.LastOrDefault() ?? new(request.LastBatch, false);
    }
}

/// <summary>Which work is asked for.</summary>
/// <param name="Day">The day it is.</param>
/// <param name="Firm">One firm only; null: all.</param>
public sealed record WorkRequest(DateOnly Day, long? Firm = null)
{
    /// <summary>How far ahead recognitions that end are shown, in days.</summary>
    public int RenewalDays { get; init; } = 365;
    /// <summary>The day by which this year's applications are to be filed where the rulebook names none; practice, not the rule's: each year's notice says it.</summary>
    public DateOnly LastBatch { get; init; } = new(Day.Year, 8, 31);
}

/// <summary>
/// The officer's work, driven by the bureau's year: updates by 31 March and 30 April, annual reports by 31 May, applications before the batches, changes within three months, recognitions that end, points that a
/// reviewer has still to give, needs that are open. What concerns a firm joined into another is that one's from the day of the merge.
/// The most urgent first.
/// </summary>
public sealed class Worklist(IDbContextFactory<CityDb> store, RulebookShelf rulebooks)
{
    public async Task<ImmutableArray<WorkItem>> Run(Actor actor, WorkRequest request, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var items = await new WorkFinding(db, rulebooks, request).All(stop);
        return [.. items.OrderBy(i => i.Urgency).ThenBy(i => i.Due ?? DateOnly.MaxValue).ThenBy(i => i.FirmName, StringComparer.Ordinal).ThenBy(i => i.Kind)];
    }
}
