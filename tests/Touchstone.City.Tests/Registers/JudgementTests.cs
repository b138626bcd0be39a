using System.Collections.Immutable;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Tests.Storage;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Tests.Registers;

public sealed class JudgementTests
{
    private const string Header = "统一社会信用代码,年度,数据来源,用途,企业同意日期,职工总数,科技人员数,销售收入(万元),总收入(万元),高新技术产品（服务）收入(万元),研发费用(万元),其中：境外研发(万元),净资产(万元),Ⅰ类知识产权,Ⅱ类知识产权,当年成果转化,知识产权有自主研发的,知识产权对主要产品起核心支持,属于重点支持的技术领域,重大事故或严重环境违法\n";
    private const string Points = "统一社会信用代码,规则,版本,评估年度,评分项,评分日期,得分,评审人\n";
    private static readonly DateOnly Judged = new(2022, 6, 1), After = new(2022, 7, 16);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A firm whose figures meet every gate, so that the reviewer decides.</summary>
    private static async Task<TestCity> City(Engine engine)
    {
        var city = await Firms.SmallCityWith(engine, Firms.Line(1, "示例甲（虚构）", ",420200,,存续,2010-05-01,是,是,,"));
        static string Line(int year, int sales, int rd, int assets, int conversions) => $"{Firms.Code(1)},{year},企业提供,高企培育,2022-03-01,120,24,{sales},{sales},{sales * 7 / 10},{rd},0,{assets},2,3,{conversions},是,是,是,否\n";
        (await city.Import("firm-years", Firms.File(Header + Line(2019, 4200, 260, 2000, 5) + Line(2020, 4600, 310, 2300, 5) + Line(2021, 4900, 380, 2600, 6)))).OrThrow();
        return city;
    }

    private static async Task<Evaluation> Assess(TestCity city, DateOnly day) => Assert.Single((await city.Get<AssessFirm>().Run(Actor.Local, 1, day, Rung.HighTech, Stop)).OrThrow()).Evaluation;

    private static PointsSheet Sheet(DateOnly day, params (string Item, string? Points)[] points) => new(1, "high_tech", "2016", 2022, day, points.ToDictionary(p => p.Item, p => p.Points, StringComparer.Ordinal));

    private static PointsSheet Full(Evaluation open, DateOnly day, Func<Reach, Rational?> at) => Sheet(day, [.. open.Groups.SelectMany(g => g.Children).Where(i => i.Origin == Origin.Missing).Select(i => (i.Id, (string?)at(i.Allowed!.Value).ToString()))]);

    private static async Task<Nearness?> Near(TestCity city, DateOnly day) => (await city.Get<NearTheLine>().Run(Actor.Local, Rung.HighTech, day, stop: Stop)).OrThrow().Firms.SingleOrDefault()?.Nearness;

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Points_OfEveryItem_MakeAnOpenFirmReadyFromTheDayJudged(Engine engine)
    {
        await using var city = await City(engine);
        var open = await Assess(city, After);
        Assert.Equal(Verdict.Undecided, open.Verdict);
        async Task<RungStanding> Counted() => (await city.Get<GradientOverview>().Run(Actor.Local, After, AsKnownOn.Now, Stop)).Single(s => s.Rung == Rung.HighTech);
        var counted = await Counted();
        Assert.Equal(1, counted.Near![Nearness.Open]);
        Assert.Same(counted, await Counted());
        var sheet = Full(open, Judged, allowed => allowed.High);
        Assert.Equal(sheet.Points.Count, (await city.Get<RecordPoints>().Run(Actor.Local, sheet with { Reviewer = "示例评审组" }, Stop)).OrThrow());
        var ready = await Assess(city, After);
        Assert.Equal(Verdict.Passes, ready.Verdict);
        Assert.Equal(new("示例评审组 2022-06-01 评分", "judged by 示例评审组 on 2022-06-01"), ready.Find("ip_advance")!.Source);
        Assert.Equal((Nearness.Ready, Nearness.Open), (await Near(city, Judged), await Near(city, Judged.AddDays(-1))));
        // Counted again, because a row has changed.
        Assert.Equal(1, (await Counted()).Near![Nearness.Ready]);
        // Another year is another assessment.
        Assert.Equal(Origin.Missing, (await Assess(city, new(2023, 1, 1))).Find("ip_advance")!.Origin);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Gradient_AsKnownOnADay_IsTheGradientOfThatDay(Engine engine)
    {
        await using var city = await City(engine);
        Task<ImmutableArray<RungStanding>> Counted(AsKnownOn known) => city.Get<GradientOverview>().Run(Actor.Local, After, known, Stop);
        var taken = new List<ImmutableArray<RungStanding>>();
        Func<Task>[] days =
        [
            () => Task.CompletedTask,
            async () => (await city.Get<RecordPoints>().Run(Actor.Local, Full(await Assess(city, After), Judged, allowed => allowed.High), Stop)).OrThrow(),
            async () => (await city.Import("recognitions", Firms.File($"统一社会信用代码,类别,编号,有效期自,有效期至\n{Firms.Code(1)},高新技术企业,GR202142000001,2020-12-01,2022-11-30\n"))).OrThrow(),
            async () => (await city.Import("filings", Firms.File($"统一社会信用代码,报告类别,年份,报送日期\n{Firms.Code(1)},高企年报,2021,2022-04-20\n"))).OrThrow(),
            async () => (await city.Get<EditRow>().Run(Actor.Local, new("firms", 1, new Dictionary<string, string?> { ["status"] = "closed", ["left_on"] = "2022-07-01" }), WriteMode.Commit, Stop)).OrThrow(),
        ];
        foreach (var day in days)
        {
            await day();
            taken.Add(await Counted(AsKnownOn.Now));
            city.Clock.Advance(TimeSpan.FromDays(1));
        }
        // Another host has counted nothing yet.
        await using var other = await TestCity.Reopen(city.Database, city.Clock);
        for (int day = 0; day < days.Length; day++)
        {
            var known = await other.Get<GradientOverview>().Run(Actor.Local, After, AsKnownOn.On(new DateOnly(2026, 1, 5).AddDays(day)), Stop);
            Assert.Equal(taken[day].Select(Said), known.Select(Said));
        }
        Assert.Equal(["0 0 0 1 0", "0 0 1 0 0", "1 1 0 0 0", "1 1 0 0 0", "0 0 0 0 0"], taken.Select(t => Said(t.Single(s => s.Rung == Rung.HighTech))));
        Assert.All(await Counted(AsKnownOn.On(new(2026, 1, 4))), s => Assert.Equal(0, s.Holders));

        static string Said(RungStanding s) => FormattableString.Invariant($"{s.Holders} {s.AtRisk} {s.Near?.GetValueOrDefault(Nearness.Ready)} {s.Near?.GetValueOrDefault(Nearness.Open)} {s.Near?.GetValueOrDefault(Nearness.OneStep)}");
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Worklist_AsksForPointsOfFirmsThatAreToApply_UntilTheyAreRecorded(Engine engine)
    {
        await using var city = await City(engine);
        async Task<WorkItem[]> Asked(DateOnly day, long? firm = null) => [.. (await city.Get<Worklist>().Run(Actor.Local, new(day, firm), Stop)).Where(w => w.Kind == WorkKind.ReviewPoints)];
        // A firm that nobody wants to apply is left alone.
        Assert.Empty(await Asked(After));
        (await city.Import("cultivation", Firms.File($"统一社会信用代码,培育目标,入库年度,预计申报年度,状态\n{Firms.Code(1)},高新技术企业,2021,2022,培育中\n"))).OrThrow();
        var item = Assert.Single(await Asked(After));
        Assert.Equal((1, "high_tech", new DateOnly(2022, 8, 31), ("cultivation", 1L)), (item.Firm, item.Rulebook, item.Due, item.Row));
        Assert.Equal(item, Assert.Single(await Asked(After, 1)));
        Assert.Empty(await Asked(new(2021, 7, 16)));
        var open = await Assess(city, After);
        Assert.EndsWith(FormattableString.Invariant($"{open.Deciding.Length} items"), item.Says.En, StringComparison.Ordinal);
        // Once an application is filed it is that which is shown, once.
        (await city.Import("applications", Firms.File($"统一社会信用代码,类别,申报年度,进度\n{Firms.Code(1)},高新技术企业,2022,已提交\n"))).OrThrow();
        Assert.Equal(("applications", 1L), Assert.Single(await Asked(After)).Row);
        // Where a figure is missing, no reviewer can settle it.
        async Task Sales(string? sales) => (await city.Get<EditRow>().Run(Actor.Local, new("firm-years", 3, new Dictionary<string, string?> { ["sales"] = sales, ["income"] = sales }), WriteMode.Commit, Stop)).OrThrow();
        await Sales(null);
        Assert.Empty(await Asked(After));
        await Sales("4900");

        var sheet = Full(open, Judged, allowed => allowed.High);
        (await city.Get<RecordPoints>().Run(Actor.Local, sheet with { Points = sheet.Points.Take(1).ToDictionary() }, Stop)).OrThrow();
        Assert.Single(await Asked(After));
        (await city.Get<RecordPoints>().Run(Actor.Local, sheet, Stop)).OrThrow();
        Assert.Empty(await Asked(After));
        Assert.Single(await Asked(Judged.AddDays(-1)));
    }

    [Fact]
    public async Task Points_GivenLater_TakeThePlaceOfTheEarlierAndBothAreKept()
    {
        await using var city = await City(Engine.Sqlite);
        async Task<Outcome<int>> Give(DateOnly day, string? points) => await city.Get<RecordPoints>().Run(Actor.Local, Sheet(day, ("ip_advance", points)), Stop);
        async Task<Rational?> On(DateOnly day) => (await Assess(city, day)).Facts.Values.TryGetValue("ip_advance", out var points) ? points : null;
        Assert.Equal(1, (await Give(Judged, "5")).OrThrow());
        Assert.Equal(0, (await Give(Judged.AddDays(1), "5")).OrThrow());
        Assert.Equal(1, (await Give(Judged.AddDays(10), "6.5")).OrThrow());
        Assert.Equal(1, (await Give(Judged.AddDays(20), "")).OrThrow());
        Assert.Equal([null, 5, 5, Rational.Of(13, 2), null], new[] { await On(Judged.AddDays(-1)), await On(Judged), await On(Judged.AddDays(9)), await On(Judged.AddDays(10)), await On(Judged.AddDays(20)) });
        Assert.Equal([null, 6.5, 5], (await city.Get<ReadJudgements>().Run(Actor.Local, 1, "high_tech", "2016", 2022, Stop)).Select(j => j.Points));
        // The same day again corrects what was written; its history says what it was.
        Assert.Equal(1, (await Give(Judged.AddDays(10), "7")).OrThrow());
        long row = (await city.Get<ReadJudgements>().Run(Actor.Local, 1, "high_tech", "2016", 2022, Stop))[1].Id;
        Assert.Equal(2, (await city.Get<ReadRowHistory>().Run(Actor.Local, "judgements", row, Stop)).Length);
    }

    [Fact]
    public async Task File_WithEveryFault_NamesEachCellAndWritesNothing()
    {
        await using var city = await City(Engine.Sqlite);
        string firm = Firms.Code(1);
        var outcome = await city.Import("judgements", Firms.File(Points
            + $"{firm},high_tech,2016,2022,ip_advance,2022-06-01,9,\n"
            + $"{firm},high_tech,2016,2022,ip_count,2022-06-01,5,\n"
            + $"{firm},high_tech,2016,2022,no_such,2022-06-01,5,\n"
            + $"{firm},high_tech,1999,2022,ip_core,2022-06-01,5,\n"
            + $"{firm},no_such,2016,2022,ip_core,2022-06-01,5,\n"
            + $"{firm},high_tech,2016,2022,ip_core,2023-06-01,5,\n"
            + $"{firm},high_tech,2016,2022,ip_core,2022-06-01,-1,\n"
            + $"{firm},高新技术企业认定,2016,2022,技术的先进程度,2022-06-02,8,\n", "judgements.csv"));
        Assert.Equal(["2 得分 judgement.points-outside", "3 得分 judgement.points-outside", "4 评分项 judgement.unknown-item", "5 版本 judgement.unknown-edition", "6 规则 judgement.unknown-rulebook", "7 评分日期 judgement.after-the-year", "8 得分 field.negative"],
            outcome.AllFindings.OrderBy(f => f.Where.Row).Select(f => $"{f.Where.Row} {f.Where.Column} {f.Code}"));
        Assert.Empty((await city.Page("judgements", "")).Rows);
        (await city.Import("judgements", Firms.File(Points + $"{firm},高新技术企业认定,2016,2022,技术的先进程度,2022-06-02,8,\n", "judgements.csv"))).OrThrow();
        Assert.Equal(("high_tech", "ip_advance"), (Assert.Single((await city.Page("judgements", "columns=rulebook")).Column("rulebook")), Assert.Single((await city.Page("judgements", "columns=item")).Column("item"))));
    }

    [Fact]
    public async Task Points_OutsideTheBandOfTheFirm_AreRefusedTogetherWithTheRest()
    {
        await using var city = await City(Engine.Sqlite);
        var outcome = await city.Get<RecordPoints>().Run(Actor.Local, Sheet(Judged, ("ip_advance", "8"), ("ip_count", "5"), ("ip_core", "many")), Stop);
        Assert.Equal(["ip_core number.unreadable", "ip_count judgement.points-outside"], outcome.AllFindings.Select(f => $"{f.Where.Column} {f.Code}").Order(StringComparer.Ordinal));
        Assert.Empty(await city.Get<ReadJudgements>().Run(Actor.Local, 1, "high_tech", "2016", 2022, Stop));
    }
}
