using System.Text;
using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Submissions;
using Touchstone.Model;

namespace Touchstone.Web.Tests.Api;

/// <summary>A city of four invented cities with a small index, filled and built through the use cases, behind a real server.</summary>
public class BuiltServer : TouchstoneServer
{
    public const string Citation = "bulletin";

    protected override async Task Fill(IServiceProvider city)
    {
        (await city.GetRequiredService<ImportAreas>().Run(Actor.Local, Named("areas.csv", Areas), WriteMode.Commit)).OrThrow();
        (await city.GetRequiredService<ImportCatalogue>().Run(Actor.Local, Named("catalogue.csv", Catalogue), WriteMode.Commit)).OrThrow();
        (await city.GetRequiredService<SubmitReturn>().Run(Actor.Local, Named("first.csv", First), ReturnRequest.Commit)).OrThrow();
        (await city.GetRequiredService<DefineIndex>().Run(Actor.Local, "small", Index(), WriteMode.Commit)).OrThrow();
        (await city.GetRequiredService<BuildIndex>().Run(Actor.Local, new BuildRequest("small", [Period.InYear(2021)], AsKnownOn.Now))).OrThrow();
    }

    /// <summary>A return that changes the patents of a city.</summary>
    public static string Correction(string city, double patents) => FormattableString.Invariant($"area,indicator,period,value,unit,status,citation,tier,note\n{city},PATENTS,2021,{patents},件,A,{Citation},A,\n");

    private static ReceivedFile Named(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    /// <summary>The files of the index.</summary>
    protected virtual Dictionary<string, ReadOnlyMemory<byte>> Index() => new(StringComparer.Ordinal)
    {
        ["index.yaml"] = Encoding.UTF8.GetBytes(Recipe),
        ["units.csv"] = Encoding.UTF8.GetBytes(Units),
        ["indicators.csv"] = Encoding.UTF8.GetBytes(Indicators),
    };

    private const string Areas = """
        code,kind,name_zh,name_en,parent,innovation_city,batch,source
        420000,province,某省,Some province,,,,
        420100,prefecture,甲市,City A,420000,yes,2010,
        420200,prefecture,乙市,City B,420000,yes,2018,
        420202,county,乙市某区,District of B,420200,,,
        420300,prefecture,丙市,City C,420000,yes,2018,
        420500,prefecture,丁市,City D,420000,yes,2018,
        """;

    private const string Catalogue = """
        code,name_zh,name_en,unit_zh,unit_en,direction,definition_zh,definition_en,formula,source_zh,source_en,department,legal_basis,mark,frequency,version,valid_from
        INCOME,人均收入,Income per head,元,yuan,+,,,,,,,,V,annual,1,2016-01-01
        PATENTS,专利授权量,Patents granted,件,patents,+,,,,,,,,V,annual,1,2016-01-01
        """;

    private const string First = """
        area,indicator,period,value,unit,status,citation,tier,note
        420100,INCOME,2021,100,元,A,bulletin,A,
        420200,INCOME,2021,60,元,A,bulletin,A,
        420300,INCOME,2021,70,元,A,bulletin,A,
        420500,INCOME,2021,20,元,A,bulletin,A,
        420100,PATENTS,2021,500,件,A,bulletin,A,
        420200,PATENTS,2021,200,件,A,bulletin,A,
        420300,PATENTS,2021,260,件,A,bulletin,A,
        420500,PATENTS,2021,100,件,A,bulletin,A,
        """;

    private const string Recipe = """
        schema: 1
        name: {zh: 小指数, en: Small index}
        frame: per-period
        steps:
          - normalise: {method: min-max, scale: [0, 100]}
          - aggregate: {mean: arithmetic, missing: missing}
          - rank: {ties: min}
        """;

    private const string Units = """
        code,name_zh,name_en,ranked
        420100,甲市,City A,yes
        420200,乙市,City B,yes
        420300,丙市,City C,yes
        420500,丁市,City D,yes
        """;

    private const string Indicators = """
        code,name_zh,name_en,kind,parent,weight,direction,unit_zh,unit_en
        SMALL,小指数,Small index,aggregate,,1,,,
        INCOME,人均收入,Income per head,indicator,SMALL,1,+,元,yuan
        PATENTS,专利授权量,Patents granted,indicator,SMALL,1,+,件,patents
        """;
}
