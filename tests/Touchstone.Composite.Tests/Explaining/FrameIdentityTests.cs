using Touchstone.Model;

namespace Touchstone.Composite.Tests.Explaining;

public sealed class FrameIdentityTests
{
    private static readonly Recipe Treated = new(Text.Same("treated"),
    [
        new Gate(0.5, null, null, FailedUnit.Unrank), new Treat(PerCode.All(new TreatRule(Second: SecondTreatment.None))),
        new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax))), new Aggregate(PerCode.All(new AggregateRule())), new Rank(Ties.Min, null),
    ], new FrameRule.Pooled());

    [Fact]
    public void Frame_CorrectedCellMovesNoBound_IsTheSame()
    {
        var before = IndexBuild.Run(SmallIndex.Column([1, 2, 3, 4, 9]), Treated).OrThrow();
        var after = IndexBuild.Run(SmallIndex.Column([1, 2, 3, 5, 9]), Treated).OrThrow();

        Assert.NotEqual(before.Steps.SelectMany(s => s.Parameters).Single(p => p.Name == "skewness.before").Value, after.Steps.SelectMany(s => s.Parameters).Single(p => p.Name == "skewness.before").Value);
        Assert.Equal(before.Frame.Id, after.Frame.Id);
        Assert.True(BuildComparison.Of(before, after).ScoresComparable);
    }

    [Fact]
    public void Recipe_OtherData_KeepsItsIdentityAndAnotherStepDoesNot()
    {
        var build = IndexBuild.Run(SmallIndex.Column([1, 2, 3, 4, 9]), Treated).OrThrow();
        var other = IndexBuild.Run(SmallIndex.Column([1, 2, 3, 5, 8]), Treated).OrThrow();
        var ties = IndexBuild.Run(SmallIndex.Column([1, 2, 3, 4, 9]), Treated with { Steps = Treated.Steps.SetItem(4, new Rank(Ties.Average, null)) }).OrThrow();
        Assert.NotEqual(build.Id, other.Id);
        Assert.Equal(build.RecipeId, other.RecipeId);
        Assert.NotEqual(build.RecipeId, ties.RecipeId);
        Assert.NotEqual(build.Id.Value, build.RecipeId);
    }

    [Fact]
    public void Frame_CorrectedCellMovesABound_IsAnother()
    {
        var before = IndexBuild.Run(SmallIndex.Column([1, 2, 3, 4, 9]), Treated).OrThrow();
        var after = IndexBuild.Run(SmallIndex.Column([1, 2, 3, 4, 8]), Treated).OrThrow();
        Assert.NotEqual(before.Frame.Id, after.Frame.Id);
    }
}
