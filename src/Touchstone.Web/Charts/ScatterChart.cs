using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>A unit at two values; a named one is labelled.</summary>
public sealed record ScatterDot(Text Unit, double X, double Y, ChartRole Role, bool IsNamed = false, string? Href = null, Text Tip = default, CellMarks Marks = CellMarks.None);

/// <summary>What an axis shows.</summary>
public sealed record ScatterAxis(Text Name, Text Unit, NumberForm Form);

/// <summary>Units by two values, neither of which explains the other: no line is fitted, and neither axis starts at zero. The table gives every dot.</summary>
internal static class ScatterChart
{
    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, Text what, ScatterAxis x, ScatterAxis y, ImmutableArray<ScatterDot> dots) => new()
    {
        Id = id,
        Title = title,
        Subtitle = subtitle,
        Summary = summary,
        Height = 420,
        Marks = dots.Aggregate(CellMarks.None, (m, d) => m | d.Marks),
        Option = new
        {
            grid = new { left = 8, right = 28, top = 32, bottom = 28, containLabel = true },
            xAxis = Axis(x, "middle", 26),
            yAxis = Axis(y, "end", 12),
            series = new[] { ChartRole.Us, ChartRole.Peer, ChartRole.Other }.Where(role => dots.Any(d => d.Role == role)).Select(role => Series(role, dots, x.Form, y.Form)),
        },
        Table = new([new(what), new(x.Name, x.Unit, true), new(y.Name, y.Unit, true)],
            [.. dots.OrderByDescending(d => d.X).Select(d => new ChartRow([ChartCell.Of(d.Unit, d.Href), ChartCell.Of(d.X, x.Form), ChartCell.Of(d.Y, y.Form, d.Marks)], d.Role))]),
    };

    private static object Axis(ScatterAxis axis, string place, int gap) => new
    {
        type = "value",
        scale = true,
        splitNumber = 5,
        name = axis.Name.Say(),
        nameLocation = place,
        nameGap = gap,
        nameTextStyle = new { color = "@muted", align = place == "end" ? "left" : "center" },
    };

    private static object Series(ChartRole role, ImmutableArray<ScatterDot> dots, NumberForm x, NumberForm y) => new
    {
        type = "scatter",
        name = Words.Charts.Role(role).Say(),
        symbol = role == ChartRole.Us ? "diamond" : "circle",
        symbolSize = role == ChartRole.Us ? 15 : 9,
        z = role == ChartRole.Other ? 2 : 6,
        itemStyle = new { color = ChartColour.Of(role), opacity = role == ChartRole.Other ? 0.8 : 1 },
        labelLayout = new { hideOverlap = true },
        data = dots.Where(d => d.Role == role).Select(d => new
        {
            value = new[] { d.X, d.Y },
            tip = d.Tip.IsEmpty ? $"{d.Unit.Say()}\n{Numbers.Show(d.X, x)} · {Numbers.Show(d.Y, y)}" : d.Tip.Say(),
            href = d.Href,
            label = d.IsNamed || role != ChartRole.Other ? new { show = true, position = "top", text = d.Unit.Say(), color = ChartColour.TextOf(role) } : null,
        }),
    };
}
