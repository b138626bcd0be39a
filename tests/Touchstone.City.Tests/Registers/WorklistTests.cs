using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Tests.Storage;
using Touchstone.Rules;

namespace Touchstone.City.Tests.Registers;

public sealed class WorklistTests
{
    private const string Recognitions = "统一社会信用代码,类别,编号,有效期自,有效期至\n";
    private static readonly DateOnly Day = new(2022, 7, 16);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Four firms that hold a high-tech certificate, with their main business.</summary>
    private static async Task<TestCity> City(Engine engine)
    {
        var city = await SmallCity.Start(engine);
        (await city.Import("firms", Firms.File("统一社会信用代码,企业名称,行业（GB/T 4754）\n" + string.Concat(Enumerable.Range(1, 4).Select(i => $"{Firms.Code(i)},示例{i}号（虚构）,3982\n"))), RowsRequest.Commit with { ValidFrom = new(2015, 1, 1) })).OrThrow();
        (await city.Import("recognitions", Firms.File(Recognitions + string.Concat(Enumerable.Range(1, 4).Select(i => $"{Firms.Code(i)},高新技术企业,GR202142{i:000000},2021-11-15,2024-11-14\n"))))).OrThrow();
        return city;
    }

    private static async Task Edit(TestCity city, long firm, DateOnly from, params (string Field, string? Value)[] values) =>
        (await city.Get<EditRow>().Run(Actor.Local, new("firms", firm, values.ToDictionary(v => v.Field, v => v.Value, StringComparer.Ordinal)) { ValidFrom = from }, WriteMode.Commit, Stop)).OrThrow();

    private static async Task<IReadOnlyList<string>> Changes(TestCity city, DateOnly day) =>
        [.. (await city.Get<Worklist>().Run(Actor.Local, new(day), Stop)).Where(w => w.Kind == WorkKind.ChangeReport).Select(w => FormattableString.Invariant($"{w.Firm} {w.Due:yyyy-MM-dd} {w.Says.En.Split(" on ")[0]}"))];

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Change_ThatIsReal_IsToBeReportedFromTheDayItHeld(Engine engine)
    {
        await using var city = await City(engine);
        await Edit(city, 1, new(2022, 6, 10), ("name", "示例新名（虚构）"));
        await Edit(city, 2, new(2022, 6, 12), ("industry", "6513"));
        await Edit(city, 3, new(2022, 6, 14), ("status", "moved_away"), ("left_on", "2022-06-14"));
        (await city.Import("firms", Firms.File(Firms.Header + Firms.Line(5, "示例分立（虚构）")))).OrThrow();
        (await city.Get<SplitFirm>().Run(Actor.Local, new(4, 5, new(2022, 6, 16)), [], Stop)).OrThrow();
        Assert.Equal(["1 2022-09-10 name changed", "2 2022-09-12 main business changed", "3 2022-09-14 moved out of the city", "4 2022-09-16 split"], await Changes(city, Day));
        Assert.Equal(["1 2022-09-10 name changed"], await Changes(city, new(2022, 6, 11)));
        // Half a year later nobody is reminded any more; what is reported is done with, and what is taken back was none.
        Assert.Equal(["4 2022-09-16 split"], await Changes(city, new(2022, 12, 15)));
        (await city.Import("filings", Firms.File($"统一社会信用代码,报告类别,年份,报送日期\n{Firms.Code(1)},更名或重大变化报告,2022,2022-07-01\n{Firms.Code(4)},更名或重大变化报告,2022,2022-06-15\n"))).OrThrow();
        await Edit(city, 2, new(2022, 6, 20), ("industry", "3982"));
        Assert.Equal(["3 2022-09-14 moved out of the city", "4 2022-09-16 split"], await Changes(city, Day));
    }

    [Fact]
    public async Task Correction_OfAnythingElse_IsNoChangeToReport()
    {
        await using var city = await City(Engine.Sqlite);
        // Renamed years ago, its telephone corrected today.
        await Edit(city, 1, new(2018, 3, 1), ("name", "示例新名（虚构）"));
        await Edit(city, 1, Day, ("phone", "0714-0000000"), ("address", "示例路 1 号"));
        // A bracket of another width, a main business entered where none stood, and a firm that holds nothing.
        await Edit(city, 2, Day, ("name", "示例2号(虚构)"));
        await Edit(city, 3, new(2016, 1, 1), ("industry", null));
        await Edit(city, 3, Day, ("industry", "3982"));
        (await city.Import("firms", Firms.File(Firms.Header + Firms.Line(5, "示例五（虚构）")))).OrThrow();
        await Edit(city, 5, Day, ("name", "示例五新名（虚构）"));
        Assert.Empty(await Changes(city, Day));
    }

    [Fact]
    public async Task Terms_AreTheRulebooksWhereItNamesThemAndElseMarkedAsPractice()
    {
        await using var city = await City(Engine.Sqlite);
        (await city.Import("cultivation", Firms.File($"统一社会信用代码,培育目标,入库年度,预计申报年度,状态\n{Firms.Code(1)},科技型中小企业,2021,2022,培育中\n{Firms.Code(2)},瞪羚企业,2021,2022,培育中\n"))).OrThrow();
        var work = (await city.Get<Worklist>().Run(Actor.Local, new(Day), Stop)).Where(w => w.Kind == WorkKind.ExpectedApplication).OrderBy(w => w.Firm);
        // That the window of one year's notice holds in every year is a reading, and marked as one.
        Assert.Equal([(new DateOnly(2022, 10, 31), false), (new(2022, 8, 31), false)], work.Select(w => (w.Due!.Value, w.IsDueVerified)));

        static Rulebook Book(params FilingWindow[] windows) => new() { Id = "x", Version = "1", Name = new("规则", "rule"), Authority = new("机关", "authority"), From = new(2020, 1, 1), Document = "", Source = new("文本", "text"), Filing = [.. windows] };
        FilingWindow spring = new(3, 1, 4, 30, Mark.Verified), autumn = new(9, 1, 2, 31, Mark.FromMemory);
        Assert.Equal(new FilingTerm(new(2023, 4, 30), true), FilingTerm.Of(Book(spring, autumn), new(new(2023, 3, 1))));
        Assert.Equal(new FilingTerm(new(2023, 2, 28), false), FilingTerm.Of(Book(spring, autumn), new(new(2023, 1, 1))));
        // After the last of the year it is that one which was missed.
        Assert.Equal(new FilingTerm(new(2023, 4, 30), true), FilingTerm.Of(Book(spring, autumn), new(new(2023, 12, 1))));
        Assert.Equal(new FilingTerm(new(2023, 8, 31), false), FilingTerm.Of(Book(), new(new(2023, 12, 1))));
    }

    [Fact]
    public async Task Rungs_WhoseRuleStatesAValidity_AreRenewedAndThoseOfTheSmeLadderUpdatedEachYear()
    {
        await using var city = await City(Engine.Sqlite);
        (await city.Import("recognitions", Firms.File(Recognitions + $"{Firms.Code(1)},创新型中小企业,,2022-09-01,2025-08-31\n{Firms.Code(1)},专精特新中小企业,,2022-11-01,2025-10-31\n{Firms.Code(2)},潜在独角兽企业,,2022-09-01,2025-08-31\n"
            + $"{Firms.Code(3)},专精特新“小巨人”,,2022-08-15,2025-08-14\n{Firms.Code(4)},科技型中小企业,202242020200900001,2025-05-01,2025-12-31\n{Firms.Code(4)},独角兽企业,,2022-09-01,2025-08-31\n"))).OrThrow();
        async Task<string[]> Work(DateOnly day, params WorkKind[] kinds) => [.. (await city.Get<Worklist>().Run(Actor.Local, new(day), Stop)).Where(w => kinds.Contains(w.Kind)).Select(w => FormattableString.Invariant($"{w.Urgency} {w.Firm} {w.Due:yyyy-MM-dd} {w.Says.En.Split(" ends on ")[0]}"))];

        Assert.Equal(["Later 3 2025-08-14 little giant", "Later 1 2025-08-31 innovative SME", "Later 2 2025-08-31 potential unicorn", "Later 1 2025-10-31 specialised SME"], await Work(new(2025, 6, 1), WorkKind.Renewal));
        Assert.Equal(["Later 1 2025-04-30 update of the information for 2025: innovative SME, specialised SME", "Later 3 2025-04-30 update of the information for 2025: little giant"], await Work(new(2025, 3, 1), WorkKind.YearlyUpdate));
        // Not yet shown in February, nor in the year of recognition; not owed once it is filed.
        Assert.Empty(await Work(new(2025, 2, 28), WorkKind.YearlyUpdate));
        Assert.Empty(await Work(new(2022, 12, 1), WorkKind.YearlyUpdate));
        (await city.Import("filings", Firms.File($"统一社会信用代码,报告类别,年份,报送日期\n{Firms.Code(1)},优质中小企业信息更新,2025,2025-04-02\n"))).OrThrow();
        Assert.Equal(["Overdue 3 2025-04-30 update of the information for 2025: little giant"], await Work(new(2025, 5, 2), WorkKind.YearlyUpdate));
    }
}
