using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests.Explaining;

public sealed class BuildComparisonTests
{
    [Fact]
    public void Why_OneFrame_PartsAddUpToTheMoveOfEveryNode() => Pairs.Sample(pair =>
    {
        var comparison = BuildComparison.Of(pair.Before, pair.After);
        if (!comparison.ScoresComparable) throw new Xunit.Sdk.XunitException(string.Join("; ", comparison.WhyNotComparable.Select(f => f.What.En)));
        foreach (var node in comparison.After.Scores.Nodes)
            foreach (var move in comparison.Moves(node.Code))
            {
                if (!comparison.Why(move.Row, node.Code).IsDone(out var why)) { if (move is { ScoreBefore: not null, ScoreAfter: not null }) return false; continue; }
                double parts = why.Parts.Sum(p => p.Amount), moved = move.ScoreAfter!.Value - move.ScoreBefore!.Value;
                if (Math.Abs(parts - moved) > 1e-9 * Math.Max(1, Math.Abs(moved)))
                    throw new Xunit.Sdk.XunitException($"{move.Row} {node.Code}: {parts} for {moved}\n{string.Join('\n', RecipeText.Lines(comparison.After.Recipe).Select(l => l.Words.En))}\n{string.Join('\n', why.Parts)}");
            }
        return true;
    }, iter: 200);

    [Fact]
    public void Of_OneCellChanged_NamesTheCellAndMovesNothingButItsUnitsScores() => Pairs.Sample(pair =>
    {
        var comparison = BuildComparison.Of(pair.Before, pair.After);
        if (pair.Old == pair.New && comparison.Cells.IsEmpty) return true;   // the same value drawn again
        var cell = Assert.Single(comparison.Cells);
        return cell.Row == pair.Row && cell.Before == pair.Old && cell.After == pair.New
            && comparison.Moves().Where(m => m.Row.Unit != pair.Row.Unit).All(m => m.ScoreBefore == m.ScoreAfter);
    }, iter: 100);

    [Fact]
    public void Of_SameBuild_FindsNoDifference() => RandomBuild.All.Sample(build =>
    {
        var comparison = BuildComparison.Of(build, build);
        return comparison.Cells.IsEmpty && comparison.RecipeChanges.IsEmpty && comparison.FrameChanges.IsEmpty && comparison.ScoresComparable
            && comparison.UnitsEntered.IsEmpty && comparison.IndicatorsLeft.IsEmpty && comparison.Moves().All(m => !m.Moved && m.PlacesGained is null or 0);
    }, iter: 30);

    [Fact]
    public void Of_DifferentFrames_RefusesScoresSaysHowTheyDifferAndShowsRanks()
    {
        var before = IndexBuild.Run(Small.Input((1, 10), (2, 20), (3, 60)), Small.Recipe).OrThrow();
        var after = IndexBuild.Run(Small.Input((1, 10), (2, 80), (3, 60)), Small.Recipe).OrThrow();

        var comparison = BuildComparison.Of(before, after);

        Assert.Equal("frame.different", Assert.Single(comparison.WhyNotComparable).Code);
        Assert.Contains(comparison.FrameChanges, t => t.En == "Normalise: high of q 60 → 80" && t.Zh == "标准化：q 的 high 60 → 80");
        Assert.IsType<Outcome<GapDecomposition>.Refused>(comparison.Why(new(null, new("u1"))));
        var move = comparison.Moves().Single(m => m.Row.Unit.Value == "u2");
        Assert.Equal((2, 1, 1), (move.RankBefore, move.RankAfter, move.PlacesGained));
    }

    [Fact]
    public void Of_OtherMean_RefusesScoresAndNamesTheLineOfTheRecipe()
    {
        var input = Small.Input((1, 10), (2, 20), (3, 60));
        var geometric = Small.Recipe with { Steps = [.. Small.Recipe.Steps.Select(s => s is Aggregate ? new Aggregate(PerCode.All(new AggregateRule(MeanKind.Geometric))) : s)] };

        var comparison = BuildComparison.Of(IndexBuild.Run(input, Small.Recipe).OrThrow(), IndexBuild.Run(input, geometric).OrThrow());

        Assert.Contains(comparison.WhyNotComparable, f => f.Code == "frame.aggregation-different");
        var change = Assert.Single(comparison.RecipeChanges);
        Assert.Equal("aggregate", change.Kind);
        Assert.StartsWith("Weighted arithmetic mean", change.Before.En, StringComparison.Ordinal);
        Assert.StartsWith("Weighted geometric mean", change.After.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_UnitAndIndicatorThatLeft_NamesThem()
    {
        var all = Small.Input((1, 10), (2, 20), (3, 60));
        var fewer = all with { Data = DataTable.Create(all.Data.Rows.Where(r => r.Unit.Value != "u3"), all.Data.Columns.Select(c => c.Code), Small.Cells((1, 10), (2, 20))).OrThrow() };
        var gated = Small.Recipe with { Steps = [new Gate(0.9, null, null, FailedUnit.Unrank), .. Small.Recipe.Steps] };

        var comparison = BuildComparison.Of(IndexBuild.Run(all, Small.Recipe).OrThrow(), IndexBuild.Run(fewer, Small.Recipe).OrThrow());

        Assert.Equal([new UnitCode("u3")], comparison.UnitsLeft);
        Assert.Empty(comparison.UnitsEntered);
        Assert.Null(comparison.Moves().Single(m => m.Row.Unit.Value == "u3").ScoreAfter);
        Assert.Empty(BuildComparison.Of(IndexBuild.Run(all, Small.Recipe).OrThrow(), IndexBuild.Run(all, gated).OrThrow()).IndicatorsLeft);
    }

    private sealed record Pair(IndexBuild Before, IndexBuild After, RowKey Row, double? Old, double? New);

    /// <summary>A random build, and the same with one cell changed, in the frame of the first.</summary>
    private static Gen<Pair> Pairs =>
        from build in RandomBuild.All
        from row in Gen.Int[0, 15]
        from column in Gen.Int[0, 5]
        from value in Gen.Double[1, 40]
        let code = build.Input.Framework.Indicators[column].Code
        select Change(build, row, code, build.Input.Data.Find(code)![row] == value ? value + 0.5 : value);

    private static Pair Change(IndexBuild build, int row, IndicatorCode column, double value)
    {
        var data = build.Input.Data;
        var key = data.Rows[row];
        var cells = data.Columns.SelectMany(c => data.Rows.Select((r, i) => new Cell(r, c.Code, c[i], c.MarksAt(i), Place.Whole)))
            .Select(c => c.Row == key && c.Indicator == column ? c with { Value = value, Marks = CellMarks.None } : c).Where(c => c.Value is not null || c.Marks != CellMarks.None);
        var changed = build.Input with { Data = DataTable.Create(data.Rows, data.Columns.Select(c => c.Code), cells).OrThrow() };
        var after = IndexBuild.Run(changed, build.Recipe with { Frame = new FrameRule.Frozen(build.Frame) }).OrThrow();
        return new(build, after, key, data.Find(column)![row], value);
    }
}

/// <summary>Three units, two indicators, one period: small enough to reckon by hand.</summary>
internal static class Small
{
    public static Recipe Recipe { get; } = new(Text.Same("small"), [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax, 1, 100))), new Aggregate(PerCode.All(new AggregateRule())), new Rank(Ties.Min, null)], new FrameRule.Pooled());

    public static IEnumerable<Cell> Cells(params (double P, double Q)[] values) => values.SelectMany((v, i) => (Cell[])[Cell(i, "p", v.P), Cell(i, "q", v.Q)]);

    public static IndexInput Input(params (double P, double Q)[] values)
    {
        var tree = Framework.Create(
        [
            new() { Code = new("all"), Kind = NodeKind.Aggregate }, new() { Code = new("p"), Kind = NodeKind.Indicator, Parent = new("all") },
            new() { Code = new("q"), Kind = NodeKind.Indicator, Parent = new("all"), Weight = 3 },
        ]).OrThrow();
        ImmutableArray<Unit> units = [.. values.Select((_, i) => new Unit(new($"u{i + 1}"), Text.Same($"Unit {i + 1}"), ImmutableSortedDictionary<string, string>.Empty))];
        return new(tree, units, DataTable.Create(units.Select(u => new RowKey(null, u.Code)), [new("p"), new("q")], Cells(values)).OrThrow());
    }

    private static Cell Cell(int unit, string code, double value) => new(new(null, new($"u{unit + 1}")), new(code), value, CellMarks.None, Place.Whole);
}
