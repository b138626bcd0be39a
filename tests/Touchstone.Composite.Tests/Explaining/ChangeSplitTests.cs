using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

public sealed class ChangeSplitTests
{
    private const int Units = 7;
    private static readonly Period s_old = Period.InYear(2020), s_new = Period.InYear(2021);

    /// <summary>An index of periods, with a figure a unit, indicator and period; the third indicator and the last unit may be out.</summary>
    private sealed record Design(bool Panel, bool Third, bool Last, double Weight, NormaliseMethod Method, MeanKind Mean, bool Imputes);

    private static IndexBuild Build(Design design, Period[] periods, Func<int, int, Period, double?> figure)
    {
        var nodes = new List<FrameworkNode> { SmallIndex.Aggregate("index"), SmallIndex.Aggregate("p", "index"), SmallIndex.Indicator("i000", "p", design.Weight), SmallIndex.Indicator("i001", "p", direction: Direction.LowerIsBetter) };
        if (design.Third) nodes.Add(SmallIndex.Indicator("i002"));
        var units = Enumerable.Range(0, design.Last ? Units : Units - 1).Select(u => SmallIndex.Unit(u)).ToList();
        var columns = nodes.Where(n => n.Kind == NodeKind.Indicator).Select(n => n.Code).ToList();
        var rows = (from p in periods from u in units select new RowKey(p, u.Code)).ToList();
        var cells = from row in rows from c in columns select new Cell(row, c, figure(int.Parse(row.Unit.Value.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture), SmallIndex.Place(c.Value), row.Period!.Value), CellMarks.None, Place.Whole);
        var recipe = new Recipe(Text.Same("split"),
        [
            .. design.Imputes ? new Step[] { new Impute(PerCode.All(new ImputeRule(ImputeMethod.Median))) } : [],
            new Normalise(PerCode.All(new NormaliseRule(design.Method, 1, 100, 0, 1200))), new Aggregate(PerCode.All(new AggregateRule(design.Mean))), new Rank(Ties.Average, null),
        ], design.Panel ? new FrameRule.Pooled() : new FrameRule.PerPeriod());
        return IndexBuild.Run(new(Framework.Create(nodes).OrThrow(), [.. units], DataTable.Create(rows, columns, cells).OrThrow()), recipe).OrThrow();
    }

    private static readonly Gen<Design> s_design =
        from flags in Gen.Bool.Array[4]
        from weight in Gen.Double[0.5, 3]
        from method in Gen.Int[0, 2]
        from mean in Gen.Int[0, 1]
        select new Design(flags[0], flags[1], flags[2], weight, new[] { NormaliseMethod.MinMax, NormaliseMethod.Goalposts, NormaliseMethod.PercentileRank }[method], (MeanKind)mean, flags[3]);

    private static readonly Gen<double?[]> s_figures = Gen.Frequency((9, Gen.Double[20, 1000].Select(v => (double?)v)), (1, Gen.Const((double?)null))).Array[Units * 3 * 2];

    private static Func<int, int, Period, double?> From(double?[] figures) => (u, i, p) => u == 0 ? figures[(u * 3 + i) * 2 + (p == s_old ? 0 : 1)] ?? 77 : figures[(u * 3 + i) * 2 + (p == s_old ? 0 : 1)];

    /// <summary>Whatever differs, the parts add up to the change of the score and of the rank.</summary>
    [Fact]
    public void Between_AnyTwoBuilds_AddsUpExactly() => Gen.Select(s_design, s_design, s_figures, s_figures).Sample((first, second, old, now) =>
    {
        var before = Build(first, [s_old], From(old));
        var after = Build(second with { Panel = first.Panel }, [s_old, s_new], From(now));
        var split = ChangeSplit.Between(before, s_old, after, s_new, SmallIndex.UnitCode(0)).OrThrow();
        Assert.Equal(after.Scores.Score(after.Scores.PlaceOf(new RowKey(s_new, SmallIndex.UnitCode(0))), 0), split.ScoreAfter);
        Assert.Equal(split.ScoreAfter - split.ScoreBefore, split.Parts.Sum(p => p.Score), 5e-9);
        if (split.Parts[0].Rank is not null) Assert.Equal(split.RankAfter!.Value - split.RankBefore!.Value, split.Parts.Sum(p => p.Rank!.Value), 5e-10);
        Assert.Equal(Enum.GetValues<ChangeCause>(), split.Parts.Select(p => p.Cause));
        // Inside a frame no other unit enters a score.
        Assert.Equal(0, Of(split, ChangeCause.Peers).Score, 5e-10);
        Assert.Equal(0, Of(split, ChangeCause.UnitSet).Score, 5e-10);
    }, iter: 120);

    [Fact]
    public void Between_ABuildAndItself_IsNothing() => Gen.Select(s_design, s_figures).Sample((design, figures) =>
    {
        var build = Build(design, [s_old, s_new], From(figures));
        var split = ChangeSplit.Between(build, s_new, build, s_new, SmallIndex.UnitCode(0)).OrThrow();
        Assert.All(split.Parts, p => Assert.True(Math.Abs(p.Score) < 1e-9 && Math.Abs(p.Rank ?? 0) < 1e-9));
    }, iter: 40);

    private static ChangePart Of(ChangeSplit split, ChangeCause cause) => split.Parts.Single(p => p.Cause == cause);

    /// <summary>On goalposts 0–1200 of one plain mean: the old figure 600 is corrected to 480, and 720 is reported. Revision −120, report +240, of a scale of 1200.</summary>
    [Fact]
    public void Between_RevisionAndReport_AreToldApart()
    {
        var design = new Design(true, false, true, 1, NormaliseMethod.Goalposts, MeanKind.Arithmetic, false);
        var before = Build(design, [s_old], (_, i, _) => i == 0 ? 600 : 300);
        var after = Build(design, [s_old, s_new], (u, i, p) => i == 1 ? 300 : u == 0 ? (p == s_old ? 480 : 720) : 600);
        var split = ChangeSplit.Between(before, s_old, after, s_new, SmallIndex.UnitCode(0)).OrThrow();
        // Half the weight, on a scale of 99 points.
        Assert.Equal(0.5 * 99 * -0.1, Of(split, ChangeCause.Revision).Score, 5e-10);
        Assert.Equal(0.5 * 99 * 0.2, Of(split, ChangeCause.ReportedData).Score, 5e-10);
        Assert.Equal(0, Of(split, ChangeCause.FrameBounds).Score, 5e-10);
    }

    /// <summary>Nothing of the unit moves; a peer's record lifts the top of the min–max scale: the whole change is the bounds', and is not sold as decline.</summary>
    [Fact]
    public void Between_OnlyTheBoundsShift_IsTheBounds()
    {
        var design = new Design(false, false, true, 1, NormaliseMethod.MinMax, MeanKind.Arithmetic, false);
        var before = Build(design, [s_new], (u, i, _) => 100 + 50 * u + i);
        var after = Build(design, [s_new], (u, i, _) => u == 6 && i == 0 ? 900 : 100 + 50 * u + i);
        var split = ChangeSplit.Between(before, s_new, after, s_new, SmallIndex.UnitCode(3)).OrThrow();
        Assert.True(split.ScoreAfter < split.ScoreBefore - 5);
        Assert.Equal(split.ScoreAfter - split.ScoreBefore, Of(split, ChangeCause.FrameBounds).Score, 5e-10);
    }

    [Fact]
    public void Between_OtherWeights_IsMethod()
    {
        var design = new Design(false, true, true, 1, NormaliseMethod.MinMax, MeanKind.Geometric, false);
        Func<int, int, Period, double?> figure = (u, i, _) => 100 + (u * 37 + i * 91) % 250;
        var split = ChangeSplit.Between(Build(design, [s_new], figure), s_new, Build(design with { Weight = 3 }, [s_new], figure), s_new, SmallIndex.UnitCode(2)).OrThrow();
        Assert.Equal(split.ScoreAfter - split.ScoreBefore, Of(split, ChangeCause.Method).Score, 5e-10);
    }

    [Fact]
    public void Between_NoSuchUnit_IsRefused()
    {
        var build = Build(new Design(false, false, true, 1, NormaliseMethod.MinMax, MeanKind.Arithmetic, false), [s_new], (u, i, _) => u + i);
        Assert.Equal("split.no-score", ChangeSplit.Between(build, s_new, build, s_new, new("nobody")).AllFindings.Single().Code);
        Assert.Equal("split.no-score", ChangeSplit.Between(build, s_old, build, s_new, SmallIndex.UnitCode(0)).AllFindings.Single().Code);
    }
}
