using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Draws of multiple imputation as a factor of the uncertainty analysis.</summary>
public sealed class MultipleImputationTests
{
    private static readonly Text s_name = Text.Same("draws");

    private static (IndexInput Input, double[] Known) Simulated(int rows, int gaps, ulong seed)
    {
        var stream = new HashStream(seed, 1, 1);
        double[] a = new double[rows], b = new double[rows];
        for (int r = 0; r < rows; r++) (a[r], b[r]) = (stream.Normal(), 0);
        for (int r = 0; r < rows; r++) b[r] = 0.8 * a[r] + 0.6 * stream.Normal();
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a", weight: 0), SmallIndex.Indicator("b")], Enumerable.Range(0, rows).Select(i => SmallIndex.Unit(i)), rows,
            (code, r) => code == "a" ? a[r] : r < gaps ? null : b[r]);
        return (input, b);
    }

    private static Recipe Recipe => Asem.Recipe(new Impute(PerCode.All(new ImputeRule(ImputeMethod.Em))), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null));

    private static UncertaintySpec Spec(int draws, ulong seed = 5) => new([new Factor.MultipleImputation("m", s_name, draws)], new ScenarioDraw(SamplingKind.Sobol, 512, seed));

    /// <summary>On simulated data nine ranges in ten hold what was hidden: over forty worlds of twenty gaps, between 84 and 94 %.</summary>
    [Fact]
    public void Draws_OnSimulatedData_CoverWhatWasHidden()
    {
        int held = 0, all = 0;
        for (ulong world = 1; world <= 40; world++)
        {
            var (input, known) = Simulated(60, 20, world);
            var result = UncertaintyAnalysis.Run(input, Recipe, Spec(200), new(1)).OrThrow();
            for (int r = 0; r < 20; r++)
            {
                var range = result.Units[r].Scores!;
                held += range.Low <= known[r] && known[r] <= range.High ? 1 : 0;
                all++;
            }
            Assert.All(result.Units.Skip(20), u => Assert.Equal(u.Scores!.Low, u.Scores.High));
        }
        Assert.InRange((double)held / all, 0.84, 0.94);
    }

    [Fact]
    public void Draws_SameSeed_AreTheSameOnOneAndTwoThreads()
    {
        var (input, _) = Simulated(40, 9, 3);
        UncertaintyResult one = UncertaintyAnalysis.Run(input, Recipe, Spec(20), new(1)).OrThrow(), two = UncertaintyAnalysis.Run(input, Recipe, Spec(20), new(2)).OrThrow();
        Assert.Equal(one.Units.Select(u => u.Scores), two.Units.Select(u => u.Scores));
        Assert.NotEqual(one.Units.Select(u => u.Scores), UncertaintyAnalysis.Run(input, Recipe, Spec(20, 6), new(1)).OrThrow().Units.Select(u => u.Scores));
    }

    [Fact]
    public void Factor_WithoutEm_IsRefused()
    {
        var (input, _) = Simulated(20, 3, 1);
        var spec = new UncertaintySpec([new Factor.ImputationSpread("s", s_name, 4), new Factor.MultipleImputation("m", s_name, 1)], new ScenarioDraw(SamplingKind.Sobol, 16, 1));
        var findings = UncertaintyAnalysis.Run(input, Asem.Recipe(new Impute(PerCode.All(new ImputeRule(ImputeMethod.Mean))), Asem.Mean(MeanKind.Arithmetic)), spec, new(1)).AllFindings;
        Assert.All(["uncertainty.draws", "uncertainty.no-em", "uncertainty.imputed-twice"], code => Assert.Contains(findings, f => f.Code == code));
    }
}
