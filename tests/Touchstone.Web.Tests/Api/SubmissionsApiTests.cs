using System.Net;
using System.Text;
using System.Text.Json;

namespace Touchstone.Web.Tests.Api;

public sealed class SubmissionsApiTests(BuiltServer server) : IClassFixture<BuiltServer>
{
    private const string Broken = "area,indicator,period,value,unit,status,citation,tier,note\n420200,PATENTS,2021,many,件,A,x,A,\n429999,PATENTS,2021,1,件,A,x,A,\n";

    private async Task<(HttpStatusCode Status, JsonElement Body, Uri? Location)> Send(string text, string query = "", string? key = null, string name = "return.csv")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions" + query) { Content = TouchstoneServer.Form(text, name) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await server.Http.SendAsync(request);
        string body = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement, answer.Headers.Location);
    }

    [Fact]
    public async Task Return_DryRun_TellsWhatItWouldDoAndKeepsNothing()
    {
        int before = (await server.Get("/api/v1/submissions")).GetProperty("items").GetArrayLength();
        var (status, body, _) = await Send(BuiltServer.Correction("420100", 501), "?dryRun=true");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("tried", body.GetProperty("result").GetString());
        Assert.Equal(1, body.GetProperty("recorded").GetInt32());
        Assert.Equal(1, body.GetProperty("corrections").GetInt32());
        Assert.Equal(before, (await server.Get("/api/v1/submissions")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Return_Broken_IsKeptWithEveryFindingByCell()
    {
        var (status, body, location) = await Send(Broken);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("refused", body.GetProperty("result").GetString());
        Assert.Equal(0, body.GetProperty("recorded").GetInt32());
        var kept = await server.Get(location!.ToString());
        Assert.Equal("refused", kept.GetProperty("state").GetString());
        var findings = (await server.Get(location + "/findings")).EnumerateArray().Select(f => (f.GetProperty("where").GetProperty("row").GetInt32(), f.GetProperty("where").GetProperty("column").GetString())).ToList();
        Assert.Contains((2, "value"), findings);
        Assert.Contains((3, "area"), findings);
        Assert.Equal(Broken, await server.Http.GetStringAsync(location + "/file"));
        Assert.Empty((await server.Get(location + "/observations")).EnumerateArray());
    }

    [Fact]
    public async Task Template_OfABrokenReturn_IsTheReturnWithItsFaultsBeside()
    {
        var (_, _, location) = await Send(Broken + "420100,PATENTS,2021,7,件,A,y,A,\n");
        byte[] template = await server.Http.GetByteArrayAsync(location + "/template");
        string[] lines = Encoding.UTF8.GetString(template).Trim('\uFEFF').Split('\n');
        Assert.EndsWith(",findings", lines[0], StringComparison.Ordinal);
        Assert.Contains("many", lines[1], StringComparison.Ordinal);
        Assert.Contains("not a number", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workbook_OfABrokenReturn_ReadsBackAsTheSameReturn()
    {
        var (_, _, location) = await Send(Broken + "420100,PATENTS,2021,8,件,A,z,A,\n");
        byte[] workbook = await server.Http.GetByteArrayAsync(location + "/template.xlsx");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(workbook), "file", "marked.xlsx" } };
        using var answer = await server.Http.PostAsync("/api/v1/submissions?dryRun=true", form);
        var receipt = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(3, receipt.GetProperty("rows").GetInt32());
        Assert.Equal(["area", "value"], receipt.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("severity").GetString() == "error").Select(f => f.GetProperty("where").GetProperty("column").GetString()).Order());
    }

    [Fact]
    public async Task Return_SameKeyTwice_IsTakenOnce()
    {
        string text = BuiltServer.Correction("420300", 261);
        var first = await Send(text, key: "k-1");
        var second = await Send(text, key: "k-1");
        Assert.Equal((HttpStatusCode.Created, "accepted"), (first.Status, first.Body.GetProperty("result").GetString()));
        Assert.Equal((HttpStatusCode.OK, "repeated"), (second.Status, second.Body.GetProperty("result").GetString()));
        Assert.Equal(first.Body.GetProperty("submission").GetInt64(), second.Body.GetProperty("submission").GetInt64());
        var other = await Send(BuiltServer.Correction("420300", 262), key: "k-1");
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
    }

    [Fact]
    public async Task Return_WithoutFile_IsAProblemThatNamesTheField()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "something" } };
        using var answer = await server.Http.PostAsync("/api/v1/submissions", form);
        var problem = await TouchstoneServer.ProblemOf(400, answer);
        Assert.Equal("file", problem.GetProperty("findings")[0].GetProperty("where").GetProperty("column").GetString());
    }

    [Theory]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("X-Forwarded-For", "203.0.113.5")]
    public async Task Return_NotFromThisMachine_IsForbidden(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions") { Content = TouchstoneServer.Form(BuiltServer.Correction("420500", 1), "x.csv") };
        request.Headers.Add(header, value);
        using var answer = await server.Http.SendAsync(request);
        await TouchstoneServer.ProblemOf(403, answer);
    }

    [Fact]
    public async Task EmptyTemplate_HasARowForEachIndicatorAreaAndPeriod()
    {
        string text = await server.Http.GetStringAsync("/api/v1/submissions/template.csv?indicator=INCOME,PATENTS&area=420200&period=2022&period=2023");
        string[] lines = text.Trim('\uFEFF', '\n').Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal("420200,INCOME,2022,,yuan,,,,", lines[1]);
        await server.Problem(400, "/api/v1/submissions/template.csv?indicator=NONE&area=420200&period=2022");
        Assert.Equal(2, (await server.Problem(400, "/api/v1/submissions/template.csv?indicator=INCOME")).GetProperty("findings").GetArrayLength());
    }
}
