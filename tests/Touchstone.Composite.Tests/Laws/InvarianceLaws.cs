using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What must not matter: which way round an indicator is counted, and in what unit it is measured. For every method of which it is true, alone and through a whole recipe.</summary>
public sealed class InvarianceLaws
{
    private static readonly Listed<ScoreBand> s_bands = Listed.Of(new ScoreBand(0.25, 30), new ScoreBand(0.75, 80));
    private static readonly Gen<NormaliseMethod> s_methods = Gen.Int[0, (int)NormaliseMethod.Categories].Select(m => (NormaliseMethod)m);

    /// <summary>Values above zero, with ties, and some far off.</summary>
    private static readonly Gen<double[]> s_column = Gen.Frequency((6, Gen.Double[1, 100]), (3, Gen.Int[1, 5].Select(v => (double)v)), (1, Gen.Double[200, 900])).Array[2, 20];

    private static bool IsRatio(NormaliseMethod method) => method is NormaliseMethod.Target or NormaliseMethod.FractionOfMax or NormaliseMethod.ReferenceUnit;

    /// <summary>
    /// Counted the other way, the data turned with it: by its negative where a method measures distances, by its reciprocal where it measures shares of something (target ÷ x is x⁻¹ ÷ target⁻¹).
    /// What a rule states in the units of the column turns with the column.
    /// </summary>
    [Fact]
    public void Direction_TurnedWithTheData_LeavesEveryMethodsScores() => Gen.Select(s_column, s_methods, Gen.Double[5, 50], Gen.Double[51, 120], Gen.Int[0, 3], Gen.Bool, Gen.Bool).Sample((x, method, low, high, ties, clamp, byPercentiles) =>
    {
        var rule = new NormaliseRule(method, 1, 100, low, high, method == NormaliseMethod.Target ? low : high, clamp ? Outside.Clamp : Outside.Keep, (Ties)ties, Reference: SmallIndex.UnitCode(1), Steepness: 1.3,
            Bands: s_bands, BandsBy: BandsBy.Percentiles);
        if (byPercentiles) rule = rule with { PercentileLow = 0, PercentileHigh = 1, TargetPercentile = 0.75 };
        // A percentile between two values is on the straight line between them, which reciprocals bend.
        if (byPercentiles && method == NormaliseMethod.Target) rule = rule with { TargetPercentile = 1 };
        var turned = IsRatio(method)
            ? rule with { Target = 1 / rule.Target, TargetPercentile = 1 - rule.TargetPercentile }
            : rule with { GoalpostLow = -high, GoalpostHigh = -low, Target = -rule.Target, PercentileLow = 1 - rule.PercentileHigh, PercentileHigh = 1 - rule.PercentileLow, TargetPercentile = 1 - rule.TargetPercentile };
        double[] other = [.. x.Select(v => IsRatio(method) ? 1 / v : -v)];
        Near(After(x, rule), After(other, turned, Direction.LowerIsBetter), 1e-9);
    }, iter: 1500);

    /// <summary>The scores of stated bands of values say what is good: direction changes nothing.</summary>
    [Fact]
    public void Direction_OfCategoriesByValues_ChangesNothing() => s_column.Sample(x =>
    {
        var rule = new NormaliseRule(NormaliseMethod.Categories, Bands: Listed.Of(new ScoreBand(3, 30), new ScoreBand(50, 80)));
        Assert.Equal(After(x, rule), After(x, rule, Direction.LowerIsBetter));
    }, iter: 200);

    /// <summary>The same data counted up and counted down stand as far from the two ends of the scale.</summary>
    [Fact]
    public void Direction_OfTheSameData_MirrorsTheScores() => Gen.Select(s_column, s_methods, Gen.Int[0, 3]).Sample((x, method, ties) =>
    {
        if (IsRatio(method) || method is NormaliseMethod.Categories or NormaliseMethod.DistanceToTarget) return;
        bool ranks = method is NormaliseMethod.Rank or NormaliseMethod.Borda or NormaliseMethod.PercentileRank;
        // Ties at the mean of their ranks are the only ones that look the same from both ends; of those of the percentile rank, one-minus makes the mirror whichever is taken.
        var rule = new NormaliseRule(method, 10, 110, 5, 90, Outside: Outside.Keep, Ties: ranks && method != NormaliseMethod.PercentileRank ? Ties.Average : (Ties)ties, Reversal: Reversal.OneMinus);
        double sum = method switch
        {
            NormaliseMethod.ZScore => 20,
            NormaliseMethod.Rank => x.Length + 1,
            NormaliseMethod.Borda => x.Length - 1,
            _ => 120,
        };
        double?[] up = After(x, rule), down = After(x, rule, Direction.LowerIsBetter);
        for (int i = 0; i < x.Length; i++) Assert.Equal(sum, up[i]!.Value + down[i]!.Value, 1e-9);
    }, iter: 600);

    /// <summary>Euros or yuan, Celsius or Fahrenheit: another unit, and for those that do not measure shares another zero too.</summary>
    [Fact]
    public void Unit_OfMeasureChanged_LeavesEveryMethodsScores() => Gen.Select(s_column, s_methods, Gen.Double[1e-3, 1e4], Gen.Double[-1e3, 1e3], Gen.Bool, Gen.Bool, Gen.Int[0, 3]).Sample((x, method, factor, shift, lower, byPercentiles, ties) =>
    {
        bool byValues = method == NormaliseMethod.Categories && !byPercentiles;
        var rule = new NormaliseRule(method, 1, 100, 5, 90, lower ? 5 : 90, Outside.Keep, (Ties)ties, byPercentiles ? 0.1 : null, byPercentiles ? 0.9 : null, byPercentiles ? 0.8 : null, SmallIndex.UnitCode(1),
            byPercentiles ? ZeroValues.Exclude : ZeroValues.Rank, byPercentiles ? Reversal.OneMinus : Reversal.DescendingRank, 1.3, byValues ? Listed.Of(new ScoreBand(7.5, 30), new ScoreBand(50.5, 80)) : s_bands,
            byPercentiles ? BandsBy.Percentiles : BandsBy.Values);
        if (IsRatio(method) || rule.Zeros == ZeroValues.Exclude) shift = 0;
        double In(double v) => v * factor + shift;
        var other = rule with
        {
            GoalpostLow = In(5),
            GoalpostHigh = In(90),
            Target = In(rule.Target!.Value),
            Bands = byValues ? Listed.Of(new ScoreBand(In(7.5), 30), new ScoreBand(In(50.5), 80)) : s_bands,
        };
        var direction = lower ? Direction.LowerIsBetter : Direction.HigherIsBetter;
        // Where a shift is large beside the spread, it takes digits of it.
        Near(After(x, rule, direction), After([.. x.Select(In)], other, direction), 1e-6);
    }, iter: 1500);

    /// <summary>Each indicator in a unit of its own (a power of two, which rounds nothing), through screening, imputation, treatment, scale, mean and rank, in every kind of frame.</summary>
    [Fact]
    public void Unit_OfMeasureChangedInAnyRecipe_LeavesScoresAndRanks()
    {
        int treated = 0, imputed = 0;
        Gen.Select(Case.Any, Gen.Int[-9, 9].Array[6]).Sample((c, powers) =>
        {
            if (!IsFreeOfUnits(c.Recipe) || FillsAsItIs(c.Recipe)) return;
            double In(IndicatorCode code, double v) => Math.ScaleB(v, powers[SmallIndex.Place(code.Value)]);
            var one = IndexBuild.Run(c.Input, c.Recipe).OrThrow();
            var two = IndexBuild.Run(Changed(c.Input, n => n, In), Stated(c.Input, c.Recipe, In)).OrThrow();
            treated += one.Steps.Count(s => s.Step is Treat && s.Changes.Count > 0);
            imputed += one.Steps.Count(s => s.Step is Impute && s.Changes.Count > 0);
            NearScores(one.Scores, two.Scores);
        }, iter: 600);
        Assert.True(treated > 40 && imputed > 100, $"Only {treated} treated and {imputed} imputed.");
    }

    /// <summary>Some indicators counted the other way and their data with them, through the whole recipe: upper tails become lower ones, the larger goalpost the smaller.</summary>
    [Fact]
    public void Direction_TurnedWithTheDataInAnyRecipe_LeavesScoresAndRanks()
    {
        int treated = 0, imputed = 0;
        Gen.Select(Case.Any, Gen.Bool.Array[6]).Sample((c, turns) =>
        {
            if (!IsFreeOfSides(c.Recipe) || FillsAsItIs(c.Recipe)) return;
            bool Turns(IndicatorCode code) => turns[SmallIndex.Place(code.Value)];
            var recipe = c.Recipe with { Steps = [.. c.Recipe.Steps.Select(s => s is Normalise n ? n with { Rules = PerCode.All(n.Rules.Default with { Reversal = Reversal.DescendingRank }) } : s)] };
            var one = IndexBuild.Run(c.Input, recipe).OrThrow();
            var input = Changed(c.Input, n => n.Kind == NodeKind.Indicator && Turns(n.Code) ? n with { Direction = n.Direction == Direction.LowerIsBetter ? Direction.HigherIsBetter : Direction.LowerIsBetter } : n, (code, v) => Turns(code) ? -v : v);
            var two = IndexBuild.Run(input, Turned(c.Input, recipe, Turns)).OrThrow();
            treated += one.Steps.Count(s => s.Step is Treat && s.Changes.Count > 0);
            imputed += one.Steps.Count(s => s.Step is Impute && s.Changes.Count > 0);
            NearScores(one.Scores, two.Scores);
        }, iter: 900);
        Assert.True(treated > 40 && imputed > 100, $"Only {treated} treated and {imputed} imputed.");
    }

    /// <summary>The mean of a row's figures as they are has a meaning only where all have one unit and one direction.</summary>
    private static bool FillsAsItIs(Recipe recipe) => recipe.Steps.OfType<Impute>().Any(i => i.Rules.Default is { NormaliseFirst: false, Method: ImputeMethod.RowMean or ImputeMethod.RowMedian });

    /// <summary>Logarithms that state a one, or the largest value, in the units of the column know the unit; a log that does not leaves differences only, and no goalpost or target can be restated for it.</summary>
    private static bool IsFreeOfUnits(Recipe recipe)
    {
        var rule = recipe.Steps.OfType<Normalise>().Single().Rules.Default;
        return recipe.Steps.OfType<Treat>().SingleOrDefault()?.Rules.Default.Second switch
        {
            null or SecondTreatment.None => true,
            SecondTreatment.Log or SecondTreatment.LogPlus => !IsRatio(rule.Method) && rule is not ({ Method: NormaliseMethod.Goalposts or NormaliseMethod.DistanceToTarget } or { Method: NormaliseMethod.PercentileRank, Zeros: ZeroValues.Exclude } or { BandsBy: BandsBy.Values }),
            _ => false,
        };
    }

    /// <summary>Shares of something have no negative, values no direction in bands; of the second treatments only log-plus has a mirror.</summary>
    private static bool IsFreeOfSides(Recipe recipe)
    {
        var rule = recipe.Steps.OfType<Normalise>().Single().Rules.Default;
        return !IsRatio(rule.Method) && rule is not ({ Method: NormaliseMethod.Categories, BandsBy: BandsBy.Values } or { Method: NormaliseMethod.PercentileRank, Zeros: ZeroValues.Exclude })
            && recipe.Steps.OfType<Treat>().SingleOrDefault()?.Rules.Default is null or { Second: SecondTreatment.None or SecondTreatment.LogPlus } or { Detect: OutlierRule.InterquartileRange, Second: SecondTreatment.None };
    }

    /// <summary>What the rules state in the units of a column, stated in its new ones.</summary>
    private static Recipe Stated(IndexInput input, Recipe recipe, Func<IndicatorCode, double, double> change) => recipe with
    {
        Steps = [.. recipe.Steps.Select(s => s switch
        {
            Impute i => i with { Rules = Each(input, i.Rules, (code, r) => r with { Constant = r.Constant is { } c ? change(code, c) : null }) },
            Normalise n => n with
            {
                Rules = Each(input, n.Rules, (code, r) => r with
                {
                    GoalpostLow = change(code, r.GoalpostLow!.Value),
                    GoalpostHigh = change(code, r.GoalpostHigh!.Value),
                    Target = change(code, r.Target!.Value),
                    Bands = r.BandsBy == BandsBy.Values ? Listed.Of(r.Bands!.Select(b => b with { From = change(code, b.From) })) : r.Bands,
                }),
            },
            _ => s,
        })],
    };

    private static Recipe Turned(IndexInput input, Recipe recipe, Func<IndicatorCode, bool> turns) => recipe with
    {
        Steps = [.. recipe.Steps.Select(s => s switch
        {
            Impute i => i with { Rules = Each(input, i.Rules, (code, r) => turns(code) ? r with { Constant = -r.Constant } : r) },
            Treat t => t with { Rules = Each(input, t.Rules, (code, r) => !turns(code) ? r : r with { Tails = r.Tails switch { Tails.High => Tails.Low, Tails.Low => Tails.High, var both => both } }) },
            Normalise n => n with
            {
                Rules = Each(input, n.Rules, (code, r) => !turns(code) ? r : r with
                {
                    GoalpostLow = -r.GoalpostHigh,
                    GoalpostHigh = -r.GoalpostLow,
                    Target = -r.Target,
                    PercentileLow = 1 - r.PercentileHigh,
                    PercentileHigh = 1 - r.PercentileLow,
                    TargetPercentile = 1 - r.TargetPercentile,
                }),
            },
            _ => s,
        })],
    };

    private static PerCode<T> Each<T>(IndexInput input, PerCode<T> rules, Func<IndicatorCode, T, T> change) where T : notnull =>
        new(rules.Default, input.Framework.Indicators.ToImmutableSortedDictionary(n => n.Code, n => change(n.Code, rules.For(n.Code))));

    private static IndexInput Changed(IndexInput input, Func<FrameworkNode, FrameworkNode> node, Func<IndicatorCode, double, double> value) => new(
        Framework.Create(input.Framework.Nodes.Select(node)).OrThrow(), input.Units,
        DataTable.Create(input.Data.Rows, input.Data.Columns.Select(c => c.Code), BuildLaws.Cells(input.Data).Select(c => c with { Value = c.Value is { } v ? value(c.Indicator, v) : null })).OrThrow());

    private static double?[] After(double[] x, NormaliseRule rule, Direction direction = Direction.HigherIsBetter)
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a", direction: direction)], x.Select((_, i) => SmallIndex.Unit(i)), x.Length, (_, r) => x[r]);
        var scores = IndexBuild.Run(input, Asem.Recipe(new Normalise(PerCode.All(rule)))).OrThrow().Scores;
        int node = scores.PlaceOf(new IndicatorCode("a"));
        return [.. x.Select((_, r) => scores.Score(r, node))];
    }

    private static void Near(double?[] expected, double?[] actual, double within)
    {
        for (int i = 0; i < expected.Length; i++) Near(expected[i], actual[i], within);
    }

    private static void Near(double? expected, double? actual, double within)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected is { } e) Assert.Equal(e, actual!.Value, within * Math.Max(1, Math.Abs(e)));
    }

    private static void NearScores(ScoreTable expected, ScoreTable actual)
    {
        Assert.Equal(expected.Rows, actual.Rows);
        for (int n = 0; n < expected.Nodes.Length; n++)
        {
            int other = actual.PlaceOf(expected.Nodes[n].Code);
            for (int r = 0; r < expected.Rows.Length; r++)
            {
                Near(expected.Score(r, n), actual.Score(r, other), 1e-6);
                Assert.Equal(expected.Rank(r, n), actual.Rank(r, other));
                Assert.Equal(expected.Marks(r, n), actual.Marks(r, other));
            }
        }
    }
}
