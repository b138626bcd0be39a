using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>A unit's value in a strip.</summary>
public sealed record StripDot(Text Unit, double Value, ChartRole Role, string? Href = null, Text Tip = default, CellMarks Marks = CellMarks.None);
/// <summary>One row of dots: a dimension, an indicator.</summary>
public sealed record Strip(Text Name, ImmutableArray<StripDot> Dots);

/// <summary>
/// Every unit as a dot on each row: the whole field in grey, the peers in the warm accent, us in blue and labelled. Shows a place in a distribution, which bars of means hide.
/// The table gives us and the peers, with the lowest, median and highest of all.
/// </summary>
internal static class StripChart
{
    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, Text what, Text unit, ImmutableArray<Strip> strips, NumberForm form = NumberForm.Score)
    {
        var named = strips.SelectMany(s => s.Dots).Where(d => d.Role != ChartRole.Other).Select(d => (d.Unit, d.Role)).Distinct().OrderBy(d => d.Role).ToList();
        return new ChartModel
        {
            Id = id,
            Title = title,
            Subtitle = subtitle,
            Summary = summary,
            Height = 56 + 44 * Math.Max(strips.Length, 2),
            Marks = strips.SelectMany(s => s.Dots).Where(d => d.Role != ChartRole.Other).Aggregate(CellMarks.None, (m, d) => m | d.Marks),
            Option = Option(strips, form),
            Table = new(
                [new(what), .. named.Select(n => new ChartColumn(n.Unit, unit, IsNumber: true)), new(Words.Charts.Lowest, unit, true), new(Words.Charts.Median, unit, true), new(Words.Charts.Highest, unit, true)],
                [.. strips.Select(s => new ChartRow([ChartCell.Of(s.Name), .. named.Select(n => Cell(s, n.Unit, form)), .. Spread(s, form)]))]),
        };
    }

    private static ChartCell Cell(Strip strip, Text unit, NumberForm form)
    {
        var dot = strip.Dots.FirstOrDefault(d => d.Unit == unit);
        return ChartCell.Of(dot?.Value, form, dot?.Marks ?? CellMarks.None, dot?.Href);
    }

    private static IEnumerable<ChartCell> Spread(Strip strip, NumberForm form)
    {
        double[] sorted = [.. strip.Dots.Select(d => d.Value).Order()];
        if (sorted.Length == 0) return [ChartCell.Of((double?)null), ChartCell.Of((double?)null), ChartCell.Of((double?)null)];
        double median = sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
        return [ChartCell.Of(sorted[0], form), ChartCell.Of(median, form), ChartCell.Of(sorted[^1], form)];
    }

    private static object Option(ImmutableArray<Strip> strips, NumberForm form) => new
    {
        grid = new { left = 8, right = 24, top = 28, bottom = 8, containLabel = true },
        legend = new { show = true, top = 0, right = 0 },
        xAxis = new { type = "value", splitNumber = 5 },
        yAxis = new { type = "category", inverse = true, data = strips.Select(s => s.Name.Say()), axisTick = new { show = false }, splitLine = new { show = true } },
        series = new[] { ChartRole.Us, ChartRole.Peer, ChartRole.Other }.Where(role => strips.Any(s => s.Dots.Any(d => d.Role == role))).Select(role => new
        {
            type = "scatter",
            name = Words.Charts.Role(role).Say(),
            symbol = role == ChartRole.Us ? "diamond" : "circle",
            symbolSize = role switch { ChartRole.Us => 15, ChartRole.Peer => 10, ChartRole.Other => 7 },
            z = role switch { ChartRole.Us => 9, ChartRole.Peer => 6, ChartRole.Other => 2 },
            itemStyle = new { color = ChartColour.Of(role), opacity = role == ChartRole.Other ? 0.55 : 1 },
            data = strips.SelectMany((s, y) => s.Dots.Where(d => d.Role == role).Select(d => new
            {
                value = new[] { d.Value, y },
                tip = d.Tip.IsEmpty ? $"{d.Unit.Say()} · {s.Name.Say()}\n{Numbers.Show(d.Value, form)}" : d.Tip.Say(),
                href = d.Href,
                label = role == ChartRole.Us ? new { show = true, position = "top", text = Numbers.Show(d.Value, form), color = "@us" } : null,
            })),
        }),
    };
}
