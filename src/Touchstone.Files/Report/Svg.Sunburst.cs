namespace Touchstone.Files;

/// <summary>A piece of a sunburst: where it stands in the tree, and its share of the whole.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Depth">0 = the root.</param>
/// <param name="From">Where its share begins, 0 to 1.</param>
/// <param name="Share">Its share of the whole.</param>
/// <param name="Colour">Which dimension it belongs to.</param>
/// <param name="IsLeaf">An indicator: drawn to the rim.</param>
internal sealed record SunburstPiece(string Name, int Depth, double From, double Share, int Colour, bool IsLeaf);

internal static partial class Svg
{
    private const double Rim = 165, Hole = 34, CentreX = 430, LabelStep = 14;
    private const int MostLabels = 34, MostKeys = 14;

    /// <summary>The tree as rings, the root in the middle; an arc is as long as its share of the index. The leaves are named around the rim; on a phone the rings stand alone. A key names the dimensions.</summary>
    public static void Sunburst(HtmlText html, string title, IReadOnlyList<SunburstPiece> pieces)
    {
        int depths = Math.Max(1, pieces.Max(p => p.Depth));
        var leaves = pieces.Where(p => p is { IsLeaf: true, Share: > 0 }).ToList();
        int side = Math.Max(leaves.Count(p => Middle(p) < 0.5), leaves.Count(p => Middle(p) >= 0.5));
        bool labelled = side <= MostLabels;
        double height = Math.Max(2 * Rim + 40, labelled ? side * LabelStep + 30 : 0), centreY = height / 2, ring = (Rim - Hole) / depths;
        html.Open("svg", "class", "rim", "viewBox", $"0 0 {N(2 * CentreX)} {N(height)}", "role", "img", "aria-label", title, "width", N(2 * CentreX), "height", N(height));
        Rings(html, pieces, ring, centreY);
        if (labelled) Labels(html, leaves, centreY);
        html.Close("svg");
        const double Across = 2 * Rim + 4;
        html.Open("svg", "class", "core", "viewBox", $"{N(CentreX - Across / 2)} {N(centreY - Across / 2)} {N(Across)} {N(Across)}", "role", "img", "aria-label", title, "width", N(Across), "height", N(Across));
        Rings(html, [.. pieces.Select(p => p with { Name = "" })], ring, centreY);
        html.Close("svg");
        var dimensions = pieces.Where(p => p is { Depth: 1, Share: > 0 }).ToList();
        if (dimensions.Count <= MostKeys) Key(html, dimensions.Select(p => $"{p.Name} {ReportPage.Percent(p.Share)}"));
    }

    private static void Rings(HtmlText html, IReadOnlyList<SunburstPiece> pieces, double ring, double centreY)
    {
        foreach (var piece in pieces.Where(p => p is { Depth: > 0, Share: > 0 }))
        {
            double inner = Hole + (piece.Depth - 1) * ring, outer = piece.IsLeaf ? Rim : Hole + piece.Depth * ring;
            html.Open("path", "class", $"c{piece.Colour % Colours}", "fill-opacity", N(Math.Max(0.4, 1 - 0.28 * (piece.Depth - 1))), "d", Sector(piece.From, piece.Share, inner, outer, centreY));
            if (piece.Name.Length > 0) html.Element("title", $"{piece.Name}: {ReportPage.Percent(piece.Share)}");
            html.Close("path");
        }
        foreach (var piece in pieces.Where(p => p is { Depth: > 0, IsLeaf: false, Share: >= 0.09, Name.Length: > 0 }))
        {
            var (x, y) = At(Middle(piece), Hole + (piece.Depth - 0.5) * ring, centreY);
            html.Element("text", Short(piece.Name, (int)(ring / 5.4)), "x", N(x), "y", N(y + 4), "text-anchor", "middle", "class", "on");
        }
    }

    private const int Colours = 7;

    private static double Middle(SunburstPiece piece) => piece.From + piece.Share / 2;

    /// <summary>Names on both sides, pushed apart so that none lies on another, each with a line to its arc.</summary>
    private static void Labels(HtmlText html, List<SunburstPiece> leaves, double centreY)
    {
        foreach (bool right in (bool[])[true, false])
        {
            var side = leaves.Where(p => Middle(p) < 0.5 == right).Select(p => (Piece: p, Rim: At(Middle(p), Rim + 4, centreY))).OrderBy(p => p.Rim.Y).ToList();
            double[] ys = [.. side.Select(s => s.Rim.Y)];
            for (int i = 1; i < ys.Length; i++) ys[i] = Math.Max(ys[i], ys[i - 1] + LabelStep);
            for (int i = ys.Length - 1; i >= 0; i--) ys[i] = Math.Min(ys[i], (i == ys.Length - 1 ? 2 * centreY - 10 : ys[i + 1]) - (i == ys.Length - 1 ? 0 : LabelStep));
            double x = right ? CentreX + Rim + 34 : CentreX - Rim - 34;
            for (int i = 0; i < side.Count; i++)
            {
                var (px, py) = side[i].Rim;
                html.Open("path", "class", "lead", "d", $"M{N(px)} {N(py)}L{N(right ? x - 14 : x + 14)} {N(ys[i])}H{N(right ? x - 4 : x + 4)}").Close("path");
                html.Element("text", $"{Short(side[i].Piece.Name, 26)} {ReportPage.Percent(side[i].Piece.Share)}", "x", N(x), "y", N(ys[i] + 4), "text-anchor", right ? "start" : "end");
            }
        }
    }

    private static (double X, double Y) At(double turn, double radius, double centreY) => (CentreX + radius * Math.Sin(2 * Math.PI * turn), centreY - radius * Math.Cos(2 * Math.PI * turn));

    /// <summary>A ring's piece; a whole ring is drawn in two halves, for an arc that ends where it began is none.</summary>
    private static string Sector(double from, double share, double inner, double outer, double centreY)
    {
        if (share > 0.999) return Sector(from, share / 2, inner, outer, centreY) + Sector(from + share / 2, share / 2, inner, outer, centreY);
        var (a, b, c, d) = (At(from, outer, centreY), At(from + share, outer, centreY), At(from + share, inner, centreY), At(from, inner, centreY));
        string large = share > 0.5 ? "1" : "0";
        return $"M{N(a.X)} {N(a.Y)}A{N(outer)} {N(outer)} 0 {large} 1 {N(b.X)} {N(b.Y)}L{N(c.X)} {N(c.Y)}A{N(inner)} {N(inner)} 0 {large} 0 {N(d.X)} {N(d.Y)}Z";
    }
}
