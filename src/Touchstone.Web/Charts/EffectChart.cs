using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>A factor's effects.</summary>
public sealed record EffectBar(Text Factor, EffectEstimate First, EffectEstimate Total);

/// <summary>Two bars a factor, the largest total first: what it does alone, and what it does with all others. The intervals stand in the table and on hover.</summary>
internal static class EffectChart
{
    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, ImmutableArray<EffectBar> bars)
    {
        var sorted = bars.OrderByDescending(b => b.Total.Value).ToImmutableArray();
        return new ChartModel
        {
            Id = id,
            Title = title,
            Subtitle = subtitle,
            Summary = summary,
            Height = 72 + 52 * Math.Max(sorted.Length, 2),
            Option = new
            {
                grid = new { left = 8, right = 64, top = 28, bottom = 24, containLabel = true },
                legend = new { show = true, top = 0, right = 0 },
                xAxis = new { type = "value", min = 0, splitNumber = 4 },
                yAxis = new { type = "category", inverse = true, data = sorted.Select(b => b.Factor.Say()), axisTick = new { show = false } },
                series = new[] { Series(Words.Robust.First, "@us", sorted, b => b.First), Series(Words.Robust.Total, "@other", sorted, b => b.Total) },
            },
            Table = new(
                [new(Words.Robust.Factor), new(Words.Robust.First, IsNumber: true), new(Words.Robust.FirstInterval), new(Words.Robust.Total, IsNumber: true), new(Words.Robust.TotalInterval)],
                [.. sorted.Select(b => new ChartRow([ChartCell.Of(b.Factor), ChartCell.Of(b.First.Value, NumberForm.Percent), ChartCell.Of(Text.Same(Interval(b.First))), ChartCell.Of(b.Total.Value, NumberForm.Percent), ChartCell.Of(Text.Same(Interval(b.Total)))]))]),
        };
    }

    public static string Interval(EffectEstimate e) => $"{Numbers.Show(e.Low, NumberForm.Percent)} … {Numbers.Show(e.High, NumberForm.Percent)}";

    private static object Series(Text name, string colour, ImmutableArray<EffectBar> bars, Func<EffectBar, EffectEstimate> of) => new
    {
        type = "bar",
        name = name.Say(),
        barMaxWidth = 14,
        itemStyle = new { color = colour },
        data = bars.Select(b => new
        {
            value = Math.Max(0, of(b).Value),
            tip = $"{b.Factor.Say()}\n{name.Say()} {Numbers.Show(of(b).Value, NumberForm.Percent)} ({Interval(of(b))})",
            label = new { show = true, position = "outside", text = Numbers.Show(of(b).Value, NumberForm.Percent), color = "@text" },
        }),
    };
}
