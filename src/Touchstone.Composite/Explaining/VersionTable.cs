using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>A row over several builds, a place a build.</summary>
/// <param name="Row">Unit and period.</param>
/// <param name="Scores">Its scores; null = missing, or the build has no such row or node.</param>
/// <param name="Ranks">Its ranks; null likewise.</param>
public sealed record VersionRow(RowKey Row, ImmutableArray<double?> Scores, ImmutableArray<double?> Ranks)
{
    /// <summary>Places gained against the first build: rank there − rank here; positive = up, null where either has none.</summary>
    public double? PlacesGained(int version) => Ranks[0] - Ranks[version];
}

/// <summary>A build beside the first.</summary>
/// <param name="Build">The build.</param>
/// <param name="ScoresComparable">Whether its scores may be subtracted from the first's: one frame, the same rules.</param>
/// <param name="Compared">The rows ranked in both.</param>
/// <param name="Moved">Of these, with another rank.</param>
/// <param name="MeanShift">The mean of |rank − rank in the first| over them; null when there are none.</param>
/// <param name="LargestShift">The largest; null likewise.</param>
public sealed record Version(IndexBuild Build, bool ScoresComparable, int Compared, int Moved, double? MeanShift, double? LargestShift);

/// <summary>
/// Any number of builds beside each other: scores and ranks of every row at a node, and how far the ranks of each lie from the first's. What differs between two of them, and why, says <see cref="BuildComparison"/>.
/// (COINr <c>compare_coins_multi</c>.)
/// </summary>
/// <param name="Versions">The builds, in the order given; the first is what the others are held against.</param>
/// <param name="Rows">Every row of any of them, by period and unit.</param>
public sealed record VersionTable(ImmutableArray<Version> Versions, ImmutableArray<VersionRow> Rows)
{
    /// <summary>Compares builds at a node; at the root of each when none is named.</summary>
    /// <exception cref="ArgumentException">There is no build.</exception>
    public static VersionTable Of(IReadOnlyList<IndexBuild> builds, IndicatorCode? node = null)
    {
        if (builds.Count == 0) throw new ArgumentException("There is nothing to compare.", nameof(builds));
        int[] places = [.. builds.Select(b => node is { } code ? b.Scores.PlaceOf(code) : 0)];
        ImmutableArray<double?> Each(RowKey row, Func<ScoreTable, int, int, double?> value) =>
            [.. builds.Select((b, v) => places[v] >= 0 && b.Scores.PlaceOf(row) is var r and >= 0 ? value(b.Scores, r, places[v]) : null)];
        ImmutableArray<VersionRow> rows = [.. builds.SelectMany(b => b.Scores.Rows).Distinct().Order().Select(row => new VersionRow(row, Each(row, (s, r, n) => s.Score(r, n)), Each(row, (s, r, n) => s.Rank(r, n))))];
        return new([.. builds.Select((b, v) => Of(b, BuildComparison.Of(builds[0], b).ScoresComparable, [.. rows.Select(r => r.PlacesGained(v)).OfType<double>().Select(Math.Abs)]))], rows);
    }

    private static Version Of(IndexBuild build, bool comparable, double[] shifts) =>
        new(build, comparable, shifts.Length, shifts.Count(s => s != 0), shifts.Length == 0 ? null : Sums.Mean(shifts), shifts.Length == 0 ? null : shifts.Max());
}
