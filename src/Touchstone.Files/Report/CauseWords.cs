using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Why a score changed, in words.</summary>
public static class CauseWords
{
    /// <summary>A cause; the indicator set says so where it is held with the method.</summary>
    public static Text Of(ChangeCause cause, ChangeSplit split) => cause switch
    {
        ChangeCause.Revision => new("旧数据修订", "revision of old data"),
        ChangeCause.ReportedData => new("新报数据变动", "change in reported data"),
        ChangeCause.Peers => new("其他对象变动", "peers' change"),
        ChangeCause.UnitSet => new("评价对象增减", "unit set"),
        ChangeCause.IndicatorSet => split.MethodHoldsIndicators ? new("指标增减（并入方法）", "indicator set (held with method)") : new("指标增减", "indicator set"),
        ChangeCause.Availability => new("数据有无与插补", "availability and imputation"),
        ChangeCause.FrameBounds => new("上下限等口径参数", "frame bounds"),
        ChangeCause.Method => new("方法、权重、目标", "method, weights, targets"),
    };
}
