using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What is done to p-values because many are looked at together.</summary>
public enum PValueCorrection
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Each times the number of tests (Bonferroni).</summary>
    Bonferroni,
    /// <summary>Holm's step-down: as safe as Bonferroni and never weaker.</summary>
    Holm,
    /// <summary>Benjamini and Hochberg: the share of false discoveries among those called significant.</summary>
    BenjaminiHochberg,
}

/// <summary>Two columns and how they go together.</summary>
/// <param name="A">One column.</param>
/// <param name="B">The other.</param>
/// <param name="Of">The correlation.</param>
/// <param name="Adjusted">The p-value corrected for the number of pairs in the table; null where there is none.</param>
public sealed record CorrelatedPair(IndicatorCode A, IndicatorCode B, Correlation Of, double? Adjusted);

/// <summary>
/// Correlations of many pairs of columns of one table: of indicators with one another, across levels, with denominators. Columns are taken as they are in the table:
/// before normalisation a lower-is-better indicator correlates with the sign of its raw values.
/// </summary>
/// <param name="Kind">The coefficient.</param>
/// <param name="Correction">How p-values were corrected.</param>
/// <param name="Pairs">The pairs, in the order of the columns asked for.</param>
public sealed record CorrelationTable(CorrelationKind Kind, PValueCorrection Correction, ImmutableArray<CorrelatedPair> Pairs)
{
    /// <summary>Every one of some columns with every one of others.</summary>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public static CorrelationTable Between(DataTable table, IEnumerable<IndicatorCode> some, IEnumerable<IndicatorCode> others, CorrelationKind kind = CorrelationKind.Pearson, PValueCorrection correction = PValueCorrection.None)
    {
        IndicatorCode[] against = [.. others];
        return Of(table, some.SelectMany(a => against.Select(b => (a, b))), kind, correction);
    }

    /// <summary>Each two of some columns, once.</summary>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public static CorrelationTable Among(DataTable table, IEnumerable<IndicatorCode> columns, CorrelationKind kind = CorrelationKind.Pearson, PValueCorrection correction = PValueCorrection.None)
    {
        IndicatorCode[] all = [.. columns];
        return Of(table, all.SelectMany((a, i) => all.Skip(i + 1).Select(b => (a, b))), kind, correction);
    }

    /// <summary>Each two siblings: the children of one aggregate, of every aggregate.</summary>
    public static CorrelationTable WithinGroups(Framework framework, DataTable table, CorrelationKind kind = CorrelationKind.Pearson, PValueCorrection correction = PValueCorrection.None) =>
        Of(table, framework.Aggregates.SelectMany(a =>
        {
            IndicatorCode[] children = [.. framework.Children(a.Code).Select(c => c.Code).Where(c => table.Find(c) is not null)];
            return children.SelectMany((x, i) => children.Skip(i + 1).Select(y => (x, y)));
        }), kind, correction);

    /// <summary>Every node of the tree with each aggregate above it, the nearest first.</summary>
    public static CorrelationTable WithParents(Framework framework, DataTable table, CorrelationKind kind = CorrelationKind.Pearson, PValueCorrection correction = PValueCorrection.None) =>
        Of(table, framework.DepthFirst().SelectMany(n => Above(framework, n).Select(a => (n.Code, a))).Where(p => table.Find(p.Item1) is not null && table.Find(p.Item2) is not null), kind, correction);

    /// <summary>Pairs that say nearly the same: correlation above a limit.</summary>
    public ImmutableArray<CorrelatedPair> Redundant(double above = 0.92) => [.. Pairs.Where(p => p.Of.Value > above)];

    /// <summary>Pairs that pull against each other: correlation below a limit.</summary>
    public ImmutableArray<CorrelatedPair> Conflicting(double below = -0.4) => [.. Pairs.Where(p => p.Of.Value < below)];

    private static IEnumerable<IndicatorCode> Above(Framework framework, FrameworkNode node)
    {
        for (var at = node; at.Parent is { } parent; at = framework.Find(parent)!) yield return parent;
    }

    internal static CorrelationTable Of(DataTable table, IEnumerable<(IndicatorCode A, IndicatorCode B)> pairs, CorrelationKind kind, PValueCorrection correction)
    {
        double[] Column(IndicatorCode code) => table.Find(code)?.Values ?? throw new ArgumentException($"The table has no column {code}.", nameof(table));
        var found = pairs.Select(p => new CorrelatedPair(p.A, p.B, Correlation.Of(Column(p.A), Column(p.B), kind), null)).ToArray();
        int[] tested = [.. Enumerable.Range(0, found.Length).Where(i => found[i].Of.PValue is not null)];
        double[] adjusted = PValues.Correct([.. tested.Select(i => found[i].Of.PValue!.Value)], correction);
        for (int i = 0; i < tested.Length; i++) found[tested[i]] = found[tested[i]] with { Adjusted = adjusted[i] };
        return new(kind, correction, [.. found]);
    }
}

/// <summary>Corrections for many tests.</summary>
internal static class PValues
{
    public static double[] Correct(double[] p, PValueCorrection correction) => correction switch
    {
        PValueCorrection.None => p,
        PValueCorrection.Bonferroni => [.. p.Select(x => Math.Min(1, x * p.Length))],
        PValueCorrection.Holm => StepDown(p),
        PValueCorrection.BenjaminiHochberg => StepUp(p),
    };

    private static double[] StepDown(double[] p)
    {
        double[] adjusted = new double[p.Length];
        double most = 0;
        int left = p.Length;
        foreach (int i in Enumerable.Range(0, p.Length).OrderBy(i => p[i])) adjusted[i] = most = Math.Max(most, Math.Min(1, p[i] * left--));
        return adjusted;
    }

    private static double[] StepUp(double[] p)
    {
        double[] adjusted = new double[p.Length];
        double least = 1;
        int rank = p.Length;
        foreach (int i in Enumerable.Range(0, p.Length).OrderByDescending(i => p[i])) adjusted[i] = least = Math.Min(least, p[i] * p.Length / rank--);
        return adjusted;
    }
}
