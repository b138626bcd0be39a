namespace Touchstone.Composite.Tests;

/// <summary>An audit runs on whatever builds, and says the same as its parts.</summary>
public sealed class AuditLaws
{
    [Fact]
    public void Audit_OfAnyBuild_HasEveryIndicatorAndIsTheSameTwice() => Case.Any.Sample(c =>
    {
        if (!IndexBuild.Run(c.Input, c.Recipe).IsDone(out var build)) return;
        var (one, two) = (IndexAudit.Of(build), IndexAudit.Of(build));
        int indicators = build.Scores.Nodes.Count(n => n.Kind == NodeKind.Indicator);
        Assert.Equal(indicators, one.Statistics.Length);
        Assert.Equal(indicators * (indicators - 1) / 2, one.Indicators.Pairs.Length);
        Assert.Equal(one.OfIndex, two.OfIndex);
        Assert.Equal(one.Notes, two.Notes);
        Assert.Equal(Coherence.Audit(build), one.Notes);
    }, iter: 100);

    [Fact]
    public void WholeTable_Ranks_FollowItsScores() => Case.Any.Sample(c =>
    {
        if (!IndexBuild.Run(c.Input, c.Recipe).IsDone(out var build) || !WholeTableComparison.Of(build).IsDone(out var comparison)) return;
        foreach (var a in comparison.Rows)
            foreach (var b in comparison.Rows)
            {
                Assert.Equal(Math.Sign(a.Copeland - b.Copeland), -Math.Sign(a.CopelandRank!.Value - b.CopelandRank!.Value));
                if (a.Topsis > b.Topsis + 1e-9) Assert.True(a.TopsisRank < b.TopsisRank);
                if (a.NetFlow > b.NetFlow + 1e-9) Assert.True(a.NetFlowRank < b.NetFlowRank);
            }
        Assert.All(comparison.Rows, r => Assert.Equal(comparison.Period, r.Row.Period));
        Assert.True(comparison.ShareOfDominance is >= 0 and <= 1);
    }, iter: 200);
}
