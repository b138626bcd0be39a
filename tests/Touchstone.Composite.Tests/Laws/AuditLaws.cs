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

    /// <summary>An audit of a panel is that of a build with the rows of its period alone where the frame is of each period; rows of other periods enter nowhere but in the availability.</summary>
    [Fact]
    public void Audit_OfOnePeriod_LooksAtNoOther() => Case.Any.Sample(c =>
    {
        if (!IndexBuild.Run(c.Input, c.Recipe).IsDone(out var build)) return;
        var periods = PeriodScope.Of(build);
        var all = IndexAudit.Of(build, new(Periods: PeriodScope.All));
        Assert.True(all.Periods.IsAll);
        int Ranked(PeriodScope scope) => Enumerable.Range(0, build.Scores.Rows.Length).Count(r => build.Scores.Statuses[r] == RowStatus.Ranked && scope.Holds(build.Scores.Rows[r]));
        foreach (var scope in periods.Select(p => PeriodScope.Of(p)).Append(PeriodScope.Last.In(build)))
        {
            var audit = IndexAudit.Of(build, new(Periods: scope));
            Assert.Equal(scope, audit.Periods);
            Assert.All(audit.Indicators.Pairs, p => Assert.True(p.Of.Count <= Ranked(scope)));
            Assert.All(audit.OfIndex, i => Assert.True(i.Rows <= Ranked(scope)));
            Assert.All(ScoredColumns.Of(build, scope).Rows, r => Assert.Equal(scope.Period, r.Period));
            Assert.Equal(all.Availability.Length, audit.Availability.Length);
        }
        Assert.Equal(Ranked(PeriodScope.All), ScoredColumns.Of(build, PeriodScope.All).Rows.Length);
        Assert.Equal(build.Input.Framework.Nodes.Count(n => n.Kind != NodeKind.Context && n.Parent is not null), all.Removal.Length);
    }, iter: 60);

    /// <summary>Two indicators that follow the population, one of them divided by it: only the other is to be looked at. Before division both follow it.</summary>
    [Fact]
    public void FollowSize_WhatIsNotDivided_IsTold()
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("total"), SmallIndex.Indicator("rate"), SmallIndex.Indicator("free"), SmallIndex.Context("population")],
            Enumerable.Range(0, 8).Select(i => SmallIndex.Unit(i)), 8, (code, r) => code switch { "population" => r + 1, "total" => 10 * (r + 1) + r % 2, "rate" => 3 * (r + 1) + r % 3, _ => r * 5 % 7 });
        var audit = IndexAudit.Of(IndexBuild.Run(input, Asem.Recipe(new Denominate([new(new("rate"), new("population"), 1)]), Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null))).OrThrow());
        Assert.Equal(3, audit.Sizes.Pairs.Length);
        Assert.Equal([true, true], audit.Sizes.Pairs.Where(p => p.A.Value is "rate" or "total").Select(p => p.Of.Value > 0.98));
        Assert.Equal("total", Assert.Single(audit.FollowSize).A.Value);
    }

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
