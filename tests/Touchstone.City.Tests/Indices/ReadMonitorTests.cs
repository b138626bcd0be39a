using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Tests.Storage;
using Touchstone.Model;

namespace Touchstone.City.Tests.Indices;

public sealed class ReadMonitorTests
{
    private const string Header = "heading,heading_zh,heading_en,indicator,origin,target,target_period,target_document,why_empty_zh,why_empty_en\n";
    private static readonly AreaCode Huangshi = new("420200");
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<TestCity> Start(Engine engine, string rows)
    {
        var city = await SmallCity.Start(engine);
        (await Import(city, rows)).OrThrow();
        return city;
    }

    private static Task<Outcome<ImportReceipt>> Import(TestCity city, string rows) =>
        city.Get<ImportMonitor>().Run(Actor.Local, "guide", SmallCity.File("monitor.csv", Header + rows), WriteMode.Commit, Stop);

    private static async Task<MonitorLine> Line(TestCity city, string indicator, Frequency? frequency = null) =>
        (await city.Get<ReadMonitor>().Run(Actor.Local, new("guide", Huangshi, default, frequency), Stop)).Single(l => l.Item.Indicator.Value == indicator);

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Line_WithYearsAndQuarters_KeepsTheLatestOfEachApart(Engine engine)
    {
        await using var city = await Start(engine, "A,甲,First,RD_GDP,list,,,,,\n");
        await city.SendGood("r.csv", "420200,RD_GDP,2020,2.0,%,A,Yearbook,B,\n420200,RD_GDP,2021,2.2,%,A,Yearbook,B,\n420200,RD_GDP,2022-Q1,28.4,%,A,Daily,B,\n420100,RD_GDP,2024,9,%,A,Yearbook,B,\n");
        var line = await Line(city, "RD_GDP");
        Assert.Equal([("2022-Q1", 28.4), ("2021", 2.2)], line.Values.Select(v => (v.Cell.Key.Period.ToString(), v.Cell.Value!.Value)));
        Assert.Equal(new DateOnly(2026, 1, 5).DayNumber - new DateOnly(2021, 12, 31).DayNumber, line.Values[1].AgeDays);
        Assert.Equal("2021", Assert.Single((await Line(city, "RD_GDP", Frequency.Annual)).Values).Cell.Key.Period.ToString());
        Assert.Empty((await Line(city, "RD_GDP", Frequency.Monthly)).Values);
    }

    [Fact]
    public async Task Line_WithSeveralSources_KeepsThemAll()
    {
        await using var city = await Start(Engine.Sqlite, "A,甲,First,RD_GDP,list,,,,,\n");
        await city.SendGood("r.csv", "420200,RD_GDP,2021,2.2,%,A,Yearbook,B,\n");
        await city.SendGood("s.csv", "420200,RD_GDP,2021,2.3,%,A,Bulletin,A,\n");
        Assert.Equal([2.3, 2.2], (await Line(city, "RD_GDP")).Values.Single().Cell.Candidates.Select(c => c.Value!.Value));
    }

    [Fact]
    public async Task Line_WithoutValue_NamesWhoIsToReportAndWhetherThatIsChecked()
    {
        await using var city = await Start(Engine.Sqlite, "A,甲,First,GDP,list,,,,,\nA,甲,First,RD_GDP,list,,,,没有,none was found\nA,甲,First,AIR_GOOD,supplement,,,,,\n");
        Assert.Equal(new Responsible("STAT", new("统计局", "Bureau of Statistics"), Verification.Unverified), Assert.Single((await Line(city, "GDP")).Responsible));
        // The duty that was checked ended in 2024; today only the catalogue names the bureau.
        Assert.Equal(("STB", Verification.Unverified), (await Line(city, "RD_GDP")).Responsible.Select(r => (r.Department, r.Verification)).Single());
        Assert.Equal(Verification.Verified, (await city.Get<ReadMonitor>().Run(Actor.Local, new("guide", Huangshi, AsKnownOn.On(new(2024, 6, 1))), Stop))[1].Responsible.Single().Verification);
        var unnamed = await Line(city, "AIR_GOOD");
        Assert.Empty(unnamed.Responsible);
        Assert.Null(unnamed.Latest);
    }

    [Fact]
    public async Task Distance_ByDirection_IsWhatIsStillToGoAtTheFrequencyOfTheTarget()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        (await city.Get<ImportCatalogue>().Run(Actor.Local, SmallCity.File("catalogue.csv", SmallCity.Catalogue + "\nPM25,细颗粒物,PM2.5,%,%,-,,,,,,,,V,annual,1,2016-01-01,\n"), WriteMode.Commit, Stop)).OrThrow();
        (await Import(city, "A,甲,First,RD_GDP,list,2.5,2025,plan,,\nA,甲,First,PM25,list,35,2025,plan,,\nA,甲,First,GDP,list,3000,2025,plan,,\nA,甲,First,POP_RES,list,,,,,\n")).OrThrow();
        await city.SendGood("r.csv", "420200,RD_GDP,2021,2.2,%,A,Y,B,\n420200,PM25,2021,43,%,A,Y,B,\n420200,PM25,2022-Q1,20,%,A,Y,B,\n420200,GDP,2021,1865.7,亿元,A,Y,B,\n");
        Assert.Equal(0.3, (await Line(city, "RD_GDP")).Distance!.Remaining!.Value, 1e-12);
        // The quarter is later and below the target; a target of a year is met by a year only.
        Assert.Equal((8.0, "2021"), ((await Line(city, "PM25")).Distance!.Remaining!.Value, (await Line(city, "PM25")).Distance!.Against!.Cell.Key.Period.ToString()));
        var neutral = (await Line(city, "GDP")).Distance!;
        Assert.Equal((3000.0, "plan", (double?)null), (neutral.Target, neutral.Document, neutral.Remaining));
        Assert.Null((await Line(city, "POP_RES")).Distance);
    }

    [Fact]
    public async Task Import_TargetWithoutDocumentOrPeriod_IsRefusedWithBothPlaces()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var outcome = await Import(city, "A,甲,First,GDP,list,3000,2025,,,\nA,甲,First,RD_GDP,list,2.5,soon,plan,,\n");
        Assert.Equal([("monitor.target-without-document", 2), ("monitor.target-without-period", 3)], outcome.AllFindings.Select(f => (f.Code, f.Where.Row!.Value)));
        Assert.Empty(await city.Get<ListMonitors>().Run(Actor.Local, Stop));
    }
}
