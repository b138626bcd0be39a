using System.Globalization;

namespace Touchstone.Files;

/// <summary>Drawings of a report. Colours come from the page's style, so that dark and paper work.</summary>
internal static partial class Svg
{
    /// <summary>A bar for each value, in the style given. A negative value goes left of the baseline.</summary>
    public static void Bars(HtmlText html, string title, IReadOnlyList<(string Name, double Value, string Shown, string Css)> bars, int own = -1)
    {
        double low = Math.Min(0, bars.Min(b => b.Value)), high = Math.Max(0, bars.Max(b => b.Value));
        double span = high > low ? high - low : 1, zero = Room * (-low / span);
        Lines(html, title, [.. bars.Select(b => b.Name)], Step, i =>
        {
            var (_, value, shown, css) = bars[i];
            double width = Room * Math.Abs(value) / span, x = value < 0 ? zero - width : zero;
            html.Open("rect", "class", css, "x", $"{N(x)}%", "y", "2", "width", $"{N(Math.Max(0.1, width))}%", "height", N(Step - 5)).Close("rect");
            html.Element("text", shown, "x", $"{N(Math.Max(zero, x + width))}%", "dx", "6", "y", "12", "class", "soft");
            Axis(html, zero);
        }, own);
    }

    /// <summary>Counts in equal bins, with the range written under it.</summary>
    public static void Histogram(HtmlText html, string title, double[] values, int bins)
    {
        const int Width = 230, Height = 70;
        double low = values.Min(), high = values.Max();
        int[] counts = new int[bins];
        foreach (double v in values) counts[high > low ? Math.Min(bins - 1, (int)((v - low) / (high - low) * bins)) : bins / 2]++;
        double most = counts.Max(), step = (double)Width / bins;
        html.Open("svg", "viewBox", $"0 0 {Width} {Height + 18}", "role", "img", "aria-label", title, "width", N(Width), "height", N(Height + 18));
        for (int i = 0; i < bins; i++)
            if (counts[i] > 0)
                html.Open("rect", "class", "bar", "x", N(i * step + 0.5), "y", N(Height - Height * counts[i] / most), "width", N(step - 1), "height", N(Height * counts[i] / most)).Close("rect");
        html.Open("line", "class", "axis", "x1", "0", "x2", N(Width), "y1", N(Height), "y2", N(Height)).Close("line");
        html.Element("text", ReportPage.Value(Math.Round(low, 1)), "x", "0", "y", N(Height + 14), "class", "soft");
        html.Element("text", ReportPage.Value(Math.Round(high, 1)), "x", N(Width), "y", N(Height + 14), "text-anchor", "end", "class", "soft");
        html.Close("svg");
    }

    /// <summary>Bars of one unit on the scale of all, each with a tick where the median of the units stands.</summary>
    public static void Profile(HtmlText html, string title, IReadOnlyList<(string Name, double? Value, double Median, string Shown)> bars, double low, double high)
    {
        double span = high > low ? high - low : 1;
        double At(double v) => Room * Math.Clamp((v - low) / span, 0, 1);
        Lines(html, title, [.. bars.Select(b => b.Name)], Step + 1, i =>
        {
            var (_, value, median, shown) = bars[i];
            double zero = At(Math.Max(low, 0));
            if (value is { } v) html.Open("rect", "class", "bar", "x", $"{N(Math.Min(At(v), zero))}%", "y", "4", "width", $"{N(Math.Max(0.3, Math.Abs(At(v) - zero)))}%", "height", "11").Close("rect");
            html.Open("line", "class", "tick", "x1", $"{N(At(median))}%", "x2", $"{N(At(median))}%", "y1", "2", "y2", "17").Close("line");
            html.Element("text", shown, "x", "100%", "y", "14", "text-anchor", "end", "class", "soft");
        });
    }

    /// <summary>A line from low to high for each, with a tick where it stands; the scale runs from 1 to the number of ranks, the best on the left.</summary>
    public static void Intervals(HtmlText html, string title, IReadOnlyList<(string Name, double Low, double High, double? At, string Shown)> lines, int ranks) =>
        Lines(html, title, [.. lines.Select(l => l.Name)], Step, i =>
        {
            var (_, low, high, at, shown) = lines[i];
            double from = AtRank(low, ranks), to = AtRank(high, ranks);
            html.Open("rect", "class", "bar", "x", $"{N(from)}%", "y", "6", "width", $"{N(Math.Max(0.4, to - from))}%", "height", "5").Close("rect");
            if (at is { } rank) html.Open("line", "class", "tick", "x1", $"{N(AtRank(rank, ranks))}%", "x2", $"{N(AtRank(rank, ranks))}%", "y1", "2", "y2", "15").Close("line");
            html.Element("text", shown, "x", $"{N(at is { } r ? Math.Max(to, AtRank(r, ranks)) : to)}%", "dx", "8", "y", "12", "class", "soft");
        });

    private static string N(double x) => x.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Cut to what fits; a Chinese character takes the room of two.</summary>
    public static string Short(string name, int room = 27)
    {
        int used = 0;
        for (int i = 0; i < name.Length; i++)
        {
            used += name[i] > 0x2E7F ? 2 : 1;
            if (used > room) return name[..i].TrimEnd() + "…";
        }
        return name;
    }
}
