using System.Text.Json;

namespace Touchstone.Rules.Tests;

public sealed partial class VectorTests
{
    private static void InnovativeSme(JsonElement x, JsonElement r, string id)
    {
        var book = Shelf.Book("innovative_sme");
        var e = Shelf.Evaluate(book, FirmFacts.Of("firm", ("ip_class", Shelf.Of(book, "ip_class", Text(x, "ip"))), ("rd", Money(x.GetProperty("rd"))), ("revenue", Money(x.GetProperty("rev"))),
            ("main_revenue_y1", Money(x.GetProperty("mrev"))), ("main_revenue_y2", Money(x.GetProperty("mrev0"))), ("debt", Money(x.GetProperty("debt"))), ("assets", Money(x.GetProperty("assets"))),
            ("strategic", Flag(x, "strategic") ? 1 : 0), ("title", Names(x, "direct", "HNTE") ? 1 : 0)));
        Shares(r, "rd", e, "rd_share");
        Shares(r, "growth", e, "main_growth");
        Shares(r, "debt", e, "debt_ratio");
        Shares(r, "main_share", e, "main_share");
        Items(r, e, "ip_points", "rd_points", "growth_points", "debt_points", "field_points", "main_points");
        Scores(r, "innov", e, "innovation");
        Scores(r, "growth_s", e, "growth");
        Scores(r, "special", e, "special");
        Assert.Equal(Number(r.GetProperty("total")), e.Total!.Value.Value);
        Assert.Equal(r.GetProperty("by_direct").GetArrayLength(), e.Routes.Count(n => n.Value.IsTrue));
        Passes(r, e);
    }

    private static void Items(JsonElement r, Evaluation e, params string[] items) => Assert.Equal(r.GetProperty("items").EnumerateArray().Select(i => (Rational?)Number(i)), items.Select(i => e.Find(i)!.Value.Value));

    private static void Specialised(JsonElement x, JsonElement r, string id)
    {
        var book = Shelf.Book("specialised_sme");
        string body = Text(x, "inst") == "prov" ? "province" : Text(x, "inst");
        var e = Shelf.Evaluate(book, FirmFacts.Of("firm", ("segment_years", Number(x.GetProperty("years"))), ("rd_y1", Money(x.GetProperty("rd"))), ("rd_y2", Money(x.GetProperty("rd"))), ("revenue", Money(x.GetProperty("rev"))),
            ("main_revenue_y1", Money(x.GetProperty("mrev"))), ("mean_growth", Number(x.GetProperty("g2"))), ("key_field", Shelf.Of(book, "key_field", Text(x, "field"))), ("digital_level", Number(x.GetProperty("digital"))),
            ("quality_items", Number(x.GetProperty("quality"))), ("profit_margin", Number(x.GetProperty("npm"))), ("debt_ratio", Number(x.GetProperty("debt_ratio"))), ("local_points", Number(x.GetProperty("local"))),
            ("ip_class", Shelf.Of(book, "ip_class", Text(x, "ip"))), ("rd_staff_share", Number(x.GetProperty("rdstaff"))), ("rd_body", Shelf.Of(book, "rd_body", body))));
        (string Theirs, string Ours)[] gates = [("years>=2", "segment_two_years"), ("rd>=100", "rd_amount"), ("rd_share>=3%", "rd_enough"), ("rev>=1000_or_vc>=2000", "scale")];
        Conditions(r, "gates", e, gates);
        Items(r, e, "main_points", "growth_points", "years_points", "field_points", "digital_points", "quality_points", "profit_points", "debt_points", "local_points", "ip_points", "rd_points", "rd_staff_points", "body_points");
        Assert.Equal(r.GetProperty("groups").EnumerateArray().Select(g => (Rational?)Number(g)), e.Groups.Select(g => g.Value.Value));
        Assert.Equal(Number(r.GetProperty("total")), e.Total!.Value.Value);
        Passes(r, e);
        Assert.Equal(r.GetProperty("failed").EnumerateArray().Select(g => gates.Single(p => p.Theirs == g.GetString()).Ours), e.Gates.Where(g => g.Value.IsFalse).Select(g => g.Id));
    }

    private static void SpecialisedGrowth(JsonElement x, JsonElement r, string id)
    {
        var arithmetic = Shelf.Book("specialised_sme");
        var geometric = arithmetic with { Parameters = [.. arithmetic.Parameters.Select(p => p.Id == "growth_reading" ? p with { Value = 1 } : p)] };
        var facts = FirmFacts.Of("firm", Series("main_revenue", x));
        Evaluation a = Shelf.Evaluate(arithmetic, facts), g = Shelf.Evaluate(geometric, facts);
        Assert.Equal(Text(r, "arithmetic"), Percent(a.Find("mean_growth")!.Value));
        string expected = Text(r, "geometric");
        int decimals = expected.Length - expected.IndexOf('.', StringComparison.Ordinal) - 2;
        var root = g.Find("mean_growth")!.Value;
        Assert.Equal(expected, (root.Low!.Value * 100).Rounded(decimals) + "%");
        Assert.True(root.High - root.Low < Rational.Of(1, 1_000_000_000));
        Rational Score(string name) => Number(r.GetProperty(r.TryGetProperty("band_score_both", out _) ? "band_score_both" : name));
        Assert.Equal(Score("score_arithmetic"), a.Find("growth_points")!.Value.Value);
        Assert.Equal(Score("score_geometric"), g.Find("growth_points")!.Value.Value);
    }

    private static void LittleGiant(JsonElement x, JsonElement r, string id)
    {
        var shares = x.GetProperty("rd_share2");
        var e = Shelf.Evaluate(Shelf.Book("little_giant"), FirmFacts.Of("firm", ("segment_years", Number(x.GetProperty("years"))), ("main_share", Number(x.GetProperty("main_share"))), ("mean_growth", Number(x.GetProperty("g2"))),
            ("core_systems", Number(x.GetProperty("it_core"))), ("certified", Flag(x, "cert") ? 1 : 0), ("debt_ratio", Number(x.GetProperty("debt"))), ("market_share", Number(x.GetProperty("share"))),
            ("own_brand", Flag(x, "brand") ? 1 : 0), ("revenue_y1", Money(x.GetProperty("rev"))), ("rd_share_y2", Number(shares[0])), ("rd_share_y1", Number(shares[1])), ("rd_body", Flag(x, "rd_inst") ? 1 : 0),
            ("class1_applied", Number(x.GetProperty("n1_applied"))), ("national_award", Names(x, "direct", "NATIONAL_AWARD_TOP3") ? 1 : 0), ("chain_link", 1), ("key_product", 1)));
        (string Theirs, string Ours)[] gates = [("专", "specialised"), ("精", "refined"), ("特", "distinctive"), ("新", "innovative"), ("链", "chain"), ("品", "product")];
        Conditions(r, "conditions", e, gates);
        Assert.EndsWith((e.Find("rd_needed")!.Value.Value!.Value * 100).Rounded(0) + "%", Text(r, "tier"), StringComparison.Ordinal);
        Assert.Equal(r.GetProperty("rd_condition").GetBoolean(), e.Find("rd_condition")!.Value.IsTrue);
        Passes(r, e);
        Assert.Equal(r.GetProperty("failed").EnumerateArray().Select(g => gates.Single(p => p.Theirs == g.GetString()).Ours), e.Gates.Where(g => g.Value.IsFalse).Select(g => g.Id));
    }

    private static readonly (string Theirs, string Ours)[] NewSpecies = [("HNTE or TSME", "has_status"), ("sales>=1000", "sales_enough"), ("rd>=2.5%", "rd_enough"), ("IP I>=1 or II>=2", "ip_enough")];

    private static void Gazelle(JsonElement x, JsonElement r, string id)
    {
        var book = Shelf.Book("hubei_gazelle");
        var e = Shelf.Evaluate(book, FirmFacts.Of("firm", ("status", Shelf.Of(book, "status", Text(x, "qual"))), ("sales_y1", Money(x.GetProperty("rev"))), ("rd_share", Number(x.GetProperty("rd_share"))),
            ("class1", Number(x.GetProperty("n1"))), ("class2", Number(x.GetProperty("n2"))), ("age", Number(x.GetProperty("age"))), ("sales_growth", Number(x.GetProperty("g_sales"))), ("profit_growth", Number(x.GetProperty("g_profit")))));
        (string Theirs, string Ours)[] gates = [.. NewSpecies, ("age<=15", "young"), ("sales<=50000", "sales_below"), ("growth>=15%", "growing"), ("rd>=4% if sales<=10000", "small_rd_enough")];
        Conditions(r, "conditions", e, gates);
        Passes(r, e);
        Assert.Equal(r.GetProperty("failed").EnumerateArray().Select(g => gates.Single(p => p.Theirs == g.GetString()).Ours), e.Gates.Where(g => g.Value.IsFalse).Select(g => g.Id));
    }

    private static void PotentialUnicorn(JsonElement x, JsonElement r, string id)
    {
        var book = Shelf.Book("hubei_potential_unicorn");
        var e = Shelf.Evaluate(book, FirmFacts.Of("firm", ("status", Shelf.Of(book, "status", Text(x, "qual"))), ("sales", Money(x.GetProperty("rev"))), ("rd_share", Number(x.GetProperty("rd_share"))),
            ("class1", Number(x.GetProperty("n1"))), ("class2", Number(x.GetProperty("n2"))), ("age", Number(x.GetProperty("age"))), ("valuation", Number(x.GetProperty("val_usd_100m")) * 100_000_000), ("venture", Money(x.GetProperty("vc3")))));
        Conditions(r, "conditions", e, [.. NewSpecies, ("age<=8", "young"), ("valuation>=1亿美元", "valued"), ("VC 3y>=1000", "funded")]);
        Passes(r, e);
    }

    private static void Bodies(JsonElement x, JsonElement r, string id)
    {
        string kind = Text(r, "kind");
        var (bookId, names) = kind switch
        {
            "企业技术中心" => ("hubei_technology_centre", new[] { ("rd", "rd", "rd_enough"), ("staff", "full_time", "staff_enough"), ("equip", "equipment", "equipment_enough") }),
            "工程研究中心" => ("hubei_engineering_centre", new[] { ("equip", "equipment", "equipment_enough"), ("area", "area", "area_enough"), ("staff", "rd_staff", "staff_enough"), ("fulltime", "full_time", "full_time_enough") }),
            "重点实验室" => ("hubei_key_laboratory", new[] { ("fixed", "fixed_staff", "staff_enough"), ("senior_share", "senior_share", "senior_enough"), ("area", "area", "area_enough"), ("equip", "equipment", "equipment_enough") }),
            _ => throw new FormatException(kind),
        };
        var book = Shelf.Book(bookId);
        var facts = FirmFacts.Of("firm", [("above_scale", (Rational)1), ("running_years", 1),
            .. names.Select(n => (n.Item2, book.Inputs.FirstOrDefault(i => i.Id == n.Item2)?.Kind == InputKind.Money ? Money(x.GetProperty(n.Item1)) : Number(x.GetProperty(n.Item1))))]);
        var e = Shelf.Evaluate(book, facts);
        Passes(r, e, "PASS_numeric");
        Assert.Equal(r.GetProperty("missing").EnumerateArray().Select(m => names.Single(n => n.Item1 == m.GetString()).Item3), e.Gates.Where(g => g.Value.IsFalse).Select(g => g.Id));
    }

    private static void Coverage(JsonElement x, JsonElement r, string id)
    {
        var book = Shelf.Book("rd_body_coverage");
        var firms = x.EnumerateArray().Select(f => Shelf.Evaluate(book, FirmFacts.Of("firm", ("revenue", Money(f.GetProperty("rev"))), ("bodies", Number(f.GetProperty("inst")))))).ToList();
        int Count(string output) => firms.Count(f => f.Find(output)!.Value.IsTrue);
        int covered = firms.Count(f => f.Verdict == Verdict.Passes);
        Assert.Equal(r.GetProperty("above_scale").GetInt32(), Count("above_scale"));
        Assert.Equal(r.GetProperty("covered").GetInt32(), covered);
        Assert.Equal(Text(r, "coverage"), Percent(Reach.At(Rational.Of(covered, Count("above_scale")))));
        Assert.Equal(r.GetProperty("rev>=5亿").GetInt32(), Count("big"));
        Assert.Equal(r.GetProperty("covered_big").GetInt32(), Count("covered_big"));
        Assert.Equal(Text(r, "coverage_big"), Percent(Reach.At(Rational.Of(Count("covered_big"), Count("big")))));
    }
}
