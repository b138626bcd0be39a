using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>A replicate is the audited build without its records.</summary>
public sealed class ReplicateLaws
{
    [Fact]
    public void Replicate_Unchanged_EqualsTheAuditedBuildToTheLastBit() => Case.Any.Sample(c =>
    {
        var replicate = IndexReplicate.Prepare(c.Input, c.Recipe).OrThrow();
        Same.Scores(Run(c.Input, c.Recipe), replicate);
        replicate.Run();
        Same.Scores(Run(c.Input, c.Recipe), replicate);
    }, iter: 120);

    [Fact]
    public void Replicate_CellsAndWeightsChanged_EqualsTheBuildOfTheChangedInput() => Gen.Select(Case.Any, Gen.Int[0, 1000], Gen.Double[1, 500]).Sample((c, pick, value) =>
    {
        var replicate = IndexReplicate.Prepare(c.Input, c.Recipe).OrThrow();
        int row = pick % c.Input.Data.Rows.Length;
        var column = c.Input.Data.Columns[pick % c.Input.Data.Columns.Length].Code;
        var heavy = c.Input.Framework.Indicators[pick % c.Input.Framework.Indicators.Length].Code;
        replicate.SetCell(row, replicate.PlaceOf(column), value);
        replicate.SetWeight(replicate.PlaceOf(heavy), 3.5);
        replicate.Run();

        var cells = BuildLaws.Cells(c.Input.Data).Select(x => x.Row == c.Input.Data.Rows[row] && x.Indicator == column ? x with { Value = value, Marks = x.Marks & ~CellMarks.NotApplicable } : x);
        var data = DataTable.Create(c.Input.Data.Rows, c.Input.Data.Columns.Select(x => x.Code), cells).OrThrow();
        var weighed = c.Recipe.Steps.OfType<Weigh>().FirstOrDefault();
        var steps = weighed is null
            ? c.Recipe.Steps.Insert(0, new Weigh(false, System.Collections.Immutable.ImmutableSortedDictionary<IndicatorCode, double>.Empty.Add(heavy, 3.5)))
            : c.Recipe.Steps.Replace(weighed, weighed with { Weights = weighed.Weights.SetItem(heavy, 3.5) });
        Same.Scores(Run(c.Input with { Data = data }, c.Recipe with { Steps = steps }), replicate);

        replicate.Reset();
        replicate.Run();
        Same.Scores(Run(c.Input, c.Recipe), replicate);
    }, iter: 120);

    /// <summary>Cell after cell, with runs between: what is made again and what stands add up to the build, whatever changed before.</summary>
    [Fact]
    public void Replicate_ManyCellsOneAfterAnother_EqualsTheBuildEachTime() => Gen.Select(Case.Any, Gen.Select(Gen.Int[0, 1000], Gen.Double[1, 500]).Array[4]).Sample((c, changes) =>
    {
        var replicate = IndexReplicate.Prepare(c.Input, c.Recipe).OrThrow();
        var cells = BuildLaws.Cells(c.Input.Data).ToList();
        foreach (var (pick, value) in changes)
        {
            int row = pick % c.Input.Data.Rows.Length;
            var column = c.Input.Data.Columns[pick % c.Input.Data.Columns.Length].Code;
            double? to = pick % 5 == 0 ? null : value;
            replicate.SetCell(row, replicate.PlaceOf(column), to);
            replicate.Run();
            cells = [.. cells.Select(x => x.Row == c.Input.Data.Rows[row] && x.Indicator == column ? x with { Value = to, Marks = to is null ? x.Marks : x.Marks & ~CellMarks.NotApplicable } : x)];
            Same.Scores(Run(c.Input with { Data = DataTable.Create(c.Input.Data.Rows, c.Input.Data.Columns.Select(x => x.Code), cells).OrThrow() }, c.Recipe), replicate);
        }
    }, iter: 120);

    [Fact]
    public void Replicate_InsideAFrozenFrame_EqualsTheAuditedBuild() => Case.Any.Sample(c =>
    {
        var frozen = c.Recipe with { Frame = new FrameRule.Frozen(IndexBuild.Run(c.Input, c.Recipe).OrThrow().Frame) };
        Same.Scores(Run(c.Input, frozen), IndexReplicate.Prepare(c.Input, frozen).OrThrow());
    }, iter: 100);

    /// <summary>After the first runs, none of the steps allocates: ten thousand replicates cost the collector nothing.</summary>
    [Fact]
    public void Replicate_Runs_AllocateNothing() => Case.Any.Sample(c =>
    {
        var replicate = IndexReplicate.Prepare(c.Input, c.Recipe).OrThrow();
        replicate.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++) replicate.Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }, iter: 100, threads: 1);

    [Fact]
    public void Replicate_OnSeveralThreads_GivesTheSameScores()
    {
        var one = IndexReplicate.Prepare(SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a"), SmallIndex.Indicator("b")], Enumerable.Range(0, 40).Select(i => SmallIndex.Unit(i)), 40, (code, r) => (r * 37 + (code == "a" ? 5 : 11)) % 101),
            Asem.Recipe(Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null))).OrThrow();
        double?[][] scores = new double?[8][];
        Parallel.For(0, scores.Length, i =>
        {
            var own = one.Another();
            for (int run = 0; run < 20; run++) own.Run();
            scores[i] = [.. Enumerable.Range(0, 40).Select(r => own.Score(r, own.PlaceOf(new IndicatorCode("index"))))];
        });
        Assert.All(scores, s => Assert.Equal(scores[0], s));
    }

    private static ScoreTable Run(IndexInput input, Recipe recipe) => IndexBuild.Run(input, recipe).OrThrow().Scores;
}
