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
