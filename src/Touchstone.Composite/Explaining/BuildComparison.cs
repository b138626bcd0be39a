using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>An input cell that differs between two builds. A missing value is null; a cell that a side does not have at all is missing there.</summary>
/// <param name="Row">The row.</param>
/// <param name="Column">The column.</param>
/// <param name="Before">The value before.</param>
/// <param name="After">The value after.</param>
/// <param name="MarksBefore">The marks before.</param>
/// <param name="MarksAfter">The marks after.</param>
public sealed record CellDifference(RowKey Row, IndicatorCode Column, double? Before, double? After, CellMarks MarksBefore, CellMarks MarksAfter)
{
    /// <summary>Added: there was no value before. Removed: there is none now. Changed: both, and they differ. Otherwise only the marks differ.</summary>
    public Text Words => (Before, After) switch
    {
        (null, { }) => new("新增", "added"),
        ({ }, null) => new("删除", "removed"),
        ({ } x, { } y) when x != y => new("修改", "changed"),
        _ => new("标记变化", "marks changed"),
    };
}

/// <summary>A line of the recipe that one side has and the other has not.</summary>
/// <param name="Kind">The step's word, or <c>frame</c>.</param>
/// <param name="Code">What the line is about; null = all.</param>
/// <param name="Before">The line before; empty = none.</param>
/// <param name="After">The line after; empty = none.</param>
public sealed record RecipeDifference(string Kind, IndicatorCode? Code, Text Before, Text After);

/// <summary>A score and a rank before and after. Null = missing, or the side has no such row or node.</summary>
/// <param name="Row">Unit and period.</param>
/// <param name="Node">The node.</param>
/// <param name="ScoreBefore">Score before.</param>
/// <param name="ScoreAfter">Score after.</param>
/// <param name="RankBefore">Rank before.</param>
/// <param name="RankAfter">Rank after.</param>
public sealed record Move(RowKey Row, IndicatorCode Node, double? ScoreBefore, double? ScoreAfter, double? RankBefore, double? RankAfter)
{
    /// <summary>Places gained: rank before − rank after. Positive = up.</summary>
    public double? PlacesGained => RankBefore - RankAfter;
    /// <summary>True when score, rank or presence differ.</summary>
    public bool Moved => ScoreBefore != ScoreAfter || RankBefore != RankAfter;
}

/// <summary>
/// What differs between two builds: inputs, recipe, units, indicators, frame; how scores and ranks moved; and, inside one frame, which indicators moved them.
/// Scores are compared only when both frames have the same identity and every node the same rule; otherwise <see cref="WhyNotComparable"/> says why,
/// score differences are refused, and ranks are still shown.
/// </summary>
public sealed class BuildComparison
{
    private readonly ScoredTree _before, _after;

    private BuildComparison(IndexBuild before, IndexBuild after)
    {
        (Before, After, _before, _after) = (before, after, ScoredTree.Of(before), ScoredTree.Of(after));
        Cells = InputDifferences.Of(before.Input.Data, after.Input.Data);
        RecipeChanges = InputDifferences.OfRecipes(before.Recipe, after.Recipe);
        FrameChanges = FrameDifferences.Of(before.Frame, after.Frame);
        WhyNotComparable = FrameDifferences.WhyNotComparable(_before, _after, before.Frame, after.Frame);
        (UnitsEntered, UnitsLeft) = Entered(before.Scores.Rows.Select(r => r.Unit), after.Scores.Rows.Select(r => r.Unit));
        (IndicatorsEntered, IndicatorsLeft) = Entered(Indicators(before.Scores), Indicators(after.Scores));
    }

    /// <summary>Compares two builds; earlier first.</summary>
    public static BuildComparison Of(IndexBuild before, IndexBuild after) => new(before, after);

    /// <summary>The build before.</summary>
    public IndexBuild Before { get; }
    /// <summary>The build after.</summary>
    public IndexBuild After { get; }
    /// <summary>Input cells added, removed, changed or marked otherwise, by row and column.</summary>
    public ImmutableArray<CellDifference> Cells { get; }
    /// <summary>Recipe lines that differ, in recipe order.</summary>
    public ImmutableArray<RecipeDifference> RecipeChanges { get; }
    /// <summary>How the frames differ; empty when they are the same.</summary>
    public ImmutableArray<Text> FrameChanges { get; }
    /// <summary>Why scores must not be subtracted; empty when they may.</summary>
    public ImmutableArray<Finding> WhyNotComparable { get; }
    /// <summary>True when scores may be subtracted.</summary>
    public bool ScoresComparable => WhyNotComparable.IsEmpty;
    /// <summary>Units only in the build after.</summary>
    public ImmutableArray<UnitCode> UnitsEntered { get; }
    /// <summary>Units only in the build before.</summary>
    public ImmutableArray<UnitCode> UnitsLeft { get; }
    /// <summary>Indicators that take part only after.</summary>
    public ImmutableArray<IndicatorCode> IndicatorsEntered { get; }
    /// <summary>Indicators that took part only before.</summary>
    public ImmutableArray<IndicatorCode> IndicatorsLeft { get; }

    /// <summary>Score and rank of every row of either build at a node, by row; the root when none is named.</summary>
    public ImmutableArray<Move> Moves(IndicatorCode? node = null)
    {
        var code = node ?? After.Scores.Nodes[0].Code;
        int nodeBefore = PlaceBefore(node), nodeAfter = After.Scores.PlaceOf(code);
        return [.. Before.Scores.Rows.Union(After.Scores.Rows).Order().Select(row => Move(row, code, nodeBefore, nodeAfter))];
    }

    /// <summary>
    /// Which indicators moved a unit's score of a node by how much (after − before), exactly. Refused, with the reasons, where the scores are not comparable or one is missing.
    /// </summary>
    public Outcome<GapDecomposition> Why(RowKey row, IndicatorCode? node = null) => ScoresComparable
        ? GapDecomposition.Compare(new GapSide(_after, row), new GapSide(_before, row), node ?? After.Scores.Nodes[0].Code)
        : Outcome.Refused<GapDecomposition>(WhyNotComparable);

    /// <summary>A root may have another code in the other build: it is still the root.</summary>
    private int PlaceBefore(IndicatorCode? node) => node is { } code ? Before.Scores.PlaceOf(code) : 0;

    private Move Move(RowKey row, IndicatorCode code, int nodeBefore, int nodeAfter)
    {
        static (double?, double?) At(ScoreTable scores, RowKey row, int node) =>
            node >= 0 && scores.PlaceOf(row) is var r and >= 0 ? (scores.Score(r, node), scores.Rank(r, node)) : (null, null);
        var (scoreBefore, rankBefore) = At(Before.Scores, row, nodeBefore);
        var (scoreAfter, rankAfter) = At(After.Scores, row, nodeAfter);
        return new(row, code, scoreBefore, scoreAfter, rankBefore, rankAfter);
    }

    private static IEnumerable<IndicatorCode> Indicators(ScoreTable scores) => scores.Nodes.Where(n => n.Kind == NodeKind.Indicator).Select(n => n.Code);

    private static (ImmutableArray<T> Entered, ImmutableArray<T> Left) Entered<T>(IEnumerable<T> before, IEnumerable<T> after) where T : struct
    {
        var (was, now) = (before.ToHashSet(), after.ToHashSet());
        return ([.. now.Except(was).Order()], [.. was.Except(now).Order()]);
    }
}
