using System.Collections.Immutable;

namespace Touchstone.Rules;

/// <summary>What one firm of many lacks: for a condition, the input and the least amount of change that alone meets it.</summary>
/// <param name="Condition">The place of the condition in <see cref="GapScreening.Conditions"/>.</param>
/// <param name="Input">The input; null: no single input can meet the condition.</param>
/// <param name="Amount">How much it must change.</param>
public readonly record struct SmallestChange(int Condition, RuleInput? Input, double Amount);

/// <summary>Verdicts and gaps of many firms: the near-the-line list. The same searches as <see cref="Gap"/>, without traces or combinations. Not for use by two threads at once.</summary>
public sealed class GapScreening
{
    private readonly RuleProgram _program;
    private readonly DateOnly _day;
    private readonly Condition[] _conditions;
    private readonly ConditionSearch _search;

    private sealed record Condition(int Slot, ConditionSearch.Question Itself, ImmutableArray<RowLever> Levers);

    public GapScreening(RuleProgram program, DateOnly day)
    {
        (_program, _day) = (program, day);
        _search = new ConditionSearch(program, day);
        _search.LoadConstants();
        var conjuncts = program.Rulebook.Pass is { } pass ? GapFinder.Conjuncts(program.Rulebook, pass).ToList() : [];
        Conditions = [.. conjuncts.Select(c => c.Id ?? c.Formula.ToString())];
        _conditions = [.. conjuncts.Select(c => Make(c.Id is { } id ? program.Named[id] : program.Formulas[c.Formula]))];
    }

    /// <summary>The conditions that must all hold: gates by id, other parts of the pass condition by their formula.</summary>
    public ImmutableArray<string> Conditions { get; }

    private Condition Make(int slot)
    {
        var under = _program.ColumnsUnder(slot);
        var levers = _program.Rulebook.Inputs.Where(i => i.Lever is not null && under.Contains(_program.ColumnOf(i.Id)))
            .Select(i => new RowLever(i, _program.ColumnOf(i.Id), i.Lever!.Within is { } whole ? _program.ColumnOf(whole) : -1, _search.For(slot, _program.ColumnOf(i.Id))));
        return new Condition(slot, _search.For(slot), [.. levers]);
    }

    /// <summary>Calls back for every firm in order, with its verdict and, where it fails, what it lacks; the list is reused.</summary>
    public void Each(FirmTable table, Action<int, Verdict, List<SmallestChange>> firm)
    {
        if (_program.PassSlot < 0) return;
        var run = new BlockRun(_program, _day);
        var changes = new List<SmallestChange>();
        for (int first = 0; first < table.Firms; first += BlockRun.Size)
        {
            int count = Math.Min(BlockRun.Size, table.Firms - first);
            run.Run(table, first, count);
            for (int lane = 0; lane < count; lane++)
            {
                changes.Clear();
                var verdict = Screening.VerdictOf(run, lane, table, first + lane, _day);
                if (verdict == Verdict.Fails) Find(run, lane, table, first + lane, changes);
                firm(first + lane, verdict, changes);
            }
        }
    }

    private void Find(BlockRun run, int lane, FirmTable table, int firm, List<SmallestChange> changes)
    {
        _search.Load(run, lane, table, firm, _day);
        for (int c = 0; c < _conditions.Length; c++)
        {
            var condition = _conditions[c];
            var now = run.Of(condition.Slot, lane);
            if (now.IsTrue || (!now.IsFalse && !condition.Itself.At([]).IsFalse)) continue;
            int before = changes.Count;
            foreach (var lever in condition.Levers)
            {
                lever.Moves(table, firm, out var up, out var down);
                if (up is not null && FirstPass.Of(lever.Question, up).Steps is { } more) changes.Add(new(c, lever.Input, up.Amount(more)));
                if (down is not null && FirstPass.Of(lever.Question, down).Steps is { } less) changes.Add(new(c, lever.Input, down.Amount(less)));
            }
            if (changes.Count == before) changes.Add(new(c, null, 0));
        }
    }
}

/// <summary>A lever of one condition, ready for rows: its ends in whole steps where all is whole, as it nearly always is.</summary>
internal sealed class RowLever(RuleInput input, int column, int within, ConditionSearch.Question question)
{
    private readonly long _step = input.Lever!.Step.IsWhole ? input.Lever.Step.ToLong() : 0;
    private readonly double _low = End(input.Domain.Low), _high = End(input.Domain.High), _limit = End(input.Lever.Limit);

    public RuleInput Input => input;
    public ConditionSearch.Question Question => question;

    private static double End(Rational? end) => end is { } e ? e.ToDouble() : double.NaN;

    public void Moves(FirmTable table, int firm, out Move? up, out Move? down)
    {
        (up, down) = (null, null);
        double from = table.Column(column)[firm], whole = within >= 0 ? table.Column(within)[firm] : double.NaN;
        if (double.IsNaN(from)) { if (input.Assumed is not { } assumed) return; from = assumed.ToDouble(); }
        if (input.Lever!.Better != Better.Down) up = Make(from, 1, [_high, _limit, whole]);
        if (input.Lever.Better != Better.Up) down = Make(from, -1, [_low, _limit, whole]);
    }

    private Move? Make(double from, int sign, ReadOnlySpan<double> ends)
    {
        bool isWhole = _step > 0 && from == Math.Floor(from) && Math.Abs(from) < Move.Furthest;
        var start = isWhole ? (Rational)(long)from : Rational.OfShortest(from);
        long most = isWhole ? (Move.Furthest - (long)Math.Abs(from)) / _step : Steps(Move.Furthest - Rational.Abs(start));
        foreach (double end in ends)
        {
            if (double.IsNaN(end)) continue;
            double room = (end - from) * sign;
            most = Math.Min(most, room <= 0 ? 0 : isWhole && end == Math.Floor(end) ? (long)Math.Min(room, Move.Furthest) / _step : Steps((Rational.OfShortest(end) - start) * sign));
        }
        return most > 0 ? new Move(input, column, start, input.Lever!.Step, sign, most, Rational.One) : null;
    }

    private long Steps(Rational room) => Math.Max(0, Rational.Floor(room / input.Lever!.Step).ToLong());
}
