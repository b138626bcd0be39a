using Touchstone.City.Benchmarks;
using Touchstone.City.Organisation;
using Touchstone.City.Tests.Indices;
using Touchstone.City.Tests.Storage;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Tests.Benchmarks;

public sealed class CompareWithPublishedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private static readonly Period Year = Period.InYear(2021);

    private static async Task<Outcome<BesidePublished>> Ask(TestCity city, string published = "AIR_GOOD", string held = "GDP", string focus = "420200")
    {
        var build = await city.Build();
        return await city.Get<CompareWithPublished>().Run(Actor.Local, new(build.Id, Year, new(published), Year, new(held), new(focus)), Stop);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Beside_ThreeCities_TakesAllFourOverTheSameUnitsAndSaysWhyOneIsMissing(Engine engine)
    {
        await using var city = await MiniIndex.Start(engine);
        await city.SendGood("list.csv", "420100,AIR_GOOD,2021,90,%,A,List,C,\n420500,AIR_GOOD,2021,95,%,A,List,C,\n420200,AIR_GOOD,2021,80,%,A,List,C,\n420000,AIR_GOOD,2021,99,%,A,List,C,\n");
        var beside = (await Ask(city)).OrThrow();
        Assert.Equal(["420100", "420200", "420500"], beside.Units.Select(u => u.Unit.Value));
        Assert.Equal((4, 3, true), (beside.PublishedUnits, beside.RankedUnits, beside.FocusIsPublished));
        Assert.Equal(["420000"], beside.OnlyPublished.Select(u => u.Value));
        Assert.Equal(RankCorrelation.Spearman([.. beside.Units.Select(u => (double?)u.Score)], [90, 80, 95]), beside.Beside);
        Assert.Equal(new RankCorrelation(3, 0.5, null), beside.Alone);
        Assert.Equal(new RankCorrelation(3, null, NoCorrelation.TooFew), beside.Partial);
    }

    [Fact]
    public async Task Beside_CityWithoutTheColumnHeldFixed_IsNamedAndLeftOutOfAll()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        await city.SendGood("list.csv", "420100,RD_GDP,2022,4,%,A,List,C,\n420500,RD_GDP,2022,3,%,A,List,C,\n420200,RD_GDP,2022,2,%,A,List,C,\n420100,AIR_GOOD,2021,90,%,A,List,C,\n420500,AIR_GOOD,2021,95,%,A,List,C,\n");
        var build = await city.Build();
        var beside = (await city.Get<CompareWithPublished>().Run(Actor.Local, new(build.Id, Year, new("RD_GDP"), Period.InYear(2022), new("AIR_GOOD")), Stop)).OrThrow();
        Assert.Equal(["420200"], beside.WithoutFixed.Select(u => u.Value));
        Assert.Equal((2, NoCorrelation.TooFew, (bool?)null), (beside.Beside.Count, beside.Beside.Why!.Value, beside.FocusIsPublished));
    }

    [Fact]
    public async Task Beside_NothingPublished_IsRefused()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        Assert.Equal("published.none", Assert.Single((await Ask(city)).AllFindings).Code);
    }
}
