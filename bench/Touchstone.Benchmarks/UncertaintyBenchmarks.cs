using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Benchmarks;

/// <summary>
/// Uncertainty and sensitivity of an index of 51 units and 49 indicators, at the size of COINr's example. The baseline makes each scenario as a script would: a recipe of its own, and a full audited build;
/// its time is that of one scenario, and so are the others'.
/// </summary>
[MemoryDiagnoser]
public class UncertaintyBenchmarks
{
    private const int Scenarios = 10_000, BaseSample = 1_000, Factors = 6, Baselines = 100;
    private static readonly Text s_name = Text.Same("factor");
    private IndexInput _input = null!;

    public static UncertaintySpec Four(int scenarios) => new(
    [
        new Factor.Choice("treatment", s_name, [.. new[] { 0, 2, 5, 8 }.Select(n => With($"{n}", new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(n))))))]),
        new Factor.Choice("normalisation", s_name, [With("min-max", Scale(NormaliseMethod.MinMax)), With("z-score", Scale(NormaliseMethod.ZScore)), With("percentile", Scale(NormaliseMethod.PercentileRank))]),
        new Factor.WeightNoise("weights", s_name, 0.25, []),
        new Factor.Choice("mean", s_name, [With("arithmetic", new Aggregate(PerCode.All(new AggregateRule()))), With("half", new Aggregate(PerCode.All(new AggregateRule(MinAvailable: 0.5))))]),
    ], new(SamplingKind.Sobol, scenarios, 20220718));

    private static UncertaintySpec Six => Four(BaseSample) with
    {
        Factors = [.. Four(BaseSample).Factors, new Factor.DataError("data", s_name, PerCode.All(new ErrorRule(0.02)), []), new Factor.DropIndicators("left out", s_name, [], null)],
    };

    private static Alternative With(string code, Step step) => new(code, s_name, 1, [step], []);
    private static Normalise Scale(NormaliseMethod method) => new(PerCode.All(new NormaliseRule(method, 1, 100)));

    [GlobalSetup]
    public void Prepare() => _input = RandomIndex.Input(51, 49);

    [Benchmark(Baseline = true, Description = "a full build each", OperationsPerInvoke = Baselines)]
    public double? FullBuilds()
    {
        double? last = null;
        for (int i = 0; i < Baselines; i++)
        {
            var weights = _input.Framework.Indicators.Select(n => n.Code).ToImmutableSortedDictionary(c => c, _ => 1 + 0.25 * Math.Sin(i));
            var recipe = RandomIndex.Recipe with { Steps = RandomIndex.Recipe.Steps.SetItem(1, new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(i % 9))))).Insert(0, new Weigh(false, weights)) };
            last = IndexBuild.Run(_input, recipe).OrThrow().Scores.Score(0, 0);
        }
        return last;
    }

    [Benchmark(Description = "10,000 scenarios, 4 factors, 2 threads", OperationsPerInvoke = Scenarios)]
    public int TwoThreads() => UncertaintyAnalysis.Run(_input, RandomIndex.Recipe, Four(Scenarios), new(2)).OrThrow().Ranked;

    [Benchmark(Description = "10,000 scenarios, 4 factors, 1 thread", OperationsPerInvoke = Scenarios)]
    public int OneThread() => UncertaintyAnalysis.Run(_input, RandomIndex.Recipe, Four(Scenarios), new(1)).OrThrow().Ranked;

    [Benchmark(Description = "10,000 scenarios with an error in each cell, 2 threads", OperationsPerInvoke = Scenarios)]
    public int WithErrors() => UncertaintyAnalysis.Run(_input, RandomIndex.Recipe, Four(Scenarios) with { Factors = [new Factor.DataError("data", s_name, PerCode.All(new ErrorRule(0.02)), [])] }, new(2)).OrThrow().Ranked;

    [Benchmark(Description = "Sobol effects, N = 1,000, d = 6, 2 threads", OperationsPerInvoke = BaseSample * (Factors + 2))]
    public double Sensitivity() => SensitivityAnalysis.Run(_input, RandomIndex.Recipe, Six, new(EffectKinds.FirstAndTotal), new(2)).OrThrow().Of(new SensitivityOutput.MeanRankShift()).Variance;
}
