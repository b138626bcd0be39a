using Touchstone.Model;

namespace Touchstone.Composite.Tests;

public sealed class FrameworkTests
{
    [Fact]
    public void Create_RaggedTree_CountsLevelsUpwards()
    {
        var framework = Framework.Create(
        [
            SmallIndex.Aggregate("index"), SmallIndex.Aggregate("pillar", "index"), SmallIndex.Aggregate("sub", "pillar"),
            SmallIndex.Indicator("deep", "sub"), SmallIndex.Indicator("middle", "pillar"), SmallIndex.Indicator("high", "index"), SmallIndex.Context("gdp"),
        ]).OrThrow();
        Assert.Equal([4, 3, 2, 1, 1, 1, 0], framework.Nodes.Select(n => framework.Level(n.Code)));
        Assert.Equal("index", framework.Root.Code.Value);
        Assert.Equal(["sub", "pillar", "index"], framework.Aggregates.Select(n => n.Code.Value));
        Assert.Equal(["pillar", "high"], framework.Children(new("index")).Select(n => n.Code.Value));
        Assert.Equal(["index", "pillar", "sub", "deep", "middle", "high"], framework.DepthFirst().Select(n => n.Code.Value));
        Assert.Null(framework.Find(new("nothing")));
    }

    [Fact]
    public void Create_ManyFaults_TellsThemAllAtOnce()
    {
        var findings = Framework.Create(
        [
            SmallIndex.Aggregate("index"), SmallIndex.Aggregate("second"), SmallIndex.Aggregate("empty", "index"),
            SmallIndex.Indicator("a"), SmallIndex.Indicator("a"), SmallIndex.Indicator("lost", "nowhere"), SmallIndex.Indicator("under", "a"),
            SmallIndex.Indicator("heavy", weight: double.NaN), SmallIndex.Indicator("light", weight: -1),
            SmallIndex.Indicator("divided") with { Denominator = new("gone"), DenominatorScale = 0 },
            SmallIndex.Indicator("posts") with { GoalpostLow = 5, GoalpostHigh = 5 },
            SmallIndex.Indicator("endless") with { Target = double.PositiveInfinity },
            SmallIndex.Aggregate("ring1", "ring2"), SmallIndex.Aggregate("ring2", "ring1"),
            SmallIndex.Indicator("second1", "second", 0), SmallIndex.Indicator("second2", "second", 0),
            SmallIndex.Indicator("orphan") with { Parent = null }, SmallIndex.Context("gdp") with { Parent = new("index") },
            SmallIndex.Indicator(""), SmallIndex.Aggregate("down", "index") with { Direction = Direction.LowerIsBetter }, SmallIndex.Indicator("d", "down"),
        ]).AllFindings.Select(f => f.Code).ToHashSet();
        Assert.Equal(
        [
            "framework.aggregate-direction", "framework.context-parent", "framework.cycle", "framework.denominator-scale", "framework.duplicate", "framework.goalposts", "framework.no-children",
            "framework.no-code", "framework.no-parent", "framework.not-finite", "framework.parent-kind", "framework.several-roots", "framework.unknown-denominator", "framework.unknown-parent",
            "framework.weight", "framework.zero-weights",
        ], findings.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Create_Cycle_NamesItsMembersOnce()
    {
        var findings = Framework.Create([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Aggregate("x", "z"), SmallIndex.Aggregate("y", "x"), SmallIndex.Aggregate("z", "y"), SmallIndex.Indicator("b", "x")]).AllFindings;
        var cycle = Assert.Single(findings, f => f.Code == "framework.cycle");
        Assert.Contains("x → z → y → x", cycle.What.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Nothing_SaysThatThereIsNoRoot() => Assert.Equal(["framework.no-root"], Framework.Create([]).AllFindings.Select(f => f.Code));
}
