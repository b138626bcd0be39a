using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests.Benchmarking;

public sealed class GapDecompositionTests
{
    private static readonly UnitCode A = new("U00"), B = new("U01");

    [Fact]
    public void Between_AnyTreeAndAnyHoles_PartsAddUpToTheDifference() => MadeIndex.Random(2).Sample(made =>
    {
        var build = made.Build();
        if (!GapDecomposition.Between(build, null, A, B).IsDone(out var gap))
            return build.Scores.Score(0, 0) is null || build.Scores.Score(1, 0) is null;
        return AddsUp(gap);
    }, iter: 3000);

    /// <summary>Builds of the engine itself, with nodes on new scales, children that divide, and treatments before them.</summary>
    [Fact]
    public void Between_AnyBuild_PartsAddUpToTheDifference() => Explaining.RandomBuild.All.Sample(build =>
        Assert.All(build.Scores.Rows.Where(r => r.Unit != build.Scores.Rows[0].Unit && Nullable.Equals(r.Period, build.Scores.Rows[0].Period)), row =>
        {
            if (!GapDecomposition.Between(build, row.Period, build.Scores.Rows[0].Unit, row.Unit).IsDone(out var gap)) return;
            Assert.True(Math.Abs(gap.Parts.Sum(p => p.Amount) - gap.Difference) <= 1e-8 * Math.Max(1, Math.Abs(gap.Score) + Math.Abs(gap.OtherScore)), $"{gap.Parts.Sum(p => p.Amount)} is not {gap.Difference}");
        }), iter: 300);

    [Fact]
    public void Between_AnyInnerNode_PartsAddUpToItsDifference() => MadeIndex.Random(2).Sample(made =>
    {
        var build = made.Build();
        return Enumerable.Range(0, build.Scores.Nodes.Length).All(node =>
            !GapDecomposition.Between(build, null, A, B, build.Scores.Nodes[node].Code).IsDone(out var gap)
            || AddsUp(gap));
    }, iter: 500);

    [Fact]
    public void Between_SidesSwapped_ChangesEverySignAndNothingElse() => MadeIndex.Random(2).Sample(made =>
    {
        var build = made.Build();
        if (!GapDecomposition.Between(build, null, A, B).IsDone(out var there)) return true;
        var back = GapDecomposition.Between(build, null, B, A).OrThrow().Parts.ToDictionary(p => (p.Node, p.Cause), p => p.Amount);
        return back.Count == there.Parts.Length && there.Parts.All(p => Near(back[(p.Node, p.Cause)], -p.Amount));
    }, iter: 500);

    [Fact]
    public void FromMean_AnyTree_PartsAddUpToTheDifferenceFromThePeersMean() => MadeIndex.Random(6).Sample(made =>
    {
        var build = made.Build();
        var peers = build.Scores.Rows.Select(r => r.Unit).ToList();
        if (!GapDecomposition.FromMean(build, null, A, peers).IsDone(out var gap)) return true;
        double mean = Enumerable.Range(1, 5).Select(r => build.Scores.Score(r, 0)).OfType<double>().Average();
        return Near(gap.Parts.Sum(p => p.Amount), build.Scores.Score(0, 0)!.Value - mean)
            && gap.Others.Length + gap.LeftOut.Length == 5 && !gap.Others.Contains(A);
    }, iter: 500);

    [Fact]
    public void Between_EqualUnits_HasNoPartThatIsNotZero() => MadeIndex.Random(1).Sample(made =>
    {
        var build = (made with { Rows = [made.Rows[0], made.Rows[0]] }).Build();
        return !GapDecomposition.Between(build, null, A, B).IsDone(out var gap) || gap.Parts.All(p => p.Amount == 0);
    }, iter: 300);

    [Fact]
    public void Between_ArithmeticTreeWithoutHoles_GivesWeightTimesDifference()
    {
        var build = Index(new AggregateRule(), [80, 40, 10], [60, 50, 10]);

        var gap = GapDecomposition.Between(build, null, A, B).OrThrow();

        // Weights 1, 1, 2 of 4: 0.25·20, 0.25·(−10), 0.5·0.
        Assert.Equal([("n0", 5.0), ("n1", -2.5), ("n2", 0.0)], gap.Parts.Select(p => (p.Node.Value, Math.Round(p.Amount, 12))));
        Assert.All(gap.Parts, p => Assert.Equal(GapCause.Value, p.Cause));
        Assert.Equal(2.5, gap.Difference, 5e-13);
    }

    [Fact]
    public void Between_ChildMissingOnOneSide_NamesItAndTheWeightsItMoves()
    {
        var build = Index(new AggregateRule(), [80, 40, null], [60, 50, 10]);

        var gap = GapDecomposition.Between(build, null, A, B).OrThrow();

        // Own: (80 + 40) ÷ 2 = 60, other: (60 + 50 + 2·10) ÷ 4 = 32.5, middle 46.25; weights ½, ½, 0 against ¼, ¼, ½.
        var parts = gap.Parts.ToDictionary(p => (p.Node.Value, p.Cause), p => p.Amount);
        Assert.Equal(0.375 * 20, parts[("n0", GapCause.Value)], 5e-13);
        Assert.Equal(0.375 * -10, parts[("n1", GapCause.Value)], 5e-13);
        Assert.Equal(0.25 * (70 - 46.25), parts[("n0", GapCause.UnequalWeights)], 5e-13);
        Assert.Equal(0.25 * (45 - 46.25), parts[("n1", GapCause.UnequalWeights)], 5e-13);
        Assert.Equal(-0.5 * (10 - 46.25), parts[("n2", GapCause.OneSideOnly)], 5e-13);
        Assert.Equal(27.5, parts.Values.Sum(), 5e-13);
        Assert.Null(gap.Parts.Single(p => p.Node.Value == "n2").Own);
    }

    [Fact]
    public void Between_GeometricMean_IsTheLogMeanDivisiaIndex()
    {
        var build = Index(new AggregateRule(MeanKind.Geometric), [80, 40, 10], [60, 50, 20]);

        var gap = GapDecomposition.Between(build, null, A, B).OrThrow();

        double own = build.Scores.Score(0, 0)!.Value, other = build.Scores.Score(1, 0)!.Value;
        double mean = (own - other) / Math.Log(own / other);
        var parts = gap.Parts.ToDictionary(p => p.Node.Value, p => p.Amount);
        Assert.Equal(mean * 0.25 * Math.Log(80.0 / 60), parts["n0"], 5e-13);
        Assert.Equal(mean * 0.25 * Math.Log(40.0 / 50), parts["n1"], 5e-13);
        Assert.Equal(mean * 0.5 * Math.Log(10.0 / 20), parts["n2"], 5e-13);
    }

    [Fact]
    public void Between_UnitWithoutScore_IsRefusedWithThePlace()
    {
        var build = Index(new AggregateRule(Missing: MissingChild.Rescale, MinAvailable: 0.9), [80, 40, null], [60, 50, 20]);

        var refused = Assert.IsType<Outcome<GapDecomposition>.Refused>(GapDecomposition.Between(build, null, A, new("nobody")));

        Assert.Equal(["gap.score-missing", "gap.unit-unknown"], refused.Findings.Select(f => f.Code));
        Assert.All(refused.Findings, f => { Assert.NotEmpty(f.What.Zh); Assert.NotEmpty(f.Fix.En); });
    }

    private static IndexBuild Index(AggregateRule rule, params double?[][] rows) =>
        new MadeIndex(new(1, rule, [new(1, null, []), new(1, null, []), new(2, null, [])]), [.. rows.Select(r => System.Collections.Immutable.ImmutableArray.Create(r))]).Build();

    /// <summary>To the digits of the scores: products of scores are large, and their difference may be small.</summary>
    private static bool AddsUp(GapDecomposition gap) => Math.Abs(gap.Parts.Sum(p => p.Amount) - gap.Difference) <= 1e-9 * Math.Max(1, Math.Abs(gap.Score) + Math.Abs(gap.OtherScore));

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));
}
