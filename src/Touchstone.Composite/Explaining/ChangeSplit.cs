using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Why a score or rank changed between two builds.</summary>
public enum ChangeCause
{
    /// <summary>Old figures of the unit itself were corrected.</summary>
    Revision,
    /// <summary>The unit's own reported figures moved from the one period to the other.</summary>
    ReportedData,
    /// <summary>Other units' figures. Inside a frame they move ranks only: what they do to a score, they do through the bounds.</summary>
    Peers,
    /// <summary>Units entered or left. Likewise.</summary>
    UnitSet,
    /// <summary>Indicators and aggregates entered, left, or hang elsewhere.</summary>
    IndicatorSet,
    /// <summary>Cells became known or unknown, or ceased to apply; with what is imputed for them.</summary>
    Availability,
    /// <summary>The parameters taken from the data: bounds, means, treatment points, imputed values.</summary>
    FrameBounds,
    /// <summary>The recipe, weights, directions, goalposts and targets.</summary>
    Method,
}

/// <summary>One cause's part of a change.</summary>
/// <param name="Cause">The cause; for <see cref="ChangeCause.Method"/>, the indicator set too where the two cannot be told apart (see <see cref="ChangeSplit.MethodHoldsIndicators"/>).</param>
/// <param name="Score">Its part of the score's change.</param>
/// <param name="Rank">Its part of the rank's change; negative = upwards. Null where the unit is unranked in a build.</param>
public sealed record ChangePart(ChangeCause Cause, double Score, double? Rank);

/// <summary>
/// The change of a unit's score and rank between two builds as a sum of parts, one a cause: the Shapley value of the game in which each cause is switched from the build before to the build after, averaged
/// over every order (Shapley 1953; as index-number decompositions, Shorrocks 2013, J. Econ. Inequal. 11, 99–126). The parts add up exactly, but for rounding.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="Node">The node.</param>
/// <param name="ScoreBefore">Score before.</param>
/// <param name="ScoreAfter">Score after.</param>
/// <param name="RankBefore">Rank before; null = unranked.</param>
/// <param name="RankAfter">Rank after.</param>
/// <param name="Parts">The parts, a cause each, in the order of the causes; a cause in which the builds do not differ has zero.</param>
/// <param name="MethodHoldsIndicators">True where one recipe cannot run with the other's indicators: both causes are then in the part of the method.</param>
public sealed record ChangeSplit(UnitCode Unit, IndicatorCode Node, double ScoreBefore, double ScoreAfter, double? RankBefore, double? RankAfter, ImmutableArray<ChangePart> Parts, bool MethodHoldsIndicators)
{
    private const double Exact = 1e-9;

    /// <summary>
    /// Splits the change of a unit from its row in one build to its row in another. Refused where a build has no score of the unit or node, where a mixture of the two has none, or where the mixtures of nothing and of everything do
    /// not come out as the builds (a recipe that uses several periods of the unit at once, other than by carrying forward).
    /// </summary>
    public static Outcome<ChangeSplit> Between(IndexBuild before, Period? from, IndexBuild after, Period? to, UnitCode unit, IndicatorCode? node = null)
    {
        var code = node ?? after.Scores.Nodes[0].Code;
        var own = node ?? before.Scores.Nodes[0].Code;
        if (own != code) return Outcome.Refused<ChangeSplit>(Refusal("split.roots", new("两个指数的根节点代码不同。", "The roots of the two indices have different codes."), new("请指定两者共有的节点。", "Name a node that both have.")));
        var (was, now) = (new Side(before, from), new Side(after, to));
        if (was.Score(unit, code) is not { } scoreBefore || now.Score(unit, code) is not { } scoreAfter)
            return Outcome.Refused<ChangeSplit>(Refusal("split.no-score", new($"{unit} 在其中一次测算中没有 {code} 的得分。", $"{unit} has no score of {code} in one of the builds."), new("请核对对象、期间和节点。", "Check unit, periods and node.")));
        var mixtures = new Mixtures(was, now, unit, code);
        var values = mixtures.All();
        int all = values.Length - 1;
        if (values.FirstOrDefault(v => v.Score is null) is { Why: { } why }) return Outcome.Refused<ChangeSplit>(why);
        bool exact = Math.Abs(values[0].Score!.Value - scoreBefore) <= Exact * Math.Max(1, Math.Abs(scoreBefore)) && Math.Abs(values[all].Score!.Value - scoreAfter) <= Exact * Math.Max(1, Math.Abs(scoreAfter));
        if (!exact)
            return Outcome.Refused<ChangeSplit>(Refusal("split.not-exact", new("单期数据重算不出原来的得分，变化不能拆分。", "A single period's data does not give the scores of the builds again: the change cannot be split."),
                new("方案若同时使用多期数据（沿用上期除外），请逐期比较。", "Where a recipe uses several periods at once, other than by carrying forward, compare the builds instead.")));
        bool ranked = values.All(v => v.Rank is not null);
        double[] scores = ShapleyValue.Of(mixtures.Causes.Count, m => values[m].Score!.Value);
        double[]? ranks = ranked ? ShapleyValue.Of(mixtures.Causes.Count, m => values[m].Rank!.Value) : null;
        ChangePart Part(ChangeCause cause) => mixtures.Causes.IndexOf(cause) is var i && i < 0 ? new(cause, 0, ranked ? 0 : null) : new(cause, scores[i], ranks?[i]);
        return Outcome.Done(new ChangeSplit(unit, code, scoreBefore, scoreAfter, was.Rank(unit, code), now.Rank(unit, code), [.. Enum.GetValues<ChangeCause>().Select(Part)], mixtures.MethodHoldsIndicators));
    }

    internal static Finding Refusal(string code, Text what, Text fix) => Finding.Error(code, Place.Whole, what, fix);
}

/// <summary>A build looked at in one period.</summary>
internal sealed class Side(IndexBuild build, Period? period)
{
    public IndexBuild Build { get; } = build;
    public Period? Period { get; } = period;
    public Framework Framework => Build.Input.Framework;
    public DataTable Data => Build.Input.Data;

    public double? Score(UnitCode unit, IndicatorCode node) => At(unit, node, Build.Scores.Score);
    public double? Rank(UnitCode unit, IndicatorCode node) => At(unit, node, Build.Scores.Rank);

    private double? At(UnitCode unit, IndicatorCode node, Func<int, int, double?> of) =>
        Build.Scores.PlaceOf(new RowKey(Period, unit)) is var r and >= 0 && Build.Scores.PlaceOf(node) is var n and >= 0 ? of(r, n) : null;

    public bool Has(UnitCode unit) => Data.PlaceOf(new RowKey(Period, unit)) >= 0;

    /// <summary>A cell of a period of this side, the period looked at when none is named; what the recipe carries forward is carried.</summary>
    public (double? Value, CellMarks Marks) Cell(UnitCode unit, IndicatorCode column, Period? when = null)
    {
        var key = new RowKey(when ?? Period, unit);
        if (Data.Find(column) is not { } cells || Data.PlaceOf(key) is not (var row and >= 0)) return (null, CellMarks.None);
        if (cells[row] is not null || (cells.MarksAt(row) & CellMarks.NotApplicable) != CellMarks.None) return (cells[row], cells.MarksAt(row));
        if (Carries(column) is not { } rule) return (null, cells.MarksAt(row));
        for (int r = row - 1; r >= 0; r--)
            if (Data.Rows[r].Unit == unit && cells[r] is { } earlier)
                return rule.MaxAge is { } years && !(Data.Rows[r].Period is { } f && key.Period is { } t && f.Last.AddYears(years) >= t.Last) ? (null, cells.MarksAt(row)) : (earlier, cells.MarksAt(r) | CellMarks.CarriedForward);
        return (null, cells.MarksAt(row));
    }

    private ImputeRule? Carries(IndicatorCode column) =>
        Build.Recipe.Steps.OfType<Impute>().Select(i => i.Rules.For(column)).FirstOrDefault(r => r.Method == ImputeMethod.LastObservation);
}
