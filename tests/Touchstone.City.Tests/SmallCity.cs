using System.Text;
using Touchstone.City.Catalogue;
using Touchstone.City.Organisation;
using Touchstone.City.Submissions;
using Touchstone.City.Tests.Storage;
using Touchstone.Model;

namespace Touchstone.City.Tests;

/// <summary>Three cities and four indicators, brought in through the real use cases.</summary>
internal static class SmallCity
{
    public const string Areas = """
        code,kind,name_zh,name_en,parent,innovation_city,batch,source,overlaps
        420000,province,湖北省,Hubei,,,,GB/T 2260,
        420200,prefecture,黄石市,Huangshi,420000,yes,2022,list,
        420100,prefecture,武汉市,Wuhan,420000,yes,2010,list,
        420500,prefecture,宜昌市,Yichang,420000,yes,2010,list,
        Z-1,zone,大冶湖高新区,Daye Lake High-tech Zone,420200,,,own code,420200
        """;

    public const string Departments = """
        code,name_zh,name_en
        STAT,统计局,Bureau of Statistics
        STB,科技局,Science and Technology Bureau
        """;

    public const string Duties = """
        department,duty_zh,duty_en,indicators,from,to,basis,verified
        STAT,核算,accounts,GDP;POP_RES,2020-01-01,,三定方案,no
        STB,创新,innovation,RD_GDP,2020-01-01,2024-12-31,三定方案,yes
        """;

    public const string Catalogue = """
        code,name_zh,name_en,unit_zh,unit_en,direction,definition_zh,definition_en,formula,source_zh,source_en,department,legal_basis,mark,frequency,version,valid_from,release_days
        GDP,地区生产总值,Gross domestic product,亿元,100 million yuan,0,,,,,,STAT,,V2,annual,1,2016-01-01,
        POP_RES,常住人口,Resident population,万人,"10,000 persons",0,,,,,,STAT,,V2,annual,1,2016-01-01,
        RD_GDP,研发投入强度,R&D intensity,%,%,+,旧口径,old definition,,,,STB,,V2,annual,1,2016-01-01,
        RD_GDP,研发投入强度,R&D intensity,%,%,+,新口径,new definition,,,,STB,,V2,annual,2,2023-01-01,
        NO2,二氧化氮浓度,NO2 concentration,微克/立方米,micrograms per cubic metre,-,,,,,,,,V,instant,1,2000-01-01,
        AIR_GOOD,优良天数比例,Share of good days,%,%,+,,,,,,,,V,annual,1,2016-01-01,100
        """;

    public const string Header = "area,indicator,period,value,unit,status,citation,tier,note\n";

    public static ReceivedFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    public static async Task<TestCity> Start(Engine engine)
    {
        var city = await TestCity.Start(engine);
        var stop = TestContext.Current.CancellationToken;
        (await city.Get<ImportAreas>().Run(Actor.Local, File("areas.csv", Areas), WriteMode.Commit, stop)).OrThrow();
        (await city.Get<ImportDepartments>().Run(Actor.Local, File("departments.csv", Departments), WriteMode.Commit, stop)).OrThrow();
        (await city.Get<ImportDuties>().Run(Actor.Local, File("duties.csv", Duties), WriteMode.Commit, stop)).OrThrow();
        (await city.Get<ImportCatalogue>().Run(Actor.Local, File("catalogue.csv", Catalogue), WriteMode.Commit, stop)).OrThrow();
        return city;
    }

    /// <summary>Sends a return of these rows (without header).</summary>
    public static async Task<ReturnReceipt> Send(this TestCity city, string name, string rows, ReturnRequest? request = null, Actor? actor = null) =>
        (await city.Get<SubmitReturn>().Run(actor ?? Actor.Local, File(name, Header + rows), request ?? ReturnRequest.Commit, TestContext.Current.CancellationToken)).OrThrow();

    /// <summary>As above; fails the test with the findings when anything is refused.</summary>
    public static async Task<ReturnReceipt> SendGood(this TestCity city, string name, string rows)
    {
        var receipt = await city.Send(name, rows);
        Assert.True(receipt.Result == ReturnResult.Accepted, string.Join("\n", receipt.Findings.Where(f => f.Severity == Severity.Error).Select(f => $"{f.Where} {f.What}")));
        return receipt;
    }
}
