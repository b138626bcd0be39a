using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Testing;

namespace Touchstone.Web.Tests.Api;

/// <summary>What holds of every address of the interface.</summary>
public sealed class InterfaceTests(TouchstoneServer server) : IClassFixture<TouchstoneServer>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Description_IsTheApprovedOne()
    {
        var document = JsonNode.Parse(await server.Http.GetStringAsync("/openapi/v1.json"))!;
        Approved.Check(document.ToJsonString(Indented), "tests", "Touchstone.Web.Tests", "Api", "openapi.v1.approved.json");
    }

    [Fact]
    public async Task Description_EveryOperation_SaysWhatItDoesAndWhatItAnswers()
    {
        var paths = (await server.Get("/openapi/v1.json")).GetProperty("paths");
        foreach (var path in paths.EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
            {
                string name = operation.Name + " " + path.Name;
                Assert.True(operation.Value.TryGetProperty("summary", out var summary) && summary.GetString()!.Length > 5, name + " has no summary");
                Assert.True(operation.Value.TryGetProperty("operationId", out _), name + " has no name");
                Assert.True(operation.Value.TryGetProperty("tags", out _), name + " has no tag");
                Assert.Contains(operation.Value.GetProperty("responses").EnumerateObject(), r => r.Name.StartsWith('2') && r.Value.TryGetProperty("content", out _));
            }
    }

    [Theory]
    [InlineData("/api/v1/nothing-here")]
    [InlineData("/api/v1/areas/999999")]
    [InlineData("/api/v1/indicators/NONE")]
    [InlineData("/api/v1/submissions/42")]
    [InlineData("/api/v1/submissions/42/findings")]
    [InlineData("/api/v1/submissions/42/file")]
    public async Task Address_Unknown_IsAProblemNotAPage(string path) => await server.Problem(404, path);

    [Fact]
    public async Task Method_NotAllowed_IsAProblem()
    {
        using var answer = await server.Http.DeleteAsync("/api/v1/areas");
        await TouchstoneServer.ProblemOf(405, answer);
    }

    [Fact]
    public async Task Areas_Filtered_AreTheOnesAskedFor()
    {
        Assert.Equal(3, (await server.Get("/api/v1/areas")).GetArrayLength());
        Assert.Equal(["420200", "420600"], (await server.Get("/api/v1/areas?innovationCity=true&parent=420000")).EnumerateArray().Select(a => a.GetProperty("code").GetString()));
        await server.Problem(400, "/api/v1/areas?kind=village");
    }

    [Fact]
    public async Task Page_ToTryIt_LoadsNothingFromOutside()
    {
        using var answer = await server.Http.GetAsync("/api/");
        string html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode} {answer.Headers.Location}");
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("nonce-", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }
}
