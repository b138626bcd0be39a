using CsCheck;

namespace Touchstone.Composite.Tests;

public sealed class SortLaws
{
    [Fact]
    public void RadixSort_AnyValues_IsTheSortOfTheLibrary() => Gen.Frequency((4, Gen.Double.Where(double.IsFinite)), (1, Gen.Int[-3, 3].Select(i => (double)i)), (2, Gen.Int[0, 40].Select(i => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1) + i))), (1, Gen.Int[0, 4].Select(i => new[] { 0.0, -0.0, double.MaxValue, double.MinValue, double.Epsilon }[i]))).Array[0, 1500]
        .Sample(x =>
        {
            double[] values = [.. x], alone = [.. x], expected = [.. x.Order()];
            int[] rows = [.. Enumerable.Range(0, x.Length)];
            var sort = new RadixSort(x.Length);
            sort.Sort(values, rows, x.Length);
            sort.Sort(alone, null, x.Length);
            for (int i = 0; i < x.Length; i++)
            {
                Assert.True(expected[i] == values[i] && expected[i] == alone[i]);
                Assert.True(x[rows[i]] == values[i]);
            }
            Assert.Equal(x.Length, rows.Distinct().Count());
        }, iter: 150);
}
