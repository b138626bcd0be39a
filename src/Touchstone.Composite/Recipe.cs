using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// How an index is made: typed data, no strings that are evaluated. Steps run in the order written.
/// </summary>
/// <param name="Name">The index's name, in both languages.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Frame">Over which rows parameters (bounds, means, treatment points) are taken.</param>
public sealed record Recipe(Text Name, ImmutableArray<Step> Steps, FrameRule Frame)
{
    /// <summary>The version of this schema. A file with another version is a finding.</summary>
    public const int SchemaVersion = 1;
}

/// <summary>Over which rows the parameters of every step are taken. Scores are comparable only inside one frame.</summary>
public abstract record FrameRule
{
    private FrameRule() { }
    /// <summary>Each period has its own parameters: ranks within a period, no lines over time.</summary>
    public sealed record PerPeriod : FrameRule;
    /// <summary>One set of parameters over all periods.</summary>
    public sealed record Pooled : FrameRule;
    /// <summary>Parameters taken over the base periods, applied to all.</summary>
    public sealed record Base(ImmutableArray<Period> Periods) : FrameRule;
    /// <summary>Parameters of an earlier build, applied as they are.</summary>
    public sealed record Frozen(Frame Frame) : FrameRule;
}

/// <summary>One step of a recipe. Closed: its records stand in the folder of the step, and there are no others.</summary>
public abstract record Step
{
    private protected Step() { }
    /// <summary>The step's word in files and on screen, such as <c>impute</c>.</summary>
    public abstract string Kind { get; }
}

/// <summary>A rule for every indicator, with overrides; an override is whole (files merge what it does not state from the default).</summary>
public sealed record PerCode<T>(T Default, ImmutableSortedDictionary<IndicatorCode, T> Overrides) where T : notnull
{
    /// <summary>The rule of a code.</summary>
    public T For(IndicatorCode code) => Overrides.TryGetValue(code, out var rule) ? rule : Default;
}

/// <summary>Makes rules without naming their type twice.</summary>
public static class PerCode
{
    /// <summary>One rule for all.</summary>
    public static PerCode<T> All<T>(T rule) where T : notnull => new(rule, ImmutableSortedDictionary<IndicatorCode, T>.Empty);
}
