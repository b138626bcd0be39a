using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests.Explaining;

public sealed class ExplanationTests
{
    [Fact]
    public void Of_AnyRecipe_EveryNumberRecomputesFromThosePrintedBelowIt()
    {
        var met = new System.Collections.Concurrent.ConcurrentDictionary<ChainOperation, bool>();
        RandomBuild.All.Sample(build => EveryRowRecomputes(build, met), iter: 400);
        // A law over builds that never use an operation would say nothing of it.
        Assert.Equal(Enum.GetValues<ChainOperation>(), met.Keys.Order());
    }

    private static void EveryRowRecomputes(IndexBuild build, System.Collections.Concurrent.ConcurrentDictionary<ChainOperation, bool> met)
    {
        foreach (var row in build.Scores.Rows)
        {
            var explained = Explanation.Of(build, row.Period, row.Unit).OrThrow();
            if (Recomputation.Fault(build, explained.Node) is { } fault) throw new Xunit.Sdk.XunitException($"{row}: {fault}\n{string.Join("\n", RecipeText.Lines(build.Recipe).Select(l => l.Words.En))}");
            foreach (var step in Indicators(explained.Node).SelectMany(n => n.Chain)) met[step.Operation] = true;
        }
    }

    [Fact]
    [Trait("Kind", "Reference")]
    public void Of_EveryUnitOfAsem_RecomputesFromTheRawData()
    {
        var build = IndexBuild.Run(Asem.Raw(), Asem.Example).OrThrow();
        foreach (var row in build.Scores.Rows)
        {
            var explained = Explanation.Of(build, row.Period, row.Unit).OrThrow();
            Assert.Null(Recomputation.Fault(build, explained.Node));
            Assert.Equal(1, Leaves(explained.Node).Sum(l => l.Share), 5e-13);
        }
    }

    [Fact]
    [Trait("Kind", "Reference")]
    public void Of_ImputedCell_NamesGroupAndCountOfValues()
    {
        var build = IndexBuild.Run(Asem.Raw(), Asem.Example).OrThrow();
        var change = build.Steps.Single(s => s.Step is Impute).Changes.First(c => build.Scores.PlaceOf(new RowKey(null, c.Unit)) >= 0);
        var before = build.Steps.Single(s => s.Step is Denominate).Data;
        string group = build.Input.Units.Single(u => u.Code == change.Unit).Groups["EurAsia_group"];
        double[] values = [.. before.Rows.Select((row, r) => (row, r)).Where(x => build.Input.Units.Single(u => u.Code == x.row.Unit).Groups["EurAsia_group"] == group).Select(x => before.Find(change.Indicator)![x.r]).OfType<double>()];

        var step = Explanation.Of(build, null, change.Unit, change.Indicator).OrThrow().Node.Chain.Single(s => s.Operation == ChainOperation.Imputed);

        Assert.Equal(values.Length, step.Operand("count"));
        Assert.Equal(values.Average(), step.Operand("value")!.Value, 5e-11);
        Assert.Contains(group, step.Words.En, StringComparison.Ordinal);
        Assert.NotEqual(CellMarks.None, step.Marks & CellMarks.Imputed);
    }

    /// <summary>Nobody who is ranked has the node, so it has no scale to be shown on; what it combined to made the index all the same.</summary>
    [Fact]
    public void Of_NodeThatNoRankedUnitHas_ShowsWhatWentUpWithoutAScore()
    {
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Aggregate("known", "index"), SmallIndex.Aggregate("rare", "index"), SmallIndex.Indicator("a", "known"), SmallIndex.Indicator("b", "rare"), SmallIndex.Indicator("c", "rare")],
            [SmallIndex.Unit(0), SmallIndex.Unit(1), SmallIndex.Unit(2, ranked: false)], 3, (code, r) => code == "a" ? 10 * (r + 1) : r == 2 ? code == "b" ? 4 : 8 : null);
        var shown = new AggregateRule(Normalise: new NormaliseRule(NormaliseMethod.MinMax, 0, 100), Rises: Rises.Combined);
        var build = IndexBuild.Run(input, Asem.Recipe(new Aggregate(new(new AggregateRule(), ImmutableSortedDictionary<IndicatorCode, AggregateRule>.Empty.Add(new("rare"), shown))), new Rank(Ties.Min, null))).OrThrow();
        var root = Explanation.Of(build, null, SmallIndex.UnitCode(2)).OrThrow().Node;
        var rare = root.Children.Single(c => c.Node.Code.Value == "rare");
        Assert.Equal(18, root.Score!.Value, 1e-9);
        Assert.Equal(ChildStanding.Present, rare.Standing);
        Assert.Equal(6, rare.Value!.Value, 1e-9);
        Assert.Equal(3, rare.Contribution!.Value, 1e-9);
        Assert.Null(rare.Node.Score);
        Assert.Null(rare.Node.Rescaled);
        Assert.Equal(6, rare.Node.Unrounded!.Value, 1e-9);
        Assert.Contains("goes up as such", rare.Node.Why.En, StringComparison.Ordinal);
        Assert.Null(Recomputation.Fault(build, root));
    }

    [Fact]
    public void Of_DepthZero_HasTheNodeAloneAndDepthOneItsChildrenAlone() => RandomBuild.All.Sample(build =>
    {
        var row = build.Scores.Rows[0];
        var alone = Explanation.Of(build, row.Period, row.Unit, depth: 0).OrThrow().Node;
        var one = Explanation.Of(build, row.Period, row.Unit, depth: 1).OrThrow().Node;
        return alone.Children.IsEmpty && one.Children.Length == 3 && one.Children.All(c => c.Node.Children.IsEmpty && c.Node.Chain.IsEmpty);
    }, iter: 20);

    [Fact]
    public void Of_UnknownUnitAndNode_IsRefusedWithBothReasons() => RandomBuild.All.Sample(build =>
    {
        var refused = Explanation.Of(build, Period.InYear(2020), new("nobody"), new("nothing")).AllFindings;
        return refused.Select(f => f.Code).SequenceEqual(["explain.node-unknown", "explain.unit-unknown"]) && refused.All(f => f.Fix.Zh.Length > 0 && f.Fix.En.Length > 0);
    }, iter: 5);

    private static IEnumerable<ExplainedNode> Indicators(ExplainedNode node) => node.Kind == NodeKind.Indicator ? [node] : node.Children.SelectMany(c => Indicators(c.Node));
    private static IEnumerable<ExplainedChild> Leaves(ExplainedNode node) => node.Children.SelectMany(c => c.Node.Kind == NodeKind.Indicator ? [c] : Leaves(c.Node));
}
