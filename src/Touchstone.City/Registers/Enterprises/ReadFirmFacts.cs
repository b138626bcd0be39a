using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>How a firm of the register counts in the indicators of a rung on a day.</summary>
/// <param name="Holds">It holds the rung.</param>
/// <param name="EnteredThisYear">It holds it since a day of the calendar year.</param>
/// <param name="IsAboveScale">It is above scale.</param>
public sealed record CountedFirm(bool Holds, bool EnteredThisYear, bool IsAboveScale);

/// <summary>What an indicator that counts a rung is on the day, and between which values the change of a rule could bring it.</summary>
/// <param name="Indicator">The indicator's code in the catalogue.</param>
/// <param name="Name">What it counts.</param>
/// <param name="IsShare">A share (0 to 1); otherwise a number of firms.</param>
/// <param name="Now">On the day, over the register's active firms.</param>
/// <param name="AtMost">If all firms that newly pass and do not hold it applied and were recognised, and nobody lost it: an upper bound, not a forecast.</param>
/// <param name="AtLeast">If nobody new were recognised, and all holders that pass no more lost it once theirs ends: a lower bound.</param>
public sealed record CountEffect(string Indicator, Text Name, bool IsShare, Rational Now, Rational AtMost, Rational AtLeast);

/// <summary>The facts of the register's firms as a rulebook asks for them, with how each counts in the rung that the rulebook decides.</summary>
/// <param name="Rung">The rung; null: the rulebook decides none that is registered.</param>
/// <param name="Firms">The facts of firms with figures of the year before, under their names.</param>
/// <param name="Counted">How each of these firms counts, in the same order.</param>
/// <param name="Others">How the active firms without figures count: no change of a rule is seen of them.</param>
public sealed record RegisterFacts(Rung? Rung, ImmutableArray<FirmFacts> Firms, ImmutableArray<CountedFirm> Counted, ImmutableArray<CountedFirm> Others)
{
    /// <summary>What a change of the rule could do to the catalogue's indicators that count the rung; empty where there is none. The what-if is of these firms, in this order.</summary>
    public ImmutableArray<CountEffect> Effects(PolicyWhatIf whatIf)
    {
        if (whatIf.Firms.Length != Firms.Length) throw new ArgumentException("The what-if is of other firms.", nameof(whatIf));
        return Rung switch
        {
            Enterprises.Rung.HighTech =>
            [
                Of("HTE", new("有效的高新技术企业", "firms with a valid high-tech recognition"), _ => true, s => s.Holds, isShare: false),
                .. All.Any(s => s.IsAboveScale) ? [Of("HTE_SCALE_SHARE", new("规上企业中有效高企的占比", "share of high-tech firms among above-scale firms"), s => s.IsAboveScale, s => s.Holds, isShare: true)] : ImmutableArray<CountEffect>.Empty,
            ],
            Enterprises.Rung.TechSme => [Of("TSME", new("当年入库的科技型中小企业", "firms entered as technology SMEs in the year"), _ => true, s => s.EnteredThisYear, isShare: false)],
            _ => [],
        };

        CountEffect Of(string indicator, Text name, Func<CountedFirm, bool> belongs, Func<CountedFirm, bool> counts, bool isShare)
        {
            int now = All.Count(s => belongs(s) && counts(s));
            int more = Moved((before, after, s) => before != Verdict.Passes && after == Verdict.Passes && !counts(s));
            int less = Moved((before, after, s) => before == Verdict.Passes && after != Verdict.Passes && counts(s));
            Rational whole = isShare ? All.Count(belongs) : 1;
            return new(indicator, name, isShare, now / whole, (now + more) / whole, (now - less) / whole);

            int Moved(Func<Verdict, Verdict, CountedFirm, bool> moves)
            {
                int moved = 0;
                for (int i = 0; i < Firms.Length; i++)
                    if (belongs(Counted[i]) && moves(whatIf.Firms[i].Before, whatIf.Firms[i].After, Counted[i])) moved++;
                return moved;
            }
        }
    }

    private IEnumerable<CountedFirm> All => Counted.Concat(Others);
}

/// <summary>The facts of every firm that is there on a day and has figures of the year before, as a rulebook asks for them, under the firm's name: what a change of the rule is tried on.</summary>
public sealed class ReadFirmFacts(IDbContextFactory<CityDb> store)
{
    public async Task<RegisterFacts> Run(Actor actor, Rulebook rulebook, DateOnly day, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var book = await FirmFactBook.Load(db, day, null, stop);
        var rung = Enum.GetValues<Rung>().Cast<Rung?>().FirstOrDefault(r => Rungs.RulebookOf(r!.Value) == rulebook.Id);
        var (known, others) = (book.Firms.Where(f => book.HasFigures(f.Id)).ToList(), book.Firms.Where(f => !book.HasFigures(f.Id)));
        return new(rung, [.. known.Select(f => book.Facts(f.Id, rulebook) with { Firm = f.Name })], [.. known.Select(StandingOf)], [.. others.Select(StandingOf)]);

        CountedFirm StandingOf(Firm firm)
        {
            var held = rung is { } r ? book.Standing(firm.Id).Where(x => x.Rung == r).ToList() : [];
            return new(held.Count > 0, held.Exists(x => (x.RecognisedOn ?? x.ValidFrom)?.Year == day.Year), firm.AboveScale == YesNo.Yes);
        }
    }
}
