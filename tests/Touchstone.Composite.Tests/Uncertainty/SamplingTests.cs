namespace Touchstone.Composite.Tests;

public sealed class SamplingTests
{
    private static readonly Sampling s_sobol = new(SamplingKind.Sobol, 7, JoeKuo.Dimensions, 4096);

    [Fact]
    public void Sobol_EveryDimension_HasOnePointInEachSlice()
    {
        for (int d = 0; d < JoeKuo.Dimensions; d++)
            foreach (int n in (int[])[1, 2, 16, 1024])
                Assert.Equal(n, Enumerable.Range(0, n).Select(i => (int)(s_sobol.At(0, d, i) * n)).Distinct().Count());
    }

    /// <summary>The first two dimensions are a (0, 2)-sequence: each elementary box of area 1/n has exactly one of n points. Scrambling keeps that.</summary>
    [Fact]
    public void Sobol_FirstTwoDimensions_HaveOnePointInEachElementaryBox()
    {
        const int Bits = 8, N = 1 << Bits;
        for (int a = 0; a <= Bits; a++)
        {
            int across = 1 << a, down = 1 << (Bits - a);
            var boxes = Enumerable.Range(0, N).Select(i => ((int)(s_sobol.At(0, 0, i) * across), (int)(s_sobol.At(0, 1, i) * down)));
            Assert.Equal(N, boxes.Distinct().Count());
        }
    }

    /// <summary>Unscrambled, the third dimension begins as Joe and Kuo's program prints it.</summary>
    [Fact]
    public void Directions_FirstPoints_AreThePublishedOnes()
    {
        static double Point(int dimension, int i)
        {
            uint x = 0;
            for (int k = 0; k < 32; k++) if ((i >> k & 1) == 1) x ^= JoeKuo.Directions[dimension][k];
            return x / 4294967296.0;
        }
        // In the order of the Gray code the program prints 0, .5, .75, .25, .375 …: places 0, 1, 3, 2, 6, 7, 5, 4.
        int[] gray = [0, 1, 3, 2, 6, 7, 5, 4];
        Assert.Equal([0, 0.5, 0.75, 0.25, 0.375, 0.875, 0.625, 0.125], gray.Select(i => Point(0, i)));
        Assert.Equal([0, 0.5, 0.25, 0.75, 0.375, 0.875, 0.125, 0.625], gray.Select(i => Point(1, i)));
        Assert.Equal([0, 0.5, 0.25, 0.75, 0.625, 0.125, 0.875, 0.375], gray.Select(i => Point(2, i)));
    }

    [Fact]
    public void LatinHypercube_EveryCoordinate_UsesEachSliceOnce()
    {
        foreach (int n in (int[])[1, 2, 7, 1000])
        {
            var sampling = new Sampling(SamplingKind.LatinHypercube, 3, 5, n);
            for (int c = 0; c < 5; c++)
                Assert.Equal(n, Enumerable.Range(0, n).Select(i => (int)(sampling.At(1, c, i) * n)).Distinct().Count());
        }
    }

    [Fact]
    public void Permuted_AnyLength_IsAPermutation()
    {
        for (int n = 1; n < 300; n++) Assert.Equal(n, Enumerable.Range(0, n).Select(i => Sampling.Permuted(i, n, 99)).Distinct().Count());
    }

    [Theory]
    [InlineData(SamplingKind.Sobol)]
    [InlineData(SamplingKind.LatinHypercube)]
    [InlineData(SamplingKind.Random)]
    public void At_AnyKind_IsUniformAndDiffersByMatrixAndSeed(SamplingKind kind)
    {
        var sampling = new Sampling(kind, 5, 4, 4096);
        double[] first = [.. Enumerable.Range(0, 4096).Select(i => sampling.At(0, 2, i))], second = [.. Enumerable.Range(0, 4096).Select(i => sampling.At(1, 2, i))];
        Assert.All(first, u => Assert.InRange(u, double.Epsilon, 1 - 1e-16));
        Assert.InRange(first.Average(), 0.485, 0.515);
        Assert.InRange(first.Zip(second, (a, b) => (a - 0.5) * (b - 0.5)).Average() * 12, -0.06, 0.06);
        var other = new Sampling(kind, 6, 4, 4096);
        Assert.NotEqual(first[17], other.At(0, 2, 17));
    }

    /// <summary>Quantiles of the normal distribution as R's qnorm gives them.</summary>
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.05, -1.6448536269514729)]
    [InlineData(0.9999, 3.7190164854556804)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(1e-300, -37.0471)]
    public void NormalQuantile_KnownProbabilities_GivesTheirQuantiles(double p, double quantile) => Assert.Equal(quantile, NormalQuantile.Of(p), p < 1e-200 ? 4 : 13);

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(7.5)]
    public void Gamma_AnyShape_HasItsMeanAndVariance(double shape)
    {
        var stream = new HashStream(1, 2, 3);
        double[] x = [.. Enumerable.Range(0, 40_000).Select(_ => stream.Gamma(shape))];
        double mean = x.Average(), variance = x.Sum(v => (v - mean) * (v - mean)) / x.Length;
        Assert.InRange(mean / shape, 0.97, 1.03);
        Assert.InRange(variance / shape, 0.92, 1.08);
    }
}
