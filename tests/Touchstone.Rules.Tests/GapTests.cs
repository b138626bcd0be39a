using System.Collections.Immutable;
using CsCheck;

namespace Touchstone.Rules.Tests;

/// <summary>The gap against brute force on small grids, and on the real rulebooks.</summary>
public sealed class GapTests
{
    private static readonly Rational Wan = 10_000;
    private static readonly Rulebook HighTech = Shelf.Book("high_tech");

    /// <summary>Rates, bands, an alternative, a route, a part of a whole, something that is best in the middle.</summary>
    private static readonly Rulebook Small = Shelf.OfText("""
        inputs:
          a: {kind: count, most: 8, name: {zh: 甲, en: a}, lever: {step: 1, better: up}}
          b: {kind: count, most: 9, name: {zh: 乙, en: b}, lever: {step: 1, better: either}}
          c: {kind: amount, most: 6, name: {zh: 丙, en: c}, lever: {step: 0.5, better: down}}
          base: {kind: count, name: {zh: 基数, en: base}}
          grade: {kind: choice, name: {zh: 等级, en: grade}, codes: {low: {zh: 低, en: low}, middle: {zh: 中, en: middle}, high: {zh: 高, en: high}}, lever: {step: 1}}
        definitions:
          rate: {name: {zh: 比例, en: rate}, formula: a / (base + b)}
          middle: {name: {zh: 居中, en: middle}, formula: b * (9 - b)}
        gates:
          - {id: enough, name: {zh: 够, en: enough}, test: rate >= 1 / 3}
          - {id: central, name: {zh: 居中, en: central}, test: middle >= 14 or grade = 'high'}
          - {id: light, name: {zh: 轻, en: light}, test: 2 * c + a <= 12}
        groups:
          - id: score
            name: {zh: 得分, en: score}
            cap: 10
            items:
              - id: of_rate
                max: 6
                name: {zh: 比例得分, en: points for the rate}
                value: rate
                bands: [{in: "[1, +inf)", points: 6}, {in: "[1/2, 1)", points: 4}, {in: "(-inf, 1/2)", points: 1}]
              - id: of_grade
                max: 4
                name: {zh: 等级得分, en: points for the grade}
                cases: [{when: grade = 'high', points: 4}, {when: grade = 'middle', points: 2}, {points: 0}]
        pass: gates and total >= 6
        """);

    private static readonly string[] Levers = ["a", "b", "c", "grade"];

    private static readonly Gen<FirmFacts> SmallFirms = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 9], Gen.Int[0, 12], Gen.Int[0, 9], Gen.Int[0, 2])
        .Select((a, b, c, n, grade) => FirmFacts.Of("firm", ("a", a), ("b", b), ("c", Rational.Of(c, 2)), ("base", n), ("grade", grade)));

    private static readonly RuleProgram Program = RuleProgram.Of(Small).OrThrow();

    private static bool Holds(FirmFacts facts, string node) => Evaluation.Of(Program, facts, Shelf.Day).Find(node)!.Value.IsTrue;

    /// <summary>Every point the levers reach from a firm, with its steps.</summary>
    private static IEnumerable<(FirmFacts Facts, int A, int B, int C, int Grade)> Grid(FirmFacts from)
    {
        int a0 = (int)from.Values["a"].ToLong(), b0 = (int)from.Values["b"].ToLong(), c0 = (int)(from.Values["c"] * 2).ToLong(), g0 = (int)from.Values["grade"].ToLong();
        for (int a = a0; a <= 8; a++)
            for (int b = 0; b <= 9; b++)
                for (int c = c0; c >= 0; c--)
                    for (int g = g0; g <= 2; g++)
                        yield return (from.With("a", a).With("b", b).With("c", Rational.Of(c, 2)).With("grade", g), a - a0, Math.Abs(b - b0), c0 - c, g - g0);
    }

    [Fact]
    public void Cheapest_AgainstBruteForce_IsTheLeastCostThatPasses() => Gen.Select(SmallFirms, Gen.Int[1, 9].Array[4]).Sample((firm, costs) =>
    {
        var choice = LeverChoice.Standard with { Costs = Levers.Select((l, i) => (l, (Rational)costs[i])).ToImmutableDictionary(p => p.l, p => p.l == "c" ? p.Item2 * 2 : p.Item2) };
        var gap = Gap.Of(Small, firm, Shelf.Day, choice).OrThrow();
        Assert.True(gap.Searched);
        int? best = null;
        foreach (var point in Grid(firm))
        {
            int cost = point.A * costs[0] + point.B * costs[1] + point.C * costs[2] + point.Grade * costs[3];
            if ((best is null || cost < best) && Holds(point.Facts, "pass")) best = cost;
        }
        if (best is null) { Assert.Null(gap.Cheapest); return; }
        Assert.Equal((Rational)best.Value, gap.Cheapest!.Cost);
        Assert.True(Holds(Apply(firm, gap.Cheapest.Changes), "pass"));
    }, iter: 60);

    [Fact]
    public void Cheapest_WithoutCosts_ChangesTheFewestInputsThenTheLeastInRelation() => SmallFirms.Sample(firm =>
    {
        var gap = Gap.Of(Small, firm, Shelf.Day).OrThrow();
        Assert.True(gap.Searched);
        (int Inputs, Rational Size)? best = null;
        foreach (var point in Grid(firm))
        {
            var price = (new[] { point.A, point.B, point.C, point.Grade }.Count(s => s > 0), Size(firm, "a", point.A, 1) + Size(firm, "b", point.B, 1) + Size(firm, "c", point.C, Rational.Of(1, 2)) + Size(firm, "grade", point.Grade, 1));
            if ((best is null || price.CompareTo(best.Value) < 0) && Holds(point.Facts, "pass")) best = price;
        }
        if (best is null) { Assert.Null(gap.Cheapest); return; }
        Assert.Null(gap.Cheapest!.Cost);
        Assert.True(Holds(Apply(firm, gap.Cheapest.Changes), "pass"));
        Assert.Equal(best.Value.Inputs, gap.Cheapest.Changes.Length);
        Assert.Equal(best.Value.Size, gap.Cheapest.Changes.Aggregate(Rational.Zero, (sum, c) => sum + Size(firm, c.Input.Id, (int)(Rational.Abs(c.Amount) / c.Input.Lever!.Step).ToLong(), c.Input.Lever.Step)));

        static Rational Size(FirmFacts firm, string input, int steps, Rational step) => firm.Values[input].Sign == 0 ? steps : steps * step / Rational.Abs(firm.Values[input]);
    }, iter: 60);

    [Fact]
    public void Within_AShare_BoundsEveryChangeAndLeavesNothingAsItIs() => Gen.Select(SmallFirms, Gen.Int[10, 150]).Sample((firm, percent) =>
    {
        var within = Rational.Of(percent, 100);
        var free = Gap.Of(Small, firm, Shelf.Day).OrThrow();
        var bound = Gap.Of(Small, firm, Shelf.Day, LeverChoice.Standard with { Within = within }).OrThrow();
        foreach (var (wide, near) in free.Unmet.Zip(bound.Unmet))
            Assert.Equal(wide.Smallest.Where(c => Rational.Abs(c.Amount) <= Rational.Abs(c.From) * within), near.Smallest);
    }, iter: 100);

    [Fact]
    public void Choice_ReadWithFaults_NamesEveryOne() => Assert.Equal(["gap.cost", "gap.input", "gap.input", "gap.pair", "gap.within"],
        LeverChoice.Read(HighTech, [new("sci_staff", "-1"), new("sales_y1", "3")], [new("class1", "many")], ["nope"], "0").AllFindings.Select(f => f.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void SmallestChange_AgainstBruteForce_MeetsTheConditionAndNothingSmallerDoes() => SmallFirms.Sample(firm =>
    {
        var gap = Gap.Of(Small, firm, Shelf.Day).OrThrow();
        foreach (var unmet in gap.Unmet.Where(u => u.Condition.Kind == TraceKind.Gate))
        {
            foreach (string lever in Levers)
            {
                var steps = Grid(firm).Where(p => p.A + p.B + p.C + p.Grade == (lever switch { "a" => p.A, "b" => p.B, "c" => p.C, _ => p.Grade }) && Holds(p.Facts, unmet.Condition.Id))
                    .Select(p => p.Facts.Values[lever] - firm.Values[lever]).ToList();
                var found = unmet.Smallest.Where(c => c.Input.Id == lever).Select(c => c.Amount).ToList();
                foreach (int sign in (int[])[1, -1])
                {
                    var expected = steps.Where(s => s.Sign == sign).Select(Rational.Abs).ToList();
                    var own = found.Where(s => s.Sign == sign).Select(Rational.Abs).ToList();
                    Assert.Equal(expected.Count == 0, own.Count == 0);
                    if (expected.Count > 0) Assert.Equal(expected.Min(), Assert.Single(own));
                }
            }
        }
        Assert.Equal(gap.Evaluation.Verdict == Verdict.Passes, gap.Unmet.IsEmpty);
    }, iter: 60);

    private static FirmFacts Apply(FirmFacts firm, IEnumerable<Change> changes) => changes.Aggregate(firm, (f, c) => f.With(c.Input.Id, c.To));

    [Fact]
    public void HighTech_TwelveStaffShort_NeedsOneMoreSciStaff()
    {
        var gap = Gap.Of(HighTech, WorkedFirms.HighTechBase().With("sci_staff", 12).With("staff", 121), Shelf.Day).OrThrow();
        var unmet = Assert.Single(gap.Unmet);
        Assert.Equal("sci_staff_share", unmet.Condition.Id);
        var change = Assert.Single(unmet.Smallest);
        Assert.Equal(("sci_staff", (Rational)13), (change.Input.Id, change.To));
        Assert.Equal(change, Assert.Single(gap.Cheapest!.Changes));
    }

    [Fact]
    public void HighTech_RdBelowFivePercent_NeedsTenThousandYuanToTheStep()
    {
        // 680 of 13,800: 5 % is 690, so ten more
        var firm = WorkedFirms.HighTechBase().With("sales_y1", 5000 * Wan).With("rd_y3", 180 * Wan).With("rd_y2", 230 * Wan).With("rd_y1", 270 * Wan);
        var gap = Gap.Of(HighTech, firm, Shelf.Day).OrThrow();
        var change = Assert.Single(Assert.Single(gap.Unmet).Smallest);
        Assert.Equal(("rd_y1", 10 * Wan), (change.Input.Id, change.Amount));
    }

    [Fact]
    public void HighTech_DomesticShareShort_IsMetByLessAbroadOrMoreAtHome()
    {
        // 560 of 950: 60 % is 570, ten less abroad; or more at home until 60 %: 950 + x ≥ 390 / 0.4
        var gap = Gap.Of(HighTech, WorkedFirms.HighTechBase().With("rd_abroad", 390 * Wan), Shelf.Day).OrThrow();
        Assert.Equal([("rd_abroad", -10 * Wan), ("rd_y1", 25 * Wan)], Assert.Single(gap.Unmet).Smallest.Select(c => (c.Input.Id, c.Amount)).OrderBy(c => c.Id, StringComparer.Ordinal));
        var change = Assert.Single(gap.Cheapest!.Changes);   // one input either way, and 10 of 390 is less than 25 of 380
        Assert.Equal(("rd_abroad", -10 * Wan, null), (change.Input.Id, change.Amount, gap.Cheapest.Cost));
        Assert.Equal("rd_abroad", gap.Unmet[0].Smallest[0].Input.Id);
    }

    [Fact]
    public void HighTech_SeveralGates_AreSummedOverIndependentInputs()
    {
        var firm = WorkedFirms.HighTechBase().With("sci_staff", 10).With("high_tech_income", 2900 * Wan).With("class1", 0).With("class2", 4).With("ip_count", 7);
        var gap = Gap.Of(HighTech, firm, Shelf.Day).OrThrow();
        // two persons, a hundred steps of 万元, and the score: 65 + … needs the count's band
        Assert.Equal(Verdict.Passes, Shelf.Evaluate(HighTech, Apply(firm, gap.Cheapest!.Changes)).Verdict);
        Assert.Contains(gap.Cheapest.Changes, c => c.Input.Id == "sci_staff" && c.Amount == 2);
        Assert.Contains(gap.Cheapest.Changes, c => c.Input.Id == "high_tech_income" && c.Amount == 100 * Wan);
    }

    [Fact]
    public void HighTech_AccidentInTheYear_CannotBeMovedByAnyInput()
    {
        var gap = Gap.Of(HighTech, WorkedFirms.HighTechBase().With("accident", 1), Shelf.Day).OrThrow();
        Assert.Empty(Assert.Single(gap.Unmet).Smallest);
        Assert.Null(gap.Cheapest);
        Assert.True(gap.Searched);
    }

    [Fact]
    public void HighTech_LimitBelowTheNeed_LeavesNoChange()
    {
        var firm = WorkedFirms.HighTechBase().With("sci_staff", 10);
        var choice = LeverChoice.Standard with { Limits = ImmutableDictionary<string, Rational>.Empty.Add("sci_staff", 11) };
        Assert.Empty(Assert.Single(Gap.Of(HighTech, firm, Shelf.Day, choice).OrThrow().Unmet).Smallest);
    }

    [Fact]
    public void Gap_OfARulebookWithoutPass_IsRefused() => Assert.False(Gap.Of(Shelf.Book("super_deduction"), FirmFacts.Of("f"), Shelf.Day).IsDone(out _));
}
