using CsCheck;

namespace Touchstone.Composite.Tests.Checking;

public sealed class RankCorrelationTests
{
    /// <summary>Few different values, so that ties and constant columns come often; some missing.</summary>
    private static readonly Gen<double?> s_cell = Gen.Select(Gen.Int[-6, 6], Gen.Int[0, 9], (v, missing) => missing == 0 ? (double?)null : v * 1.25);
    private static readonly Gen<(double? X, double? Y, double? Z)[]> s_rows = Gen.Select(s_cell, s_cell, s_cell).Array[0, 30];

    private static double?[] X((double? X, double? Y, double? Z)[] rows) => [.. rows.Select(r => r.X)];
    private static double?[] Y((double? X, double? Y, double? Z)[] rows) => [.. rows.Select(r => r.Y)];
    private static double?[] Z((double? X, double? Y, double? Z)[] rows) => [.. rows.Select(r => r.Z)];
    private static RankCorrelation Rho((double? X, double? Y, double? Z)[] rows) => RankCorrelation.Spearman(X(rows), Y(rows));
    private static RankCorrelation Fixed((double? X, double? Y, double? Z)[] rows) => RankCorrelation.Partial(X(rows), Y(rows), Z(rows));

    [Fact]
    public void Both_AnyColumns_HaveEitherAValueWithinOneOrAReason() => s_rows.Sample(rows =>
        Sound(Rho(rows)) && Sound(Fixed(rows)) && Rho(rows).Count == rows.Count(r => r.X is not null && r.Y is not null)
        && Fixed(rows).Count == rows.Count(r => r.X is not null && r.Y is not null && r.Z is not null));

    private static bool Sound(RankCorrelation r) => r.Value is { } v ? r.Why is null && v is >= -1 and <= 1 : r.Why is not null;

    [Fact]
    public void Both_ColumnsExchanged_AreTheSame() => s_rows.Sample(rows =>
        Rho(rows) == RankCorrelation.Spearman(Y(rows), X(rows)) && Same(Fixed(rows), RankCorrelation.Partial(Y(rows), X(rows), Z(rows))));

    [Fact]
    public void Both_RowsInAnotherOrder_AreTheSame() => Gen.Select(s_rows, Gen.Int[0, 1000]).Sample((rows, seed) =>
    {
        (double? X, double? Y, double? Z)[] other = [.. rows];
        new Random(seed).Shuffle(other);
        return Rho(rows) == Rho(other) && Fixed(rows) == Fixed(other);
    });

    [Fact]
    public void Both_ColumnTransformedUpwards_AreTheSame() => s_rows.Sample(rows =>
    {
        (double? X, double? Y, double? Z)[] other = [.. rows.Select(r => (r.X is { } x ? Math.Exp(x) : (double?)null, r.Y * 1000 - 7, r.Z is { } z ? z * z * z : (double?)null))];
        return Rho(rows) == Rho(other) && Fixed(rows) == Fixed(other);
    });

    [Fact]
    public void Both_OneColumnTurnedRound_ChangeSignOnly() => s_rows.Sample(rows =>
    {
        (double? X, double? Y, double? Z)[] other = [.. rows.Select(r => (-r.X, r.Y, r.Z))];
        return Rho(other) == Rho(rows) with { Value = -Rho(rows).Value } && Same(Fixed(other), Fixed(rows) with { Value = -Fixed(rows).Value });
    });

    [Fact]
    public void Partial_FixedColumnTurnedRound_IsTheSame() => s_rows.Sample(rows =>
        Same(Fixed(rows), RankCorrelation.Partial(X(rows), Y(rows), [.. rows.Select(r => -r.Z)])));

    [Fact]
    public void Spearman_ColumnWithItself_IsExactlyOneAndWithItsReverseMinusOne() => s_rows.Sample(rows =>
    {
        double?[] x = X(rows), down = [.. x.Select(v => -v)];
        return RankCorrelation.Spearman(x, x) is not { Value: { } up } || (up == 1 && RankCorrelation.Spearman(x, down).Value == -1);
    });

    [Fact]
    public void Spearman_NoTies_IsTheShortFormula() => Gen.Int[3, 40].SelectMany(n => Gen.Shuffle(Enumerable.Range(1, n).ToArray())).Sample(order =>
    {
        double n = order.Length, squares = order.Select((r, i) => (double)(r - (i + 1)) * (r - (i + 1))).Sum();
        double rho = RankCorrelation.Spearman([.. Enumerable.Range(1, order.Length).Select(i => (double?)i)], [.. order.Select(r => (double?)r)]).Value!.Value;
        Assert.Equal(1 - 6 * squares / (n * (n * n - 1)), rho, 1e-12);
    });

    /// <summary>The same number by another way: fit the ranks of both on the ranks of the third, and correlate what is left.</summary>
    [Fact]
    public void Partial_AnyColumns_IsTheCorrelationOfWhatTheFixedRanksLeave() => s_rows.Sample(rows =>
    {
        if (Fixed(rows).Value is not { } value) return;
        var complete = rows.Where(r => r.X is not null && r.Y is not null && r.Z is not null).ToArray();
        double[] z = Ranks(Z(complete)), x = Left(Ranks(X(complete)), z), y = Left(Ranks(Y(complete)), z);
        double denominator = Math.Sqrt(Dot(x, x) * Dot(y, y));
        if (denominator > 1e-6) Assert.Equal(Dot(x, y) / denominator, value, 1e-9);
    });

    [Fact]
    public void Spearman_PublishedExample_GivesItsValue()
    {
        // Intelligence and hours of television: ρ = −29 ÷ 165, the worked example of many textbooks.
        double?[] iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110], hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
        Assert.Equal(-29.0 / 165, RankCorrelation.Spearman(iq, hours).Value!.Value, 1e-15);
    }

    [Fact]
    public void Spearman_Ties_ShareTheMeanRank()
    {
        // Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: Σ = 4.5, 4.5 and 5. The short formula would give 0.95.
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Spearman([10, 20, 20, 30], [1, 3, 2, 4]).Value!.Value, 1e-15);
    }

    [Fact]
    public void Partial_HandReckoned_FollowsItsFormula()
    {
        // ρxy = 0.8, ρxz = 0.4, ρyz = 0.2, by Σd² = 2, 6, 8 of four ranks.
        double?[] x = [1, 2, 3, 4], y = [2, 1, 3, 4], z = [2, 3, 1, 4];
        Assert.Equal((0.8, 0.4, 0.2), (RankCorrelation.Spearman(x, y).Value!.Value, RankCorrelation.Spearman(x, z).Value!.Value, RankCorrelation.Spearman(y, z).Value!.Value));
        Assert.Equal((0.8 - 0.4 * 0.2) / Math.Sqrt(0.84 * 0.96), RankCorrelation.Partial(x, y, z).Value!.Value, 1e-15);
    }

    [Fact]
    public void Both_NotDefined_SayWhyInsteadOfZero()
    {
        Assert.Equal(new RankCorrelation(0, null, NoCorrelation.TooFew), RankCorrelation.Spearman([], []));
        Assert.Equal(new RankCorrelation(2, null, NoCorrelation.TooFew), RankCorrelation.Spearman([1, 2, null], [3, 4, 5]));
        Assert.Equal(new RankCorrelation(3, null, NoCorrelation.TooFew), RankCorrelation.Partial([1, 2, 3], [3, 1, 2], [2, 1, 3]));
        Assert.Equal(new RankCorrelation(3, null, NoCorrelation.Constant), RankCorrelation.Spearman([5, 5, 5], [3, 4, 5]));
        Assert.Equal(new RankCorrelation(4, null, NoCorrelation.Constant), RankCorrelation.Partial([1, 2, 3, 4], [2, 1, 4, 3], [7, 7, 7, 7]));
        Assert.Equal(new RankCorrelation(4, null, NoCorrelation.Determined), RankCorrelation.Partial([1, 2, 3, 4], [2, 1, 4, 3], [40, 30, 20, 10]));
    }

    [Fact]
    public void Both_NotANumber_IsABugOfTheCaller()
    {
        Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, double.NaN, 3], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, 2, 3], [1, 2]));
    }

    private static bool Same(RankCorrelation a, RankCorrelation b) =>
        a.Count == b.Count && a.Why == b.Why && (a.Value is { } v ? Math.Abs(v - b.Value!.Value) < 1e-12 : b.Value is null);

    private static double[] Ranks(double?[] column) => [.. column.Select(v => 1 + column.Count(w => w < v) + (column.Count(w => w == v) - 1) / 2.0)];

    private static double[] Left(double[] y, double[] on)
    {
        double my = y.Average(), mx = on.Average();
        double slope = on.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / on.Sum(a => (a - mx) * (a - mx));
        return [.. on.Zip(y, (a, b) => b - my - slope * (a - mx))];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
