using CsCheck;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision.Tests;

public sealed class BestUseLaws
{
    private static readonly Gen<(IndexBuild Build, LeverSpec Spec)> s_any =
        from cells in Gen.Double[60, 800].Array[Made.Units * Made.Indicators]
        from mean in Made.One(MeanKind.Arithmetic, MeanKind.Geometric, MeanKind.Harmonic)
        from method in Made.One(NormaliseMethod.MinMax, NormaliseMethod.Goalposts)
        from treated in Gen.Bool
        from rates in Gen.Double[0.2, 4].Array[3]
        from bends in Gen.Double[0.2, 2.5].Array[3]
        from amount in Gen.Double[10, 120]
        select (Made.Index(cells, mean, method, treated), Spec(rates, bends, amount));

    /// <summary>Levers 0, 1 (better upwards) and 2 (better downwards); the second half of each curve is flatter or steeper than the first, so that some are not concave.</summary>
    private static LeverSpec Spec(double[] rates, double[] bends, double amount) => new(
        [.. Enumerable.Range(0, 3).Select(i => new Lever(new(Made.Code(i)), i == 2 ? 60 : 900, 0, i == 2 ? "other" : "one",
            new([default, new(40, Signed(i, 40 * rates[i])), new(100, Signed(i, 40 * rates[i] + 60 * rates[i] * bends[i]))], "a made-up curve")))],
        [new("one", Text.Same("one"), Text.Same("yuan"), amount), new("other", Text.Same("other"), Text.Same("yuan"), amount / 2)], null);

    private static double Signed(int lever, double change) => lever == 2 ? -change : change;

    /// <summary>Every plan on a grid is tried by the engine itself: none beats the plan found by more than its stated gap, and the bound holds for all.</summary>
    [Fact]
    public void WithinBudgets_AgainstEnumeration_IsBestWithinItsGap() => s_any.Sample(x =>
    {
        var whatIf = WhatIf.Prepare(x.Build, Made.Row(0)).OrThrow();
        if (!BestUse.WithinBudgets(whatIf, x.Spec).IsDone(out var plan)) return;
        double best = Enumerated(whatIf, x.Spec, 24);
        Assert.True(plan.After.Frozen.Score >= best - plan.Gap - 1e-6, $"the plan has {plan.After.Frozen.Score}, the grid {best}, the gap is {plan.Gap}");
        Assert.True(best <= plan.Bound + 1e-6, $"the grid has {best}, above the bound {plan.Bound}");
        Assert.InRange(plan.Gap, 0, 0.01);
        foreach (var budget in x.Spec.Budgets) Assert.True(plan.Moves.Where(m => m.Budget == budget.Code).Sum(m => m.Effort) <= budget.Amount + 1e-6);
    }, iter: 60);

    /// <summary>Rounded scores go up in stairs; the plan is made along the line beneath them, and differs by what the rounding of the indicators makes at most.</summary>
    [Fact]
    public void WithinBudgets_RoundedScores_IsAsGoodAsWithoutRounding() => s_any.Where(x => x.Build.Recipe.Steps.OfType<Aggregate>().Single().Rules.Default.Mean == MeanKind.Arithmetic).Sample(x =>
    {
        var recipe = x.Build.Recipe with { Steps = [.. x.Build.Recipe.Steps.Select(s => s is Normalise n ? new Normalise(PerCode.All(n.Rules.Default with { Decimals = 1 })) : s)] };
        var rounded = BestUse.WithinBudgets(WhatIf.Prepare(IndexBuild.Run(x.Build.Input, recipe).OrThrow(), Made.Row(0)).OrThrow(), x.Spec);
        var plain = BestUse.WithinBudgets(WhatIf.Prepare(x.Build, Made.Row(0)).OrThrow(), x.Spec);
        Assert.Equal(plain.IsDone(out var one), rounded.IsDone(out var other));
        if (one is not null && other is not null) Assert.Equal(one.After.Frozen.Score!.Value, other.After.Frozen.Score!.Value, 0.12);
    }, iter: 30);

    private static double Enumerated(WhatIf whatIf, LeverSpec spec, int steps)
    {
        double[] now = [.. spec.Levers.Select(l => whatIf.Cell(l.Column)!.Value)];
        double one = spec.Budgets[0].Amount, other = spec.Budgets[1].Amount, best = double.NegativeInfinity;
        for (int a = 0; a <= steps; a++)
            for (int b = 0; a + b <= steps; b++)
                for (int c = 0; c <= 4; c++)
                {
                    double[] costs = [one * a / steps, one * b / steps, other * c / 4];
                    for (int l = 0; l < 3; l++)
                    {
                        double change = Change(spec.Levers[l].Curve!.Points, costs[l]), limit = spec.Levers[l].Limit!.Value;
                        double figure = now[l] + change;
                        whatIf.SetCell(spec.Levers[l].Column, l == 2 ? Math.Max(Math.Min(limit, now[l]), figure) : Math.Min(Math.Max(limit, now[l]), figure));
                    }
                    best = Math.Max(best, whatIf.AskFrozen().Score!.Value);
                }
        whatIf.Reset();
        return best;
    }

    private static double Change(IReadOnlyList<ResponsePoint> points, double cost)
    {
        for (int i = 1; i < points.Count; i++)
            if (cost <= points[i].Cost) return points[i - 1].Change + (cost - points[i - 1].Cost) / (points[i].Cost - points[i - 1].Cost) * (points[i].Change - points[i - 1].Change);
        return points[^1].Change;
    }

    /// <summary>A shadow price is the slope of the best score in the budget: a little more of it brings that much, as long as the plan keeps to its stretches.</summary>
    [Fact]
    public void WithinBudgets_ShadowPrice_IsWhatALittleMoreBrings() => s_any.Where(x => x.Build.Recipe.Steps.OfType<Aggregate>().Single().Rules.Default.Mean == MeanKind.Arithmetic).Sample(x =>
    {
        var whatIf = WhatIf.Prepare(x.Build, Made.Row(0)).OrThrow();
        if (!BestUse.WithinBudgets(whatIf, x.Spec).IsDone(out var plan)) return;
        const double More = 1e-3;
        var richer = x.Spec with { Budgets = x.Spec.Budgets.SetItem(0, x.Spec.Budgets[0] with { Amount = x.Spec.Budgets[0].Amount + More }) };
        double brought = BestUse.WithinBudgets(whatIf, richer).OrThrow().Bound - plan.Bound;
        double price = plan.ShadowPrices["one"];
        Assert.True(price >= -1e-9);
        // Where the budget's end is a kink, a little more is worth less than the price, never more than with integers it may jump.
        Assert.True(brought <= price * More + 1e-6 || x.Spec.Levers.Any(l => l.Curve!.Points[2].Change / 100 > l.Curve.Points[1].Change / 40), $"{brought} against {price * More}");
    }, iter: 40);

    [Fact]
    public void ToScore_WithinReach_ReachesAndDoingLessDoesNot() => s_any.Sample(x =>
    {
        var whatIf = WhatIf.Prepare(x.Build, Made.Row(0)).OrThrow();
        double goal = whatIf.Now.Score!.Value + 3;
        if (!BestUse.ToScore(whatIf, goal, null).IsDone(out var plan)) return;
        Assert.True(plan.After.Frozen.Score >= goal - 1e-6, $"{plan.After.Frozen.Score} of {goal}");
        Assert.True(plan.Moves.Sum(m => m.Effort) <= SmallestAlone(whatIf, goal) + 1e-3);
        Assert.InRange(plan.Gap, 0, 1e-3);
    }, iter: 40);

    /// <summary>What is declared binds: nothing moves that is no lever, that takes longer than the horizon, or beyond its limit; and effort is the share of the way to the declared limit.</summary>
    [Fact]
    public void ToScore_WithLeversDeclared_KeepsToThem() => Gen.Select(s_any, Gen.Double[0, 10].Array[3], Gen.Double[0, 10], Gen.Double[0.1, 20]).Sample((x, leads, horizon, more) =>
    {
        var whatIf = WhatIf.Prepare(x.Build, Made.Row(0)).OrThrow();
        var spec = x.Spec with { Levers = [.. x.Spec.Levers.Select((l, i) => l with { LeadYears = leads[i], Limit = i == 2 ? 100 : 600 })], HorizonYears = horizon };
        if (!BestUse.ToScore(whatIf, whatIf.Now.Score!.Value + more, spec).IsDone(out var plan)) return;
        foreach (var move in plan.Moves)
        {
            var lever = spec.Levers.Single(l => l.Column == move.Column);
            Assert.True(lever.LeadYears <= horizon);
            Assert.InRange(move.To, Math.Min(move.From, lever.Limit!.Value) - 1e-9, Math.Max(move.From, lever.Limit.Value) + 1e-9);
            Assert.Equal((move.To - move.From) / (lever.Limit.Value - move.From), move.Effort, 1e-6);
        }
        var late = spec.Levers.Where(l => l.LeadYears > horizon).Select(l => l.Column);
        Assert.Subset(plan.LeftOut.Select(l => l.Column).ToHashSet(), late.ToHashSet());
        // Every figure that has a gain is in the plan, could be in it, or is left out with a reason.
        Assert.All(MarginalGains.Of(whatIf).Gains.Where(g => spec.Levers.All(l => l.Column != g.Column)), g => Assert.Contains(plan.LeftOut, l => l.Column == g.Column && !l.Why.IsEmpty));
    }, iter: 60);

    [Fact]
    public void ToScore_NoLeverOrNothingDeclared_IsOfAllFigures()
    {
        var whatIf = WhatIf.Prepare(Ports.Build, Ports.Row("BRA")).OrThrow();
        var all = BestUse.ToScore(whatIf, 60, null).OrThrow();
        Assert.Equal(all.Moves, BestUse.ToScore(whatIf, 60, new([], [], 1)).OrThrow().Moves);
        Assert.Equal("levers.out-of-reach", BestUse.ToScore(whatIf, 60, new([new(new("SHORE"), 30, 0, null, null)], [], null)).AllFindings.Single().Code);
    }

    /// <summary>The share of the way of the best single lever; a plan of several cannot need more.</summary>
    private static double SmallestAlone(WhatIf whatIf, double goal) =>
        SmallestChange.Of(whatIf, new Goal.Score(goal)).Where(c => c.Frozen is not null).Select(c => (c.Frozen!.Value - c.Value) / (c.Limit - c.Value)).DefaultIfEmpty(double.PositiveInfinity).Min();

    [Fact]
    public void WithinBudgets_NoSourcedCurve_GivesNoAdviceInMoney()
    {
        var whatIf = WhatIf.Prepare(Ports.Build, Ports.Row("BRA")).OrThrow();
        var refused = BestUse.WithinBudgets(whatIf, new([new(new("RD"), 900, 0, null, null)], [], null));
        Assert.Equal("levers.none", refused.AllFindings.Single().Code);
        Assert.Contains("no sourced curve", refused.AllFindings.Single().What.En, StringComparison.Ordinal);
    }

    [Fact]
    public void WithinBudgets_LeversThatCannotBeReckonedWith_AreLeftOutWithTheReason()
    {
        var whatIf = WhatIf.Prepare(Ports.Build, Ports.Row("DUN")).OrThrow();
        ResponseCurve curve = new([default, new(10, 5)], "made up");
        Lever Of(string column, double lead = 0) => new(new(column), 1e6, lead, "b", curve);
        var plan = BestUse.WithinBudgets(whatIf, new([Of("RD"), Of("REVENUE"), Of("PAT"), Of("TRAIN", 9), Of("SHORE")], [new("b", Text.Same("b"), Text.Same("yuan"), 15)], 3)).OrThrow();
        Assert.Equal(["RD", "SHORE"], plan.Moves.Select(m => m.Column.Value).Order());
        Assert.Equal(["PAT", "REVENUE", "TRAIN"], plan.LeftOut.Select(l => l.Column.Value).Order());
    }

    /// <summary>A node brought to ranks again is no concave function of its children: what-if runs whole and is right, and a plan is refused.</summary>
    [Fact]
    public void NodeScaledAgain_WhatIfRunsWhole_AndAPlanIsRefused()
    {
        var input = Made.Input([.. Enumerable.Range(0, Made.Units * Made.Indicators).Select(i => 60.0 + i * 37 % 700)]);
        var scaled = new AggregateRule(Normalise: new NormaliseRule(NormaliseMethod.PercentileRank));
        var recipe = new Recipe(Text.Same("scaled"), [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax))), new Aggregate(new PerCode<AggregateRule>(new AggregateRule(),
            System.Collections.Immutable.ImmutableSortedDictionary<IndicatorCode, AggregateRule>.Empty.Add(new("p"), scaled))), new Rank(Ties.Min, null)], new FrameRule.PerPeriod());
        var build = IndexBuild.Run(input, recipe).OrThrow();
        var whatIf = WhatIf.Prepare(build, Made.Row(4)).OrThrow();
        whatIf.SetCell(new("i0"), 650);
        var frozen = IndexBuild.Run(Changed.Input(input, Made.Row(4), [new(new("i0"), 650)]), recipe with { Frame = new FrameRule.Frozen(build.Frame) }).OrThrow().Scores;
        Assert.Equal(new Standing(frozen.Score(4, 0), frozen.Rank(4, 0)), whatIf.AskFrozen());
        Assert.Equal("levers.not-concave", BestUse.ToScore(whatIf, 60, null).AllFindings.Single().Code);
    }

    [Fact]
    public void Check_EveryFault_IsTold()
    {
        var spec = new LeverSpec(
        [
            new(new("RD"), double.NaN, -1, null, new([default, new(1, 1)], "")), new(new("RD"), null, 0, "b", new([new(1, 0), new(0, 1)], "s")), new(new("AUTO"), null, 0, null, null),
        ], [new("b", Text.Same("b"), Text.Same("u"), -1), new("b", Text.Same("b"), Text.Same("u"), 1)], null);
        Assert.Equal(["levers.twice", "levers.budget-twice", "levers.budget-amount", "levers.limit", "levers.no-source", "levers.no-budget", "levers.curve", "levers.no-column"], spec.Check(Ports.Build.Input).Select(f => f.Code));
    }
}
