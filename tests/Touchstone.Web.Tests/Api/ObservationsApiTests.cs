using System.Text.Json;

namespace Touchstone.Web.Tests.Api;

public sealed class ObservationsApiTests(TouchstoneServer server) : IClassFixture<TouchstoneServer>
{
    [Fact]
    public async Task Observations_TwoSources_ShowTheNearerAndCountBoth()
    {
        var cell = (await server.Get("/api/v1/observations?indicator=GDP&area=420200&period=2020")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(101.25, cell.GetProperty("value").GetDouble());
        Assert.Equal(2, cell.GetProperty("candidates").GetInt32());
        Assert.Equal("A", cell.GetProperty("preferred").GetProperty("source").GetProperty("tier").GetString());
        Assert.Equal("its source is nearer", cell.GetProperty("why").GetProperty("en").GetString());
        Assert.Equal("来源级别更高", cell.GetProperty("why").GetProperty("zh").GetString());
    }

    [Fact]
    public async Task Observations_MissingValue_IsNullWithItsStatus()
    {
        var cell = (await server.Get("/api/v1/observations?indicator=GDP&period=2021")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(JsonValueKind.Null, cell.GetProperty("value").ValueKind);
        Assert.Equal("L", cell.GetProperty("preferred").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Observations_PagedByOne_GiveEveryCellOnceInOrder()
    {
        var seen = new List<string>();
        string? next = "/api/v1/observations?limit=1";
        while (next is not null)
        {
            using var answer = await server.Http.GetAsync(next);
            var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(c => $"{c.GetProperty("indicator")}/{c.GetProperty("area")}/{c.GetProperty("period")}"));
            next = answer.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
            Assert.Equal(next is null, page.GetProperty("next").ValueKind == JsonValueKind.Null);
        }
        Assert.Equal(["GDP/420200/2020", "GDP/420200/2021", "GDP/420600/2020", "POP/420200/2022-YTD-07-16"], seen);
    }

    [Fact]
    public async Task Observations_AsKnownBeforeTheyWereRecorded_AreNone() =>
        Assert.Empty((await server.Get("/api/v1/observations?asKnownOn=2026-01-04")).GetProperty("items").EnumerateArray());

    [Theory]
    [InlineData("period=2021-13", "period")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("asKnownOn=yesterday", "asKnownOn")]
    [InlineData("after=nonsense", "after")]
    public async Task Observations_UnsoundParameter_IsRefusedByName(string query, string parameter)
    {
        var problem = await server.Problem(400, "/api/v1/observations?" + query);
        var finding = problem.GetProperty("findings").EnumerateArray().Single();
        Assert.Equal(parameter, finding.GetProperty("where").GetProperty("column").GetString());
        Assert.NotEmpty(finding.GetProperty("what").GetProperty("zh").GetString()!);
        Assert.NotEmpty(finding.GetProperty("fix").GetProperty("en").GetString()!);
    }

    [Fact]
    public async Task Observations_SeveralFaults_AreToldAtOnce() =>
        Assert.Equal(2, (await server.Problem(400, "/api/v1/observations?period=x&limit=0")).GetProperty("findings").GetArrayLength());

    [Fact]
    public async Task Candidates_OfACell_AreOrderedWithTheRule()
    {
        var cell = await server.Get("/api/v1/observations/candidates?indicator=GDP&area=420200&period=2020");
        Assert.Equal(["bulletin", "yearbook"], cell.GetProperty("candidates").EnumerateArray().Select(c => c.GetProperty("source").GetProperty("citation").GetString()));
        Assert.Equal(2, cell.GetProperty("history").GetArrayLength());
        Assert.NotEmpty(cell.GetProperty("rule").GetProperty("zh").GetString()!);
    }

    [Fact]
    public async Task Candidates_UnknownCell_Is404() => await server.Problem(404, "/api/v1/observations/candidates?indicator=GDP&area=420200&period=1999");

    [Fact]
    public async Task Observation_ByNumber_HasItsSourceCell()
    {
        var lineage = await server.Get("/api/v1/observations/1");
        var source = lineage.GetProperty("observation").GetProperty("source");
        Assert.Equal("return.csv", source.GetProperty("file").GetString());
        Assert.Equal("value", source.GetProperty("column").GetString());
        await server.Problem(404, "/api/v1/observations/999999");
    }

    [Fact]
    public async Task SdmxCsv_ByAddressOrAccept_IsTheSame()
    {
        using var answer = await server.Http.GetAsync("/api/v1/observations.sdmx.csv");
        string byAddress = await answer.Content.ReadAsStringAsync();
        Assert.Equal("application/vnd.sdmx.data+csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("2.0.0", answer.Content.Headers.ContentType.Parameters.Single(p => p.Name == "version").Value);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/observations");
        request.Headers.Accept.ParseAdd("application/vnd.sdmx.data+csv;version=2.0.0");
        using var accepted = await server.Http.SendAsync(request);
        Assert.Equal(byAddress, await accepted.Content.ReadAsStringAsync());
        string[] lines = byAddress.Split('\n');
        Assert.Equal("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,SOURCE,SOURCE_TIER,RECORDED_AT", lines[0]);
        Assert.StartsWith("dataflow,TOUCHSTONE:CITY_OBSERVATIONS(1.0.0),I,A,420200,GDP,2020,101.25,A,bulletin,A,2026-01-05T01:01:00", lines[1], StringComparison.Ordinal);
        Assert.Contains(",2021,NaN,L,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",2022-01-01/P197D,250,", lines[4], StringComparison.Ordinal);
    }
}
