using CsCheck;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision.Tests;

public sealed class BenefitOfDoubtTests
{
    private static IndexBuild Two(params (double X, double Y)[] units)
    {
        FrameworkNode[] nodes = [new() { Code = new("index"), Kind = NodeKind.Aggregate }, new() { Code = new("x"), Kind = NodeKind.Indicator, Parent = new("index") }, new() { Code = new("y"), Kind = NodeKind.Indicator, Parent = new("index") }];
        var rows = units.Select((_, i) => Made.Row(i)).ToList();
        var data = DataTable.Create(rows, [new("x"), new("y")], units.SelectMany((u, i) => new[] { new Cell(rows[i], new("x"), u.X, CellMarks.None, Place.Whole), new Cell(rows[i], new("y"), u.Y, CellMarks.None, Place.Whole) })).OrThrow();
        var recipe = new Recipe(Text.Same("two"), [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.Goalposts, GoalpostLow: 0, GoalpostHigh: 100))), new Aggregate(PerCode.All(new AggregateRule())), new Rank(Ties.Min, null)], new FrameRule.PerPeriod());
        return IndexBuild.Run(new(Framework.Create(nodes).OrThrow(), [.. rows.Select(r => new Unit(r.Unit, Text.Same(r.Unit.Value), System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty))], data), recipe).OrThrow();
    }

    /// <summary>A (80, 20) and B (20, 80) are the frontier; C (40, 40) lies on the ray to its middle (50, 50): 0.8, half of each before it. D (40, 10) lies half-way to A.</summary>
    [Fact]
    public void Of_FourUnits_IsAsReckonedByHand()
    {
        var scores = BenefitOfDoubt.Of(Two((80, 20), (20, 80), (40, 40), (40, 10))).OrThrow();
        Assert.Equal([1, 1, 0.8, 0.5], scores.Select(s => Math.Round(s.Score, 9)));
        Assert.Equal([("u00", 0.4), ("u01", 0.4)], scores[2].Peers.Select(p => (p.Peer.Value, Math.Round(p.Part, 9))));
        Assert.Equal([("u00", 0.5)], scores[3].Peers.Select(p => (p.Peer.Value, Math.Round(p.Part, 9))));
    }

    /// <summary>With shares of exactly one half each, A's weights are 1/160 and 1/40 times its score: B then has 20/160 + 80/40 = 2.125, so that A scores 1/2.125.</summary>
    [Fact]
    public void Of_SharesFixed_LeavesNoChoice()
    {
        var scores = BenefitOfDoubt.Of(Two((80, 20), (20, 80), (40, 40), (40, 10)), bounds: new(0.5, 0.5)).OrThrow();
        Assert.Equal(1 / 2.125, scores[0].Score, 5e-10);
        Assert.All(scores, s => Assert.All(s.Shares.Values, v => Assert.Equal(0.5, v, 9)));
    }

    [Fact]
    public void Of_AnyIndex_KeepsItsPromises() => Gen.Select(Gen.Double[60, 900].Array[Made.Units * Made.Indicators], Gen.Double[0, 0.3], Gen.Double[0.6, 1]).Sample((cells, low, high) =>
    {
        var build = Made.Index(cells, MeanKind.Arithmetic, NormaliseMethod.MinMax);
        var free = BenefitOfDoubt.Of(build, new("p")).OrThrow();
        var bound = BenefitOfDoubt.Of(build, new("p"), new(low, high)).OrThrow();
        Assert.Contains(free, s => s.Score > 1 - 1e-9);
        for (int u = 0; u < free.Length; u++)
        {
            Assert.InRange(bound[u].Score, 0, free[u].Score + 1e-9);
            Assert.InRange(free[u].Score, 0, 1 + 1e-9);
            Assert.Equal(1, bound[u].Shares.Values.Sum(), 5e-10);
            Assert.All(bound[u].Shares.Values, v => Assert.InRange(v, low - 1e-7, high + 1e-7));
            // The mix of peers is in no indicator below the unit, and adds up to its score.
            Assert.Equal(free[u].Score, free[u].Peers.Sum(p => p.Part), 5e-8);
        }
    }, iter: 60);

    [Fact]
    public void Of_BoundsThatCannotBeKept_AreRefused() => Assert.Equal("bod.bounds", BenefitOfDoubt.Of(Two((1, 2), (2, 1)), bounds: new(0.6, 1)).AllFindings.Single().Code);

    [Fact]
    public void Of_MissingScore_IsRefusedWithTheCell() => Assert.Contains("bod.score", BenefitOfDoubt.Of(Ports.Build, new("GREEN")).AllFindings.Select(f => f.Code));

    [Fact]
    public void Robustness_OfAPlan_ComparesTheSameScenarios()
    {
        var build = Made.Index([.. Enumerable.Range(0, Made.Units * Made.Indicators).Select(i => 50.0 + i * 37 % 800)], MeanKind.Arithmetic, NormaliseMethod.MinMax);
        var whatIf = WhatIf.Prepare(build, Made.Row(3)).OrThrow();
        var spec = new UncertaintySpec([new Factor.WeightNoise("w", Text.Same("w"), 0.3, [])], new(SamplingKind.Sobol, 200, 1));
        var nothing = AdviceRobustness.Of(whatIf, [], spec, new(1)).OrThrow();
        Assert.Equal((0, 0, 0), (nothing.ShareHigherScore, nothing.ShareBetterRank, nothing.ShareWorseRank));
        var better = AdviceRobustness.Of(whatIf, [new(new("i0"), whatIf.Cell(new("i0"))!.Value + 300), new(new("i1"), whatIf.Cell(new("i1"))!.Value + 300)], spec, new(1)).OrThrow();
        Assert.Equal(1, better.ShareHigherScore);
        Assert.True(better.ShareBetterRank > 0.5 && better.ShareWorseRank == 0);
        Assert.Null(better.ShareReached);
        // The rank that the plan has in half of the scenarios is reached in at least half, a score nobody has in none, and the last rank in all.
        ChangedFigure[] plan = [new(new("i0"), whatIf.Cell(new("i0"))!.Value + 300), new(new("i1"), whatIf.Cell(new("i1"))!.Value + 300)];
        double? Reached(Goal goal) => AdviceRobustness.Of(whatIf, plan, spec, new(1), goal).OrThrow().ShareReached;
        Assert.True(Reached(new Goal.Rank((int)better.RanksAfter!.Median)) >= 0.5);
        Assert.Equal(0, Reached(new Goal.Score(1e6)));
        Assert.Equal(1, Reached(new Goal.Rank(Made.Units)));
        Assert.Equal(Reached(new Goal.Rank(2)), Reached(new Goal.RankInScenarios(2, 0.5, spec)));
    }

    /// <summary>Each plan is what it is alone, its gain the difference of two analyses, and in every scenario some plan brings most.</summary>
    [Fact]
    public void Robustness_OfSeveralPlans_IsThatOfEachAndOfTheAnalyses()
    {
        var build = Made.Index([.. Enumerable.Range(0, Made.Units * Made.Indicators).Select(i => 50.0 + i * 37 % 800)], MeanKind.Arithmetic, NormaliseMethod.MinMax);
        var whatIf = WhatIf.Prepare(build, Made.Row(3)).OrThrow();
        var spec = new UncertaintySpec([new Factor.WeightNoise("w", Text.Same("w"), 0.9, []), new Factor.DataError("e", Text.Same("e"), PerCode.All(new ErrorRule(0.05)), [])], new(SamplingKind.Sobol, 300, 1));
        IReadOnlyCollection<ChangedFigure>[] plans = [.. Enumerable.Range(0, 3).Select(i => (IReadOnlyCollection<ChangedFigure>)[new ChangedFigure(new(Made.Code(i)), whatIf.Cell(new(Made.Code(i)))!.Value + (i == 2 ? -60 : 60))])];
        var all = AdviceRobustness.OfEach(whatIf, plans, spec, new(2)).OrThrow();
        var before = UncertaintyAnalysis.Run(build.Input, build.Recipe, spec, new(1)).OrThrow();
        for (int p = 0; p < plans.Length; p++)
        {
            var alone = AdviceRobustness.Of(whatIf, plans[p], spec, new(1)).OrThrow();
            Assert.Equal(alone with { ShareMost = 0 }, all[p] with { ShareMost = 0 });
            Assert.Equal(1, alone.ShareMost);
            var after = UncertaintyAnalysis.Run(Changed.Input(build.Input, Made.Row(3), plans[p]), build.Recipe, spec, new(1)).OrThrow();
            double[] gains = [.. Enumerable.Range(0, 300).Select(s => after.Scenarios.Score(s, 3)!.Value - before.Scenarios.Score(s, 3)!.Value).Order()];
            Assert.Equal((gains[14] + gains[15]) / 2, all[p].Gain!.Low, Math.Abs(gains[15] - gains[14]));
            Assert.Equal(gains.Average(), all[p].Gain!.Mean, 1e-9);
            Assert.Equal((double)gains.Count(g => g > 0) / 300, all[p].ShareHigherScore, 1e-12);
            var ranks = after.Units[after.Scenarios.PlaceOf(Made.Row(3))].Ranks!;
            Assert.Equal(ranks.Low, all[p].RanksAfter!.Low, 1e-9);
            Assert.Equal(ranks.High, all[p].RanksAfter!.High, 1e-9);
            Assert.Equal(ranks.Error, all[p].RanksAfter!.Error, 1e-9);
        }
        Assert.True(all.Sum(a => a.ShareMost) >= 1 - 1e-12);
        Assert.Contains(all, a => a.ShareMost is > 0 and < 1);
    }
}
