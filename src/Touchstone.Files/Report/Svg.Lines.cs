namespace Touchstone.Files;

internal static partial class Svg
{
    private const int Step = 18, LongName = 18;
    private const double Room = 76, FirstRank = 2;   // per cent of a line's width, so that type keeps its size on a phone; the rest is for the number behind

    /// <summary>A drawing of a line a name. Names are never cut: they wrap in their column, and long ones stand above their line on a phone. One may be the reader's own.</summary>
    private static void Lines(HtmlText html, string title, IReadOnlyList<string> names, int tall, Action<int> draw, int own = -1)
    {
        html.Open("div", "class", names.Any(n => Short(n, LongName) != n) ? "bars long" : "bars", "role", "img", "aria-label", title);
        for (int i = 0; i < names.Count; i++)
        {
            html.Element("span", names[i], "class", i == own ? "name own" : "name").Open("svg", "width", "100%", "height", N(tall));
            draw(i);
            html.Close("svg");
        }
        html.Close("div");
    }

    private static void Axis(HtmlText html, double percent) => html.Open("line", "class", "axis", "x1", $"{N(percent)}%", "x2", $"{N(percent)}%", "y1", "0", "y2", "100%").Close("line");

    private static double AtRank(double rank, int ranks) => FirstRank + (Room - FirstRank) * (ranks > 1 ? (rank - 1) / (ranks - 1) : 0);
}
