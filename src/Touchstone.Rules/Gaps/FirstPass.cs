namespace Touchstone.Rules;

/// <summary>
/// The fewest steps of one input after which a condition holds. Halves of the range that certainly fail are left out, the nearer half comes first, so the first point
/// that holds is the nearest: exact for any condition, monotone or not.
/// </summary>
/// <param name="Steps">The steps; null: no point of the range holds.</param>
/// <param name="IsCertain">False where missing facts still decide.</param>
/// <param name="GaveUp">True when the search ended at its limit.</param>
internal readonly record struct FirstPass(long? Steps, bool IsCertain, bool GaveUp)
{
    private const int MostQuestions = 20_000;

    /// <param name="question">The condition.</param>
    /// <param name="move">The input and how it moves.</param>
    /// <param name="failing">True: looks for the first point at which the condition holds no more.</param>
    public static FirstPass Of(ConditionSearch.Question question, Move move, bool failing = false)
    {
        int asked = 0;
        Span<(long From, long To)> open = stackalloc (long, long)[128];
        int depth = 0;
        open[depth++] = (1, move.Most);
        while (depth > 0)
        {
            var (from, to) = open[--depth];
            if (++asked > MostQuestions) return new(null, false, true);
            var truth = question.Over([move.Over(from, to)]);
            if (from == to && !truth.IsTrue && !truth.IsFalse) truth = question.At([move.At(from)]);
            var (never, always) = failing ? (truth.IsTrue, truth.IsFalse) : (truth.IsFalse, truth.IsTrue);
            if (never) continue;
            if (always || from == to) return new(from, always, false);
            // Far more often than not the answer is near: a wide range is cut at twice its beginning.
            long middle = Math.Min(from + (to - from) / 2, from + Math.Max(1 << 3, from));
            open[depth++] = (middle + 1, to);
            open[depth++] = (from, middle);
        }
        return new(null, false, false);
    }
}
