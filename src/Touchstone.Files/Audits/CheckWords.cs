using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>What checks find, in words.</summary>
public static class CheckWords
{
    /// <summary>What is worth a look in a column.</summary>
    public static Text Of(StatisticFlags flag) => flag switch
    {
        StatisticFlags.FewPresent => new("缺数多", "few values"),
        StatisticFlags.FewNonZero => new("零值多", "many zeros"),
        StatisticFlags.FewDistinct => new("重复值多", "many ties"),
        StatisticFlags.Outliers => new("有异常值", "outliers"),
        _ => default,
    };

    /// <summary>What does not hang together.</summary>
    public static Text Of(CoherenceIssue issue) => issue switch
    {
        CoherenceIssue.AgainstParent => new("与上级相反", "against its parent"),
        CoherenceIssue.WeakWithParent => new("与上级相关弱", "weak with its parent"),
        CoherenceIssue.RedundantSiblings => new("重复", "redundant"),
        CoherenceIssue.ConflictingSiblings => new("互相抵消", "conflicting"),
        CoherenceIssue.Compensation => new("可以相互补偿", "compensation"),
        CoherenceIssue.SeveralDimensions => new("不止一个方面", "several dimensions"),
        CoherenceIssue.PoorAdequacy => new("共同之处少", "poor adequacy"),
        CoherenceIssue.LowReliability => new("一致性低", "low reliability"),
    };
}
