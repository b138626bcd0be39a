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

    /// <summary>Whatever the recipe: a unit named in <c>never</c>, or one that lacks more than the cap, is filled nowhere, neither in an indicator nor at a node; and every other may be.</summary>
    [Fact]
    public void Fill_UnitsLeftAlone_AreFilledNowhere()
    {
        int filled = 0, spared = 0;
        Gen.Select(Case.Any.Where(c => c.Recipe.Steps.Any(s => s is Impute)), Gen.Bool).Sample((c, byName) =>
        {
            Recipe With(double? most, params UnitCode[] never) => c.Recipe with
            {
                Steps = [.. c.Recipe.Steps.Select(s => s switch
                {
                    Impute i => new Impute(i.Rules, most, Listed.Of(never)),
                    Aggregate a => new Aggregate(PerCode.All(a.Rules.Default with { MinAvailable = 0.7, FillGroup = "region", Rises = Rises.Score })),
                    _ => s,
                })],
            };
            var named = SmallIndex.UnitCode(0);
            if (!IndexBuild.Run(c.Input, With(null)).IsDone(out var free) || !IndexBuild.Run(c.Input, byName ? With(null, named) : With(0)).IsDone(out var bound)) return;
            static IEnumerable<CellChange> Fills(IndexBuild build) => build.Steps.Where(s => s.Step is Impute or Aggregate).SelectMany(s => s.Changes).Where(c => c.Before is null);
            // A unit that lacks no figure is not left alone: a node of it may still be missing, where a scale gives no score.
            var lacking = Fills(free).Where(f => f.StepKind == "impute").Select(f => (f.Period, f.Unit)).ToHashSet();
            Assert.DoesNotContain(Fills(bound), f => byName ? f.Unit == named : f.StepKind == "impute" || lacking.Contains((f.Period, f.Unit)));
            filled += Fills(free).Count(f => f.StepKind == "aggregate");
            spared += bound.Findings.Count(f => f.Code == "aggregate.not-filled");
        }, iter: 300);
        // The law says something: nodes were filled where nothing forbids it, and left where it does.
        Assert.True(filled > 50 && spared > 50, $"{filled} nodes were filled, {spared} left alone");
    }

    /// <summary>Units 2 and 3 lack y, so their goal is missing; unit 2 takes its region's mean, and unit 3, which is never filled, stays missing and without a rank. Unit 4 lacks half of what it should have.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData(0.3, false)]
    public void Never_AtANodeThatIsFilledByGroup_StaysMissingAndIsNotRanked(double? most, bool othersAreFilled)
    {
        double?[] x = [10, 30, 90, 90], y = [10, 50, null, null];
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("x"), SmallIndex.Indicator("y")],
            Enumerable.Range(0, 4).Select(i => SmallIndex.Unit(i, true, ("region", "east"))), 4, (code, r) => code == "x" ? x[r] : y[r]);
        var build = IndexBuild.Run(input, Asem.Recipe(new Impute(PerCode.All(new ImputeRule(ImputeMethod.None)), most, Listed.Of(SmallIndex.UnitCode(3))),
            new Aggregate(PerCode.All(new AggregateRule(MinAvailable: 0.6, FillGroup: "region"))), new Rank(Ties.Min, null))).OrThrow();
        Assert.Equal([10, 40, othersAreFilled ? 25 : null, null], Enumerable.Range(0, 4).Select(r => build.Scores.Score(r, 0)));
        Assert.Null(build.Scores.Rank(3, 0));
        string told = Assert.Single(build.Findings, f => f.Code == "aggregate.not-filled").What.En;
        Assert.Contains(SmallIndex.UnitCode(3).Value, told, StringComparison.Ordinal);
        Assert.Equal(!othersAreFilled, told.Contains(SmallIndex.UnitCode(2).Value, StringComparison.Ordinal));
    }

    /// <summary>COINr <c>Impute(impute_by = "row", normalise_first = FALSE)</c>: the mean or median of what the row has in the group, direction or scale not looked at.</summary>
    [Fact]
    public void Apply_RowAsItIs_TakesTheMeanOrMedianOfTheRowsFigures()
    {
        double?[][] cells = [[1, 2, null, 6, 100], [5, 5, 5, 5, null], [null, null, null, null, 4]];
        IndexInput Input() => SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Aggregate("pillar", "index"),
            .. Enumerable.Range(0, 5).Select(i => SmallIndex.Indicator(SmallIndex.Code(i), i < 4 ? "pillar" : "index", direction: i == 1 ? Direction.LowerIsBetter : Direction.HigherIsBetter))],
            Enumerable.Range(0, 3).Select(i => SmallIndex.Unit(i)), 3, (code, r) => cells[r][SmallIndex.Place(code)]);
        double? At(ImputeRule rule, int row, int column)
        {
            var build = IndexBuild.Run(Input(), Asem.Recipe(new Impute(PerCode.All(rule)))).OrThrow();
            Assert.DoesNotContain(build.Frame.Parameters, p => p.Name is "row.low" or "row.high");
            return build.Steps[1].Data.Find(new(SmallIndex.Code(column)))![row];
        }
        ImputeRule Of(ImputeMethod method, int? level = null) => new(method, Level: level, NormaliseFirst: false);
        Assert.Equal(3, At(Of(ImputeMethod.RowMean, 2), 0, 2));
        Assert.Equal(2, At(Of(ImputeMethod.RowMedian, 2), 0, 2));
        Assert.Equal(109.0 / 4, At(Of(ImputeMethod.RowMean), 0, 2));
        Assert.Equal(4, At(Of(ImputeMethod.RowMedian), 0, 2));
        // A constant row gives its constant; a dimension without any figure gives nothing.
        Assert.Equal(5, At(Of(ImputeMethod.RowMean), 1, 4));
        Assert.Null(At(Of(ImputeMethod.RowMean, 2), 2, 0));
    }

    /// <summary>One unit of measure for all: another one fills the same figures in it, and what is filled lies between the row's figures.</summary>
    [Fact]
    public void Fill_RowAsItIs_TurnsWithTheUnitOfMeasure() => Gen.Select(s_gappy, Gen.Bool, Gen.Double[0.01, 100], Gen.Double[-50, 50]).Sample((columns, median, factor, shift) =>
    {
        var rule = new ImputeRule(median ? ImputeMethod.RowMedian : ImputeMethod.RowMean, NormaliseFirst: false);
        var filled = Filled(columns, rule);
        var other = Filled([.. columns.Select(c => c.Select(v => v * factor + shift).ToArray())], rule);
        for (int r = 0; r < columns[0].Length; r++)
        {
            double?[] present = [.. columns.Select(c => c[r]).Where(v => v is not null)];
            for (int c = 0; c < columns.Length; c++)
            {
                Near(filled.Columns[c][r] * factor + shift, other.Columns[c][r], 1e-9 * (100 * factor + Math.Abs(shift)));
                if (columns[c][r] is null && present.Length > 0) Assert.InRange(filled.Columns[c][r]!.Value, present.Min()!.Value, present.Max()!.Value);
            }
        }
    }, iter: 200);

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
