using CsCheck;

namespace Touchstone.Composite.Tests;

/// <summary>Effects whose values are known by formula.</summary>
public sealed class SensitivityTests
{
    private static readonly SensitivitySpec s_all = new(EffectKinds.SecondOrder | EffectKinds.Shapley, 200);

    private static double Ishigami(ReadOnlySpan<double> u)
    {
        double a = Math.PI * (2 * u[0] - 1), b = Math.PI * (2 * u[1] - 1), c = Math.PI * (2 * u[2] - 1);
        return Math.Sin(a) + 7 * Math.Sin(b) * Math.Sin(b) + 0.1 * c * c * c * c * Math.Sin(a);
    }

    /// <summary>Ishigami's function, a = 7, b = 0.1: V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2; the Shapley effect of x1 and x3 is their first-order effect and half their interaction.</summary>
    [Theory]
    [InlineData(SamplingKind.Sobol, 4096, 0.01)]
    [InlineData(SamplingKind.LatinHypercube, 16384, 0.03)]
    [InlineData(SamplingKind.Random, 16384, 0.03)]
    public void OfFunction_Ishigami_GivesTheKnownEffects(SamplingKind kind, int n, double within)
    {
        var effects = SensitivityAnalysis.OfFunction(Ishigami, 3, new(kind, n, 11), s_all);
        double v = 49 / 8.0 + 0.1 * Math.Pow(Math.PI, 4) / 5 + 0.01 * Math.Pow(Math.PI, 8) / 18 + 0.5;
        double s1 = 0.5 * Math.Pow(1 + 0.1 * Math.Pow(Math.PI, 4) / 5, 2) / v, s2 = 49 / 8.0 / v, s13 = 0.01 * Math.Pow(Math.PI, 8) * (1 / 18.0 - 1 / 50.0) / v;
        Near(v, effects.Variance, 15 * within);
        Near([s1, s2, 0], effects.Factors.Select(f => f.First.Value), within);
        Near([s1 + s13, s2, s13], effects.Factors.Select(f => f.Total.Value), within);
        Near([s1 + s13 / 2, s2, s13 / 2], effects.Factors.Select(f => f.Shapley!.Value), within);
        Near([0, s13, 0], effects.Pairs.Select(p => p.Second.Value), 2 * within);
        Assert.All(effects.Factors, f => Assert.True(f.Total.Low <= f.Total.Value && f.Total.Value <= f.Total.High));
    }

    /// <summary>Sobol's g-function: Vᵢ = 1 ÷ (3(1 + aᵢ)²), V = Π(1 + Vᵢ) − 1, Tᵢ = Vᵢ·Π₍ⱼ≠ᵢ₎(1 + Vⱼ) ÷ V.</summary>
    [Fact]
    public void OfFunction_SobolG_GivesTheKnownEffects()
    {
        double[] a = [0, 0.5, 3, 9, 99, 99];
        var effects = SensitivityAnalysis.OfFunction(u =>
        {
            double product = 1;
            for (int i = 0; i < u.Length; i++) product *= (Math.Abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
            return product;
        }, a.Length, new(SamplingKind.Sobol, 8192, 4), s_all);
        double[] parts = [.. a.Select(x => 1 / (3 * (1 + x) * (1 + x)))];
        double all = parts.Aggregate(1.0, (p, v) => p * (1 + v)), variance = all - 1;
        Near(parts.Select(v => v / variance), effects.Factors.Select(f => f.First.Value), 0.01);
        Near(parts.Select(v => v * all / (1 + v) / variance), effects.Factors.Select(f => f.Total.Value), 0.01);
        Near([parts[0] * parts[1] / variance], [effects.Pairs[0].Second.Value], 0.02);
        Assert.Equal(1, effects.Factors.Sum(f => f.Shapley!.Value), 5e-13);
    }

    [Fact]
    public void ShapleyValue_AnyGame_AddsUpExactlyAndIsFairToTwins() => Gen.Double[-5, 5].Array[32].Sample(values =>
    {
        double[] parts = ShapleyValue.Of(5, mask => values[mask]);
        Assert.Equal(values[31] - values[0], parts.Sum(), 5e-10);
        // Players 0 and 1 made interchangeable get the same part; a player who adds nothing gets nothing.
        int Swap(int mask) => mask & ~3 | (mask & 1) << 1 | (mask & 2) >> 1;
        double[] twins = ShapleyValue.Of(5, mask => values[mask & ~4] + values[Swap(mask & ~4)]);
        Assert.Equal(twins[0], twins[1], 5e-10);
        Assert.Equal(0, twins[2], 5e-10);
    }, iter: 200);

    [Fact]
    public void OfFunction_Constant_HasNoEffects() => Assert.Empty(SensitivityAnalysis.OfFunction(_ => 3, 2, new(SamplingKind.Sobol, 64, 1), s_all).Factors);

    private static void Near(double expected, double actual, double within) => Assert.InRange(actual, expected - within, expected + within);

    private static void Near(IEnumerable<double> expected, IEnumerable<double> actual, double within)
    {
        foreach (var (e, a) in expected.Zip(actual, (e, a) => (e, a))) Near(e, a, within);
    }
}
