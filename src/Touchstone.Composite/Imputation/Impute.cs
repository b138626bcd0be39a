using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>How missing cells are filled.</summary>
public enum ImputeMethod
{
    /// <summary>Left missing.</summary>
    None,
    /// <summary>Mean of the present cells of the column.</summary>
    Mean,
    /// <summary>Median of the present cells of the column.</summary>
    Median,
    /// <summary>Mean of the present cells of the unit's group; a unit without group, or a group without values, stays missing (a finding).</summary>
    GroupMean,
    /// <summary>Median of the present cells of the unit's group.</summary>
    GroupMedian,
    /// <summary>A stated number.</summary>
    Constant,
    /// <summary>The unit's last earlier observation, if not older than <see cref="ImputeRule.MaxAge"/> years. Marked carried forward, not imputed.</summary>
    LastObservation,
    /// <summary>Where the unit stands on average in the other indicators of the dimension (<see cref="ImputeRule.Level"/>), each from the frame's smallest to its largest value, better being more.</summary>
    RowMean,
    /// <summary>The same with the median.</summary>
    RowMedian,
    /// <summary>On the straight line between the unit's observations before and after; outside them it stays missing.</summary>
    Interpolate,
    /// <summary>The unit's observation before it, or where there is none the first one after it.</summary>
    PreviousOrNext,
    /// <summary>On the straight line between, and outside them the nearest observation.</summary>
    InterpolateOrNearest,
    /// <summary>Least squares on other columns (<see cref="ImputeRule.Predictors"/>) over the frame's rows that have all; a row that lacks a predictor stays missing.</summary>
    Regression,
    /// <summary>The mean of the rows of the frame that are nearest (<see cref="ImputeRule.Neighbours"/>) in the other indicators of the dimension.</summary>
    NearestNeighbours,
    /// <summary>What a multivariate normal distribution of the dimension, fitted by expectation and maximisation, expects given the other indicators of the row.</summary>
    Em,
}
/// <summary>The rule of one column.</summary>
/// <param name="Method">The method.</param>
/// <param name="Group">A group column of the unit list, for the two group methods.</param>
/// <param name="Constant">The stated number.</param>
/// <param name="MaxAge">Observations of other periods that lie further away, in years, are not used; null = any.</param>
/// <param name="Level">For the methods that look at the other indicators of the row: the dimension is the aggregate of this level above the indicator; null = the whole index.</param>
/// <param name="Predictors">For the regression: indicators or context columns, as they stand before the step.</param>
/// <param name="Neighbours">How many nearest rows; null = five.</param>
/// <param name="NormaliseFirst">For the row's mean and median: over the indicators brought between the frame's smallest and largest value, better being more. False = over the figures as they are, which means something only where the dimension has one unit of measure.</param>
public sealed record ImputeRule(ImputeMethod Method, string? Group = null, double? Constant = null, int? MaxAge = null, int? Level = null, Listed<IndicatorCode>? Predictors = null, int? Neighbours = null, bool NormaliseFirst = true);
/// <summary>Impute missing cells. Cells that are not applicable are never filled.</summary>
/// <param name="Rules">The rule of each column.</param>
/// <param name="MaxShare">A row that lacks more than this share of its applicable indicators is left as it is, and none of its nodes is filled by its group either: too much would be invented. Null = no cap.</param>
/// <param name="Never">Units that are never filled, neither here nor at a node by its group.</param>
public sealed record Impute(PerCode<ImputeRule> Rules, double? MaxShare = null, Listed<UnitCode>? Never = null) : Step
{ /// <inheritdoc/>
    public override string Kind => "impute";
}
