using System.Collections.Immutable;

namespace Touchstone.Rules;

/// <summary>
/// The cheapest point of a grid of moves at which conditions hold: branch and bound, the cheapest box first. A box's cheapest corner bounds its cost from below; a box where
/// a condition certainly fails is left out; so the first corner that holds costs least. Without costs, fewer moved inputs are cheaper, and of as many the smaller move in relation to what they are.
/// </summary>
/// <param name="Steps">The steps of each move; null: no point holds, or the search gave up.</param>
/// <param name="GaveUp">True when the search ended at its limit.</param>
internal sealed record CheapestPass(ImmutableArray<long>? Steps, bool GaveUp)
{
    private const int MostBoxes = 60_000;

    /// <summary>What a point costs: the inputs moved, where they count, and the sum over steps.</summary>
    internal readonly record struct Price(int Inputs, Rational Sum) : IComparable<Price>
    {
        public int CompareTo(Price other) => Inputs != other.Inputs ? Inputs.CompareTo(other.Inputs) : Sum.CompareTo(other.Sum);
    }

    private sealed record Box(ImmutableArray<long> From, ImmutableArray<long> To)
    {
        public bool IsPoint => From.AsSpan().SequenceEqual(To.AsSpan());
    }

    public static CheapestPass Of(ConditionSearch search, ImmutableArray<int> slots, ImmutableArray<Move> moves, bool byInputs)
    {
        var open = new PriorityQueue<Box, (Price Cost, int Order)>();
        var questions = slots.Select(s => search.For(s, [.. moves.Select(m => m.Column)])).ToImmutableArray();
        int order = 0;
        var whole = new Box([.. moves.Select(_ => 0L)], [.. moves.Select(m => m.Most)]);
        if (State(questions, moves, whole).IsFalse) return new(null, false);
        open.Enqueue(whole, (default, order++));
        while (open.TryDequeue(out var box, out var at))
        {
            if (order > MostBoxes) return new(null, true);
            var corner = new Box(box.From, box.From);
            if (!State(questions, moves, corner).IsFalse) return new(box.From, false);
            foreach (var part in Split(box, moves, byInputs))
            {
                if (State(questions, moves, part).IsFalse) continue;
                open.Enqueue(part, (Cost(part.From, moves, byInputs), order++));
            }
        }
        return new(null, false);
    }

    /// <summary>The price of steps.</summary>
    public static Price Cost(ImmutableArray<long> steps, ImmutableArray<Move> moves, bool byInputs)
    {
        Rational sum = 0;
        int inputs = 0;
        for (int i = 0; i < moves.Length; i++)
        {
            if (steps[i] <= 0) continue;
            sum += moves[i].CostOfStep!.Value * steps[i];
            if (byInputs) inputs++;
        }
        return new(inputs, sum);
    }

    /// <summary>The worst of the conditions over a box: false where one certainly fails, true where all certainly hold.</summary>
    private static Bounds State(ImmutableArray<ConditionSearch.Question> questions, ImmutableArray<Move> moves, Box box)
    {
        Span<Bounds> ranges = stackalloc Bounds[moves.Length];
        for (int i = 0; i < moves.Length; i++) ranges[i] = moves[i].Over(box.From[i], box.To[i]);
        var worst = Bounds.At(1);
        foreach (var question in questions)
        {
            var truth = question.Over(ranges);
            if (!truth.IsTrue && !truth.IsFalse && box.IsPoint) truth = question.At([.. moves.Select((m, i) => m.At(box.From[i]))]);
            if (truth.IsFalse) return truth;
            worst = Bounds.Min(worst, truth);
        }
        return worst;
    }

    /// <summary>
    /// Two parts across the widest side; a very wide side is cut near its beginning, where cheap answers are. The tested corner is cut off last. Where moved inputs count, a side that may stay is first
    /// cut into staying and moving, so that a box's corner says how many move.
    /// </summary>
    private static IEnumerable<Box> Split(Box box, ImmutableArray<Move> moves, bool byInputs)
    {
        for (int i = 0; byInputs && i < moves.Length; i++)
        {
            if (box.From[i] > 0 || box.To[i] == 0) continue;
            yield return box with { To = box.To.SetItem(i, 0) };
            yield return box with { From = box.From.SetItem(i, 1) };
            yield break;
        }
        int side = -1;
        Rational widest = 0;
        for (int i = 0; i < moves.Length; i++)
        {
            if (box.To[i] == box.From[i]) continue;
            var width = moves[i].CostOfStep!.Value * (box.To[i] - box.From[i]) + Rational.Of(1, 1_000_000);
            if (side < 0 || width > widest) (side, widest) = (i, width);
        }
        if (side < 0) yield break;
        long from = box.From[side], middle = Math.Min(from + (box.To[side] - from) / 2, from + Math.Max(1 << 4, from));
        yield return box with { To = box.To.SetItem(side, middle) };
        yield return box with { From = box.From.SetItem(side, middle + 1) };
    }
}
