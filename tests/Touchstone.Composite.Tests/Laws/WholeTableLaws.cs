using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What holds for every method that ranks a whole table.</summary>
public sealed class WholeTableLaws
{
    private static readonly Gen<double?> s_cell = Gen.Frequency((6, Gen.Int[0, 9].Select(v => (double?)v)), (1, Gen.Const((double?)null)));
    private static readonly Gen<(double?[][] Columns, double[] Weights)> s_tables = Gen.Select(Gen.Int[1, 5], Gen.Int[2, 9]).SelectMany(s => Gen.Select(s_cell.Array[s.Item2].Array[s.Item1], Gen.Double[0.1, 3].Array[s.Item1]));

    [Fact]
    public void Outranking_OfAnyPair_SumsToOne() => s_tables.Sample((columns, weights) =>
    {
        var found = Outranking.Of(Table(columns), Criteria(weights)).OrThrow();
        for (int i = 0; i < found.Rows.Length; i++)
            for (int k = 0; k < found.Rows.Length; k++)
                if (i != k) Assert.Equal(1, found.Share(i, k) + found.Share(k, i), 1e-12);
    }, iter: 300);

    /// <summary>Also with missing values: COINr's depends on the order of the rows then.</summary>
    [Fact]
    public void Copeland_RowsReversed_GivesEachRowTheSameScore() => s_tables.Sample((columns, weights) =>
    {
        var one = Outranking.Of(Table(columns), Criteria(weights)).OrThrow().Copeland();
        var two = Outranking.Of(Table([.. columns.Select(c => c.Reverse().ToArray())]), Criteria(weights)).OrThrow().Copeland();
        Assert.Equal(one, two.Reverse());
        Assert.Equal(0, one.Sum());
    }, iter: 300);

    [Fact]
    public void Copeland_WeightsScaled_AreTheSameScores() => Gen.Select(s_tables, Gen.Double[0.01, 50]).Sample((t, scale) =>
        Assert.Equal(Outranking.Of(Table(t.Columns), Criteria(t.Weights)).OrThrow().Copeland(), Outranking.Of(Table(t.Columns), Criteria([.. t.Weights.Select(w => scale * w)])).OrThrow().Copeland()), iter: 200);

    [Fact]
    public void Promethee_CompleteTable_NetFlowsSumToZero() => s_tables.Sample((columns, weights) =>
    {
        double?[][] complete = [.. columns.Select(c => c.Select(v => (double?)(v ?? 4)).ToArray())];
        var flows = WholeTable.Promethee(Table(complete), Criteria(weights)).OrThrow();
        Assert.Equal(0, flows.Sum(f => f.Net!.Value), 1e-9);
        Assert.All(flows, f => Assert.InRange(f.Net!.Value, -1 - 1e-12, 1 + 1e-12));
    }, iter: 200);

    /// <summary>A row that is nowhere below another and somewhere above it scores higher in every method.</summary>
    [Fact]
    public void Methods_DominatingRow_ScoresAtLeastAsHigh() => s_tables.Sample((columns, weights) =>
    {
        double?[][] complete = [.. columns.Select(c => c.Select(v => (double?)(v ?? 4)).ToArray())];
        foreach (double?[] c in complete) c[0] = c[1] + 1;
        var table = Table(complete);
        Assert.True(Outranking.Of(table, Criteria(weights)).OrThrow().Copeland() is var cop && cop[0] > cop[1]);
        Assert.True(WholeTable.Topsis(table, Criteria(weights)).OrThrow() is var near && near[0] > near[1]);
        Assert.True(WholeTable.Promethee(table, Criteria(weights)).OrThrow() is var flows && flows[0].Net > flows[1].Net);
    }, iter: 200);

    [Fact]
    public void Criteria_WithoutWeightOrColumn_AreRefused()
    {
        var table = Table([[1, 2]]);
        Assert.Equal(["check.no-column", "weight.zero-sum"], Outranking.Of(table, [new(new("nothing"), 0)]).AllFindings.Select(f => f.Code));
        Assert.Contains(WholeTable.Promethee(table, Criteria([1]), [new PreferenceCurve(2, 1)]).AllFindings, f => f.Code == "promethee.curve");
    }

    /// <summary>Every column is divided by its length: what it was counted in does not matter.</summary>
    [Fact]
    public void Topsis_ColumnInAnotherUnit_GivesTheSameCloseness() => Gen.Select(s_tables, Gen.Double[0.01, 50]).Sample((t, unit) =>
    {
        var one = WholeTable.Topsis(Table(t.Columns), Criteria(t.Weights)).OrThrow();
        var two = WholeTable.Topsis(Table([[.. t.Columns[0].Select(v => v * unit)], .. t.Columns[1..]]), Criteria(t.Weights)).OrThrow();
        for (int r = 0; r < one.Length; r++)
        {
            Assert.Equal(one[r] is null, two[r] is null);
            if (one[r] is { } a && two[r] is { } b) Assert.Equal(a, b, 1e-9);
        }
    }, iter: 200);

    [Fact]
    public void Topsis_OneColumn_IsTheShareOfTheWayFromTheWorst() =>
        Assert.Equal([0.25, 0, 1, null], WholeTable.Topsis(Table([[5, 4, 8, null]]), Criteria([2])).OrThrow().Select(c => c is { } v ? Math.Round(v, 12) : (double?)null));

    [Fact]
    public void ShareOfDominance_CountsThePairsNoWeightCouldTurn() =>
        Assert.Equal([1.0 / 3, 1, 1, 0], new double?[][][] { [[1, 2, 3], [1, 2, 0]], [[1, 2, 3], [4, 5, 6]], [[1, 2], [2, 3]], [[1], [2]] }.Select(c => Outranking.Of(Table(c), Criteria([1, 1])).OrThrow().ShareOfDominance()));

    [Fact]
    public void Promethee_BetweenTheThresholds_PrefersInAStraightLine()
    {
        var flows = WholeTable.Promethee(Table([[0, 1, 2.5, null]]), Criteria([3]), [new(1, 3)]).OrThrow();
        // Differences of 1, 1.5 and 2.5 over a curve from 1 to 3: 0, a quarter and three quarters.
        Assert.Equal([0, 0, 0.5, null], flows.Select(f => f.Leaving));
        Assert.Equal([0.375, 0.125, 0, null], flows.Select(f => f.Entering));
    }

    [Theory]
    [InlineData(-1, 1, false)]
    [InlineData(2, 1, false)]
    [InlineData(0, double.PositiveInfinity, false)]
    [InlineData(0, 0, true)]
    [InlineData(1, 1, true)]
    public void Promethee_CurveThatCannotBe_IsRefused(double indifference, double preference, bool fits) =>
        Assert.Equal(fits, WholeTable.Promethee(Table([[0, 1], [1, 0]]), Criteria([1, 1]), [new(0, 1), new(indifference, preference)]).IsDone(out _));

    [Fact]
    public void PreferenceCurve_AtItsThresholds_IsNothingAndAll() =>
        Assert.Equal([0, 0, 0.5, 1, 0, 1], [new PreferenceCurve(1, 3).Of(0.5), new PreferenceCurve(1, 3).Of(1), new PreferenceCurve(1, 3).Of(2), new PreferenceCurve(1, 3).Of(3),
            new PreferenceCurve(1, 1).Of(1), new PreferenceCurve(1, 1).Of(1.5)]);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Methods_WeightThatCannotBe_AreRefused(double weight)
    {
        Assert.Single(Outranking.Of(Table([[0, 1], [1, 0]]), Criteria([1, weight])).AllFindings, f => f.Code == "weight.not-valid");
        Assert.False(WholeTable.Topsis(Table([[0, 1], [1, 0]]), Criteria([1, weight])).IsDone(out _));
    }

    [Fact]
    public void Topsis_BestAndWorstTheSame_IsHalfWay() => Assert.Equal([0.5, 0.5], WholeTable.Topsis(Table([[4, 4]]), Criteria([1])).OrThrow());

    [Fact]
    public void Methods_OneCriterionOfNoWeight_RankByTheOthers() =>
        Assert.Equal([-1, 1], Outranking.Of(Table([[0, 1], [1, 0]]), Criteria([1, 0])).OrThrow().Copeland());

    private static Criterion[] Criteria(double[] weights) => [.. weights.Select((w, i) => new Criterion(new(SmallIndex.Code(i)), w))];

    private static DataTable Table(double?[][] columns) => SmallIndex.Table([.. Enumerable.Range(0, columns[0].Length).Select(r => new RowKey(null, SmallIndex.UnitCode(r)))],
        [.. columns.Select((_, i) => new IndicatorCode(SmallIndex.Code(i)))], (code, r) => columns[SmallIndex.Place(code)][r]);
}
