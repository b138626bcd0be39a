using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests.Explaining;

/// <summary>Random indices run by the engine: two periods, eight units, a ragged tree of six indicators, holes, cells that do not apply, and a random recipe.</summary>
internal static class RandomBuild
{
    private static readonly string[] s_indicators = ["a", "b", "c", "d", "e", "f"];
    private static readonly Period?[] s_periods = [Period.InYear(2020), Period.InYear(2021)];

    public static Gen<IndexBuild> All =>
        from input in Input
        from recipe in Recipe
        select IndexBuild.Run(input, recipe).OrThrow();

    /// <summary>root ← (x ← (a, b), y ← (z ← (c, d), e), f).</summary>
    private static Framework Tree(int[] directions, double[] weights) => Framework.Create(
    [
        Node("root", null, NodeKind.Aggregate, 1), Node("x", "root", NodeKind.Aggregate, weights[0]), Node("y", "root", NodeKind.Aggregate, weights[1]), Node("z", "y", NodeKind.Aggregate, weights[2]),
        .. s_indicators.Select((code, i) => Node(code, code switch { "a" or "b" => "x", "c" or "d" => "z", "e" => "y", _ => "root" }, NodeKind.Indicator, weights[3 + i]) with
        {
            Direction = directions[i] > 0 ? Direction.HigherIsBetter : Direction.LowerIsBetter,
            Denominator = i == 1 ? new IndicatorCode("size") : null,
            DenominatorScale = 100,
            GoalpostLow = 2,
            GoalpostHigh = 30,
            Target = 20,
        }),
        Node("size", null, NodeKind.Context, 1), Node("made", null, NodeKind.Context, 1),
    ]).OrThrow();

    private static FrameworkNode Node(string code, string? parent, NodeKind kind, double weight) =>
        new() { Code = new(code), Kind = kind, Parent = parent is null ? null : new IndicatorCode(parent), Weight = weight };

    private static Gen<IndexInput> Input =>
        from directions in Gen.OneOf(Gen.Const(1), Gen.Const(-1)).Array[6]
        from weights in Gen.Double[0.2, 3].Array[9]
        from values in Gen.Frequency((6, Gen.Double[1, 40].Select(x => (Value: (double?)x, Marks: CellMarks.None))), (1, Gen.Const(((double?)400, CellMarks.None))),
            (1, Gen.Const(((double?)null, CellMarks.None))), (1, Gen.Const(((double?)null, CellMarks.NotApplicable))), (1, Gen.Const(((double?)7, CellMarks.Provisional)))).Array[6 * 16]
        from sizes in Gen.Double[0.5, 9].Array[16]
        from ranked in Gen.Frequency((5, Gen.Const(true)), (1, Gen.Const(false))).Array[8]
        select Assemble(Tree(directions, weights), values, sizes, ranked);

    private static IndexInput Assemble(Framework tree, (double? Value, CellMarks Marks)[] values, double[] sizes, bool[] ranked)
    {
        ImmutableArray<Unit> units = [.. Enumerable.Range(0, 8).Select(u => new Unit(new($"u{u}"), Text.Same($"Unit {u}"),
            ImmutableSortedDictionary<string, string>.Empty.Add("half", u < 4 ? "first" : "second"), ranked[u]))];
        RowKey[] rows = [.. s_periods.SelectMany(p => units.Select(u => new RowKey(p, u.Code)))];
        var cells = rows.SelectMany((row, r) => s_indicators.Select((code, i) => new Cell(row, new(code), values[r * 6 + i].Value, values[r * 6 + i].Marks, Place.Whole))
            .Append(new Cell(row, new("size"), sizes[r], CellMarks.None, Place.Whole)));
        IndicatorCode[] columns = [.. s_indicators.Select(c => new IndicatorCode(c)), new("size")];
        return new(tree, units, DataTable.Create(rows, columns, cells.Where(c => c.Value is not null || c.Marks != CellMarks.None)).OrThrow());
    }

    private static Gen<Recipe> Recipe =>
        from derives in Gen.Bool
        from impute in OneOf(ImputeMethod.None, ImputeMethod.Mean, ImputeMethod.Median, ImputeMethod.GroupMean, ImputeMethod.GroupMedian, ImputeMethod.Constant, ImputeMethod.LastObservation, ImputeMethod.RowMean, ImputeMethod.RowMedian, ImputeMethod.Interpolate, ImputeMethod.PreviousOrNext, ImputeMethod.InterpolateOrNearest, ImputeMethod.NearestNeighbours)
        from carries in Gen.Bool
        from treats in Gen.Int[0, 2]
        from second in OneOf(SecondTreatment.Log, SecondTreatment.LogPlus, SecondTreatment.LogOrig, SecondTreatment.LogGii, SecondTreatment.BoxCox)
        from treat in Treatments
        from transforms in Gen.Bool
        from normalise in OneOf(Enum.GetValues<NormaliseMethod>())
        from other in OneOf(Enum.GetValues<NormaliseMethod>())
        from outside in OneOf(Enum.GetValues<Outside>())
        from ties in OneOf(Enum.GetValues<Ties>())
        from rule in Rule
        from special in Rule
        from frame in OneOf<FrameRule>(new FrameRule.PerPeriod(), new FrameRule.Pooled(), new FrameRule.Base([Period.InYear(2020)]))
        from gates in Gen.Bool
        select new Recipe(Text.Same("random"),
        [
            .. derives ? (Step[])[new Derive([new(new("made"), Formula.Parse("a + 2 * coalesce(e, 1)", Place.Whole).OrThrow()), new(new("c"), Formula.Parse("c * size / (1 + made)", Place.Whole).OrThrow())])] : [],
            new Denominate([]),
            .. gates ? (Step[])[new Screen(0.5, null, FailedUnit.Unrank, [], [])] : [],
            .. carries ? (Step[])[new Impute(PerCode.All(new ImputeRule(ImputeMethod.LastObservation)))] : [],
            new Impute(PerCode.All(new ImputeRule(impute, impute is ImputeMethod.GroupMean or ImputeMethod.GroupMedian ? "half" : null, impute == ImputeMethod.Constant ? 9 : null))),
            .. treats > 0 ? (Step[])[new Treat(PerCode.All(treat with { Limit = new WinsorLimit.Count(treats), Second = treats == 1 ? second : SecondTreatment.None }))] : [],
            .. transforms ? (Step[])[new Transform(ImmutableSortedDictionary<IndicatorCode, TransformRule>.Empty.Add(new("e"), treats > 0 ? new TransformRule.Clamp(-50, 50) : new TransformRule.Log(5000)).Add(new("f"), new TransformRule.Clamp(3, 25)).Add(new("a"), new TransformRule.Skew(second == SecondTreatment.LogGii && treats > 0 ? SecondTreatment.LogPlus : second)))] : [],
            new Normalise(new(Scale(normalise, outside, ties), ImmutableSortedDictionary<IndicatorCode, NormaliseRule>.Empty.Add(new("d"), Scale(other, outside, ties)))),
            new Aggregate(new(Positive(rule, normalise, other, outside), ImmutableSortedDictionary<IndicatorCode, AggregateRule>.Empty.Add(new("z"), Turned(Positive(special, normalise, other, outside))))),
            new Rank(ties, null),
        ], frame);

    /// <summary>The GII logarithm needs its factor times the largest value above 1; the derived column may be as small as 1e-4.</summary>
    private static Gen<TreatRule> Treatments => Gen.Select(OneOf(Enum.GetValues<OutlierRule>()), OneOf(Enum.GetValues<Tails>()), OneOf<double?>(null, 0, 0.5), OneOf(2, 0.5))
        .Select(t => new TreatRule(SkewnessLimit: t.Item4, KurtosisLimit: t.Item4, Detect: t.Item1, Tails: t.Item2, Lambda: t.Item3, GiiFactor: 1e6));

    private static NormaliseRule Scale(NormaliseMethod method, Outside outside, Ties ties) => new(method, 1, 100, Outside: outside, Ties: ties, Reference: new("u2"),
        PercentileLow: ties == Ties.Max ? 0.1 : null, TargetPercentile: ties == Ties.Dense ? 0.8 : null, Zeros: ties == Ties.Average ? ZeroValues.Exclude : ZeroValues.Rank,
        Reversal: ties == Ties.Max ? Reversal.OneMinus : Reversal.DescendingRank, Steepness: 1.5, Bands: Listed.Of(new ScoreBand(0.2, 30), new ScoreBand(0.7, 80)), BandsBy: ties == Ties.Min ? BandsBy.Values : BandsBy.Percentiles, Decimals: ties == Ties.Dense ? 3 : null);

    /// <summary>Geometric and harmonic means need scores above zero, which z-scores and unclamped scales do not give.</summary>
    private static AggregateRule Positive(AggregateRule rule, NormaliseMethod one, NormaliseMethod other, Outside outside) =>
        one is NormaliseMethod.ZScore or NormaliseMethod.Borda || other is NormaliseMethod.ZScore or NormaliseMethod.Borda || outside == Outside.Keep ? rule with { Mean = MeanKind.Arithmetic } : rule;

    /// <summary>The mean of c and d, c counting against it where the mean has such children.</summary>
    private static AggregateRule Turned(AggregateRule rule) => rule is { Mean: MeanKind.Product or MeanKind.Sum, Power: 2 } ? rule with { Against = Listed.Of(new IndicatorCode("c")) } : rule;

    private static Gen<AggregateRule> Rule =>
        from mean in OneOf([.. Enum.GetValues<MeanKind>().Where(m => m != MeanKind.OrderedWeighted)])
        from missing in OneOf(Enum.GetValues<MissingChild>())
        from least in OneOf(0.0, 0.5)
        from decimals in OneOf<int?>(null, 2)
        from extra in Gen.Int[0, 9]
        from power in OneOf(-1.0, 0.5, 2)
        from scale in OneOf(NormaliseMethod.MinMax, NormaliseMethod.PercentileRank, NormaliseMethod.ZScore)
            // Scores on a new scale or turned by a factor stay above zero for the means above them: 1 to 100, and 50 for a z-score's mean.
        select new AggregateRule(mean, least, missing, missing == MissingChild.Fill ? 3 : null, decimals, NotPositive.Missing, power, null, mean == MeanKind.MeanMin ? 0.4 : 0.2, 0.5, null,
            extra == 0 ? 2 : 1, extra == 0 ? 7 : 0, extra is 1 or 2 ? new NormaliseRule(scale, 1, 100) : null, extra == 2 ? Rises.Combined : Rises.Score, extra is 3 or 4 ? "half" : null);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
