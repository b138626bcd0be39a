using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Touchstone.City.Indices;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Charts;
using Touchstone.Web.Reading;

namespace Touchstone.Web.Tests;

/// <summary>The line of a city over the periods: scores inside one frame, ranks where each period has its own, nothing where there is no line.</summary>
public sealed class TimeChartTests
{
    private static readonly UnitCode A = new("a"), B = new("b"), C = new("c");

    public TimeChartTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    /// <summary>One indicator over three cities; a null is a missing value.</summary>
    private static IndexReading Reading(FrameRule frame, params double?[][] years)
    {
        FrameworkNode[] nodes = [new() { Code = new("root"), Kind = NodeKind.Aggregate, Name = new("指数", "Index") }, new() { Code = new("i"), Kind = NodeKind.Indicator, Parent = new("root"), Name = new("指标", "Indicator") }];
        ImmutableArray<Unit> units = [.. new[] { A, B, C }.Select(u => new Unit(u, Text.Same(u.Value), ImmutableSortedDictionary<string, string>.Empty))];
        RowKey[] rows = [.. years.SelectMany((_, y) => units.Select(u => new RowKey(Period.InYear(2019 + y), u.Code)))];
        var cells = rows.Select((row, r) => (row, Value: years[r / 3][r % 3])).Where(c => c.Value is not null).Select(c => new Cell(c.row, new("i"), c.Value, CellMarks.None, Place.Whole));
        var data = DataTable.Create(rows, [new IndicatorCode("i")], cells).OrThrow();
        Step[] steps = [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax))), new Aggregate(PerCode.All(new AggregateRule())), new Rank(Ties.Min, null)];
        var build = IndexBuild.Run(new(Framework.Create(nodes).OrThrow(), units, data), new(new("指数", "Index"), [.. steps], frame)).OrThrow();
        var stored = new StoredBuild { Id = build.Id, Index = "x", Edition = 1, KnownUntil = default, CreatedAt = default, Actor = "t", Periods = "", MethodsVersion = Methods.Version, FrameId = build.Frame.Id, Units = 3, RankedUnits = 3, Indicators = 1, Cells = 0, CellsWanted = 0 };
        return new(new IndexDefinition { Index = "x", Edition = 1, NameZh = "指数", NameEn = "Index", ContentHash = "", CreatedAt = default, Actor = "t" }, stored, build, null);
    }

    private static ChartModel? Chart(IndexReading index, UnitCode own) => TimeChart.Of(index, own, [B], Here.At("http://x/index/x"));
    private static double?[] Column(ChartModel chart, int column) => [.. chart.Table.Rows.Select(r => r.Cells[column].Number)];
    private static JsonElement Option(ChartModel chart) => JsonDocument.Parse(ChartJson.Write(chart)).RootElement.GetProperty("option");

    [Fact]
    public void Periods_InOneFrame_AreALineOfScoresOnOneScale()
    {
        var chart = Chart(Reading(new FrameRule.Pooled(), [0, 10, 20], [20, 30, 40]), A)!;
        Assert.Equal([0.0, 50], Column(chart, 1));
        Assert.Equal([25.0, 75], Column(chart, 2));
        Assert.Contains(Words.Audit.OneFrame.En, chart.Subtitle.En, StringComparison.Ordinal);
        Assert.False(Option(chart).GetProperty("yAxis").TryGetProperty("inverse", out _));
    }

    [Fact]
    public void Periods_EachInItsOwnFrame_AreALineOfRanksAndNeverOfScores()
    {
        var chart = Chart(Reading(new FrameRule.PerPeriod(), [0, 10, 20], [40, 30, 20]), A)!;
        Assert.Equal([3.0, 1], Column(chart, 1));
        Assert.Equal([2.0, 2], Column(chart, 2));
        Assert.Contains(Words.Audit.FrameEach.En, chart.Subtitle.En, StringComparison.Ordinal);
        Assert.Equal("a went from rank 3 of 3 (2019) to 1 of 3 (2020)", chart.Title.En);
        Assert.True(Option(chart).GetProperty("yAxis").GetProperty("inverse").GetBoolean());
    }

    [Fact]
    public void Period_WithoutAScore_IsAGapThatSaysWhy()
    {
        var chart = Chart(Reading(new FrameRule.Pooled(), [0, 10, 20], [null, 30, 40], [5, 10, 40]), A)!;
        Assert.True(chart.Table.Rows[1].Cells[1].IsMissing);
        Assert.Equal(Words.Kit.Missing, chart.Table.Rows[1].Cells[1].Text);
        Assert.Equal("-", Option(chart).GetProperty("series")[0].GetProperty("data")[1].GetProperty("value").GetString());
    }

    [Fact]
    public void City_WithFewerThanTwoScores_HasNoLine()
    {
        Assert.Null(Chart(Reading(new FrameRule.PerPeriod(), [0, 10, 20]), A));
        Assert.Null(Chart(Reading(new FrameRule.Pooled(), [0, 10, 20], [null, 30, 40]), A));
    }
}
