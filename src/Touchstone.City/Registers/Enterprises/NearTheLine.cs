using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>How near a firm is to a rung that it does not hold.</summary>
public enum Nearness
{
    /// <summary>Its figures pass; it may apply.</summary>
    Ready,
    /// <summary>Nothing fails; missing figures or a reviewer decide.</summary>
    Open,
    /// <summary>One condition fails, and one input by itself can mend it.</summary>
    OneStep,
}

/// <summary>What one condition lacks.</summary>
/// <param name="Condition">The condition's name, or its formula.</param>
/// <param name="Input">The input that can mend it; empty: none can by itself.</param>
/// <param name="Amount">By how much it must change, in the input's unit; money in yuan.</param>
/// <param name="Unit">The unit.</param>
public sealed record Lack(Text Condition, Text Input, double Amount, Text Unit)
{
    public string? InputId { get; init; }
    /// <summary>The amount in relation to what the input is now; null where it is nothing now, or has no size.</summary>
    public double? Relative { get; init; }
}

/// <summary>A firm near a rung.</summary>
public sealed record NearFirm(long Firm, string Key, string Name, AreaCode? Division, AreaCode? Zone, Nearness Nearness, ImmutableArray<Lack> Lacks)
{
    public bool IsFictitious { get; init; }
}

/// <summary>The firms near a rung on a day.</summary>
/// <param name="Rung">The rung.</param>
/// <param name="Rulebook">The rulebook in force.</param>
/// <param name="Day">The day.</param>
/// <param name="LookedAt">Firms that do not hold the rung and whose figures of the last fiscal year are known.</param>
/// <param name="WithoutFigures">Firms that do not hold it and of which no figures of that year are known.</param>
/// <param name="Firms">The near ones: ready, open, one step; of those one step away the smallest in relation to what the firm has first, then by name.</param>
public sealed record NearList(Rung Rung, Rulebook Rulebook, DateOnly Day, int LookedAt, int WithoutFigures, ImmutableArray<NearFirm> Firms)
{
    /// <summary>How large a step may be in relation to what the input is, to be counted; null: any.</summary>
    public Rational? Within { get; init; }
    /// <summary>Firms one step away whose step is larger than that.</summary>
    public int Beyond { get; init; }
}

/// <summary>Firms one step from a rung, and what they lack only; before them those whose figures pass, and those that only a reviewer or a missing figure holds back.</summary>
public sealed class NearTheLine(IDbContextFactory<CityDb> store, RulebookShelf rulebooks)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="rung">The rung.</param>
    /// <param name="day">The day; the last fiscal year is the calendar year before it.</param>
    /// <param name="within">How large a step may be in relation to what the input is now (0.5: by half); a step from nothing has no bound and is then left out. Null: any.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Outcome<NearList>> Run(Actor actor, Rung rung, DateOnly day, Rational? within = null, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        return Of(rulebooks, await FirmFactBook.Load(db, day, null, stop), rung, within);
    }

    internal static Outcome<NearList> Of(RulebookShelf rulebooks, FirmFactBook book, Rung rung, Rational? within = null)
    {
        if (rulebooks.InForce(Rungs.RulebookOf(rung), book.Day) is not { Pass: not null } rulebook) return Outcome.Refused<NearList>(NoRulebook(rung, book.Day));
        var candidates = book.Firms.Where(f => !book.Holds(f.Id, rung)).ToList();
        var firms = candidates.FindAll(f => book.HasFigures(f.Id));
        return RuleProgram.Of(rulebook).Match(
            p => Outcome.Done(new NearList(rung, rulebook, book.Day, firms.Count, candidates.Count - firms.Count, Find(p.Value, book, firms, within, out int beyond)) { Within = within, Beyond = beyond }),
            r => Outcome.Refused<NearList>(r.Findings));
    }

    internal static Finding NoRulebook(Rung rung, DateOnly day) => Finding.Error("rung.no-rulebook", Place.Whole,
        new($"{day:yyyy-MM-dd} 没有“{Rungs.NameOf(rung).Zh}”的有效规则。", $"There is no rulebook of '{Rungs.NameOf(rung).En}' in force on {day:yyyy-MM-dd}."), new("换一个日期或类别。", "Choose another day or rung."));

    private static ImmutableArray<NearFirm> Find(RuleProgram program, FirmFactBook book, List<Firm> firms, Rational? within, out int beyond)
    {
        var table = FirmTable.Of(program, firms.ConvertAll(f => book.Facts(f.Id, program.Rulebook)));
        var screening = new GapScreening(program, book.Day);
        var near = ImmutableArray.CreateBuilder<NearFirm>();
        double most = within?.ToDouble() ?? double.PositiveInfinity;
        int left = 0;
        screening.Each(table, (place, verdict, changes) =>
        {
            var nearness = verdict switch
            {
                Verdict.Passes => Nearness.Ready,
                Verdict.Undecided => Nearness.Open,
                Verdict.Fails => changes.Count > 0 && changes.TrueForAll(c => c.Condition == changes[0].Condition && c.Input is not null) ? Nearness.OneStep : (Nearness?)null,
                Verdict.Computed => null,
            };
            if (nearness is not { } found) return;
            var lacks = changes.ConvertAll(c => LackOf(program.Rulebook, screening.Conditions[c.Condition], c, c.Input is { } input ? table[input.Id][place] : double.NaN));
            if (within is not null) lacks.RemoveAll(l => l.Relative is null || l.Relative > most);
            if (found == Nearness.OneStep && lacks.Count == 0) { left++; return; }
            near.Add(Of(firms[place], found, [.. lacks.OrderBy(l => l.Relative ?? double.PositiveInfinity)]));
        });
        beyond = left;
        return [.. near.OrderBy(n => n.Nearness).ThenBy(n => n.Nearness == Nearness.OneStep ? n.Lacks[0].Relative ?? double.PositiveInfinity : 0).ThenBy(n => n.Name, StringComparer.Ordinal)];
    }

    internal static NearFirm Of(Firm firm, Nearness nearness, ImmutableArray<Lack> lacks) =>
        new(firm.Id, firm.Key, firm.Name, firm.Division, firm.Zone, nearness, lacks) { IsFictitious = firm.Fictitious == YesNo.Yes };

    /// <param name="rulebook">The rulebook.</param>
    /// <param name="condition">The condition's id or formula.</param>
    /// <param name="change">What mends it.</param>
    /// <param name="from">What the input is now; NaN: not known.</param>
    private static Lack LackOf(Rulebook rulebook, string condition, SmallestChange change, double from) =>
        new(NameOf(rulebook, condition), change.Input?.Name ?? default, change.Amount, change.Input?.Kind == InputKind.Money ? new("元", "yuan") : change.Input?.Unit ?? default)
        {
            InputId = change.Input?.Id,
            Relative = change.Input is null or { Kind: InputKind.Choice or InputKind.YesNo } || double.IsNaN(from) || from == 0 ? null : Math.Abs(change.Amount / from),
        };

    internal static Text NameOf(Rulebook rulebook, string condition) => rulebook.Gates.FirstOrDefault(g => g.Id == condition)?.Name ?? new($"综合评价：{condition}", $"overall: {condition}");
}
