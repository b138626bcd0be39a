using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>A cell of a heat map; null = missing, drawn empty.</summary>
public sealed record HeatCell(double? Value, string? Href = null, CellMarks Marks = CellMarks.None);
/// <summary>A row of a heat map.</summary>
public sealed record HeatRow(Text Name, ChartRole Role, ImmutableArray<HeatCell> Cells);

/// <summary>Units by indicators on one scale, in a sequential palette of even steps that goes from light to dark; the number stands in the cell where there is room.</summary>
internal static class HeatMap
{
    private const int MostWithNumbers = 12, MostNamed = 16;

    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, Text what, ImmutableArray<Text> columns, ImmutableArray<HeatRow> rows, (double Low, double High) scale) => new()
    {
        Id = id,
        Title = title,
        Subtitle = subtitle,
        Summary = summary,
        Height = 140 + 30 * rows.Length,
        Marks = rows.SelectMany(r => r.Cells).Aggregate(CellMarks.None, (m, c) => m | c.Marks),
        Option = new
        {
            grid = new { left = 8, right = 8, top = 8, bottom = 64, containLabel = true },
            xAxis = new { type = "category", data = columns.Select(c => c.Say()), axisLabel = new { interval = columns.Length <= MostNamed ? 0 : (int?)null, width = columns.Length <= 6 ? 120 : 84, overflow = "break", fontSize = 11 }, axisTick = new { show = false } },
            yAxis = new { type = "category", inverse = true, data = rows.Select(r => r.Name.Say()), axisTick = new { show = false } },
            visualMap = new
            {
                min = scale.Low,
                max = scale.High,
                calculable = false,
                orient = "horizontal",
                left = "center",
                bottom = 0,
                itemWidth = 10,
                itemHeight = 120,
                text = new[] { Numbers.Show(scale.High, NumberForm.Brief), Numbers.Show(scale.Low, NumberForm.Brief) },
                textStyle = new { color = "@muted" },
                inRange = new { color = new[] { "@s0", "@s1", "@s2", "@s3", "@s4", "@s5" } },
            },
            series = new[] { new { type = "heatmap", itemStyle = new { borderColor = "@bg", borderWidth = 1 }, data = rows.SelectMany((r, y) => r.Cells.Select((c, x) => Item(c, x, y, r, columns, scale))) } },
        },
        Table = new([new(what), .. columns.Select(c => new ChartColumn(c, IsNumber: true))],
            [.. rows.Select(r => new ChartRow([ChartCell.Of(r.Name), .. r.Cells.Select(c => ChartCell.Of(c.Value, NumberForm.Score, c.Marks, c.Href))], r.Role))]),
    };

    private static object Item(HeatCell cell, int x, int y, HeatRow row, ImmutableArray<Text> columns, (double Low, double High) scale) => new
    {
        value = new object[] { x, y, cell.Value is { } v ? v : "-" },
        tip = $"{row.Name.Say()} · {columns[x].Say()}\n{Numbers.Show(cell.Value, NumberForm.Score)}{Components.Kit.MarkSign.Signs(cell.Marks)}",
        href = cell.Href,
        label = new
        {
            show = columns.Length <= MostWithNumbers,
            text = Numbers.Show(cell.Value, NumberForm.Brief) + Components.Kit.MarkSign.Signs(cell.Marks),
            color = cell.Value is { } value && value > (scale.Low + scale.High) / 2 ? "@s0" : "@s5",
            fontSize = 11,
        },
    };
}
