using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What a score means: scales, directions, weights, missing children.</summary>
public sealed class ScoreLaws
{
    private static readonly Gen<double[]> s_column = Gen.Double[-1e6, 1e6].Array[2, 40];
    private static readonly Gen<NormaliseMethod> s_methods = Gen.Int[0, (int)NormaliseMethod.Categories].Select(m => (NormaliseMethod)m);
    private static readonly Gen<MeanKind> s_kinds = Gen.Int[0, (int)MeanKind.MazziottaPareto].Select(m => (MeanKind)m);

    [Fact]
    public void MinMax_AnyColumn_StaysOnTheScaleAndReachesBothEnds() => Gen.Select(s_column, Gen.Double[-50, 50], Gen.Double[0.001, 200]).Sample((x, low, length) =>
    {
        double high = low + length;
        double?[] scores = After(x, new NormaliseRule(NormaliseMethod.MinMax, low, high));
        Assert.All(scores, s => Assert.InRange(s!.Value, low, high));
        if (x.Distinct().Count() == 1) return;
        Assert.Equal(high, scores[Array.IndexOf(x, x.Max())]);
        Assert.Equal(low, scores[Array.IndexOf(x, x.Min())]);
    }, iter: 400);

    [Fact]
    public void Normalise_EveryMethod_KeepsTheOrderOfTheUnits() => Gen.Select(s_column, s_methods, Gen.Bool, Gen.Bool, Gen.Int[0, 3]).Sample((x, method, lower, second, ties) =>
    {
        // Shares of something have no order below zero when lower is better: all is passed. What they are shares of must be above it.
        bool isShare = method is NormaliseMethod.Target or NormaliseMethod.FractionOfMax or NormaliseMethod.ReferenceUnit;
        double[] column = isShare ? [.. x.Select(v => Math.Abs(v) + 1)] : x;
        var rule = new NormaliseRule(method, 0, 100, -1e5, 1e5, 1e5, second ? Outside.Keep : Outside.Clamp, (Ties)ties, Reference: SmallIndex.UnitCode(0),
            Reversal: second ? Reversal.OneMinus : Reversal.DescendingRank, Bands: second ? Listed.Of(new ScoreBand(0.3, 40), new ScoreBand(0.8, 90)) : Listed.Of(new ScoreBand(-2e5, 40), new ScoreBand(3e5, 90)),
            BandsBy: second ? BandsBy.Percentiles : BandsBy.Values);
        double?[] scores = After(column, rule, lower ? Direction.LowerIsBetter : Direction.HigherIsBetter);
        // The scores of bands of values say themselves what is good.
        bool turns = lower && (method != NormaliseMethod.Categories || second);
        for (int i = 1; i < column.Length; i++)
        {
            int order = column[i].CompareTo(column[i - 1]) * (turns ? -1 : 1);
            Assert.True(order * scores[i]!.Value.CompareTo(scores[i - 1]!.Value) >= 0);
        }
    }, iter: 1200);

    [Fact]
    public void Normalise_ConstantColumn_GivesTheMiddleAndSaysSo() => Gen.Select(Gen.Double[-100, 100], Gen.Int[1, 9], Gen.Bool).Sample((value, units, share) =>
    {
        var rule = new NormaliseRule(share ? NormaliseMethod.PercentileRank : NormaliseMethod.MinMax, 10, 20);
        var build = IndexBuild.Run(SmallIndex.Column([.. Enumerable.Repeat((double?)value, units)]), Asem.Recipe(new Normalise(PerCode.All(rule)))).OrThrow();
        Assert.All(Enumerable.Range(0, units), r => Assert.Equal(15, build.Scores.Score(r, build.Scores.PlaceOf(new IndicatorCode("a")))));
        Assert.Single(build.Findings, f => f.Code == "column.constant");
    }, iter: 100);

    /// <summary>What adding in another order leaves in the last bits is no spread: a scale would draw it out over its whole length.</summary>
    [Fact]
    public void Normalise_ColumnOfOneValueButForTheLastBits_GivesTheMiddleAndSaysSo() =>
        Gen.Select(Gen.Double[1, 100], Gen.Int[2, 9], Gen.OneOf(Gen.Const(NormaliseMethod.MinMax), Gen.Const(NormaliseMethod.Sigmoid), Gen.Const(NormaliseMethod.ZScore))).Sample((value, units, method) =>
        {
            var values = Enumerable.Range(0, units).Select(u => (double?)(u % 2 == 0 ? value : Math.BitIncrement(value))).ToArray();
            var build = IndexBuild.Run(SmallIndex.Column(values), Asem.Recipe(new Normalise(PerCode.All(new NormaliseRule(method, 10, 20))))).OrThrow();
            Assert.All(Enumerable.Range(0, units), r => Assert.Equal(method == NormaliseMethod.ZScore ? 10 : 15, build.Scores.Score(r, build.Scores.PlaceOf(new IndicatorCode("a")))));
            Assert.Single(build.Findings, f => f.Code == "column.constant");
        }, iter: 300);

    [Fact]
    public void Mean_AnyKind_LiesBetweenItsChildren() => Gen.Select(Gen.Double[0.001, 100].Array[1, 12], Gen.Double[0.1, 9].Array[12], Gen.Int[0, 2]).Sample((x, w, kind) =>
    {
        double score = MeanOf(x, w, (MeanKind)kind)!.Value;
        Assert.InRange(score, x.Min(), x.Max());
    }, iter: 400);

    [Fact]
    public void Mean_EqualChildren_IsTheirValueToTheLastBit() => Gen.Select(Gen.Double[0.001, 100], Gen.Double[0.1, 9].Array[1, 12], Gen.Int[0, 2]).Sample((x, w, kind) =>
        Assert.Equal(x, MeanOf([.. w.Select(_ => x)], w, (MeanKind)kind)), iter: 300);

    [Fact]
    public void Mean_Harmonic_IsAtMostGeometricIsAtMostArithmetic() => Gen.Select(Gen.Double[0.001, 100].Array[1, 12], Gen.Double[0.1, 9].Array[12]).Sample((x, w) =>
    {
        double[] means = [.. new[] { MeanKind.Arithmetic, MeanKind.Geometric, MeanKind.Harmonic }.Select(k => MeanOf(x, w, k)!.Value)];
        Assert.True(means[2] <= means[1] * (1 + 1e-12) && means[1] <= means[0] * (1 + 1e-12));
    }, iter: 300);

    /// <summary>Whatever they all are, in every mean, with a child missing or not: to the last bit where they are whole numbers, whose shares are then the same quotients.</summary>
    [Fact]
    public void Weights_AllEqual_AreNoWeights() => Gen.Select(Gen.Double[0.001, 100].Array[1, 12], s_kinds, Gen.Int[1, 64], Gen.Double[1e-3, 1e3], Gen.Bool, Gen.Int[0, 2]).Sample((x, kind, whole, any, gap, missing) =>
    {
        double?[] cells = gap ? [.. x.Select(v => (double?)v), null] : [.. x.Select(v => (double?)v)];
        var recipe = Asem.Recipe(new Aggregate(PerCode.All(MeanLaws.Rule(kind, cells.Length) with { Missing = (MissingChild)missing, FillValue = 3 })));
        double? Score(double weight) => IndexBuild.Run(SmallIndex.Row(cells, _ => weight), recipe).OrThrow().Scores.Score(0, 0);
        double? plain = IndexBuild.Run(SmallIndex.Row(cells), recipe).OrThrow().Scores.Score(0, 0);
        Assert.Equal(plain, Score(whole));
        if (plain is { } score) Assert.Equal(score, Score(any)!.Value, Math.Abs(score) * 1e-12);
        else Assert.Null(Score(any));
    }, iter: 600);

    /// <summary>The step that makes them equal is the same as a framework that states none, and what it names still counts.</summary>
    [Fact]
    public void Weights_MadeEqualByTheStep_AreNoWeights() => Gen.Select(Gen.Double[0.001, 100].Array[2, 6], Gen.Double[0.1, 9].Array[6], s_kinds, Gen.Double[0.1, 9]).Sample((x, w, kind, stated) =>
    {
        double?[] cells = [.. x.Select(v => (double?)v)];
        var mean = new Aggregate(PerCode.All(MeanLaws.Rule(kind, x.Length)));
        ScoreTable Scores(Func<int, double>? weights, params Step[] steps) => IndexBuild.Run(SmallIndex.Row(cells, weights), Asem.Recipe([.. steps, mean])).OrThrow().Scores;
        var none = System.Collections.Immutable.ImmutableSortedDictionary<IndicatorCode, double>.Empty;
        Assert.Equal(Scores(null).Score(0, 0), Scores(i => w[i], new Weigh(true, none)).Score(0, 0));
        Assert.Equal(Scores(i => i == 1 ? stated : 1).Score(0, 0), Scores(i => w[i], new Weigh(true, none.Add(new(SmallIndex.Code(1)), stated))).Score(0, 0));
        Assert.Equal(Scores(i => i == 1 ? stated : w[i]).Score(0, 0), Scores(i => w[i], new Weigh(false, none.Add(new(SmallIndex.Code(1)), stated))).Score(0, 0));
    }, iter: 400);

    /// <summary>
    /// A figure that moves towards the better, the frame being taken anew, lowers neither the indicator's score nor that of any node above. In every method, and in every mean but Mazziotta and Pareto's:
    /// there a child far above the others costs more balance than it brings.
    /// </summary>
    [Fact]
    public void Score_OneCellBetter_IsNotWorse() => Gen.Select(Gen.Double[1, 100].Array[4 * 5], s_methods, s_kinds, Gen.Int[0, 19], Gen.Double[0, 60], Gen.Bool.Array[4], Gen.Int[0, 7], Gen.Int[0, 3]).Sample((x, method, kind, at, more, lower, how, ties) =>
    {
        if (kind == MeanKind.MazziottaPareto) return;
        bool bands = (how & 1) != 0, clamps = (how & 2) != 0, ended = (how & 4) != 0;
        var rule = new NormaliseRule(method, 1, 100, 10, 90, 50, clamps ? Outside.Clamp : Outside.Keep, (Ties)ties, Reference: SmallIndex.UnitCode(2), Steepness: 1.3,
            Reversal: ended ? Reversal.OneMinus : Reversal.DescendingRank, Bands: bands ? Listed.Of(new ScoreBand(0.3, 40), new ScoreBand(0.8, 90)) : Listed.Of(new ScoreBand(20, 40), new ScoreBand(60, 90)),
            BandsBy: bands ? BandsBy.Percentiles : BandsBy.Values);
        if (ended) rule = rule with { PercentileLow = 0.1, PercentileHigh = 0.9, TargetPercentile = 0.75 };
        // Unbounded scores go below zero, where only some means have a value.
        bool unbounded = method is NormaliseMethod.ZScore or NormaliseMethod.Borda || rule.Outside == Outside.Keep;
        var mean = MeanLaws.Rule(unbounded && kind is MeanKind.Geometric or MeanKind.Harmonic or MeanKind.Product or MeanKind.Power ? MeanKind.Arithmetic : kind, 3);
        int column = at / 5, row = at % 5;
        // Bands of values have no direction.
        bool down = lower[column] && !(method == NormaliseMethod.Categories && !bands);
        double[] better = [.. x];
        better[at] = down ? Math.Max(0.5, x[at] - more) : x[at] + more;
        ScoreTable Scores(double[] cells) => IndexBuild.Run(SmallIndex.Input(
            [SmallIndex.Aggregate("index"), SmallIndex.Aggregate("p", "index", 2), .. Enumerable.Range(0, 4).Select(i => SmallIndex.Indicator(SmallIndex.Code(i), i < 2 ? "p" : "index", i + 1, lower[i] ? Direction.LowerIsBetter : Direction.HigherIsBetter))],
            Enumerable.Range(0, 5).Select(i => SmallIndex.Unit(i)), 5, (code, r) => cells[SmallIndex.Place(code) * 5 + r]),
            Asem.Recipe(new Normalise(PerCode.All(rule)), new Aggregate(new(mean, System.Collections.Immutable.ImmutableSortedDictionary<IndicatorCode, AggregateRule>.Empty.Add(new("p"), MeanLaws.Rule(mean.Mean, 2)))), new Rank(Ties.Min, null))).OrThrow().Scores;
        ScoreTable before = Scores(x), after = Scores(better);
        for (int n = 0; n < before.Nodes.Length; n++)
        {
            double was = before.Score(row, n)!.Value, now = after.Score(row, n)!.Value;
            Assert.True(now >= was - 1e-9 * Math.Max(1, Math.Abs(was)), $"{before.Nodes[n].Code}: {was} became {now} with {mean.Mean}");
        }
    }, iter: 2500);

    /// <summary>A cell that does not apply leaves the weights as if the indicator were not there: nothing is imputed, and availability is not lowered.</summary>
    [Fact]
    public void NotApplicable_CellAdded_LeavesTheOthersToBeScoredAlone() => Gen.Select(Gen.Double[1, 100].Array[2, 6], Gen.Int[0, 2]).Sample((x, kind) =>
    {
        var recipe = Asem.Recipe(new Aggregate(PerCode.All(new AggregateRule((MeanKind)kind, 1, MissingChild.Missing))), new Rank(Ties.Min, null));
        var without = IndexBuild.Run(SmallIndex.Row([.. x.Select(v => (double?)v)]), recipe).OrThrow().Scores;
        string extra = SmallIndex.Code(x.Length);
        var with = IndexBuild.Run(SmallIndex.Input([SmallIndex.Aggregate("index"), .. Enumerable.Range(0, x.Length + 1).Select(i => SmallIndex.Indicator(SmallIndex.Code(i)))], [SmallIndex.Unit(0)], 1,
            (code, _) => code == extra ? null : x[SmallIndex.Place(code)], (code, _) => code == extra ? CellMarks.NotApplicable : CellMarks.None), recipe).OrThrow().Scores;
        // Equal to rounding: the weights are 1/n of another n.
        Assert.Equal(without.Score(0, 0)!.Value, with.Score(0, 0)!.Value, 1e-12);
        Assert.Equal(1, with.Availability(0, 0));
        Assert.Equal(0, with.Rescaled(0, 0));
        Assert.Equal(CellMarks.None, with.Marks(0, 0));
    }, iter: 300);

    /// <summary>Rescaling is imputing the unit's own mean: filling the missing child with it gives the same aggregate.</summary>
    [Fact]
    public void Rescale_MissingChild_IsImputingTheOwnMean() => Gen.Select(Gen.Double[1, 100].Array[1, 6], Gen.Double[0.5, 4].Array[7], Gen.Int[0, 2]).Sample((x, w, kind) =>
    {
        double?[] cells = [.. x.Select(v => (double?)v), null];
        double[] weights = w[..cells.Length];
        var scores = IndexBuild.Run(SmallIndex.Row(cells, i => weights[i]), Asem.Recipe(Asem.Mean((MeanKind)kind))).OrThrow().Scores;
        double own = scores.Score(0, 0)!.Value;
        Assert.Equal(own, MeanOf([.. x, own], weights, (MeanKind)kind)!.Value, 1e-9);
        Assert.Equal(weights[^1] / weights.Sum(), scores.Rescaled(0, 0), 1e-12);
        Assert.Equal(CellMarks.Rescaled, scores.Marks(0, 0));
        Assert.Equal((double)x.Length / cells.Length, scores.Availability(0, 0));
    }, iter: 300);

    [Fact]
    public void Winsorise_AnyColumn_MovesNoMoreThanTheLimitAndStaysInside() => Gen.Select(Gen.Frequency((6, Gen.Double[0, 10].Select(v => Math.Round(v))), (1, Gen.Double[100, 1e6]), (1, Gen.Double[-1e6, -100])).Array[4, 60], Gen.Int[0, 8]).Sample((x, limit) =>
    {
        var found = new Winsorisation(x.Length).Find(x, new TreatRule(), limit);
        double[] bounded = [.. x.Select(v => v < found.Low ? found.Low : v > found.High ? found.High : v)];
        int moved = x.Where((v, i) => v != bounded[i]).Count();
        Assert.Equal(found.Cells, moved);
        Assert.True(moved <= limit);
        Assert.True(x.Distinct().Count() == 1 || bounded.Distinct().Count() > 1);
        Assert.All(bounded, v => Assert.Contains(v, x));
        var shape = Shape.Of(bounded);
        if (!shape.IsDefined) return;
        Assert.Equal(shape.Skewness, found.Shape.Skewness, 1e-7);
        Assert.Equal(shape.Kurtosis, found.Shape.Kurtosis, Math.Abs(shape.Kurtosis) * 1e-7 + 1e-7);
    }, iter: 1000);

    [Fact]
    public void Rank_AnyScores_CountsTheBetterOnes() => Gen.Select(Gen.Int[0, 9].Array[1, 30], Gen.Int[0, 3]).Sample((x, t) =>
    {
        var ties = (Ties)t;
        var scores = IndexBuild.Run(SmallIndex.Column([.. x.Select(v => (double?)v)]), Asem.Recipe(new Rank(ties, null))).OrThrow().Scores;
        for (int i = 0; i < x.Length; i++)
        {
            int better = x.Count(v => v > x[i]), equal = x.Count(v => v == x[i]);
            double expected = ties switch
            {
                Ties.Min => better + 1,
                Ties.Max => better + equal,
                Ties.Average => better + (equal + 1) / 2.0,
                Ties.Dense => x.Where(v => v > x[i]).Distinct().Count() + 1,
            };
            Assert.Equal(expected, scores.Rank(i, scores.PlaceOf(new IndicatorCode("a"))));
        }
    }, iter: 300);

    private static double?[] After(double[] x, NormaliseRule rule, Direction direction = Direction.HigherIsBetter)
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a", direction: direction)], x.Select((_, i) => SmallIndex.Unit(i)), x.Length, (_, r) => x[r]);
        var scores = IndexBuild.Run(input, Asem.Recipe(new Normalise(PerCode.All(rule)))).OrThrow().Scores;
        int node = scores.PlaceOf(new IndicatorCode("a"));
        return [.. x.Select((_, r) => scores.Score(r, node))];
    }

    private static double? MeanOf(double[] x, double[] weights, MeanKind kind) =>
        IndexBuild.Run(SmallIndex.Row([.. x.Select(v => (double?)v)], i => weights[i]), Asem.Recipe(Asem.Mean(kind))).OrThrow().Scores.Score(0, 0);
}
