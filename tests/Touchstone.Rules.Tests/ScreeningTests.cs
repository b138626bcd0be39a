using CsCheck;

namespace Touchstone.Rules.Tests;

/// <summary>The fast path says what the exact one says, for every rulebook, whole and missing facts, on borders too.</summary>
public sealed class ScreeningTests
{
    public static TheoryData<string> PassingBooks => [.. Shelf.Books.Where(b => b.Pass is not null).Select(b => b.Id).Distinct()];

    /// <summary>Values that fall on borders often: round numbers, few of them.</summary>
    private static Gen<Rational?> Value(FactColumn column, RuleInput? input)
    {
        Gen<Rational> value = input?.Kind switch
        {
            InputKind.Money => Gen.Int[-2, 30].Select(n => (Rational)n * 2_500_000),
            InputKind.Count or InputKind.Amount => Gen.Int[0, 20].Select(n => (Rational)n),
            InputKind.Share => Gen.Int[0, 20].Select(n => Rational.Of(n, 20)),
            InputKind.Day => Gen.Int[-4000, 0].Select(n => (Rational)(Shelf.Day.DayNumber + n)),
            InputKind.YesNo => Gen.Int[0, 1].Select(n => (Rational)n),
            InputKind.Choice => Gen.Int[0, input.Codes.Length - 1].Select(n => (Rational)n),
            null => Gen.Int[0, 20].Select(n => Rational.Min(n, column.Domain.High ?? 20)),
            _ => throw new InvalidOperationException(),
        };
        return Gen.Select(value, Gen.Int[0, 39]).Select((v, hole) => hole == 0 ? (Rational?)null : v);
    }

    private static Gen<FirmFacts> Firms(RuleProgram program)
    {
        var columns = program.Columns.Where(c => c.Kind != ColumnKind.Day).ToList();
        var gens = columns.Select(c => Value(c, program.Rulebook.Inputs.FirstOrDefault(i => i.Id == c.Id))).ToList();
        return Gen.Int[0, int.MaxValue - 1].Select(seed =>
        {
            var pcg = new PCG((uint)seed);
            return FirmFacts.Of("f", columns.Zip(gens, (c, g) => (c.Id, Value: g.Generate(pcg, null, out _))).Where(p => p.Value is not null).Select(p => (p.Id, p.Value!.Value)));
        });
    }

    [Theory, MemberData(nameof(PassingBooks))]
    public void Verdicts_OfManyFirms_AreThoseOfExactEvaluation(string id)
    {
        var program = RuleProgram.Of(Shelf.Book(id)).OrThrow();
        Firms(program).Array[300].Sample(firms =>
        {
            var table = FirmTable.Of(program, firms);
            var one = Screening.Verdicts(table, Shelf.Day);
            Assert.Equal(one, Screening.Verdicts(table, Shelf.Day, threads: 3));
            for (int i = 0; i < firms.Length; i++) Assert.Equal(Evaluation.Of(program, firms[i], Shelf.Day).Verdict, one[i]);
        }, iter: 2);
    }

    [Theory, MemberData(nameof(PassingBooks))]
    public void Gaps_OfManyFirms_AreThoseOfOneByOne(string id)
    {
        var book = Shelf.Book(id);
        var program = RuleProgram.Of(book).OrThrow();
        var screening = new GapScreening(program, Shelf.Day);
        Firms(program).Array[40].Sample(firms => screening.Each(FirmTable.Of(program, firms), (f, verdict, changes) =>
        {
            var gap = Gap.Of(book, firms[f], Shelf.Day).OrThrow();
            Assert.Equal(gap.Evaluation.Verdict, verdict);
            if (verdict != Verdict.Fails) { Assert.Empty(changes); return; }
            var expected = gap.Unmet.SelectMany(u => u.Smallest.Select(c => (c.Input.Id, c.Amount.ToDouble())).DefaultIfEmpty(("", 0))).ToList();
            Assert.Equal(expected.Order(), changes.Select(c => (c.Input?.Id ?? "", c.Amount)).Order());   // one by one they come by their size, here in the rulebook's order
        }), iter: 1, threads: 1);
    }

    [Fact]
    public void Bounds_OfEveryOperation_HoldTheExactResult() => Gen.Select(Gen.Int[-40, 40], Gen.Int[1, 12], Gen.Int[-40, 40], Gen.Int[1, 12]).Sample((n, d, m, e) =>
    {
        Rational a = Rational.Of(n, d), b = Rational.Of(m, e);
        Bounds x = Bounds.Of(a), y = Bounds.Of(b);
        void Holds(Bounds bounds, Rational exact) => Assert.True(Exact(bounds.Low) <= exact && exact <= Exact(bounds.High), $"{bounds} does not hold {exact}");
        Holds(x, a);
        Holds(x + y, a + b);
        Holds(x - y, a - b);
        Holds(x * y, a * b);
        if (b.Sign != 0) Holds(x / y, a / b);
        Holds(Bounds.Min(x, y), Rational.Min(a, b));
        Holds(Bounds.Floor(x), Rational.Floor(a));
    }, iter: 3000);

    /// <summary>The binary value of a double, exactly.</summary>
    private static Rational Exact(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x), mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        int exponent = (int)((bits >> 52) & 0x7FF);
        if (exponent == 0) exponent++; else mantissa |= 1L << 52;
        var whole = (Rational)(bits < 0 ? -mantissa : mantissa);
        int power = exponent - 1075;
        return power >= 0 ? whole * Rational.Of(System.Numerics.BigInteger.One << power, 1) : whole / Rational.Of(System.Numerics.BigInteger.One << -power, 1);
    }

    [Fact]
    public void Verdicts_OnTheBorder_AreExact()
    {
        var program = RuleProgram.Of(Shelf.OfText("inputs:\n  a: {kind: money, name: {zh: 甲, en: a}}\n  b: {kind: money, name: {zh: 乙, en: b}}\npass: a / b >= 10%")).OrThrow();
        var table = new FirmTable(program, 4);
        new[] { 1.1, 3, 0.7, 2.9999999999 }.CopyTo(table["a"]);
        new[] { 11.0, 30, 7, 30 }.CopyTo(table["b"]);
        Assert.Equal([Verdict.Passes, Verdict.Passes, Verdict.Passes, Verdict.Fails], Screening.Verdicts(table, Shelf.Day));
    }
}
