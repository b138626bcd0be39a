using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The parameters of a frozen frame, found by step, period, column and name.</summary>
internal sealed class FrozenParameters
{
    private readonly Dictionary<(int Step, Period? Period, IndicatorCode Column, string Name), double> _values = [];
    private readonly Dictionary<(int Step, Period? Period, IndicatorCode Column), double[]> _distributions = [];

    public FrozenParameters(Frame frame)
    {
        Frame = frame;
        Indicators = [.. frame.Indicators];
        foreach (var p in frame.Parameters) _values[(p.Step, p.Period, p.Column, p.Name)] = p.Value;
        foreach (var d in frame.Distributions) _distributions[(d.Step, d.Period, d.Column)] = [.. d.Values];
    }

    public Frame Frame { get; }
    public ImmutableHashSet<IndicatorCode> Indicators { get; }
    /// <summary>The frame has a set of parameters for each period.</summary>
    public bool ByPeriod => !Frame.Periods.IsEmpty;

    /// <summary>The most values that a column is ranked against.</summary>
    public int LongestDistribution => Frame.Distributions.Select(d => d.Values.Length).DefaultIfEmpty().Max();

    /// <summary>A parameter; NaN when the frame has none.</summary>
    public double Find(int step, Period? period, IndicatorCode column, string name) =>
        _values.TryGetValue((step, period, column, name), out double value) ? value : double.NaN;

    /// <summary>The ordered values of a column that is ranked against the frame; empty when there are none.</summary>
    public ReadOnlySpan<double> Distribution(int step, Period? period, IndicatorCode column) =>
        _distributions.TryGetValue((step, period, column), out double[]? values) ? values : [];
}
