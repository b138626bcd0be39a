using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>What holds for every index, whatever its tree, data and recipe.</summary>
public sealed class BuildLaws
{
    private const int Many = 120;

    /// <summary>A build shares unchanged columns with its input and between steps: what was given away is never written to.</summary>
    [Fact]
    public void Run_OfAnyRecipe_LeavesItsInputAsItWas() => Case.Any.Sample(c =>
    {
        (double[], CellMarks[]?)[] before = [.. c.Input.Data.Columns.Select(x => (x.Values.ToArray(), x.Marks?.ToArray()))];
        IndexBuild.Run(c.Input, c.Recipe);
        Assert.Equal(before, c.Input.Data.Columns.Select(x => (x.Values, x.Marks)));
    }, iter: 300);

    /// <summary>Nor is a column that a step gave away written to by a later step: what a step left is what the recipe gives that ends with it.</summary>
    [Fact]
    public void Run_OfAnyRecipe_LeavesEachStepAsARecipeThatEndsThere()
    {
        int compared = 0;
        Case.Any.Sample(c => compared += Compared(c), iter: 200);
        Assert.True(compared > 200, $"Only {compared} steps could be compared.");
    }

    private static int Compared(Case c)
    {
        int compared = 0;
        var whole = IndexBuild.Run(c.Input, c.Recipe).OrThrow();
        for (int k = 1; k < c.Recipe.Steps.Length; k++)
        {
            var ended = IndexBuild.Run(c.Input, c.Recipe with { Steps = c.Recipe.Steps[..k] });
            if (!ended.IsDone(out var part)) continue; // a recipe may not end there
            compared++;
            Assert.Equal(part.Steps[k].Data.Columns.Select(x => (x.Code, x.Values, x.Marks)), whole.Steps[k].Data.Columns.Select(x => (x.Code, x.Values, x.Marks)));
        }
        return compared;
    }

    [Fact]
    public void Run_SameInputTwice_GivesTheSameBuild() => Case.Any.Sample(c =>
    {
        IndexBuild one = Run(c), two = Run(c);
        Assert.Equal(one.Id, two.Id);
        Assert.Equal(one.Frame.Id, two.Frame.Id);
        Same.Scores(one.Scores, two.Scores);
    }, iter: Many);

    [Fact]
    public void Run_RowsAndColumnsReordered_GivesTheSameScoresAndIdentity() => Case.Any.Sample(c =>
    {
        var reordered = Reversed(c.Input);
        IndexBuild one = Run(c), two = IndexBuild.Run(reordered, c.Recipe).OrThrow();
        Assert.Equal(one.Id, two.Id);
        Assert.Equal(one.Frame.Id, two.Frame.Id);
        Same.Scores(one.Scores, two.Scores);
    }, iter: Many);

    [Fact]
    public void Run_OwnFrameFrozen_GivesTheSameScoresToTheLastBit() => Case.Any.Sample(c =>
    {
        var build = Run(c);
        var again = IndexBuild.Run(c.Input, c.Recipe with { Frame = new FrameRule.Frozen(build.Frame) }).OrThrow();
        Same.Scores(build.Scores, again.Scores);
        Assert.Equal(build.Frame.Id, again.Frame.Id);
    }, iter: Many);

    [Fact]
    public void Run_OwnFrameWrittenAndReadBack_GivesTheSameScoresToTheLastBit() => Case.Any.Sample(c =>
    {
        var build = Run(c);
        var frame = Files.FrameFile.Read(Files.FrameFile.Write(build.Frame), "frame.json").OrThrow();
        Assert.Equal(build.Frame.Id, BuildIdentity.Of(frame));
        Same.Scores(build.Scores, IndexBuild.Run(c.Input, c.Recipe with { Frame = new FrameRule.Frozen(frame) }).OrThrow().Scores);
    }, iter: 100);

    [Fact]
    public void Run_AnyIndex_HasOnlyFiniteNumbers() => Case.Any.Sample(c =>
    {
        var build = Run(c);
        foreach (var step in build.Steps)
        {
            Assert.All(step.Data.Columns, column => Assert.All(column.Values, v => Assert.False(double.IsInfinity(v))));
            Assert.All(step.Parameters, p => Assert.True(double.IsFinite(p.Value)));
        }
    }, iter: Many);

    [Fact]
    public void Run_ImputedCell_IsMarkedAndRecorded() => Case.Any.Sample(c =>
    {
        var build = Run(c);
        if (build.Steps.FirstOrDefault(s => s.Step is Impute) is not { } impute) return;
        var before = build.Steps[impute.Place - 1].Data;
        foreach (var column in impute.Data.Columns)
            for (int r = 0; r < column.Count; r++)
            {
                if (before.Find(column.Code)![r] is not null || column[r] is null) continue;
                Assert.Equal(CellMarks.None, before.Find(column.Code)!.MarksAt(r) & CellMarks.NotApplicable);
                Assert.NotEqual(CellMarks.None, column.MarksAt(r) & (CellMarks.Imputed | CellMarks.CarriedForward));
                Assert.Single(impute.Changes, x => x.Unit == impute.Data.Rows[r].Unit && x.Period == impute.Data.Rows[r].Period && x.Indicator == column.Code && x.After == column[r] && x.Before is null);
            }
    }, iter: Many);

    /// <summary>Everything a step that records changes did to a cell is in its changes, and nothing else.</summary>
    [Fact]
    public void Run_Changes_AreExactlyTheCellsThatDiffer() => Case.Any.Sample(c =>
    {
        var build = Run(c);
        foreach (var step in build.Steps.Where(s => s.Step is Impute or Treat))
        {
            var before = build.Steps[step.Place - 1].Data;
            int differ = step.Data.Columns.Sum(column => Enumerable.Range(0, column.Count).Count(r => column[r] != before.Find(column.Code)![r]));
            Assert.Equal(differ, step.Changes.Count(x => x.Before != x.After));
        }
    }, iter: Many);

    [Fact]
    public void Run_UnrankedUnitAdded_LeavesTheOthersAsTheyWere() => Case.Any.Sample(c =>
    {
        if (c.Recipe.Steps.Any(s => s is Impute i && i.Rules.Default.Method == ImputeMethod.LastObservation)) return;
        var extra = SmallIndex.Unit(99, ranked: false, ("region", "east"));
        var rows = c.Input.Data.Rows.Select(r => r.Period).Distinct().Select(p => new RowKey(p, extra.Code)).ToList();
        var cells = Cells(c.Input.Data).Concat(rows.SelectMany(r => c.Input.Data.Columns.Select(x => new Cell(r, x.Code, 1e7, CellMarks.None, Place.Whole))));
        var data = DataTable.Create(c.Input.Data.Rows.Concat(rows), c.Input.Data.Columns.Select(x => x.Code), cells).OrThrow();
        ScoreTable one = Run(c).Scores, two = IndexBuild.Run(c.Input with { Units = c.Input.Units.Add(extra), Data = data }, c.Recipe).OrThrow().Scores;
        for (int n = 0; n < one.Nodes.Length; n++)
            for (int r = 0; r < one.Rows.Length; r++)
            {
                Assert.Equal(one.Score(r, n), two.Score(two.PlaceOf(one.Rows[r]), n));
                Assert.Equal(one.Rank(r, n), two.Rank(two.PlaceOf(one.Rows[r]), n));
            }
        Assert.All(rows, r => Assert.Null(two.Rank(two.PlaceOf(r), 0)));
    }, iter: Many);

    [Fact]
    public void Identity_OneCellChanged_IsAnother() => Case.Any.Sample(c =>
    {
        var cells = Cells(c.Input.Data).ToList();
        int at = cells.FindIndex(x => x.Value is not null);
        if (at < 0) return;
        cells[at] = cells[at] with { Value = Math.BitIncrement(cells[at].Value!.Value) };
        var data = DataTable.Create(c.Input.Data.Rows, c.Input.Data.Columns.Select(x => x.Code), cells).OrThrow();
        Assert.NotEqual(BuildIdentity.Of(c.Input, c.Recipe), BuildIdentity.Of(c.Input with { Data = data }, c.Recipe));
    }, iter: Many);

    [Fact]
    public void Identity_NamesChanged_IsTheSame() => Case.Any.Sample(c =>
    {
        var renamed = Framework.Create(c.Input.Framework.Nodes.Select(n => n with { Name = new("新名", "New name"), Definition = Text.Same("other") })).OrThrow();
        Assert.Equal(BuildIdentity.Of(c.Input, c.Recipe), BuildIdentity.Of(c.Input with { Framework = renamed }, c.Recipe with { Name = Text.Same("other") }));
    }, iter: 100);

    [Fact]
    public void Weights_OfSiblings_SumToOne() => Case.Any.Sample(c =>
    {
        foreach (var siblings in Run(c).Scores.Nodes.GroupBy(n => n.Parent)) Assert.Equal(1, siblings.Sum(n => n.Weight), 1e-12);
    }, iter: Many);

    private static IndexBuild Run(Case c) => IndexBuild.Run(c.Input, c.Recipe).OrThrow();

    internal static IEnumerable<Cell> Cells(DataTable data) => data.Columns.SelectMany(c => Enumerable.Range(0, c.Count)
        .Select(r => new Cell(data.Rows[r], c.Code, c[r], c.MarksAt(r), Place.Whole)));

    private static IndexInput Reversed(IndexInput input) => new(
        Framework.Create(input.Framework.Nodes.Reverse()).OrThrow(),
        [.. input.Units.Reverse()],
        DataTable.Create(input.Data.Rows.Reverse(), input.Data.Columns.Select(c => c.Code).Reverse(), Cells(input.Data).Reverse()).OrThrow());
}
