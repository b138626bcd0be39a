using CsCheck;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Tests.Storage;
using Touchstone.Files;

namespace Touchstone.City.Tests.Registers;

/// <summary>Registers as known on a day.</summary>
public sealed class KnownRowsTests
{
    private static readonly DateOnly FirstDay = new(2026, 1, 5);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Every register, every column, filters and orders of every kind of value, missing ones among them, and searches.</summary>
    private static readonly (string Register, string Query)[] Views =
    [
        ("firms", "columns=credit_code,name,division,zone,status,registered,above_scale,capital,contact,former_names,high_tech_until,tech_sme_until,fictitious,remark"),
        ("firms", "sort=-registered&columns=name,registered"),
        ("firms", "sort=status&columns=name,status&status=active,merged"),
        ("firms", "sort=division&division=420200,none&columns=name,division"),
        ("firms", "sort=-high_tech_until&columns=name,high_tech_until&high_tech_until=2023-01-01..2025-12-31"),
        ("firms", "sort=contact&columns=name,contact&above_scale=yes,none"),
        ("firms", "q=华科"),
        ("firms", $"q={Firms.Code(2)}&columns=name"),
        ("recognitions", "columns=firm,rung,number,valid_from,valid_to,status,revoked_on,remark"),
        ("recognitions", "sort=firm&columns=firm,number&status=valid"),
        ("recognitions", $"firm={Firms.Code(1)},{Firms.Code(7)}&columns=firm,number"),
        ("recognitions", "q=蓝天&columns=firm,number"),
        ("visits", "columns=firm,visited_on,subject,need,need_status"),
        ("visits", "sort=need&columns=firm,need&need_status=open,none"),
    ];

    /// <summary>One thing done to the registers.</summary>
    private sealed record Deed(int Kind, int Firm, int Other);

    private static readonly Gen<Deed> One = Gen.Select(Gen.Int[0, 11], Gen.Int[1, 4], Gen.Int[0, 5], (kind, firm, other) => new Deed(kind, firm, other));
    private static readonly Gen<Deed[][]> Days = One.Array[0, 6].Array[1, 6];

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Export_AsKnownOnADay_IsTheExportTakenThatDay(Engine engine)
    {
        var histories = new List<Deed[][]>();
        Days.Sample(histories.Add, iter: engine == Engine.Sqlite ? 8 : 3, threads: 1);
        foreach (var history in histories) await Check(engine, history);
    }

    private static async Task Check(Engine engine, Deed[][] history)
    {
        await using var city = await Firms.SmallCityWith(engine, string.Concat(Enumerable.Range(1, 3).Select(i => Firms.Line(i, $"示例{i}号有限公司（虚构）"))));
        var taken = new List<List<SourceTable>>();
        var relations = new Stack<long>();
        foreach (var day in history)
        {
            foreach (var deed in day) await Do(city, deed, relations);
            taken.Add(await Exports(city, AsKnownOn.Now));
            city.Clock.Advance(TimeSpan.FromDays(1));
        }
        Assert.All(await Exports(city, AsKnownOn.On(FirstDay.AddDays(-1))), table => Assert.Empty(table.Rows));
        for (int day = 0; day < history.Length; day++)
        {
            var on = FirstDay.AddDays(day);
            var known = await Exports(city, AsKnownOn.On(on));
            for (int view = 0; view < Views.Length; view++)
            {
                Assert.Equal(taken[day][view].Header, known[view].Header.SkipLast(1));
                Assert.Equal(Lines(taken[day][view].Rows, r => r.Cells), Lines(known[view].Rows, r => r.Cells.SkipLast(1)));
                Assert.All(known[view].Rows, r => Assert.Equal(FieldText.Canonical(on), r.Cells[^1].Text));
            }
        }
    }

    private static async Task<List<SourceTable>> Exports(TestCity city, AsKnownOn known)
    {
        var tables = new List<SourceTable>();
        foreach (var (register, query) in Views)
        {
            var view = RegisterView.Parse(city.Get<RegisterBook>().Find(register)!, query).OrThrow() with { Known = known };
            var table = RegisterReading.ReadTable((await city.Get<ExportRows>().Run(Actor.Local, view, RowsFormat.Csv, "zh", Stop)).OrThrow());
            // The list is what is exported.
            Assert.Equal(table.Rows.Length, (await city.Get<ListRows>().Run(Actor.Local, view, Stop)).OrThrow().Rows.Length);
            tables.Add(table);
        }
        return tables;
    }

    private static IEnumerable<string> Lines(IEnumerable<SourceRow> rows, Func<SourceRow, IEnumerable<SourceCell>> cells) => rows.Select(r => string.Join('|', cells(r).Select(c => c.Text)));

    /// <summary>Does it, as far as the registers allow: what they refuse changes nothing.</summary>
    private static async Task Do(TestCity city, Deed deed, Stack<long> relations)
    {
        string code = Firms.Code(deed.Firm);
        Task Edit(string register, long? row, params (string Field, string? Value)[] values) =>
            city.Get<EditRow>().Run(Actor.Local, new(register, row, values.ToDictionary(v => v.Field, v => v.Value, StringComparer.Ordinal)), WriteMode.Commit, Stop);
        switch (deed.Kind)
        {
            case 0: await Edit("firms", null, ("credit_code", code), ("name", $"示例华科{deed.Firm}号有限公司（虚构）"), ("registered", "2015-03-01")); break;
            case 1: await Edit("firms", deed.Firm, ("name", deed.Other % 2 == 0 ? $"示例蓝天{deed.Other}号有限公司（虚构）" : $"示例\U00020BB7华科{deed.Other}（虚构）")); break;
            case 2: await Edit("firms", deed.Firm, ("division", deed.Other < 2 ? null : deed.Other < 4 ? "420200" : "420100"), ("contact", deed.Other == 3 ? null : $"联系人{deed.Other}"), ("registered", deed.Other == 1 ? null : $"201{deed.Other}-07-01")); break;
            case 3: await Edit("firms", deed.Firm, ("credit_code", Firms.Code(deed.Firm + (deed.Other % 2 == 0 ? 0 : 6)))); break;
            case 4: await Edit("recognitions", null, ("firm", code), ("rung", deed.Other < 4 ? "high_tech" : "tech_sme"), ("valid_from", $"202{deed.Other}-11-15"), ("valid_to", $"202{deed.Other + 3}-11-14")); break;
            case 5: await Edit("recognitions", deed.Other + 1, ("firm", code)); break;
            case 6: await Edit("recognitions", deed.Other + 1, ("status", "revoked"), ("revoked_on", "2026-01-01"), ("remark", "核查，\n撤销")); break;
            case 7: await Edit("visits", null, ("firm", code), ("visited_on", $"2026-01-0{deed.Other + 1}"), ("subject", "走访"), ("need", deed.Other < 3 ? null : $"招人{deed.Other}"), ("need_status", deed.Other < 3 ? "none" : "open")); break;
            case 8: await Edit("visits", deed.Other + 1, ("need", $"用地{deed.Firm}"), ("need_status", "solved")); break;
            case 9: if ((await city.Get<MergeFirms>().Run(Actor.Local, new(deed.Firm, 1 + deed.Other % 3, new(2026, 1, 1)), Stop)).IsDone(out long merge)) relations.Push(merge); break;
            case 10: if ((await city.Get<SplitFirm>().Run(Actor.Local, new(deed.Firm, 1 + deed.Other % 3, new(2026, 1, 1)), [("recognitions", 1)], Stop)).IsDone(out long split)) relations.Push(split); break;
            case 11: if (relations.TryPop(out long relation)) (await city.Get<UndoRelation>().Run(Actor.Local, relation, Stop)).IsDone(out _); break;
        }
    }

    [Fact]
    public async Task List_AsKnownOnADay_HasTheRowsThenWithNamesAndVersionsOfThen()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例旧名（虚构）", ",,,,,,,,甲某") + Firms.Line(2, "示例乙（虚构）"));
        (await city.Get<EditRow>().Run(Actor.Local, new("visits", null, new Dictionary<string, string?> { ["firm"] = Firms.Code(1), ["visited_on"] = "2026-01-05", ["subject"] = "走访" }), WriteMode.Commit, Stop)).OrThrow();
        city.Clock.Advance(TimeSpan.FromDays(3));
        (await city.Get<EditRow>().Run(Actor.Local, new("firms", 1, new Dictionary<string, string?> { ["name"] = "示例新名（虚构）", ["credit_code"] = Firms.Code(9) }), WriteMode.Commit, Stop)).OrThrow();
        (await city.Import("firms", Firms.File(Firms.Header + Firms.Line(3, "示例丙（虚构）")))).OrThrow();

        var then = await city.Page("firms", "columns=credit_code,name,contact&sort=credit_code&asKnownOn=2026-01-07");
        Assert.Equal([$"{Firms.Code(1)} 示例旧名（虚构） 0", $"{Firms.Code(2)} 示例乙（虚构） 0"], then.Rows.Select(r => $"{r.Cells[0].Value} {r.Cells[1].Value} {r.Version}"));
        Assert.Equal(new RowCount(2, true), then.Count);
        Assert.True(then.Rows[0].Cells[2].IsMasked);
        Assert.Equal(["示例乙（虚构）"], (await city.Page("firms", "columns=name&sort=credit_code&size=1&page=2&asKnownOn=2026-01-07")).Column("name"));
        var visit = Assert.Single((await city.Page("visits", $"firm={Firms.Code(1)}&asKnownOn=2026-01-07")).Rows).Cells[0];
        Assert.Equal((Firms.Code(1), "示例旧名（虚构）"), (visit.Key, visit.Label.Zh));
        Assert.Empty((await city.Page("visits", $"firm={Firms.Code(1)}")).Rows);
        Assert.Equal(3, (await city.Page("firms", "asKnownOn=2026-01-08")).Rows.Length);
        Assert.Equal(3, (await city.Page("firms", "asKnownOn=2999-01-01")).Rows.Length);
        // Letters and first letters mean what they mean in the list of the present.
        foreach (string query in new[] { "q=jiuming", "q=sljm" }) Assert.Equal([$"{Firms.Code(1)}"], (await city.Page("firms", query + "&columns=credit_code&asKnownOn=2026-01-07")).Column("credit_code"));
        Assert.Equal("view.not-a-day", Assert.Single(RegisterView.Parse(city.Get<RegisterBook>().Find("firms")!, "asKnownOn=2026-13-01").AllFindings).Code);
    }

    [Fact]
    public async Task Export_AsKnownOnADay_SaysTheDayInNameAndColumnAndIsRefusedByAnImport()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）", ",,,,,,,,甲某"));
        async Task<ReceivedFile> Export(string query, RowsFormat format) =>
            (await city.Get<ExportRows>().Run(Actor.Local, RegisterView.Parse(city.Get<RegisterBook>().Find("firms")!, query).OrThrow(), format, "en", Stop)).OrThrow();
        city.Clock.Advance(TimeSpan.FromDays(3));
        var file = await Export("columns=credit_code,name,contact&asKnownOn=2026-01-06", RowsFormat.Xlsx);
        Assert.Equal("firms.known-on-2026-01-06.xlsx", file.Name);
        var table = XlsxReader.Read(file.Bytes, file.Name);
        Assert.Equal(["unified social credit code", "name", "contact", "as known on"], table.Header);
        Assert.Equal([Firms.Code(1), "示例甲（虚构）", "(masked)", "2026-01-06"], Assert.Single(table.Rows).Cells.Select(c => c.Text));
        Assert.Null(XlsxReader.TemplateOf(file.Bytes));
        Assert.Contains((await city.Import("firms", file)).AllFindings, f => f.Code == "table.unknown-column");
        // A day that is not over yet says nothing of what comes later: the file names the day it is.
        Assert.Equal("firms.known-on-2026-01-08.csv", (await Export("asKnownOn=2030-01-01", RowsFormat.Csv)).Name);
        Assert.Equal("firms.csv", (await Export("", RowsFormat.Csv)).Name);
    }

    [Fact]
    public async Task Filter_ForMissing_OfAFieldThatIsAlwaysThere_GivesNoRows()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）"));
        (await city.Import("visits", Firms.File($"统一社会信用代码,走访日期,事由\n{Firms.Code(1)},2022-06-01,走访\n"))).OrThrow();
        Assert.Empty((await city.Page("firms", "status=none")).Rows);
        Assert.Single((await city.Page("firms", "status=none,active")).Rows);
        Assert.Single((await city.Page("firms", "division=none")).Rows);
        Assert.Empty((await city.Page("visits", "firm=none")).Rows);
    }

    [Fact]
    public async Task Recognition_GivenToAnotherFirm_TakesItsTermAlong()
    {
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）") + Firms.Line(2, "示例乙（虚构）"));
        (await city.Import("recognitions", Firms.File($"统一社会信用代码,类别,编号,有效期自,有效期至\n{Firms.Code(1)},高新技术企业,GR202142000001,2021-11-15,2024-11-14\n"))).OrThrow();
        (await city.Get<EditRow>().Run(Actor.Local, new("recognitions", 1, new Dictionary<string, string?> { ["firm"] = Firms.Code(2) }), WriteMode.Commit, Stop)).OrThrow();
        Assert.Equal([null, "2024-11-14"], (await city.Page("firms", "columns=high_tech_until&sort=credit_code")).Rows.Select(r => FieldText.Canonical(r.Cells[0].Value)));
    }
}
