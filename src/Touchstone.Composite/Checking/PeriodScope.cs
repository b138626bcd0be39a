using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Which periods of a panel a check looks at. A unit's years are not independent of one another: over all periods a correlation describes the panel, but its p-value and every interval over rows are too
/// small, because each unit counts once a period. So a check looks at one period unless all are asked for.
/// </summary>
public sealed record PeriodScope
{
    private readonly bool _isLast;

    private PeriodScope(bool isAll, bool isLast, Period? period) => (IsAll, _isLast, Period) = (isAll, isLast, period);

    /// <summary>The last period that has a ranked row.</summary>
    public static PeriodScope Last { get; } = new(false, true, null);

    /// <summary>All periods together.</summary>
    public static PeriodScope All { get; } = new(true, false, null);

    /// <summary>One period; null = the rows without period.</summary>
    public static PeriodScope Of(Period? period) => new(false, false, period);

    /// <summary>All periods are meant.</summary>
    public bool IsAll { get; }

    /// <summary>The one period meant; null where all are, where the data has no periods, and for <see cref="Last"/> until it is looked up.</summary>
    public Period? Period { get; }

    /// <summary>The scope with <see cref="Last"/> looked up in a build: its last period with a ranked row, or its last period where nothing is ranked.</summary>
    public PeriodScope In(IndexBuild build) => In(build.Scores.Rows, r => build.Scores.Statuses[r] == RowStatus.Ranked);

    /// <summary>The periods of a build, in order; none where its data has none.</summary>
    public static ImmutableArray<Period> Of(IndexBuild build) => [.. build.Scores.Rows.Select(r => r.Period).OfType<Period>().Distinct().Order()];

    /// <summary>Whether a row is looked at. Ask a scope that was looked up.</summary>
    public bool Holds(RowKey row) => IsAll || Nullable.Equals(row.Period, Period);

    internal PeriodScope In(ImmutableArray<RowKey> rows, Func<int, bool> counts)
    {
        if (!_isLast) return this;
        for (int r = rows.Length - 1; r >= 0; r--) if (counts(r)) return Of(rows[r].Period);
        return Of(rows.IsEmpty ? null : rows[^1].Period);
    }
}
