using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>
/// One unit inside the frame of a build. There no other unit's figures enter its score, and its figures enter no other's, so its rows alone are run and its rank is its place among the scores of the build.
/// Where a recipe does not keep to that, or the row's score does not come out to the last bit, every row is run.
/// </summary>
internal sealed class FrozenUnit
{
    private readonly IndexReplicate _replicate;
    private readonly int _row, _node;
    private readonly double[]? _others;
    private readonly Rank? _rank;

    private FrozenUnit(IndexReplicate replicate, int row, int node, double[]? others, Rank? rank) => (_replicate, _row, _node, _others, _rank) = (replicate, row, node, others, rank);

    public static Outcome<FrozenUnit> Prepare(IndexBuild build, RowKey row, IndicatorCode node)
    {
        var recipe = InFrame(build);
        if (Alone(build, recipe, row, node, build.Scores.Score(build.Scores.PlaceOf(row), build.Scores.PlaceOf(node))) is { } alone) return Outcome.Done(alone);
        return Whole(build, recipe, row, node);
    }

    /// <summary>The same unit without the rounding of normalised scores, along which an indicator's score is a line and not a stair; itself where nothing is rounded.</summary>
    public static FrozenUnit Unrounded(IndexBuild build, RowKey row, IndicatorCode node, FrozenUnit rounded)
    {
        if (!build.Recipe.Steps.OfType<Normalise>().Any(n => n.Rules.Overrides.Values.Prepend(n.Rules.Default).Any(r => r.Decimals is not null))) return rounded;
        var recipe = InFrame(build);
        recipe = recipe with { Steps = [.. recipe.Steps.Select(s => s is Normalise n ? new Normalise(new(n.Rules.Default with { Decimals = null }, n.Rules.Overrides.ToImmutableSortedDictionary(o => o.Key, o => o.Value with { Decimals = null }))) : s)] };
        return (rounded._others is null ? null : Alone(build, recipe, row, node, null)) ?? Whole(build, recipe, row, node).OrThrow();
    }

    private static Recipe InFrame(IndexBuild build) => build.Recipe.Frame is FrameRule.Frozen ? build.Recipe : build.Recipe with { Frame = new FrameRule.Frozen(build.Frame) };

    private static Outcome<FrozenUnit> Whole(IndexBuild build, Recipe recipe, RowKey row, IndicatorCode node)
    {
        var whole = IndexReplicate.Prepare(build.Input, recipe, node);
        return whole.IsDone(out var replicate)
            ? Outcome.Done(new FrozenUnit(replicate, replicate.PlaceOf(row), replicate.PlaceOf(node), null, null))
            : Outcome.Refused<FrozenUnit>(whole.AllFindings);
    }

    /// <param name="expected">The score that must come out to the last bit; null = any.</param>
    private static FrozenUnit? Alone(IndexBuild build, Recipe recipe, RowKey row, IndicatorCode node, double? expected)
    {
        if (!recipe.Steps.All(IsOfItsRow)) return null;
        var rows = build.Input.Data.Rows.Where(r => r.Unit == row.Unit).ToList();
        var cells = from column in build.Input.Data.Columns from r in rows let at = build.Input.Data.PlaceOf(r) select new Cell(r, column.Code, column[at], column.MarksAt(at), Place.Whole);
        var data = DataTable.Create(rows, build.Input.Data.Columns.Select(c => c.Code), cells).OrThrow();
        var input = build.Input with { Units = [.. build.Input.Units.Where(u => u.Code == row.Unit)], Data = data };
        if (!IndexReplicate.Prepare(input, recipe).IsDone(out var replicate)) return null;
        int own = replicate.PlaceOf(row), place = replicate.PlaceOf(node), at0 = build.Scores.PlaceOf(row), node0 = build.Scores.PlaceOf(node);
        if (expected is { } score && replicate.Score(own, place) != score) return null;
        var rank = recipe.Steps.OfType<Rank>().LastOrDefault();
        var others = Enumerable.Range(0, build.Scores.Rows.Length)
            .Where(r => r != at0 && Nullable.Equals(build.Scores.Rows[r].Period, row.Period) && build.Scores.Statuses[r] == RowStatus.Ranked)
            .Select(r => build.Scores.Score(r, node0)).OfType<double>().Select(s => Rounded(rank, s));
        return new(replicate, own, place, [.. others.Order()], build.Scores.Statuses[at0] == RowStatus.Ranked ? rank : null);
    }

    /// <summary>Whether a step, with the parameters of a frame, makes a row from that row alone.</summary>
    private static bool IsOfItsRow(Step step) => step switch
    {
        Derive or Denominate or Screen or Gate or Treat or Transform or Normalise or Weigh or Rank => true,
        // A node brought to a scale again may stand among the other units' nodes.
        Aggregate aggregate => aggregate.Rules.Overrides.Values.Prepend(aggregate.Rules.Default).All(r => r is { Normalise: null, Rises: Rises.Score }),
        Impute impute => impute.Rules.Overrides.Values.Prepend(impute.Rules.Default).All(r =>
            r.Method is ImputeMethod.None or ImputeMethod.Mean or ImputeMethod.Median or ImputeMethod.GroupMean or ImputeMethod.GroupMedian or ImputeMethod.Constant or ImputeMethod.LastObservation),
        _ => false,
    };

    public int PlaceOf(IndicatorCode code) => _replicate.PlaceOf(code);
    public double? Cell(int column) => _replicate.Cell(_row, column);
    public void SetCell(int column, double? value) => _replicate.SetCell(_row, column, value);
    public void Reset() => _replicate.Reset();
    public void Run() => _replicate.Run();
    public double? ScoreOf(int node) => _replicate.Score(_row, node);

    public Standing Standing
    {
        get
        {
            double? score = ScoreOf(_node);
            double? among = _replicate.Rank(_row, _node);
            // Alone, a unit that is ranked is first; one that a changed figure has unranked is not.
            return new(score, _others is null ? among : score is { } s && among is not null && _rank is not null ? RankOf(s) : null);
        }
    }

    private static double Rounded(Rank? rank, double score) => rank?.Decimals is { } d ? Math.Round(score, d, MidpointRounding.AwayFromZero) : score;

    private double RankOf(double score)
    {
        double own = Rounded(_rank, score);
        int better = 0, equal = 0, distinct = 0;
        for (int i = _others!.Length - 1; i >= 0 && _others[i] >= own; i--)
        {
            if (_others[i] == own) { equal++; continue; }
            better++;
            if (i == _others.Length - 1 || _others[i] != _others[i + 1]) distinct++;
        }
        return _rank!.Ties switch
        {
            Ties.Min => better + 1,
            Ties.Max => better + equal + 1,
            Ties.Average => better + 1 + equal / 2.0,
            Ties.Dense => distinct + 1,
        };
    }

    /// <summary>The least score that has this rank or a better one: that of the unit now there; null when there are not so many.</summary>
    public double? ScoreAtRank(int rank) => _others is { } others && rank >= 1 && rank <= others.Length ? others[^rank] : null;
}
