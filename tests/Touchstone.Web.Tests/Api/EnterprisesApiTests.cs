using System.Net;
using System.Text.Json;

namespace Touchstone.Web.Tests.Api;

/// <summary>The officer's lists over the interface, on the made-up firms of the demo city.</summary>
public sealed class EnterprisesApiTests(DemoServer city) : IClassFixture<DemoServer>
{
    private const string Day = "day=2022-07-16";

    private async Task<JsonElement> Get(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await city.Http.GetAsync("/api/v1/enterprises/" + path);
        Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    [Fact]
    public async Task Gradient_OnTheDayOfTheArticle_HasItsCountsAndFlowsOfNoMoreFirmsThanThereAre()
    {
        var view = await Get("gradient?" + Day);
        var steps = view.GetProperty("steps").EnumerateArray().ToDictionary(s => s.GetProperty("rung").GetString()!, s => s.GetProperty("holders").GetInt32());
        Assert.Equal((872, 478), (steps["tech_sme"], steps["high_tech"]));
        Assert.True(view.GetProperty("flows").EnumerateArray().Sum(f => f.GetProperty("firms").GetInt32()) <= view.GetProperty("firms").GetInt32());
        Assert.Equal("2021-07-16", view.GetProperty("since").GetString());
    }

    [Fact]
    public async Task Near_EveryFirm_IsMadeUpAndOneStepNamesWhatIsLacked()
    {
        var near = await Get("near?rung=tech_sme&" + Day);
        Assert.Equal("tech_sme", near.GetProperty("rung").GetString());
        var firms = near.GetProperty("firms").EnumerateArray().ToList();
        Assert.NotEmpty(firms);
        Assert.All(firms, f => Assert.True(f.GetProperty("fictitious").GetBoolean()));
        Assert.All(firms.Where(f => string.Equals(f.GetProperty("nearness").GetString(), "oneStep", StringComparison.OrdinalIgnoreCase)), f => Assert.NotEqual(0, f.GetProperty("lacks").GetArrayLength()));
        Assert.True(near.GetProperty("lookedAt").GetInt32() >= firms.Count);
    }

    [Fact]
    public async Task AtRisk_Holders_AreThoseOfTheGradient()
    {
        var risk = await Get("at-risk?rung=high_tech&" + Day);
        Assert.Equal(478, risk.GetProperty("holders").GetInt32());
        Assert.All(risk.GetProperty("firms").EnumerateArray(), f => Assert.NotEqual(0, f.GetProperty("risks").GetArrayLength()));
    }

    [Fact]
    public async Task Near_WithALimit_LeavesOutLargerStepsAndCountsThem()
    {
        static List<JsonElement> Steps(JsonElement near) => [.. near.GetProperty("firms").EnumerateArray().Where(f => string.Equals(f.GetProperty("nearness").GetString(), "oneStep", StringComparison.OrdinalIgnoreCase))];
        var (all, some) = (await Get("near?rung=tech_sme&" + Day), await Get("near?rung=tech_sme&within=10&" + Day));
        Assert.Equal(0, all.GetProperty("beyond").GetInt32());
        Assert.Equal(Steps(all).Count, Steps(some).Count + some.GetProperty("beyond").GetInt32());
        Assert.All(Steps(some).SelectMany(f => f.GetProperty("lacks").EnumerateArray()), l => Assert.InRange(l.GetProperty("relative").GetDouble(), 0, 0.1));
    }

    [Fact]
    public async Task AtRisk_WithEarlyWarnings_AddsThemToTheRest()
    {
        var (plain, warned) = (await Get("at-risk?rung=high_tech&" + Day), await Get("at-risk?rung=high_tech&narrow=5&" + Day));
        Assert.True(warned.GetProperty("firms").GetArrayLength() > plain.GetProperty("firms").GetArrayLength());
        Assert.Contains(warned.GetProperty("firms").EnumerateArray().SelectMany(f => f.GetProperty("risks").EnumerateArray()), r => r.GetProperty("kind").GetString() == "narrow");
        Assert.DoesNotContain(plain.GetProperty("firms").EnumerateArray().SelectMany(f => f.GetProperty("risks").EnumerateArray()), r => r.GetProperty("kind").GetString() == "narrow");
    }

    [Fact]
    public async Task Worklist_StandsByUrgency()
    {
        string[] order = ["overdue", "soon", "later"];
        var urgencies = (await Get("worklist?" + Day)).EnumerateArray().Select(i => Array.FindIndex(order, o => string.Equals(o, i.GetProperty("urgency").GetString(), StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.NotEmpty(urgencies);
        Assert.DoesNotContain(-1, urgencies);
        Assert.Equal(urgencies.Order(), urgencies);
    }

    [Fact]
    public async Task Assessment_OfAFirm_NamesEachRungOnce()
    {
        var rungs = (await Get("1/assessment?" + Day)).EnumerateArray().Select(r => r.GetProperty("rung").GetString()).ToList();
        Assert.Contains("high_tech", rungs);
        Assert.Equal(rungs.Distinct(), rungs);
    }

    [Theory]
    [InlineData("near?rung=nothing", HttpStatusCode.NotFound)]
    [InlineData("at-risk?rung=nothing", HttpStatusCode.NotFound)]
    [InlineData("99999999/assessment?" + Day, HttpStatusCode.UnprocessableEntity)]
    [InlineData("gradient?track=nothing", HttpStatusCode.BadRequest)]
    [InlineData("gradient?day=2022-01-01&since=2023-01-01", HttpStatusCode.BadRequest)]
    public async Task Question_WithoutSense_IsAnsweredWithAProblem(string path, HttpStatusCode expected) => Assert.True((await Get(path, expected)).TryGetProperty("title", out _));
}
