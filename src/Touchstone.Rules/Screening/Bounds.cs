namespace Touchstone.Rules;

/// <summary>
/// A value in doubles, with the bounds between which the exact one lies: every operation rounds outwards unless it is known to be exact. Undefined is NaN in both.
/// What bounds decide is decided exactly; what they leave open is left to exact arithmetic.
/// </summary>
internal readonly record struct Bounds(double Low, double High)
{
    private const double Ulp = 2.220446049250313E-16;   // 2⁻⁵²: more than half a unit in the last place of any normal number

    public static readonly Bounds Undefined = new(double.NaN, double.NaN);
    public static readonly Bounds Anything = new(double.NegativeInfinity, double.PositiveInfinity);

    public bool IsUndefined => double.IsNaN(Low);
    public bool IsTrue => Low >= 1;
    public bool IsFalse => High <= 0;

    public static Bounds At(double value) => new(value, value);

    public static Bounds Of(Rational exact)
    {
        double near = exact.ToDouble();
        return exact.IsWhole && Math.Abs(near) <= 9_007_199_254_740_992 || Rational.TryParse(near.ToString("R", System.Globalization.CultureInfo.InvariantCulture), out var back) && back == exact && IsDyadic(exact)
            ? At(near)
            : new(Math.BitDecrement(near), Math.BitIncrement(near));
    }

    private static bool IsDyadic(Rational exact) => exact.Denominator.IsPowerOfTwo;

    public static Bounds Of(Reach reach) => reach.IsUndefined
        ? Undefined
        : new(reach.Low is { } low ? Of(low).Low : double.NegativeInfinity, reach.High is { } high ? Of(high).High : double.PositiveInfinity);

    /// <summary>A column's value: a whole number is exact; another stands for the decimal that was written, which lies within its neighbours.</summary>
    public static Bounds OfWritten(double value) => value == Math.Floor(value) ? At(value) : new(Math.BitDecrement(value), Math.BitIncrement(value));

    private static double Down(double x) => x - Math.Abs(x) * Ulp - double.Epsilon;
    private static double Up(double x) => x + Math.Abs(x) * Ulp + double.Epsilon;

    /// <summary>Nothing, or far enough from the least doubles that the rest of a product does not vanish below them, so that a rest of nothing means exact.</summary>
    private static bool IsFar(double x) => x == 0 || (Math.Abs(x) > 1e-200 && double.IsFinite(x));

    private static bool IsExactSum(double a, double b, double sum)
    {
        double part = sum - a;
        return (a - (sum - part)) + (b - part) == 0;
    }

    public static Bounds operator +(Bounds a, Bounds b)
    {
        double low = a.Low + b.Low, high = a.High + b.High;
        return new(IsExactSum(a.Low, b.Low, low) ? low : Down(low), IsExactSum(a.High, b.High, high) ? high : Up(high));
    }

    public static Bounds operator -(Bounds a) => new(-a.High, -a.Low);
    public static Bounds operator -(Bounds a, Bounds b) => a + -b;

    public static Bounds operator *(Bounds a, Bounds b)
    {
        if (a.IsUndefined || b.IsUndefined) return Undefined;
        if (a.Low == a.High && b.Low == b.High && a.Low * b.Low is var exact && IsFar(exact) && (exact != 0 || a.Low == 0 || b.Low == 0) && Math.FusedMultiplyAdd(a.Low, b.Low, -exact) == 0) return At(exact);
        double p = Product(a.Low, b.Low), q = Product(a.Low, b.High), r = Product(a.High, b.Low), s = Product(a.High, b.High);
        return new(Down(Math.Min(Math.Min(p, q), Math.Min(r, s))), Up(Math.Max(Math.Max(p, q), Math.Max(r, s))));
    }

    /// <summary>Nothing times without end is nothing.</summary>
    private static double Product(double x, double y) => x == 0 || y == 0 ? 0 : x * y;

    public static Bounds operator /(Bounds a, Bounds b)
    {
        if (a.IsUndefined || b.IsUndefined || (b.Low == 0 && b.High == 0)) return Undefined;
        if (b.Low <= 0 && b.High >= 0) return Anything;
        if (a.Low == a.High && b.Low == b.High && a.Low / b.Low is var exact && IsFar(a.Low) && Math.FusedMultiplyAdd(exact, b.Low, -a.Low) == 0) return At(exact);
        double p = Quotient(a.Low, b.Low), q = Quotient(a.Low, b.High), r = Quotient(a.High, b.Low), s = Quotient(a.High, b.High);
        return new(Down(Math.Min(Math.Min(p, q), Math.Min(r, s))), Up(Math.Max(Math.Max(p, q), Math.Max(r, s))));
    }

    private static double Quotient(double x, double y) => double.IsInfinity(y) ? 0 : x / y;

    public static Bounds Min(Bounds a, Bounds b) => a.IsUndefined || b.IsUndefined ? Undefined : new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High));
    public static Bounds Max(Bounds a, Bounds b) => a.IsUndefined || b.IsUndefined ? Undefined : new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High));
    public static Bounds Floor(Bounds a) => new(Math.Floor(a.Low), Math.Floor(a.High));

    public static Bounds Root(Bounds a)
    {
        if (a.IsUndefined || a.High < 0) return Undefined;
        double high = Up(Math.Sqrt(a.High));
        return a.Low >= 0 ? new(Math.Max(0, Down(Math.Sqrt(a.Low))), high) : new(double.NegativeInfinity, high);
    }

    public static Bounds FullYears(Bounds from, Bounds to)
    {
        if (from.IsUndefined || to.IsUndefined) return Undefined;
        return new(double.IsInfinity(to.Low) || double.IsInfinity(from.High) ? double.NegativeInfinity : Years.Full(Day(from.High), Day(to.Low)),
            double.IsInfinity(to.High) || double.IsInfinity(from.Low) ? double.PositiveInfinity : Years.Full(Day(from.Low), Day(to.High)));
    }

    private static DateOnly Day(double number) => DateOnly.FromDayNumber((int)Math.Clamp(number, 0, DateOnly.MaxValue.DayNumber));

    public static Bounds AtLeast(Bounds a, Bounds b) => new(a.Low >= b.High ? 1 : 0, a.High >= b.Low ? 1 : 0);
    public static Bounds Above(Bounds a, Bounds b) => new(a.Low > b.High ? 1 : 0, a.High > b.Low ? 1 : 0);
    public static Bounds Same(Bounds a, Bounds b) => new(a.Low == a.High && b.Low == b.High && a.Low == b.Low ? 1 : 0, a.Low <= b.High && b.Low <= a.High ? 1 : 0);
    public static Bounds Not(Bounds a) => new(1 - a.High, 1 - a.Low);
    public static Bounds Choose(Bounds truth, Bounds yes, Bounds no) => truth.IsTrue ? yes : truth.IsFalse ? no : Hull(yes, no);

    private static Bounds Hull(Bounds a, Bounds b) =>
        a.IsUndefined && b.IsUndefined ? Undefined : a.IsUndefined || b.IsUndefined ? Anything : new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

    /// <summary>The result of one instruction over the slots before it.</summary>
    public static Bounds Apply(Instruction i, ReadOnlySpan<Bounds> slots, ReadOnlySpan<Bounds> constants, ReadOnlySpan<Bounds> columns, ReadOnlySpan<bool> given) => i.Op switch
    {
        Op.Constant => constants[i.A],
        Op.Undefined => Undefined,
        Op.Column => columns[i.A],
        Op.Given => At(given[i.A] ? 1 : 0),
        Op.Add => slots[i.A] + slots[i.B],
        Op.Subtract => slots[i.A] - slots[i.B],
        Op.Multiply => slots[i.A] * slots[i.B],
        Op.Divide => slots[i.A] / slots[i.B],
        Op.Negate => -slots[i.A],
        Op.Min => Min(slots[i.A], slots[i.B]),
        Op.Max => Max(slots[i.A], slots[i.B]),
        Op.Floor => Floor(slots[i.A]),
        Op.Root => Root(slots[i.A]),
        Op.FullYears => FullYears(slots[i.A], slots[i.B]),
        Op.AtLeast => AtLeast(slots[i.A], slots[i.B]),
        Op.Above => Above(slots[i.A], slots[i.B]),
        Op.Same => Same(slots[i.A], slots[i.B]),
        Op.Not => Not(slots[i.A]),
        Op.Choose => Choose(slots[i.A], slots[i.B], slots[i.C]),
    };
}
