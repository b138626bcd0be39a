using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What holds for every mean: what a missing child, one that does not apply and one that stands in do, whichever way the children are added up.</summary>
public sealed class MeanLaws
{
    private static readonly Gen<MeanKind> s_kinds = Gen.Int[0, (int)MeanKind.MazziottaPareto].Select(k => (MeanKind)k);
    private static readonly Gen<double[]> s_values = Gen.Double[1, 100].Array[2, 5], s_weights = Gen.Double[0.5, 4].Array[6];

    [Fact]
    public void Mean_OfAChildFilled_IsThatOfAChildWithTheValue() => Gen.Select(s_values, s_weights, s_kinds, Gen.Double[1, 100]).Sample((x, w, kind, fill) =>
    {
        var filled = Scores([.. x.Select(v => (double?)v), null], w, Rule(kind, x.Length + 1) with { Missing = MissingChild.Fill, FillValue = fill });
        var whole = Scores([.. x.Select(v => (double?)v), fill], w, Rule(kind, x.Length + 1));
        Assert.Equal(whole.Score(0, 0)!.Value, filled.Score(0, 0)!.Value, Math.Abs(whole.Score(0, 0)!.Value) * 1e-12);
        Assert.Equal((CellMarks.None, CellMarks.Imputed), (whole.Marks(0, 0), filled.Marks(0, 0)));
        Assert.Equal((0, 0), (whole.Rescaled(0, 0), filled.Rescaled(0, 0)));
    }, iter: 300);

    [Fact]
    public void Mean_OfTwoChildrenFilled_IsMarkedAsOfOne() => s_kinds.Sample(kind =>
        Assert.Equal(CellMarks.Imputed, Scores([4, null, null], [1, 1, 1], Rule(kind, 3) with { Missing = MissingChild.Fill, FillValue = 2 }).Marks(0, 0)), iter: 60);

    [Fact]
    public void Mean_WithAChildMissing_TellsTheShareThatWasRescaled() => Gen.Select(s_values, s_weights, s_kinds).Sample((x, w, kind) =>
    {
        double?[] cells = [.. x.Select(v => (double?)v), null];
        var scores = Scores(cells, w, Rule(kind, cells.Length));
        Assert.NotNull(scores.Score(0, 0));
        Assert.Equal(w[x.Length] / w.Take(cells.Length).Sum(), scores.Rescaled(0, 0), 1e-12);
        Assert.Equal(CellMarks.Rescaled, scores.Marks(0, 0));
        Assert.Null(Scores(cells, w, Rule(kind, cells.Length) with { Missing = MissingChild.Missing }).Score(0, 0));
    }, iter: 300);

    [Fact]
    public void Mean_WithAsManyChildrenAsAsked_IsThereAndWithOneFewerIsNot() => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], s_kinds).Sample((present, missing, kind) =>
    {
        int all = present + missing;
        double?[] cells = [.. Enumerable.Repeat((double?)5, present), .. Enumerable.Repeat((double?)null, missing)];
        double[] weights = [.. Enumerable.Repeat(1.0, all)];
        Assert.NotNull(Scores(cells, weights, Rule(kind, all) with { MinAvailable = (double)present / all }).Score(0, 0));
        Assert.Null(Scores(cells, weights, Rule(kind, all) with { MinAvailable = (present + 0.5) / all }).Score(0, 0));
    }, iter: 200);

    [Fact]
    public void Mean_WithAChildThatDoesNotApply_IsThatOfTheOthers() => Gen.Select(s_values, s_kinds).Sample((x, kind) =>
    {
        var strict = Rule(kind, x.Length + 1) with { MinAvailable = 1, Missing = MissingChild.Missing };
        double[] weights = [.. Enumerable.Repeat(1.0, x.Length + 1)];
        var with = Scores([.. x.Select(v => (double?)v), null], weights, strict, i => i == x.Length ? CellMarks.NotApplicable : CellMarks.None);
        double without = Scores([.. x.Select(v => (double?)v)], weights, Rule(kind, x.Length)).Score(0, 0)!.Value;
        Assert.Equal(without, with.Score(0, 0)!.Value, Math.Abs(without) * 1e-9 + 1e-9);
        Assert.Equal((0, CellMarks.None), (with.Rescaled(0, 0), with.Marks(0, 0)));
        var none = Scores([.. x.Select(_ => (double?)null)], weights, Rule(kind, x.Length), _ => CellMarks.NotApplicable);
        Assert.Equal((null, CellMarks.NotApplicable), (none.Score(0, 0), none.Marks(0, 0)));
    }, iter: 200);

    /// <summary>What stood in below, and what marks the cells had, is told of every node above, by its weight.</summary>
    [Fact]
    public void Mean_OfANodeThatWasRescaled_PassesItUp() => Gen.Select(s_weights, s_kinds, Gen.Bool).Sample((w, kind, missing) =>
    {
        FrameworkNode[] nodes = [SmallIndex.Aggregate("index"), SmallIndex.Aggregate("p", "index", w[0]), SmallIndex.Indicator("c", weight: w[1]), SmallIndex.Indicator("d", weight: w[2]),
            SmallIndex.Indicator("a", "p", w[3]), SmallIndex.Indicator("b", "p", w[4])];
        var input = SmallIndex.Input(nodes, [SmallIndex.Unit(0)], 1, (code, _) => code == "b" || missing && code == "d" ? null : 5,
            (code, _) => code is "a" or "c" ? CellMarks.Provisional : CellMarks.None);
        var rules = new PerCode<AggregateRule>(Rule(kind, 3), System.Collections.Immutable.ImmutableSortedDictionary<IndicatorCode, AggregateRule>.Empty.Add(new("p"), new AggregateRule()));
        var scores = IndexBuild.Run(input, Asem.Recipe(new Aggregate(rules))).OrThrow().Scores;
        double passed = w[0] * w[4] / (w[3] + w[4]);
        Assert.Equal((passed + (missing ? w[2] : 0)) / (w[0] + w[1] + w[2]), scores.Rescaled(0, 0), 1e-12);
        Assert.Equal(CellMarks.Provisional | CellMarks.Rescaled, scores.Marks(0, 0));
    }, iter: 300);

    /// <summary>A whole weight is as many children of one: the median is that of all of them.</summary>
    [Fact]
    public void Median_OfWholeWeights_IsTheMedianOfTheValuesRepeated() => Gen.Select(Gen.Double[0, 100].Array[1, 6], Gen.Int[1, 4].Array[6]).Sample((x, w) =>
    {
        double[] all = [.. x.SelectMany((v, i) => Enumerable.Repeat(v, w[i])).Order()];
        double middle = (all[(all.Length - 1) / 2] + all[all.Length / 2]) / 2;
        Assert.Equal(middle, Scores([.. x.Select(v => (double?)v)], [.. w.Select(v => (double)v)], new(MeanKind.Median)).Score(0, 0)!.Value, 1e-9);
    }, iter: 400);

    [Fact]
    public void Power_OfOneAndOfMinusOne_IsTheArithmeticAndTheHarmonicMean() => Gen.Select(s_values, s_weights, Gen.Bool).Sample((x, w, missing) =>
    {
        double?[] cells = missing ? [.. x.Select(v => (double?)v), null] : [.. x.Select(v => (double?)v)];
        foreach (var (power, kind) in new[] { (1, MeanKind.Arithmetic), (-1, MeanKind.Harmonic) })
            Assert.Equal(Scores(cells, w, new(kind)).Score(0, 0)!.Value, Scores(cells, w, new(MeanKind.Power, Power: power)).Score(0, 0)!.Value, 1e-9);
    }, iter: 200);

    [Theory]
    [InlineData(MeanKind.Geometric, 0)]
    [InlineData(MeanKind.Harmonic, 0)]
    [InlineData(MeanKind.Harmonic, -1)]
    [InlineData(MeanKind.Product, 0)]
    [InlineData(MeanKind.Power, 0)]
    [InlineData(MeanKind.MazziottaPareto, -5)]
    [InlineData(MeanKind.MazziottaPareto, -6)]
    public void Mean_OfAChildItHasNoValueFor_IsRefusedOrMissingAndNamesTheCell(MeanKind kind, double low)
    {
        var rule = Rule(kind, 2);
        var refused = IndexBuild.Run(SmallIndex.Row([low, 5]), Asem.Recipe(new Aggregate(PerCode.All(rule))));
        Assert.Contains("i000", Assert.Single(refused.AllFindings, f => f is { Code: "aggregate.not-positive", Severity: Severity.Error }).What.En, StringComparison.Ordinal);
        Assert.False(refused.IsDone(out _));
        var missing = IndexBuild.Run(SmallIndex.Row([low, 5]), Asem.Recipe(new Aggregate(PerCode.All(rule with { NotPositive = NotPositive.Missing })))).OrThrow();
        Assert.Null(missing.Scores.Score(0, 0));
        Assert.Single(missing.Findings, f => f is { Code: "aggregate.not-positive", Severity: Severity.Warning });
    }

    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(2, -1, false)]
    [InlineData(0.5, 0, true)]
    public void Power_AboveZero_HasAValueForZeroAndNoneBelow(double power, double low, bool has) =>
        Assert.Equal(has, IndexBuild.Run(SmallIndex.Row([low, 5]), Asem.Recipe(new Aggregate(PerCode.All(new AggregateRule(MeanKind.Power, Power: power))))).IsDone(out _));

    [Fact]
    public void Mean_WithAFactorOrAnOffset_IsMovedByThemAndStaysMissing() => Gen.Select(s_values, s_weights, s_kinds, Gen.Int[0, 3]).Sample((x, w, kind, what) =>
    {
        double factor = (what & 1) == 0 ? 1 : 2.5, offset = (what & 2) == 0 ? 0 : -3;
        double?[] cells = [.. x.Select(v => (double?)v)];
        double plain = Scores(cells, w, Rule(kind, x.Length)).Score(0, 0)!.Value;
        Assert.Equal(factor * plain + offset, Scores(cells, w, Rule(kind, x.Length) with { Factor = factor, Offset = offset }).Score(0, 0)!.Value, Math.Abs(plain) * 1e-12 + 1e-12);
        var rounded = Scores(cells, w, Rule(kind, x.Length) with { Factor = factor, Offset = offset, Decimals = 1 });
        Assert.Equal(Rounding.At(factor * plain + offset, 1), rounded.Score(0, 0)!.Value, 1e-12);
        var missing = IndexBuild.Run(SmallIndex.Row([.. x.Select(_ => (double?)null)]), Asem.Recipe(new Aggregate(PerCode.All(Rule(kind, x.Length) with { Factor = factor, Offset = offset })))).OrThrow();
        Assert.Null(missing.Scores.Score(0, 0));
        Assert.DoesNotContain(missing.Findings, f => f.Code == "number.no-value");
    }, iter: 200);

    /// <summary>Not even where it is below zero. (In a sum and a product it counts among the children that apply.)</summary>
    [Fact]
    public void Mean_WithAChildOfNoWeight_IsThatOfTheOthers() => Gen.Select(s_values, s_weights, s_kinds, Gen.Double[-9, 200]).Sample((x, w, kind, extra) =>
    {
        if (kind is MeanKind.Sum or MeanKind.Product) return;
        double without = Scores([.. x.Select(v => (double?)v)], w, Rule(kind, x.Length)).Score(0, 0)!.Value;
        var with = Scores([.. x.Select(v => (double?)v), extra], [.. w[..x.Length], 0], Rule(kind, x.Length + 1));
        Assert.Equal(without, with.Score(0, 0)!.Value, Math.Abs(without) * 1e-9);
    }, iter: 300);

    [Fact]
    public void Mean_OfAChildItHasNoValueForAndOneOfNoWeight_NamesTheFirstOnly()
    {
        var refused = IndexBuild.Run(SmallIndex.Row([0, 0, 5], i => i), Asem.Recipe(Asem.Mean(MeanKind.Geometric)));
        Assert.Contains("i001", Assert.Single(refused.AllFindings, f => f.Code == "aggregate.not-positive").What.En, StringComparison.Ordinal);
    }

    /// <summary>What does not apply is no part of the weight that was rescaled.</summary>
    [Fact]
    public void Mean_WithAChildMissingAndOneThatDoesNotApply_TellsTheShareOfWhatApplies() => Gen.Select(s_weights, s_kinds).Sample((w, kind) =>
    {
        var scores = Scores([5, null, null], w, Rule(kind, 3), i => i == 2 ? CellMarks.NotApplicable : CellMarks.None);
        Assert.Equal(w[1] / (w[0] + w[1]), scores.Rescaled(0, 0), 1e-12);
    }, iter: 200);

    [Fact]
    public void Power_OfEqualChildren_IsTheirValueToTheLastBit() => Gen.Select(Gen.Double[0.001, 100], s_weights, Gen.OneOf(Gen.Const(-2.0), Gen.Const(0.5), Gen.Const(3.0))).Sample((x, w, power) =>
        Assert.Equal(x, Scores([x, x, x], w, new(MeanKind.Power, Power: power)).Score(0, 0)), iter: 300);

    [Fact]
    public void Mean_ThatAFactorOrAPowerMakesOverflow_IsMissingAndSaysSo()
    {
        foreach (var rule in new[] { new AggregateRule(Factor: 1e10), new AggregateRule(MeanKind.Power, Power: 2) })
        {
            var build = IndexBuild.Run(SmallIndex.Row([1e300, 1e300]), Asem.Recipe(new Aggregate(PerCode.All(rule)))).OrThrow();
            Assert.Null(build.Scores.Score(0, 0));
            Assert.Single(build.Findings, f => f.Code == "number.no-value");
        }
    }

    [Fact]
    public void Product_ThatOverflows_IsMissingAndSaysSo()
    {
        var build = IndexBuild.Run(SmallIndex.Row([1e200, 1e200]), Asem.Recipe(new Aggregate(PerCode.All(new AggregateRule(MeanKind.Product))))).OrThrow();
        Assert.Null(build.Scores.Score(0, 0));
        Assert.Single(build.Findings, f => f.Code == "number.no-value");
    }

    [Fact]
    public void FillGroup_OfANodeThatIsRounded_IsTheRoundedMeanOfItsGroupAndSaysWhy()
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a")],
            [SmallIndex.Unit(0, true, ("region", "east")), SmallIndex.Unit(1, true, ("region", "east")), SmallIndex.Unit(2, true, ("region", "east"))], 3, (_, r) => r == 2 ? null : r + 1);
        var build = IndexBuild.Run(input, Asem.Recipe(new Aggregate(PerCode.All(new AggregateRule(Decimals: 0, FillGroup: "region"))))).OrThrow();
        Assert.Equal([1, 2, 2], Enumerable.Range(0, 3).Select(r => build.Scores.Score(r, 0)));
        Assert.Contains("region", Assert.Single(build.Steps.SelectMany(s => s.Changes)).Why.En, StringComparison.Ordinal);
    }

    /// <summary>Every mean, so that it can have as many children.</summary>
    internal static AggregateRule Rule(MeanKind kind, int children) => kind switch
    {
        MeanKind.Power => new(kind, Power: -2),
        MeanKind.OrderedWeighted => new(kind, OrderWeights: Listed.Of(Enumerable.Repeat(1.0, children))),
        MeanKind.MeanMin => new(kind, Penalty: 0.5, Smoothing: 2),
        MeanKind.MazziottaPareto => new(kind, Penalty: 0.5),
        _ => new(kind),
    };

    private static ScoreTable Scores(double?[] cells, double[] weights, AggregateRule rule, Func<int, CellMarks>? marks = null) =>
        IndexBuild.Run(SmallIndex.Input([SmallIndex.Aggregate("index"), .. cells.Select((_, i) => SmallIndex.Indicator(SmallIndex.Code(i), weight: weights[i]))], [SmallIndex.Unit(0)], 1,
            (code, _) => cells[SmallIndex.Place(code)], (code, _) => marks?.Invoke(SmallIndex.Place(code)) ?? CellMarks.None), Asem.Recipe(new Aggregate(PerCode.All(rule)))).OrThrow().Scores;
}
