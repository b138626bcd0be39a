using System.Globalization;

namespace Touchstone.Composite.Tests;

/// <summary>Known values: NIST's univariate sets (certified mean and deviation) and shapes reckoned by hand.</summary>
public sealed class ShapeTests
{
    /// <summary>NIST StRD NumAcc1–4: the certified values are exact by construction; a naive one-pass variance fails on the last two.</summary>
    [Theory]
    [InlineData("NumAcc1", 10000002, 1)]
    [InlineData("NumAcc2", 1.2, 0.1)]
    [InlineData("NumAcc3", 1000000.2, 0.1)]
    [InlineData("NumAcc4", 10000000.2, 0.1)]
    public void MeanAndDeviation_NistSets_AreTheCertifiedValues(string set, double mean, double deviation)
    {
        double[] x = set switch
        {
            "NumAcc1" => [10000001, 10000003, 10000002],
            "NumAcc2" => [1.2, .. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 1.1 : 1.3)],
            "NumAcc3" => [1000000.2, .. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 1000000.1 : 1000000.3)],
            "NumAcc4" => [10000000.2, .. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 10000000.1 : 10000000.3)],
            _ => throw new ArgumentOutOfRangeException(nameof(set)),
        };
        double ours = Sums.Mean(x), spread = Sums.Deviation(x, ours);
        Errors.Report(set, Math.Max(Errors.Of(mean, ours), Math.Abs(spread - deviation) / deviation), x.Length);
        Assert.Equal(mean, ours, mean * 1e-15);
        // The decimal inputs themselves are rounded to doubles: 10000000.1 is off by 1.5e-9, which is all the error there is.
        Assert.Equal(deviation, spread, deviation * 2e-8);
    }

    [Theory]
    [InlineData("1;2;3;4;5", 0, -1.2)]
    [InlineData("0;0;0;0;10", 2.23606797749979, 5)]
    [InlineData("2;4;4;4;5;5;7;9", 0.8184875533567997, 0.940625)]
    public void Shape_SmallColumns_HasTheKnownValues(string column, double skewness, double kurtosis)
    {
        var shape = Shape.Of([.. column.Split(';').Select(v => double.Parse(v, CultureInfo.InvariantCulture))]);
        Assert.Equal(skewness, shape.Skewness, 1e-12);
        Assert.Equal(kurtosis, shape.Kurtosis, 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1;2;3")]
    [InlineData("0.1;0.1;0.1;0.1")]
    public void Shape_TooFewOrConstant_IsUndefined(string column) =>
        Assert.False(Shape.Of([.. column.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture))]).IsDefined);

    [Fact]
    public void Shape_HugeValues_HasTheShapeOfTheSmallOnes()
    {
        double[] small = [1, 2, 3, 4, 100];
        Assert.Equal(Shape.Of(small), Shape.Of([.. small.Select(v => Math.ScaleB(v, 1000))]));
    }
}
