namespace Touchstone.Model.Tests;

public sealed class OutcomeTests
{
    private static readonly Finding Wrong = Finding.Error("number.unreadable", new("a.csv", null, 3, "GDP"), new("“x”不是数", "'x' is not a number"), new("改正", "Correct it"));

    [Fact]
    public void Refused_OrThrow_NamesPlaceAndReason()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => Outcome.Refused<int>(Wrong).OrThrow());
        Assert.Contains("a.csv:3:GDP", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("not a number", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Done_WithWarnings_KeepsBoth()
    {
        var outcome = Outcome.Done(7, [Wrong with { Severity = Severity.Warning }]);
        Assert.True(outcome.IsDone(out int value));
        Assert.Equal(7, value);
        Assert.Single(outcome.AllFindings);
        Assert.False(outcome.AllFindings.HasErrors());
    }

    [Fact]
    public void Text_WithOneSideEmpty_FallsBackToTheOther()
    {
        Assert.Equal("对标", new Text("对标", "").For("en"));
        Assert.Equal("benchmark", new Text("", "benchmark").For("zh-CN"));
        Assert.Equal("对标", new Text("对标", "benchmark").For("zh-Hans"));
        Assert.True(default(Text).IsEmpty);
        Assert.Equal("", default(Text).For("zh"));
    }
}
