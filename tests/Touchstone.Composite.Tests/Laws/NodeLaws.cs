using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What happens to a node beside its mean: its own ranks, its rounding, its marks where it is missing, and that what has left the tree leaves no trace.</summary>
public sealed class NodeLaws
{
    private static readonly Gen<MeanKind> s_kinds = Gen.Int[0, (int)MeanKind.MazziottaPareto].Select(k => (MeanKind)k);

    /// <summary>
    /// The same three values in another order add up to the same on paper and to other last bits: a node that ranks itself sees one value. (Binary sums of tenths differ in most orders.)
    /// </summary>
    [Theory]
    [InlineData(NormaliseMethod.Rank)]
    [InlineData(NormaliseMethod.Borda)]
    [InlineData(NormaliseMethod.PercentileRank)]
    [InlineData(NormaliseMethod.Categories)]
    public void Node_ThatRanksItself_SeesNearTiesAsTies(NormaliseMethod method)
    {
        int apart = 0;
        Gen.Int[1, 999].Array[3].Sample(tenths =>
        {
            double[] x = [.. tenths.Select(t => t / 10.0)];
            int[][] orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0]];
            // A fourth unit stands below, so that the column is not constant.
            var input = SmallIndex.Input([SmallIndex.Aggregate("index"), .. Enumerable.Range(0, 3).Select(i => SmallIndex.Indicator(SmallIndex.Code(i)))], Enumerable.Range(0, 4).Select(i => SmallIndex.Unit(i)), 4,
                (code, r) => r == 3 ? 0.01 : x[orders[r][SmallIndex.Place(code)]]);
            ScoreTable Scores(NormaliseRule? rule) => IndexBuild.Run(input, Asem.Recipe(new Aggregate(PerCode.All(new AggregateRule(Normalise: rule))))).OrThrow().Scores;
            var plain = Scores(null);
            if (Enumerable.Range(1, 2).Any(r => plain.Score(r, 0) != plain.Score(0, 0))) apart++;
            var ranked = Scores(new NormaliseRule(method, Bands: Listed.Of(new ScoreBand(0.3, 40), new ScoreBand(0.6, 90)), BandsBy: BandsBy.Percentiles));
            Assert.All(Enumerable.Range(1, 2), r => Assert.Equal(ranked.Score(0, 0), ranked.Score(r, 0)));
            Assert.NotEqual(ranked.Score(3, 0), ranked.Score(0, 0));
        }, iter: 100);
        Assert.True(apart > 10, $"Only {apart} cases were apart at all.");
    }

    /// <summary>A scale that measures keeps every digit: a node of one child comes to the scale as the child itself does.</summary>
    [Theory]
    [InlineData(NormaliseMethod.MinMax)]
    [InlineData(NormaliseMethod.ZScore)]
    [InlineData(NormaliseMethod.Sigmoid)]
    public void Node_ThatMeasuresItself_KeepsEveryDigit(NormaliseMethod method) => Gen.Double[1, 1000].Array[3, 9].Sample(x =>
    {
        var rule = new NormaliseRule(method, 10, 60);
        double?[] cells = [.. x.Select(v => (double?)v)];
        var node = IndexBuild.Run(SmallIndex.Column(cells), Asem.Recipe(new Aggregate(PerCode.All(new AggregateRule(Normalise: rule))))).OrThrow().Scores;
        var child = IndexBuild.Run(SmallIndex.Column(cells), Asem.Recipe(new Normalise(PerCode.All(rule)))).OrThrow().Scores;
        for (int r = 0; r < x.Length; r++) Assert.Equal(child.Score(r, child.PlaceOf(new IndicatorCode("a"))), node.Score(r, 0));
    }, iter: 100);

    /// <summary>
    /// Rounded before it goes up, if nothing is done to it on the way; where a scale is put on for showing the node alone, what goes up is what the children combined to, unrounded, and the new score is rounded.
    /// </summary>
    [Fact]
    public void Node_ThatIsRounded_GoesUpRoundedUnlessItsScaleIsForShowing() => Gen.Select(Gen.Double[1, 100].Array[6], s_kinds, Gen.Int[0, 3]).Sample((x, kind, what) =>
    {
        var rule = MeanLaws.Rule(kind, 2) with { Decimals = 0, Rises = (what & 1) == 0 ? Rises.Score : Rises.Combined, Normalise = (what & 2) == 0 ? null : new NormaliseRule(NormaliseMethod.MinMax, 0, 7) };
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Aggregate("p", "index"), SmallIndex.Indicator("i000", "p"), SmallIndex.Indicator("i001", "p")], Enumerable.Range(0, 3).Select(i => SmallIndex.Unit(i)), 3,
            (code, r) => x[SmallIndex.Place(code) * 3 + r]);
        ScoreTable Scores(AggregateRule of) => IndexBuild.Run(input, Asem.Recipe(new Aggregate(new(new AggregateRule(), ImmutableSortedDictionary<IndicatorCode, AggregateRule>.Empty.Add(new("p"), of))))).OrThrow().Scores;
        ScoreTable scores = Scores(rule), whole = Scores(rule with { Decimals = null });
        int p = scores.PlaceOf(new IndicatorCode("p"));
        for (int r = 0; r < 3; r++)
        {
            Assert.Equal(Math.Round(whole.Score(r, p)!.Value, MidpointRounding.AwayFromZero), scores.Score(r, p));
            Assert.Equal(rule is { Normalise: not null, Rises: Rises.Combined } ? whole.Score(r, 0) : scores.Score(r, p), scores.Score(r, 0));
        }
    }, iter: 300);

    /// <summary>A node that is missing has no marks of the children that are there: it has no score that they could qualify.</summary>
    [Fact]
    public void Node_ThatIsMissing_HasNoMarks() => Gen.Select(s_kinds, Gen.Bool).Sample((kind, byShare) =>
    {
        var rule = MeanLaws.Rule(kind, 3) with { MinAvailable = byShare ? 0.9 : 0, Missing = byShare ? MissingChild.Fill : MissingChild.Missing, FillValue = 2 };
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("b"), SmallIndex.Indicator("c")], [SmallIndex.Unit(0)], 1, (code, _) => code == "c" ? null : 5,
            (code, _) => code == "a" ? CellMarks.Provisional : CellMarks.None);
        var scores = IndexBuild.Run(input, Asem.Recipe(new Aggregate(PerCode.All(rule)))).OrThrow().Scores;
        Assert.Equal((null, CellMarks.None, 0), (scores.Score(0, 0), scores.Marks(0, 0), scores.Rescaled(0, 0)));
        Assert.Equal(2.0 / 3, scores.Availability(0, 0)!.Value, 1e-15);
    }, iter: 120);

    /// <summary>An indicator that does not enter, and a pillar of such only, are as if they had never been there: for every mean, where a missing child would make the node missing.</summary>
    [Fact]
    public void Gate_WhatDoesNotEnter_LeavesTheIndexAsIfItWereNotThere() => Gen.Select(Gen.Double[1, 100].Array[2 * 4], s_kinds, s_kinds, Gen.Bool).Sample((x, kind, above, scaled) =>
    {
        FrameworkNode[] stay = [SmallIndex.Aggregate("index"), SmallIndex.Aggregate("p", "index"), SmallIndex.Indicator("i000", "p", 2), SmallIndex.Indicator("i001", "p")];
        FrameworkNode[] leave = [SmallIndex.Indicator("z", "p", 3), SmallIndex.Aggregate("q", "index", 2), SmallIndex.Indicator("y", "q")];
        var scale = scaled ? new NormaliseRule(NormaliseMethod.MinMax, 1, 100) : null;
        ImmutableSortedDictionary<IndicatorCode, AggregateRule> Rules(int children) => ImmutableSortedDictionary<IndicatorCode, AggregateRule>.Empty
            .Add(new("index"), MeanLaws.Rule(above, children) with { Missing = MissingChild.Missing, Normalise = scale, Rises = Rises.Combined })
            .Add(new("q"), new AggregateRule(Normalise: scale, Rises: Rises.Combined));
        IndexBuild Run(FrameworkNode[] nodes, int children, int pillars)
        {
            var rules = Rules(pillars).Add(new("p"), MeanLaws.Rule(kind, children) with { Missing = MissingChild.Missing });
            if (pillars == 1) rules = rules.Remove(new("q"));
            // z and y are there for one unit in four, and would be the worst there is.
            return IndexBuild.Run(SmallIndex.Input(nodes, Enumerable.Range(0, 4).Select(i => SmallIndex.Unit(i)), 4, (code, r) => code is "z" or "y" ? (r == 1 ? -50 : null) : x[SmallIndex.Place(code) * 4 + r]),
                Asem.Recipe(new Gate(0.5, 0.5, 0, FailedUnit.Unrank), new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax, 1, 100))), new Aggregate(new(new AggregateRule(), rules)), new Rank(Ties.Min, null))).OrThrow();
        }
        // Order weights name as many children as the framework has; all are equal, so fewer read the same.
        IndexBuild with = Run([.. stay, .. leave], 3, 2), without = Run(stay, 2, 1);
        Same.Scores(without.Scores, with.Scores);
        string[] left = ["z", "y", "q"];
        Assert.DoesNotContain(with.Steps.Skip(2).SelectMany(s => s.Parameters), p => left.Contains(p.Column.Value));
        Assert.DoesNotContain(with.Steps.Skip(2).SelectMany(s => s.Data.Columns), c => left.Contains(c.Code.Value));
        Assert.DoesNotContain(with.Findings, f => f.Code != "gate.indicator-left");
    }, iter: 200);

    [Fact]
    public void Gate_ChildThatDoesNotEnter_IsNotNamedForAMeanWithoutAValue()
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("b"), SmallIndex.Indicator("z")], Enumerable.Range(0, 4).Select(i => SmallIndex.Unit(i)), 4,
            (code, r) => code == "z" ? (r == 1 ? -50 : null) : code == "a" && r == 1 ? 0 : 5);
        var refused = IndexBuild.Run(input, Asem.Recipe(new Gate(0.5, 0, 0, FailedUnit.Unrank), Asem.Mean(MeanKind.Geometric)));
        Assert.Contains("u000001/a", Assert.Single(refused.AllFindings, f => f.Code == "aggregate.not-positive").What.En, StringComparison.Ordinal);
    }

    /// <summary>In a replicate, an indicator that left in one run and not in the one before leaves no rank behind.</summary>
    [Fact]
    public void Gate_IndicatorThatLeavesInALaterRun_LeavesNoRankBehind()
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Aggregate("q", "index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("z", "q")], Enumerable.Range(0, 3).Select(i => SmallIndex.Unit(i)), 3, (code, r) => code == "z" ? 9 - r : r);
        var replicate = IndexReplicate.Prepare(input, Asem.Recipe(new Gate(0.5, 0, 0, FailedUnit.Unrank), Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null))).OrThrow();
        int z = replicate.PlaceOf(new IndicatorCode("z")), q = replicate.PlaceOf(new IndicatorCode("q"));
        Assert.Equal((1, 1), (replicate.Rank(0, z), replicate.Rank(0, q)));
        foreach (int row in new[] { 1, 2 }) replicate.SetCell(row, z, null);
        replicate.Run();
        Assert.Equal((null, null), (replicate.Rank(0, z), replicate.Rank(0, q)));
        Assert.Equal([(0, 3), (50, 2), (100, 1)], Enumerable.Range(0, 3).Select(r => ((int)replicate.Score(r, replicate.PlaceOf(new IndicatorCode("index")))!.Value, (int)replicate.Rank(r, replicate.PlaceOf(new IndicatorCode("index")))!.Value)));
    }
}
