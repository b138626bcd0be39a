using CsCheck;

namespace Touchstone.Composite.Tests.Explaining;

/// <summary>Several builds beside each other.</summary>
public sealed class VersionTableTests
{
    /// <summary>Every column of the table is the build's own, the shifts are those of the comparison of two, and the first lies nowhere from itself.</summary>
    [Fact]
    public void Of_AnyBuilds_SaysWhatThePairsSay() => Gen.Select(Case.Any, Case.Any, Gen.Int[1, 4]).Sample((a, b, copies) =>
    {
        if (!IndexBuild.Run(a.Input, a.Recipe).IsDone(out var first) || !IndexBuild.Run(b.Input, b.Recipe).IsDone(out var second)) return;
        IndexBuild[] builds = [first, .. Enumerable.Repeat(second, copies), first];
        var table = VersionTable.Of(builds);
        Assert.Equal(builds.Length, table.Versions.Length);
        Assert.Equal(builds.SelectMany(x => x.Scores.Rows).Distinct().Order(), table.Rows.Select(r => r.Row));
        for (int v = 0; v < builds.Length; v++)
        {
            var pair = BuildComparison.Of(first, builds[v]);
            Assert.Equal(pair.ScoresComparable, table.Versions[v].ScoresComparable);
            foreach (var move in pair.Moves())
            {
                var row = table.Rows.Single(r => r.Row == move.Row);
                Assert.Equal((move.ScoreBefore, move.ScoreAfter, move.RankBefore, move.RankAfter), (row.Scores[0], row.Scores[v], row.Ranks[0], row.Ranks[v]));
                Assert.Equal(move.PlacesGained, row.PlacesGained(v));
            }
            double[] shifts = [.. pair.Moves().Select(m => m.PlacesGained).OfType<double>().Select(Math.Abs)];
            Assert.Equal((shifts.Length, shifts.Count(s => s != 0)), (table.Versions[v].Compared, table.Versions[v].Moved));
            Assert.Equal(shifts.Length == 0 ? null : shifts.Max(), table.Versions[v].LargestShift);
        }
        Assert.True(table.Versions[0].MeanShift is null or 0 && table.Versions[^1].MeanShift is null or 0);
    }, iter: 60);

    [Fact]
    public void Of_Nothing_IsABug() => Assert.Throws<ArgumentException>(() => VersionTable.Of([]));
}
