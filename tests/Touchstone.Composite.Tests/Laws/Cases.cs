using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>A random index: ragged tree, panel or single period, missing and not-applicable cells, groups, unranked units, and a recipe that fits it.</summary>
internal sealed record Case(IndexInput Input, Recipe Recipe)
{
    public static Gen<Case> Any =>
        from units in Gen.Int[3, 9]
        from periods in Gen.Int[0, 3]
        from indicators in Gen.Int[2, 6]
        from nodes in Tree(indicators)
        from list in Units(units)
        from cells in Cell.Array[units * Math.Max(1, periods) * indicators]
        from recipe in Recipes(periods)
        select new Case(InputOf(nodes, list, periods, indicators, cells), recipe);

    /// <summary>What a failed law shows.</summary>
    public override string ToString() => string.Join('\n', RecipeText.Lines(Recipe).Select(l => $"{l.Kind} {l.Code}: {l.Words.En}"));

    private static readonly Gen<(double? Value, CellMarks Marks)> Cell = Gen.Frequency(
        (12, Gen.Double[0.5, 1000].Select(v => ((double?)Math.Round(v, 1), CellMarks.None))),
        (3, Gen.Int[1, 4].Select(v => ((double?)v, CellMarks.Provisional))),
        (1, Gen.Double[1e5, 1e6].Select(v => ((double?)v, CellMarks.Unverified))),
        (3, Gen.Const(((double?)null, CellMarks.None))),
        (1, Gen.Const(((double?)null, CellMarks.NotApplicable))));

    /// <summary>Indicators hang under the root or under one of two pillars; a pillar without children is left out.</summary>
    private static Gen<FrameworkNode[]> Tree(int indicators) =>
        Gen.Select(Gen.Int[0, 2].Array[indicators], Gen.Int[0, 3].Array[indicators], Gen.Bool.Array[indicators], (parents, weights, lower) =>
        {
            parents[0] = 0; // the root keeps one indicator of its own, so that the tree is ragged
            string[] names = ["index", "pillar1", "pillar2"];
            var nodes = new List<FrameworkNode> { SmallIndex.Aggregate("index") };
            nodes.AddRange(parents.Where(p => p > 0).Distinct().Select(p => SmallIndex.Aggregate(names[p], "index", 2)));
            nodes.AddRange(parents.Select((p, i) => SmallIndex.Indicator(SmallIndex.Code(i), names[p], weights[i] == 0 ? 1 : weights[i], lower[i] ? Direction.LowerIsBetter : Direction.HigherIsBetter)));
            return nodes.ToArray();
        });

    private static Gen<Unit[]> Units(int count) =>
        Gen.Select(Gen.Int[0, 2].Array[count], Gen.Int[0, 9].Array[count], (groups, ranked) => Enumerable.Range(0, count)
            .Select(i => groups[i] == 0 ? SmallIndex.Unit(i, i < 2 || ranked[i] > 1) : SmallIndex.Unit(i, i < 2 || ranked[i] > 1, ("region", groups[i] == 1 ? "east" : "west"))).ToArray());

    private static IndexInput InputOf(FrameworkNode[] nodes, Unit[] units, int periods, int indicators, (double? Value, CellMarks Marks)[] cells)
    {
        // A first unit with a group makes sure that the group column exists.
        units[0] = SmallIndex.Unit(0, true, ("region", "east"));
        var rows = (periods == 0 ? [null] : Enumerable.Range(2019, periods).Select(y => (Period?)Period.InYear(y))).SelectMany(p => units.Select(u => new RowKey(p, u.Code))).ToList();
        var table = SmallIndex.Table(rows, Enumerable.Range(0, indicators).Select(i => new IndicatorCode(SmallIndex.Code(i))).ToList(),
            (code, r) => cells[SmallIndex.Place(code) * rows.Count + r].Value, (code, r) => cells[SmallIndex.Place(code) * rows.Count + r].Marks);
        return new(Framework.Create(nodes).OrThrow(), [.. units], table);
    }

    private static Gen<Recipe> Recipes(int periods) =>
        from frame in Frames(periods)
        from screen in One<Step?>(null, new Screen(0.5, null, FailedUnit.Unrank, [], []), new Screen(0.4, null, FailedUnit.Drop, [SmallIndex.UnitCode(0), SmallIndex.UnitCode(1)], []),
            new Gate(0.3, 0.4, 0.2, FailedUnit.Unrank))
        from impute in One<Step?>(null, Imputing(new(ImputeMethod.Mean)), Imputing(new(ImputeMethod.Median)), Imputing(new(ImputeMethod.GroupMean, "region")),
            Imputing(new(ImputeMethod.GroupMedian, "region")), Imputing(new(ImputeMethod.Constant, Constant: 7)), periods > 0 ? Imputing(new(ImputeMethod.LastObservation, MaxAge: 1)) : null,
            periods > 0 ? Imputing(new(ImputeMethod.Interpolate)) : null, periods > 0 ? Imputing(new(ImputeMethod.PreviousOrNext, MaxAge: 2)) : null, periods > 0 ? Imputing(new(ImputeMethod.InterpolateOrNearest)) : null,
            Imputing(new(ImputeMethod.RowMean)), Imputing(new(ImputeMethod.RowMedian, Level: 2, NormaliseFirst: false)), Imputing(new(ImputeMethod.NearestNeighbours, Neighbours: 2)), Imputing(new(ImputeMethod.NearestNeighbours, Level: 2)), Imputing(new(ImputeMethod.Em)), Imputing(new(ImputeMethod.Em, Level: 2)), Imputing(new(ImputeMethod.RowMedian, Level: 2)), new Impute(PerCode.All(new ImputeRule(ImputeMethod.Mean)), 0.4, Listed.Of(SmallIndex.UnitCode(1))),
            new Impute(new(new(ImputeMethod.Mean), ImmutableSortedDictionary<IndicatorCode, ImputeRule>.Empty.Add(new(SmallIndex.Code(0)), new(ImputeMethod.Regression, Predictors: Listed.Of<IndicatorCode>(new IndicatorCode(SmallIndex.Code(1))))))))
        from treat in One<Step?>(null, new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(1)))), new Treat(PerCode.All(new TreatRule(true, 1, 1, new WinsorLimit.Share(0.2), SecondTreatment.None))),
            new Treat(PerCode.All(new TreatRule(true, 0.5, -1, new WinsorLimit.Count(0)))),
            new Treat(PerCode.All(new TreatRule(true, 0.5, -1, new WinsorLimit.Count(0), SecondTreatment.LogPlus))), new Treat(PerCode.All(new TreatRule(true, 0.5, -1, new WinsorLimit.Count(1), SecondTreatment.BoxCox, Tails: Tails.High))),
            new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(2), Second: SecondTreatment.LogGii, Detect: OutlierRule.InterquartileRange, IqrFactor: 0.5, GiiFactor: 100))),
            new Treat(PerCode.All(new TreatRule(Detect: OutlierRule.InterquartileRange, IqrFactor: 1, Tails: Tails.Low))), new Treat(PerCode.All(new TreatRule(true, 0.5, -1, new WinsorLimit.Count(0), SecondTreatment.LogOrig))))
        from method in One(NormaliseMethod.MinMax, NormaliseMethod.ZScore, NormaliseMethod.Rank, NormaliseMethod.PercentileRank, NormaliseMethod.Goalposts, NormaliseMethod.Target, NormaliseMethod.Borda, NormaliseMethod.DistanceToTarget, NormaliseMethod.FractionOfMax, NormaliseMethod.ReferenceUnit, NormaliseMethod.Sigmoid, NormaliseMethod.Categories, NormaliseMethod.DistanceToReference)
        from percentiles in Gen.Bool
        from outside in One(Outside.Keep, Outside.Clamp)
        from ties in One(Ties.Min, Ties.Max, Ties.Average, Ties.Dense)
        from weigh in One<Step?>(null, new Weigh(true, ImmutableSortedDictionary<IndicatorCode, double>.Empty),
            new Weigh(false, ImmutableSortedDictionary<IndicatorCode, double>.Empty.Add(new(SmallIndex.Code(0)), 0.7)))
        from mean in One([.. Enum.GetValues<MeanKind>().Where(m => m != MeanKind.OrderedWeighted)])
        from extra in Gen.Int[0, 9]
        from missing in One(MissingChild.Rescale, MissingChild.Missing, MissingChild.Fill)
        from available in One(0.0, 0.5)
        from decimals in One<int?>(null, 1)
        select new Recipe(Text.Same("random"),
        [
            .. new[] { screen, impute, treat }.OfType<Step>(),
            new Normalise(PerCode.All(new NormaliseRule(method, 1, 100, 2, 600, 300, outside, ties, percentiles ? 0.1 : null, percentiles ? 0.9 : null, percentiles ? 0.8 : null, SmallIndex.UnitCode(0),
                percentiles ? ZeroValues.Exclude : ZeroValues.Rank, percentiles ? Reversal.OneMinus : Reversal.DescendingRank, 1.2, Listed.Of(new ScoreBand(0.3, 40), new ScoreBand(0.8, 90)), percentiles ? BandsBy.Percentiles : BandsBy.Values))),
            .. new[] { weigh }.OfType<Step>(),
            new Aggregate(PerCode.All(new AggregateRule(method == NormaliseMethod.Borda ? MeanKind.Arithmetic : mean, available, missing, 1, decimals, NotPositive.Missing, 2, null, 0.3, 0.5, null, extra == 0 ? 2 : 1, extra == 0 ? 5 : 0,
                extra is 1 or 2 ? new NormaliseRule(extra == 1 ? NormaliseMethod.PercentileRank : NormaliseMethod.MinMax, 1, 100) : null, extra == 2 ? Rises.Combined : Rises.Score, extra is 3 or 1 ? "region" : null))),
            new Rank(ties, decimals),
        ], frame);

    private static Gen<T> One<T>(params T[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static Impute Imputing(ImputeRule rule) => new(PerCode.All(rule));

    private static Gen<FrameRule> Frames(int periods) => periods == 0
        ? One<FrameRule>(new FrameRule.PerPeriod(), new FrameRule.Pooled())
        : One<FrameRule>(new FrameRule.PerPeriod(), new FrameRule.Pooled(), new FrameRule.Base([Period.InYear(2019)]));
}

/// <summary>Compares builds to the last bit.</summary>
internal static class Same
{
    public static void Scores(ScoreTable expected, ScoreTable actual)
    {
        Assert.Equal(expected.Rows, actual.Rows);
        Assert.Equal(expected.Statuses, actual.Statuses);
        Assert.Equal(expected.Nodes.Select(n => n.Code).Order(), actual.Nodes.Select(n => n.Code).Order());
        for (int e = 0; e < expected.Nodes.Length; e++)
        {
            int a = actual.PlaceOf(expected.Nodes[e].Code);
            Assert.Equal(expected.Nodes[e].Weight, actual.Nodes[a].Weight);
            for (int r = 0; r < expected.Rows.Length; r++)
            {
                Assert.Equal(expected.Score(r, e), actual.Score(r, a));
                Assert.Equal(expected.Rank(r, e), actual.Rank(r, a));
                Assert.Equal(expected.Availability(r, e), actual.Availability(r, a));
                Assert.Equal(expected.Rescaled(r, e), actual.Rescaled(r, a));
                Assert.Equal(expected.Marks(r, e), actual.Marks(r, a));
            }
        }
    }

    public static void Scores(ScoreTable expected, IndexReplicate actual)
    {
        for (int e = 0; e < expected.Nodes.Length; e++)
        {
            int node = actual.PlaceOf(expected.Nodes[e].Code);
            for (int row = 0; row < actual.Rows.Length; row++)
            {
                int r = expected.PlaceOf(actual.Rows[row]);
                Assert.Equal(r < 0 ? null : expected.Score(r, e), actual.Score(row, node));
                Assert.Equal(r < 0 ? null : expected.Rank(r, e), actual.Rank(row, node));
            }
        }
    }
}
