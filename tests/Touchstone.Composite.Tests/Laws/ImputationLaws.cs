using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Imputation from other rows: nearest neighbours and the normal distribution.</summary>
public sealed class ImputationLaws
{
    /// <summary>Columns by rows under one root; null = gap.</summary>
    private static IndexInput InputOf(double?[][] columns) => SmallIndex.Input(
        [SmallIndex.Aggregate("index"), .. columns.Select((_, i) => SmallIndex.Indicator(SmallIndex.Code(i)))],
        Enumerable.Range(0, columns[0].Length).Select(i => SmallIndex.Unit(i)), columns[0].Length, (code, r) => columns[SmallIndex.Place(code)][r]);

    private static DataTable Filled(double?[][] columns, ImputeRule rule) => IndexBuild.Run(InputOf(columns), Asem.Recipe(new Impute(PerCode.All(rule)))).OrThrow().Steps[1].Data;

    private static readonly Gen<double?[][]> s_gappy =
        from rows in Gen.Int[10, 20]
        from columns in Gen.Int[2, 4]
        from cells in Gen.Select(Gen.Double[0, 100], Gen.Int[0, 5]).Array[rows * columns]
        let made = Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, rows).Select(r => cells[c * rows + r].Item2 == 0 ? (double?)null : Math.Round(cells[c * rows + r].Item1, 1)).ToArray()).ToArray()
        where made.All(c => c.Count(v => v is not null) > columns + 3)
        select made;

    private static readonly ImputeRule[] s_rules = [new(ImputeMethod.NearestNeighbours, Neighbours: 3), new(ImputeMethod.Em)];

    [Fact]
    public void Fill_OfAGap_LeavesWhatIsThere() => Gen.Select(s_gappy, Gen.Int[0, 1]).Sample((columns, which) =>
    {
        var filled = Filled(columns, s_rules[which]);
        for (int c = 0; c < columns.Length; c++)
            for (int r = 0; r < columns[c].Length; r++)
            {
                double? after = filled.Columns[c][r];
                if (columns[c][r] is { } before) Assert.Equal(before, after);
                else if (after is not null) Assert.Equal(CellMarks.Imputed, filled.Columns[c].MarksAt(r));
            }
    }, iter: 200);

    /// <summary>Another unit of measure, and another order of rows, fill the same.</summary>
    [Fact]
    public void Fill_ColumnsRescaledAndRowsTurnedRound_IsTheSame() => Gen.Select(s_gappy, Gen.Int[0, 1], Gen.Double[0.01, 100], Gen.Double[-50, 50]).Sample((columns, which, factor, shift) =>
    {
        var filled = Filled(columns, s_rules[which]);
        var other = Filled([.. columns.Select(c => c.Reverse().Select(v => v * factor + shift).ToArray())], s_rules[which]);
        int rows = columns[0].Length;
        for (int c = 0; c < columns.Length; c++)
            for (int r = 0; r < rows; r++)
                Near(filled.Columns[c][r] * factor + shift, other.Columns[c][rows - 1 - r], 1e-5 * (100 * factor + Math.Abs(shift)));
    }, iter: 200);

    private static void Near(double? expected, double? actual, double within)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected is { } e) Assert.Equal(e, actual!.Value, within);
    }

    /// <summary>Three columns of sixteen rows of which the first two vary, and not alike, over the last eleven rows.</summary>
    private static readonly Gen<double[]> s_plain = Gen.Int[0, 1000].Array[3 * 16].Select(cells => cells.Select(c => c / 10.0).ToArray())
        .Where(cells => Math.Abs(Correlation.Moment(cells[5..16], cells[21..32])) < 0.9);

    /// <summary>Where only one column has gaps, the distribution most likely is that of the regression on the others over the complete rows.</summary>
    [Fact]
    public void Em_GapsInOneColumn_EqualsTheRegressionOnTheOthers() => Gen.Select(s_plain, Gen.Int[1, 5]).Sample((cells, gaps) =>
    {
        double?[][] columns = [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 16).Select(r => c == 2 && r < gaps ? (double?)null : cells[c * 16 + r]).ToArray())];
        var regression = new Impute(new(new(ImputeMethod.None), ImmutableSortedDictionary<IndicatorCode, ImputeRule>.Empty
            .Add(new(SmallIndex.Code(2)), new(ImputeMethod.Regression, Predictors: Listed.Of(new IndicatorCode(SmallIndex.Code(0)), new(SmallIndex.Code(1)))))));
        var expected = IndexBuild.Run(InputOf(columns), Asem.Recipe(regression)).OrThrow().Steps[1].Data;
        var actual = Filled(columns, new(ImputeMethod.Em));
        for (int r = 0; r < gaps; r++) Near(expected.Columns[2][r], actual.Columns[2][r], 1e-3);
    }, iter: 200);

    /// <summary>A column that others determine is filled exactly.</summary>
    [Fact]
    public void Em_AColumnThatOthersDetermine_IsFilledExactly() => Gen.Select(s_plain, Gen.Double[-3, 3], Gen.Double[-3, 3]).Sample((cells, a, b) =>
    {
        double Whole(int r) => 5 + a * cells[r] + b * cells[16 + r];
        var filled = Filled([[.. cells.Take(16)], [.. cells.Skip(16).Take(16).Select(v => (double?)v)], [.. Enumerable.Range(0, 16).Select(r => r < 3 ? (double?)null : Whole(r))]], new(ImputeMethod.Em));
        for (int r = 0; r < 3; r++) Near(Whole(r), filled.Columns[2][r], 1e-4 * (1 + 100 * (Math.Abs(a) + Math.Abs(b))));
    }, iter: 200);

    /// <summary>As many neighbours as there are rows: the mean of the column.</summary>
    [Fact]
    public void NearestNeighbours_AllOfThem_IsTheMean() => Gen.Double[0, 100].Array[2 * 12].Sample(cells =>
    {
        double?[][] columns = [[.. cells.Take(12)], [.. cells.Skip(12).Select((v, r) => r == 0 ? (double?)null : v)]];
        Near(Filled(columns, new(ImputeMethod.Mean)).Columns[1][0], Filled(columns, new(ImputeMethod.NearestNeighbours, Neighbours: 99)).Columns[1][0], 1e-9);
    }, iter: 200);

    [Fact]
    public void Em_FewerRowsThanIndicatorsNeed_FillsNothingAndTells()
    {
        double?[][] columns = [[1, 2, 3, null], [2, 1, null, 4], [5, null, 7, 8]];
        var build = IndexBuild.Run(InputOf(columns), Asem.Recipe(new Impute(PerCode.All(new ImputeRule(ImputeMethod.Em))))).OrThrow();
        Assert.Contains(build.Findings, f => f.Code == "impute.too-few-rows");
        Assert.All(Enumerable.Range(0, 4), r => Assert.Equal(columns[0][r], build.Steps[1].Data.Columns[0][r]));
    }

    [Fact]
    public void NearestNeighbours_Filled_NamesTheRowsItWasTakenFrom()
    {
        var build = IndexBuild.Run(InputOf([[1, 2, 9, 2], [10, 20, 90, null]]), Asem.Recipe(new Impute(PerCode.All(new ImputeRule(ImputeMethod.NearestNeighbours, Neighbours: 1))))).OrThrow();
        var change = Assert.Single(build.Steps[1].Changes);
        Assert.Equal(20, change.After);
        Assert.Contains(SmallIndex.UnitCode(1).Value, change.Why.En, StringComparison.Ordinal);
    }

    /// <summary>The predictor of C is missing and filled from its other indicators: the regression is fitted on A, B, D and E alone, and predicts nothing for C.</summary>
    [Fact]
    public void Apply_RegressionBesideRowMean_SeesWhatWasObservedOnly()
    {
        double?[] x = [1, 2, null, 4, 5], y = [3, 5, 90, 9, null], z = [1, 2, 5, 4, 5];
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("x"), SmallIndex.Indicator("y"), SmallIndex.Indicator("z")], Enumerable.Range(0, 5).Select(i => SmallIndex.Unit(i)), 5,
            (code, r) => code == "x" ? x[r] : code == "y" ? y[r] : z[r]);
        var rules = new PerCode<ImputeRule>(new(ImputeMethod.RowMean), ImmutableSortedDictionary<IndicatorCode, ImputeRule>.Empty.Add(new("y"), new(ImputeMethod.Regression, Predictors: Listed.Of(new IndicatorCode("x")))));
        var build = IndexBuild.Run(input, Asem.Recipe(new Impute(rules))).OrThrow();
        var after = build.Steps.Single(s => s.Step is Impute).Data;
        Assert.NotNull(after.Find(new("x"))![2]);
        Assert.Equal(11, after.Find(new("y"))![4]!.Value, 1e-9);
    }
}
