using System.Collections.Immutable;
using System.Text;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Tests.Storage;
using Touchstone.Model;

namespace Touchstone.City.Tests.Indices;

/// <summary>An index of two indicators over three cities, one derived from two context columns.</summary>
internal static class MiniIndex
{
    public const string Recipe = """
        schema: 1
        name: {zh: 小指数, en: Mini index}
        frame: per-period
        steps:
          - derive:
              GDP_PC: GDP / POP_RES * 10000
          - normalise: {method: min-max, scale: [0, 100]}
          - aggregate: {mean: arithmetic, missing: rescale}
          - rank: {ties: min}
        """;

    public const string Units = """
        code,name_zh,name_en,ranked
        420100,武汉市,Wuhan,yes
        420200,黄石市,Huangshi,yes
        420500,宜昌市,Yichang,yes
        """;

    public const string Indicators = """
        code,name_zh,name_en,kind,parent,weight,direction,unit_zh,unit_en
        MINI,小指数,Mini index,aggregate,,,,,
        GDP_PC,人均地区生产总值,GDP per head,indicator,MINI,1,+,元,yuan
        RD_GDP,研发投入强度,R&D intensity,indicator,MINI,1,+,%,%
        GDP,地区生产总值,Gross domestic product,context,,,0,亿元,100 million yuan
        POP_RES,常住人口,Resident population,context,,,0,万人,"10,000 persons"
        """;

    public static ImmutableArray<Period> Year2021 { get; } = [Period.InYear(2021)];

    public static Dictionary<string, ReadOnlyMemory<byte>> Files(string recipe = Recipe, string units = Units, string indicators = Indicators) => new(StringComparer.Ordinal)
    {
        ["index.yaml"] = Encoding.UTF8.GetBytes(recipe),
        ["units.csv"] = Encoding.UTF8.GetBytes(units),
        ["indicators.csv"] = Encoding.UTF8.GetBytes(indicators),
    };

    public const string Returns = """
        420100,GDP,2021,17716.8,亿元,A,Yearbook,B,
        420200,GDP,2021,1865.7,亿元,A,Yearbook,B,
        420500,GDP,2021,5022.7,亿元,A,Yearbook,B,
        420100,POP_RES,2021,1364.89,万人,A,Yearbook,B,
        420200,POP_RES,2021,244.5,万人,A,Yearbook,B,
        420500,POP_RES,2021,391.1,万人,A,Yearbook,B,
        420100,RD_GDP,2021,3.5,%,A,Yearbook,B,
        420200,RD_GDP,2021,2.2,%,P,Yearbook,B,
        420500,RD_GDP,2021,2.5,%,A,Yearbook,B,
        """;

    /// <summary>A city with the figures and the definition; nothing built yet.</summary>
    public static async Task<TestCity> Start(Engine engine)
    {
        var city = await SmallCity.Start(engine);
        await city.SendGood("figures.csv", Returns);
        (await city.Get<DefineIndex>().Run(Actor.Local, "mini", Files(), WriteMode.Commit, TestContext.Current.CancellationToken)).OrThrow();
        return city;
    }

    public static async Task<StoredBuild> Build(this TestCity city, AsKnownOn known = default) =>
        (await city.Get<BuildIndex>().Run(Actor.Local, new("mini", Year2021, known), TestContext.Current.CancellationToken)).OrThrow();
}
