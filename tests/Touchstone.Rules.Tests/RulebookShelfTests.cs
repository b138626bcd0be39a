using Touchstone.Files;

namespace Touchstone.Rules.Tests;

public sealed class RulebookShelfTests
{
    private static readonly RulebookShelf Ours = RulebookShelf.Open(Path.Combine(Testing.Repository.Root, "rulebooks"));

    [Fact]
    public void Editions_OfEveryScheme_CoverEachDayAtMostOnce()
    {
        Assert.Empty(Ours.Findings);
        foreach (var scheme in Ours.Books.GroupBy(b => b.Id))
        {
            var editions = Ours.Editions(scheme.Key);
            Assert.Equal(scheme.OrderBy(b => b.From), editions);
            foreach (var edition in editions) Assert.Same(edition, Ours.InForce(scheme.Key, edition.From));
        }
    }

    [Fact]
    public void InForce_BeforeTheFirstEdition_IsNone()
    {
        Assert.Null(Ours.InForce("high_tech", new DateOnly(2015, 12, 31)));
        Assert.Null(Ours.InForce("no_such_scheme", new DateOnly(2022, 6, 30)));
        Assert.Empty(Ours.Editions("no_such_scheme"));
    }

    [Fact]
    public void Track_OfEveryRulebookOfTheRepository_IsStated() => Assert.DoesNotContain(Ours.Books, b => b.Track == RuleTrack.Other);

    [Fact]
    public void Inputs_OfEveryRulebook_SayTheirSpanAndPeriod() => Assert.All(Ours.Books.SelectMany(b => b.Inputs), i => Assert.True(i is { Span: not null, Period.IsEmpty: false }, i.Id));

    [Fact]
    public void Filing_OfEveryRulebook_SaysHowItWasComeBy() => Assert.All(Ours.Books.SelectMany(b => b.Filing), f => Assert.False(f.Says.IsEmpty));

    /// <summary>The numbers of a condition are parameters, so that a what-if can change them; what is left is counting: none, one right or more, a part of a whole.</summary>
    [Fact]
    public void Conditions_OfEveryRulebook_NameTheirNumbers()
    {
        foreach (var book in Ours.Books)
            foreach (var formula in book.Gates.Concat(book.Routes).Select(g => g.Test).Append(book.Pass).OfType<Formula>())
                Assert.DoesNotContain(Numbers(formula), n => n != Rational.Zero && n != Rational.One);

        static IEnumerable<Rational> Numbers(Formula formula) => formula switch
        {
            Formula.Number n => [n.Value],
            Formula.Unary u => Numbers(u.Of),
            Formula.Binary b => Numbers(b.Left).Concat(Numbers(b.Right)),
            Formula.Choice c => Numbers(c.Truth).Concat(Numbers(c.Yes)).Concat(Numbers(c.No)),
            _ => [],
        };
    }

    /// <summary>A document's number, an article, an index; or the trace says that our copy states none. Never silence.</summary>
    [Fact]
    public void Trace_OfEveryRulebook_SaysForEachConditionAndNumberWhereItStands()
    {
        foreach (var book in Ours.Books)
        {
            var trace = Shelf.Evaluate(book, FirmFacts.Of("nobody"), book.From);
            Assert.All(trace.Roots.SelectMany(r => r.All()).Where(n => n.Kind is TraceKind.Gate or TraceKind.Route or TraceKind.Group or TraceKind.Item or TraceKind.Parameter),
                n => Assert.True(n.ClauseSaid is { Zh.Length: > 0, En.Length: > 0 }, $"{book} {n.Id}"));
        }
        Assert.Equal(Clauses.NotStated, Shelf.Evaluate(Shelf.Book("national_makerspace"), FirmFacts.Of("nobody")).Find("teams_enough")!.ClauseSaid);
        Assert.Contains("（4）", Shelf.Evaluate(Shelf.Book("national_incubator"), FirmFacts.Of("nobody"), new DateOnly(2022, 6, 30)).Find("team")!.ClauseSaid.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void FullScore_OfEveryRulebookWithGroups_IsTheSumOfTheirCaps() =>
        Assert.All(Ours.Books.Where(b => !b.Groups.IsEmpty), b => Assert.Equal(b.Groups.Aggregate(Rational.Zero, (sum, g) => sum + g.Cap), b.FullScore));

    [Fact]
    public void Open_FolderThatIsNotThere_IsAnEmptyShelfThatSaysWhy()
    {
        var shelf = RulebookShelf.Open(Path.Combine(Testing.Repository.Root, "no-rulebooks-here"));
        Assert.Empty(shelf.Books);
        Assert.Equal("rulebook.no-folder", Assert.Single(shelf.Findings).Code);
    }
}
