using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Submissions;
using Touchstone.City.Tests.Storage;
using Touchstone.City.Catalogue;
using Touchstone.Model;

namespace Touchstone.City.Tests.Registers;

public sealed class RecognitionTests
{
    private const string Header = "统一社会信用代码,企业名称,类别,编号,有效期自,有效期至,状态,撤销日期\n";
    private const string Indicator = "code,name_zh,name_en,unit_zh,unit_en,direction,department,mark,frequency,version,valid_from\nHTE,高新技术企业数,High-tech enterprises,家,firms,+,STB,V,annual,1,2016-01-01\n";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Line(int firm, string number, string from, string to, string rest = ",") => $"{(firm == 0 ? "" : Firms.Code(firm))},,高新技术企业,{number},{from},{to},{rest}\n";

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Notice_WithDoubtfulRows_TakesTheRestAndAsksAPerson(Engine engine)
    {
        await using var city = await Firms.SmallCityWith(engine, Firms.Line(1, "示例华科机电有限公司（虚构）") + Firms.Line(2, "示例蓝天软件有限公司（虚构）") + Firms.Line(3, "示例同名有限公司（虚构）") + Firms.Line(4, "示例同名有限公司（虚构）"));
        var notice = Firms.File(Header
            + $"{Firms.Code(1)},示例华科机电有限公司（虚构）,高新技术企业,GR202142000001,2021-11-15,2024-11-14,,\n"
            + ",示例蓝天软件有限公司(虚构),高新技术企业,GR202142000002,2021-11-15,2024-11-14,,\n"
            + ",示例同名有限公司（虚构）,高新技术企业,GR202142000003,2021-11-15,2024-11-14,,\n"
            + ",示例华科机电股份有限公司（虚构）,高新技术企业,GR202142000004,2021-11-15,2024-11-14,,\n"
            + $"{Firms.Code(1)},示例蓝天软件有限公司（虚构）,高新技术企业,GR202142000005,2021-11-15,2024-11-14,,\n"
            + $"{Firms.Code(9)},示例无此企业（虚构）,高新技术企业,GR202142000006,2021-11-15,2024-11-14,,\n");
        var receipt = (await city.Import("recognitions", notice)).OrThrow();
        Assert.Equal((6, 2, 4), (receipt.Rows, receipt.Added, receipt.SetAside));
        var doubtful = await city.Get<ListDoubtfulRows>().Run(Actor.Local, Stop);
        Assert.Equal(["several firms have this name", "no firm has this name", "code and name are not those of one firm (it may have changed its name)", "no firm has this code"], doubtful.Select(d => d.Row.Reason.En));
        Assert.Equal([3L, 4L], doubtful[0].Candidates.Select(c => c.Id).Order());
        Assert.Equal(1, doubtful[1].Candidates[0].Id);
        Assert.Equal(0, (await city.Import("recognitions", notice)).OrThrow().Added);
        Assert.Equal(4, (await city.Get<ListDoubtfulRows>().Run(Actor.Local, Stop)).Length);

        long made = (await city.Get<SettleDoubtfulRow>().Run(Actor.Local, doubtful[1].Row.Id, 1, Stop)).OrThrow();
        (await city.Get<SettleDoubtfulRow>().Run(Actor.Local, doubtful[3].Row.Id, null, Stop)).OrThrow();
        Assert.Equal(2, (await city.Get<ListDoubtfulRows>().Run(Actor.Local, Stop)).Length);
        var page = await city.Page("recognitions", "q=华科&columns=firm,number,valid_to");
        Assert.Equal(["GR202142000001", "GR202142000004"], page.Column("number").Order(StringComparer.Ordinal));
        Assert.Contains(page.Rows, r => r.Id == made && r.Cells[0].Key == Firms.Code(1));
        Assert.Equal(["2024-11-14"], (await city.Page("firms", "q=华科&columns=high_tech_until")).Rows.Select(r => FieldText.Canonical(r.Cells[0].Value)));
        Assert.Equal("doubtful.unknown", Assert.Single((await city.Get<SettleDoubtfulRow>().Run(Actor.Local, doubtful[1].Row.Id, 1, Stop)).AllFindings).Code);
    }

    [Fact]
    public async Task Notice_WithWrongNumbersAndDays_IsRefusedWithEveryOne()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）"));
        var outcome = await city.Import("recognitions", Firms.File(Header + Line(1, "GR2021420001", "2021-11-15", "2024-11-14") + Line(1, "GR202142000001", "2021-11-15", "2020-11-14")
            + Line(0, "GR202142000002", "2021-11-15", "2024-11-14") + Line(1, "GR202142000003", "2021-11-15", "2024-11-14", "撤销,")));
        Assert.Equal(["2 编号 recognition.number-shape", "3 有效期至 recognition.ends-before-it-begins", "4 统一社会信用代码 recognition.no-firm", "5 撤销日期 recognition.no-day-of-revocation"], outcome.AllFindings.Select(f => $"{f.Where.Row} {f.Where.Column} {f.Code}"));
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Measure_OfValidRecognitions_HasItsRowsAsSourceAndIsCountedAgainWhenTheyChange(Engine engine)
    {
        await using var city = await Firms.SmallCityWith(engine, string.Concat(Enumerable.Range(1, 5).Select(i => Firms.Line(i, $"示例{i}号（虚构）", i < 4 ? ",420200,,,,是,,," : ",420100,,,,是,,,"))));
        (await city.Get<ImportCatalogue>().Run(Actor.Local, SmallCity.File("catalogue.csv", Indicator), WriteMode.Commit, Stop)).OrThrow();
        (await city.Import("recognitions", Firms.File(Header + Line(1, "GR201942000001", "2019-11-15", "2022-11-14") + Line(1, "GR202142000009", "2021-11-15", "2024-11-14") + Line(2, "GR201842000002", "2018-11-15", "2021-11-14")
            + Line(3, "GR202042000003", "2020-11-15", "2023-11-14", "撤销,2022-03-01") + Line(4, "GR202142000004", "2021-12-31", "2024-12-30")))).OrThrow();
        var cell = new CellKey(new("HTE"), new("420200"), Period.InYear(2021));
        Assert.Equal(new MeasureReceipt(1, 1, 0), (await city.Get<MeasureRegisters>().Run(Actor.Local, [cell], Stop)).OrThrow());
        Assert.Equal(new MeasureReceipt(1, 0, 1), (await city.Get<MeasureRegisters>().Run(Actor.Local, [cell], Stop)).OrThrow());
        await using (var db = city.Open())
        {
            // What no figure looks at leaves every figure alone.
            Assert.Empty(await Measuring.Before(db, city.Get<RegisterBook>(), "visits", Stop));
            foreach (string? changed in new[] { "firms", "recognitions", null }) Assert.Equal([cell], await Measuring.Before(db, city.Get<RegisterBook>(), changed, Stop));
        }
        var known = Assert.Single(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.Of(cell), AsKnownOn.Now, Stop));
        Assert.Equal(3, known.Value);
        var lineage = await city.Get<TraceObservation>().Run(Actor.Local, known.Preferred.Id, Stop);
        Assert.Null(lineage!.Submission);
        Assert.Equal(SourceTier.C, lineage.Observation.Tier);
        var rows = await city.Get<ReadOriginal>().Run(Actor.Local, lineage.Observation.FileHash, Stop);
        string list = System.Text.Encoding.UTF8.GetString(rows!.Bytes);
        Assert.Equal(4, list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"firms,1,{Firms.Code(1)},示例1号（虚构）,GR202142000009 2021-11-15 2024-11-14,", list, StringComparison.Ordinal);

        Assert.Equal(2, (await city.Get<CountRegister>().Run(Actor.Local, cell with { Period = Period.On(new(2022, 12, 31)) }, Stop)).OrThrow().Value);
        Assert.Equal(3, (await city.Get<CountRegister>().Run(Actor.Local, cell with { Period = Period.On(new(2020, 12, 31)) }, Stop)).OrThrow().Value);
        city.Clock.Advance(TimeSpan.FromDays(2));
        (await city.Import("recognitions", Firms.File(Header + Line(5, "GR202142000005", "2021-12-01", "2024-11-30"), "later.csv"))).OrThrow();
        var after = Assert.Single(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.Of(cell), AsKnownOn.Now, Stop));
        Assert.Equal((4.0, known.Preferred.Id), (after.Value!.Value, after.Preferred.Supersedes!.Value));
        Assert.Equal(3, Assert.Single(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.Of(cell), AsKnownOn.On(new(2026, 1, 5)), Stop)).Value);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task MergeAndSplit_TakenBack_RestoreEveryLink(Engine engine)
    {
        await using var city = await Firms.SmallCityWith(engine, Firms.Line(1, "示例甲（虚构）", ",420200,,,,,,,") + Firms.Line(2, "示例乙（虚构）", ",420200,,,,,,,") + Firms.Line(3, "示例丙（虚构）", ",420200,,,,,,,"));
        (await city.Import("recognitions", Firms.File(Header + Line(1, "GR202142000001", "2021-11-15", "2024-11-14") + Line(2, "GR202142000002", "2021-11-15", "2024-11-14")))).OrThrow();
        var cell = new CellKey(new("HTE"), new("420200"), Period.InYear(2022));
        async Task<double?> Count() => (await city.Get<CountRegister>().Run(Actor.Local, cell, Stop)).OrThrow().Value;
        async Task<string> Links() => string.Join(' ', (await city.Page("recognitions", "columns=firm,number&sort=number")).Rows.Select(r => $"{r.Cells[1].Value}:{r.Cells[0].Key}"));
        string before = await Links();
        Assert.Equal(2, await Count());

        long merge = (await city.Get<MergeFirms>().Run(Actor.Local, new(1, 2, new(2022, 5, 1), "合并公告"), Stop)).OrThrow();
        Assert.Equal(1, await Count());
        Assert.Equal(2, (await city.Get<ShowFirm>().Run(Actor.Local, 2, new(2022, 7, 16), Stop))!.Standing.Length);
        Assert.Contains((await city.Get<MergeFirms>().Run(Actor.Local, new(2, 1, new(2022, 5, 1)), Stop)).AllFindings, f => f.Code == "firm.merged");
        (await city.Get<UndoRelation>().Run(Actor.Local, merge, Stop)).OrThrow();
        Assert.Equal((2.0, before), ((await Count())!.Value, await Links()));
        Assert.Equal(["active", "active", "active"], (await city.Page("firms", "columns=status")).Column("status"));

        long split = (await city.Get<SplitFirm>().Run(Actor.Local, new(1, 3, new(2022, 5, 1)), [("recognitions", 1)], Stop)).OrThrow();
        Assert.Contains($"GR202142000001:{Firms.Code(3)}", await Links(), StringComparison.Ordinal);
        (await city.Get<UndoRelation>().Run(Actor.Local, split, Stop)).OrThrow();
        Assert.Equal(before, await Links());
        Assert.Equal("relation.unknown", Assert.Single((await city.Get<UndoRelation>().Run(Actor.Local, split, Stop)).AllFindings).Code);
        var history = await city.Get<ReadRowHistory>().Run(Actor.Local, "firms", 1, Stop);
        Assert.Equal([RowChange.Restored, RowChange.Merged, RowChange.Added], history.Select(h => h.Version.Change));
    }

    [Fact]
    public async Task Worklist_OnADay_HasWhatTheYearAsksForAndTheMostUrgentFirst()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, string.Concat(Enumerable.Range(1, 5).Select(i => Firms.Line(i, $"示例{i}号（虚构）"))));
        (await city.Import("recognitions", Firms.File(Header + Line(1, "GR201942000001", "2019-11-15", "2022-11-14") + Line(2, "GR202142000002", "2021-11-15", "2024-11-14")
            + $"{Firms.Code(3)},,科技型中小企业,202142020200900001,2021-05-01,2022-03-31,,\n" + $"{Firms.Code(4)},,科技型中小企业,202142020200900002,2021-05-01,2022-03-31,,\n"))).OrThrow();
        (await city.Import("filings", Firms.File($"统一社会信用代码,报告类别,年份,报送日期\n{Firms.Code(1)},高企年报,2021,2022-04-20\n{Firms.Code(4)},科小信息更新,2022,2022-03-20\n"))).OrThrow();
        (await city.Import("visits", Firms.File($"统一社会信用代码,走访日期,事由,诉求,诉求状态,办理期限\n{Firms.Code(5)},2022-06-01,走访,招人,待办,2022-08-01\n"))).OrThrow();
        (await city.Import("cultivation", Firms.File($"统一社会信用代码,培育目标,入库年度,预计申报年度,状态\n{Firms.Code(5)},高新技术企业,2021,2022,培育中\n"))).OrThrow();
        (await city.Get<EditRow>().Run(Actor.Local, new("firms", 2, new Dictionary<string, string?> { ["name"] = "示例新名（虚构）" }) { ValidFrom = new(2022, 6, 10) }, WriteMode.Commit, Stop)).OrThrow();
        var work = await city.Get<Worklist>().Run(Actor.Local, new(new(2022, 7, 16)), Stop);
        Assert.Equal(
            ["Overdue SmeUpdate 3 2022-03-31", "Overdue AnnualReport 2 2022-05-31", "Soon Need 5 2022-08-01", "Later Renewal 1 2022-08-31", "Later ExpectedApplication 5 2022-08-31", "Later ChangeReport 2 2022-09-10"],
            work.Select(w => FormattableString.Invariant($"{w.Urgency} {w.Kind} {w.Firm} {w.Due:yyyy-MM-dd}")));
        Assert.Equal([WorkKind.AnnualReport, WorkKind.ChangeReport], (await city.Get<Worklist>().Run(Actor.Local, new(new(2022, 7, 16), 2), Stop)).Select(w => w.Kind));
    }
}
