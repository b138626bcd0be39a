namespace Touchstone.Files;

/// <summary>A bar of a waterfall: a total stands on the baseline, a part between the sums before and after it.</summary>
internal sealed record WaterfallBar(string Name, double From, double To, bool IsTotal, string Shown);

/// <summary>Whether a rising bar is for the better.</summary>
internal enum Rising
{
    /// <summary>A score.</summary>
    Better,
    /// <summary>A rank.</summary>
    Worse,
}

internal static partial class Svg
{
    /// <summary>Bars whose parts stand one behind another; the sum is written at the end.</summary>
    public static void Stacked(HtmlText html, string title, IReadOnlyList<(string Name, IReadOnlyList<double> Parts, string Shown, bool IsOutside)> bars, int own = -1)
    {
        double high = bars.Max(b => b.Parts.Sum()), span = high > 0 ? high : 1;
        Lines(html, title, [.. bars.Select(b => b.Name)], Step, i =>
        {
            var (_, parts, shown, outside) = bars[i];
            double x = 0;
            for (int p = 0; p < parts.Count; p++)
            {
                double width = Room * parts[p] / span;
                if (width > 0) html.Open("rect", "class", $"c{p % Colours}", "fill-opacity", outside ? "0.45" : "1", "x", $"{N(x)}%", "y", "2", "width", $"{N(width)}%", "height", N(Step - 5)).Close("rect");
                x += width;
            }
            html.Element("text", shown, "x", $"{N(x)}%", "dx", "6", "y", "12", "class", "soft");
            Axis(html, 0);
        }, own);
    }

    /// <summary>The names of colours, in their order.</summary>
    public static void Key(HtmlText html, IEnumerable<string> names)
    {
        html.Raw("<ul class=\"key\">");
        foreach (var (name, i) in names.Select((n, i) => (n, i))) html.Raw("<li>").Open("b", "class", $"c{i % Colours}").Raw("</b>").Text(name).Raw("</li>");
        html.Raw("</ul>\n");
    }

    /// <summary>A dot a unit.</summary>
    public static void Scatter(HtmlText html, string title, IReadOnlyList<(double X, double Y, string Name)> dots, (string X, string Y) axes)
    {
        const double Left = 58, Bottom = 150, Width = 190, Height = 140, Top = 8;
        double lowX = dots.Min(d => d.X), highX = dots.Max(d => d.X), lowY = dots.Min(d => d.Y), highY = dots.Max(d => d.Y);
        double X(double v) => Left + Width * (highX > lowX ? (v - lowX) / (highX - lowX) : 0.5);
        double Y(double v) => Bottom - Height * (highY > lowY ? (v - lowY) / (highY - lowY) : 0.5);
        html.Open("svg", "viewBox", "0 0 262 186", "role", "img", "aria-label", title, "width", "262", "height", "186");
        html.Open("line", "class", "axis", "x1", N(Left), "x2", N(Left + Width), "y1", N(Bottom), "y2", N(Bottom)).Close("line");
        html.Open("line", "class", "axis", "x1", N(Left), "x2", N(Left), "y1", N(Top), "y2", N(Bottom)).Close("line");
        foreach (var dot in dots) html.Open("circle", "class", "dot", "cx", N(X(dot.X)), "cy", N(Y(dot.Y)), "r", "3").Element("title", dot.Name).Close("circle");
        html.Element("text", ReportPage.Value(Math.Round(lowX, 1)), "x", N(Left), "y", N(Bottom + 15), "class", "soft");
        html.Element("text", ReportPage.Value(Math.Round(highX, 1)), "x", N(Left + Width), "y", N(Bottom + 15), "text-anchor", "end", "class", "soft");
        html.Element("text", Short(axes.X, 24), "x", N(Left + Width / 2), "y", N(Bottom + 32), "text-anchor", "middle", "class", "soft");
        html.Element("text", ReportPage.Value(Math.Round(highY, 1)), "x", N(Left - 4), "y", N(Top + 10), "text-anchor", "end", "class", "soft");
        html.Element("text", ReportPage.Value(Math.Round(lowY, 1)), "x", N(Left - 4), "y", N(Bottom), "text-anchor", "end", "class", "soft");
        html.Element("text", Short(axes.Y, 20), "x", "0", "y", "0", "text-anchor", "middle", "class", "soft", "transform", $"translate(15 {N(Top + Height / 2)}) rotate(-90)");
        html.Close("svg");
    }

    /// <summary>Several ranks a line, the best on the left: a tick for the first, then a circle, a square and a triangle.</summary>
    public static void Ranks(HtmlText html, string title, IReadOnlyList<(string Name, IReadOnlyList<double?> Ranks)> lines, int ranks) =>
        Lines(html, title, [.. lines.Select(l => l.Name)], Step, i =>
        {
            var places = lines[i].Ranks;
            double[] known = [.. places.OfType<double>()];
            if (known.Length > 1) html.Open("line", "class", "axis", "x1", $"{N(AtRank(known.Min(), ranks))}%", "x2", $"{N(AtRank(known.Max(), ranks))}%", "y1", "8", "y2", "8").Close("line");
            for (int p = 0; p < places.Count; p++)
                if (places[p] is { } rank) Mark(html, p, AtRank(rank, ranks), 8);
        });

    /// <summary>A mark at a percentage of the width. Shapes, not colours, tell them apart.</summary>
    private static void Mark(HtmlText html, int kind, double percent, double y)
    {
        string x = $"{N(percent)}%";
        if (kind == 0) html.Open("line", "class", "tick", "x1", x, "x2", x, "y1", N(y - 7), "y2", N(y + 7)).Close("line");
        else if (kind == 1) html.Open("circle", "class", "mark", "cx", x, "cy", N(y), "r", "4").Close("circle");
        else if (kind == 2) html.Open("rect", "class", "mark", "x", x, "y", N(y - 4), "width", "8", "height", "8", "transform", "translate(-4 0)").Close("rect");
        else html.Element("text", "△", "x", x, "y", N(y + 4), "text-anchor", "middle");
    }

    /// <summary>An estimate with its interval a line, two of them under each other: effects of a factor.</summary>
    public static void Effects(HtmlText html, string title, IReadOnlyList<(string Name, (double Value, double Low, double High) First, (double Value, double Low, double High) Total)> lines, double most = 1)
    {
        const int Tall = 34;
        double high = Math.Max(most, lines.Max(l => Math.Max(l.First.High, l.Total.High)));
        double At(double v) => Room * Math.Clamp(v / high, 0, 1);
        Lines(html, title, [.. lines.Select(l => l.Name)], Tall, i =>
        {
            foreach (var (effect, css, top) in new[] { (lines[i].First, "c0", 2), (lines[i].Total, "c1", 15) })
            {
                html.Open("rect", "class", css, "x", "0", "y", N(top), "width", $"{N(At(effect.Value))}%", "height", "11").Close("rect");
                if (effect.Low < effect.High) html.Open("line", "class", "mark", "x1", $"{N(At(effect.Low))}%", "x2", $"{N(At(effect.High))}%", "y1", N(top + 5.5), "y2", N(top + 5.5)).Close("line");
                html.Element("text", ReportPage.Percent(effect.Value), "x", $"{N(At(Math.Max(effect.Value, effect.High)))}%", "dx", "6", "y", N(top + 10), "class", "soft");
            }
            Axis(html, 0);
        });
    }

    /// <summary>A change as steps from one total to another. Totals are cut off at the left when the steps are small beside them, and the axis then says where it begins.</summary>
    public static void Waterfall(HtmlText html, string title, IReadOnlyList<WaterfallBar> bars, Rising rising = Rising.Better)
    {
        double low = bars.Min(b => Math.Min(b.From, b.To)), high = bars.Max(b => Math.Max(b.From, b.To));
        var steps = bars.Where(b => !b.IsTotal).ToList();
        double least = bars.Where(b => b.IsTotal).Select(b => b.To).Concat(steps.SelectMany(s => new[] { s.From, s.To })).Min();
        double moved = bars.Where(b => b.IsTotal).Select(b => b.To).Concat(steps.SelectMany(s => new[] { s.From, s.To })).Max() - least;
        double start = low >= 0 && least > 4 * moved ? Math.Floor(least - Math.Max(moved, 1e-9)) : Math.Min(0, low), span = high > start ? high - start : 1;
        double At(double v) => Room * Math.Clamp((v - start) / span, 0, 1);
        Lines(html, title, [.. bars.Select(b => b.Name), ""], Step + 4, i =>
        {
            if (i == bars.Count) { html.Element("text", ReportPage.Value(start), "x", "0", "y", "13", "class", "soft"); return; }
            var bar = bars[i];
            double from = At(bar.IsTotal ? Math.Max(start, 0) : Math.Min(bar.From, bar.To)), to = At(bar.IsTotal ? bar.To : Math.Max(bar.From, bar.To));
            string css = bar.IsTotal ? "outside" : bar.To >= bar.From == (rising == Rising.Better) ? "up" : "down";
            html.Open("rect", "class", css, "x", $"{N(Math.Min(from, to))}%", "y", "1", "width", $"{N(Math.Max(0.15, Math.Abs(to - from)))}%", "height", N(Step - 2)).Close("rect");
            if (i + 1 < bars.Count) html.Open("line", "class", "lead", "x1", $"{N(At(bar.To))}%", "x2", $"{N(At(bar.To))}%", "y1", N(Step - 1), "y2", N(Step + 5)).Close("line");
            html.Element("text", bar.Shown, "x", $"{N(Math.Max(from, to))}%", "dx", "6", "y", "13", "class", "soft");
            Axis(html, 0);
        });
    }
}
