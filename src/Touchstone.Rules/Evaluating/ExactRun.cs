namespace Touchstone.Rules;

/// <summary>Runs a program once, exactly, over reaches.</summary>
internal static class ExactRun
{
    /// <summary>The reach of every slot.</summary>
    /// <param name="program">The program.</param>
    /// <param name="facts">The reach of every column.</param>
    /// <param name="given">Which columns have a fact, assumed ones included.</param>
    public static Reach[] Of(RuleProgram program, ReadOnlySpan<Reach> facts, ReadOnlySpan<bool> given)
    {
        var slots = new Reach[program.Instructions.Length];
        for (int at = 0; at < slots.Length; at++) slots[at] = Apply(program, program.Instructions[at], slots, facts, given);
        return slots;
    }

    /// <summary>The result of one instruction over the slots before it.</summary>
    public static Reach Apply(RuleProgram program, Instruction i, ReadOnlySpan<Reach> slots, ReadOnlySpan<Reach> facts, ReadOnlySpan<bool> given) => i.Op switch
    {
        Op.Constant => Reach.At(program.Constants[i.A]),
        Op.Undefined => Reach.Undefined,
        Op.Column => facts[i.A],
        Op.Given => Reach.Of(given[i.A]),
        Op.Add => slots[i.A] + slots[i.B],
        Op.Subtract => slots[i.A] - slots[i.B],
        Op.Multiply => slots[i.A] * slots[i.B],
        Op.Divide => slots[i.A] / slots[i.B],
        Op.Negate => -slots[i.A],
        Op.Min => Reach.Min(slots[i.A], slots[i.B]),
        Op.Max => Reach.Max(slots[i.A], slots[i.B]),
        Op.Floor => Reach.Floor(slots[i.A]),
        Op.Root => Reach.Root(slots[i.A]),
        Op.FullYears => Years.Full(slots[i.A], slots[i.B]),
        Op.AtLeast => Reach.AtLeast(slots[i.A], slots[i.B]),
        Op.Above => Reach.Above(slots[i.A], slots[i.B]),
        Op.Same => Reach.Same(slots[i.A], slots[i.B]),
        Op.Not => Reach.Not(slots[i.A]),
        Op.Choose => Reach.Choose(slots[i.A], slots[i.B], slots[i.C]),
    };
}

/// <summary>Full calendar years between two days, as ages are counted: a firm registered on 29 February has its birthday on 1 March in common years.</summary>
internal static class Years
{
    public static int Full(DateOnly from, DateOnly to)
    {
        int years = to.Year - from.Year;
        return (to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? years - 1 : years;
    }

    /// <summary>Full calendar months between two days, counted as full years are.</summary>
    public static int FullMonths(DateOnly from, DateOnly to) => (to.Year - from.Year) * 12 + to.Month - from.Month - (to.Day < from.Day ? 1 : 0);

    /// <summary>Falls with the first day, grows with the second.</summary>
    public static Reach Full(Reach from, Reach to)
    {
        if (from.IsUndefined || to.IsUndefined) return Reach.Undefined;
        Rational? low = to.Low is { } a && from.High is { } b ? Full(Day(b), Day(a)) : null;
        Rational? high = to.High is { } c && from.Low is { } d ? Full(Day(d), Day(c)) : null;
        return Reach.Between(low, high);
    }

    public static DateOnly Day(Rational number) => DateOnly.FromDayNumber((int)Math.Clamp(number.ToLong(), 0, DateOnly.MaxValue.DayNumber));
}
