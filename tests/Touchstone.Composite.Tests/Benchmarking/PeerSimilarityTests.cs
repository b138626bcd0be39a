using CsCheck;
using Touchstone.Composite.Tests.Explaining;
using Touchstone.Model;

namespace Touchstone.Composite.Tests.Benchmarking;

public sealed class PeerSimilarityTests
{
    [Fact]
    public void Of_AnyBuild_DistanceIsTheRootOfItsContributionsAndPeersAreSorted() => RandomBuild.All.Sample(build =>
    {
        var row = build.Scores.Rows[0];
        if (!PeerSimilarity.Of(build, row.Period, row.Unit, s_columns).IsDone(out var peers)) return true;
        return peers.Peers.All(p => Near(p.Distance * p.Distance, p.Reasons.Sum(r => r.Contribution)) && p.Reasons.Length + p.Missing.Length == s_columns.Length)
            && peers.Peers.Zip(peers.Peers.Skip(1)).All(x => x.First.Distance <= x.Second.Distance)
            && peers.Peers.Length + peers.LeftOut.Length == build.Scores.Rows.Count(r => Nullable.Equals(r.Period, row.Period)) - 1;
    }, iter: 100);

    [Fact]
    public void Of_TwoUnits_IsTheSameDistanceBothWays() => RandomBuild.All.Sample(build =>
    {
        var (a, b) = (build.Scores.Rows[0], build.Scores.Rows[1]);
        if (!PeerSimilarity.Of(build, a.Period, a.Unit, s_columns).IsDone(out var there) || !PeerSimilarity.Of(build, a.Period, b.Unit, s_columns).IsDone(out var back)) return true;
        return there.Peers.FirstOrDefault(p => p.Unit == b.Unit)?.Distance == back.Peers.FirstOrDefault(p => p.Unit == a.Unit)?.Distance;
    }, iter: 100);

    [Fact]
    public void Of_SmallIndex_GivesTheZScoresReckonedByHand()
    {
        // p = 1, 2, 4, 100: median 3, absolute deviations 2, 1, 1, 97, their median 1.5, spread 2.2239.
        var build = IndexBuild.Run(Small.Input((1, 5), (2, 5), (4, 5), (100, 5)), Small.Recipe).OrThrow();

        var peers = PeerSimilarity.Of(build, null, new("u1"), [new(new("p")), new(new("q"), 3)]).OrThrow();

        Assert.Equal(["u2", "u3", "u4"], peers.Peers.Select(p => p.Unit.Value));
        Assert.Equal((1 - 3) / (1.4826 * 1.5), peers.Peers[0].Reasons.Single(r => r.Code.Value == "p").OwnZ, 5e-13);
        // Weight 1 of 4; q is the same for all and tells nothing apart.
        Assert.Equal(Math.Sqrt(0.25 * Math.Pow(1 / (1.4826 * 1.5), 2)), peers.Peers[0].Distance, 5e-13);
        Assert.Equal("peers.no-spread", Assert.Single(peers.Findings).Code);
    }

    [Fact]
    public void Of_LogScale_TreatsValuesNotAboveZeroAsMissing()
    {
        var build = IndexBuild.Run(Small.Input((1, 5), (0, 6), (4, 7)), Small.Recipe).OrThrow();

        var peers = PeerSimilarity.Of(build, null, new("u1"), [new(new("p"), Scale: SimilarityScale.Log), new(new("q"))]).OrThrow();

        Assert.Equal("u2", Assert.Single(peers.LeftOut).Unit.Value);
        Assert.Equal("Only 50% of the weight is on columns both have.", peers.LeftOut[0].Why.En);
        Assert.Equal("peers.unit-lacks-columns", PeerSimilarity.Of(build, null, new("u2"), [new(new("p"), Scale: SimilarityScale.Log), new(new("q"))]).AllFindings.Single(f => f.Severity == Severity.Error).Code);
    }

    [Fact]
    public void Of_WrongColumns_IsRefusedWithEveryReason()
    {
        var build = IndexBuild.Run(Small.Input((1, 5), (2, 6)), Small.Recipe).OrThrow();

        var findings = PeerSimilarity.Of(build, null, new("u9"), [new(new("nothing")), new(new("p"), 0)]).AllFindings;

        Assert.Equal(["peers.unit-unknown", "peers.column-unknown", "peers.weight"], findings.Select(f => f.Code));
    }

    private static readonly SimilarityColumn[] s_columns = [new(new("size"), 2, SimilarityScale.Log), new(new("a")), new(new("e")), new(new("f"))];

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(b));
}
