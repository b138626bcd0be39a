using System.Text.Json;

namespace Touchstone.Web.Tests.Api;

/// <summary>Rulebooks over the interface: nothing is recorded, and every answer says that it is a pre-assessment.</summary>
public sealed class RulesApiTests(TouchstoneServer server) : IClassFixture<TouchstoneServer>
{
    private static readonly object Near = new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["firm"] = "B",
        ["registered"] = "2016-06-20",
        ["years"] = 3,
        ["sci_staff"] = 12,
        ["staff"] = 121,
        ["rd_y3(万元)"] = 180,
        ["rd_y2(万元)"] = 230,
        ["rd_y1(万元)"] = 270,
        ["rd_abroad"] = 0,
        ["sales_y3(万元)"] = 4200,
        ["sales_y2(万元)"] = 4600,
        ["sales_y1"] = 50_000_000,
        ["income(万元)"] = 5000,
        ["high_tech_income(万元)"] = 2999,
        ["class1"] = 0,
        ["class2"] = 4,
        ["own_research"] = true,
        ["core_support"] = true,
        ["in_field"] = true,
        ["conversions"] = 8,
        ["net_assets_y3(万元)"] = 2000,
        ["net_assets_y2(万元)"] = 2300,
        ["net_assets_y1(万元)"] = 2600,
        ["accident"] = false,
    };

    private async Task<JsonElement> Post(string path, object body, int status = 200)
    {
        using var answer = await server.Http.PostAsJsonAsync(path, body);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    [Fact]
    public async Task Rules_OnADay_AreThoseInForce()
    {
        var all = await server.Get("/api/v1/rules");
        var then = await server.Get("/api/v1/rules?day=2019-06-30");
        Assert.True(then.GetArrayLength() < all.GetArrayLength());
        Assert.Single(then.EnumerateArray(), r => r.GetProperty("id").GetString() == "super_deduction");
        await server.Problem(400, "/api/v1/rules?day=yesterday");
    }

    [Fact]
    public async Task Rule_Whole_HasItsConditionsInWordsWithClauseAndMark()
    {
        var book = await server.Get("/api/v1/rules/high_tech?day=2022-06-30");
        var gate = book.GetProperty("gates").EnumerateArray().Single(g => g.GetProperty("id").GetString() == "sci_staff_share");
        Assert.Equal("staff_ratio >= staff_share", gate.GetProperty("test").GetString());
        Assert.Equal("share of sci-tech staff ≥ 10%", gate.GetProperty("inWords").GetProperty("en").GetString());
        Assert.Equal("verified", gate.GetProperty("mark").GetString());
        Assert.Contains("十一", gate.GetProperty("clause").GetProperty("zh").GetString(), StringComparison.Ordinal);
        await server.Problem(404, "/api/v1/rules/no_such_rule");
        await server.Problem(404, "/api/v1/rules/high_tech?day=2010-01-01");
    }

    [Fact]
    public async Task Evaluate_FirmNearTheLine_FailsThreeConditionsWithATrace()
    {
        var answer = await Post("/api/v1/rules/high_tech/evaluate?trace=true", new { day = "2022-06-30", firms = new[] { Near } });
        var firm = Assert.Single(answer.GetProperty("firms").EnumerateArray());
        Assert.Equal("fails", firm.GetProperty("verdict").GetString());
        Assert.Equal(["sci_staff_share", "rd_share", "high_tech_share"], firm.GetProperty("failed").EnumerateArray().Select(f => f.GetString()));
        Assert.Contains("not a recognition", answer.GetProperty("preAssessment").GetProperty("en").GetString(), StringComparison.Ordinal);
        var nodes = firm.GetProperty("trace").EnumerateArray().ToDictionary(n => n.GetProperty("id").GetString()!, n => n);
        Assert.All(nodes.Values.SelectMany(n => n.GetProperty("children").EnumerateArray()), child => Assert.Contains(child.GetString()!, nodes.Keys));
        Assert.Equal("6800000", nodes["rd_total"].GetProperty("value").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Gap_FirmNearTheLine_NamesTheSmallestSteps()
    {
        var answer = await Post("/api/v1/rules/high_tech/gap", new { day = "2022-06-30", firms = new[] { Near } });
        var unmet = Assert.Single(answer.GetProperty("firms").EnumerateArray()).GetProperty("unmet").EnumerateArray().ToDictionary(u => u.GetProperty("condition").GetString()!, u => u.GetProperty("smallest")[0]);
        Assert.Equal(("sci_staff", "13"), (unmet["sci_staff_share"].GetProperty("input").GetString(), unmet["sci_staff_share"].GetProperty("to").GetString()));
        Assert.Equal(("high_tech_income", "30000000"), (unmet["high_tech_share"].GetProperty("input").GetString(), unmet["high_tech_share"].GetProperty("to").GetString()));
        await Post("/api/v1/rules/loan_4321/gap", new { day = "2022-06-30", firms = new object[] { new { firm = "B" } } }, 422);
    }

    [Fact]
    public async Task Gap_WithCostsAndLimits_IsCheapestWithinThemAndFaultsAreNamed()
    {
        static Dictionary<string, string> Of(params (string, string)[] pairs) => pairs.ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
        async Task<JsonElement> Staff(object more)
        {
            var unmet = (await Post("/api/v1/rules/high_tech/gap", more)).GetProperty("firms")[0].GetProperty("unmet").EnumerateArray();
            return unmet.Single(u => u.GetProperty("condition").GetString() == "sci_staff_share").GetProperty("smallest");
        }
        Assert.Equal(1, (await Staff(new { day = "2022-06-30", firms = new[] { Near }, limits = Of(("sci_staff", "13")) })).GetArrayLength());
        Assert.Equal(0, (await Staff(new { day = "2022-06-30", firms = new[] { Near }, limits = Of(("sci_staff", "12")) })).GetArrayLength());
        Assert.Equal(0, (await Staff(new { day = "2022-06-30", firms = new[] { Near }, within = "5%" })).GetArrayLength());
        Assert.Equal(0, (await Staff(new { day = "2022-06-30", firms = new[] { Near }, @fixed = new[] { "sci_staff" } })).GetArrayLength());
        var refused = await Post("/api/v1/rules/high_tech/gap", new { day = "2022-06-30", firms = new[] { Near }, costs = Of(("sci_staff", "much"), ("staff", "1")) }, 422);
        Assert.Equal(["gap.input", "gap.pair"], refused.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatIf_HigherThreshold_SaysWhoLeaves()
    {
        object firm = new Dictionary<string, object>(StringComparer.Ordinal) { ["firm"] = "T", ["resident"] = true, ["staff"] = 60, ["sci_staff"] = 13, ["sales"] = 30_000_000, ["assets"] = 40_000_000, ["cost"] = 25_000_000, ["rd"] = 2_000_000, ["class1"] = 0, ["class2"] = 6, ["banned_class"] = false, ["misconduct"] = false };
        var answer = await Post("/api/v1/rules/tech_sme/what-if", new { day = "2022-06-30", firms = new[] { firm }, set = new Dictionary<string, string>(StringComparer.Ordinal) { ["pass_from"] = "90" }, reward = 100_000, sum = "rd" });
        Assert.Equal(["T"], answer.GetProperty("leaving").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal(("100000", "0", "2000000", "0"), (answer.GetProperty("costBefore").GetString(), answer.GetProperty("costAfter").GetString(), answer.GetProperty("sumBefore").GetString(), answer.GetProperty("sumAfter").GetString()));
        var refused = await Post("/api/v1/rules/tech_sme/what-if", new { firms = new[] { firm }, set = new Dictionary<string, string>(StringComparer.Ordinal) { ["none"] = "1" } }, 422);
        Assert.Equal("whatif.parameter", refused.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Evaluate_BadValues_AreAllNamedAtOnce()
    {
        object bad = new Dictionary<string, object>(StringComparer.Ordinal) { ["firm"] = "X", ["staff"] = -3, ["registered"] = "long ago", ["accident"] = "perhaps" };
        var refused = await Post("/api/v1/rules/high_tech/evaluate", new { day = "2022-06-30", firms = new[] { bad } }, 422);
        Assert.Equal(3, refused.GetProperty("findings").GetArrayLength());
        await Post("/api/v1/rules/no_such_rule/evaluate", new { firms = Array.Empty<object>() }, 404);
    }
}
