using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>What a lever's effort does to the score of the one indicator it moves: points between which the score is a straight line to within a tolerance, found by asking the engine.</summary>
/// <param name="Lever">The column moved.</param>
/// <param name="Indicator">The node that it moves.</param>
/// <param name="Points">Effort, figure and indicator score, efforts rising; the first is no effort.</param>
internal sealed record ResponseLine(IndicatorCode Lever, int Indicator, IReadOnlyList<ResponseLine.Point> Points)
{
    /// <param name="Effort">Cost, or the share of the way to the limit.</param>
    /// <param name="Figure">The figure.</param>
    /// <param name="Score">The indicator's score.</param>
    public readonly record struct Point(double Effort, double Figure, double Score);

    private const int Deepest = 24, MostPoints = 1000;

    /// <summary>Slopes never rise: the best points are chosen without integers.</summary>
    public bool IsConcave { get; } = SlopesFall(Points);

    private static bool SlopesFall(IReadOnlyList<Point> points)
    {
        double[] slopes = [.. Enumerable.Range(1, points.Count - 1).Select(i => (points[i].Score - points[i - 1].Score) / (points[i].Effort - points[i - 1].Effort))];
        double rounding = 1e-6 * slopes.Max(Math.Abs);
        return slopes.Zip(slopes.Skip(1)).All(s => s.Second <= s.First + rounding);
    }

    /// <summary>Halves each stretch until its middle lies on the line; a kink (the end of a scale) is closed in on. Null where the score goes up in so many steps (of a rank) that no line is found.</summary>
    public static ResponseLine? Of(IndicatorCode lever, int indicator, IReadOnlyList<(double Effort, double Figure)> curve, Func<double, double> score, double tolerance)
    {
        var points = new List<Point> { At(curve[0]) };
        for (int i = 1; i < curve.Count; i++) Close(points[^1], At(curve[i]), Deepest);
        return points.Count > MostPoints ? null : new(lever, indicator, points);

        Point At((double Effort, double Figure) p) => new(p.Effort, p.Figure, score(p.Figure));

        void Close(Point from, Point to, int depth)
        {
            var middle = At(((from.Effort + to.Effort) / 2, (from.Figure + to.Figure) / 2));
            bool straight = Math.Abs(middle.Score - (from.Score + to.Score) / 2) <= tolerance;
            // One look at the middle can be deceived by a kink on either side; two more at the quarters are not.
            if (straight)
            {
                var first = At(((3 * from.Effort + to.Effort) / 4, (3 * from.Figure + to.Figure) / 4));
                straight = Math.Abs(first.Score - (3 * from.Score + to.Score) / 4) <= tolerance;
            }
            if (straight || depth == 0 || points.Count > MostPoints) { points.Add(to); return; }
            Close(from, middle, depth - 1);
            Close(points[^1], to, depth - 1);
        }
    }

    /// <summary>The figure at an effort.</summary>
    public double FigureAt(double effort)
    {
        for (int i = 1; i < Points.Count; i++)
            if (effort <= Points[i].Effort)
            {
                double way = (effort - Points[i - 1].Effort) / (Points[i].Effort - Points[i - 1].Effort);
                return way <= 0 ? Points[i - 1].Figure : way >= 1 ? Points[i].Figure : Points[i - 1].Figure + way * (Points[i].Figure - Points[i - 1].Figure);
            }
        return Points[^1].Figure;
    }
}
