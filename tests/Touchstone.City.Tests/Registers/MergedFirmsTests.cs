using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Tests.Storage;

namespace Touchstone.City.Tests.Registers;

/// <summary>What a firm that was joined into another holds, in every list of the officer.</summary>
public sealed class MergedFirmsTests
{
    private const string Figures = "统一社会信用代码,年度,数据来源,用途,企业同意日期,职工总数,科技人员数,销售收入(万元),总收入(万元),高新技术产品（服务）收入(万元),研发费用(万元),其中：境外研发(万元),净资产(万元),Ⅰ类知识产权,Ⅱ类知识产权,当年成果转化,知识产权有自主研发的,知识产权对主要产品起核心支持,属于重点支持的技术领域,重大事故或严重环境违法\n";
    private static readonly DateOnly Joined = new(2022, 5, 1), Eve = new(2022, 4, 30), After = new(2022, 7, 16);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The first firm holds a certificate; the second has figures that would make it a candidate for one.</summary>
    private static async Task<TestCity> City(Engine engine)
    {
        var city = await Firms.SmallCityWith(engine, Firms.Line(1, "示例甲（虚构）", ",420200,,存续,2010-05-01,是,是,,") + Firms.Line(2, "示例乙（虚构）", ",420200,,存续,2010-05-01,是,是,,"));
        (await city.Import("recognitions", Firms.File($"统一社会信用代码,类别,编号,有效期自,有效期至\n{Firms.Code(1)},高新技术企业,GR201942000001,2019-11-15,2022-11-14\n"))).OrThrow();
        static string Line(int year, int sales, int rd, int assets, int conversions) => $"{Firms.Code(2)},{year},企业提供,高企培育,2022-03-01,120,24,{sales},{sales},{sales * 7 / 10},{rd},0,{assets},2,3,{conversions},是,是,是,否\n";
        (await city.Import("firm-years", Firms.File(Figures + Line(2019, 4200, 260, 2000, 5) + Line(2020, 4600, 310, 2300, 5) + Line(2021, 4900, 380, 2600, 6)))).OrThrow();
        return city;
    }

    private static async Task<string> Near(TestCity city, DateOnly day) => string.Join(' ', (await city.Get<NearTheLine>().Run(Actor.Local, Rung.HighTech, day, stop: Stop)).OrThrow().Firms.Select(f => f.Firm));
    private static async Task<string> Risk(TestCity city, DateOnly day) => string.Join(' ', (await city.Get<AtRisk>().Run(Actor.Local, Rung.HighTech, day, stop: Stop)).OrThrow().Firms.Select(f => FormattableString.Invariant($"{f.Firm}:{string.Join(',', f.Risks.Select(r => r.Kind))}")));
    private static async Task<string> Work(TestCity city, DateOnly day, long? firm = null) => string.Join(' ', (await city.Get<Worklist>().Run(Actor.Local, new(day, firm), Stop)).Select(w => FormattableString.Invariant($"{w.Kind}:{w.Firm}:{w.Due:yyyy-MM-dd}")));

    private static async Task<RungStanding> Standing(TestCity city, DateOnly day, AsKnownOn known) => (await city.Get<GradientOverview>().Run(Actor.Local, day, known, Stop)).Single(s => s.Rung == Rung.HighTech);

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Certificate_OfAFirmThatWasJoined_IsTheSuccessorsFromThatDayInEveryList(Engine engine)
    {
        await using var city = await City(engine);
        Assert.Equal("2", await Near(city, After));
        var known = AsKnownOn.On(DateOnly.FromDateTime(city.Clock.GetUtcNow().AddHours(8).DateTime));
        city.Clock.Advance(TimeSpan.FromDays(2));
        long merge = (await city.Get<MergeFirms>().Run(Actor.Local, new(1, 2, Joined, "合并公告"), Stop)).OrThrow();
        // Struck off afterwards, as such firms are.
        (await city.Get<EditRow>().Run(Actor.Local, new("firms", 1, new Dictionary<string, string?> { ["left_on"] = "2022-05-20" }), WriteMode.Commit, Stop)).OrThrow();

        Assert.Equal(("", "2:Expires"), (await Near(city, After), await Risk(city, After)));
        Assert.Equal("AnnualReport:2:2022-05-31 ChangeReport:2:2022-08-01 Renewal:2:2022-08-31", await Work(city, After));
        Assert.Equal(await Work(city, After), await Work(city, After, 2));
        Assert.Equal("", await Work(city, After, 1));
        var now = await Standing(city, After, AsKnownOn.Now);
        Assert.Equal((1, 1, 0), (now.Holders, now.AtRisk, now.Near!.Values.Sum()));
        // Before the day, and as known before it was recorded, each stands for itself.
        Assert.Equal(("2", "1:Expires"), (await Near(city, Eve), await Risk(city, Eve)));
        Assert.Equal("AnnualReport:1:2022-05-31 Renewal:1:2022-08-31", await Work(city, Eve));
        await using var other = await TestCity.Reopen(city.Database, city.Clock);
        var then = await Standing(other, After, known);
        Assert.Equal((1, 1, 1), (then.Holders, then.AtRisk, then.Near![Nearness.Open]));
        var as_now = await Standing(other, After, AsKnownOn.On(DateOnly.FromDateTime(city.Clock.GetUtcNow().AddHours(8).DateTime)));
        Assert.Equal((1, 1, 0), (as_now.Holders, as_now.AtRisk, as_now.Near!.Values.Sum()));

        // What the first has filed is filed, and what it has asked for is asked for.
        (await city.Import("filings", Firms.File($"统一社会信用代码,报告类别,年份,报送日期\n{Firms.Code(1)},高企年报,2021,2022-04-20\n{Firms.Code(1)},更名或重大变化报告,2022,2022-05-10\n"))).OrThrow();
        (await city.Import("applications", Firms.File($"统一社会信用代码,类别,申报年度,进度,提交日期\n{Firms.Code(1)},高新技术企业,2022,已推荐,2022-04-25\n"))).OrThrow();
        Assert.Equal("", await Work(city, After));
        (await city.Get<UndoRelation>().Run(Actor.Local, merge, Stop)).OrThrow();
        Assert.Equal("2", await Near(city, After));
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Merge_TakenBack_GivesTheStatusBackThatWasBefore(Engine engine)
    {
        await using var city = await City(engine);
        (await city.Get<EditRow>().Run(Actor.Local, new("firms", 1, new Dictionary<string, string?> { ["status"] = "closed", ["left_on"] = "2022-06-01" }), WriteMode.Commit, Stop)).OrThrow();
        async Task<string?> Status() => (await city.Page("firms", "columns=status,left_on&sort=credit_code")).Column("status").First();
        long merge = (await city.Get<MergeFirms>().Run(Actor.Local, new(1, 2, Joined), Stop)).OrThrow();
        Assert.Equal("merged", await Status());
        (await city.Get<UndoRelation>().Run(Actor.Local, merge, Stop)).OrThrow();
        Assert.Equal("closed", await Status());
    }
}
