using System.Numerics;

namespace Touchstone.Rules;

/// <summary>
/// The values a quantity may take: one where everything is known, an interval (closed, possibly without an end) where an input is missing, none where it is
/// undefined (a division by zero). Truth is 0 or 1. Every operation encloses: whatever the missing inputs turn out to be, the result lies in the reach.
/// A comparison with an undefined value is false, as a share of nothing meets no threshold.
/// </summary>
public readonly record struct Reach
{
    private Reach(Rational? low, Rational? high, bool isUndefined) => (Low, High, IsUndefined) = (low, high, isUndefined);

    /// <summary>The lower end; null: none, or undefined.</summary>
    public Rational? Low { get; }
    /// <summary>The upper end; null: none, or undefined.</summary>
    public Rational? High { get; }
    public bool IsUndefined { get; }

    public static Reach Undefined { get; } = new(null, null, true);
    public static Reach Anything => default;
    public static Reach True { get; } = At(1);
    public static Reach False { get; } = At(0);
    public static Reach Maybe { get; } = Between(0, 1);
    public static Reach At(Rational value) => new(value, value, false);
    public static Reach Between(Rational? low, Rational? high) => new(low, high, false);
    public static Reach Of(bool value) => value ? True : False;

    /// <summary>True when there is one value.</summary>
    public bool IsKnown => Low is { } low && High is { } high && low == high;
    /// <summary>True when no missing input can change it: one value, or undefined.</summary>
    public bool IsSettled => IsUndefined || IsKnown;
    public bool IsTrue => Low is { } low && low == Rational.One;
    public bool IsFalse => High is { } high && high.Sign == 0 && Low is not null;
    public Rational? Value => IsKnown ? Low : null;

    /// <summary>True when the value may be this reach's.</summary>
    public bool Holds(Rational value) => !IsUndefined && (Low is not { } low || low <= value) && (High is not { } high || value <= high);

    public static Reach operator +(Reach a, Reach b) => Both(a, b) ? Between(a.Low + b.Low, a.High + b.High) : Undefined;
    public static Reach operator -(Reach a) => a.IsUndefined ? a : Between(-a.High, -a.Low);
    public static Reach operator -(Reach a, Reach b) => a + -b;

    public static Reach operator *(Reach a, Reach b)
    {
        if (!Both(a, b)) return Undefined;
        if (a.IsKnown && b.IsKnown) return At(a.Low!.Value * b.Low!.Value);
        if (a.IsKnown && a.Low!.Value.Sign == 0 || b.IsKnown && b.Low!.Value.Sign == 0) return At(0);
        if (a is { Low: { } al, High: { } ah } && b is { Low: { } bl, High: { } bh })
        {
            Rational p = al * bl, q = al * bh, r = ah * bl, s = ah * bh;
            return Between(Rational.Min(Rational.Min(p, q), Rational.Min(r, s)), Rational.Max(Rational.Max(p, q), Rational.Max(r, s)));
        }
        // An open end: the sign decides which products have a limit.
        bool aUp = a.Low is { Sign: >= 0 }, bUp = b.Low is { Sign: >= 0 };
        if (aUp && bUp) return Between(a.Low * b.Low, a.High * b.High);
        if (aUp && b.High is { Sign: <= 0 } || bUp && a.High is { Sign: <= 0 }) return -(aUp ? a * -b : -a * b);
        if (a.High is { Sign: <= 0 } && b.High is { Sign: <= 0 }) return -a * -b;
        if (a.IsKnown) return a.Low!.Value.Sign > 0 ? Between(a.Low * b.Low, a.Low * b.High) : Between(a.Low * b.High, a.Low * b.Low);
        if (b.IsKnown) return b * a;
        return Anything;
    }

    /// <summary>Undefined by zero; anything where the divisor may be zero.</summary>
    public static Reach operator /(Reach a, Reach b)
    {
        if (!Both(a, b) || (b.IsKnown && b.Low!.Value.Sign == 0)) return Undefined;
        bool positive = b.Low is { Sign: > 0 }, negative = b.High is { Sign: < 0 };
        if (!positive && !negative) return Anything;
        var inverse = positive
            ? Between(b.High is { } high ? Rational.One / high : Rational.Zero, Rational.One / b.Low!.Value)
            : Between(Rational.One / b.High!.Value, b.Low is { } low ? Rational.One / low : Rational.Zero);
        return a * inverse;
    }

    public static Reach Min(Reach a, Reach b)
    {
        if (!Both(a, b)) return Undefined;
        return Between(a.Low is { } x && b.Low is { } y ? Rational.Min(x, y) : null, a.High is { } p ? b.High is { } q ? Rational.Min(p, q) : p : b.High);
    }

    public static Reach Max(Reach a, Reach b) => -Min(-a, -b);
    public static Reach Floor(Reach a) => a.IsUndefined ? a : Between(a.Low is { } x ? Rational.Floor(x) : null, a.High is { } y ? Rational.Floor(y) : null);

    /// <summary>The square root: exact where it is a fraction, else an enclosure narrower than 10⁻²⁴ of it. Undefined below zero.</summary>
    public static Reach Root(Reach a)
    {
        if (a.IsUndefined || a.High is { Sign: < 0 }) return Undefined;
        if (a.Low is null or { Sign: < 0 }) return a.IsKnown ? Undefined : Between(null, a.High is { } top ? RootOf(top).High : null);
        return Between(RootOf(a.Low.Value).Low, a.High is { } h ? RootOf(h).High : null);
    }

    private static (Rational Low, Rational High) RootOf(Rational x)
    {
        // √(n/d) = √(n·d)/d
        var product = x.Numerator * x.Denominator;
        var whole = WholeRoot(product);
        if (whole * whole == product) { var exact = Rational.Of(whole, x.Denominator); return (exact, exact); }
        var fine = WholeRoot(product * BigInteger.Pow(10, 60));
        var scale = BigInteger.Pow(10, 30) * x.Denominator;
        return (Rational.Of(fine, scale), Rational.Of(fine + 1, scale));
    }

    private static BigInteger WholeRoot(BigInteger n)
    {
        if (n.IsZero) return n;
        var x = BigInteger.One << (int)((n.GetBitLength() + 1) / 2);
        while (true)
        {
            var y = (x + n / x) >> 1;
            if (y >= x) return x;
            x = y;
        }
    }

    public static Reach AtLeast(Reach a, Reach b)
    {
        if (!Both(a, b)) return False;
        if (a.Low is { } low && b.High is { } high && low >= high) return True;
        return a.High is { } top && b.Low is { } bottom && top < bottom ? False : Maybe;
    }

    public static Reach Above(Reach a, Reach b) => Both(a, b) ? Not(AtLeast(b, a)) : False;

    public static Reach Same(Reach a, Reach b)
    {
        if (!Both(a, b)) return False;
        if (a.IsKnown && b.IsKnown) return Of(a.Low == b.Low);
        return (a.Low is { } al && b.High is { } bh && al > bh) || (b.Low is { } bl && a.High is { } ah && bl > ah) ? False : Maybe;
    }

    public static Reach Not(Reach a) => At(1) - a;

    /// <summary>One of two, by a truth; both where the truth is open.</summary>
    public static Reach Choose(Reach truth, Reach yes, Reach no) => truth.IsTrue ? yes : truth.IsFalse ? no : Hull(yes, no);

    /// <summary>The smallest interval that holds both; anything where one is undefined and the other not.</summary>
    public static Reach Hull(Reach a, Reach b)
    {
        if (a.IsUndefined && b.IsUndefined) return Undefined;
        if (!Both(a, b)) return Anything;
        return Between(a.Low is { } x && b.Low is { } y ? Rational.Min(x, y) : null, a.High is { } p && b.High is { } q ? Rational.Max(p, q) : null);
    }

    private static bool Both(Reach a, Reach b) => !a.IsUndefined && !b.IsUndefined;

    public override string ToString() => IsUndefined ? "undefined" : IsKnown ? Low!.Value.ToString() : $"{Low?.ToString() ?? "−∞"} … {High?.ToString() ?? "∞"}";
}
