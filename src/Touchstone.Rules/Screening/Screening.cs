namespace Touchstone.Rules;

/// <summary>Verdicts over many firms, without traces: bounded doubles in blocks decide nearly all, exact arithmetic the few that lie on a border.</summary>
public static class Screening
{
    /// <summary>The verdict of every firm of a table on a day.</summary>
    /// <param name="table">The firms.</param>
    /// <param name="day">The day of evaluation.</param>
    /// <param name="threads">How many threads may work; the verdicts do not depend on it.</param>
    public static Verdict[] Verdicts(FirmTable table, DateOnly day, int threads = 1)
    {
        var verdicts = new Verdict[table.Firms];
        if (table.Program.PassSlot < 0) { Array.Fill(verdicts, Verdict.Computed); return verdicts; }
        int blocks = (table.Firms + BlockRun.Size - 1) / BlockRun.Size;
        if (threads <= 1)
        {
            var run = new BlockRun(table.Program, day);
            for (int b = 0; b < blocks; b++) Block(run, table, day, b, verdicts);
        }
        else
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new BlockRun(table.Program, day),
                (b, _, run) => { Block(run, table, day, b, verdicts); return run; }, _ => { });
        return verdicts;
    }

    private static void Block(BlockRun run, FirmTable table, DateOnly day, int block, Verdict[] verdicts)
    {
        int first = block * BlockRun.Size, count = Math.Min(BlockRun.Size, table.Firms - first);
        run.Run(table, first, count);
        for (int i = 0; i < count; i++) verdicts[first + i] = VerdictOf(run, i, table, first + i, day);
    }

    /// <summary>The verdict of one firm of a block that has been run.</summary>
    internal static Verdict VerdictOf(BlockRun run, int lane, FirmTable table, int firm, DateOnly day)
    {
        var pass = run.Of(table.Program.PassSlot, lane);
        return pass.IsTrue ? Verdict.Passes : pass.IsFalse ? Verdict.Fails : Exactly(table, day, firm);
    }

    private static Verdict Exactly(FirmTable table, DateOnly day, int firm)
    {
        var (facts, given) = table.Facts(firm).For(table.Program, day);
        var pass = ExactRun.Of(table.Program, facts, given)[table.Program.PassSlot];
        return pass.IsTrue ? Verdict.Passes : pass.IsFalse ? Verdict.Fails : Verdict.Undecided;
    }
}
