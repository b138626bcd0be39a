using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>Asks the engine what a lever does to the one indicator that it moves.</summary>
internal static class LeverLine
{
    /// <summary>Adds the line of a lever, or says why it can have none: a figure not reported, nothing moved, or an indicator that another lever moves too.</summary>
    public static Text Of(WhatIf whatIf, Lever lever, double tolerance, List<(ResponseLine Line, Lever Lever)> lines)
    {
        var data = whatIf.Build.Input.Data.Find(lever.Column)!;
        if (data[whatIf.Build.Input.Data.PlaceOf(whatIf.Row)] is not { } value) return new("数据缺失，应先补报", "the figure is missing: it is to be reported first");
        double limit = lever.Limit ?? BestOf(whatIf, data, value);
        var curve = Curve(lever, value, limit);
        var moved = Moved(whatIf, lever.Column, value, curve[^1].Figure);
        if (moved.Count == 0) return new("在上限之内不影响得分", "within its limit it moves no score");
        if (moved.Count > 1) return new("同时影响几个指标，不能分开测算", "it moves several indicators at once and cannot be reckoned with apart");
        if (lines.FirstOrDefault(l => l.Line.Indicator == moved[0]) is { Lever: { } other }) return new($"与 {other.Column} 影响同一指标", $"it moves the same indicator as {other.Column}");
        int place = whatIf.Unrounded.PlaceOf(whatIf.Build.Scores.Nodes[moved[0]].Code);
        var line = ResponseLine.Of(lever.Column, moved[0], curve, figure => ScoreWith(whatIf, lever.Column, figure, place), tolerance);
        whatIf.Unrounded.SetCell(whatIf.Unrounded.PlaceOf(lever.Column), value);
        if (line is null) return new("得分成台阶变动，台阶过多", "its score moves in too many steps");
        if (line.Points.Any(p => double.IsNaN(p.Score))) return new("途中有不能计分的数值", "on the way there are figures without a score");
        lines.Add((line, lever));
        return default;
    }

    /// <summary>Effort and figure along the lever: its curve, cut where the limit is reached; without one, the share of the way to the limit.</summary>
    private static List<(double Effort, double Figure)> Curve(Lever lever, double value, double limit)
    {
        if (lever.Curve is not { } stated) return [(0, value), (1, limit)];
        var curve = new List<(double, double)> { (0, value) };
        double room = Math.Abs(limit - value), way = Math.Sign(limit - value);
        for (int i = 1; i < stated.Points.Length; i++)
        {
            var (before, point) = (stated.Points[i - 1], stated.Points[i]);
            if (way * point.Change > room)
            {
                double share = (room - way * before.Change) / (way * (point.Change - before.Change));
                curve.Add((before.Cost + share * (point.Cost - before.Cost), limit));
                break;
            }
            curve.Add((point.Cost, value + point.Change));
        }
        return curve;
    }

    private static double BestOf(WhatIf whatIf, DataColumn column, double value)
    {
        double[] peers = MarginalGains.Peers(whatIf.Build, column, whatIf.Row.Period);
        bool lower = whatIf.Build.Input.Framework.Find(column.Code)?.Direction == Direction.LowerIsBetter;
        return peers.Length == 0 ? value : lower ? Math.Min(value, peers[0]) : Math.Max(value, peers[^1]);
    }

    /// <summary>The indicators whose scores differ between the figure and the end of the lever, or half-way.</summary>
    private static List<int> Moved(WhatIf whatIf, IndicatorCode column, double value, double end)
    {
        var nodes = whatIf.Build.Scores.Nodes;
        int own = whatIf.Unrounded.PlaceOf(column);
        double?[] Scores(double figure)
        {
            whatIf.Unrounded.SetCell(own, figure);
            whatIf.Unrounded.Run();
            return [.. nodes.Select(n => n.Kind == NodeKind.Indicator ? whatIf.Unrounded.ScoreOf(whatIf.Unrounded.PlaceOf(n.Code)) : null)];
        }
        var (half, last, now) = (Scores(value + (end - value) / 2), Scores(end), Scores(value));
        return [.. Enumerable.Range(0, nodes.Length).Where(i => !Nullable.Equals(now[i], last[i]) || !Nullable.Equals(now[i], half[i]))];
    }

    private static double ScoreWith(WhatIf whatIf, IndicatorCode column, double figure, int place)
    {
        whatIf.Unrounded.SetCell(whatIf.Unrounded.PlaceOf(column), figure);
        whatIf.Unrounded.Run();
        return whatIf.Unrounded.ScoreOf(place) ?? double.NaN;
    }
}
