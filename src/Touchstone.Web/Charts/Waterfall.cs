using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>One step of a waterfall: what it adds (or takes away).</summary>
public sealed record Drop(Text Name, double Value, string? Href = null, Text Note = default);

/// <summary>
/// From one total to another by steps that add up: which indicator makes how much of a difference. Rises and falls differ in colour and in sign.
/// The caller gives steps that sum to the difference; what does not fit in the picture is summed into one last step and stays whole in the table.
/// </summary>
internal static class Waterfall
{
    private const int MostDrawn = 14;

    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, Text what, Text unit, (Text Name, double Value) from, (Text Name, double Value) to, ImmutableArray<Drop> drops)
    {
        var ordered = drops.OrderByDescending(d => Math.Abs(d.Value)).ToList();
        var drawn = ordered.Count <= MostDrawn ? ordered
            : [.. ordered.Take(MostDrawn - 1), new Drop(Words.Charts.Rest(ordered.Count - MostDrawn + 1), ordered.Skip(MostDrawn - 1).Sum(d => d.Value))];
        return new ChartModel
        {
            Id = id,
            Title = title,
            Subtitle = subtitle,
            Summary = summary,
            Height = 72 + 26 * (drawn.Count + 2),
            Option = Option(from, to, drawn),
            Table = new([new(what), new(Words.Charts.Contribution, unit, IsNumber: true)],
            [
                new([ChartCell.Of(from.Name), ChartCell.Of(from.Value, NumberForm.Score)]),
                .. ordered.Select(d => new ChartRow([ChartCell.Of(d.Name, d.Href), ChartCell.Of(d.Value, NumberForm.Change, href: d.Href)])),
                new([ChartCell.Of(to.Name), ChartCell.Of(to.Value, NumberForm.Score)]),
            ]),
        };
    }

    private static object Option((Text Name, double Value) from, (Text Name, double Value) to, List<Drop> drops)
    {
        var bars = new List<(string Name, double Low, double High, string Colour, string Label, string? Href)>
        {
            (from.Name.Say(), 0, from.Value, "@peer", Numbers.Show(from.Value, NumberForm.Score), null),
        };
        double at = from.Value;
        foreach (var d in drops)
        {
            double next = at + d.Value;
            bars.Add((d.Name.Say(), Math.Min(at, next), Math.Max(at, next), d.Value >= 0 ? "@up" : "@down", (d.Value >= 0 ? "▲ " : "▼ ") + Numbers.Show(d.Value, NumberForm.Change), d.Href));
            at = next;
        }
        bars.Add((to.Name.Say(), 0, to.Value, "@us", Numbers.Show(to.Value, NumberForm.Score), null));
        return new
        {
            grid = new { left = 8, right = 72, top = 8, bottom = 24, containLabel = true },
            xAxis = new { type = "value", splitNumber = 5 },
            yAxis = new { type = "category", inverse = true, data = bars.Select(b => b.Name), axisTick = new { show = false } },
            series = new object[]
            {
                new { type = "bar", stack = "a", silent = true, itemStyle = new { color = "transparent" }, data = bars.Select(b => b.Low) },
                new
                {
                    type = "bar", stack = "a", barMaxWidth = 16,
                    data = bars.Select(b => new { value = b.High - b.Low, tip = $"{b.Name}\n{b.Label}", href = b.Href, itemStyle = new { color = b.Colour }, label = new { show = true, position = "outside", text = b.Label, color = "@text" } }),
                },
            },
        };
    }
}
