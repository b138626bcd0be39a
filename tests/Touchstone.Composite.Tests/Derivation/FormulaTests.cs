using System.Globalization;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

public sealed class FormulaTests
{
    /// <summary>A random expression with the value it must have, reckoned beside it.</summary>
    private sealed record Expression(string Text, Func<double, double, double> Value);

    private static Gen<Expression> Any(int depth) => depth == 0
        ? Gen.OneOf(
            Gen.Int[0, 20].Select(n => new Expression(n.ToString(CultureInfo.InvariantCulture), (_, _) => n)),
            Gen.Const(new Expression("a", (a, _) => a)),
            Gen.Const(new Expression("[b-2]", (_, b) => b)))
        : Gen.OneOf(
            Gen.Select(Any(depth - 1), Any(depth - 1), (x, y) => new Expression($"({x.Text} + {y.Text})", (a, b) => x.Value(a, b) + y.Value(a, b))),
            Gen.Select(Any(depth - 1), Any(depth - 1), (x, y) => new Expression($"({x.Text}-({y.Text}))", (a, b) => x.Value(a, b) - y.Value(a, b))),
            Gen.Select(Any(depth - 1), Any(depth - 1), (x, y) => new Expression($"({x.Text} * {y.Text})", (a, b) => x.Value(a, b) * y.Value(a, b))),
            Gen.Select(Any(depth - 1), (x) => new Expression($"-({x.Text})", (a, b) => -x.Value(a, b))),
            Gen.Select(Any(depth - 1), (x) => new Expression($"abs({x.Text})", (a, b) => Math.Abs(x.Value(a, b)))),
            Gen.Select(Any(depth - 1), Any(depth - 1), (x, y) => new Expression($"max({x.Text}, {y.Text})", (a, b) => Math.Max(x.Value(a, b), y.Value(a, b)))),
            Gen.Select(Any(depth - 1), Any(depth - 1), Any(depth - 1), (x, y, z) => new Expression($"if({x.Text} >= {y.Text}, {z.Text}, {x.Text})",
                (a, b) => x.Value(a, b) >= y.Value(a, b) ? z.Value(a, b) : x.Value(a, b))));

    [Fact]
    public void Formula_RandomExpression_HasItsValue() => Gen.Select(Gen.Int[0, 4].SelectMany(Any), Gen.Int[-9, 9], Gen.Int[-9, 9]).Sample((expression, a, b) =>
    {
        var formula = Formula.Parse(expression.Text, Place.Whole).OrThrow();
        var inputs = formula.Inputs.Select(i => (double?)(i.Value == "a" ? a : b)).ToList();
        Assert.Equal(expression.Value(a, b), formula.Evaluate(inputs));
    }, iter: 1000);

    [Fact]
    public void Parse_RandomText_NeverThrows() => Gen.OneOf(Gen.String, Gen.Char["ab12+-*/^(),.<>=[] \uff08\uff0c"].Array[0, 30].Select(c => new string(c))).Sample(text =>
    {
        var outcome = Formula.Parse(text, Place.Whole);
        if (!outcome.IsDone(out _)) Assert.NotEmpty(outcome.AllFindings);
    }, iter: 5000);

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("2 ^ -1", 0.5)]
    [InlineData("8 / 4 / 2", 1)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("1.5e2 - .5", 149.5)]
    [InlineData("ln(exp(2))", 2)]
    [InlineData("log10(1000)", 3)]
    [InlineData("sqrt(9) + abs(-2)", 5)]
    [InlineData("clamp(120, 0, 100)", 100)]
    [InlineData("min(3, 1, 2) + max(3, 1, 2)", 4)]
    [InlineData("mean(1, 2, 6)", 3)]
    [InlineData("sum(1, 2, 6)", 9)]
    [InlineData("if(2 < 3, 1, 0)", 1)]
    [InlineData("if(2 <> 2, 1, 0)", 0)]
    public void Evaluate_Precedence_IsAsInSchool(string text, double expected) => Assert.Equal(expected, Formula.Parse(text, Place.Whole).OrThrow().Evaluate([])!.Value, 1e-12);

    [Theory]
    [InlineData("a + b", null)]
    [InlineData("sum(a, b)", null)]
    [InlineData("min(a, b)", null)]
    [InlineData("mean(a, b)", 4.0)]
    [InlineData("coalesce(a, b)", 4.0)]
    [InlineData("if(b > 3, b, a)", 4.0)]
    [InlineData("if(a > 3, b, b)", null)]
    [InlineData("clamp(a, 0, b)", null)]
    public void Evaluate_MissingInput_IsMissingUnlessTheFunctionSaysOtherwise(string text, double? expected)
    {
        var formula = Formula.Parse(text, Place.Whole).OrThrow();
        Assert.Equal(expected, formula.Evaluate([.. formula.Inputs.Select(i => i.Value == "a" ? null : (double?)4)]));
    }

    [Theory]
    [InlineData("1 / 0")]
    [InlineData("ln(0)")]
    [InlineData("sqrt(-1)")]
    [InlineData("10 ^ 400")]
    [InlineData("clamp(1, 5, 2)")]
    public void Evaluate_NoFiniteValue_IsMissing(string text) => Assert.Null(Formula.Parse(text, Place.Whole).OrThrow().Evaluate([]));

    [Fact]
    public void Inputs_AreInTheOrderOfFirstAppearance() =>
        Assert.Equal(["gdp", "pop", "\u5730\u533a"], Formula.Parse("gdp / pop + [\u5730\u533a] * gdp", Place.Whole).OrThrow().Inputs.Select(i => i.Value));

    [Theory]
    [InlineData("a + ", 5)]
    [InlineData("", 1)]
    [InlineData("a b", 3)]
    [InlineData("(a + b", 1)]
    [InlineData("a + b)", 6)]
    [InlineData("a > b", 3)]
    [InlineData("log(a)", 1)]
    [InlineData("ln(a, b)", 1)]
    [InlineData("clamp(a, 1)", 1)]
    [InlineData("if(a, 1, 2)", 1)]
    [InlineData("if(a > 1, 2)", 1)]
    [InlineData("a $ b", 3)]
    [InlineData("1.2.3", 1)]
    [InlineData("[a", 1)]
    [InlineData("a \uff0b b", 3)]
    [InlineData("mean()", 1)]
    public void Parse_Fault_IsToldWithItsColumn(string text, int column)
    {
        var findings = Formula.Parse(text, new Place("index.yaml", null, 7, null)).AllFindings;
        Assert.Contains(findings, f => f.Where == new Place("index.yaml", null, 7, column.ToString(CultureInfo.InvariantCulture)));
        Assert.All(findings, f => Assert.Equal(Severity.Error, f.Severity));
    }

    [Fact]
    public void Parse_SeveralFaults_TellsThemAll()
    {
        var findings = Formula.Parse("foo(a) + ln(a, b) \u00d7 2 + clamp(1)", new Place("index.yaml", null, 7, "12")).AllFindings;
        Assert.Equal(["12", "21", "30", "36"], findings.Select(f => f.Where.Column).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parse_DeepNesting_IsAFindingAndNotACrash()
    {
        Assert.False(Formula.Parse(new string('(', 100_000) + "1", Place.Whole).IsDone(out _));
        Assert.False(Formula.Parse(string.Join('^', Enumerable.Repeat("2", 100_000)), Place.Whole).IsDone(out _));
        Assert.False(Formula.Parse(string.Join('+', Enumerable.Repeat("2", 100_000)), Place.Whole).IsDone(out _));
    }
}
