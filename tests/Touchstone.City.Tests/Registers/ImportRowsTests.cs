using System.Globalization;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Tests.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Tests.Registers;

public sealed class ImportRowsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task File_OfFirms_IsListedWithMoneyInFenAndPeopleMasked(Engine engine)
    {
        await using var city = await SmallCity.Start(engine);
        var receipt = (await city.Import("firms", Firms.File(Firms.Header
            + Firms.Line(1, "黄石示例华科机电有限公司（虚构）", ",420200,大冶湖高新区,存续,2015-03-01,是,是,1234.5678,甲某")
            + Firms.Line(2, "示例蓝天软件有限公司（虚构）", ",黄石市,,,2020/7/9,否,否,,")))).OrThrow();
        Assert.Equal((2, 2, 0, 0), (receipt.Rows, receipt.Added, receipt.Changed, receipt.Same));
        var page = await city.Page("firms", "columns=credit_code,name,division,zone,registered,capital,contact,fictitious");
        Assert.Equal([Firms.Code(2), Firms.Code(1)], page.Column("credit_code"));
        var first = page.Rows[1].Cells;
        Assert.Equal(("黄石市", "大冶湖高新区"), (first[2].Label.Zh, first[3].Label.Zh));
        Assert.Equal((new DateOnly(2015, 3, 1), 1_234_567_800L, true, "yes"), ((DateOnly)first[4].Value!, (long)first[5].Value!, first[6].IsMasked, (string)first[7].Value!));
        Assert.Equal(new RowCount(2, true), page.Count);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task File_SentAgainWithAnotherName_KeepsTheFormerNameAndItsHistory(Engine engine)
    {
        await using var city = await Firms.SmallCityWith(engine, Firms.Line(1, "示例旧名机电有限公司（虚构）", ",420200,,,,,,10,"));
        city.Clock.Advance(TimeSpan.FromDays(1));
        var again = (await city.Import("firms", Firms.File("统一社会信用代码,企业名称\n" + $"{Firms.Code(1)},示例新名机电有限公司（虚构）\n", "renamed.csv"),
            RowsRequest.Commit with { ValidFrom = new(2025, 11, 1), Citation = "变更登记", Tier = SourceTier.A })).OrThrow();
        Assert.Equal((0, 1, 0), (again.Added, again.Changed, again.Same));
        var found = await city.Get<FindRows>().Run(Actor.Local, "旧名", stop: Stop);
        Assert.Equal("示例新名机电有限公司（虚构）", Assert.Single(found).Name);
        var history = await city.Get<ReadRowHistory>().Run(Actor.Local, "firms", found[0].Id, Stop);
        Assert.Equal([RowChange.Changed, RowChange.Added], history.Select(s => s.Version.Change));
        var change = Assert.Single(history[0].Changes);
        Assert.Equal(("name", "示例旧名机电有限公司（虚构）", "示例新名机电有限公司（虚构）"), (change.Field.Code, (string)change.Before.Value!, (string)change.After.Value!));
        Assert.Equal((new DateOnly(2025, 11, 1), "renamed.csv", 2L, "变更登记", SourceTier.A, "local"),
            (history[0].Version.ValidFrom, history[0].Version.File, history[0].Version.FileRow, history[0].Version.Citation, history[0].Version.Tier, history[0].Version.Actor));
        Assert.True(history[0].Version.RecordedAt > history[1].Version.RecordedAt);
        var same = (await city.Import("firms", Firms.File($"统一社会信用代码,企业名称\n{Firms.Code(1)},示例新名机电有限公司（虚构）\n"))).OrThrow();
        Assert.Equal(1, same.Same);
        Assert.Equal(2, (await city.Get<ReadRowHistory>().Run(Actor.Local, "firms", found[0].Id, Stop)).Length);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task LargeFile_ItsFaults_AreToldInItsOrderWithHowManyMore(Engine engine)
    {
        await using var city = await SmallCity.Start(engine);
        // Rows 2–5001; every third amount is no number, row 4501 repeats row 10, row 4600 names no area.
        string lines = string.Concat(Enumerable.Range(2, 5_000).Select(row => Firms.Line(row == 4501 ? 10 : row, "示例企业（虚构）", $",{(row == 4600 ? "999999" : "420200")},,,,,,{(row % 3 == 0 ? "x" : "1")},")));
        var found = (await city.Import("firms", Firms.File(Firms.Header + lines))).AllFindings;
        var amounts = found.Where(f => f.Code == "number.unreadable" && f.Where.Row is not null).ToList();
        Assert.Equal(Enumerable.Range(1, 1_000).Select(i => (int?)(3 * i)), amounts.Select(f => f.Where.Row));
        Assert.Contains(found, f => f.Code == "number.unreadable" && f.Where.Row is null && f.What.En.Contains((5_001 / 3 - 1_000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.Equal(4600, Assert.Single(found, f => f.Code == "area.unknown").Where.Row);
        Assert.Equal(4501, Assert.Single(found, f => f.Code == "row.duplicate").Where.Row);
        Assert.Empty((await city.Page("firms", "")).Rows);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task File_WithManyFaults_TellsEveryOneByItsCellAndWritesNothing(Engine engine)
    {
        await using var city = await SmallCity.Start(engine);
        string wrong = Firms.Code(3)[..17] + (Firms.Code(3)[17] == 'A' ? 'B' : 'A');
        var file = Firms.File(Firms.Header
            + Firms.Line(1, "示例一（虚构）", ",420200,,,,,,十万,")
            + $"{wrong},示例二（虚构）,,,,,,,,\n"
            + Firms.Line(4, "示例三（虚构）", ",999999,,,,,,-5,")
            + Firms.Line(5, "示例四（虚构）", ",,,倒闭,去年,也许,,,")
            + Firms.Line(6, "", ",,,,,,,,")
            + Firms.Line(1, "示例五（虚构）", ",,,,,,,,"));
        var outcome = await city.Import("firms", file);
        Assert.Equal(
            ["2 注册资本(万元) number.unreadable", "3 统一社会信用代码 credit-code.check", "4 注册资本(万元) field.negative", "4 所在区划 area.unknown", "5 状态 field.unknown-code", "5 成立日期 date.unreadable",
             "5 规上企业 field.unknown-code", "6 企业名称 table.cell-missing"],
            outcome.AllFindings.Select(f => $"{f.Where.Row} {f.Where.Column} {f.Code}"));
        Assert.All(outcome.AllFindings, f => Assert.False(f.What.IsEmpty || f.Fix.IsEmpty));
        Assert.Empty((await city.Page("firms", "")).Rows);
        await using var db = city.Open();
        Assert.Empty(db.Set<RowVersion>());

        var marked = (await city.Get<MarkRowsFile>().Run(Actor.Local, "firms", file, "zh", Stop)).OrThrow();
        Assert.Equal("firms.findings.xlsx", marked.Name);
        var table = XlsxReader.Read(marked.Bytes, marked.Name);
        Assert.Contains("校验位不符", table.Rows[1].Cells[^1].Text, StringComparison.Ordinal);
        Assert.Contains("去年", table.Rows[3].Cells[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_TriedOnly_CountsAndWritesNothing()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var receipt = (await city.Import("firms", Firms.File(Firms.Header + Firms.Line(1, "示例（虚构）")), RowsRequest.DryRun)).OrThrow();
        Assert.Equal((1, null), (receipt.Added, receipt.Import));
        Assert.Empty((await city.Page("firms", "")).Rows);
    }

    [Fact]
    public async Task Duplicate_InOneFile_IsFoundWithTheRowOfTheFirst()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var outcome = await city.Import("firms", Firms.File(Firms.Header + Firms.Line(1, "示例一（虚构）") + Firms.Line(1, "示例二（虚构）")));
        var finding = Assert.Single(outcome.AllFindings);
        Assert.Equal(("row.duplicate", 3), (finding.Code, finding.Where.Row));
    }

    [Fact]
    public async Task Template_FilledIn_IsImportedAndThatOfAnotherRegisterRefused()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var template = (await city.Get<WriteTemplate>().Run(Actor.Local, "firms", "zh", Stop)).OrThrow();
        Assert.Equal(city.Get<RegisterBook>().Find("firms")!.TemplateId, XlsxReader.TemplateOf(template.Bytes));
        Assert.Equal(["企业名录", "填表说明"], XlsxReader.Sheets(template.Bytes));
        var table = XlsxReader.Read(template.Bytes, template.Name);
        Assert.Contains("注册资本(万元)", table.Header);
        var filled = XlsxWriter.Write([new SheetTable("企业名录", [.. table.Header.Select(h => new SheetColumn(h))],
            [[.. table.Header.Select(h => h == "统一社会信用代码" ? SourceCell.OfText(Firms.Code(7)) : h == "企业名称" ? SourceCell.OfText("示例（虚构）") : h == "注册资本(万元)" ? SourceCell.OfNumber(0.07) : SourceCell.Empty)]])],
            city.Get<RegisterBook>().Find("firms")!.TemplateId);
        Assert.Equal(1, (await city.Import("firms", new("filled.xlsx", filled))).OrThrow().Added);
        Assert.Equal(["70000"], (await city.Page("firms", "columns=capital")).Column("capital"));
        var other = XlsxWriter.Write([new SheetTable("x", [new SheetColumn("统一社会信用代码"), new SheetColumn("企业名称")], [])], "platforms/1");
        Assert.Contains((await city.Import("firms", new("other.xlsx", other))).AllFindings, f => f.Code == "register.other-template");
    }

    [Theory]
    [InlineData(RowsFormat.Xlsx)]
    [InlineData(RowsFormat.Csv)]
    public async Task Export_OfAView_GivesItsRowsAndColumnsAndImportsBackUnchanged(RowsFormat format)
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）", ",420200,,存续,2015-03-01,是,是,1234.5678,甲某") + Firms.Line(2, "示例乙（虚构）", ",,,,,否,,,"));
        var view = RegisterView.Parse(city.Get<RegisterBook>().Find("firms")!, "above_scale=yes&columns=credit_code,name,division,status,registered,above_scale,capital").OrThrow();
        var file = (await city.Get<ExportRows>().Run(Actor.Local, view, format, "zh", Stop)).OrThrow();
        if (format == RowsFormat.Csv) Assert.Equal([0xEF, 0xBB, 0xBF], file.Bytes[..3].ToArray());
        var table = RegisterReading.ReadTable(file);
        Assert.Equal(["统一社会信用代码", "企业名称", "所在区划", "状态", "成立日期", "规上企业", "注册资本(万元)"], table.Header);
        Assert.Equal([Firms.Code(1), "示例甲（虚构）", "420200", "存续", "2015-03-01", "是", "1234.5678"], Assert.Single(table.Rows).Cells.Select(c => c.Text));
        Assert.Equal(1, (await city.Import("firms", file)).OrThrow().Same);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Edit_OfOneRow_IsCheckedRecordedAndRefusedToWhoeverComesSecond(Engine engine)
    {
        await using var city = await Firms.SmallCityWith(engine, Firms.Line(1, "示例甲（虚构）"));
        var row = (await city.Page("firms", "")).Rows[0];
        var edit = new RowEdit("firms", row.Id, new Dictionary<string, string?> { ["division"] = "黄石市", ["capital"] = "3.5" }) { Version = row.Version, Citation = "走访记录" };
        (await city.Get<EditRow>().Run(Actor.Local, edit, WriteMode.Commit, Stop)).OrThrow();
        Assert.Equal(["420200"], (await city.Page("firms", "columns=division")).Column("division"));
        Assert.Equal("row.changed-meanwhile", Assert.Single((await city.Get<EditRow>().Run(Actor.Local, edit, WriteMode.Commit, Stop)).AllFindings).Code);
        var bad = new RowEdit("firms", row.Id, new Dictionary<string, string?> { ["credit_code"] = "123", ["capital"] = "-1", ["nope"] = "1", ["name"] = "" });
        Assert.Equal(["credit-code.length", "field.negative", "table.cell-missing", "table.unknown-column"],
            (await city.Get<EditRow>().Run(Actor.Local, bad, WriteMode.Commit, Stop)).AllFindings.Select(f => f.Code).Order(StringComparer.Ordinal));
        var added = (await city.Get<EditRow>().Run(Actor.Local, new("firms", null, new Dictionary<string, string?> { ["credit_code"] = Firms.Code(9), ["name"] = "示例新（虚构）" }), WriteMode.Commit, Stop)).OrThrow();
        Assert.Equal("示例新（虚构）", Assert.Single(await city.Get<FindRows>().Run(Actor.Local, "slx", stop: Stop), f => f.Id == added).Name);
    }

    [Fact]
    public async Task PersonalFields_AreShownToWhoeverSaysWhyAndTheLookIsRecorded()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）", ",,,,,,,,甲某"));
        long row = (await city.Page("firms", "")).Rows[0].Id;
        Assert.Equal("personal.no-reason", Assert.Single((await city.Get<LookAtPersonal>().Run(Actor.Local, "firms", row, " ", Stop)).AllFindings).Code);
        Assert.Equal("甲某", (await city.Get<LookAtPersonal>().Run(Actor.Local, "firms", row, "约访", Stop)).OrThrow()["contact"]);
        await using var db = city.Open();
        var look = Assert.Single(db.Set<PersonalLook>());
        Assert.Equal(("local", "约访", row), (look.Actor, look.Reason, look.Row));
    }
}
