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
    public void Open_FolderThatIsNotThere_IsAnEmptyShelfThatSaysWhy()
    {
        var shelf = RulebookShelf.Open(Path.Combine(Testing.Repository.Root, "no-rulebooks-here"));
        Assert.Empty(shelf.Books);
        Assert.Equal("rulebook.no-folder", Assert.Single(shelf.Findings).Code);
    }
}
