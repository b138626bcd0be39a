using System.Text;
using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Submissions;
using Touchstone.City.Tests.Indices;
using Touchstone.City.Tests.Storage;
using Touchstone.Model;

namespace Touchstone.City.Tests.Registers;

public sealed class MeasureTests
{
    private const string Catalogue = """
        code,name_zh,name_en,unit_zh,unit_en,direction,department,mark,frequency,version,valid_from
        HTE,高新技术企业数,High-tech enterprises,家,firms,+,STB,V,annual,1,2016-01-01
        HTE_SCALE_SHARE,规上企业中高企占比,Share of high-tech firms,%,%,+,STB,V,annual,1,2016-01-01
        """;
    private const string Recognitions = "统一社会信用代码,类别,编号,有效期自,有效期至\n";
    private static readonly AreaCode Huangshi = new("420200");
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Certificate(int firm, int number, string from = "2021-03-15", string to = "2024-03-14") => $"{Firms.Code(firm)},高新技术企业,GR202142{number:000000},{from},{to}\n";

    private static async Task<TestCity> City(Engine engine, string firms, string recognitions)
    {
        var city = await Firms.SmallCityWith(engine, firms);
        (await city.Get<ImportCatalogue>().Run(Actor.Local, SmallCity.File("measures.csv", Catalogue), WriteMode.Commit, Stop)).OrThrow();
        (await city.Import("recognitions", Firms.File(Recognitions + recognitions))).OrThrow();
        return city;
    }

    private static async Task<Measured> Count(TestCity city, string indicator, Period period, string area = "420200") =>
        (await city.Get<CountRegister>().Run(Actor.Local, new(new(indicator), new(area), period), Stop)).OrThrow();

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Score_OfACountedFigure_LeadsToTheRowsThatWereCounted(Engine engine)
    {
        await using var city = await City(engine, string.Concat(Enumerable.Range(1, 3).Select(i => Firms.Line(i, $"示例{i}号（虚构）"))), Certificate(1, 1) + Certificate(2, 2));
        await city.SendGood("others.csv", "420100,HTE,2021,9,家,A,Yearbook,B,\n420500,HTE,2021,1,家,A,Yearbook,B,\n");
        var files = MiniIndex.Files("""
            schema: 1
            name: {zh: 小指数, en: Mini index}
            frame: per-period
            steps:
              - normalise: {method: min-max, scale: [0, 100]}
              - aggregate: {mean: arithmetic, missing: rescale}
              - rank: {ties: min}
            """, indicators: "code,name_zh,name_en,kind,parent,weight,direction,unit_zh,unit_en\nMINI,小指数,Mini index,aggregate,,,,,\nHTE,高新技术企业数,High-tech enterprises,indicator,MINI,1,+,家,firms\n");
        (await city.Get<DefineIndex>().Run(Actor.Local, "mini", files, WriteMode.Commit, Stop)).OrThrow();
        var year = Period.InYear(2021);
        Assert.Equal(new MeasureReceipt(1, 1, 0), (await city.Get<MeasureRegisters>().Run(Actor.Local, [new(new("HTE"), Huangshi, year)], Stop)).OrThrow());

        async Task<(double? Score, string Rows)> Explained()
        {
            var stored = await city.Build();
            var explained = (await city.Get<ExplainScore>().Run(Actor.Local, new(stored.Id, year, new("420200")), Stop)).OrThrow();
            var observation = explained.Sources[new("HTE")].Observation;
            var original = await city.Get<ReadOriginal>().Run(Actor.Local, observation.FileHash, Stop);
            var rows = new List<string>();
            foreach (string[] cells in Encoding.UTF8.GetString(original!.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')))
            {
                var there = await city.Get<ShowRow>().Run(Actor.Local, cells[0], long.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture), Stop);
                Assert.Equal(there!.Key, cells[2]);
                rows.Add(there.Key);
            }
            Assert.Equal(rows.Count, observation.Value);
            return (explained.Explanation.Node.Score, string.Join(' ', rows));
        }

        Assert.Equal((12.5, $"{Firms.Code(1)} {Firms.Code(2)}"), await Explained());
        // A row more in the register, and the index built next has it.
        city.Clock.Advance(TimeSpan.FromDays(1));
        (await city.Import("recognitions", Firms.File(Recognitions + Certificate(3, 3), "later.csv"))).OrThrow();
        Assert.Equal((25.0, $"{Firms.Code(1)} {Firms.Code(2)} {Firms.Code(3)}"), await Explained());
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Figure_OfAPastDay_StaysWhenAFirmClosesMovesOrIsJoinedLater(Engine engine)
    {
        await using var city = await City(engine, string.Concat(Enumerable.Range(1, 5).Select(i => Firms.Line(i, $"示例{i}号（虚构）", ",420200,,存续,2010-05-01,是,是,,"))), string.Concat(Enumerable.Range(1, 4).Select(i => Certificate(i, i))));
        CellKey[] cells = [new(new("HTE"), Huangshi, Period.InYear(2021)), new(new("HTE_SCALE_SHARE"), Huangshi, Period.InYear(2021))];
        (await city.Get<MeasureRegisters>().Run(Actor.Local, cells, Stop)).OrThrow();
        async Task<string> On(DateOnly day) => FormattableString.Invariant($"{(await Count(city, "HTE", Period.On(day))).Value} {(await Count(city, "HTE_SCALE_SHARE", Period.On(day))).Value:0.##}");
        async Task Leave(long firm, string status, string day) => (await city.Get<EditRow>().Run(Actor.Local, new("firms", firm, new Dictionary<string, string?> { ["status"] = status, ["left_on"] = day }), WriteMode.Commit, Stop)).OrThrow();
        Assert.Equal("4 80", await On(new(2021, 12, 31)));

        await Leave(1, "closed", "2022-04-01");
        await Leave(2, "moved_away", "2022-05-01");
        long merge = (await city.Get<MergeFirms>().Run(Actor.Local, new(3, 5, new(2022, 7, 1)), Stop)).OrThrow();
        await Leave(3, "merged", "2022-07-20");
        Assert.Equal(["4 80", "4 80", "3 75", "2 66.67", "2 66.67", "2 100", "2 100"],
            [await On(new(2021, 12, 31)), await On(new(2022, 3, 31)), await On(new(2022, 4, 1)), await On(new(2022, 5, 1)), await On(new(2022, 6, 30)), await On(new(2022, 7, 1)), await On(new(2022, 7, 20))]);
        // The certificate of the firm that was joined, and then struck off, counts under the name of the one that goes on.
        Assert.Equal([Firms.Code(4), Firms.Code(5)], (await Count(city, "HTE", Period.On(new(2022, 12, 31)))).Rows.Select(r => r.Key).Order(StringComparer.Ordinal));
        var known = await city.Get<ReadObservations>().Run(Actor.Local, new([.. cells.Select(c => c.Indicator)], [], []), AsKnownOn.Now, Stop);
        Assert.All(known, c => Assert.Null(c.Preferred.Supersedes));

        (await city.Get<UndoRelation>().Run(Actor.Local, merge, Stop)).OrThrow();
        Assert.Equal(["2 66.67", "1 50"], [await On(new(2022, 7, 19)), await On(new(2022, 7, 20))]);
    }

    [Fact]
    public async Task Status_WithoutItsDayOrItsMerge_IsSaidAndCountsOnNoDay()
    {
        await using var city = await City(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）") + Firms.Line(2, "示例乙（虚构）"), Certificate(1, 1) + Certificate(2, 2));
        async Task<Outcome<long>> Set(long firm, string status) => await city.Get<EditRow>().Run(Actor.Local, new("firms", firm, new Dictionary<string, string?> { ["status"] = status }), WriteMode.Commit, Stop);
        Assert.Equal("firm.left-without-day", Assert.Single((await Set(1, "closed")).AllFindings).Code);
        Assert.Equal(1, (await Count(city, "HTE", Period.InYear(2021))).Value);
        Assert.Equal("firm.merged-by-status", Assert.Single((await Set(2, "merged")).AllFindings).Code);
        (await Set(1, "active")).OrThrow();
        (await city.Get<MergeFirms>().Run(Actor.Local, new(1, 2, new(2022, 5, 1)), Stop)).OrThrow();
        Assert.Equal("firm.merged-by-status", Assert.Single((await Set(1, "active")).AllFindings).Code);
        // A list of firms that is exported and imported again says nothing new.
        var list = (await city.Get<ExportRows>().Run(Actor.Local, new("firms"), RowsFormat.Csv, "zh", Stop)).OrThrow();
        Assert.Equal(2, (await city.Import("firms", list)).OrThrow().Same);
    }

    [Fact]
    public async Task Count_ForAnotherCity_IsRefused()
    {
        await using var city = await City(Engine.Sqlite, Firms.Line(1, "示例甲（虚构）", ",420200,Z-1,,,,,,"), Certificate(1, 1));
        foreach (string other in new[] { "420100", "420000" })
        {
            CellKey cell = new(new("HTE"), new(other), Period.InYear(2021));
            Assert.Equal("measure.other-city", Assert.Single((await city.Get<CountRegister>().Run(Actor.Local, cell, Stop)).AllFindings).Code);
            Assert.Equal("measure.other-city", Assert.Single((await city.Get<MeasureRegisters>().Run(Actor.Local, [cell], Stop)).AllFindings).Code);
        }
        Assert.Equal(1, (await Count(city, "HTE", Period.InYear(2021), "Z-1")).Value);
    }
}
