using System.Globalization;
using CsCheck;

namespace Touchstone.Rules.Tests;

public sealed class NumberTests
{
    private static readonly Gen<Rational> Any = Gen.Select(Gen.Int[-200, 200], Gen.Int[1, 60]).Select((n, d) => Rational.Of(n, d));
    private static readonly Gen<Reach> Intervals = Gen.Select(Any, Any, Gen.Int[0, 7]).Select((a, b, k) =>
        k switch { 0 => Reach.Between(null, a), 1 => Reach.Between(a, null), 2 => Reach.Anything, 3 => Reach.At(a), _ => Reach.Between(Rational.Min(a, b), Rational.Max(a, b)) });

    [Fact]
    public void Rational_Arithmetic_IsThatOfFractions() => Gen.Select(Any, Any, Any).Sample((a, b, c) =>
    {
        Assert.Equal((a + b) * c, a * c + b * c);
        Assert.Equal(a, a - b + b);
        if (b.Sign != 0) Assert.Equal(a, a / b * b);
        Assert.Equal(a < b, b > a);
        Assert.True(Rational.Floor(a) <= a && a < Rational.Floor(a) + 1);
        Assert.Equal(a.ToDouble(), (double)a.Numerator / (double)a.Denominator);
    });

    [Fact]
    public void Rational_OfAnyDecimal_ReadsBack() => Gen.Decimal.Sample(d =>
    {
        Assert.True(Rational.TryParse(d.ToString(CultureInfo.InvariantCulture), out var read));
        Assert.Equal((Rational)d, read);
    });

    [Fact]
    public void Rational_OfAHugeFraction_HasTheNearestDouble() =>
        Assert.Equal(1.0 / 3, (Rational.Of(System.Numerics.BigInteger.Pow(10, 60), 3 * System.Numerics.BigInteger.Pow(10, 60))).ToDouble());

    [Theory]
    [InlineData("5%", "0.05"), InlineData("5000万", "50000000"), InlineData("2亿", "200000000"), InlineData("12.5", "12.5"), InlineData("12000/11", "1090.90909091…")]
    public void Number_WithSuffix_IsExact(string written, string expected)
    {
        Assert.True(FormulaReader.TryNumber(written, out var value));
        Assert.Equal(expected, value.ToString());
    }

    [Theory]
    [InlineData(""), InlineData("."), InlineData("1."), InlineData("1,000"), InlineData("1e999"), InlineData("NaN"), InlineData("--1"), InlineData("1/0"), InlineData("5%%")]
    public void Number_Unreadable_IsRefused(string written) => Assert.False(FormulaReader.TryNumber(written, out _));

    [Theory]
    [InlineData("0.13999", 2, "0.14"), InlineData("-0.005", 2, "-0.01"), InlineData("-0.001", 2, "0.00"), InlineData("5", 0, "5"), InlineData("5.5", 0, "6")]
    public void Rounded_HalfGoesAwayFromZero(string value, int decimals, string expected)
    {
        Assert.True(Rational.TryParse(value, out var exact));
        Assert.Equal(expected, exact.Rounded(decimals));
    }

    /// <summary>Whatever is in the operands, the result is in the result: for every operation.</summary>
    [Fact]
    public void Reach_OfAnOperation_HoldsEveryResult() => Gen.Select(Intervals, Intervals, Gen.Int[0, 20], Gen.Int[0, 20]).Sample((x, y, i, j) =>
    {
        Rational a = Inside(x, i), b = Inside(y, j);
        Assert.True((x + y).Holds(a + b));
        Assert.True((x - y).Holds(a - b));
        Assert.True((x * y).Holds(a * b), $"{x} × {y} = {x * y}, not {a * b}");
        if (b.Sign != 0) Assert.True((x / y).Holds(a / b), $"{x} ÷ {y} = {x / y}, not {a / b}");
        Assert.True(Reach.Min(x, y).Holds(Rational.Min(a, b)) && Reach.Max(x, y).Holds(Rational.Max(a, b)));
        Assert.True(Reach.AtLeast(x, y).Holds(a >= b ? 1 : 0) && Reach.Above(x, y).Holds(a > b ? 1 : 0) && Reach.Same(x, y).Holds(a == b ? 1 : 0));
        Assert.True(Reach.Hull(x, y).Holds(a) && Reach.Hull(x, y).Holds(b));
        if (a.Sign >= 0) { var root = Reach.Root(Reach.At(a)); Assert.True(root.Low * root.Low <= a && a <= root.High * root.High); }
    }, iter: 5000);

    private static Rational Inside(Reach reach, int place) => (reach.Low, reach.High) switch
    {
        ({ } low, { } high) => low + (high - low) * Rational.Of(place, 20),
        ({ } low, null) => low + place,
        (null, { } high) => high - place,
        (null, null) => place - 10,
    };

    [Fact]
    public void Root_OfASquare_IsExact() => Assert.Equal(Reach.At(Rational.Of(11, 10)), Reach.Root(Reach.At(Rational.Of(121, 100))));

    [Theory]
    [InlineData("a + b * c", "a + b * c"), InlineData("a >= 1 and not b or c", "a")]
    public void Formula_Written_IsKept(string text, string begins) => Assert.StartsWith(begins, FormulaReader.Read(text).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Formula_Precedence_IsThatOfArithmetic()
    {
        var node = new TraceNode("n", TraceKind.Definition, default, default, []);
        Assert.Equal(Reach.At(7), ByHand.Value(FormulaReader.Read("1 + 2 * 3"), node));
        Assert.Equal(Reach.At(-4), ByHand.Value(FormulaReader.Read("-(1 + 2 * 3) + 3"), node));
        Assert.Equal(Reach.True, ByHand.Value(FormulaReader.Read("1 > 2 or 2 >= 2 and not 3 < 2"), node));
        Assert.Equal(Reach.At(Rational.Of(1, 4)), ByHand.Value(FormulaReader.Read("1 / 2 / 2"), node));
        Assert.Equal(Reach.At(2), ByHand.Value(FormulaReader.Read("if(5% = 0.05, 2, 3)"), node));
    }
}
