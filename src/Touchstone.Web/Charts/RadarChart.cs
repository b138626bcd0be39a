using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>A unit's outline: one value for each axis; null = missing.</summary>
public sealed record Outline(Text Unit, ChartRole Role, ImmutableArray<double?> Values, string? Href = null);

/// <summary>
/// A few units over three to eight axes of one scale. A unit with a missing axis is not drawn, because an outline through a gap would lie; it stays in the table.
/// At most five beside us are drawn, the nearest first; the table has all.
/// </summary>
internal static class RadarChart
{
    private const int MostOthers = 5;

    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, Text what, Text unit, ImmutableArray<Text> axes, ImmutableArray<Outline> outlines, (double Low, double High) scale)
    {
        var whole = outlines.Where(o => o.Values.All(v => v is not null)).ToList();
        List<Outline> drawn = [.. whole.Where(o => o.Role != ChartRole.Us).Take(MostOthers), .. whole.Where(o => o.Role == ChartRole.Us)];
        return new ChartModel
        {
            Id = id,
            Title = title,
            Subtitle = subtitle,
            Summary = summary,
            Height = 360,
            Option = new
            {
                legend = new { show = true, bottom = 0, data = drawn.Select(o => o.Unit.Say()) },
                radar = new
                {
                    radius = "64%",
                    center = new[] { "50%", "46%" },
                    indicator = axes.Select(a => new { name = a.Say(), min = scale.Low, max = scale.High }),
                    axisName = new { color = "@text" },
                    splitLine = new { lineStyle = new { color = "@line" } },
                    axisLine = new { lineStyle = new { color = "@line" } },
                    splitArea = new { show = false },
                },
                series = new[] { new { type = "radar", symbolSize = 5, data = drawn.Select((o, i) => Item(o, i, axes)) } },
            },
            Table = new([new(what), .. outlines.Select(o => new ChartColumn(o.Unit, unit, IsNumber: true))],
                [.. axes.Select((a, i) => new ChartRow([ChartCell.Of(a), .. outlines.Select(o => ChartCell.Of(o.Values[i], NumberForm.Score))]))]),
        };
    }

    private static object Item(Outline outline, int place, ImmutableArray<Text> axes)
    {
        string colour = outline.Role == ChartRole.Us ? "@us" : place == 0 ? "@peer" : $"@c{2 + place % 6}";
        return new
        {
            name = outline.Unit.Say(),
            value = outline.Values,
            tip = outline.Unit.Say() + "\n" + string.Join('\n', axes.Select((a, i) => $"{a.Say()} {Numbers.Show(outline.Values[i], NumberForm.Score)}")),
            href = outline.Href,
            itemStyle = new { color = colour },
            lineStyle = new { color = colour, width = outline.Role == ChartRole.Us ? 2.5 : 1.5 },
            areaStyle = outline.Role == ChartRole.Us ? new { color = colour, opacity = 0.12 } : null,
        };
    }
}
