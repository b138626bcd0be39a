using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.City.Observations;

/// <summary>One part of the rule: what it prefers, and how it compares.</summary>
/// <param name="Name">What won, as printed beside the cell.</param>
/// <param name="Compare">Negative when the first is preferred.</param>
public sealed record Criterion(Text Name, Comparison<Observation> Compare);

/// <summary>The one rule by which one of several sources of the same cell is preferred. Applied here and nowhere else; every candidate stays visible.</summary>
public static class Preference
{
    /// <summary>The rule as printed.</summary>
    public static Text Rule { get; } = new(
        "同一指标、地区、时期有多个来源时，依次取：有数值者优先于缺失者；来源级别高者（A 优先于 B，B 优先于 C，C 优先于未注明）；最后登记者；登记号大者。其余来源一并保留并列示。",
        "Where several sources speak of the same indicator, area and period, the one used is, in this order: one with a value before one without; the nearer source (A before B before C before unstated); the one recorded last; the higher record number. The others are kept and shown.");

    /// <summary>The parts, in order.</summary>
    public static ImmutableArray<Criterion> Criteria { get; } =
    [
        new(new("有数值，其余缺失", "it has a value, the next has none"), (a, b) => (a.Value is null).CompareTo(b.Value is null)),
        new(new("来源级别更高", "its source is nearer"), (a, b) => a.Tier.CompareTo(b.Tier)),
        new(new("登记时间更晚", "it was recorded later"), (a, b) => b.RecordedAt.CompareTo(a.RecordedAt)),
        new(new("登记号更大", "its record number is higher"), (a, b) => b.Id.CompareTo(a.Id)),
    ];

    /// <summary>Why there was nothing to choose.</summary>
    public static Text OnlySource { get; } = new("唯一来源", "the only source");

    /// <summary>The candidates in order of preference, the winner first, and why it won over the next.</summary>
    public static (ImmutableArray<Observation> Ordered, Text Why) Order(IEnumerable<Observation> candidates)
    {
        var ordered = candidates.ToImmutableArray().Sort(Compare);
        return (ordered, ordered.Length < 2 ? OnlySource : Criteria.First(c => c.Compare(ordered[0], ordered[1]) != 0).Name);
    }

    private static int Compare(Observation a, Observation b)
    {
        foreach (var criterion in Criteria)
            if (criterion.Compare(a, b) is var order and not 0) return order;
        return 0;
    }
}
