using BenchmarkDotNet.Attributes;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Benchmarks;

/// <summary>The whole pipeline (impute by group, treat, min–max, aggregate, rank), three ways, at the size of a city index, of all counties, and ten times that.</summary>
[MemoryDiagnoser]
public class PipelineBenchmarks
{
    private IndexInput _input = null!;
    private IndexReplicate _replicate = null!, _scores = null!;
    private NaiveIndex _naive = null!;

    /// <summary>Units × indicators.</summary>
    [Params("51 × 49", "3000 × 60", "30000 × 60")]
    public string Size { get; set; } = "51 × 49";

    [GlobalSetup]
    public void Prepare()
    {
        int[] size = [.. Size.Split(" × ").Select(int.Parse)];
        _input = RandomIndex.Input(size[0], size[1]);
        _replicate = IndexReplicate.Prepare(_input, RandomIndex.Recipe).OrThrow();
        _scores = IndexReplicate.Prepare(_input, RandomIndex.Recipe, new("index")).OrThrow();
        _naive = new NaiveIndex(
            [.. _input.Data.Columns.Select(c => Enumerable.Range(0, c.Count).Select(r => c[r]).ToArray())],
            [.. _input.Units.Select(u => u.Groups["group"])],
            [.. _input.Framework.Indicators.Select(n => n.Direction == Direction.LowerIsBetter)],
            [.. Enumerable.Range(0, size[1]).Select(i => i % RandomIndex.Pillars)]);
        Compare();
    }

    /// <summary>A benchmark of two different things would mean nothing.</summary>
    private void Compare()
    {
        var (scores, ranks) = _naive.Run();
        int index = _replicate.PlaceOf(new IndicatorCode("index"));
        for (int r = 0; r < _replicate.Rows.Length; r++)
            if (Math.Abs(scores[^1][r] - _replicate.Score(r, index)!.Value) > 1e-9 || Math.Abs(ranks[^1][r] - _replicate.Rank(r, index)!.Value) > 2)
                throw new InvalidOperationException($"Row {r}: the naive pipeline has {scores[^1][r]}, rank {ranks[^1][r]}; the engine has {_replicate.Score(r, index)}, rank {_replicate.Rank(r, index)}.");
    }

    [Benchmark(Baseline = true)]
    public double Naive() => _naive.Run().Scores[^1][0];

    [Benchmark]
    public double? Audited() => IndexBuild.Run(_input, RandomIndex.Recipe).OrThrow().Scores.Score(0, 0);

    /// <summary>Every column anew: a run after no change would make none.</summary>
    [Benchmark]
    public int Replicate()
    {
        _replicate.Reset();
        _replicate.Run();
        return _replicate.Faults;
    }

    [Benchmark(Description = "Replicate, one node ranked")]
    public int Scores()
    {
        _scores.Reset();
        _scores.Run();
        return _scores.Faults;
    }
}
