using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>What moving one figure of a unit would bring.</summary>
/// <param name="Column">The column of raw data.</param>
/// <param name="Value">The figure now.</param>
/// <param name="Step">The step, signed towards the better: a tenth of the way from the tenth to the ninetieth percentile of the ranked units of the period.</param>
/// <param name="AfterStep">Where the unit would stand after the step.</param>
/// <param name="Best">The best figure of any ranked unit of the period: as far as anyone has come.</param>
/// <param name="AtBest">Where the unit would stand with it.</param>
/// <param name="ScoreAfterStep">Gain of the step, in the frame: score after − score now.</param>
/// <param name="ScoreAtBest">Gain of the best figure, in the frame.</param>
public sealed record LeverGain(IndicatorCode Column, double Value, double Step, Standings AfterStep, double Best, Standings AtBest, double ScoreAfterStep, double ScoreAtBest);

/// <summary>A figure that is missing, filled or carried forward: evidence to be found, not a lever.</summary>
/// <param name="Column">The column.</param>
/// <param name="Marks">What is known of the cell.</param>
public sealed record MissingEvidence(IndicatorCode Column, CellMarks Marks);

/// <summary>The gain of each figure of a unit, the largest first, and apart from it what is not reported at all.</summary>
/// <param name="Now">Where the unit stands.</param>
/// <param name="Gains">By gain of the step in the frame, largest first.</param>
/// <param name="Missing">Figures that are not reported for the unit: no advice is given on them but to find them.</param>
public sealed record MarginalGains(Standing Now, ImmutableArray<LeverGain> Gains, ImmutableArray<MissingEvidence> Missing)
{
    /// <summary>
    /// Asks every column of raw data. A context column (a denominator, an input of a formula) has no direction of its own; it is a lever where more of it raises the score, and never downwards: a smaller
    /// denominator makes a better quotient, and no better city.
    /// </summary>
    public static MarginalGains Of(WhatIf whatIf)
    {
        var gains = ImmutableArray.CreateBuilder<LeverGain>();
        var missing = ImmutableArray.CreateBuilder<MissingEvidence>();
        var data = whatIf.Build.Input.Data;
        int row = data.PlaceOf(whatIf.Row);
        whatIf.Reset();
        foreach (var column in data.Columns)
        {
            var marks = column.MarksAt(row);
            if ((marks & CellMarks.NotApplicable) != CellMarks.None) continue;
            if (column[row] is not { } value || (marks & (CellMarks.Imputed | CellMarks.CarriedForward)) != CellMarks.None)
            {
                missing.Add(new(column.Code, marks));
                continue;
            }
            if (Gain(whatIf, column, value) is { } gain) gains.Add(gain);
        }
        return new(whatIf.Now, [.. gains.OrderByDescending(g => g.ScoreAfterStep).ThenBy(g => g.Column)], missing.ToImmutable());
    }

    private static LeverGain? Gain(WhatIf whatIf, DataColumn column, double value)
    {
        double[] peers = Peers(whatIf.Build, column, whatIf.Row.Period);
        double size = peers.Length < 2 ? 0 : (At(peers, 0.9) - At(peers, 0.1)) / 10;
        if (!(size > 0)) return null;
        var direction = whatIf.Build.Input.Framework.Find(column.Code)?.Direction ?? Direction.Neutral;
        bool down = direction == Direction.LowerIsBetter;
        var gain = Towards(whatIf, column.Code, value, down ? -size : size, down ? Math.Min(peers[0], value) : Math.Max(peers[^1], value));
        return direction == Direction.Neutral && !(gain.ScoreAfterStep > 0) ? null : gain;
    }

    private static LeverGain Towards(WhatIf whatIf, IndicatorCode column, double value, double step, double best)
    {
        Standings With(double figure)
        {
            whatIf.SetCell(column, figure);
            var asked = whatIf.Ask();
            whatIf.SetCell(column, value);
            return asked;
        }
        Standings afterStep = With(value + step), atBest = With(best);
        return new(column, value, step, afterStep, best, atBest, Difference(afterStep.Frozen, whatIf.Now), Difference(atBest.Frozen, whatIf.Now));
    }

    private static double Difference(Standing after, Standing now) => after.Score - now.Score ?? double.NegativeInfinity;

    /// <summary>The ordered figures of the ranked units of a period.</summary>
    internal static double[] Peers(IndexBuild build, DataColumn column, Period? period) =>
    [
        .. Enumerable.Range(0, build.Scores.Rows.Length).Where(r => Nullable.Equals(build.Scores.Rows[r].Period, period) && build.Scores.Statuses[r] == RowStatus.Ranked)
            .Select(r => column[build.Input.Data.PlaceOf(build.Scores.Rows[r])]).OfType<double>().Order(),
    ];

    private static double At(double[] sorted, double p)
    {
        double at = (sorted.Length - 1) * p;
        int below = (int)at;
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
}
