using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Touchstone.Rules;

/// <summary>
/// An exact fraction in lowest terms. A threshold is met or it is not: 5.00 % falls where the text says, never where rounding puts it.
/// The default is zero.
/// </summary>
public readonly struct Rational : IComparable<Rational>, IEquatable<Rational>
{
    private readonly BigInteger _numerator, _lessOne;   // denominator − 1, so that the default is 0/1

    private Rational(BigInteger numerator, BigInteger denominator) => (_numerator, _lessOne) = (numerator, denominator - 1);

    public BigInteger Numerator => _numerator;
    public BigInteger Denominator => _lessOne + 1;
    public static Rational Zero => default;
    public static Rational One { get; } = 1;
    public int Sign => _numerator.Sign;
    public bool IsWhole => _lessOne.IsZero;

    /// <summary>A fraction; the denominator is not zero.</summary>
    public static Rational Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsOne) return new(numerator, denominator);
        if (denominator.IsZero) throw new DivideByZeroException();
        if (denominator.Sign < 0) (numerator, denominator) = (-numerator, -denominator);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return common.IsOne ? new(numerator, denominator) : new(numerator / common, denominator / common);
    }

    public static implicit operator Rational(int value) => new(value, BigInteger.One);
    public static implicit operator Rational(long value) => new(value, BigInteger.One);
    public static implicit operator Rational(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var whole = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return Of(bits[3] < 0 ? -whole : whole, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    /// <summary>The shortest decimal that reads back as this double: what a person wrote, not its binary neighbour. Finite only.</summary>
    public static Rational OfShortest(double value) => TryParse(value.ToString("R", CultureInfo.InvariantCulture), out var exact) ? exact : throw new ArgumentOutOfRangeException(nameof(value));

    public static Rational operator +(Rational a, Rational b) => a.IsWhole && b.IsWhole ? new(a._numerator + b._numerator, BigInteger.One) : Of(a._numerator * b.Denominator + b._numerator * a.Denominator, a.Denominator * b.Denominator);
    public static Rational operator -(Rational a, Rational b) => a + -b;
    public static Rational operator -(Rational a) => new(-a._numerator, a.Denominator);
    public static Rational operator *(Rational a, Rational b) => a.IsWhole && b.IsWhole ? new(a._numerator * b._numerator, BigInteger.One) : Of(a._numerator * b._numerator, a.Denominator * b.Denominator);
    public static Rational operator /(Rational a, Rational b) => Of(a._numerator * b.Denominator, a.Denominator * b._numerator);
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static Rational Min(Rational a, Rational b) => a <= b ? a : b;
    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;
    public static Rational Abs(Rational a) => a.Sign < 0 ? -a : a;

    /// <summary>The greatest whole number not above.</summary>
    public static Rational Floor(Rational a)
    {
        var whole = BigInteger.DivRem(a._numerator, a.Denominator, out var rest);
        return new(rest.Sign < 0 ? whole - 1 : whole, BigInteger.One);
    }

    public int CompareTo(Rational other) => (_numerator * other.Denominator).CompareTo(other._numerator * Denominator);
    public bool Equals(Rational other) => _numerator == other._numerator && _lessOne == other._lessOne;
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Rational other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(_numerator, _lessOne);

    /// <summary>The nearest double.</summary>
    public double ToDouble()
    {
        if (IsWhole) return (double)_numerator;
        long shift = Math.Max(0, 1100 + _lessOne.GetBitLength() - _numerator.GetBitLength());   // keep far more bits than a double has
        if (BigInteger.Abs(_numerator) < 1L << 53 && Denominator < 1L << 53) return (double)_numerator / (double)Denominator;
        shift = Math.Min(shift, 1000);
        return Math.ScaleB((double)((_numerator << (int)shift) / Denominator), -(int)shift);
    }

    /// <summary>The whole part as a long; for day numbers.</summary>
    public long ToLong() => (long)Floor(this)._numerator;

    /// <summary>Reads digits with an optional point, sign and exponent; a fraction <c>a/b</c> too. Nothing else: suffixes are the caller's.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Rational value)
    {
        value = default;
        text = text.Trim();
        int slash = text.IndexOf('/');
        if (slash > 0)
        {
            if (!TryParse(text[..slash], out var above) || !TryParse(text[(slash + 1)..], out var below) || below.Sign == 0) return false;
            value = above / below;
            return true;
        }
        int e = text.IndexOfAny('e', 'E'), exponent = 0;
        if (e >= 0)
        {
            if (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 400) return false;
            text = text[..e];
        }
        int point = text.IndexOf('.'), places = point < 0 ? 0 : text.Length - point - 1;
        if (text.Length > 60 || (point >= 0 && (places == 0 || point == 0 || !char.IsAsciiDigit(text[point - 1])))) return false;
        string digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return false;
        int power = exponent - places;
        value = power >= 0 ? new(whole * BigInteger.Pow(10, power), BigInteger.One) : Of(whole, BigInteger.Pow(10, -power));
        return true;
    }

    /// <summary>Exact where the fraction ends within twelve decimals, else its first twelve significant digits with <c>…</c>.</summary>
    public override string ToString()
    {
        var scaled = this * BigIntegerPower(12);
        if (!scaled.IsWhole) return ToDouble().ToString("G12", CultureInfo.InvariantCulture) + "…";
        string digits = BigInteger.Abs(scaled._numerator).ToString(CultureInfo.InvariantCulture).PadLeft(13, '0');
        string fraction = digits[^12..].TrimEnd('0');
        return (Sign < 0 ? "-" : "") + digits[..^12] + (fraction.Length > 0 ? "." + fraction : "");
    }

    /// <summary>Rounded half away from zero to a number of decimals, always with that many: for people to read. Comparisons use the unrounded value.</summary>
    public string Rounded(int decimals)
    {
        var half = Of(1, 2);
        var scaled = Abs(this) * BigIntegerPower(decimals) + half;
        string digits = Floor(scaled)._numerator.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        bool negative = Sign < 0 && digits.AsSpan().IndexOfAnyExcept('0') >= 0;
        return (negative ? "-" : "") + (decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}");
    }

    private static Rational BigIntegerPower(int power) => new(BigInteger.Pow(10, power), BigInteger.One);
}
