using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Touchstone.Web.Tests.Api;

/// <summary>The levers over the scenarios, by the interface and on the page.</summary>
public sealed class ScenariosApiTests(SteeredServer server) : IClassFixture<SteeredServer>
{
    private async Task<string> Id() => (await server.Get("/api/v1/builds")).GetProperty("items").EnumerateArray().Last().GetProperty("id").GetString()!;
    private async Task<JsonElement> Ask(string query) => await server.Get($"/api/v1/builds/{await Id()}/levers/scenarios?{query}");

    [Fact]
    public async Task Scenarios_OfTheThird_SayHowManyWereUsedAndWhatEachFigureWouldHaveToBe()
    {
        var told = await Ask("unit=420200&rank=2&share=0.8");
        Assert.Equal((256, 256, 7), (told.GetProperty("scenarios").GetInt32(), told.GetProperty("declaredScenarios").GetInt32(), told.GetProperty("seed").GetInt32()));
        Assert.InRange(told.GetProperty("shareNow").GetDouble(), 0, 0.5);
        // 82 of income and 310 patents make it the second in the index as it is; in four scenarios of five each has to be more.
        var smallest = told.GetProperty("smallest").EnumerateArray().ToDictionary(c => c.GetProperty("column").GetString()!, c => c.GetProperty("needed").GetDouble());
        Assert.InRange(smallest["INCOME"], 82, 100);
        Assert.InRange(smallest["PATENTS"], 310, 500);
        // A larger share asks for no less.
        var more = (await Ask("unit=420200&rank=2&share=0.95")).GetProperty("smallest").EnumerateArray();
        Assert.All(more, c => Assert.True(c.GetProperty("needed").ValueKind == JsonValueKind.Null || c.GetProperty("needed").GetDouble() >= smallest[c.GetProperty("column").GetString()!]));
    }

    [Fact]
    public async Task Scenarios_Steps_HaveSharesAndRangesThatHangTogether()
    {
        var steps = (await Ask("unit=420200&rank=2&share=0.8")).GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(2, steps.Count);
        foreach (var step in steps)
        {
            // Weights are above zero in every scenario: more income is never a lower score.
            Assert.Equal(1, step.GetProperty("shareHigherScore").GetDouble());
            Assert.Equal(0, step.GetProperty("shareWorseRank").GetDouble());
            var gain = step.GetProperty("gain");
            Assert.True(gain.GetProperty("low").GetDouble() > 0 && gain.GetProperty("low").GetDouble() < gain.GetProperty("median").GetDouble() && gain.GetProperty("median").GetDouble() < gain.GetProperty("high").GetDouble());
            Assert.InRange(step.GetProperty("nominalGain").GetDouble(), gain.GetProperty("low").GetDouble(), gain.GetProperty("high").GetDouble());
            Assert.InRange(step.GetProperty("shareMost").GetDouble(), 0.001, 0.999);
        }
        Assert.Equal(1, steps.Sum(s => s.GetProperty("shareMost").GetDouble()), 1e-9);
    }

    [Theory]
    [InlineData("unit=420200&rank=0&share=1.2", 422, "levers.reach,levers.share")]
    [InlineData("unit=999999&rank=2&share=0.5", 422, "levers.unit-unknown")]
    [InlineData("unit=420200", 400, "request.parameter,request.parameter")]
    public async Task Scenarios_AskedWrongly_AreRefusedWithEveryFault(string query, int status, string codes)
    {
        var problem = await server.Problem(status, $"/api/v1/builds/{await Id()}/levers/scenarios?{query}");
        Assert.Equal(codes, string.Join(',', problem.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString())));
    }

    [Fact]
    public async Task Page_OfAGoal_TellsWhatTheInterfaceTells()
    {
        var told = await Ask("unit=420200&rank=2&share=0.8");
        var page = new HtmlParser().ParseDocument(await server.Http.GetStringAsync("/levers/scenarios?city=420200&reach=2&in=80&lang=en"));
        Assert.Contains(Words.OverScenarios.UsedOf(256, 256, 7).En, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(told.GetProperty("smallest").EnumerateArray().Select(c => Numbers.Exact(c.GetProperty("needed").GetDouble())), page.QuerySelectorAll("table[data-name=goal] tbody tr").Select(r => r.Children[2].GetAttribute("data-csv")!));
        Assert.Equal(told.GetProperty("steps").EnumerateArray().Select(c => Numbers.Exact(c.GetProperty("shareBetterRank").GetDouble())), page.QuerySelectorAll("table[data-name=advice] tbody tr").Select(r => r.Children[7].GetAttribute("data-csv")!));
        var levers = new HtmlParser().ParseDocument(await server.Http.GetStringAsync("/levers?city=420200&lang=en"));
        Assert.NotNull(levers.QuerySelector("form[action='/levers/scenarios'] input[name=reach]"));
    }
}

/// <summary>Where nothing is declared uncertain.</summary>
public sealed class UndeclaredScenariosTests(BuiltServer server) : IClassFixture<BuiltServer>
{
    [Fact]
    public async Task Scenarios_NoneDeclared_PageAndInterfaceSayHowToDeclareThem()
    {
        string id = (await server.Get("/api/v1/builds")).GetProperty("items").EnumerateArray().Last().GetProperty("id").GetString()!;
        var problem = await server.Problem(422, $"/api/v1/builds/{id}/levers/scenarios?unit=420200&rank=2&share=0.8");
        Assert.Equal("ranges.not-computed", problem.GetProperty("findings")[0].GetProperty("code").GetString());
        foreach (string path in new[] { "/levers?city=420200&lang=en", "/levers/scenarios?city=420200&lang=en" })
        {
            var page = new HtmlParser().ParseDocument(await server.Http.GetStringAsync(path));
            Assert.Contains(Words.OverScenarios.NotDeclared.En, page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("main input[name=in]"));
        }
    }
}
