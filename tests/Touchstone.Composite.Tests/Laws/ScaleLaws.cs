using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What a column's way to its scale does at the ends: no value in the frame, one value, beyond the bounds, a measure that cannot measure.</summary>
public sealed class ScaleLaws
{
    private static readonly Listed<ScoreBand> s_bands = Listed.Of(new ScoreBand(0, 10), new ScoreBand(0.5, 50), new ScoreBand(1, 100));

    [Theory]
    [InlineData(NormaliseMethod.MinMax)]
    [InlineData(NormaliseMethod.Goalposts)]
    [InlineData(NormaliseMethod.ZScore)]
    [InlineData(NormaliseMethod.Rank)]
    [InlineData(NormaliseMethod.PercentileRank)]
    [InlineData(NormaliseMethod.Target)]
    [InlineData(NormaliseMethod.Borda)]
    [InlineData(NormaliseMethod.DistanceToTarget)]
    [InlineData(NormaliseMethod.FractionOfMax)]
    [InlineData(NormaliseMethod.ReferenceUnit)]
    [InlineData(NormaliseMethod.Sigmoid)]
    [InlineData(NormaliseMethod.Categories)]
    public void Normalise_NoValueInTheFrame_ScoresNobodyAndSaysSo(NormaliseMethod method)
    {
        // The one value is that of a unit that is not ranked: it gives no parameters.
        var build = Build([null, 5], OfTheFrame(method), ranked: r => r == 0);
        Assert.Null(Score(build, 1));
        Assert.Single(build.Findings, f => f.Code == "column.empty");
        Assert.DoesNotContain(build.Findings, f => f.Code is "column.constant" or "number.no-value" or "normalise.target-reached" or "normalise.not-above-zero");
    }

    [Theory]
    [InlineData(NormaliseMethod.Goalposts)]
    [InlineData(NormaliseMethod.PercentileRank)]
    [InlineData(NormaliseMethod.Categories)]
    public void Normalise_OneValueInTheFrame_GivesTheMiddleAndSaysSo(NormaliseMethod method)
    {
        var build = Build([7, 7, null], OfTheFrame(method) with { ScaleLow = 10, ScaleHigh = 20 });
        Assert.Equal([15, 15, null], Scores(build));
        Assert.Single(build.Findings, f => f.Code == "column.constant");
    }

    [Fact]
    public void Goalposts_StatedInTheRule_GoBeforeThoseOfTheFramework()
    {
        FrameworkNode with = SmallIndex.Indicator("a") with { GoalpostLow = 0, GoalpostHigh = 10, Target = 10 };
        Assert.Equal(50, Score(Build([5], new(NormaliseMethod.Goalposts), with), 0));
        Assert.Equal(25, Score(Build([5], new(NormaliseMethod.Goalposts, GoalpostHigh: 20), with), 0));
        Assert.Equal(20, Score(Build([5], new(NormaliseMethod.Goalposts, GoalpostLow: 3.75), with), 0));
        Assert.Equal(50, Score(Build([5], new(NormaliseMethod.Target), with), 0));
        Assert.Equal(25, Score(Build([5], new(NormaliseMethod.Target, Target: 20), with), 0));
    }

    [Fact]
    public void Goalposts_OneAtAPercentile_TakeTheOtherAsStated()
    {
        Assert.Equal([50, 0, 25], Scores(Build([8, 2, 5], new(NormaliseMethod.Goalposts, GoalpostHigh: 14, PercentileLow: 0))));
        Assert.Equal([100, 25, 100], Scores(Build([8, 2, 5], new(NormaliseMethod.Goalposts, GoalpostLow: 1, PercentileHigh: 0.5))));
        Assert.Equal([160, 40, 100], Scores(Build([8, 2, 5], new(NormaliseMethod.Target, TargetPercentile: 0.5, Outside: Outside.Keep))));
    }

    /// <summary>What lies on a bound is not beyond it: it keeps its score and no mark says it was moved.</summary>
    [Fact]
    public void Goalposts_ValuesBeyond_AreMovedMarkedAndTold()
    {
        var build = Build([-1, 0, 4, 10, 15], new(NormaliseMethod.Goalposts, GoalpostLow: 0, GoalpostHigh: 10));
        Assert.Equal([0, 0, 40, 100, 100], Scores(build));
        Assert.Equal([true, false, false, false, true], Enumerable.Range(0, 5).Select(r => (build.Scores.Marks(r, At(build)) & CellMarks.Treated) != CellMarks.None));
        var told = build.Steps.SelectMany(s => s.Changes).Where(c => c.Why.En.StartsWith("beyond", StringComparison.Ordinal)).ToList();
        Assert.Equal([(-1, 0), (15, 100)], told.Select(c => (c.Before!.Value, c.After!.Value)));
        Assert.Equal([-10, 0, 40, 100, 150], Scores(Build([-1, 0, 4, 10, 15], new(NormaliseMethod.Goalposts, GoalpostLow: 0, GoalpostHigh: 10, Outside: Outside.Keep))));
    }

    [Theory]
    [InlineData(Direction.HigherIsBetter)]
    [InlineData(Direction.LowerIsBetter)]
    public void DistanceToTarget_TargetBehindTheWorst_GivesTheTopAndSaysSo(Direction direction)
    {
        bool lower = direction == Direction.LowerIsBetter;
        var build = Build([5, null, 6], new(NormaliseMethod.DistanceToTarget, Target: lower ? 7 : 4), SmallIndex.Indicator("a", direction: direction));
        Assert.Equal([100, null, 100], Scores(build));
        Assert.Single(build.Findings, f => f.Code == "normalise.target-reached");
    }

    /// <summary>COINr <c>n_dist2ref</c>: (x − min) ÷ (x_ref − min), by hand; the direction right; beyond the reference above the top, or at it when clamped; a reference that is the worst leaves no way.</summary>
    [Fact]
    public void DistanceToReference_ByHand_HasTheDirectionRight()
    {
        NormaliseRule Rule(int reference, Outside outside = Outside.Keep) => new(NormaliseMethod.DistanceToReference, Outside: outside, Reference: SmallIndex.UnitCode(reference));
        Assert.Equal([0, 50, 100, 400], Scores(Build([10, 15, 20, 50], Rule(2))));
        Assert.Equal([0, 50, 100, 100], Scores(Build([10, 15, 20, 50], Rule(2, Outside.Clamp))));
        Assert.Equal([125, 100, 75, 0], Scores(Build([0, 10, 20, 50], Rule(1), SmallIndex.Indicator("a", direction: Direction.LowerIsBetter))));
        var worst = Build([10, 15, 20], Rule(0));
        Assert.Equal([100, 100, 100], Scores(worst));
        Assert.Contains(worst.Findings, f => f.Code == "normalise.target-reached");
        Assert.Equal([null, null], Scores(Build([null, 15], Rule(0))));
    }

    [Fact]
    public void DistanceToTarget_TargetAtTheWorst_GivesTheTopToo() => Assert.Equal([100, 100], Scores(Build([5, 6], new(NormaliseMethod.DistanceToTarget, Target: 5))));

    [Theory]
    [InlineData(NormaliseMethod.ZScore)]
    [InlineData(NormaliseMethod.Sigmoid)]
    public void Normalise_MissingCell_StaysMissingWithoutAWord(NormaliseMethod method)
    {
        var build = Build([1, null, 3], new(method));
        Assert.Null(Score(build, 1));
        Assert.DoesNotContain(build.Findings, f => f.Code == "number.no-value");
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(-2, -1)]
    public void FractionOfMax_BestNotAboveZero_ScoresNobodyAndSaysSo(double low, double high)
    {
        var build = Build([low, high], new(NormaliseMethod.FractionOfMax, Outside: Outside.Keep));
        Assert.Equal([null, null], Scores(build));
        Assert.Single(build.Findings, f => f.Code == "normalise.not-above-zero");
    }

    [Fact]
    public void Target_LowerIsBetterAndNothingLeft_GivesTheTop() =>
        Assert.Equal([100, 100, 50], Scores(Build([0, -3, 8], new(NormaliseMethod.Target, Target: 4), SmallIndex.Indicator("a", direction: Direction.LowerIsBetter))));

    [Fact]
    public void Categories_ByPercentiles_TurnRoundWithTheDirection()
    {
        Assert.Equal([10, 10, 100], Scores(Build([1, 1, 3], OfTheFrame(NormaliseMethod.Categories))));
        Assert.Equal([10, 50, 100], Scores(Build([1, 2, 3], OfTheFrame(NormaliseMethod.Categories))));
        Assert.Equal([100, 50, 10], Scores(Build([1, 2, 3], OfTheFrame(NormaliseMethod.Categories), SmallIndex.Indicator("a", direction: Direction.LowerIsBetter))));
    }

    [Theory]
    [InlineData(Outside.Clamp)]
    [InlineData(Outside.Keep)]
    public void PercentileRank_ZerosLeftOut_ScoreTheEndAndTheOthersAmongThemselves(Outside outside)
    {
        var rule = new NormaliseRule(NormaliseMethod.PercentileRank, 10, 110, Zeros: ZeroValues.Exclude, Outside: outside);
        Assert.Equal([10, 60, 10, 110], Scores(Build([0, 2, -1, 3], rule)));
        Assert.Equal([110, 60, 110, 10], Scores(Build([0, 2, -1, 3], rule, SmallIndex.Indicator("a", direction: Direction.LowerIsBetter))));
    }

    [Fact]
    public void MinMax_SpanThatOverflows_IsStillAShareOfTheWay()
    {
        Assert.Equal([0, 25, 50, 100], Scores(Build([-1.6e308, -0.8e308, 0, 1.6e308], new(NormaliseMethod.MinMax))));
        Assert.Equal([100, 75, 50, 0], Scores(Build([-1.6e308, -0.8e308, 0, 1.6e308], new(NormaliseMethod.MinMax), SmallIndex.Indicator("a", direction: Direction.LowerIsBetter))));
    }

    /// <summary>The two ends of what a double holds are no deviations apart that a double holds: a share of nothing would look like the mean.</summary>
    [Theory]
    [InlineData(NormaliseMethod.ZScore)]
    [InlineData(NormaliseMethod.Sigmoid)]
    public void Normalise_DeviationWithoutANumber_ScoresNobodyAndNamesEveryCell(NormaliseMethod method)
    {
        var build = Build([double.MaxValue, null, double.MinValue], new(method));
        Assert.Equal([null, null, null], Scores(build));
        Assert.Equal(["u000000/a", "u000002/a"], build.Findings.Where(f => f.Code == "number.no-value").Select(f => f.What.En.Split(':')[0]));
    }

    [Fact]
    public void Normalise_ScoreWithoutANumber_IsMissingAndNamesTheCell()
    {
        // Beyond 1.8 deviations the scale ends where doubles do; only the last value lies there.
        var build = Build([0, 0, 0, 0, 0, 0, 10], new(NormaliseMethod.ZScore, 0, 1e308));
        Assert.Null(Score(build, 6));
        Assert.All(Enumerable.Range(0, 6), r => Assert.NotNull(Score(build, r)));
        Assert.StartsWith("u000006/a", Assert.Single(build.Findings, f => f.Code == "number.no-value").What.En, StringComparison.Ordinal);
        // What is left of nothing is no share.
        var share = Build([0, 4], new(NormaliseMethod.Target, Target: 2, Outside: Outside.Keep), SmallIndex.Indicator("a", direction: Direction.LowerIsBetter));
        Assert.Equal([null, 50], Scores(share));
        Assert.StartsWith("u000000/a", Assert.Single(share.Findings, f => f.Code == "number.no-value").What.En, StringComparison.Ordinal);
    }

    /// <summary>Clamped, winsorised and moved to the scale's end: one mark, whichever of the steps came before.</summary>
    [Fact]
    public void Treated_MoreThanOnce_StaysMarkedAsTreated()
    {
        double?[] cells = [1, 2, 3, 4, 5, 6, 7, 8, 60, 5000];
        Step clamp = new Transform(System.Collections.Immutable.ImmutableSortedDictionary<IndicatorCode, TransformRule>.Empty.Add(new("a"), new TransformRule.Clamp(null, 1000))),
            treat = new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(1)))), posts = new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.Goalposts, GoalpostLow: 0, GoalpostHigh: 9))),
            scale = new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax)));
        foreach (Step[] steps in new Step[][] { [clamp, scale], [treat, scale], [posts], [clamp, treat, scale], [clamp, posts], [treat, posts], [clamp, treat, posts] })
        {
            var build = IndexBuild.Run(SmallIndex.Column(cells), Asem.Recipe(steps)).OrThrow();
            Assert.Equal(CellMarks.Treated, build.Scores.Marks(9, At(build)));
            Assert.Equal(steps.Contains(posts) ? CellMarks.Treated : CellMarks.None, build.Scores.Marks(8, At(build)));
            Assert.Equal(CellMarks.None, build.Scores.Marks(7, At(build)));
        }
    }

    /// <summary>The mean of its values in the base periods that have one, whether or not it is ranked; what it has in other periods does not count.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReferenceUnit_OfSeveralBasePeriods_IsMeasuredByTheMeanOfThem(bool ranked)
    {
        double?[] cells = [10, 6, null, 6, 30, 6, 900, 6];
        var rows = Enumerable.Range(2019, 4).SelectMany(y => Enumerable.Range(0, 2).Select(u => new RowKey(Period.InYear(y), SmallIndex.UnitCode(u)))).ToList();
        var input = new IndexInput(Framework.Create([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a")]).OrThrow(), [SmallIndex.Unit(0, ranked), SmallIndex.Unit(1)], SmallIndex.Table(rows, [new IndicatorCode("a")], (_, r) => cells[r]));
        var recipe = Asem.Recipe(new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.ReferenceUnit, Reference: SmallIndex.UnitCode(0), Outside: Outside.Keep)))) with { Frame = new FrameRule.Base([Period.InYear(2019), Period.InYear(2020), Period.InYear(2021)]) };
        var build = IndexBuild.Run(input, recipe).OrThrow();
        Assert.Equal([50, 30, null, 30, 150, 30, 4500, 30], Scores(build));
        Assert.Equal(20, Assert.Single(build.Steps[1].Parameters, p => p.Name == "reference").Value);
    }

    /// <summary>Units that have no score, or are not ranked, leave the others' ranks as they were, in every period.</summary>
    [Fact]
    public void Rank_OfAPanel_IsThatOfEachPeriodAlone() => Gen.Select(Gen.Int[2, 6], Gen.Int[1, 4]).SelectMany((units, periods) =>
        Gen.Select(Gen.Int[-2, 5].Array[units * periods], Gen.Bool.Array[units], Gen.Const(units), Gen.Const(periods))).Sample((cells, ranked, units, periods) =>
    {
        var rows = Enumerable.Range(2020, periods).SelectMany(y => Enumerable.Range(0, units).Select(u => new RowKey(Period.InYear(y), SmallIndex.UnitCode(u)))).ToList();
        double? Value(int r) => cells[r] < 0 ? null : cells[r];
        ranked[0] = ranked[1] = true;
        var input = new IndexInput(Framework.Create([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a")]).OrThrow(), [.. Enumerable.Range(0, units).Select(u => SmallIndex.Unit(u, ranked[u]))],
            SmallIndex.Table(rows, [new IndicatorCode("a")], (_, r) => Value(r)));
        var scores = IndexBuild.Run(input, Asem.Recipe(new Rank(Ties.Min, null))).OrThrow().Scores;
        int node = scores.PlaceOf(new IndicatorCode("a"));
        for (int r = 0; r < rows.Count; r++)
        {
            int first = r / units * units;
            double? expected = Value(r) is { } own && ranked[r % units] ? 1 + Enumerable.Range(first, units).Count(o => ranked[o % units] && Value(o) > own) : null;
            Assert.Equal(expected, scores.Rank(scores.PlaceOf(rows[r]), node));
        }
    }, iter: 300);

    /// <summary>The method with its parameters of the frame, as far as it has any.</summary>
    private static NormaliseRule OfTheFrame(NormaliseMethod method) => method switch
    {
        NormaliseMethod.Goalposts => new(method, PercentileLow: 0.1, PercentileHigh: 0.9),
        NormaliseMethod.Target => new(method, TargetPercentile: 0.5),
        NormaliseMethod.DistanceToTarget => new(method, Target: 9),
        NormaliseMethod.ReferenceUnit => new(method, Reference: SmallIndex.UnitCode(0)),
        NormaliseMethod.Categories => new(method, Bands: s_bands, BandsBy: BandsBy.Percentiles),
        _ => new(method),
    };

    private static IndexBuild Build(double?[] values, NormaliseRule rule, FrameworkNode? indicator = null, Func<int, bool>? ranked = null) =>
        IndexBuild.Run(SmallIndex.Input([SmallIndex.Aggregate("index"), indicator ?? SmallIndex.Indicator("a")], values.Select((_, r) => SmallIndex.Unit(r, ranked?.Invoke(r) ?? true)), values.Length,
            (_, r) => values[r]), Asem.Recipe(new Normalise(PerCode.All(rule)))).OrThrow();

    private static int At(IndexBuild build) => build.Scores.PlaceOf(new IndicatorCode("a"));
    private static double? Score(IndexBuild build, int row) => build.Scores.Score(row, At(build));
    private static double?[] Scores(IndexBuild build) => [.. Enumerable.Range(0, build.Scores.Rows.Length).Select(r => Score(build, r))];
}
