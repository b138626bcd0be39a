using Touchstone.City.Organisation;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Tests.Storage;
using Touchstone.Files;
using Touchstone.Rules;

namespace Touchstone.City.Tests.Registers;

public sealed class FirmYearTests
{
    private const string Header = "统一社会信用代码,年度,数据来源,用途,企业同意日期,授权文件,职工总数,科技人员数,销售收入(万元),总收入(万元),研发费用(万元)\n";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Figures_WithEveryFaultOfTheList_AreAllFoundAndNothingIsWritten(Engine engine)
    {
        await using var city = await Firms.SmallCityWith(engine, Firms.Line(1, "示例甲（虚构）"));
        string good = $"{Firms.Code(1)},2021,企业提供,高企培育,2022-03-01,,";
        var outcome = await city.Import("firm-years", Firms.File(Header
            + $"{Firms.Code(8)},2021,企业提供,高企培育,2022-03-01,,10,2,100,100,5\n"
            + good + "-3,2,100,100,5\n"
            + good + "10,20,100,100,5\n"
            + good + "10,2,一百,100,5\n"
            + good + "10,2,100,90,5\n"
            + $"{Firms.Code(1)},2021,统计报表,,,,10,2,100,100,5\n"
            + $"{Firms.Code(1)},2021,涉税数据,,,,10,2,100,100,5\n"
            + $"{Firms.Code(1)},2020,企业提供,,,,10,2,100,100,5\n"
            + $"{Firms.Code(1)},两年前,道听途说,,,,10,2,100,100,5\n"
            + $"12345,2019,公开信息,,,,10,2,100,100,5\n"));
        Assert.Equal(
            ["2 统一社会信用代码 reference.unknown", "3 职工总数 field.negative", "4 科技人员数 field.part-above-whole", "5 销售收入(万元) number.unreadable", "6 销售收入(万元) field.part-above-whole",
             "7 数据来源 facts.source-not-allowed", "8 数据来源 facts.source-not-allowed", "9 用途 facts.no-purpose", "9 企业同意日期 facts.no-consent", "10 年度 number.unreadable", "10 数据来源 field.unknown-code",
             "11 统一社会信用代码 reference.unknown"],
            outcome.AllFindings.Select(f => $"{f.Where.Row} {f.Where.Column} {f.Code}"));
        Assert.Empty((await city.Page("firm-years", "")).Rows);
        var allowed = await city.Import("firm-years", Firms.File(Header + $"{Firms.Code(1)},2021,统计报表,,,鄂统函〔示例〕1号,10,2,100,100,5\n"));
        Assert.Equal(1, allowed.OrThrow().Added);
    }

    [Fact]
    public async Task Figures_OfThreeYears_BecomeTheFactsOfTheRulebookAsTheyAre()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）", ",420200,,存续,2010-05-01,是,是,,"));
        const string header = "统一社会信用代码,年度,数据来源,用途,企业同意日期,职工总数,科技人员数,销售收入(万元),总收入(万元),高新技术产品（服务）收入(万元),研发费用(万元),其中：境外研发(万元),净资产(万元),Ⅰ类知识产权,Ⅱ类知识产权,当年成果转化,知识产权有自主研发的,知识产权对主要产品起核心支持,属于重点支持的技术领域,重大事故或严重环境违法\n";
        string Line(int year, int sales, int rd, int assets, int conversions) => $"{Firms.Code(1)},{year},企业提供,高企培育,2022-03-01,120,24,{sales},{sales},{sales * 7 / 10},{rd},0,{assets},2,3,{conversions},是,是,是,否\n";
        (await city.Import("firm-years", Firms.File(header + Line(2019, 4200, 260, 2000, 5) + Line(2020, 4600, 310, 2300, 5) + Line(2021, 4900, 380, 2600, 6)))).OrThrow();
        var assessed = (await city.Get<AssessFirm>().Run(Actor.Local, 1, new(2022, 7, 16), Rung.HighTech, Stop)).OrThrow();
        var high = Assert.Single(assessed);
        // The worked case H1 of the rules: gates all met; the score is a range until a reviewer has judged.
        Assert.All(high.Evaluation.Gates, gate => Assert.True(gate.Value.IsTrue, gate.Id));
        Assert.Equal(Verdict.Undecided, high.Evaluation.Verdict);
        Assert.Equal(Rational.Of(9_500_000, 137_000_000), high.Evaluation.Find("rd_ratio")!.Value.Low);
        Assert.Equal(16, high.Evaluation.Facts.Values["conversions"].ToLong());
        Assert.Equal(49_000_000, high.Evaluation.Facts.Values["sales_y1"].ToLong());
        Assert.Null(high.Held);
    }

    [Fact]
    public async Task Equity_OfARuleThatSaysInThreeOrTwoYears_IsTheSumOfThoseYears()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）", ",420200,,存续,2010-05-01,是,是,,") + Firms.Line(2, "示例乙（虚构）", ",420200,,存续,2010-05-01,是,是,,") + Firms.Line(3, "示例丙（虚构）", ",420200,,存续,2010-05-01,是,是,,"));
        const string header = "统一社会信用代码,年度,数据来源,新增股权融资(万元)\n";
        // The second firm has no figure of 2021, which counts as the rule assumes: none. Of the third nothing is known.
        (await city.Import("firm-years", Firms.File(header + string.Concat(new[] { (1, 2019, "900"), (1, 2020, "200"), (1, 2021, "200"), (1, 2022, "150"), (2, 2020, "300"), (2, 2021, ""), (2, 2022, "150"), (3, 2022, "") }
            .Select(y => $"{Firms.Code(y.Item1)},{y.Item2},公开信息,{y.Item3}\n"))))).OrThrow();
        async Task<long?> Equity(long firm, Rung rung) => Assert.Single((await city.Get<AssessFirm>().Run(Actor.Local, firm, new(2023, 7, 16), rung, Stop)).OrThrow()).Evaluation.Facts.Values.TryGetValue("equity", out var equity) ? equity.ToLong() / 10_000 : null;
        Assert.Equal([550L, 350, 350], [await Equity(1, Rung.InnovativeSme), await Equity(1, Rung.Specialised), await Equity(1, Rung.LittleGiant)]);
        Assert.Equal([450L, 150], [await Equity(2, Rung.InnovativeSme), await Equity(2, Rung.Specialised)]);
        Assert.Null(await Equity(3, Rung.InnovativeSme));
        // Only together the three years reach the 500万 of the direct route.
        Assert.True(Assert.Single((await city.Get<AssessFirm>().Run(Actor.Local, 1, new(2023, 7, 16), Rung.InnovativeSme, Stop)).OrThrow()).Evaluation.Find("by_equity")!.Value.IsTrue);
    }

    [Fact]
    public async Task NearTheLine_OfAFirmThatLacksOnlyStaff_SaysByHowMany()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）", ",420200,,存续,2010-05-01,是,是,,") + Firms.Line(2, "示例乙（虚构）", ",420200,,存续,2010-05-01,是,是,,") + Firms.Line(3, "示例丙（虚构）"));
        const string header = "统一社会信用代码,年度,数据来源,职工总数,科技人员数,销售收入(万元),资产总额(万元),成本费用支出总额(万元),研发费用(万元),Ⅰ类知识产权,Ⅱ类知识产权,居民企业,产品属禁止限制淘汰类,失信或异常名录\n";
        (await city.Import("firm-years", Firms.File(header + $"{Firms.Code(1)},2021,公开信息,80,7,1000,900,900,80,1,0,是,否,否\n" + $"{Firms.Code(2)},2021,公开信息,80,7,1000,900,900,1,0,0,是,否,否\n"))).OrThrow();
        var list = (await city.Get<NearTheLine>().Run(Actor.Local, Rung.TechSme, new(2022, 7, 16), stop: Stop)).OrThrow();
        Assert.Equal((2, 1), (list.LookedAt, list.WithoutFigures));
        var near = Assert.Single(list.Firms);
        Assert.Equal((1L, Nearness.OneStep, true), (near.Firm, near.Nearness, near.IsFictitious));
        Assert.Equal(("sci_staff", 1.0), near.Lacks.Select(l => (l.InputId!, l.Amount)).First());
    }

    /// <summary>Three firms that lack sci-tech staff alone: 7 of 80, 5 of 80, and none; 8 are needed. And what a limit leaves.</summary>
    [Fact]
    public async Task NearTheLine_SmallestInRelationComesFirstAndALimitSaysWhatItLeavesOut()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, string.Concat(Enumerable.Range(1, 3).Select(n => Firms.Line(n, $"示例第{n}（虚构）", ",420200,,存续,2010-05-01,是,是,,"))));
        const string header = "统一社会信用代码,年度,数据来源,职工总数,科技人员数,销售收入(万元),资产总额(万元),成本费用支出总额(万元),研发费用(万元),Ⅰ类知识产权,Ⅱ类知识产权,居民企业,产品属禁止限制淘汰类,失信或异常名录\n";
        string Line(int firm, int staff) => $"{Firms.Code(firm)},2021,公开信息,80,{staff},1000,900,900,80,1,0,是,否,否\n";
        (await city.Import("firm-years", Firms.File(header + Line(1, 0) + Line(2, 5) + Line(3, 7)))).OrThrow();
        async Task<NearList> List(Rational? within) => (await city.Get<NearTheLine>().Run(Actor.Local, Rung.TechSme, new(2022, 7, 16), within, Stop)).OrThrow();
        var all = await List(null);
        Assert.Equal([3L, 2L, 1L], all.Firms.Select(f => f.Firm));
        Assert.Equal([1.0 / 7, 3.0 / 5, null], all.Firms.Select(f => f.Lacks[0].Relative));
        var half = await List(Rational.Of(1, 2));
        Assert.Equal([3L], half.Firms.Select(f => f.Firm));
        Assert.Equal(2, half.Beyond);
    }

    /// <summary>A holder just above a border is warned of, with the figure and by how much it may worsen; the rest of the list stays as it is without warnings.</summary>
    [Fact]
    public async Task AtRisk_HolderJustAboveABorder_IsAnEarlyWarningOnly()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）", ",420200,,存续,2010-05-01,是,是,,") + Firms.Line(2, "示例乙（虚构）", ",420200,,存续,2010-05-01,是,是,,"));
        const string header = "统一社会信用代码,年度,数据来源,职工总数,科技人员数,销售收入(万元),资产总额(万元),成本费用支出总额(万元),研发费用(万元),Ⅰ类知识产权,Ⅱ类知识产权,居民企业,产品属禁止限制淘汰类,失信或异常名录\n";
        (await city.Import("firm-years", Firms.File(header + $"{Firms.Code(1)},2021,公开信息,490,120,1000,900,900,80,1,0,是,否,否\n{Firms.Code(2)},2021,公开信息,80,30,1000,900,900,80,1,0,是,否,否\n"))).OrThrow();
        (await city.Import("recognitions", Firms.File("统一社会信用代码,企业名称,类别,编号,有效期自,有效期至,状态,撤销日期\n" + $"{Firms.Code(1)},,科技型中小企业,20224202020A000001,2022-05-01,2024-03-31,,\n{Firms.Code(2)},,科技型中小企业,20224202020A000002,2022-05-01,2024-03-31,,\n"))).OrThrow();
        async Task<RiskList> Risk(Rational? narrow) => (await city.Get<AtRisk>().Run(Actor.Local, Rung.TechSme, new(2022, 7, 16), narrow: narrow, stop: Stop)).OrThrow();
        Assert.Empty((await Risk(null)).Firms);
        var warned = Assert.Single((await Risk(Rational.Of(5, 100))).Firms);
        Assert.Equal((1L, true), (warned.Firm, warned.IsOnlyNarrow));
        var risk = Assert.Single(warned.Risks);
        Assert.Equal(RiskKind.Narrow, risk.Kind);
        Assert.Contains("rises by 2.2 %", risk.Says.En, StringComparison.Ordinal);   // 490 to 501: 500 are allowed
        Assert.Empty((await Risk(Rational.Of(2, 100))).Firms);
    }

    /// <summary>Who newly passes and does not hold the rung adds to it; who holds it and passes no more takes away; firms without figures count as they are.</summary>
    [Fact]
    public void Effects_OfAChange_BoundTheIndicatorsThatCountTheRung()
    {
        var book = RulebookShelf.Open(Path.Combine(Touchstone.Testing.Repository.Root, "rulebooks")).InForce("high_tech", new(2022, 6, 30))!;
        FirmFacts Facts(string name) => FirmFacts.Of(name);
        (Verdict Before, Verdict After, CountedFirm Counted)[] firms =
        [
            (Verdict.Fails, Verdict.Passes, new(false, false, true)), (Verdict.Fails, Verdict.Passes, new(false, false, false)), (Verdict.Fails, Verdict.Passes, new(true, false, true)),
            (Verdict.Passes, Verdict.Fails, new(true, false, true)), (Verdict.Passes, Verdict.Fails, new(false, false, true)), (Verdict.Passes, Verdict.Passes, new(true, false, false)),
        ];
        var facts = new RegisterFacts(Rung.HighTech, [.. firms.Select((_, i) => Facts($"f{i}"))], [.. firms.Select(f => f.Counted)], [new(true, false, true), new(false, false, false)]);
        var effects = facts.Effects(new PolicyWhatIf(book, book, [.. firms.Select((f, i) => new FirmUnderBoth(Facts($"f{i}"), f.Before, f.After))]));
        Assert.Equal([("HTE", (Rational)4, (Rational)6, (Rational)3), ("HTE_SCALE_SHARE", Rational.Of(3, 5), Rational.Of(4, 5), Rational.Of(2, 5))], effects.Select(e => (e.Indicator, e.Now, e.AtMost, e.AtLeast)));
        Assert.Throws<ArgumentException>(() => facts.Effects(new PolicyWhatIf(book, book, [])));
    }
}
