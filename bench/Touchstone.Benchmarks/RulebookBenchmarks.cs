using BenchmarkDotNet.Attributes;
using Touchstone.Files;
using Touchstone.Rules;

namespace Touchstone.Benchmarks;

/// <summary>
/// High-tech recognition over a million firms: verdicts by the rulebook against the same rules written by hand, in decimals (exact, as the rulebook is) and in doubles
/// (not exact on borders); and with the gap of every firm that fails.
/// </summary>
[MemoryDiagnoser]
public class RulebookBenchmarks
{
    private static readonly DateOnly Day = new(2022, 6, 30);
    private FirmTable _table = null!;
    private GapScreening _gaps = null!;
    private HandWrittenFirm[] _firms = null!;
    private HandWrittenDoubleFirm[] _doubles = null!;

    [Params(1_000_000)]
    public int Firms { get; set; } = 1_000_000;

    [GlobalSetup]
    public void Prepare()
    {
        var book = RulebookFolder.Read(FolderOfRulebooks()).OrThrow().Single(b => b.Id == "high_tech");
        var program = RuleProgram.Of(book).OrThrow();
        _table = RandomFirms.Table(program, Firms, Day);
        _gaps = new GapScreening(program, Day);
        _firms = [.. Enumerable.Range(0, Firms).Select(f => HandWrittenFirm.Of(_table, f))];
        _doubles = [.. Enumerable.Range(0, Firms).Select(f => HandWrittenDoubleFirm.Of(_table, f))];
        Compare();
    }

    private static string FolderOfRulebooks()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "rulebooks"))) return Path.Combine(at.FullName, "rulebooks");
        throw new DirectoryNotFoundException("rulebooks");
    }

    /// <summary>A benchmark of two different things would mean nothing.</summary>
    private void Compare()
    {
        var verdicts = Screening.Verdicts(_table, Day);
        int passes = 0;
        for (int f = 0; f < Firms; f++)
        {
            bool hand = _firms[f].Passes(Day);
            if (hand != (verdicts[f] == Verdict.Passes)) throw new InvalidOperationException($"Firm {f}: by hand {hand}, by the rulebook {verdicts[f]}.");
            if (hand) passes++;
        }
        Console.WriteLine($"{passes} of {Firms} firms pass");
    }

    [Benchmark(Baseline = true)]
    public int HandWrittenDecimal()
    {
        int passes = 0;
        foreach (ref readonly var firm in _firms.AsSpan()) if (firm.Passes(Day)) passes++;
        return passes;
    }

    [Benchmark]
    public int HandWrittenDouble()
    {
        int passes = 0;
        foreach (ref readonly var firm in _doubles.AsSpan()) if (firm.Passes(Day)) passes++;
        return passes;
    }

    [Benchmark]
    public int Rulebook() => Screening.Verdicts(_table, Day).Count(v => v == Verdict.Passes);

    [Benchmark]
    public int RulebookTwoThreads() => Screening.Verdicts(_table, Day, threads: 2).Count(v => v == Verdict.Passes);

    [Benchmark]
    public long RulebookWithGaps()
    {
        long found = 0;
        _gaps.Each(_table, (_, _, changes) => found += changes.Count);
        return found;
    }
}
