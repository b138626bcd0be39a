using CsCheck;

namespace Touchstone.Composite.Tests.Checking;

/// <summary>Imputations held against each other.</summary>
public sealed class ImputationCheckTests
{
    private static IndexInput Alike(int rows, Func<int, double> x, double slope, int gaps) => SmallIndex.Input(
        [SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("b")], Enumerable.Range(0, rows).Select(i => SmallIndex.Unit(i)), rows,
        (code, r) => code == "a" ? x(r) : r < gaps ? null : 3 + slope * x(r));

    private static Recipe With(ImputeRule rule) => Asem.Recipe(new Impute(PerCode.All(rule)), Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null));

    private static ImputationCandidate Candidate(string code, ImputeRule rule) => new(code, new Impute(PerCode.All(rule)));

    /// <summary>Where one column says all of the other, EM misses nothing and the mean misses by about a deviation.</summary>
    [Fact]
    public void Of_AColumnThatAnotherDetermines_TellsWhichMethodKnows()
    {
        var input = Alike(30, r => (r * 37) % 101, 2, 5);
        var checks = ImputationCheck.Of(input, With(new(ImputeMethod.Mean)), [Candidate("em", new(ImputeMethod.Em)), Candidate("near", new(ImputeMethod.NearestNeighbours, Neighbours: 1)), Candidate("mean", new(ImputeMethod.Mean))]).OrThrow();
        Assert.Equal(["em", "near", "mean"], checks.Select(c => c.Code));
        Assert.True(checks[0].Relative < 1e-6, $"{checks[0].Relative}");
        Assert.InRange(checks[2].Relative!.Value, 0.95, 1.2);
        Assert.InRange(checks[1].Relative!.Value, 1e-6, 0.6);
        Assert.All(checks, c => Assert.Equal(5, c.Filled));
        // A row that has both hidden at once has nothing to go by.
        Assert.All(checks, c => Assert.Equal(25, c.Columns[1].Compared + c.Columns[1].NotFilled));
        Assert.Equal(0, checks[2].Columns[1].NotFilled);
    }

    /// <summary>No method differs from itself, two differ by the same either way, and the same seed hides the same cells.</summary>
    [Fact]
    public void Of_AnyCandidates_ShiftsAreADistanceAndRunsRepeat() => Gen.Select(Gen.Int[0, 1000].Array[12], Gen.Double[-3, 3], Gen.Int[1, 4]).Sample((cells, slope, gaps) =>
    {
        var input = Alike(12, r => cells[r] / 10.0 + r, slope, gaps);
        ImputationCandidate[] candidates = [Candidate("mean", new(ImputeMethod.Mean)), Candidate("row", new(ImputeMethod.RowMean)), Candidate("near", new(ImputeMethod.NearestNeighbours, Neighbours: 2))];
        var checks = ImputationCheck.Of(input, With(new(ImputeMethod.Mean)), candidates, 4, 7).OrThrow();
        foreach (var a in checks)
        {
            Assert.Equal(0, a.Shifts[a.Code]);
            foreach (var b in checks) Assert.Equal(a.Shifts[b.Code], b.Shifts[a.Code]);
        }
        var again = ImputationCheck.Of(input, With(new(ImputeMethod.Mean)), candidates, 4, 7).OrThrow();
        Assert.Equal(checks.SelectMany(c => c.Columns), again.SelectMany(c => c.Columns));
    }, iter: 100);

    [Fact]
    public void Usual_OfTheExample_RunsEveryMethodThatTheDataAllows()
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("b"), SmallIndex.Indicator("c")],
            Enumerable.Range(0, 15).Select(i => SmallIndex.Unit(i, true, ("region", i % 2 == 0 ? "east" : "west"))), 15, (code, r) => (r + code[0]) % 7 == 0 ? null : (r * 31 + code[0] * 17) % 23);
        var recipe = With(new(ImputeMethod.Constant, Constant: 5));
        var candidates = ImputationCheck.Usual(input, recipe);
        Assert.Equal(["own", "none", "mean", "median", "constant:0", "group-mean:region", "group-median:region", "row-mean", "row-median", "regression", "nearest-neighbours", "em"], candidates.Select(c => c.Code));
        var checks = ImputationCheck.Of(input, recipe, candidates, 5).OrThrow();
        Assert.Equal(candidates.Length, checks.Length);
        Assert.All(checks, c => Assert.Equal(c.Code == "none", c.Relative is null));
        var none = checks.Single(c => c.Code == "none");
        Assert.Equal(0, none.Filled);
        Assert.All(none.Columns, c => Assert.True(c.Compared == 0 && c.NotFilled > 0));
        Assert.NotNull(checks[0].Shifts["none"]);
    }

    [Theory]
    [InlineData("constant:2.5", true)]
    [InlineData("regression:a+b", true)]
    [InlineData("nearest-neighbours:3", true)]
    [InlineData("last-observation:2", true)]
    [InlineData("constant", false)]
    [InlineData("group-mean", false)]
    [InlineData("group-median:", false)]
    [InlineData("nearest-neighbours:0", false)]
    [InlineData("mean:2", false)]
    [InlineData("guess", false)]
    public void Named_ByItsCode_IsACandidateOrNone(string code, bool known) =>
        Assert.Equal(known ? code : null, ImputationCheck.Named(Alike(5, r => r, 1, 1), With(new(ImputeMethod.Mean)), code)?.Code);

    /// <summary>A unit that the recipe never fills is filled by no candidate, and none of its cells is hidden.</summary>
    [Fact]
    public void Of_UnitsNeverFilled_StaySoForEveryCandidate()
    {
        var input = Alike(20, r => (r * 37) % 101, 2, 3);
        var recipe = Asem.Recipe(new Impute(PerCode.All(new ImputeRule(ImputeMethod.Mean)), null, Listed.Of(SmallIndex.UnitCode(0), SmallIndex.UnitCode(19))), Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null));
        var checks = ImputationCheck.Of(input, recipe, ImputationCheck.Usual(input, recipe)).OrThrow();
        Assert.All(checks.Where(c => c.Code is "own" or "mean" or "constant:0" or "em"), c => Assert.Equal(2, c.Filled));
        Assert.All(checks, c => Assert.Equal(16, c.Columns[1].Compared + c.Columns[1].NotFilled));
        Assert.Equal(0, checks.Single(c => c.Code == "mean").Columns[1].NotFilled);
    }

    [Fact]
    public void Of_WithoutAnImputeStep_IsRefused()
    {
        var refused = ImputationCheck.Of(Alike(9, r => r, 1, 1), Asem.Recipe(Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic)), [Candidate("mean", new(ImputeMethod.Mean)), Candidate("mean", new(ImputeMethod.Median))], 1);
        Assert.Equal(["imputation.folds", "imputation.no-step", "imputation.twice"], refused.AllFindings.Select(f => f.Code).Order(StringComparer.Ordinal));
    }
}
