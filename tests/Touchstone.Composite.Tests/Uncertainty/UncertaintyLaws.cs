using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What holds of the scenarios of any index.</summary>
public sealed class UncertaintyLaws
{
    private static readonly Text s_name = Text.Same("factor");

    private static UncertaintySpec Spec(int scenarios, SamplingKind kind, params Factor[] factors) => new([.. factors], new(kind, scenarios, 20220718)) { Level = 0.9 };

    /// <summary>Every kind of factor that fits a random index.</summary>
    private static Gen<(Case Case, UncertaintySpec Spec)> Any =>
        from c in Case.Any
        from kind in Gen.Enum<SamplingKind>()
        select (c, Spec(150, kind, [.. Factors(c)]));

    private static IEnumerable<Factor> Factors(Case c)
    {
        var normalise = c.Recipe.Steps.OfType<Normalise>().Single();
        yield return new Factor.Choice("scale", s_name, [Alternative.AsItIs("own", s_name),
            new("goalposts", s_name, 2, [new Normalise(PerCode.All(normalise.Rules.Default with { Method = NormaliseMethod.Goalposts }))], [])]);
        yield return new Factor.WeightNoise("weights", s_name, 0.3, []);
        yield return new Factor.DropIndicators("drop", s_name, [], null);
        yield return new Factor.DataError("data", s_name, PerCode.All(new ErrorRule(0.05, 1)), []);
        if (c.Recipe.Steps.Any(s => s is Impute { Rules.Default.Method: ImputeMethod.Em })) yield return new Factor.MultipleImputation("drawn", s_name, 3);
        else if (c.Recipe.Steps.Any(s => s is Impute)) yield return new Factor.ImputationSpread("imputed", s_name, 4);
    }

    [Fact]
    public void Scenarios_OneAndTwoThreads_GiveTheSameBytes() => Any.Sample(x =>
    {
        var one = UncertaintyAnalysis.Run(x.Case.Input, x.Case.Recipe, x.Spec, new(1)).OrThrow();
        var two = UncertaintyAnalysis.Run(x.Case.Input, x.Case.Recipe, x.Spec, new(2)).OrThrow();
        Same(one.Scenarios, two.Scenarios);
        Assert.Equal(one.Units, two.Units);
    }, iter: 40, threads: 1);

    [Fact]
    public void Scenarios_AskedForMore_BeginWithTheSame() => Case.Any.Sample(c =>
    {
        var few = UncertaintyAnalysis.Run(c.Input, c.Recipe, Spec(60, SamplingKind.Sobol, [.. Factors(c)]), new(1)).OrThrow().Scenarios;
        var many = UncertaintyAnalysis.Run(c.Input, c.Recipe, Spec(90, SamplingKind.Sobol, [.. Factors(c)]), new(1)).OrThrow().Scenarios;
        for (int s = 0; s < few.Count; s++)
            for (int r = 0; r < few.Rows.Length; r++) Assert.Equal(few.Score(s, r), many.Score(s, r));
    }, iter: 30);

    [Fact]
    public void Scenario_OfAChoice_EqualsTheBuildOfItsRecipe() => Case.Any.Sample(c =>
    {
        var spec = Spec(2, SamplingKind.Sobol, Factors(c).First());
        var plan = new ScenarioPlan(c.Input, c.Recipe, spec);
        for (int combination = 0; combination < plan.Combinations; combination++)
        {
            var run = new ScenarioRun(plan, combination);
            run.Run(new Draw(plan.Sampling(2), 0, 0));
            var build = IndexBuild.Run(c.Input, plan.RecipeOf(combination)).OrThrow();
            foreach (int row in plan.FollowedRows)
            {
                int at = build.Scores.PlaceOf(c.Input.Data.Rows[row]);
                Assert.Equal(at < 0 ? double.NaN : build.Scores.Score(at, 0) ?? double.NaN, run.ScoreOf(row));
                Assert.Equal(at < 0 ? double.NaN : build.Scores.Rank(at, 0) ?? double.NaN, run.RankOf(row));
            }
        }
    }, iter: 60);

    /// <summary>Weights and data, done by hand with the numbers that the scenario drew, through another door of the engine.</summary>
    [Fact]
    public void Scenario_OfWeightsAndErrors_EqualsTheReplicateWithThem() => Case.Any.Sample(c =>
    {
        var noise = new Factor.WeightNoise("weights", s_name, 0.4, []);
        var error = new Factor.DataError("data", s_name, PerCode.All(new ErrorRule(0, 2)), []);
        var plan = new ScenarioPlan(c.Input, c.Recipe, Spec(9, SamplingKind.Sobol, noise, error));
        var run = new ScenarioRun(plan, 0);
        var replicate = IndexReplicate.Prepare(c.Input, c.Recipe).OrThrow();
        for (int scenario = 0; scenario < 5; scenario++)
        {
            var draw = new Draw(plan.Sampling(9), 0, scenario);
            run.Run(draw);
            replicate.Reset();
            int[] nodes = plan.NoisyNodes(noise);
            for (int i = 0; i < nodes.Length; i++) replicate.SetWeight(nodes[i], replicate.Weight(nodes[i]) * (1 + 0.4 * (2 * draw.At(0, i) - 1)));
            var stream = draw.Stream(1);
            foreach (var column in c.Input.Data.Columns)
                for (int r = 0; r < column.Count; r++)
                    if (column[r] is { } x) replicate.SetCell(r, replicate.PlaceOf(column.Code), x + 2 * NormalQuantile.Of(stream.Next()));
            replicate.Run();
            foreach (int row in plan.FollowedRows)
            {
                Assert.Equal(replicate.Score(row, plan.Target) ?? double.NaN, run.ScoreOf(row));
                Assert.Equal(replicate.Rank(row, plan.Target) ?? double.NaN, run.RankOf(row));
            }
        }
    }, iter: 60);

    [Fact]
    public void Scenario_AnyFactors_AllocatesNothing() => Any.Sample(x =>
    {
        var plan = new ScenarioPlan(x.Case.Input, x.Case.Recipe, x.Spec);
        var sampling = plan.Sampling(50);
        // Another run goes first, so that the statics of whatever a factor chooses are there.
        var other = new ScenarioRun(plan, 0);
        for (int s = 0; s < 20; s++) other.Run(new Draw(sampling, 0, s));
        var run = new ScenarioRun(plan, 0);
        run.Run(new Draw(sampling, 0, 0));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int s = 1; s < 20; s++) run.Run(new Draw(sampling, 0, s));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }, iter: 40, threads: 1);

    [Fact]
    public void Result_Shares_AddUp() => Any.Sample(x =>
    {
        var result = UncertaintyAnalysis.Run(x.Case.Input, x.Case.Recipe, x.Spec, new(1)).OrThrow();
        for (int a = 0; a < result.Units.Length; a++)
        {
            Assert.Equal(result.Units[a].ScenariosRanked, result.Acceptabilities(a).Sum(), 5e-13);
            Assert.Equal(Enumerable.Range(0, result.Scenarios.Count).Count(s => result.Scenarios.Rank(s, a) is >= 1 and < 2), result.Acceptabilities(a)[0] * result.Scenarios.Count, 5e-10);
            for (int b = 0; b < result.Units.Length; b++) Assert.InRange(result.ShareAbove(a, b) + result.ShareAbove(b, a), 0, 1 + 1e-12);
            if (result.Units[a].Ranks is { } ranks) Assert.True(ranks.Low <= ranks.Median && ranks.Median <= ranks.High);
        }
        // Edges that follow from others are left out, and are found again by walking.
        var edges = result.Dominance(0.8);
        Assert.All(edges, e => Assert.DoesNotContain(edges, o => o.Above == e.Below && o.Below == e.Above));
    }, iter: 30);

    /// <summary>
    /// The truth is drawn, the figures are the truth with an error, and the range is made from the figures and the size of the error alone: it holds the true score in nine cases of ten.
    /// On an index that is linear in its data; where bounds cut, no such promise is made.
    /// </summary>
    [Fact]
    public void DataError_SimulatedTruth_IsCoveredAsOftenAsStated()
    {
        const int Units = 12, Cases = 60;
        int covered = 0;
        for (int simulation = 0; simulation < Cases; simulation++)
        {
            var random = new HashStream(99, 1, simulation);
            double[,] truth = new double[Units, 3], figures = new double[Units, 3];
            for (int u = 0; u < Units; u++)
                for (int i = 0; i < 3; i++)
                {
                    truth[u, i] = 30 + 40 * random.Next();
                    figures[u, i] = truth[u, i] + 3 * random.Normal();
                }
            IndexInput Input(double[,] of) => SmallIndex.Input([SmallIndex.Aggregate("index"), .. Enumerable.Range(0, 3).Select(i => SmallIndex.Indicator(SmallIndex.Code(i), weight: i + 1))],
                Enumerable.Range(0, Units).Select(u => SmallIndex.Unit(u)), Units, (code, r) => of[r, SmallIndex.Place(code)]);
            var recipe = new Recipe(s_name, [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.Goalposts, GoalpostLow: 0, GoalpostHigh: 100))), new Aggregate(PerCode.All(new AggregateRule())), new Rank(Ties.Min, null)], new FrameRule.PerPeriod());
            var result = UncertaintyAnalysis.Run(Input(figures), recipe, Spec(512, SamplingKind.Sobol, new Factor.DataError("data", s_name, PerCode.All(new ErrorRule(0, 3)), [])) with
            { Draw = new(SamplingKind.Sobol, 512, (ulong)simulation) }, new(1)).OrThrow();
            var scores = IndexBuild.Run(Input(truth), recipe).OrThrow().Scores;
            for (int u = 0; u < Units; u++)
                if (scores.Score(u, 0) >= result.Units[u].Scores!.Low && scores.Score(u, 0) <= result.Units[u].Scores!.High) covered++;
        }
        Assert.InRange((double)covered / (Units * Cases), 0.87, 0.93);
    }

    internal static void Same(ScenarioTable expected, ScenarioTable actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int s = 0; s < expected.Count; s++)
            for (int r = 0; r < expected.Rows.Length; r++)
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(expected.ScoreAt(s, r)), BitConverter.DoubleToInt64Bits(actual.ScoreAt(s, r)));
                Assert.Equal(expected.RankAt(s, r), actual.RankAt(s, r));
            }
    }
}
