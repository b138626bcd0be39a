namespace Touchstone.Composite;

/// <summary>A range of scenarios under one or more masks (which factors take their numbers from the second matrix), run on any number of threads: each writes to its own place, so the result does not depend on them.</summary>
internal static class ScenarioBatch
{
    private const int Chunk = 128;

    /// <summary>Runs every scenario of the range (its end not included) under every mask; job = mask × scenarios + scenario.</summary>
    public static ScenarioTable Run(ScenarioPlan plan, Sampling sampling, uint[] masks, (int From, int To) scenarios, Parallelism on)
    {
        int count = scenarios.To - scenarios.From, jobs = masks.Length * count;
        var table = new ScenarioTable([.. plan.FollowedRows.Select(r => plan.Nominal.Rows[r])], jobs);
        var (order, chunks) = ByCombination(plan, sampling, masks, scenarios);
        int next = -1, faulty = 0;
        void Work()
        {
            ScenarioRun? run = null;
            while (Interlocked.Increment(ref next) is var c && c < chunks.Count)
            {
                on.Stop.ThrowIfCancellationRequested();
                var (combination, first, last) = chunks[c];
                if (run?.Combination != combination) run = new ScenarioRun(plan, combination);
                for (int i = first; i < last; i++)
                {
                    int job = order[i];
                    run.Run(new Draw(sampling, masks[job / count], scenarios.From + job % count));
                    for (int r = 0; r < plan.FollowedRows.Length; r++) table.Set(job, r, run.ScoreOf(plan.FollowedRows[r]), run.RankOf(plan.FollowedRows[r]));
                    if (run.Faults > 0) Interlocked.Increment(ref faulty);
                }
            }
        }
        if (on.Threads <= 1) Work();
        else Parallel.For(0, on.Threads, new ParallelOptions { MaxDegreeOfParallelism = on.Threads }, _ => Work());
        table.Faulty = faulty;
        return table;
    }

    /// <summary>The index as it is.</summary>
    public static ScenarioTable Nominal(ScenarioPlan plan)
    {
        var table = new ScenarioTable([.. plan.FollowedRows.Select(r => plan.Nominal.Rows[r])], 1);
        var run = new ScenarioRun(plan, -1);
        run.Run(default);
        for (int r = 0; r < plan.FollowedRows.Length; r++) table.Set(0, r, run.ScoreOf(plan.FollowedRows[r]), run.RankOf(plan.FollowedRows[r]));
        return table;
    }

    /// <summary>Jobs of one combination together, so that it is made ready once a thread and few are in memory at a time.</summary>
    private static (int[] Order, List<(int Combination, int From, int To)> Chunks) ByCombination(ScenarioPlan plan, in Sampling sampling, uint[] masks, (int From, int To) scenarios)
    {
        int count = scenarios.To - scenarios.From, jobs = masks.Length * count;
        int[] combination = new int[jobs], start = new int[plan.Combinations + 1], order = new int[jobs];
        for (int job = 0; job < jobs; job++)
        {
            combination[job] = plan.CombinationOf(sampling, masks[job / count], scenarios.From + job % count);
            start[combination[job] + 1]++;
        }
        var chunks = new List<(int, int, int)>();
        for (int c = 0; c < plan.Combinations; c++)
        {
            int size = start[c + 1];
            start[c + 1] += start[c];
            for (int first = 0; first < size; first += Chunk) chunks.Add((c, start[c] + first, start[c] + Math.Min(size, first + Chunk)));
        }
        for (int job = 0; job < jobs; job++) order[start[combination[job]]++] = job;
        return (order, chunks);
    }
}

/// <summary>On how many threads, and what stops them.</summary>
/// <param name="Threads">At least one.</param>
/// <param name="Stop">Cancels between scenarios.</param>
public readonly record struct Parallelism(int Threads, CancellationToken Stop = default);
