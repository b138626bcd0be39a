using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Tests.Storage;

namespace Touchstone.City.Tests.Registers;

public sealed class DuplicatesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Duplicates_ByNameFormerNameLegalFormAndAddress_AreEachSaid(Engine engine)
    {
        await using var city = await SmallCity.Start(engine);
        string[] rows =
        [
            "示例甲电子有限公司（虚构）,示例路 1 号", "示例甲电子股份有限公司（虚构）,", "示例旧名模具厂（虚构）,示例路 9 号", "示例旧名模具厂（虚构）,", "示例丁化工有限公司（虚构）,示例路９号", "示例戊食品有限公司（虚构）,",
        ];
        (await city.Import("firms", Firms.File("统一社会信用代码,企业名称,地址\n" + string.Concat(rows.Select((r, i) => $"{Firms.Code(i + 1)},{r}\n"))))).OrThrow();
        (await city.Get<EditRow>().Run(Actor.Local, new("firms", 3, new Dictionary<string, string?> { ["name"] = "示例新名模具厂（虚构）" }), WriteMode.Commit, Stop)).OrThrow();
        Assert.Equal(["1-2 LikeName", "3-4 FormerName", "3-5 SameAddress"], await Found());
        // Compared again only when a row has changed, or another number of pairs is asked for.
        Assert.Same(await city.Get<FindDuplicates>().Run(Actor.Local, stop: Stop), await city.Get<FindDuplicates>().Run(Actor.Local, stop: Stop));
        var few = await city.Get<FindDuplicates>().Run(Actor.Local, 1, Stop);
        Assert.Equal((1, 3), (few.Pairs.Length, few.Found));
        (await city.Get<MergeFirms>().Run(Actor.Local, new(4, 3, new(2022, 5, 1)), Stop)).OrThrow();
        Assert.Equal(["1-2 LikeName", "3-5 SameAddress"], await Found());

        async Task<List<string>> Found() => [.. (await city.Get<FindDuplicates>().Run(Actor.Local, stop: Stop)).Pairs.Select(p => FormattableString.Invariant($"{p.First.Id}-{p.Second.Id} {string.Join(' ', p.Reasons)}")).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Duplicates_OfWhatManyShare_AreNone()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        (await city.Import("firms", Firms.File("统一社会信用代码,企业名称,地址\n" + string.Concat(Enumerable.Range(1, 6).Select(i => $"{Firms.Code(i)},示例{(char)('甲' + i)}园区企业（虚构）,示例园区\n"))))).OrThrow();
        Assert.Equal(0, (await city.Get<FindDuplicates>().Run(Actor.Local, stop: Stop)).Found);
    }
}
