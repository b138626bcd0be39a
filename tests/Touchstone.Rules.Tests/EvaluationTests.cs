using CsCheck;

namespace Touchstone.Rules.Tests;

/// <summary>Verdicts, ranges, special cases, traces.</summary>
public sealed class EvaluationTests
{
    private static readonly Rulebook HighTech = Shelf.Book("high_tech");
    private static readonly Rational Wan = 10_000;

    [Fact]
    public void HighTech_BaseCase_PassesWithSeventyTwo()
    {
        var e = Shelf.Evaluate(HighTech, WorkedFirms.HighTechBase());
        Assert.Equal((Verdict.Passes, (Rational?)72), (e.Verdict, e.Total!.Value.Value));
        Assert.Empty(e.Deciding);
    }

    [Theory]
    [InlineData(5000, 180, 230, 270, Verdict.Fails)]        // exactly 50 million is still the small tier: 4.93 % < 5 %
    [InlineData(5000.01, 180, 230, 270, Verdict.Passes)]    // a hundred yuan more and 4 % is enough
    public void HighTech_SalesOnTheBorderOfATier_FallWhereTheTextSays(double sales, int rd3, int rd2, int rd1, Verdict expected)
    {
        var facts = WorkedFirms.HighTechBase().With("sales_y1", Rational.OfShortest(sales) * Wan).With("rd_y3", rd3 * Wan).With("rd_y2", rd2 * Wan).With("rd_y1", rd1 * Wan);
        Assert.Equal(expected, Shelf.Evaluate(HighTech, facts).Verdict);
    }

    [Fact]
    public void HighTech_SeventyExactly_Fails() => Assert.Equal(Verdict.Fails, Shelf.Evaluate(HighTech, WorkedFirms.HighTechBase().With("org_system", 3)).Verdict);

    [Fact]
    public void HighTech_DayBeforeAYear_FailsOnAgeAlone()
    {
        var facts = WorkedFirms.HighTechBase().With("registered", Shelf.Day.AddDays(-364).DayNumber);
        Assert.Equal(["registered_a_year"], Shelf.Evaluate(HighTech, facts).Gates.Where(g => g.Value.IsFalse).Select(g => g.Id));
        Assert.Equal(Verdict.Passes, Shelf.Evaluate(HighTech, facts, Shelf.Day.AddDays(1)).Verdict);
    }

    [Fact]
    public void HighTech_Unjudged_GivesTheRangeOfTheBands()
    {
        var facts = WorkedFirms.HighTechBase();
        foreach (var item in HighTech.Groups.SelectMany(g => g.Items).Where(i => i.IsJudged)) facts = facts.Without(item.Id);
        var e = Shelf.Evaluate(HighTech, facts);
        // 0+0+7+1+0 … 8+8+8+6, 25 … 30, 0 … 20, 3+3 … 4+4
        Assert.Equal(Reach.Between(39, 88), e.Total);
        Assert.Equal(Verdict.Undecided, e.Verdict);
        Assert.Equal(["growth_net_assets", "growth_sales", "ip_advance", "ip_core", "ip_count", "ip_way", "org_body", "org_conversion", "org_people", "org_system", "transform"],
            e.Deciding.Select(d => d.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void HighTech_MissingFactBehindAFailedGate_DecidesNothing()
    {
        var e = Shelf.Evaluate(HighTech, WorkedFirms.HighTechBase().With("accident", 1).Without("staff"));
        Assert.Equal(Verdict.Fails, e.Verdict);
        Assert.Empty(e.Deciding);
    }

    [Fact]
    public void HighTech_OneMissingFact_IsNamed()
    {
        var e = Shelf.Evaluate(HighTech, WorkedFirms.HighTechBase().Without("income"));
        Assert.Equal(Verdict.Undecided, e.Verdict);
        Assert.Equal("income", Assert.Single(e.Deciding).Id);
    }

    [Fact]
    public void HighTech_PointsOutsideTheBand_CountAsItsEndAndAreFlagged()
    {
        var e = Shelf.Evaluate(HighTech, WorkedFirms.HighTechBase().With("transform", 12));
        Assert.Equal(25, e.Find("transform")!.Value.Value);
        Assert.Contains(e.Flags, f => f is { Id: "POINTS_OUTSIDE_BAND", NeedsReview: true });
    }

    [Fact]
    public void HighTech_PartLargerThanWhole_IsFlagged() =>
        Assert.Contains(Shelf.Evaluate(HighTech, WorkedFirms.HighTechBase().With("sci_staff", 130)).Flags, f => f.Id == "SCI_STAFF_ABOVE_STAFF");

    [Fact]
    public void TechSme_NoSales_IsScoredByCost()
    {
        var e = Shelf.Evaluate(Shelf.Book("tech_sme"), FirmFacts.Of("firm", ("resident", 1), ("staff", 12), ("sci_staff", 8), ("sales", 0), ("cost", 200 * Wan), ("rd", 70 * Wan), ("assets", 300 * Wan), ("class1", 1), ("class2", 0), ("banned_class", 0), ("misconduct", 0)));
        Assert.True(e.Find("rd_to_sales")!.Value.IsUndefined);
        Assert.Equal((Verdict.Passes, (Rational?)100), (e.Verdict, e.Total!.Value.Value));
    }

    [Fact]
    public void TechSme_DirectRoute_DoesNotWaiveTheSize()
    {
        var facts = FirmFacts.Of("firm", ("resident", 1), ("staff", 200), ("sci_staff", 60), ("sales", 20_000 * Wan + 100), ("cost", 12_800 * Wan), ("rd", 2500 * Wan), ("assets", 18_000 * Wan), ("class1", 1), ("class2", 0), ("banned_class", 0), ("misconduct", 0), ("high_tech", 1));
        var e = Shelf.Evaluate(Shelf.Book("tech_sme"), facts);
        Assert.Equal((Verdict.Fails, (Rational?)100), (e.Verdict, e.Total!.Value.Value));
        Assert.Equal("size", Assert.Single(e.Gates, g => g.Value.IsFalse).Id);
    }

    [Fact]
    public void Loan4321_Loss_IsSharedFortyThirtyTwentyTen()
    {
        var e = Shelf.Evaluate(Shelf.Book("loan_4321"), FirmFacts.Of("loan", ("loss", 250 * Wan)));
        Assert.Equal([250, 100, 75, 50, 25], e.Outputs.Select(o => (int)(o.Value.Value!.Value / Wan).ToLong()));
    }

    [Theory]
    [InlineData(390, false, false), InlineData(400, true, false), InlineData(639, true, false), InlineData(640, true, true)]
    public void KnowledgeValueLoan_Fuse_WarnsAtFiveAndStopsAtEight(int bad, bool warned, bool stopped)
    {
        var e = Shelf.Evaluate(Shelf.Book("loan_knowledge_value"), FirmFacts.Of("bank", ("bad", bad * Wan), ("balance", 8000 * Wan)));
        Assert.Equal((warned, stopped), (e.Find("warned")!.Value.IsTrue, e.Find("stopped")!.Value.IsTrue));
        Assert.False(e.Find("compensation")!.Value.IsSettled);   // the share was not found and stays open
    }

    [Fact]
    public void Incubator_LargerAreaWithTheSameFirms_FailsOnDensity()
    {
        var book = Shelf.Book("national_incubator");
        FirmFacts Facts(int area) => FirmFacts.Of("incubator", ("running_years", 4), ("reported_years", 2), ("area", area), ("hatch_area", area * Rational.Of(4, 5)), ("seed_fund", 600 * Wan), ("funded", 6), ("fund_cases", 3),
            ("people", 10), ("professional_people", 8), ("mentors", 6), ("firms", 52), ("patent_firms", 30), ("ip_firms", 0), ("graduated", 21));
        var day = new DateOnly(2020, 1, 1);
        Assert.Equal(Verdict.Passes, Shelf.Evaluate(book, Facts(12_000), day).Verdict);
        var dense = Shelf.Evaluate(book, Facts(18_000), day);
        Assert.Equal((Verdict.Fails, "2.89"), (dense.Verdict, dense.Find("density")!.Value.Value!.Value.Rounded(2)));
    }

    [Fact]
    public void Makerspace_SeatsInsteadOfArea_Passes() => Assert.Equal(Verdict.Passes, Shelf.Evaluate(Shelf.Book("national_makerspace"), FirmFacts.Of("space", ("clear_model", 1), ("own_operator", 1), ("running_months", 18),
        ("area", 480), ("seats", 30), ("shared_area", Rational.Of(3, 4)), ("teams", 20), ("new_firms", 9), ("funded", 5), ("cases", 3), ("people", 3), ("mentors", 3), ("events", 10), ("true_reports", 1))).Verdict);

    [Theory]
    [InlineData("2007-07-01", "2022-07-01", true), InlineData("2007-07-01", "2022-07-02", false), InlineData("2022-07-01", "2022-07-01", true)]
    public void Gazelle_FifteenYearsToTheDay_StillCounts(string registered, string day, bool passes)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var e = Shelf.Evaluate(Shelf.Book("hubei_gazelle"), FirmFacts.Of("firm", ("registered", DateOnly.Parse(registered, culture).DayNumber)), DateOnly.Parse(day, culture));
        Assert.Equal(passes, e.Find("young")!.Value.IsTrue);
    }

    private static readonly Gen<FirmFacts> Firms = Gen.Select(Gen.Int[0, 60], Gen.Int[1, 120], Gen.Int[0, 400].Array[3], Gen.Int[0, 6000].Array[3], Gen.Int[-500, 3000].Array[3], Gen.Int[0, 8].Array[2], Gen.Int[0, 20], Gen.Int[1, 3])
        .Select((sci, staff, rd, sales, net, ip, conversions, years) =>
        {
            var facts = WorkedFirms.HighTechBase().With("sci_staff", sci).With("staff", staff).With("class1", ip[0] / 4).With("class2", ip[1]).With("conversions", conversions).With("years", years);
            for (int y = 0; y < 3; y++) facts = facts.With($"rd_y{y + 1}", rd[y] * Wan).With($"sales_y{y + 1}", sales[y] * Wan).With($"net_assets_y{y + 1}", net[y] * Wan);
            return facts.With("rd_abroad", Math.Max(0, rd.Sum() - 500) * Wan).With("income", (sales[0] + 10) * Wan).With("high_tech_income", sales[0] * Wan * Rational.Of(3, 4));
        });

    [Fact]
    public void Trace_AnyFirm_RecomputesToItsVerdict() => Firms.Sample(facts =>
    {
        var e = Shelf.Evaluate(HighTech, facts);
        foreach (var node in e.Roots.SelectMany(r => r.All()).Where(n => n.Formula is not null)) Assert.Equal(node.Value, ByHand.Value(node.Formula!, node));
        foreach (var group in e.Groups) Assert.Equal(group.Value.Value, Rational.Min(group.Most!.Value, group.Children.Aggregate(Rational.Zero, (a, i) => a + i.Value.Value!.Value)));
        foreach (var item in e.Groups.SelectMany(g => g.Children)) Assert.True(item.Allowed!.Value.Holds(item.Value.Value!.Value));
    }, iter: 300);

    [Fact]
    public void Range_OfAFirmWithMissingFacts_HoldsWhatTheFactsGive() => Gen.Select(Firms, Gen.Int[0, HighTech.Inputs.Length - 1].Array[1, 5]).Sample((facts, holes) =>
    {
        var less = holes.Aggregate(facts, (f, h) => f.Without(HighTech.Inputs[h].Id));
        Evaluation whole = Shelf.Evaluate(HighTech, facts), open = Shelf.Evaluate(HighTech, less);
        Assert.True(open.Total!.Value.Holds(whole.Total!.Value.Value!.Value));
        Assert.True(open.Verdict == Verdict.Undecided || open.Verdict == whole.Verdict);
        if (open.Verdict == Verdict.Undecided) Assert.NotEmpty(open.Deciding);
    }, iter: 300);

    [Theory]
    [InlineData("sci_staff"), InlineData("high_tech_income"), InlineData("class1"), InlineData("class2"), InlineData("conversions")]
    public void Verdict_WhenAMonotoneInputImproves_StaysPassed(string input) => Gen.Select(Firms, Gen.Int[1, 5]).Sample((facts, more) =>
    {
        Rational step = input == "high_tech_income" ? 100 * Wan : 1;
        var better = facts.With(input, facts.Values[input] + more * step);
        Evaluation before = Shelf.Evaluate(HighTech, facts), after = Shelf.Evaluate(HighTech, better);
        foreach (var (gate, later) in before.Gates.Zip(after.Gates)) Assert.True(!gate.Value.IsTrue || later.Value.IsTrue, gate.Id);
        foreach (var (group, later) in before.Groups.Zip(after.Groups)) Assert.True(later.Value.Value >= group.Value.Value, group.Id);
    }, iter: 200);
}
