using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>Who a mark on a chart stands for; decides its colour: one blue for us, one warm accent for the peers, grey for the others.</summary>
public enum ChartRole
{
    Other,
    Us,
    Peer,
}

/// <summary>
/// A chart and the table of the same numbers: neither can be made without the other. Made by the chart kinds of this folder (<see cref="BarChart"/>,
/// <see cref="LineChart"/>, <see cref="StripChart"/>, <see cref="RadarChart"/>, <see cref="HeatMap"/>, <see cref="Waterfall"/>), which hold the drawing rules.
/// </summary>
public sealed record ChartModel
{
    /// <summary>Unique on the page; also the file name of exports.</summary>
    public required string Id { get; init; }
    /// <summary>The finding.</summary>
    public required Text Title { get; init; }
    /// <summary>What · unit · period · source.</summary>
    public required Text Subtitle { get; init; }
    /// <summary>One sentence that says what the chart shows.</summary>
    public required Text Summary { get; init; }
    /// <summary>The same numbers.</summary>
    public required ChartTable Table { get; init; }
    /// <summary>The ECharts option; colours by name (<c>@us</c>, <c>@peer</c>, <c>@other</c>, <c>@text</c>, <c>@c1</c>…), which the page's theme turns into colours.</summary>
    internal object Option { get; init; } = new();
    /// <summary>Height in CSS pixels.</summary>
    public int Height { get; init; } = 320;
    /// <summary>The marks it shows, for the page's legend.</summary>
    public CellMarks Marks { get; init; }
}

/// <summary>The table of a chart; the first column names the row.</summary>
public sealed record ChartTable(ImmutableArray<ChartColumn> Columns, ImmutableArray<ChartRow> Rows);
/// <summary>A column of a chart's table.</summary>
public sealed record ChartColumn(Text Header, Text Unit = default, bool IsNumber = false);
/// <summary>A row of a chart's table.</summary>
public sealed record ChartRow(ImmutableArray<ChartCell> Cells, ChartRole Role = ChartRole.Other)
{
    internal string Class => Role switch { ChartRole.Us => "is-us", ChartRole.Peer => "is-peer", ChartRole.Other => "" };
}

/// <summary>A cell of a chart's table: a number, words, or missing with its reason.</summary>
public sealed record ChartCell
{
    public double? Number { get; private init; }
    public Text Text { get; private init; }
    public bool IsMissing { get; private init; }
    public NumberForm Form { get; private init; }
    public string? Href { get; init; }
    public CellMarks Marks { get; init; }

    public static ChartCell Of(Text text, string? href = null) => new() { Text = text, Href = href };
    public static ChartCell Of(double? number, NumberForm form = NumberForm.Plain, CellMarks marks = CellMarks.None, string? href = null, Text? reason = null) =>
        number is { } x ? new() { Number = x, Form = form, Marks = marks, Href = href } : new() { IsMissing = true, Text = reason ?? Words.Kit.Missing };

    internal string Written => Number is { } x ? Numbers.Exact(x) : IsMissing ? "" : Text.Say();
}

/// <summary>Writes what js/charts.js reads. HTML-sensitive characters are escaped, so the text is safe inside a script element.</summary>
internal static class ChartJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static string Write(ChartModel model) =>
        JsonSerializer.Serialize(new { title = model.Title.Say(), subtitle = model.Subtitle.Say(), option = model.Option }, Options);
}
