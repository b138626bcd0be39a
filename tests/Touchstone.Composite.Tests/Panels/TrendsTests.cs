using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

public sealed class TrendsTests
{
    private static readonly IndicatorCode s_x = new("x");

    private static DataTable Table(params IEnumerable<(Period Period, string Unit, double? Value)> cells) => DataTable.Create(cells.Select(c => new RowKey(c.Period, new(c.Unit))), [s_x],
        cells.Where(c => c.Value is not null).Select(c => new Cell(new(c.Period, new(c.Unit)), s_x, c.Value, CellMarks.None, Place.Whole))).OrThrow();

    private static DataTable OneUnit(int firstYear, IEnumerable<double?> values) => Table([.. values.Select((v, i) => (Period.InYear(firstYear + i), "A", v))]);

    private static Trend Of(IEnumerable<double?> values, TrendWindow? window = null) => Assert.Single(Trends.OfData(OneUnit(2001, values), [s_x], window).OrThrow().Items);

    private static Gen<double?[]> Values => Gen.Frequency((5, Gen.Double[1, 100].Select(x => (double?)x)), (1, Gen.Const((double?)null))).Array[2, 12];

    /// <summary>All of a window is what is there when the other periods were never in the table.</summary>
    [Fact]
    public void Window_AnyPeriods_ReadsTheirRowsAndNoOthers() => Gen.Select(Values, Gen.Int[0, 11], Gen.Int[0, 11], Gen.Int[2, 12]).Sample((values, a, b, latest) =>
    {
        int low = Math.Min(a, b) % values.Length, high = Math.Min(Math.Max(a, b), values.Length - 1);
        if (high - low < 1) return true;
        int from = Math.Max(low, high - latest + 1);
        var ours = Of(values, new(Period.InYear(2001 + low), Period.InYear(2001 + high), latest));
        var alone = Trends.OfData(OneUnit(2001 + from, values[from..(high + 1)]), [s_x]).OrThrow().Items[0];
        return ours == alone;
    });

    [Fact]
    public void Shares_OtherUnitOfMeasure_AreTheSame() => Gen.Select(Values, Gen.Double[0.01, 1000]).Sample((values, by) =>
    {
        var one = Of(values);
        var other = Of(values.Select(v => by * v));
        return Near(one.RelativeChange, other.RelativeChange) && Near(one.Growth, other.Growth) && Near(one.RelativeSlope, other.RelativeSlope) && Near(by * one.Slope, other.Slope) && Near(by * one.Change, other.Change);
    });

    [Fact]
    public void Growth_Compounded_GivesTheLastFigure() => Values.Sample(values =>
    {
        var trend = Of(values);
        return trend.Growth is not { } growth || Near(trend.FirstValue * Math.Pow(1 + growth, trend.Last!.Value.Year - trend.First!.Value.Year), trend.LastValue);
    });

    [Fact]
    public void Line_ThroughPointsOnALine_HasItsSlopeAndStart() => Gen.Select(Gen.Double[1, 100], Gen.Double[0, 10], Gen.Bool.Array[3, 12]).Sample((start, slope, there) =>
    {
        there[0] = there[^1] = true;
        var trend = Of(there.Select((t, i) => t ? start + slope * i : (double?)null));
        return Near(slope, trend.Slope) && Near(slope / start, trend.RelativeSlope);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(7)]
    [InlineData(1e300)]
    public void NoChange_AnyFigure_IsZeroEverywhere(double value)
    {
        var trend = Of([value, null, value, value]);
        Assert.Equal((0.0, 0.0, 0.0, 0.0, 0.0), (trend.Change, trend.RelativeChange, trend.Growth, trend.Slope, trend.RelativeSlope));
        Assert.Equal(3, trend.Observed);
    }

    [Fact]
    public void Start_NotAboveZero_HasNoShares()
    {
        foreach (double start in (double[])[0, -2])
        {
            var trend = Of([start, 5]);
            Assert.Equal((5 - start, 5 - start), (trend.Change, trend.Slope));
            Assert.Equal((null, null, null), (trend.RelativeChange, trend.Growth, trend.RelativeSlope));
        }
        Assert.Equal(-1, Of([4, 0]).Growth);
        Assert.Null(Of([4, -1]).Growth);
    }

    [Fact]
    public void Overflow_IsMissingAndNotInfinite()
    {
        var trend = Of([-1.7e308, 1.7e308]);
        Assert.Equal((null, null), (trend.Change, trend.Slope));
        Assert.Equal(1.7e308, trend.LastValue);
    }

    [Fact]
    public void MixedFrequencies_OnlyThoseOfTheLastAreCompared()
    {
        var table = Table((Period.InYear(2020), "A", 1), (Period.InQuarter(2021, 1), "A", 100), (Period.YearTo(new(2021, 6, 30)), "A", 50), (Period.InYear(2021), "A", 2),
            (Period.YearTo(new(2022, 6, 30)), "A", 60), (Period.YearTo(new(2022, 3, 31)), "A", 30), (Period.InYear(2022), "A", 3));
        Assert.Equal(["2020", "2021", "2022"], Trends.OfData(table, [s_x]).OrThrow().Periods.Select(p => p.ToString()));
        var toJune = Trends.OfData(table, [s_x], new(To: Period.YearTo(new(2022, 6, 30)))).OrThrow();
        Assert.Equal(["2021-YTD-06-30", "2022-YTD-06-30"], toJune.Periods.Select(p => p.ToString()));
        Assert.Equal(10, toJune.Items[0].Change);
    }

    [Fact]
    public void QuarterlySlope_IsAYear()
    {
        var trend = Trends.OfData(Table((Period.InQuarter(2021, 4), "A", 10), (Period.InQuarter(2022, 4), "A", 12), (Period.InQuarter(2023, 4), "A", 14)), [s_x]).OrThrow().Items[0];
        Assert.Equal(2, trend.Slope!.Value, 5e-13);
    }

    [Fact]
    public void UnknownColumnAndNarrowWindow_AreBothTold()
    {
        var refused = Trends.OfData(OneUnit(2001, [1, 2]), [new("nil"), s_x], new(From: Period.InYear(2002))).AllFindings;
        Assert.Equal(["trends.unknown", "trends.periods"], refused.Select(f => f.Code));
    }

    [Fact]
    public void Scores_FramePerPeriod_AreRefused()
    {
        static IndexBuild Build(FrameRule frame)
        {
            var framework = Framework.Create([new FrameworkNode { Code = new("index"), Kind = NodeKind.Aggregate }, new FrameworkNode { Code = s_x, Kind = NodeKind.Indicator, Parent = new IndicatorCode("index") }]).OrThrow();
            ImmutableArray<Unit> units = [.. new[] { "A", "B" }.Select(u => new Unit(new(u), Text.Same(u), ImmutableSortedDictionary<string, string>.Empty))];
            var data = Table((Period.InYear(2020), "A", 1), (Period.InYear(2020), "B", 3), (Period.InYear(2021), "A", 2), (Period.InYear(2021), "B", 5));
            return IndexBuild.Run(new(framework, units, data), new(Text.Same("t"), [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax))), new Aggregate(PerCode.All(new AggregateRule()))], frame)).OrThrow();
        }
        Assert.Equal("trends.frame", Assert.Single(Trends.OfScores(Build(new FrameRule.PerPeriod()), [new("index")]).AllFindings).Code);
        Assert.Equal([25.0, 50], Trends.OfScores(Build(new FrameRule.Pooled()), [new("index")]).OrThrow().Items.Select(t => t.Change!.Value));
    }

    private static bool Near(double? a, double? b) => a is { } x && b is { } y ? Math.Abs(x - y) <= 1e-9 * Math.Max(1, Math.Abs(y)) : a is null && b is null;
}
