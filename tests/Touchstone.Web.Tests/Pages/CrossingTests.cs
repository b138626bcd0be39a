using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Components.Builds;

namespace Touchstone.Web.Tests.Pages;

public sealed class CrossingTests
{
    private static Move Of(string unit, double? before, double? after) => new(new RowKey(null, new UnitCode(unit)), new IndicatorCode("I"), null, null, before, after);

    [Fact]
    public void Crossing_UnitMovesUp_PassesThoseBetween()
    {
        var crossing = Crossing.Of([Of("us", 5, 3), Of("a", 3, 4), Of("b", 4, 5), Of("c", 1, 1), Of("d", 2, 2)], new UnitCode("us"));
        Assert.Equal(["a", "b"], crossing.Passed.Select(u => u.Value));
        Assert.Empty(crossing.PassedBy);
    }

    [Fact]
    public void Crossing_OthersMove_WhoPassedIsNamed()
    {
        var crossing = Crossing.Of([Of("us", 2, 3), Of("a", 4, 1), Of("b", 1, 2)], new UnitCode("us"));
        Assert.Equal(["a"], crossing.PassedBy.Select(u => u.Value));
        Assert.Empty(crossing.Passed);
    }

    [Fact]
    public void Crossing_WithoutARank_IsNobody()
    {
        var crossing = Crossing.Of([Of("us", null, 3), Of("a", 4, 1)], new UnitCode("us"));
        Assert.Empty(crossing.Passed);
        Assert.Empty(crossing.PassedBy);
    }
}
