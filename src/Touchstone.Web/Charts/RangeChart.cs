using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>A unit's rank and the range that it takes.</summary>
public sealed record RankSpan(Text Unit, double? Rank, double Low, double Median, double High, ChartRole Role, string? Href = null);

/// <summary>Ranks as dots with their ranges as whiskers, the best on top, units in the order of their ranks; only us and the peers are named.</summary>
internal static class RangeChart
{
    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, Text what, IEnumerable<RankSpan> spans)
    {
        var sorted = spans.OrderBy(s => s.Rank ?? double.PositiveInfinity).ThenBy(s => s.Median).ToImmutableArray();
        return new ChartModel
        {
            Id = id,
            Title = title,
            Subtitle = subtitle,
            Summary = summary,
            Height = 360,
            Option = new
            {
                grid = new { left = 8, right = 16, top = 32, bottom = 12, containLabel = true },
                legend = new { show = true, top = 0, right = 0 },
                xAxis = new { type = "category", data = sorted.Select(s => s.Unit.Say()), axisLabel = new { show = false }, axisTick = new { show = false } },
                yAxis = new { type = "value", inverse = true, min = 1, splitNumber = 5, minInterval = 1 },
                series = new[] { ChartRole.Us, ChartRole.Peer, ChartRole.Other }.Where(role => sorted.Any(s => s.Role == role)).Select(role => new
                {
                    type = "scatter",
                    name = Words.Charts.Role(role).Say(),
                    symbol = role == ChartRole.Us ? "diamond" : "circle",
                    symbolSize = role switch { ChartRole.Us => 14, ChartRole.Peer => 10, ChartRole.Other => 7 },
                    z = role switch { ChartRole.Us => 12, ChartRole.Peer => 11, ChartRole.Other => 5 },
                    itemStyle = new { color = ChartColour.Of(role) },
                    data = sorted.Select((s, i) => (s, i)).Where(p => p.s.Role == role).Select(p => new
                    {
                        value = new[] { p.i, p.s.Rank ?? p.s.Median },
                        tip = $"{p.s.Unit.Say()}\n{Words.Robust.Tip(Numbers.Rank(p.s.Rank), Numbers.RankRange(p.s.Low, p.s.High)).Say()}",
                        href = p.s.Href,
                        label = role == ChartRole.Us ? new { show = true, position = "top", text = p.s.Unit.Say(), color = "@us" } : null,
                    }),
                }),
                whiskers = sorted.Select((s, i) => new { value = new[] { i, s.Low, s.High }, text = "" }),
            },
            Table = new([new(what), new(Words.Kit.Rank, IsNumber: true), new(Words.Ranges.RangeLow, IsNumber: true), new(Words.Charts.Median, IsNumber: true), new(Words.Ranges.RangeHigh, IsNumber: true)],
                [.. sorted.Select(s => new ChartRow([ChartCell.Of(s.Unit, s.Href), ChartCell.Of(s.Rank, reason: Words.Kit.NotRanked), ChartCell.Of(s.Low), ChartCell.Of(s.Median), ChartCell.Of(s.High)], s.Role))]),
        };
    }
}
