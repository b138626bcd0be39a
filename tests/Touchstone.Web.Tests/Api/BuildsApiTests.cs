using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace Touchstone.Web.Tests.Api;

public sealed class BuildsApiTests(BuiltServer server) : IClassFixture<BuiltServer>
{
    private async Task<(HttpStatusCode Status, JsonElement Body)> Build(string query = "", object? order = null)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/v1/builds" + query, order ?? new { index = "small" });
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private async Task<string> FirstId() => (await server.Get("/api/v1/builds")).GetProperty("items").EnumerateArray().Last().GetProperty("id").GetString()!;

    [Fact]
    public async Task Scores_OfABuild_AreThoseOfTheFormula()
    {
        string id = await FirstId();
        var root = (await server.Get($"/api/v1/builds/{id}/scores?unit=420200&node=SMALL")).EnumerateArray().Single();
        Assert.Equal((100 * ((60 - 20) / 80.0) + 100 * ((200 - 100) / 400.0)) / 2, root.GetProperty("score").GetDouble(), 1e-12);
        Assert.Equal(3, root.GetProperty("rank").GetDouble());
        Assert.Equal(4, (await server.Get($"/api/v1/builds/{id[..12]}/scores?level=2")).GetArrayLength());
    }

    [Fact]
    public async Task Build_AskedWithItsTag_IsNotSentAgain()
    {
        string id = await FirstId();
        using var first = await server.Http.GetAsync($"/api/v1/builds/{id}/scores");
        Assert.Equal($"\"{id}\"", first.Headers.ETag!.Tag);
        Assert.True(first.Headers.CacheControl!.MaxAge > TimeSpan.FromHours(1));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/builds/{id}/scores");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag);
        using var second = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Explanation_OfTheRoot_ReachesTheInputCells()
    {
        var node = (await server.Get($"/api/v1/builds/{await FirstId()}/explain?unit=420200&period=2021")).GetProperty("node");
        Assert.Equal("SMALL", node.GetProperty("code").GetString());
        double sum = node.GetProperty("children").EnumerateArray().Sum(c => c.GetProperty("contribution").GetDouble());
        Assert.Equal(node.GetProperty("unrounded").GetDouble(), sum, 1e-9);
        var chain = node.GetProperty("children")[0].GetProperty("node").GetProperty("chain");
        Assert.Equal(60, chain[0].GetProperty("after").GetDouble());
        await server.Problem(422, $"/api/v1/builds/{await FirstId()}/explain?unit=999999&period=2021");
        await server.Problem(400, $"/api/v1/builds/{await FirstId()}/explain");
    }

    [Fact]
    public async Task Folder_AsZip_HoldsScoresAndInput()
    {
        string id = await FirstId();
        using var zip = new ZipArchive(new MemoryStream(await server.Http.GetByteArrayAsync($"/api/v1/builds/{id}/folder.zip")));
        string[] names = [.. zip.Entries.Select(e => e.FullName)];
        Assert.Contains("scores.csv", names);
        Assert.Contains("input/index.yaml", names);
        using var scores = new StreamReader(zip.GetEntry("scores.csv")!.Open());
        Assert.Equal(await scores.ReadToEndAsync(), await server.Http.GetStringAsync($"/api/v1/builds/{id}/scores.csv"));
        Assert.Contains("<html lang=\"zh", await server.Http.GetStringAsync($"/api/v1/builds/{id}/files/report.html?lang=zh"), StringComparison.Ordinal);
        await server.Problem(404, $"/api/v1/builds/{id}/files/nothing.csv");
    }

    [Fact]
    public async Task Correction_BuiltAgain_IsComparedAndTheMoveExplained()
    {
        string before = await FirstId();
        using (var sent = await server.Http.PostAsync("/api/v1/submissions", TouchstoneServer.Form(BuiltServer.Correction("420200", 400), "correction.csv"))) Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var tried = await Build("?dryRun=true");
        Assert.Equal(HttpStatusCode.OK, tried.Status);
        Assert.Single((await server.Get("/api/v1/builds?index=small")).GetProperty("items").EnumerateArray());
        var built = await Build();
        Assert.Equal(HttpStatusCode.Created, built.Status);
        Assert.Equal(tried.Body.GetProperty("id").GetString(), built.Body.GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.OK, (await Build()).Status);

        var comparison = await server.Get($"/api/v1/builds/compare?a={before}&b={built.Body.GetProperty("id")}&unit=420200&period=2021");
        Assert.True(comparison.GetProperty("scoresComparable").GetBoolean(), comparison.GetProperty("frame").ToString());
        var cell = comparison.GetProperty("cells").EnumerateArray().Single();
        Assert.Equal((200, 400), (cell.GetProperty("before").GetInt32(), cell.GetProperty("after").GetInt32()));
        var move = comparison.GetProperty("moves")[0];
        Assert.Equal(("420200", 1), (move.GetProperty("unit").GetString(), move.GetProperty("placesGained").GetInt32()));
        var why = comparison.GetProperty("why");
        Assert.Equal(why.GetProperty("difference").GetDouble(), why.GetProperty("parts").EnumerateArray().Sum(p => p.GetProperty("amount").GetDouble()), 1e-9);
        Assert.Equal("PATENTS", why.GetProperty("parts")[0].GetProperty("node").GetString());
    }

    [Fact]
    public async Task Build_OfAnUnknownIndex_IsNotFound()
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/v1/builds", new { index = "none" });
        await TouchstoneServer.ProblemOf(404, answer);
        using var unsound = await server.Http.PostAsJsonAsync("/api/v1/builds", new { index = "small", periods = new[] { "20x1" } });
        await TouchstoneServer.ProblemOf(400, unsound);
    }

    [Fact]
    public async Task Gap_FromAPeer_AddsUp()
    {
        var gap = await server.Get($"/api/v1/benchmarks/gap?build={await FirstId()}&unit=420200&peers=420100&period=2021");
        Assert.Equal(gap.GetProperty("difference").GetDouble(), gap.GetProperty("parts").EnumerateArray().Sum(p => p.GetProperty("amount").GetDouble()), 1e-9);
        await server.Problem(400, "/api/v1/benchmarks/gap?unit=420200");
    }

    [Theory]
    [InlineData("/api/v1/builds/abcdef123456")]
    [InlineData("/api/v1/builds/abcdef123456/scores")]
    [InlineData("/api/v1/builds/abcdef123456/explain?unit=1")]
    [InlineData("/api/v1/builds/compare?a=abcdef123456&b=abcdef123456")]
    [InlineData("/api/v1/benchmarks/profile?build=abcdef123456&unit=1")]
    [InlineData("/api/v1/indices/none")]
    public async Task Build_Unknown_IsAProblem(string path) => await server.Problem(404, path);
}
