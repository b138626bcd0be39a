using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

public sealed class UncertaintyTests
{
    private static readonly Text s_name = Text.Same("x");

    private static IndexInput Input(int units = 12) => SmallIndex.Input(
        [SmallIndex.Aggregate("index"), SmallIndex.Aggregate("p", "index"), SmallIndex.Aggregate("q", "index"), .. Enumerable.Range(0, 6).Select(i => SmallIndex.Indicator(SmallIndex.Code(i), i < 3 ? "p" : "q"))],
        Enumerable.Range(0, units).Select(i => SmallIndex.Unit(i)), units, (code, r) => 5 + (r * 37 + SmallIndex.Place(code) * 53) % 101);

    private static Recipe Recipe(double low = 1, MeanKind mean = MeanKind.Arithmetic) => Asem.Recipe(Asem.MinMax(low, 100), Asem.Mean(mean), new Rank(Ties.Min, null));

    private static UncertaintySpec Spec(params Factor[] factors) => new([.. factors], new(SamplingKind.Sobol, 200, 1));

    private static Factor.Choice Choice(string code, params Alternative[] alternatives) => new(code, s_name, [.. alternatives]);
    private static Alternative Or(string code, params Step[] steps) => new(code, s_name, 1, [.. steps], []);

    private static string[] Codes(UncertaintySpec spec, Recipe? recipe = null) => [.. spec.Check(Input(), recipe ?? Recipe()).Select(f => f.Code)];

    [Fact]
    public void Check_CombinationThatCannotRun_IsFoundBeforeTheRunWithItsNames()
    {
        var spec = Spec(Choice("scale", Alternative.AsItIs("one", s_name), Or("zero", Asem.MinMax(0, 100))), Choice("mean", Alternative.AsItIs("arithmetic", s_name), Or("geometric", Asem.Mean(MeanKind.Geometric))));
        var finding = Assert.Single(spec.Check(Input(), Recipe()));
        Assert.Equal("uncertainty.cannot-run", finding.Code);
        Assert.Contains("scale = zero, mean = geometric", finding.What.En, StringComparison.Ordinal);
        Assert.Contains("one factor", finding.Fix.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_CombinationThatOnlyTheDataBreaks_IsFoundToo()
    {
        // A z-score about 1 goes below zero for some unit, which only the data can tell.
        var spec = Spec(Choice("scale", Alternative.AsItIs("own", s_name), Or("z", new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.ZScore, 1, 2))))));
        Assert.Equal(["uncertainty.cannot-run"], Codes(spec, Recipe(1, MeanKind.Geometric)));
    }

    [Fact]
    public void Check_DependentChoicesDeclaredAsOne_AreFine() => Assert.Empty(Spec(Choice("mean", Or("arithmetic", Asem.MinMax(0, 100)), Or("geometric", Asem.MinMax(1, 100), Asem.Mean(MeanKind.Geometric)))).Check(Input(), Recipe()));

    [Fact]
    public void Check_StepThatTheRecipeHasNot_IsRefusedNotSkipped() => Assert.Equal(["uncertainty.no-such-step"], Codes(Spec(Choice("treat", Alternative.AsItIs("with", s_name), new("without", s_name, 1, [], ["treat"])))));

    [Fact]
    public void Check_TwoFactorsOnOneStep_AreRefused() =>
        Assert.Contains("uncertainty.same-step", Codes(Spec(Choice("a", Alternative.AsItIs("1", s_name), Or("2", Asem.MinMax(2, 100))), Choice("b", Alternative.AsItIs("1", s_name), Or("2", Asem.MinMax(3, 100))))));

    [Fact]
    public void Check_EveryFault_IsToldAtOnce()
    {
        var spec = new UncertaintySpec(
        [
            new Factor.WeightNoise("w", s_name, 1.5, [9]), new Factor.DirichletWeights("w", s_name, -1, [new("i000")]), new Factor.DropIndicators("d", s_name, [new("none")], 2),
            new Factor.DataError("e", s_name, PerCode.All(new ErrorRule(-1)), []), new Factor.ImputationSpread("s", s_name, 1), Choice("c", Or("only")),
        ], new(SamplingKind.LatinHypercube, 1, 1, 0.5))
        { Level = 1, Node = new("nowhere"), Period = Period.InYear(1999) };
        string[] codes = Codes(spec);
        Assert.Equal(new[]
        {
            "uncertainty.scenarios", "uncertainty.level", "uncertainty.precision-latin", "uncertainty.unknown-node", "uncertainty.unknown-period", "uncertainty.noise", "uncertainty.level-unknown", "uncertainty.factor-twice",
            "uncertainty.concentration", "uncertainty.unknown-parent", "uncertainty.weights-twice", "uncertainty.unknown-indicator", "uncertainty.chance", "uncertainty.error-size", "uncertainty.folds", "uncertainty.no-impute", "uncertainty.one-alternative",
        }.Order(), codes.Distinct().Order());
    }

    [Fact]
    public void Run_PrecisionAsked_StopsWhenReachedAndSaysSo()
    {
        var spec = Spec(new Factor.WeightNoise("w", s_name, 0.9, [])) with { Draw = new(SamplingKind.Sobol, 200_000, 3, 0.6) };
        var result = UncertaintyAnalysis.Run(Input(), Recipe(), spec, new(1)).OrThrow();
        Assert.True(result.ReachedPrecision);
        Assert.InRange(result.Scenarios.Count, 1024, 100_000);
        Assert.Equal(result.Scenarios.Count, result.Convergence[^1].Scenarios);
        Assert.True(result.Convergence[^1].RankError <= 0.6);
        Assert.False(UncertaintyAnalysis.Run(Input(), Recipe(), spec with { Draw = new(SamplingKind.Random, 1024, 3, 1e-9) }, new(1)).OrThrow() is { ReachedPrecision: true, Convergence: [{ RankError: > 0 }] });
    }

    [Fact]
    public void Run_MethodAndData_AreToldApart()
    {
        var result = UncertaintyAnalysis.Run(Input(), Recipe(), Spec(new Factor.WeightNoise("w", s_name, 0.5, []), new Factor.DataError("e", s_name, PerCode.All(new ErrorRule(0.2)), [])), new(1)).OrThrow();
        double Width(Func<UnitRange, ScenarioRange?> of) => result.Units.Average(u => of(u)!.High - of(u)!.Low);
        Assert.True(Width(u => u.RanksByMethod) < Width(u => u.Ranks));
        Assert.True(Width(u => u.RanksByData) < Width(u => u.Ranks) + 0.5);
        Assert.All(UncertaintyAnalysis.Run(Input(), Recipe(), Spec(new Factor.WeightNoise("w", s_name, 0.5, [])), new(1)).OrThrow().Units, u => Assert.Null(u.RanksByMethod));
    }

    [Fact]
    public void Run_NominalOutsideItsRange_IsFlagged()
    {
        // Both alternatives put all weight on one indicator, which the recipe does not: the index as it is, is an unusual case of what was declared possible.
        Weigh Only(double others) => new(false, Input().Framework.Indicators.Select(n => n.Code).ToImmutableSortedDictionary(c => c, c => c.Value == "i000" ? 1.0 : others));
        var recipe = Asem.Recipe(new Weigh(true, ImmutableSortedDictionary<IndicatorCode, double>.Empty), Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null));
        var result = UncertaintyAnalysis.Run(Input(), recipe, Spec(Choice("weights", Or("first", Only(0.001)), Or("second", Only(0.002)))), new(1)).OrThrow();
        Assert.Contains(result.Units, u => u.NominalIsOutside);
        Assert.All(result.Units, u => Assert.Equal(u.NominalIsOutside, u.NominalRank < u.Ranks!.Low || u.NominalRank > u.Ranks.High));
    }

    [Fact]
    public void Run_FlatDirichlet_CentresOnEqualShares()
    {
        // Two indicators that disagree wholly: with flat weights the score of a unit best in one and worst in the other is uniform.
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a", weight: 9), SmallIndex.Indicator("b")], Enumerable.Range(0, 3).Select(i => SmallIndex.Unit(i)), 3, (code, r) => code == "a" ? r : 2 - r);
        var result = UncertaintyAnalysis.Run(input, Recipe(0), Spec(new Factor.DirichletWeights("w", s_name, null, [])) with { Draw = new(SamplingKind.Random, 20_000, 1) }, new(1)).OrThrow();
        Assert.InRange(result.Units[0].Scores!.Low, 4, 6);
        Assert.InRange(result.Units[0].Scores!.High, 94, 96);
        var near = UncertaintyAnalysis.Run(input, Recipe(0), Spec(new Factor.DirichletWeights("w", s_name, 200, [])) with { Draw = new(SamplingKind.Random, 20_000, 1) }, new(1)).OrThrow();
        Assert.InRange(near.Units[2].Scores!.Mean, 89.5, 90.5);
        Assert.InRange(near.Units[2].Scores!.High - near.Units[2].Scores!.Low, 5, 9);
    }

    [Fact]
    public void Run_ImputationSpread_MovesOnlyIndicesWithImputedCells()
    {
        var whole = Input();
        var holes = SmallIndex.Input(whole.Framework.Nodes, whole.Units, 12, (code, r) => r == 4 && code == "i001" ? null : 5 + (r * 37 + SmallIndex.Place(code) * 53) % 101);
        var recipe = Asem.Recipe(new Impute(PerCode.All(new ImputeRule(ImputeMethod.Mean))), Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null));
        var spec = Spec(new Factor.ImputationSpread("s", s_name, 4));
        Assert.All(UncertaintyAnalysis.Run(whole, recipe, spec, new(1)).OrThrow().Units, u => Assert.Equal(u.Scores!.Low, u.Scores.High));
        var moved = UncertaintyAnalysis.Run(holes, recipe, spec, new(1)).OrThrow().Units;
        Assert.True(moved[4].Scores!.High > moved[4].Scores!.Low + 1);
        // The hold-out error is that of the mean of the other folds, about the column's deviation.
        double error = HoldOut.Errors(new Plan(holes, recipe), 4)[1][1].RootMeanSquare;
        double[] column = [.. Enumerable.Range(0, 12).Where(r => r != 4).Select(r => 5.0 + (r * 37 + 53) % 101)];
        Assert.InRange(error / Sums.Deviation(column, column.Average()), 0.9, 1.3);
    }
}
