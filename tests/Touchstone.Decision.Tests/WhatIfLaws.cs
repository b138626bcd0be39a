using CsCheck;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision.Tests;

public sealed class WhatIfLaws
{
    private static readonly Gen<(IndexBuild Build, int Unit, int Column, double Value)> s_any =
        from cells in Gen.Double[20, 1000].Array[Made.Units * Made.Indicators]
        from mean in Made.One(MeanKind.Arithmetic, MeanKind.Geometric, MeanKind.Harmonic)
        from method in Made.One(NormaliseMethod.MinMax, NormaliseMethod.Goalposts, NormaliseMethod.PercentileRank)
        from treated in Gen.Bool
        from unit in Gen.Int[0, Made.Units - 1]
        from column in Gen.Int[0, Made.Indicators - 1]
        from value in Gen.Double[20, 1000]
        select (Made.Index(cells, mean, method, treated), unit, column, value);

    /// <summary>A row run alone inside its frame, and its place among the scores of the build, are what running everything gives.</summary>
    [Fact]
    public void Ask_AnyCell_EqualsTheBuildsOfTheChangedInput() => s_any.Sample(x =>
    {
        var whatIf = WhatIf.Prepare(x.Build, Made.Row(x.Unit)).OrThrow();
        Assert.Equal(Stands(x.Build, x.Unit), whatIf.Now);
        whatIf.SetCell(new(Made.Code(x.Column)), x.Value);
        var asked = whatIf.Ask();
        var changed = Changed.Input(x.Build.Input, Made.Row(x.Unit), [new(new(Made.Code(x.Column)), x.Value)]);
        Assert.Equal(Stands(IndexBuild.Run(changed, x.Build.Recipe with { Frame = new FrameRule.Frozen(x.Build.Frame) }).OrThrow(), x.Unit), asked.Frozen);
        Assert.Equal(Stands(IndexBuild.Run(changed, x.Build.Recipe).OrThrow(), x.Unit), asked.Rebuilt);
        whatIf.Reset();
        Assert.Equal(whatIf.Now, whatIf.Ask().Frozen);
    }, iter: 150);

    private static Standing Stands(IndexBuild build, int unit) => new(build.Scores.Score(build.Scores.PlaceOf(Made.Row(unit)), 0), build.Scores.Rank(build.Scores.PlaceOf(Made.Row(unit)), 0));

    [Fact]
    public void Ask_AnyCell_AllocatesNothing() => s_any.Sample(x =>
    {
        var column = new IndicatorCode(Made.Code(x.Column));
        // Another one goes first, so that the statics of whatever is used are there.
        AskTen(WhatIf.Prepare(x.Build, Made.Row(x.Unit)).OrThrow());
        var whatIf = WhatIf.Prepare(x.Build, Made.Row(x.Unit)).OrThrow();
        whatIf.Ask();
        // The first change to a column copies it, and nothing else.
        Assert.InRange(Allocated(() => whatIf.SetCell(column, x.Value)), 0, x.Build.Input.Data.Rows.Length * (sizeof(double) + sizeof(CellMarks)) + 2 * 32);
        Assert.Equal(0, Allocated(() => AskTen(whatIf)));

        void AskTen(WhatIf of)
        {
            for (int i = 0; i < 10; i++)
            {
                of.SetCell(column, x.Value + i);
                of.Ask();
            }
        }
    }, iter: 30, threads: 1);

    private static long Allocated(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>A panel with a base frame, derived and denominated columns, gates, rounding and an unranked unit.</summary>
    [Fact]
    public void Ask_FivePorts_EveryPortAndColumn_EqualsTheBuilds()
    {
        foreach (var unit in Ports.Build.Input.Units)
        {
            var row = Ports.Row(unit.Code.Value);
            var whatIf = WhatIf.Prepare(Ports.Build, row).OrThrow();
            foreach (var column in Ports.Build.Input.Data.Columns)
            {
                if (column[Ports.Build.Input.Data.PlaceOf(row)] is not { } value) continue;
                whatIf.Reset();
                whatIf.SetCell(column.Code, value * 1.37);
                var asked = whatIf.Ask();
                var changed = Changed.Input(Ports.Build.Input, row, [new(column.Code, value * 1.37)]);
                var frozen = IndexBuild.Run(changed, Ports.Build.Recipe with { Frame = new FrameRule.Frozen(Ports.Build.Frame) }).OrThrow().Scores;
                var rebuilt = IndexBuild.Run(changed, Ports.Build.Recipe).OrThrow().Scores;
                Assert.Equal(new Standing(frozen.Score(frozen.PlaceOf(row), 0), frozen.Rank(frozen.PlaceOf(row), 0)), asked.Frozen);
                Assert.Equal(new Standing(rebuilt.Score(rebuilt.PlaceOf(row), 0), rebuilt.Rank(rebuilt.PlaceOf(row), 0)), asked.Rebuilt);
            }
        }
    }

    [Fact]
    public void MarginalGains_AnyIndex_AreTheDifferencesOfBuilds() => s_any.Sample(x =>
    {
        var gains = MarginalGains.Of(WhatIf.Prepare(x.Build, Made.Row(x.Unit)).OrThrow());
        Assert.Empty(gains.Missing);
        foreach (var gain in gains.Gains)
        {
            Assert.True(gain.ScoreAfterStep >= -1e-9 && gain.ScoreAtBest >= gain.ScoreAfterStep - 1e-9 || Math.Abs(gain.Best - gain.Value) < Math.Abs(gain.Step));
            Assert.Equal(gain.Column.Value == "i2" ? -1 : 1, Math.Sign(gain.Step));
        }
        Assert.Equal(gains.Gains.OrderByDescending(g => g.ScoreAfterStep).Select(g => g.Column), gains.Gains.Select(g => g.Column));
    }, iter: 60);

    [Fact]
    public void MarginalGains_CellsCarriedForwardOrMissing_AreEvidenceNotLevers()
    {
        var gains = MarginalGains.Of(WhatIf.Prepare(Ports.Build, Ports.Row("DUN")).OrThrow());
        Assert.Equal(["PAT", "SAT"], gains.Missing.Select(m => m.Column.Value).Order());
        Assert.DoesNotContain(gains.Gains, g => g.Column.Value is "PAT" or "SAT" or "ICE");
    }

    /// <summary>What is found reaches the goal, and a hair less does not.</summary>
    [Fact]
    public void SmallestChange_ScoreAndRank_ReachesAndNoLessDoes() => s_any.Sample(x =>
    {
        var whatIf = WhatIf.Prepare(x.Build, Made.Row(x.Unit)).OrThrow();
        double goal = whatIf.Now.Score!.Value + 2;
        foreach (var change in SmallestChange.Of(whatIf, new Goal.Score(goal)))
        {
            foreach (var (figure, ask) in new (double?, Func<Standing>)[] { (change.Frozen, whatIf.AskFrozen), (change.Rebuilt, whatIf.AskRebuilt) })
            {
                whatIf.SetCell(change.Column, figure ?? change.Limit);
                Assert.Equal(figure is not null, ask().Score >= goal);
                if (figure is null) continue;
                // A treatment that no longer sets in moves a score by a change of the last digit; there is no hair less than that.
                double less = figure.Value + (change.Value - figure.Value) * 1e-6;
                if (less == figure) continue;
                whatIf.SetCell(change.Column, less);
                Assert.True(ask().Score < goal);
            }
            whatIf.SetCell(change.Column, change.Value);
        }
    }, iter: 40);

    [Fact]
    public void SmallestChange_RankInScenarios_IsReachedInThatShare()
    {
        var build = Made.Index([.. Enumerable.Range(0, Made.Units * Made.Indicators).Select(i => 50.0 + i * 37 % 800)], MeanKind.Arithmetic, NormaliseMethod.MinMax);
        var worst = Enumerable.Range(0, Made.Units).OrderBy(u => build.Scores.Score(u, 0)).Skip(2).First();
        var whatIf = WhatIf.Prepare(build, Made.Row(worst)).OrThrow();
        var spec = new UncertaintySpec([new Factor.WeightNoise("w", Text.Same("w"), 0.3, [])], new(SamplingKind.Sobol, 256, 1));
        int rank = (int)whatIf.Now.Rank!.Value - 2;
        var changes = SmallestChange.Of(whatIf, new Goal.RankInScenarios(rank, 0.8, spec));
        var reached = changes.Where(c => c.Rebuilt is not null).ToList();
        Assert.NotEmpty(reached);
        foreach (var change in reached)
        {
            var result = UncertaintyAnalysis.Run(Changed.Input(build.Input, Made.Row(worst), [new(change.Column, change.Rebuilt!.Value)]), build.Recipe, spec, new(1)).OrThrow();
            int at = result.Scenarios.PlaceOf(Made.Row(worst));
            Assert.True(Enumerable.Range(0, 256).Count(s => result.Scenarios.Rank(s, at) <= rank) >= 0.8 * 256);
        }
    }

    [Fact]
    public void Prepare_UnknownUnitOrNode_IsRefused()
    {
        Assert.Equal("levers.unit-unknown", WhatIf.Prepare(Ports.Build, Ports.Row("NIL")).AllFindings.Single().Code);
        Assert.Equal("levers.node-unknown", WhatIf.Prepare(Ports.Build, Ports.Row("ALD"), new("NIL")).AllFindings.Single().Code);
    }
}
