using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What each rule of imputation fills, against a plain reckoning of it: from which rows, up to which border, with which marks.</summary>
public sealed class FillLaws
{
    /// <summary>Three columns of seven to twelve rows, some cells missing, some rows not ranked; the first three rows are ranked and whole.</summary>
    private static readonly Gen<(double?[][] Columns, bool[] Ranked)> s_gappy =
        from rows in Gen.Int[7, 12]
        from cells in Gen.Select(Gen.Int[0, 60], Gen.Int[0, 4]).Array[3 * rows]
        from ranked in Gen.Int[0, 4].Array[rows]
        select (Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, rows).Select(r => r > 2 && cells[c * rows + r].Item2 == 0 ? null : (double?)(cells[c * rows + r].Item1 / 4.0 + (r == 0 ? 1 : 0))).ToArray()).ToArray(), ranked.Select((v, r) => r < 3 || v > 0).ToArray());

    private static IndexInput InputOf(double?[][] columns, bool[]? ranked = null, Func<int, string?>? group = null, bool lower = false) => SmallIndex.Input(
        [SmallIndex.Aggregate("index"), SmallIndex.Aggregate("p", "index"), .. columns.Select((_, i) => SmallIndex.Indicator(SmallIndex.Code(i), i < 2 ? "p" : "index", direction: lower && i == 1 ? Direction.LowerIsBetter : Direction.HigherIsBetter))],
        columns[0].Select((_, i) => group?.Invoke(i) is { } g ? SmallIndex.Unit(i, ranked?[i] ?? true, ("region", g)) : SmallIndex.Unit(i, ranked?[i] ?? true)), columns[0].Length, (code, r) => columns[SmallIndex.Place(code)][r]);

    private static StepResult Run(IndexInput input, Impute step) => IndexBuild.Run(input, Asem.Recipe(step)).OrThrow().Steps[1];
    private static Impute All(ImputeRule rule) => new(PerCode.All(rule));

    private static void Near(double? expected, double? actual)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected is { } e) Assert.Equal(e, actual!.Value, 1e-9 * Math.Max(1, Math.Abs(e)));
    }

    private static double Median(double[] x) => x.Order().ToArray() is var s && s.Length % 2 == 1 ? s[s.Length / 2] : (s[s.Length / 2 - 1] + s[s.Length / 2]) / 2;

    [Fact]
    public void MeansAndMedians_OfColumnAndGroup_AreThoseOfTheRankedRowsThatHaveAValue() => Gen.Select(s_gappy, Gen.Int[0, 3]).Sample((made, which) =>
    {
        var (columns, ranked) = made;
        var method = new[] { ImputeMethod.Mean, ImputeMethod.Median, ImputeMethod.GroupMean, ImputeMethod.GroupMedian }[which];
        string? Group(int r) => r % 3 == 2 ? null : r % 3 == 0 ? "east" : "west";
        bool byGroup = which > 1;
        var after = Run(InputOf(columns, ranked, Group), All(new(method, byGroup ? "region" : null))).Data;
        for (int c = 0; c < 3; c++)
            for (int r = 0; r < columns[c].Length; r++)
            {
                double? expected = columns[c][r];
                if (expected is null && !(byGroup && Group(r) is null))
                {
                    double[] from = [.. Enumerable.Range(0, columns[c].Length).Where(o => ranked[o] && (!byGroup || Group(o) == Group(r))).Select(o => columns[c][o]).OfType<double>()];
                    expected = from.Length == 0 ? null : which % 2 == 0 ? from.Average() : Median(from);
                }
                Near(expected, after.Find(new(SmallIndex.Code(c)))![r]);
            }
    }, iter: 400);

    /// <summary>The root mean square of the differences in deviations, over what both rows have; half of what the row has is enough to share; rows as near as the last one wanted count too.</summary>
    [Fact]
    public void NearestNeighbours_AnyGap_IsTheMeanOfThoseThatPlainSearchFinds()
    {
        int filled = 0, tied = 0;
        Gen.Select(s_gappy, Gen.Int[1, 4]).Sample((made, wanted) =>
        {
            var (columns, ranked) = made;
            int rows = columns[0].Length;
            var after = Run(InputOf(columns, ranked), All(new(ImputeMethod.NearestNeighbours, Neighbours: wanted))).Data;
            double[] deviations = [.. columns.Select(x => Deviation([.. x.Where((_, r) => ranked[r]).OfType<double>()]))];
            for (int c = 0; c < 3; c++)
                for (int r = 0; r < rows; r++)
                {
                    if (columns[c][r] is not null) continue;
                    var near = new List<(double Distance, double Value)>();
                    for (int o = 0; o < rows; o++)
                    {
                        int[] shared = [.. Enumerable.Range(0, 3).Where(k => deviations[k] > 0 && columns[k][r] is not null && columns[k][o] is not null)];
                        int own = Enumerable.Range(0, 3).Count(k => deviations[k] > 0 && columns[k][r] is not null);
                        if (o == r || !ranked[o] || columns[c][o] is not { } value || shared.Length == 0 || shared.Length < own / 2.0) continue;
                        near.Add((Math.Sqrt(shared.Average(k => Math.Pow((columns[k][r]!.Value - columns[k][o]!.Value) / deviations[k], 2))), value));
                    }
                    var ordered = near.OrderBy(n => n.Distance).ToList();
                    double? expected = ordered.Count == 0 ? null : ordered.Where(n => n.Distance <= ordered[Math.Min(wanted, ordered.Count) - 1].Distance * (1 + 1e-9)).Average(n => n.Value);
                    Near(expected, after.Find(new(SmallIndex.Code(c)))![r]);
                    if (expected is not null) filled++;
                    if (ordered.Count > wanted && ordered[wanted].Distance <= ordered[wanted - 1].Distance * (1 + 1e-9)) tied++;
                }
        }, iter: 400);
        Assert.True(filled > 500 && tied > 20, $"{filled} filled, {tied} tied.");
    }

    private static double Deviation(double[] x) => Math.Sqrt(x.Sum(v => (v - x.Average()) * (v - x.Average())) / (x.Length - 1));

    /// <summary>Five of them, where none is stated.</summary>
    [Fact]
    public void NearestNeighbours_NoNumberStated_IsFive()
    {
        double?[] x = [0, 1, 2, 3, 4, 5, 90, 91], y = [null, 10, 20, 30, 40, 50, 7, 7];
        Assert.Equal(30, Run(InputOf([x, y, x]), All(new(ImputeMethod.NearestNeighbours))).Data.Find(new("i001"))![0]);
    }

    /// <summary>Each indicator from the frame's smallest to its largest value, better being more; the mean or median of the places that the row has, within the dimension, carried back.</summary>
    [Fact]
    public void RowMeanAndMedian_AnyGap_IsWhereTheRowStands() => Gen.Select(s_gappy, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 4]).Sample((made, median, near, lower, flat) =>
    {
        var (columns, ranked) = made;
        // A column of one value has no places, and its gaps are that value.
        if (flat == 0) columns[0] = [.. columns[0].Select(v => v is null ? null : (double?)7)];
        var after = Run(InputOf(columns, ranked, lower: lower), All(new(median ? ImputeMethod.RowMedian : ImputeMethod.RowMean, Level: near ? 2 : null))).Data;
        var ends = columns.Select(x => x.Where((_, r) => ranked[r]).OfType<double>().ToArray()).Select(v => (Low: v.Min(), High: v.Max())).ToArray();
        bool Down(int c) => lower && c == 1;
        for (int c = 0; c < 3; c++)
            for (int r = 0; r < columns[c].Length; r++)
            {
                double? expected = columns[c][r];
                // The dimension of level 2 is the pillar of the first two; the third stands under the root and has none but itself.
                int[] dimension = !near ? [0, 1, 2] : c < 2 ? [0, 1] : [2];
                double[] places = [.. dimension.Where(k => columns[k][r] is not null && ends[k].Low < ends[k].High).Select(k => (columns[k][r]!.Value - ends[k].Low) / (ends[k].High - ends[k].Low) is var way && Down(k) ? 1 - way : way)];
                if (expected is null && places.Length > 0)
                {
                    double place = median ? Median(places) : places.Average();
                    expected = ends[c].Low + (Down(c) ? 1 - place : place) * (ends[c].High - ends[c].Low);
                }
                Near(expected, after.Find(new(SmallIndex.Code(c)))![r]);
            }
    }, iter: 600);

    [Fact]
    public void RowMedian_OfThreePlaces_IsTheMiddleOne()
    {
        double?[] ends = [0, 10];
        double?[][] columns = [[.. ends, 9], [.. ends, 1], [.. ends, 5], [.. ends, null]];
        Assert.Equal(5, Run(InputOf(columns), All(new(ImputeMethod.RowMedian))).Data.Find(new("i003"))![2]);
    }

    /// <summary>What other columns determine is found, through as many of them as there are, alike or not; with one row more than coefficients and one there is a fit, with one fewer none.</summary>
    [Fact]
    public void Regression_OnColumnsThatDetermineIt_FillsItFromAsFewRowsAsItNeeds() => Gen.Select(Gen.Double[-9, 9].Array[4], Gen.Int[0, 1000].Array[3 * 9], Gen.Int[1, 3], Gen.Bool).Sample((b, cells, predictors, twice) =>
    {
        double?[][] x = [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 9).Select(r => (double?)(twice && c == 1 ? 2 * cells[r] + 1 : cells[c * 9 + r])).ToArray())];
        double Whole(int r) => b[3] + Enumerable.Range(0, predictors).Sum(c => b[c] * x[c][r]!.Value);
        foreach (bool enough in new[] { true, false })
        {
            int rows = predictors + (enough ? 2 : 1);
            double?[] y = [.. Enumerable.Range(0, 9).Select(r => r < rows ? Whole(r) : (double?)null)];
            if (enough && !AreTellable([.. Enumerable.Range(0, predictors).Where(c => !twice || c != 1).Select(c => x[c].Take(rows).Select(v => v!.Value).ToArray())])) return;
            var rule = new Impute(new(new(ImputeMethod.None), ImmutableSortedDictionary<IndicatorCode, ImputeRule>.Empty.Add(new(SmallIndex.Code(3)), new(ImputeMethod.Regression, Predictors: Listed.Of(Enumerable.Range(0, predictors).Select(c => new IndicatorCode(SmallIndex.Code(c))))))));
            var after = Run(InputOf([.. x, y]), rule).Data.Find(new(SmallIndex.Code(3)))!;
            if (enough) Assert.Equal(Whole(8), after[8]!.Value, 1e-9 * (1 + b.Sum(Math.Abs) * 1000));
            else Assert.Null(after[8]);
        }
    }, iter: 300);

    /// <summary>Whether columns differ enough, and enough from each other, to be told apart.</summary>
    private static bool AreTellable(double[][] columns)
    {
        var singular = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(columns[0].Length, columns.Length, (r, c) => columns[c][r] - columns[c].Average()).Svd(false).S;
        return singular[singular.Count - 1] > 1 && singular[singular.Count - 1] > 0.02 * singular[0];
    }

    [Fact]
    public void Regression_SeenRowsOnly_AreRankedAndHaveEveryPredictor()
    {
        // y = 2x on A–C; D is not ranked and E lacks x: neither may bend the line. F has no x and stays missing.
        double?[] x = [1, 2, 3, 4, null, null, 10], y = [2, 4, 6, 900, 900, null, null];
        var rule = new Impute(new(new(ImputeMethod.None), ImmutableSortedDictionary<IndicatorCode, ImputeRule>.Empty.Add(new(SmallIndex.Code(1)), new(ImputeMethod.Regression, Predictors: Listed.Of(new IndicatorCode(SmallIndex.Code(0)))))));
        var after = Run(InputOf([x, y, x], [true, true, true, false, true, true, true]), rule).Data.Find(new("i001"))!;
        Near(20, after[6]);
        Assert.Null(after[5]);
    }

    /// <summary>A row that lacks the share is filled, one that lacks more is not and is told; one that is named is never filled and never told. What does not apply is not lacked.</summary>
    [Fact]
    public void Fill_OfARowThatLacksMuch_StopsAboveTheShare() => Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[0, 2], Gen.Bool).Sample((present, missing, inapplicable, named) =>
    {
        int all = present + missing, columns = all + inapplicable;
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), .. Enumerable.Range(0, columns).Select(i => SmallIndex.Indicator(SmallIndex.Code(i)))], [SmallIndex.Unit(0), SmallIndex.Unit(1)], 2,
            (code, r) => r == 1 && SmallIndex.Place(code) >= present ? null : 5, (code, r) => r == 1 && SmallIndex.Place(code) >= all ? CellMarks.NotApplicable : CellMarks.None);
        var never = named ? Listed.Of(SmallIndex.UnitCode(1)) : null;
        foreach (var (share, fills) in new[] { ((double)missing / all, true), ((missing - 0.5) / all, false) })
        {
            var build = IndexBuild.Run(input, Asem.Recipe(new Impute(PerCode.All(new ImputeRule(ImputeMethod.Mean)), share, never))).OrThrow();
            Assert.Equal(fills && !named ? missing : 0, build.Steps[1].Changes.Count);
            Assert.Equal(!fills && !named ? 1 : 0, build.Findings.Count(f => f.Code == "impute.too-much"));
        }
    }, iter: 200);

    [Fact]
    public void Mean_OfAColumnWithoutValues_FillsNothingAndIsToldOnlyWhereSomethingWasToBeFilled()
    {
        string[] Told(CellMarks marks) => [.. IndexBuild.Run(SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("b")], [SmallIndex.Unit(0), SmallIndex.Unit(1)], 2, (code, r) => code == "a" ? null : 5 + r,
            (code, r) => code == "a" ? marks : CellMarks.None), Asem.Recipe(All(new(ImputeMethod.Mean)))).OrThrow().Findings.Select(f => f.Code)];
        Assert.Equal(["impute.nothing"], Told(CellMarks.None));
        Assert.Empty(Told(CellMarks.NotApplicable));
    }

    /// <summary>One unit over seven years, some missing, some marked. Sources are what was observed; one exactly as old as allowed is used.</summary>
    private static readonly Gen<(double? Value, bool Provisional)[]> s_years = Gen.Select(Gen.Int[0, 90], Gen.Int[0, 2], Gen.Bool).Select(c => (c.Item2 == 0 ? (double?)null : c.Item1, c.Item2 > 0 && c.Item3)).Array[7];

    /// <summary>Years apart are not all alike: 2015, 2016, 2018, 2019, 2020, 2023, 2024.</summary>
    private static readonly int[] s_calendar = [2015, 2016, 2018, 2019, 2020, 2023, 2024];

    [Fact]
    public void OverTime_AnyGap_IsFilledFromTheNearestObservationsWithinTheAge() => Gen.Select(s_years, Gen.Int[0, 3], Gen.Int[0, 6]).Sample((cells, which, age) =>
    {
        var method = new[] { ImputeMethod.LastObservation, ImputeMethod.Interpolate, ImputeMethod.PreviousOrNext, ImputeMethod.InterpolateOrNearest }[which];
        int? most = age == 0 ? null : age;
        var rows = s_calendar.Select(y => new RowKey(Period.InYear(y), SmallIndex.UnitCode(0))).ToList();
        var input = new IndexInput(Framework.Create([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a")]).OrThrow(), [SmallIndex.Unit(0)],
            SmallIndex.Table(rows, [new IndicatorCode("a")], (_, r) => cells[r].Value, (_, r) => cells[r].Provisional ? CellMarks.Provisional : CellMarks.None));
        var after = Run(input, All(new(method, MaxAge: most))).Data.Columns[0];
        for (int r = 0; r < 7; r++)
        {
            int before = Enumerable.Range(0, r).LastOrDefault(o => cells[o].Value is not null, -1), next = Enumerable.Range(r + 1, 6 - r).FirstOrDefault(o => cells[o].Value is not null, -1);
            if (before >= 0 && s_calendar[r] - s_calendar[before] > most) before = -1;
            if (next >= 0 && s_calendar[next] - s_calendar[r] > most) next = -1;
            CellMarks Mark(int o) => cells[o].Provisional ? CellMarks.Provisional : CellMarks.None;
            var (value, marks) = cells[r].Value is { } own ? (own, Mark(r))
                : before >= 0 && next >= 0 && method is ImputeMethod.Interpolate or ImputeMethod.InterpolateOrNearest && before >= 0 && next >= 0
                    ? (cells[before].Value!.Value + (cells[next].Value!.Value - cells[before].Value!.Value) * (s_calendar[r] - s_calendar[before]) / (s_calendar[next] - s_calendar[before]), Mark(before) | Mark(next) | CellMarks.Imputed)
                : method == ImputeMethod.Interpolate ? ((double?)null, CellMarks.None)
                : before >= 0 ? (cells[before].Value, Mark(before) | CellMarks.CarriedForward)
                : next >= 0 && method != ImputeMethod.LastObservation ? (cells[next].Value, Mark(next) | CellMarks.Imputed)
                : (null, CellMarks.None);
            Near(value, after[r]);
            Assert.Equal(marks, after.MarksAt(r));
        }
    }, iter: 1500);

    /// <summary>What was carried forward by a step before is a source like any other; what lies between is on a line, and not carried.</summary>
    [Fact]
    public void Interpolate_FromAValueThatWasCarriedForward_IsNotMarkedAsCarried()
    {
        double?[] cells = [10, null, null, 40];
        var rows = Enumerable.Range(2019, 4).Select(y => new RowKey(Period.InYear(y), SmallIndex.UnitCode(0))).ToList();
        var input = new IndexInput(Framework.Create([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a")]).OrThrow(), [SmallIndex.Unit(0)], SmallIndex.Table(rows, [new IndicatorCode("a")], (_, r) => cells[r]));
        var after = IndexBuild.Run(input, Asem.Recipe(All(new(ImputeMethod.LastObservation, MaxAge: 1)), All(new(ImputeMethod.Interpolate)))).OrThrow().Steps[2].Data.Columns[0];
        Assert.Equal([(10.0, CellMarks.None), (10, CellMarks.CarriedForward), (25, CellMarks.Imputed), (40, CellMarks.None)], Enumerable.Range(0, 4).Select(r => (after[r]!.Value, after.MarksAt(r))));
    }

    /// <summary>Rows as many as indicators and two are enough to fit them together, one fewer is not.</summary>
    [Fact]
    public void Em_AsManyRowsAsItNeeds_FillsAndOneFewerDoesNot()
    {
        double?[] x = [1, 2, 4, 3, 8], y = [3, 4, 9, 7, null];
        foreach (int rows in new[] { 5, 4 })
        {
            // Two indicators of a pillar: four rows that say something, the gap's own among them.
            double?[][] columns = [[.. x.TakeLast(rows)], [.. y.TakeLast(rows)], [.. x.TakeLast(rows)]];
            var build = IndexBuild.Run(InputOf(columns), Asem.Recipe(new Impute(new(new(ImputeMethod.None), ImmutableSortedDictionary<IndicatorCode, ImputeRule>.Empty.Add(new("i001"), new(ImputeMethod.Em, Level: 2)))))).OrThrow();
            Assert.NotNull(build.Steps[1].Data.Find(new("i001"))![rows - 1]);
        }
        double?[][] few = [[.. x.TakeLast(3)], [.. y.TakeLast(3)], [.. x.TakeLast(3)]];
        var none = IndexBuild.Run(InputOf(few), Asem.Recipe(new Impute(new(new(ImputeMethod.None), ImmutableSortedDictionary<IndicatorCode, ImputeRule>.Empty.Add(new("i001"), new(ImputeMethod.Em, Level: 2)))))).OrThrow();
        Assert.Null(none.Steps[1].Data.Find(new("i001"))![2]);
        Assert.Single(none.Findings, f => f.Code == "impute.too-few-rows");
    }
}
