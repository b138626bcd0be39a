using System.Diagnostics;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Benchmarks;

/// <summary>
/// Every case of the engine in one run: its time, the ratio to a named baseline in the same run, the target, and how far it is from what no engine can do without: reading and writing the data once, and sorting every column once.
/// The ratio is the gate: where one is exceeded, the run ends with an error. A time is the median of some seconds of runs.
/// </summary>
internal static class EngineTable
{
    private sealed record Case(string Name, double Seconds, string Baseline, double Base, double Gate, double? Target, string HeldBack)
    {
        public double Ratio => Seconds / Base;
    }

    public static int Run()
    {
        List<Case> cases = [.. Pipelines(), .. Scenarios(), .. WholeTable(), .. Slider(), .. Effort()];
        Console.WriteLine("| case | time | target | baseline in the same run | ratio | gate | what holds it back |");
        Console.WriteLine("|---|---:|---:|---|---:|---:|---|");
        foreach (var c in cases)
            Console.WriteLine($"| {c.Name} | {Say(c.Seconds)} | {(c.Target is { } t ? Say(t) + (c.Seconds <= t ? "" : " (missed)") : "–")} | {c.Baseline}: {Say(c.Base)} | {Say3(c.Ratio)}× | {Say3(c.Gate)}× | {c.HeldBack} |");
        Console.WriteLine();
        bool fits = Memory();
        var over = cases.Where(c => c.Ratio > c.Gate).ToList();
        foreach (var c in over) Console.Error.WriteLine($"{c.Name}: {Say3(c.Ratio)}× of {c.Baseline}, and at most {Say3(c.Gate)}× is allowed.");
        return over.Count > 0 || !fits ? 1 : 0;
    }

    private static IEnumerable<Case> Pipelines()
    {
        foreach (var (size, one, all, audited) in new[] { ("51 × 49", 50e-6, 50e-6, (double?)null), ("30000 × 60", 50e-3, 80e-3, 200e-3) })
        {
            var bench = new PipelineBenchmarks { Size = size };
            bench.Prepare();
            double naive = Median(() => bench.Naive());
            int[] n = [.. size.Split(" × ").Select(s => int.Parse(s, CultureInfo.InvariantCulture))];
            var (copy, sort) = Limits(n[0], n[1]);
            string Near(double seconds) => $"{Say3(seconds / copy)} times copying the data, {Say3(seconds / sort)} times sorting each column once (library sort)";
            double scores = Median(() => bench.Scores()), ranks = Median(() => bench.Replicate()), kept = Median(() => bench.Audited());
            yield return new($"pipeline {size}, replicate, the index ranked", scores, "with LINQ, all ranks", naive, 0.2, one, $"{Near(scores)}: moments and the sort of treatment, one thread");
            yield return new($"pipeline {size}, replicate, all ranks", ranks, "with LINQ, all ranks", naive, 0.2, all, $"{Near(ranks)}: the same, and each node's ranks sort its scores again");
            yield return new($"pipeline {size}, audited", kept, "with LINQ, all ranks", naive, 2, audited, $"{Near(kept)}: every step's cells and changes are kept and the input is hashed");
        }
    }

    private static IEnumerable<Case> Scenarios()
    {
        var bench = new UncertaintyBenchmarks();
        bench.Prepare();
        double build = Median(() => bench.FullBuilds()) / 100;
        yield return new("10,000 scenarios 51 × 49, 4 factors, ranks", Median(() => bench.TwoThreads()), "a full build each (100 timed)", build * 10_000, 0.1, 0.5, "aggregation, child by child with its marks");
        yield return new("Sobol effects, N = 1,000, d = 6", Median(() => bench.Sensitivity()), "a full build each (100 timed)", build * 8_000, 0.3, 1, "an error in each cell: treatment sorts every column anew, and the normal quantiles");
    }

    /// <summary>Copeland's scores at every level: of each aggregate over its children. The baseline asks each pair and criterion in three nested loops over nullable numbers.</summary>
    private static IEnumerable<Case> WholeTable()
    {
        var scores = IndexBuild.Run(RandomIndex.Input(300, 60), RandomIndex.Recipe).OrThrow().Scores;
        int n = scores.Rows.Length;
        var levels = scores.Nodes.Where(a => a.Kind == NodeKind.Aggregate).Select(a => Enumerable.Range(0, scores.Nodes.Length).Where(c => scores.Nodes[c].Parent == a.Code).ToArray()).ToList();
        var tables = levels.ConvertAll(children => (
            Table: DataTable.Create([.. scores.Rows], [.. children.Select(c => scores.Nodes[c].Code)], scores.Rows.SelectMany((row, r) => children.Select(c => new Cell(row, scores.Nodes[c].Code, scores.Score(r, c), CellMarks.None, Place.Whole)))).OrThrow(),
            Criteria: (Criterion[])[.. children.Select(c => new Criterion(scores.Nodes[c].Code, scores.Nodes[c].Weight))]));
        double?[][][] cells = [.. levels.Select(children => Enumerable.Range(0, n).Select(r => Array.ConvertAll(children, c => scores.Score(r, c))).ToArray())];
        double[] Ours() => [.. tables.SelectMany(t => Outranking.Of(t.Table, t.Criteria).OrThrow().Copeland())];
        double[] Plain() => [.. levels.SelectMany((children, l) => PlainCopeland(cells[l], [.. children.Select(c => scores.Nodes[c].Weight)]))];
        if (!Ours().SequenceEqual(Plain())) throw new InvalidOperationException("The two ways of Copeland differ.");
        yield return new("Copeland 300 × 60, all levels", Median(Ours), "three nested loops", Median(Plain), 0.5, 50e-3, "comparing: each pair of units in every criterion, several pairs an instruction");
    }

    private static IEnumerable<double> PlainCopeland(double?[][] rows, double[] weights)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            int score = 0;
            for (int k = 0; k < rows.Length; k++)
            {
                if (k == i) continue;
                double won = 0, all = 0;
                for (int c = 0; c < weights.Length; c++)
                {
                    if (rows[i][c] is not { } a || rows[k][c] is not { } b) continue;
                    all += weights[c];
                    if (a > b) won += weights[c];
                    else if (a == b) won += weights[c] / 2;
                }
                double share = all > 0 ? won / all : 0.5;
                score += Math.Abs(share - 0.5) <= Outranking.Tolerance ? 0 : share > 0.5 ? 1 : -1;
            }
            yield return score;
        }
    }

    private static IEnumerable<Case> Slider()
    {
        var bench = new WhatIfBenchmarks();
        bench.Prepare();
        yield return new("what-if on a slider, 300 × 60, in the frame and rebuilt", Median(() => bench.Both()), "a full build", Median(() => bench.FullBuild()), 0.2, 1e-3, "one column is made again; the means of every unit and its ranks are not spared");
    }

    private static IEnumerable<Case> Effort()
    {
        var bench = new BestUseBenchmarks();
        bench.Prepare();
        yield return new("best use of effort, 60 levers, 10 budgets", Median(() => bench.Best()), "slices spent greedily, without a bound", Median(() => bench.Greedy()), 10, 200e-3, "the solver's program; the bends of the curves make it one of whole numbers");
    }

    /// <summary>What stays in memory, beside the figures themselves, at 30,000 × 60; false where it is more than allowed.</summary>
    private static bool Memory()
    {
        var input = RandomIndex.Input(30_000, 60);
        double data = 30_000 * 60 * sizeof(double);
        long before = GC.GetTotalMemory(true);
        var replicate = IndexReplicate.Prepare(input, RandomIndex.Recipe).OrThrow();
        double held = (GC.GetTotalMemory(true) - before) / data;
        GC.KeepAlive(replicate);
        replicate = null;
        before = GC.GetTotalMemory(true);
        long asked = GC.GetTotalAllocatedBytes(true);
        var build = IndexBuild.Run(input, RandomIndex.Recipe).OrThrow();
        double requested = (GC.GetTotalAllocatedBytes(true) - asked) / data, kept = (GC.GetTotalMemory(true) - before) / data;
        GC.KeepAlive(build);
        GC.KeepAlive(input);
        Console.WriteLine("| memory at 30,000 × 60, in sizes of the data (14.4 MB), beside the input | held | asked for | target |");
        Console.WriteLine("|---|---:|---:|---:|");
        Console.WriteLine(FormattableString.Invariant($"| replicate | {held:0.0}× | nothing a run | 4× |"));
        Console.WriteLine(FormattableString.Invariant($"| audited build | {kept:0.0}× | {requested:0.0}× | 10× |"));
        return held <= 4 && kept <= 10;
    }

    private static (double Copy, double Sort) Limits(int rows, int columns)
    {
        var random = new Random(1);
        double[][] data = [.. Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray())], to = [.. data.Select(c => new double[c.Length])];
        void Copy() { for (int c = 0; c < data.Length; c++) data[c].CopyTo(to[c], 0); }
        double copy = Median(() => { Copy(); return 0; });
        return (copy, Median(() => { Copy(); foreach (double[] column in to) Array.Sort(column); return 0; }) - copy);
    }

    /// <summary>Runs for two seconds at least, and three times at least, after as many runs that do not count.</summary>
    private static double Median<T>(Func<T> work)
    {
        var all = Stopwatch.StartNew();
        for (int i = 0; i < 3 || all.Elapsed.TotalSeconds < 1; i++) GC.KeepAlive(work());
        var times = new List<double>();
        all.Restart();
        while (times.Count < 3 || all.Elapsed.TotalSeconds < 2)
        {
            long from = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            times.Add(Stopwatch.GetElapsedTime(from).TotalSeconds);
        }
        times.Sort();
        return times[times.Count / 2];
    }

    private static string Say(double seconds) => seconds switch
    {
        < 1e-3 => (seconds * 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " µs",
        < 1 => (seconds * 1e3).ToString("0.00", CultureInfo.InvariantCulture) + " ms",
        _ => seconds.ToString("0.00", CultureInfo.InvariantCulture) + " s",
    };

    private static string Say3(double ratio) => ratio.ToString(ratio < 0.1 ? "0.0000" : ratio < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
