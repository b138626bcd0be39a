using System.Globalization;

namespace Touchstone.Files;

/// <summary>Drawings of a report. Colours come from the page's style, so that dark and paper work.</summary>
internal static partial class Svg
{
    private const int Step = 18;
    private const double Label = 34, Room = 51;   // per cent of the width, so that type keeps its size on a phone

    /// <summary>A bar for each value, in the style given. A negative value goes left of the baseline.</summary>
    public static void Bars(HtmlText html, string title, IReadOnlyList<(string Name, double Value, string Shown, string Css)> bars)
    {
        double low = Math.Min(0, bars.Min(b => b.Value)), high = Math.Max(0, bars.Max(b => b.Value));
        double span = high > low ? high - low : 1;
        double zero = Label + Room * (-low / span);
        int height = bars.Count * Step + 8;
        html.Open("svg", "class", "bars", "role", "img", "aria-label", title, "width", "100%", "height", N(height));
        for (int i = 0; i < bars.Count; i++)
        {
            var (name, value, shown, css) = bars[i];
            double y = 4 + i * Step, width = Room * Math.Abs(value) / span, x = value < 0 ? zero - width : zero;
            html.Element("text", Short(name), "x", $"{N(Label)}%", "dx", "-8", "y", N(y + 12), "text-anchor", "end");
            html.Open("rect", "class", css, "x", $"{N(x)}%", "y", N(y + 2), "width", $"{N(Math.Max(0.1, width))}%", "height", N(Step - 5)).Close("rect");
            html.Element("text", shown, "x", $"{N(Math.Max(zero, x + width))}%", "dx", "6", "y", N(y + 12), "class", "soft");
        }
        html.Open("line", "class", "axis", "x1", $"{N(zero)}%", "x2", $"{N(zero)}%", "y1", "0", "y2", N(height)).Close("line");
        html.Close("svg");
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
        const int Left = 118, Width = 130, Line = 19;
        double span = high > low ? high - low : 1;
        double At(double v) => Left + Width * Math.Clamp((v - low) / span, 0, 1);
        html.Open("svg", "viewBox", $"0 0 300 {N(bars.Count * Line)}", "role", "img", "aria-label", title, "width", "300", "height", N(bars.Count * Line));
        for (int i = 0; i < bars.Count; i++)
        {
            var (name, value, median, shown) = bars[i];
            double y = i * Line;
            html.Element("text", Short(name, 17), "x", "0", "y", N(y + 13));
            if (value is { } v) html.Open("rect", "class", "bar", "x", N(Math.Min(At(v), At(Math.Max(low, 0)))), "y", N(y + 4), "width", N(Math.Max(0.5, Math.Abs(At(v) - At(Math.Max(low, 0))))), "height", "11").Close("rect");
            html.Open("line", "class", "tick", "x1", N(At(median)), "x2", N(At(median)), "y1", N(y + 2), "y2", N(y + 17)).Close("line");
            html.Element("text", shown, "x", "300", "y", N(y + 13), "text-anchor", "end", "class", "soft");
        }
        html.Close("svg");
    }

    /// <summary>A line from low to high for each, with a tick where it stands; the scale runs from 1 to the number of ranks, the best on the left.</summary>
    public static void Intervals(HtmlText html, string title, IReadOnlyList<(string Name, double Low, double High, double? At, string Shown)> lines, int ranks)
    {
        double At(double rank) => Label + Room * (ranks > 1 ? (rank - 1) / (ranks - 1) : 0);
        int height = lines.Count * Step + 8;
        html.Open("svg", "class", "bars", "role", "img", "aria-label", title, "width", "100%", "height", N(height));
        for (int i = 0; i < lines.Count; i++)
        {
            var (name, low, high, at, shown) = lines[i];
            double y = 4 + i * Step;
            html.Element("text", Short(name), "x", $"{N(Label)}%", "dx", "-8", "y", N(y + 12), "text-anchor", "end");
            html.Open("rect", "class", "bar", "x", $"{N(At(low))}%", "y", N(y + 6), "width", $"{N(Math.Max(0.4, At(high) - At(low)))}%", "height", "5").Close("rect");
            if (at is { } rank) html.Open("line", "class", "tick", "x1", $"{N(At(rank))}%", "x2", $"{N(At(rank))}%", "y1", N(y + 2), "y2", N(y + 15)).Close("line");
            html.Element("text", shown, "x", $"{N(At(high))}%", "dx", "8", "y", N(y + 12), "class", "soft");
        }
        html.Close("svg");
    }

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
