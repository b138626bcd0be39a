using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Every impossible recipe is refused before the run, with the step and code it is about.</summary>
public sealed class CheckTests
{
    private static readonly ImmutableSortedDictionary<IndicatorCode, double> s_noWeights = ImmutableSortedDictionary<IndicatorCode, double>.Empty;
    private static readonly Normalise s_normalise = Asem.MinMax(0, 100);
    private static readonly Aggregate s_aggregate = Asem.Mean(MeanKind.Arithmetic);
    private static readonly Rank s_rank = new(Ties.Min, null);

    public static TheoryData<string, string, Step[]> Impossible => new()
    {
        { "recipe.empty", "", [] },
        { "order.after-rank", "steps[3]", [s_normalise, s_rank, s_aggregate] },
        { "order.after-aggregate", "steps[2]", [s_aggregate, s_normalise, s_rank] },
        { "order.after-aggregate", "steps[3]", [s_normalise, s_aggregate, new Screen(0.5, null, FailedUnit.Drop, [], [])] },
        { "order.twice", "steps[3]", [s_normalise, s_aggregate, s_aggregate] },
        { "order.twice", "steps[2]", [s_normalise, s_normalise, s_aggregate] },
        { "order.twice", "steps[3]", [s_normalise, new Weigh(true, s_noWeights), new Weigh(true, s_noWeights), s_aggregate] },
        { "order.denominate-scores", "steps[2]", [s_normalise, new Denominate([new(new("a"), new("gdp"), 1)])] },
        { "order.direction-lost", "steps[1]", [s_aggregate] },
        { "derive.unknown-column", "steps[1].a", [Deriving("a", "nothing + 1")] },
        { "derive.order", "steps[1].a", [Deriving("a", "later + 1"), Deriving("later", "b")] },
        { "derive.aggregate", "steps[1].index", [Deriving("index", "a")] },
        { "derive.twice", "steps[1].c", [new Derive([Column("c", "a"), Column("c", "b")])] },
        { "denominate.unknown-indicator", "steps[1].gdp", [new Denominate([new(new("gdp"), new("gdp"), 1)])] },
        { "denominate.no-column", "steps[1].a", [new Denominate([new(new("a"), new("nothing"), 1)])] },
        { "denominate.scale", "steps[1].a", [new Denominate([new(new("a"), new("gdp"), 0)])] },
        { "denominate.twice", "steps[1].a", [new Denominate([new(new("a"), new("gdp"), 1), new(new("a"), new("gdp"), 2)])] },
        { "rule.share", "steps[1]", [new Screen(1.5, null, FailedUnit.Drop, [], [])] },
        { "rule.share", "steps[1]", [new Gate(null, double.NaN, null, FailedUnit.Unrank)] },
        { "screen.unknown-unit", "steps[1]", [new Screen(0.5, null, FailedUnit.Drop, [new("nobody")], [])] },
        { "screen.keep-and-exclude", "steps[1]", [new Screen(0.5, null, FailedUnit.Drop, [SmallIndex.UnitCode(0)], [SmallIndex.UnitCode(0)])] },
        { "impute.no-group", "steps[1].a", [new Impute(PerCode.All(new ImputeRule(ImputeMethod.GroupMean)))] },
        { "impute.unknown-group", "steps[1].a", [new Impute(PerCode.All(new ImputeRule(ImputeMethod.GroupMean, "planet")))] },
        { "impute.no-constant", "steps[1].a", [new Impute(PerCode.All(new ImputeRule(ImputeMethod.Constant)))] },
        { "impute.no-periods", "steps[1].a", [new Impute(PerCode.All(new ImputeRule(ImputeMethod.LastObservation)))] },
        { "impute.neighbours", "steps[1].a", [new Impute(PerCode.All(new ImputeRule(ImputeMethod.NearestNeighbours, Neighbours: 0)))] },
        { "rule.unknown-code", "steps[1].x", [new Impute(Override(new ImputeRule(ImputeMethod.Mean), "x"))] },
        { "rule.unknown-code", "steps[1].index", [new Treat(Override(new TreatRule(), "index"))] },
        { "rule.unknown-code", "steps[1].x", [new Normalise(Override(new NormaliseRule(NormaliseMethod.MinMax), "x"))] },
        { "rule.unknown-code", "steps[2].a", [s_normalise, new Aggregate(Override(new AggregateRule(), "a"))] },
        { "rule.unknown-code", "steps[1].x", [new Transform(ImmutableSortedDictionary<IndicatorCode, TransformRule>.Empty.Add(new("x"), new TransformRule.Log()))] },
        { "rule.unknown-code", "steps[2].gdp", [s_normalise, new Weigh(false, s_noWeights.Add(new("gdp"), 1)), s_aggregate] },
        { "weight.not-valid", "steps[2].a", [s_normalise, new Weigh(false, s_noWeights.Add(new("a"), -1)), s_aggregate] },
        { "weight.zero-sum", "steps[2].index", [s_normalise, new Weigh(false, s_noWeights.Add(new("a"), 0).Add(new("b"), 0)), s_aggregate] },
        { "rule.unknown-code", "steps[2].a", [s_normalise, Finding("a", new(WeightMethod.Critic)), s_aggregate] },
        { "weight.too-early", "steps[1]", [Finding("index", new(WeightMethod.Critic)), s_normalise, s_aggregate] },
        { "weight.no-aggregate", "steps[2]", [s_normalise, Finding("index", new(WeightMethod.Entropy))] },
        { "weight.components", "steps[2].index", [s_normalise, Finding("index", new(WeightMethod.RotatedComponents, 9)), s_aggregate] },
        { "weight.no-budgets", "steps[2].index", [s_normalise, Finding("index", new(WeightMethod.BudgetAllocation)), s_aggregate] },
        { "weight.budget", "steps[2].index", [s_normalise, Finding("index", new(WeightMethod.BudgetAllocation, Budgets: new([Numbers(("a", 0), ("b", 0))]))), s_aggregate] },
        { "weight.unknown-child", "steps[2].index", [s_normalise, Finding("index", new(WeightMethod.BudgetAllocation, Budgets: new([Numbers(("gdp", 1))]))), s_aggregate] },
        { "weight.not-compared", "steps[2].index", [s_normalise, Finding("index", new(WeightMethod.PairwiseComparison)), s_aggregate] },
        { "weight.compared-twice", "steps[2].index", [s_normalise, Finding("index", new(WeightMethod.PairwiseComparison, Comparisons: Listed.Of(new Comparison(new("a"), new("b"), 2), new(new("b"), new("a"), 2)))), s_aggregate] },
        { "weight.ratio", "steps[2].index", [s_normalise, Finding("index", new(WeightMethod.PairwiseComparison, Comparisons: Listed.Of(new Comparison(new("a"), new("b"), 0)))), s_aggregate] },
        { "weight.targets", "steps[2].index", [s_normalise, Finding("index", new(WeightMethod.BalancedCorrelation, Targets: Numbers(("a", 1)))), s_aggregate] },
        { "weight.against", "steps[2].index", [s_normalise, Finding("index", new(WeightMethod.GreatestCorrelation, Against: new("c"))), s_aggregate] },
        { "treat.limits", "steps[1].a", [new Treat(PerCode.All(new TreatRule(SkewnessLimit: 0)))] },
        { "treat.winsor-limit", "steps[1].a", [new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Share(0.9))))] },
        { "treat.winsor-limit", "steps[1].a", [new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(-1))))] },
        { "transform.clamp", "steps[1].a", [new Transform(ImmutableSortedDictionary<IndicatorCode, TransformRule>.Empty.Add(new("a"), new TransformRule.Clamp(2, 1)))] },
        { "normalise.scale", "steps[1].a", [Asem.MinMax(100, 0)] },
        { "normalise.no-goalposts", "steps[1].a", [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.Goalposts)))] },
        { "normalise.goalposts", "steps[1].a", [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.Goalposts, GoalpostLow: 3, GoalpostHigh: 2)))] },
        { "normalise.target", "steps[1].a", [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.Target)))] },
        { "normalise.target", "steps[1].a", [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.Target, Target: 0)))] },
        { "aggregate.scale-not-positive", "steps[2].index", [s_normalise, Asem.Mean(MeanKind.Geometric)] },
        { "aggregate.scale-not-positive", "steps[2].index", [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.ZScore, 0, 1))), Asem.Mean(MeanKind.Harmonic)] },
        { "aggregate.fill-not-positive", "steps[2].index", [Asem.MinMax(1, 100), new Aggregate(PerCode.All(new AggregateRule(MeanKind.Geometric, 0, MissingChild.Fill, 0)))] },
        { "aggregate.unknown-group", "steps[2].index", [s_normalise, new Aggregate(PerCode.All(new AggregateRule(FillGroup: "planet")))] },
        { "aggregate.no-fill", "steps[2].index", [s_normalise, new Aggregate(PerCode.All(new AggregateRule(Missing: MissingChild.Fill)))] },
        { "aggregate.min-available", "steps[2].index", [s_normalise, Asem.Mean(MeanKind.Arithmetic, 60)] },
        { "rule.decimals", "steps[3]", [s_normalise, s_aggregate, new Rank(Ties.Min, 16)] },
    };

    private static Weigh Finding(string parent, WeightRule rule) => new(false, s_noWeights) { Rules = ImmutableSortedDictionary<IndicatorCode, WeightRule>.Empty.Add(new(parent), rule) };

    private static Listed<NodeNumber> Numbers(params IEnumerable<(string Node, double Number)> numbers) => Listed.Of(numbers.Select(n => new NodeNumber(new(n.Node), n.Number)));

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Check_ImpossibleRecipe_IsRefusedWithItsPlace(string code, string place, Step[] steps)
    {
        var outcome = IndexBuild.Run(Input, Asem.Recipe(steps));
        Assert.False(outcome.IsDone(out _));
        Assert.Contains(outcome.AllFindings, f => f.Code == code && f.Severity == Severity.Error && (f.Where.Column ?? "") == place);
    }

    [Fact]
    public void Check_ManyFaults_TellsThemAll() =>
        Assert.Equal(["aggregate.min-available", "impute.no-constant", "normalise.scale", "normalise.scale", "rule.share"],
            IndexBuild.Check(Input, Asem.Recipe(new Screen(2, null, FailedUnit.Drop, [], []), new Impute(PerCode.All(new ImputeRule(ImputeMethod.Constant))), Asem.MinMax(1, 1), Asem.Mean(MeanKind.Arithmetic, 2)))
                .Where(f => f.Severity == Severity.Error).Select(f => f.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Check_GoodRecipe_FindsNothing() => Assert.Empty(IndexBuild.Check(Input, Asem.Recipe(s_normalise, s_aggregate, s_rank)));

    [Fact]
    public void Check_FramesThatDoNotFit_AreRefused()
    {
        string[] Codes(FrameRule frame, IndexInput? input = null, params Step[] steps) =>
            [.. IndexBuild.Check(input ?? Input, new Recipe(Text.Same("x"), steps.Length > 0 ? [.. steps] : [s_normalise, s_aggregate], frame)).Where(f => f.Severity == Severity.Error).Select(f => f.Code).Distinct()];
        var frame = IndexBuild.Run(Input, Asem.Recipe(s_normalise, s_aggregate)).OrThrow().Frame;
        Assert.Equal(["frame.no-base"], Codes(new FrameRule.Base([])));
        Assert.Equal(["frame.unknown-base"], Codes(new FrameRule.Base([Period.InYear(2020)])));
        Assert.Empty(Codes(new FrameRule.Frozen(frame)));
        Assert.Equal(["frame.other-recipe"], Codes(new FrameRule.Frozen(frame), null, new Screen(0.1, null, FailedUnit.Unrank, [], []), s_normalise, s_aggregate));
        Assert.Equal(["frame.unknown-indicator"], Codes(new FrameRule.Frozen(frame with { Indicators = frame.Indicators.Add(new("x")) })));
        Assert.Equal(["frame.no-weight"], Codes(new FrameRule.Frozen(frame with { Weights = frame.Weights.Remove(new("b")) })));
        Assert.Equal(["frame.other-period"], Codes(new FrameRule.Frozen(frame with { Periods = [Period.InYear(2020)] })));
    }

    [Fact]
    public void Check_InputThatDoesNotFit_IsRefused()
    {
        var data = SmallIndex.Table([new(null, SmallIndex.UnitCode(0)), new(null, SmallIndex.UnitCode(7))], [new("a"), new("stray")], (_, r) => r);
        var input = new IndexInput(Input.Framework, [SmallIndex.Unit(0), SmallIndex.Unit(0), SmallIndex.Unit(5)], data);
        Assert.Equal(["data.no-column", "data.unknown-column", "data.unknown-unit", "unit.duplicate", "unit.no-data"],
            IndexBuild.Check(input, Asem.Recipe(s_normalise)).Select(f => f.Code).Order(StringComparer.Ordinal));
    }

    private static IndexInput Input => SmallIndex.Input(
        [SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("b", direction: Direction.LowerIsBetter), SmallIndex.Context("gdp")],
        [SmallIndex.Unit(0), SmallIndex.Unit(1)], 2, (code, r) => r + code.Length);

    private static PerCode<T> Override<T>(T rule, string code) where T : notnull => new(rule, ImmutableSortedDictionary<IndicatorCode, T>.Empty.Add(new(code), rule));
    private static Derivation Column(string target, string formula) => new(new(target), Formula.Parse(formula, Place.Whole).OrThrow());
    private static Derive Deriving(string target, string formula) => new([Column(target, formula)]);
}
