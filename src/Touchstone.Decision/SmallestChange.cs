using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>What a change is to reach.</summary>
public abstract record Goal
{
    private Goal() { }
    /// <summary>At least this score.</summary>
    public sealed record Score(double AtLeast) : Goal;
    /// <summary>This rank or a better one.</summary>
    public sealed record Rank(int OrBetter) : Goal;
    /// <summary>This rank or a better one in at least a share of the declared scenarios.</summary>
    public sealed record RankInScenarios(int OrBetter, double Share, UncertaintySpec Spec) : Goal;
}

/// <summary>The smallest change of one figure alone that reaches a goal.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The figure now.</param>
/// <param name="Limit">How far it was allowed to go.</param>
/// <param name="Frozen">The figure that reaches the goal inside the frame; null when even the limit does not.</param>
/// <param name="Rebuilt">The figure that reaches it with the index built anew; null likewise.</param>
public sealed record SmallestChange(IndicatorCode Column, double Value, double Limit, double? Frozen, double? Rebuilt)
{
    private const int Halvings = 50, HalvingsOverScenarios = 10;
    /// <summary>How often at most the scenarios are run for one figure of a goal over scenarios.</summary>
    public const int TrialsOverScenarios = HalvingsOverScenarios + 2;

    /// <summary>
    /// By halving the way from the figure to its limit, which finds the smallest when more is never worse (every rule of the engine is monotone inside a frame). The limit of a column not named
    /// is the best figure of any ranked unit. A goal over scenarios is answered with the index built anew in each.
    /// </summary>
    public static ImmutableArray<SmallestChange> Of(WhatIf whatIf, Goal goal, IReadOnlyDictionary<IndicatorCode, double>? limits = null, Parallelism? on = null)
    {
        var found = ImmutableArray.CreateBuilder<SmallestChange>();
        foreach (var gain in MarginalGains.Of(whatIf).Gains)
        {
            double limit = limits is not null && limits.TryGetValue(gain.Column, out double stated) ? stated : gain.Best;
            if (limit == gain.Value) continue;
            found.Add(goal switch
            {
                Goal.Score score => Alone(whatIf, gain, limit, standing => standing.Score >= score.AtLeast),
                Goal.Rank rank => Alone(whatIf, gain, limit, standing => standing.Rank <= rank.OrBetter),
                Goal.RankInScenarios often => new(gain.Column, gain.Value, limit, null, Halve(gain.Value, limit, HalvingsOverScenarios, figure => ShareAt(whatIf, gain.Column, figure, often, on ?? new(1)) >= often.Share)),
                _ => throw new InvalidOperationException("No such goal."),
            });
        }
        return [.. found.OrderBy(c => Way(c, c.Frozen ?? c.Rebuilt)).ThenBy(c => c.Column)];
    }

    /// <summary>The share of the way to the limit; endless when it is not reached.</summary>
    private static double Way(SmallestChange c, double? figure) => figure is { } f ? (f - c.Value) / (c.Limit - c.Value) : double.PositiveInfinity;

    private static SmallestChange Alone(WhatIf whatIf, LeverGain gain, double limit, Func<Standing, bool> reached)
    {
        double? With(Func<Standing> ask) => Halve(gain.Value, limit, Halvings, figure =>
        {
            whatIf.SetCell(gain.Column, figure);
            return reached(ask());
        });
        var change = new SmallestChange(gain.Column, gain.Value, limit, With(whatIf.AskFrozen), With(whatIf.AskRebuilt));
        whatIf.SetCell(gain.Column, gain.Value);
        return change;
    }

    /// <summary>The nearest figure that reaches; null when the limit does not, the figure itself when no change is needed.</summary>
    private static double? Halve(double value, double limit, int times, Func<double, bool> reaches)
    {
        if (reaches(value)) return value;
        if (!reaches(limit)) return null;
        double fails = value, good = limit;
        for (int i = 0; i < times; i++)
        {
            double middle = fails + (good - fails) / 2;
            if (middle == fails || middle == good) break;
            if (reaches(middle)) good = middle;
            else fails = middle;
        }
        return good;
    }

    /// <summary>The share of scenarios in which the unit has the rank or a better one, with one figure changed.</summary>
    private static double ShareAt(WhatIf whatIf, IndicatorCode column, double figure, Goal.RankInScenarios goal, Parallelism on)
    {
        var input = Changed.Input(whatIf.Build.Input, whatIf.Row, [new(column, figure)]);
        return UncertaintyAnalysis.Scenarios(input, whatIf.Build.Recipe, goal.Spec with { Node = whatIf.Node, Period = whatIf.Row.Period }, on).OrThrow().ShareAtRank(whatIf.Row, goal.OrBetter);
    }
}

/// <summary>A figure of a unit as it would be.</summary>
public sealed record ChangedFigure(IndicatorCode Column, double Value);

/// <summary>An input with other figures of one unit.</summary>
internal static class Changed
{
    public static IndexInput Input(IndexInput input, RowKey row, IReadOnlyCollection<ChangedFigure> figures)
    {
        var changed = figures.ToDictionary(f => f.Column, f => f.Value);
        var cells = from column in input.Data.Columns
                    from at in Enumerable.Range(0, column.Count)
                    let own = input.Data.Rows[at] == row && changed.ContainsKey(column.Code)
                    select new Cell(input.Data.Rows[at], column.Code, own ? changed[column.Code] : column[at], column.MarksAt(at), Place.Whole);
        return input with { Data = DataTable.Create(input.Data.Rows, input.Data.Columns.Select(c => c.Code), cells).OrThrow() };
    }
}
