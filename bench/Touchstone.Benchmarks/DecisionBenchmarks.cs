using BenchmarkDotNet.Attributes;
using Touchstone.Composite;
using Touchstone.Decision;
using Touchstone.Model;

namespace Touchstone.Benchmarks;

/// <summary>A slider over an index of 300 units and 60 indicators. The baseline builds the index anew with the cell changed, as one would without a what-if.</summary>
[MemoryDiagnoser]
public class WhatIfBenchmarks
{
    private IndexBuild _build = null!;
    private WhatIf _whatIf = null!;
    private IndicatorCode _column;
    private double _figure = 50;

    [GlobalSetup]
    public void Prepare()
    {
        _build = IndexBuild.Run(RandomIndex.Input(300, 60), RandomIndex.Recipe).OrThrow();
        _whatIf = WhatIf.Prepare(_build, _build.Scores.Rows[7]).OrThrow();
        _column = _build.Input.Framework.Indicators[3].Code;
    }

    [Benchmark(Baseline = true, Description = "a full build")]
    public double? FullBuild() => IndexBuild.Run(_build.Input, RandomIndex.Recipe).OrThrow().Scores.Score(7, 0);

    [Benchmark(Description = "slider: in the frame and rebuilt")]
    public Standings Both()
    {
        _whatIf.SetCell(_column, _figure += 0.01);
        return _whatIf.Ask();
    }

    [Benchmark(Description = "slider: in the frame")]
    public Standing Frozen()
    {
        _whatIf.SetCell(_column, _figure += 0.01);
        return _whatIf.AskFrozen();
    }
}

/// <summary>The best use of ten budgets over sixty levers with bent response curves. The baseline spends each budget in twenty slices, each where the what-if says it brings most: an answer without a bound.</summary>
[MemoryDiagnoser]
public class BestUseBenchmarks
{
    private const int Levers = 60, Budgets = 10, Slices = 20;
    private WhatIf _whatIf = null!;
    private LeverSpec _spec = null!;
    private double[] _now = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var recipe = RandomIndex.Recipe with { Steps = RandomIndex.Recipe.Steps.RemoveAt(1) };
        var build = IndexBuild.Run(RandomIndex.Input(300, Levers), recipe).OrThrow();
        var row = Enumerable.Range(0, 300).First(r => build.Input.Data.Columns.All(c => c[r] is not null));
        _whatIf = WhatIf.Prepare(build, build.Scores.Rows[row]).OrThrow();
        _now = [.. build.Input.Framework.Indicators.Select(n => _whatIf.Cell(n.Code)!.Value)];
        _spec = new([.. build.Input.Framework.Indicators.Select((n, i) => Lever(n, i))], [.. Enumerable.Range(0, Budgets).Select(b => new Budget($"b{b}", Text.Same($"b{b}"), Text.Same("yuan"), 30 + 5 * b))], null);
        double best = BestUse.WithinBudgets(_whatIf, _spec).OrThrow().After.Frozen.Score!.Value, greedy = Greedy()!.Value;
        if (best < greedy - 1e-3) throw new InvalidOperationException($"The plan has {best}, the greedy one {greedy}.");
    }

    private static Lever Lever(FrameworkNode node, int i)
    {
        double size = (node.Direction == Direction.LowerIsBetter ? -1 : 1) * (i % 4 == 0 ? 2 : 10);
        return new(node.Code, null, 0, $"b{i % Budgets}", new([default, new(20 + i % 7, size * 0.5), new(60 + i % 11, size * 0.8)], "made up for the benchmark"));
    }

    [Benchmark(Description = "best use, 60 levers, 10 budgets")]
    public double Best() => BestUse.WithinBudgets(_whatIf, _spec).OrThrow().Gap;

    [Benchmark(Baseline = true, Description = "slices spent greedily")]
    public double? Greedy()
    {
        double[] spent = new double[Levers];
        foreach (var budget in _spec.Budgets)
            for (int slice = 0; slice < Slices; slice++)
            {
                int best = -1;
                double? most = null;
                for (int l = 0; l < Levers; l++)
                {
                    if (_spec.Levers[l].Budget != budget.Code) continue;
                    Spend(l, spent[l] + budget.Amount / Slices);
                    if (_whatIf.AskFrozen().Score is { } score && !(score <= most)) (best, most) = (l, score);
                    Spend(l, spent[l]);
                }
                spent[best] += budget.Amount / Slices;
                Spend(best, spent[best]);
            }
        var end = _whatIf.AskFrozen().Score;
        _whatIf.Reset();
        return end;
    }

    private void Spend(int lever, double cost)
    {
        var points = _spec.Levers[lever].Curve!.Points;
        int i = cost <= points[1].Cost ? 1 : 2;
        double way = Math.Min(1, (cost - points[i - 1].Cost) / (points[i].Cost - points[i - 1].Cost));
        _whatIf.SetCell(_spec.Levers[lever].Column, _now[lever] + points[i - 1].Change + way * (points[i].Change - points[i - 1].Change));
    }
}
