using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>A place where things stand, before or after: the side it is drawn on, and the colour of its kind.</summary>
public sealed record FlowPlace(string Id, Text Label, bool IsBefore, string Colour, string? Href = null);

/// <summary>So many went from one place to another.</summary>
public sealed record Flow(string From, string To, double Number);

/// <summary>Flows between two moments (a Sankey diagram): what was where before stands left, after right; width is number. The table gives every flow.</summary>
internal static class FlowChart
{
    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, (Text From, Text To, Text Number) heads, Text unit, IReadOnlyList<FlowPlace> places, IReadOnlyList<Flow> flows)
    {
        var named = places.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var drawn = flows.Where(f => f.Number > 0).OrderByDescending(f => f.Number).ToList();
        double In(string place) => drawn.Where(f => f.From == place || f.To == place).Sum(f => f.Number);
        return new ChartModel
        {
            Id = id,
            Title = title,
            Subtitle = subtitle,
            Summary = summary,
            Height = 120 + 44 * Math.Max(places.Count(p => p.IsBefore), places.Count(p => !p.IsBefore)),
            Option = new
            {
                series = new[]
                {
                    new
                    {
                        type = "sankey", left = 4, right = 4, top = 8, bottom = 8, nodeWidth = 12, nodeGap = 14, draggable = false, emphasis = new { focus = "adjacency" }, layoutIterations = 0,
                        lineStyle = new { color = "source", opacity = 0.35, curveness = 0.5 },
                        data = places.Where(p => In(p.Id) > 0).Select(p => new
                        {
                            name = p.Id, depth = p.IsBefore ? 0 : 1, href = p.Href, tip = $"{p.Label.Say()}\n{Numbers.Show(In(p.Id))} {unit.Say()}", itemStyle = new { color = p.Colour },
                            label = new { show = true, position = p.IsBefore ? "right" : "left", text = $"{p.Label.Say()} {Numbers.Show(In(p.Id))}", color = "@text" },
                        }),
                        links = drawn.Select(f => new { source = f.From, target = f.To, value = f.Number, tip = $"{named[f.From].Label.Say()} → {named[f.To].Label.Say()}\n{Numbers.Show(f.Number)} {unit.Say()}" }),
                    },
                },
            },
            Table = new([new(heads.From), new(heads.To), new(heads.Number, unit, IsNumber: true)],
                [.. drawn.Select(f => new ChartRow([ChartCell.Of(named[f.From].Label), ChartCell.Of(named[f.To].Label), ChartCell.Of(f.Number)]))]),
        };
    }
}
