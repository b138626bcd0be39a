using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Numbers at the edge of what a double holds never leave the engine as infinities: they are missing, with a warning that names the cell.</summary>
public sealed class ExtremeLaws
{
    private static readonly Gen<double?> s_cell = Gen.Int[0, 9].Select(i => new double?[] { null, 0, -0.0, 1, -1, double.MaxValue, double.MinValue, double.Epsilon, 1e-300, 1e300 }[i]);

    [Fact]
    public void Run_ExtremeValues_GiveFiniteNumbersOrMissing() => Gen.Select(s_cell.Array[3, 8], s_cell.Array[8], s_cell.Array[8], Gen.Int[0, 5], Gen.Int[0, 2]).Sample((a, b, d, method, kind) =>
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("b", direction: Direction.LowerIsBetter), SmallIndex.Context("d")],
            a.Select((_, i) => SmallIndex.Unit(i)), a.Length, (code, r) => code switch { "a" => a[r], "b" => b[r], _ => d[r] });
        var rules = PerCode.All(new NormaliseRule((NormaliseMethod)method, 1, 1e308, -1, 1, 1e-300, Outside.Keep));
        var outcome = IndexBuild.Run(input, Asem.Recipe(
            new Derive([new(new("b"), Formula.Parse("b * a / d", Place.Whole).OrThrow())]),
            new Denominate([new(new("a"), new("d"), 1e10)]), new Impute(PerCode.All(new ImputeRule(ImputeMethod.Mean))), new Treat(PerCode.All(new TreatRule(true, 0.1, -3))),
            new Normalise(rules), new Aggregate(PerCode.All(new AggregateRule((MeanKind)kind, NotPositive: NotPositive.Missing))), new Rank(Ties.Min, null)));
        foreach (var step in outcome.OrThrow().Steps)
            foreach (var column in step.Data.Columns)
                Assert.All(column.Values, v => Assert.False(double.IsInfinity(v), $"{column.Code} after {step.Step?.Kind}"));
    }, iter: 1000);

    [Fact]
    public void Denominate_ZeroDenominator_IsMissingAndNamesTheCell()
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Context("d")], [SmallIndex.Unit(0), SmallIndex.Unit(1)], 2, (code, r) => code == "a" ? 5 : r);
        var build = IndexBuild.Run(input, Asem.Recipe(new Denominate([new(new("a"), new("d"), 1)]))).OrThrow();
        Assert.Null(build.Steps[1].Data.Find(new("a"))![0]);
        Assert.Contains("u000000/a", Assert.Single(build.Findings, f => f.Code == "number.no-value").What.En, StringComparison.Ordinal);
    }

    [Fact]
    public void TransformLog_NoLogarithm_IsRefusedWithEveryCell()
    {
        var outcome = IndexBuild.Run(SmallIndex.Column([1, 0, -3, null]), Asem.Recipe(
            new Transform(ImmutableSortedDictionary<IndicatorCode, TransformRule>.Empty.Add(new("a"), new TransformRule.Log())), new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax)))));
        Assert.False(outcome.IsDone(out _));
        Assert.Equal(2, outcome.AllFindings.Count(f => f.Code == "transform.log"));
    }

    [Fact]
    public void Geometric_ValueNotPositive_IsRefusedWithEveryCell()
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("b")], [SmallIndex.Unit(0), SmallIndex.Unit(1)], 2, (code, r) => code == "a" ? r : -r);
        var findings = IndexBuild.Run(input, Asem.Recipe(Asem.Mean(MeanKind.Geometric))).AllFindings.Where(f => f.Code == "aggregate.not-positive").ToList();
        Assert.Equal(3, findings.Count);
        Assert.All(findings, f => Assert.Equal(Severity.Error, f.Severity));
    }
}
