using System.Collections.Immutable;
using Touchstone.City.Indices;
using Touchstone.Composite;

namespace Touchstone.Web.Api;

/// <summary>A stored build. Scores are comparable with those of builds of the same frame only.</summary>
internal sealed record BuildBody(string Id, string Index, long Edition, DateOnly? KnownOn, DateTime KnownUntil, DateTime CreatedAt, string CreatedBy, string MethodsVersion, string FrameId,
    long Units, long RankedUnits, long Indicators, long Cells, long CellsWanted)
{
    public static BuildBody Of(StoredBuild b) => new(b.Id.Value, b.Index, b.Edition, b.KnownOn, b.KnownUntil, b.CreatedAt, b.Actor, b.MethodsVersion, b.FrameId, b.Units, b.RankedUnits, b.Indicators, b.Cells, b.CellsWanted);
}

/// <summary>What is to be built. Without periods, those of the index's latest build; without a day, what is known now; without an edition, the latest recipe.</summary>
internal sealed record BuildOrder(string? Index, ImmutableArray<string>? Periods, DateOnly? AsKnownOn, long? Edition);

/// <summary>A score of a node for a unit in a period. Rank 1 is best; null where unranked or missing.</summary>
internal sealed record ScoreBody(string? Period, string Unit, string Node, long Level, double? Score, double? Rank, RowStatus Status, double? Availability, double Rescaled, ImmutableArray<string> Marks)
{
    public static ScoreBody Of(ScoreRow s) => new(s.Period.Length == 0 ? null : s.Period, s.Unit.Value, s.Node.Value, s.Level, s.Score, s.Rank, s.Status, s.Availability, s.Rescaled, MarkWords.Of(s.Marks));
}

/// <summary>A line of the recipe in words; step 0 is the frame.</summary>
internal sealed record RecipeLineBody(int Step, string Kind, string? Code, BothLanguages Words);

/// <summary>A step of a build, with how many cells it changed; its data is the file.</summary>
internal sealed record StepBody(int Place, string Kind, BothLanguages Name, int Changes, int Parameters, int Rows, int Columns, ImmutableArray<RecipeLineBody> Recipe, string File);

/// <summary>A cell that a step changed, and why.</summary>
internal sealed record ChangeBody(int Step, string Kind, string? Period, string Unit, string Indicator, double? Before, double? After, BothLanguages Why)
{
    public static ChangeBody Of(CellChange c) => new(c.Step, c.StepKind, c.Period?.ToString(), c.Unit.Value, c.Indicator.Value, c.Before, c.After, BothLanguages.Of(c.Why));
}

/// <summary>A number that a step used for a column.</summary>
internal sealed record ParameterBody(int Step, string Kind, string? Period, string Column, string Name, double Value)
{
    public static ParameterBody Of(StepParameter p) => new(p.Step, p.StepKind, p.Period?.ToString(), p.Column.Value, p.Name, p.Value);
}

/// <summary>A child of an explained aggregate; its share is its effective weight in the node explained.</summary>
internal sealed record ExplainedChildBody(ExplainedNodeBody Node, ChildStanding Standing, double? Value, double Weight, double EffectiveWeight, double? Contribution, double Share, BothLanguages? WeightWhy);

/// <summary>A step in the life of a cell, from the input to its score.</summary>
internal sealed record ChainStepBody(int Place, string Kind, ChainOperation Operation, double? Before, double? After, ImmutableDictionary<string, double?> Operands, ImmutableArray<string> Marks, BothLanguages Words);

/// <summary>A node of an explanation; every number recomputes from those below it.</summary>
internal sealed record ExplainedNodeBody(string Code, BothLanguages Name, NodeKind Kind, int Level, double? Score, double? Unrounded, double? Rank, int RankedUnits, double? Availability,
    ImmutableArray<string> Marks, BothLanguages Why, ImmutableArray<ExplainedChildBody> Children, ImmutableArray<ChainStepBody> Chain)
{
    public static ExplainedNodeBody Of(ExplainedNode n) => new(n.Code.Value, BothLanguages.Of(n.Name), n.Kind, n.Level, n.Score, n.Unrounded, n.Rank, n.RankedUnits, n.Availability, MarkWords.Of(n.Marks),
        BothLanguages.Of(n.Why),
        [.. n.Children.Select(c => new ExplainedChildBody(Of(c.Node), c.Standing, c.Value, c.Weight, c.EffectiveWeight, c.Contribution, c.Share, c.WeightWhy.IsEmpty ? null : BothLanguages.Of(c.WeightWhy)))],
        [.. n.Chain.Select(s => new ChainStepBody(s.Place, s.Kind, s.Operation, s.Before, s.After, Operands(s), MarkWords.Of(s.Marks), BothLanguages.Of(s.Words)))]);

    private static ImmutableDictionary<string, double?> Operands(ChainStep step) =>
        step.Operands.DistinctBy(o => o.Name).ToImmutableDictionary(o => o.Name, o => o.Value, StringComparer.Ordinal);
}

/// <summary>Why a score is what it is.</summary>
internal sealed record ExplanationBody(string Build, string? Period, string Unit, BothLanguages UnitName, RowStatus Status, ExplainedNodeBody Node);

/// <summary>Part of a difference: which node, by which cause, how many points.</summary>
internal sealed record GapPartBody(string Node, string? Dimension, GapCause Cause, double Amount, double? Own, double? Other);

/// <summary>Which indicator makes how much of a difference; the parts add up to it.</summary>
internal sealed record GapBody(string Node, string Unit, ImmutableArray<string> Others, ImmutableArray<string> LeftOut, double Score, double OtherScore, double Difference, ImmutableArray<GapPartBody> Parts)
{
    public static GapBody Of(GapDecomposition g) => new(g.Node.Value, g.Unit.Value, [.. g.Others.Select(o => o.Value)], [.. g.LeftOut.Select(o => o.Value)], g.Score, g.OtherScore, g.Difference,
        [.. g.Parts.Select(p => new GapPartBody(p.Node.Value, p.Dimension?.Value, p.Cause, p.Amount, p.Own, p.Other))]);
}

/// <summary>An input cell that differs between two builds.</summary>
internal sealed record CellDifferenceBody(string? Period, string Unit, string Column, double? Before, double? After, ImmutableArray<string> MarksBefore, ImmutableArray<string> MarksAfter);

/// <summary>A line of the recipe that differs between two builds.</summary>
internal sealed record RecipeDifferenceBody(string Kind, string? Code, BothLanguages? Before, BothLanguages? After);

/// <summary>Score and rank before and after; placesGained is positive when the rank got better. Scores are null where they must not be compared.</summary>
internal sealed record MoveBody(string? Period, string Unit, double? ScoreBefore, double? ScoreAfter, double? RankBefore, double? RankAfter, double? PlacesGained);

/// <summary>What differs between two builds. Without comparable frames there are ranks but no differences of scores, and the reasons are given.</summary>
internal sealed record ComparisonBody(BuildBody Before, BuildBody After, string Node, bool ScoresComparable, ImmutableArray<FindingBody> WhyNotComparable, ImmutableArray<CellDifferenceBody> Cells,
    ImmutableArray<RecipeDifferenceBody> Recipe, ImmutableArray<BothLanguages> Frame, ImmutableArray<string> UnitsEntered, ImmutableArray<string> UnitsLeft,
    ImmutableArray<string> IndicatorsEntered, ImmutableArray<string> IndicatorsLeft, ImmutableArray<MoveBody> Moves, GapBody? Why);
