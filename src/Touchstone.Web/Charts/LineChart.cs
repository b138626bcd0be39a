using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>A point of a line; null leaves a gap.</summary>
public sealed record LinePoint(string Period, double? Value, CellMarks Marks = CellMarks.None, string? Href = null, Text? Reason = null);
/// <summary>A line, named at its end.</summary>
public sealed record Line(Text Name, ChartRole Role, ImmutableArray<LinePoint> Points, bool Dashed = false);

/// <summary>What the upright axis of a line chart shows.</summary>
internal enum LineAxis
{
    /// <summary>Values, more is higher.</summary>
    Value,
    /// <summary>Ranks, the best on top.</summary>
    Rank,
}

/// <summary>
/// Lines over time inside one frame. Marked points (imputed, carried forward, provisional) are hollow; gaps are not bridged. The caller may only give it periods of one frame:
/// across frames a chart is refused, and the page says why.
/// </summary>
internal static class LineChart
{
    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, Text unit, ImmutableArray<Line> lines, NumberForm form = NumberForm.Brief, LineAxis axis = LineAxis.Value)
    {
        var periods = lines.SelectMany(l => l.Points.Select(p => p.Period)).Distinct().Order(StringComparer.Ordinal).ToList();
        return new ChartModel
        {
            Id = id,
            Title = title,
            Subtitle = subtitle,
            Summary = summary,
            Height = 300,
            Marks = lines.SelectMany(l => l.Points).Aggregate(CellMarks.None, (m, p) => m | p.Marks),
            Option = Option(lines, periods, form, axis),
            Table = new([new(Words.Kit.Period), .. lines.Select(l => new ChartColumn(l.Name, unit, IsNumber: true))],
                [.. periods.Select(period => new ChartRow([ChartCell.Of(Text.Same(period)), .. lines.Select(l => Cell(l, period, form))]))]),
        };
    }

    private static ChartCell Cell(Line line, string period, NumberForm form)
    {
        var point = line.Points.FirstOrDefault(p => p.Period == period);
        return ChartCell.Of(point?.Value, form == NumberForm.Brief ? NumberForm.Plain : form, point?.Marks ?? CellMarks.None, point?.Href, point?.Reason);
    }

    private static object Option(ImmutableArray<Line> lines, List<string> periods, NumberForm form, LineAxis axis) => new
    {
        grid = new { left = 8, right = 96, top = 16, bottom = 8, containLabel = true },
        xAxis = new { type = "category", data = periods, boundaryGap = periods.Count < 2 },
        yAxis = axis switch
        {
            LineAxis.Value => (object)new { type = "value", scale = true, splitNumber = 4 },
            LineAxis.Rank => new { type = "value", inverse = true, min = 1, minInterval = 1, splitNumber = 4 },
        },
        series = lines.Select(l => new
        {
            type = "line",
            name = l.Name.Say(),
            connectNulls = false,
            symbolSize = 7,
            lineStyle = new { color = ChartColour.Of(l.Role), width = l.Role == ChartRole.Other ? 1 : 2, type = l.Dashed ? "dashed" : "solid" },
            itemStyle = new { color = ChartColour.Of(l.Role) },
            labelLayout = new { moveOverlap = "shiftY" },
            endLabel = new { show = true, text = l.Name.Say(), color = ChartColour.TextOf(l.Role) },
            z = l.Role == ChartRole.Us ? 5 : 2,
            data = periods.Select(period => Point(l, period, form)),
        }),
    };

    /// <summary>A missing point is "-", which ECharts leaves open.</summary>
    private static object Point(Line line, string period, NumberForm form)
    {
        var p = line.Points.FirstOrDefault(x => x.Period == period);
        return new
        {
            value = p?.Value is { } value ? (object)value : "-",
            symbol = p is null || p.Marks == CellMarks.None ? "circle" : "emptyCircle",
            tip = $"{line.Name.Say()} · {period}\n{Numbers.Show(p?.Value, form)}{Components.Kit.MarkSign.Signs(p?.Marks ?? CellMarks.None)}",
            href = p?.Href,
        };
    }
}
