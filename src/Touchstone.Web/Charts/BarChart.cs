using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Charts;

/// <summary>One bar. Low and High draw a whisker where an interval exists.</summary>
public sealed record Bar(Text Label, double? Value, ChartRole Role = ChartRole.Other, string? Href = null, CellMarks Marks = CellMarks.None,
    Text Tip = default, double? Low = null, double? High = null, Text? Reason = null);

/// <summary>
/// Bars from zero, sorted by value. Up to thirty lie (each labelled directly); more stand as thin columns where only us and the peers are named.
/// Missing values have no bar and stay in the table with their reason.
/// </summary>
internal static class BarChart
{
    private const int MostLying = 30;

    public static ChartModel Of(string id, Text title, Text subtitle, Text summary, Text what, Text unit, IEnumerable<Bar> bars, NumberForm form = NumberForm.Brief)
    {
        var sorted = bars.OrderByDescending(b => b.Value ?? double.NegativeInfinity).ToList();
        var drawn = sorted.Where(b => b.Value is not null).ToList();
        bool lying = drawn.Count <= MostLying;
        return new ChartModel
        {
            Id = id,
            Title = title,
            Subtitle = subtitle,
            Summary = summary,
            Height = lying ? 48 + 24 * Math.Max(drawn.Count, 2) : 300,
            Marks = sorted.Aggregate(CellMarks.None, (m, b) => m | b.Marks),
            Option = lying ? Lying(drawn, form) : Standing(drawn, form),
            Table = new([new(what), new(Words.Kit.Value, unit, IsNumber: true)],
                [.. sorted.Select(b => new ChartRow([ChartCell.Of(b.Label, b.Href), ChartCell.Of(b.Value, form == NumberForm.Brief ? NumberForm.Plain : form, b.Marks, b.Href, b.Reason)], b.Role))]),
        };
    }

    private static object Lying(List<Bar> bars, NumberForm form) => new
    {
        grid = new { left = 8, right = 64, top = 8, bottom = 24, containLabel = true },
        xAxis = new { type = "value", min = bars.All(b => b.Value >= 0) ? 0 : (double?)null, splitNumber = 4 },
        yAxis = new { type = "category", inverse = true, data = bars.Select(b => b.Label.Say()), axisTick = new { show = false } },
        series = new[] { new { type = "bar", barMaxWidth = 16, data = bars.Select(b => Item(b, form, label: true)) } },
        whiskers = Whiskers(bars, form),
    };

    private static object Standing(List<Bar> bars, NumberForm form) => new
    {
        grid = new { left = 8, right = 16, top = 32, bottom = 12, containLabel = true },
        xAxis = new { type = "category", data = bars.Select(b => b.Label.Say()), axisLabel = new { show = false }, axisTick = new { show = false } },
        yAxis = new { type = "value", min = bars.All(b => b.Value >= 0) ? 0 : (double?)null, splitNumber = 4 },
        series = new[] { new { type = "bar", barCategoryGap = "20%", data = bars.Select(b => Item(b, form, label: b.Role != ChartRole.Other)) } },
        whiskers = Whiskers(bars, form),
    };

    private static object Item(Bar b, NumberForm form, bool label) => new
    {
        value = b.Value,
        name = b.Label.Say(),
        tip = b.Tip.IsEmpty ? $"{b.Label.Say()}\n{Numbers.Show(b.Value, form)}" : b.Tip.Say(),
        href = b.Href,
        itemStyle = new { color = ChartColour.Of(b.Role), decal = (b.Marks & (CellMarks.Imputed | CellMarks.CarriedForward | CellMarks.Rescaled)) != CellMarks.None ? "hatch" : null },
        label = new
        {
            show = label && (b.Low is null || b.High is null),
            position = (b.Value ?? 0) < 0 ? "left" : "outside",
            text = Numbers.Show(b.Value, form) + Components.Kit.MarkSign.Signs(b.Marks),
            named = b.Label.Say(),
            color = ChartColour.TextOf(b.Role),
        },
    };

    /// <summary>Place, low, high, and the label, which stands beyond the whisker.</summary>
    private static object? Whiskers(List<Bar> bars, NumberForm form) => bars.Any(b => b.Low is not null && b.High is not null)
        ? bars.Select((b, i) => (b, i)).Where(p => p.b.Low is not null && p.b.High is not null)
            .Select(p => new { value = new[] { p.i, p.b.Low!.Value, p.b.High!.Value }, text = Numbers.Show(p.b.Value, form) + Components.Kit.MarkSign.Signs(p.b.Marks) })
        : null;
}

/// <summary>Colour names that js/charts.js turns into the theme's colours.</summary>
internal static class ChartColour
{
    public static string Of(ChartRole role) => role switch { ChartRole.Us => "@us", ChartRole.Peer => "@peer", ChartRole.Other => "@other" };
    public static string TextOf(ChartRole role) => role switch { ChartRole.Us => "@us", ChartRole.Peer => "@peer", ChartRole.Other => "@text" };
}
