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

    [Theory]
    [InlineData("A", 1000, Verdict.Passes), InlineData("A", 1001, Verdict.Fails), InlineData("E", 100, Verdict.Passes), InlineData("E", 101, Verdict.Fails), InlineData("C", 500, Verdict.Undecided)]
    public void KnowledgeValueLoan_Cap_FollowsTheGradeAndIsOpenWhereItWasNotFound(string grade, int loan, Verdict expected)
    {
        var book = Shelf.Book("loan_knowledge_value");
        var facts = Shelf.Facts(book, ("five_class", true), ("term", 2), ("collateral", false), ("grade", grade), ("loan", loan * Wan));
        Assert.Equal(expected, Shelf.Evaluate(book, facts).Verdict);
        Assert.Equal(Rational.Of(1, 2), Shelf.Evaluate(book, facts).Find("province_share")!.Value.Value);
    }

    [Fact]
    public void KnowledgeValueLoan_WithoutALoanAsked_IsJudgedOnTheRestAsBefore() =>
        Assert.Equal(Verdict.Passes, Shelf.Evaluate(Shelf.Book("loan_knowledge_value"), FirmFacts.Of("f", ("five_class", 1), ("term", 3), ("collateral", 0))).Verdict);

    [Fact]
    public void HuanggangLoan_OfAKeyFirm_IsEligibleAndSharedEightToTwo()
    {
        var e = Shelf.Evaluate(Shelf.Book("loan_huanggang"), FirmFacts.Of("f", ("key_firm", 1), ("loss", 500 * Wan)));
        Assert.Equal((Verdict.Passes, 60000 * Wan), (e.Verdict, e.Find("pool")!.Value.Value));
        Assert.Equal([200, 100, 100, 100], ((string[])["county_share", "city_share", "mutual_share", "bank_share"]).Select(id => (int)(e.Find(id)!.Value.Value!.Value / Wan).ToLong()));
        Assert.Equal(Verdict.Fails, Shelf.Evaluate(Shelf.Book("loan_huanggang"), FirmFacts.Of("f", ("key_firm", 0))).Verdict);
    }

    [Theory]
    [InlineData(20, 40, 20, 500, true, "0.3"), InlineData(19, 40, 20, 501, false, "0.5"), InlineData(20, 41, 20, 500, false, "0.3"), InlineData(20, 40, 19, 500, false, "0.3")]
    public void NationalGuarantee_Shares_AreHeldAgainstTheirBounds(int bank, int fund, int province, int amount, bool passes, string fee)
    {
        var facts = FirmFacts.Of("f", ("bank", Rational.Of(bank, 100)), ("fund", Rational.Of(fund, 100)), ("province", Rational.Of(province, 100)), ("amount", amount * Wan), ("balance", 3000 * Wan), ("compensation_rate", Rational.Of(5, 100)), ("fee", Rational.Of(1, 100)));
        var e = Shelf.Evaluate(Shelf.Book("loan_national_guarantee"), facts);
        Assert.Equal((passes, fee), (e.Verdict == Verdict.Passes, (e.Find("fee_cap")!.Value.Value!.Value * 100).Rounded(1)));
        Assert.Equal((true, false), (e.Find("rate_within")!.Value.IsTrue, e.Find("fee_within")!.Value.IsTrue));   // 5 % is the cap itself; a fee of 1 % is not below 1 %
    }

    [Theory]
    [InlineData("hubei_engineering_technology_centre"), InlineData("hubei_shared_rd_centre"), InlineData("hubei_new_rd_body")]
    public void Body_WhoseNumbersWereNotFound_DecidesNothingUntilSomeoneGivesThem(string id)
    {
        var book = Shelf.Book(id);
        var facts = FirmFacts.Of("f", ("rd_staff", 1_000), ("equipment", 90_000 * Wan), ("rd", 90_000 * Wan));
        var open = Shelf.Evaluate(book, facts);
        Assert.Equal(Verdict.Undecided, open.Verdict);
        Assert.Equal(["least_equipment", "least_rd", "least_staff"], open.Deciding.Select(d => d.Id).Order(StringComparer.Ordinal));
        Assert.All(open.Gates, g => Assert.Equal(Mark.Unknown, g.Mark));
        Assert.Equal(Verdict.Passes, Shelf.Evaluate(book, facts.With("least_staff", 10).With("least_equipment", Wan).With("least_rd", Wan)).Verdict);
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

    /// <summary>Inputs that are proposed upwards although more of them can hurt another condition: a share of them, a density. Each is shown to be one.</summary>
    private static readonly string[] NotMonotone = ["national_incubator area", "national_incubator firms", "hubei_joint_centre rd_staff", "hubei_key_laboratory fixed_staff"];

    public static TheoryData<string, string> Levers()
    {
        var levers = new TheoryData<string, string>();
        foreach (var book in Shelf.Books.Where(b => b.Pass is not null && b.Parameters.All(p => p.Value is not null)).GroupBy(b => b.Id).Select(g => g.First()))
            foreach (var input in book.Inputs.Where(i => i.Lever is { Better: not Better.Either })) levers.Add(book.Id, input.Id);
        return levers;
    }

    /// <summary>Any facts a rulebook may be asked about.</summary>
    private static Gen<FirmFacts> AnyFacts(Rulebook book) => Gen.Int[0, 999].Array[book.Inputs.Length].Select(draws => FirmFacts.Of("any", book.Inputs.Select((input, i) => (input.Id, Drawn(input, draws[i])))));

    private static Rational Drawn(RuleInput input, int draw) => input.Kind switch
    {
        InputKind.Money => Rational.Max(input.Least ?? draw * 20 * Wan - 3000 * Wan, draw * 20 * Wan - 3000 * Wan),
        InputKind.Count or InputKind.Amount => Rational.Min(input.Most ?? 1_000_000, input.Unit.Zh == "㎡" ? draw * 25 : draw % 80),
        InputKind.Share => Rational.Of(draw, 999),
        InputKind.Day => new DateOnly(2008, 1, 1).DayNumber + draw * 5,
        InputKind.YesNo => draw % 2,
        InputKind.Choice => draw % input.Codes.Length,
        _ => throw new NotSupportedException(input.Kind.ToString()),
    };

    [Theory, MemberData(nameof(Levers))]
    public void Verdict_WhenALeverMovesTheWayItHelps_StaysPassed(string rulebook, string input)
    {
        var book = Shelf.Books.First(b => b.Id == rulebook);
        var lever = book.Inputs.Single(i => i.Id == input);
        int broken = 0;
        Gen.Select(AnyFacts(book), Gen.Int[1, 40]).Sample((facts, steps) =>
        {
            var better = facts.Values[input] + lever.Lever!.Step * steps * (lever.Lever.Better == Better.Up ? 1 : -1);
            if (lever.Lever.Within is { } whole && better > facts.Values[whole]) return;
            if (!lever.Domain.Holds(better)) return;
            Evaluation before = Shelf.Evaluate(book, facts, book.From), after = Shelf.Evaluate(book, facts.With(input, better), book.From);
            bool holds = before.Gates.Zip(after.Gates).All(g => !g.First.Value.IsTrue || g.Second.Value.IsTrue)
                && before.Groups.Zip(after.Groups).All(g => g.Second.Value.Low >= g.First.Value.Low && g.Second.Value.High >= g.First.Value.High);
            if (!holds) Interlocked.Increment(ref broken);
        }, iter: 200);
        Assert.Equal(NotMonotone.Contains($"{rulebook} {input}"), broken > 0);
    }
}
