using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Which periods of a panel a trend is taken over.</summary>
/// <param name="From">The first period; null = from the beginning.</param>
/// <param name="To">The last period; null = to the end.</param>
/// <param name="Latest">Of these only the last so many; null = all.</param>
public sealed record TrendWindow(Period? From = null, Period? To = null, int? Latest = null);

/// <summary>
/// How a figure of a unit moved over the periods of a window. Only periods with a figure count. Everything is missing with fewer than two; a change of nothing is zero, whatever the figure.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="Code">The column, or the node.</param>
/// <param name="Observed">In how many periods of the window there is a figure.</param>
/// <param name="Marks">The marks of the figures used: where one was imputed or carried forward, the trend is too.</param>
public sealed record Trend(UnitCode Unit, IndicatorCode Code, int Observed, CellMarks Marks)
{
    /// <summary>The first period with a figure; null = none.</summary>
    public Period? First { get; init; }
    /// <summary>The last period with a figure.</summary>
    public Period? Last { get; init; }
    /// <summary>The figure of <see cref="First"/>, in the column's unit.</summary>
    public double? FirstValue { get; init; }
    /// <summary>The figure of <see cref="Last"/>.</summary>
    public double? LastValue { get; init; }
    /// <summary>last − first, in the column's unit.</summary>
    public double? Change { get; init; }
    /// <summary>(last − first) ÷ first, as a share. Missing where first is not above zero: a share of nothing, or of a negative figure, says nothing.</summary>
    public double? RelativeChange { get; init; }
    /// <summary>The compound annual growth rate (last ÷ first)^(1 ÷ years) − 1, as a share. Missing where first is not above zero or last is below it.</summary>
    public double? Growth { get; init; }
    /// <summary>The slope of the least-squares line through all figures, in the column's unit a year; with two figures their difference a year.</summary>
    public double? Slope { get; init; }
    /// <summary>The slope as a share of the line's height at <see cref="First"/>. Missing where that is not above zero.</summary>
    public double? RelativeSlope { get; init; }
}
