using System.Text.Json;

namespace Touchstone.Rules.Tests;

public sealed partial class VectorTests
{
    private static readonly (string Theirs, string Ours)[] HighTechItems =
    [
        ("ip_adv", "ip_advance"), ("ip_core", "ip_core"), ("ip_count", "ip_count"), ("ip_way", "ip_way"), ("std", "ip_standards"), ("transform", "transform"),
        ("o1", "org_system"), ("o2", "org_body"), ("o3", "org_conversion"), ("o4", "org_people"), ("g_na", "growth_net_assets"), ("g_rev", "growth_sales"),
    ];

    internal static FirmFacts HighTechFacts(JsonElement x)
    {
        var book = Shelf.Book("high_tech");
        int years = x.TryGetProperty("years", out var y) ? y.GetInt32() : 3;
        var values = new List<(string, Rational)>
        {
            ("registered", Shelf.Day.AddDays(-x.GetProperty("days").GetInt32()).DayNumber), ("years", years), ("sci_staff", Number(x.GetProperty("sci"))), ("staff", Number(x.GetProperty("staff"))),
            ("rd_abroad", x.GetProperty("rd").EnumerateArray().Aggregate(Rational.Zero, (a, b) => a + Money(b)) - Money(x.GetProperty("rd_dom"))), ("income", Money(x.GetProperty("tot_rev"))), ("high_tech_income", Money(x.GetProperty("hi_rev"))),
            ("class1", Number(x.GetProperty("n1"))), ("class2", Number(x.GetProperty("n2"))), ("own_research", Flag(x, "selfdev") ? 1 : 0), ("core_support", 1),
            ("in_field", Flag(x, "field") ? 1 : 0), ("conversions", Number(x.GetProperty("conv"))), ("accident", Flag(x, "clean") ? 0 : 1),
            ("standards", x.GetProperty("score").GetProperty("std").GetInt32() > 0 ? 1 : 0),
        };
        values.AddRange(Series("rd", x.GetProperty("rd")));
        values.AddRange(Series("sales", x.GetProperty("rev")));
        values.AddRange(Series("net_assets", x.GetProperty("na")));
        values.AddRange(HighTechItems.Select(i => (i.Ours, Number(x.GetProperty("score").GetProperty(i.Theirs)))));
        return FirmFacts.Of("firm", values);
    }

    private static void HighTech(JsonElement x, JsonElement r, string id)
    {
        var e = Shelf.Evaluate(Shelf.Book("high_tech"), HighTechFacts(x));
        (string, string)[] gates =
        [
            ("registered>=365d", "registered_a_year"), ("ip_owned", "owns_ip"), ("field", "field"), ("sci_staff>=10%", "sci_staff_share"), ($"rd_ratio>={Text(r, "rd_needed")}", "rd_share"),
            ("domestic_rd>=60%", "domestic_rd"), ("hi_product>=60%", "high_tech_share"), ("no_accident", "no_accident"),
        ];
        Conditions(r, "gates", e, gates);
        Shares(r, "sci_ratio", e, "staff_ratio");
        Shares(r, "rd_ratio", e, "rd_ratio");
        Assert.Equal(Text(r, "rd_needed"), (e.Find("rd_needed")!.Value.Value!.Value * 100).Rounded(0) + "%");
        Shares(r, "domestic", e, "domestic_ratio");
        Shares(r, "hi_ratio", e, "high_tech_ratio");
        Assert.Equal(Text(r, "conv_avg"), e.Find("conversion_rate")!.Value.Value!.Value.Rounded(2));
        Banded(r, "ip_count_band", e, "ip_count");
        Banded(r, "conv_band", e, "transform");
        Growth(r, "na", e, "net_assets_growth", "growth_net_assets");
        Growth(r, "rev", e, "sales_growth", "growth_sales");
        Scores(r, "score_ip", e, "ip");
        Scores(r, "score_transform", e, "conversion");
        Scores(r, "score_org", e, "organisation");
        Scores(r, "score_growth", e, "growth");
        Assert.Equal(Number(r.GetProperty("total")), e.Total!.Value.Value);
        Passes(r, e);
        Assert.Equal(r.GetProperty("failed_gates").EnumerateArray().Select(g => gates.Single(p => p.Item1 == g.GetString()).Item2), e.Gates.Where(g => g.Value.IsFalse).Select(g => g.Id));
    }

    private static void Banded(JsonElement r, string name, Evaluation e, string item)
    {
        var node = e.Find(item)!;
        Assert.Equal(r.GetProperty(name)[0].GetString(), node.Band);
        Assert.Equal(Reach.Between(Number(r.GetProperty(name)[1][0]), Number(r.GetProperty(name)[1][1])), node.Allowed);
    }

    private static void Growth(JsonElement r, string prefix, Evaluation e, string rate, string item)
    {
        Shares(r, prefix + "_growth", e, rate);
        Banded(r, prefix + "_band", e, item);
        string[] expected = [.. r.GetProperty(prefix + "_flags").EnumerateArray().Select(f => f.GetString()!)];
        string[] own = [.. e.Rulebook.Definitions.Single(d => d.Id == rate).Cases.Select(c => c.Flag).Concat(e.Rulebook.Definitions.Single(d => d.Id == rate).Flags.Select(f => f.Id)).OfType<string>()];
        Assert.Superset(expected.ToHashSet(), e.Flags.Where(f => own.Contains(f.Id)).Select(f => f.Id).ToHashSet());
    }

    private static void HighTechGrowth(JsonElement x, JsonElement r, string id)
    {
        int years = x.GetArrayLength();
        var facts = FirmFacts.Of("firm", [("years", (Rational)years), .. Series("net_assets", x)]);
        var e = Shelf.Evaluate(Shelf.Book("high_tech"), facts);
        var rate = e.Find("net_assets_growth")!;
        Assert.Equal(r.GetProperty("growth").GetString(), rate.Value.IsUndefined ? null : Percent(rate.Value));
        var item = e.Find("growth_net_assets")!;
        Assert.Equal(Reach.Between(Number(r.GetProperty("range")[0]), Number(r.GetProperty("range")[1])), item.Allowed);
        if (item.Band is { } band) Assert.Equal(Text(r, "band"), band);
        else Assert.True(rate.Value.IsUndefined && Text(r, "band") == "F");
        Assert.Equal(r.GetProperty("flags").EnumerateArray().Select(f => f.GetString()!).Order(StringComparer.Ordinal), e.Flags.Where(f => f.IsCertain).Select(f => f.Id).Order(StringComparer.Ordinal));
    }

    private static void Certificate(JsonElement x, JsonElement r, string id)
    {
        var number = RegistrationNumber.Read(Shelf.Book("high_tech").Patterns.Single(), x.GetString()!);
        Assert.Equal(r.GetProperty("valid_shape").GetBoolean(), number.HasShape);
        Assert.Equal(r.GetProperty("province_code").GetString(), number.Parts.GetValueOrDefault("province"));
    }

    /// <summary>The experts' means become the reviewer's points: 61 of technology and 9.5 of finance.</summary>
    private static void Panel(JsonElement x, JsonElement r, string id)
    {
        static Rational Mean(JsonElement list) => list.EnumerateArray().Aggregate(Rational.Zero, (a, b) => a + Number(b)) / list.GetArrayLength();
        Rational technology = Mean(x.GetProperty("tech(IP+conv+org)")), finance = Mean(x.GetProperty("finance(growth)"));
        Assert.Equal(Text(r, "mean_total"), (technology + finance).Rounded(1));
        var book = Shelf.Book("high_tech");
        var e = Shelf.Evaluate(book, WorkedFirms.HighTechBase() with
        {
            Values = WorkedFirms.HighTechBase().Values
            .SetItem("org_body", 3).SetItem("org_conversion", 2).SetItem("org_people", technology - 24 - 26 - 10).SetItem("growth_net_assets", 6).SetItem("growth_sales", finance - 6)
            .SetItem("net_assets_y3", 20_000_000).SetItem("net_assets_y2", 24_000_000).SetItem("net_assets_y1", 28_800_000).SetItem("transform", 26)
            .SetItem("sales_y3", 40_000_000).SetItem("sales_y2", 46_000_000).SetItem("sales_y1", 49_000_000)
        });
        Assert.Equal(technology, e.Groups.Where(g => g.Id != "growth").Aggregate(Rational.Zero, (a, g) => a + g.Value.Value!.Value));
        Assert.Equal(technology + finance, e.Total!.Value.Value);
        Assert.Equal(r.GetProperty(">70").GetBoolean(), e.Verdict == Verdict.Passes);
        Assert.Equal(!r.GetProperty(">=71").GetBoolean(), e.Flags.Any(f => f.Id == "BETWEEN_70_AND_71"));
    }

    private static void RdCost(JsonElement x, JsonElement r, string id)
    {
        var e = Shelf.Evaluate(Shelf.Book("high_tech_rd_cost"), FirmFacts.Of("firm", ("core", Money(x.GetProperty("core"))), ("other", Money(x.GetProperty("other"))),
            ("outsourced_domestic", Money(x.GetProperty("out_domestic"))), ("outsourced_foreign", Money(x.GetProperty("out_foreign")))));
        Assert.Equal(Money(r.GetProperty("counted_total")), e.Find("counted_total")!.Value.Value);
        Assert.Equal(Money(r.GetProperty("other_counted")), e.Find("other_counted")!.Value.Value);
        Shares(r, "domestic_share", e, "domestic_share");
    }

    private static void TechSme(JsonElement x, JsonElement r, string id)
    {
        var book = Shelf.Book("tech_sme");
        var e = Shelf.Evaluate(book, FirmFacts.Of("firm", ("resident", 1), ("staff", Number(x.GetProperty("staff"))), ("sci_staff", Number(x.GetProperty("sci"))), ("sales", Money(x.GetProperty("sales"))),
            ("cost", Money(x.GetProperty("cost"))), ("rd", Money(x.GetProperty("rd"))), ("assets", Money(x.GetProperty("assets"))), ("class1", Number(x.GetProperty("n1"))), ("class2", Number(x.GetProperty("n2"))),
            ("banned_class", 0), ("misconduct", 0), ("high_tech", Names(x, "direct", "HNTE") ? 1 : 0)));
        Conditions(r, "gates", e, ("resident", "is_resident"), ("size", "size"), ("not_banned_class", "class_allowed"), ("clean", "clean"));
        Shares(r, "staff_ratio", e, "staff_ratio");
        Shares(r, "rd/sales", e, "rd_to_sales");
        Shares(r, "rd/cost", e, "rd_to_cost");
        Scores(r, "s_staff", e, "people");
        Scores(r, "s_rd", e, "investment");
        Scores(r, "s_ip", e, "results");
        Assert.Equal(Number(r.GetProperty("total")), e.Total!.Value.Value);
        Assert.Equal(r.GetProperty("by_score").GetBoolean(), e.Total.Value.Value >= 60 && e.Find("staff_points")!.Value.Value > 0);
        Assert.Equal(r.GetProperty("by_direct").GetArrayLength(), e.Routes.Count(n => n.Value.IsTrue));
        Passes(r, e);
    }

    private static void TechSmeNumber(JsonElement x, JsonElement r, string id)
    {
        var number = RegistrationNumber.Read(Shelf.Book("tech_sme").Patterns.Single(), x.GetString()!);
        Assert.Equal(r.GetProperty("valid_shape").GetBoolean(), number.HasShape);
        Assert.Equal(r.GetProperty("flag11").GetString(), number.Parts.GetValueOrDefault("flag"));
        Assert.Equal(r.GetProperty("prior_year_deduction_allowed(2018 rule)").GetBoolean(), number.Parts.GetValueOrDefault("flag") == "0");
    }

    private static void SuperDeduction(JsonElement x, JsonElement r, string id)
    {
        int year = x.GetProperty("year").GetInt32();
        var book = Shelf.Book("super_deduction", new DateOnly(year, 6, 30));
        var facts = FirmFacts.Of("firm", ("excluded_industry", Flag(x, "negative") ? 1 : 0), ("manufacturing", Flag(x, "mfg") ? 1 : 0), ("tech_sme", Flag(x, "tsme") ? 1 : 0), ("integrated_circuits", Flag(x, "ic") ? 1 : 0));
        var e = Shelf.Evaluate(book, facts, new DateOnly(year, 6, 30));
        Assert.Equal(Number(r.GetProperty("percent")), e.Find("rate")!.Value.Value * 100);
        Assert.Equal(Verdict.Computed, e.Verdict);
    }
}
