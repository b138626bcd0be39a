using CsCheck;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Tests.Storage;

namespace Touchstone.City.Tests.Registers;

public sealed class SearchTests
{
    private const string Names = "黄石示例华科机电有限公司（虚构）|示例重庆路软件有限公司（虚构）|示例蓝天长江化工股份有限公司（虚构）|示例ABC科技（黄石）有限公司（虚构）|示例行远银行设备厂（虚构）";

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Search_ByCharactersPinyinInitialsAndCode_FindsTheSameOnBothDatabases(Engine engine)
    {
        await using var city = await Firms.SmallCityWith(engine, string.Concat(Names.Split('|').Select((n, i) => Firms.Line(i + 1, n))));
        Assert.Equal([1], await Found("华科"));
        Assert.Equal([1, 4], await Found("黄石"));
        Assert.Equal([1], await Found("石示例华"));
        Assert.Equal([4], await Found("abc"));
        Assert.Equal([4], await Found("ＡＢＣ科技"));
        Assert.Equal([1], await Found("huake"));
        Assert.Equal([1, 4], await Found("huangshi"));
        Assert.Equal([2], await Found("chongqing"));
        Assert.Equal([2], await Found("zhongqing"));
        Assert.Equal([3], await Found("changjiang"));
        Assert.Equal([5], await Found("yinhang"));
        Assert.Equal([1], await Found("hkjd"));
        Assert.Equal([1], await Found("hsslhk"));
        Assert.Equal([5], await Found(CreditCode.Reserved(5)));
        Assert.Equal([1, 2, 3, 4, 5], await Found("91999999"));
        Assert.Equal([1, 2, 3, 4], await Found("公司"));
        Assert.Equal([3], await Found("股份"));
        Assert.Equal([3], await Found("江"));
        Assert.Empty(await Found("科华"));
        Assert.Empty(await Found("%"));
        Assert.Empty(await Found("_华"));

        async Task<List<int>> Found(string text)
        {
            var rows = await city.Get<FindRows>().Run(Actor.Local, text, stop: TestContext.Current.CancellationToken);
            return [.. rows.Select(r => int.Parse(r.Key.AsSpan(8, 8), System.Globalization.CultureInfo.InvariantCulture)).Order()];
        }
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Search_InAStoreWhosePairsAreGone_FindsAgainAfterTheNextStart(Engine engine)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var city = await Firms.SmallCityWith(engine, string.Concat(Names.Split('|').Select((n, i) => Firms.Line(i + 1, n))));
        await using (var db = city.Open())
        {
            await db.Database.OpenConnectionAsync(stop);
            await using var command = db.Database.GetDbConnection().CreateCommand();   // not through the context, which refuses it
            command.CommandText = "DELETE FROM reg_name_pair";
            await command.ExecuteNonQueryAsync(stop);
        }
        Assert.Empty(await city.Get<FindRows>().Run(Actor.Local, "华科", stop: stop));
        await using var later = await TestCity.Reopen(city.Database, city.Clock);
        Assert.Single(await later.Get<FindRows>().Run(Actor.Local, "华科", stop: stop));
        Assert.Equal(2, (await later.Get<FindRows>().Run(Actor.Local, "huangshi", stop: stop)).Length);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Search_OfATextThatBeginsManyNames_StandsInTheOrderOfNamesAsAllOfThemSorted(Engine engine)
    {
        // More than a search looks up by pairs begin with the text; a few have it further on, in brackets at the beginning, or had it in a name given up.
        string[] rests = [",,,,,是,,,", ",,,,,否,,,"];
        List<string> names = [.. Enumerable.Range(0, 2_300).Select(i => $"黄石{(char)('一' + (i * 7919 % 2_300))}机电{i}厂")];
        names.AddRange(Enumerable.Range(0, 60).Select(i => $"{"大冶|阳新|（黄石）|石黄石|磁湖"}".Split('|')[i % 5] + $"黄石联{i}厂"));
        names.AddRange(["黄石", "黄矴厂", "黃石厂", "黄 石联合厂", "下陆石黄厂"]);
        await using var city = await Firms.SmallCityWith(engine, string.Concat(names.Select((n, i) => Firms.Line(i + 1, n, rests[i % 2]))));
        (await city.Import("firms", Firms.File(Firms.Header + Firms.Line(1, "改名厂", rests[0]) + Firms.Line(2, "下陆黄石新名厂", rests[1])))).OrThrow();
        (names[0], names[1]) = ("改名厂", "下陆黄石新名厂");
        foreach (string text in (string[])["黄石", "黄石联", "石联"])
            foreach (string filter in (string[])["", "&above_scale=yes"])
                foreach (var (sort, sign) in new[] { ("&sort=name", 1), ("&sort=-name", -1) })
                {
                    // The first names given up begin with 黄石 and go on being found.
                    var expected = names.Select((name, i) => (Name: name, Number: i)).Where(n => (n.Name.Replace(" ", "").Replace("（", "").Replace("）", "").Contains(text) || (n.Number < 2 && text == "黄石")) && (filter.Length == 0 || n.Number % 2 == 0))
                        .Order(Comparer<(string Name, int Number)>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name) is not 0 and var by ? sign * by : a.Number.CompareTo(b.Number))).Select(n => n.Name).ToList();
                    foreach (int page in (int[])[1, 2, 7])
                    {
                        var shown = await city.Page("firms", $"q={text}{filter}{sort}&page={page}&columns=name");
                        Assert.Equal(expected.Skip((page - 1) * shown.View.Size).Take(shown.View.Size), shown.Column("name"));
                    }
                }
    }

    [Fact]
    public async Task Import_OfANameTooLongForAnIndex_IsRefusedWithItsCell()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var refused = await city.Import("firms", Firms.File(Firms.Header + Firms.Line(1, "示例厂") + Firms.Line(2, new string('长', 201))));
        var finding = Assert.Single(refused.AllFindings, f => f.Code == "field.too-long");
        Assert.Contains("201", finding.What.En, StringComparison.Ordinal);
        Assert.Equal(3, finding.Where.Row);
        Assert.Empty((await city.Page("firms", "")).Rows);
    }

    [Fact]
    public async Task Import_OfSoManyRowsThatIndexesAreMadeAfterwards_LeavesTheTablesIndexesAsTheyWere()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        string before = await Indexes();
        (await city.Import("firms", Firms.File(Firms.Header + string.Concat(Enumerable.Range(1, 10_000).Select(i => Firms.Line(i, $"示例{i}号有限公司（虚构）")))))).OrThrow();
        Assert.Equal(before, await Indexes());
        Assert.Single(await city.Get<FindRows>().Run(Actor.Local, "示例777号", stop: TestContext.Current.CancellationToken));

        async Task<string> Indexes()
        {
            await using var db = city.Open();
            return string.Join('\n', await db.Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").OrderBy(s => s).ToListAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void CreditCode_OfAnyNumber_PassesAndWithOneCharacterChangedDoesNot() =>
        Gen.Select(Gen.Int[0, 99_999_999], Gen.Int[0, 17], Gen.Int[1, 30]).Sample((number, place, step) =>
        {
            const string characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
            string code = CreditCode.Reserved(number);
            char other = characters[(characters.IndexOf(code[place], StringComparison.Ordinal) + step) % 31];
            return CreditCode.IsValid(code) && CreditCode.IsReserved(code) && !CreditCode.IsValid(code[..place] + other + code[(place + 1)..]);
        });

    [Theory]
    [InlineData("91350100M000100Y43", true)]   // the example of GB 32100
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100M000100Y4", false)]
    [InlineData("91350100M000100YI3", false)]
    public void CreditCode_OfTheStandard_IsJudgedAsThereSaid(string code, bool valid) => Assert.Equal(valid, CreditCode.IsValid(code));

    [Fact]
    public void Pinyin_OfTheUsualCharacters_IsTheDictionarys()
    {
        Assert.Equal(["zhong", "chong"], PinyinTable.Of('重'));
        Assert.Equal(["sha", "xia"], PinyinTable.Of('厦'));
        Assert.Equal("huang", PinyinTable.Of('黄')[0]);
        Assert.Equal("nv", PinyinTable.Of('女')[0]);
        Assert.Empty(PinyinTable.Of('A'));
        Assert.True(PinyinTable.Syllables.Count > 400);
        Assert.Contains(PinyinTable.Cut("xian"), c => c.SequenceEqual(["xi", "an"]));
    }
}
