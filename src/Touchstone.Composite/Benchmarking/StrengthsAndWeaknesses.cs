using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The numbers of the rule by which indicators are called strengths and weaknesses.</summary>
/// <param name="Most">At most this many of each, ties aside.</param>
/// <param name="Share">At most this share of the unit's indicators (rounded down, at least one), ties aside.</param>
/// <param name="TopRank">An indicator on which no more than this many units do as well is a strength whatever the cut-off; 0 = no such clause.</param>
public sealed record ProfileRule(int Most = 10, double Share = 0.25, int TopRank = 3)
{
    /// <summary>The rule in words, with its numbers.</summary>
    public Text Words
    {
        get
        {
            string share = (100 * Share).ToString("0.##", CultureInfo.InvariantCulture);
            string most = Most.ToString(CultureInfo.InvariantCulture), top = TopRank.ToString(CultureInfo.InvariantCulture);
            string zhTop = TopRank > 0 ? $"，或全部参评对象中不低于它的（含自身）不超过 {top} 个" : "";
            string enTop = TopRank > 0 ? $", or no more than {top} units (itself included) do as well" : "";
            return new(
                $"百分位 = （得分低于它的对象数 + 同分对象数的一半）÷ 其余对象数，只计参加排名且有得分的对象。优势指标：百分位大于 0.5，且不低于本对象第 k 高的百分位{zhTop}。"
                + $"短板指标：百分位小于 0.5，且不高于本对象第 k 低的百分位。k 取 {most} 与参与判断指标数的 {share}%（向下取整，至少为 1）中较小者。插补的指标和所有对象得分相同的指标不参与判断。",
                "Percentile = (units that score below + half of the units that score the same) ÷ other units, among the ranked units with a score. "
                + $"Strength: percentile above 0.5 and at or above the unit's k-th highest percentile{enTop}. "
                + "Weakness: percentile below 0.5 and at or below the unit's k-th lowest percentile. "
                + $"k is the smaller of {most} and {share}% of the indicators judged (rounded down, at least 1). Imputed indicators and indicators on which all units score the same are not judged.");
        }
    }
}

/// <summary>An indicator judged for a unit.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Score">Its normalised score.</param>
/// <param name="Rank">1 = best; ties share the best rank.</param>
/// <param name="RankedUnits">How many units have a rank on it.</param>
/// <param name="Percentile">Share of the other ranked units that score below, ties counted half; 1 = alone at the top.</param>
public sealed record ProfileEntry(IndicatorCode Indicator, double Score, int Rank, int RankedUnits, double Percentile);

/// <summary>
/// The strengths and weaknesses of a unit by a printed rule. After the Global Innovation Index (WIPO, GII 2023, appendix I: percentile ranks; the cut-off is the unit's own
/// tenth highest and tenth lowest; rank 3 or better is a strength), with three stated differences: a cap at a share of the indicators, so that short indices do not
/// call everything a strength; strengths lie above and weaknesses below the middle; a tie counts half, so that a value shared by most units is neither.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="Period">The period.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Judged">Every indicator judged, best percentile first (ties by code).</param>
/// <param name="NotJudged">Indicators of the build that were not judged: missing, imputed, or the same for all.</param>
/// <param name="StrengthCutOff">The unit's k-th highest percentile; null when nothing was judged.</param>
/// <param name="WeaknessCutOff">The unit's k-th lowest percentile; null when nothing was judged.</param>
public sealed record StrengthsAndWeaknesses(UnitCode Unit, Period? Period, ProfileRule Rule, ImmutableArray<ProfileEntry> Judged,
    ImmutableArray<IndicatorCode> NotJudged, double? StrengthCutOff, double? WeaknessCutOff)
{
    /// <summary>The strengths, best first.</summary>
    public ImmutableArray<ProfileEntry> Strengths => [.. Judged.Where(IsStrength)];
    /// <summary>The weaknesses, worst first.</summary>
    public ImmutableArray<ProfileEntry> Weaknesses => [.. Judged.Where(IsWeakness).Reverse()];

    private bool IsStrength(ProfileEntry entry) =>
        entry.Percentile > 0.5 && (entry.Percentile >= StrengthCutOff || AsGood(entry) <= Rule.TopRank);
    private bool IsWeakness(ProfileEntry entry) => entry.Percentile < 0.5 && entry.Percentile <= WeaknessCutOff;

    /// <summary>Units that do at least as well, itself included: from rank (r − 1 do better) and percentile (ties count half).</summary>
    private static double AsGood(ProfileEntry entry)
    {
        double notBelow = (1 - entry.Percentile) * (entry.RankedUnits - 1);
        double better = entry.Rank - 1;
        return 1 + better + Math.Round(2 * (notBelow - better));
    }

    /// <summary>
    /// Judges a unit in a period. A unit that is scored but not ranked is judged among the ranked units. Refused where the build has no such row.
    /// </summary>
    public static Outcome<StrengthsAndWeaknesses> Of(IndexBuild build, Period? period, UnitCode unit, ProfileRule? rule = null)
    {
        rule ??= new ProfileRule();
        var scores = build.Scores;
        int row = scores.PlaceOf(new RowKey(period, unit));
        if (row < 0)
            return Outcome.Refused<StrengthsAndWeaknesses>(Finding.Error("profile.unit-unknown", Place.Whole,
                new($"{period} 没有评价对象 {unit} 的数据。", $"There is no row of {unit} {period} in this build."),
                new("请改选测算批次中的评价对象和期间。", "Choose a unit and a period of the build.")));

        int[] others = [.. Enumerable.Range(0, scores.Rows.Length)
            .Where(r => r != row && scores.Statuses[r] == RowStatus.Ranked && Nullable.Equals(scores.Rows[r].Period, period))];
        var judged = new List<ProfileEntry>();
        var left = ImmutableArray.CreateBuilder<IndicatorCode>();
        for (int node = 0; node < scores.Nodes.Length; node++)
        {
            if (scores.Nodes[node].Kind != NodeKind.Indicator) continue;
            if (Judge(scores, row, others, node) is { } entry) judged.Add(entry);
            else left.Add(scores.Nodes[node].Code);
        }
        judged.Sort((x, y) => y.Percentile.CompareTo(x.Percentile) is var c and not 0 ? c : x.Indicator.CompareTo(y.Indicator));
        int k = Math.Min(judged.Count, Math.Max(1, Math.Min(rule.Most, (int)Math.Floor(rule.Share * judged.Count))));
        double? high = judged.Count == 0 ? null : judged[k - 1].Percentile, low = judged.Count == 0 ? null : judged[^k].Percentile;
        return Outcome.Done(new StrengthsAndWeaknesses(unit, period, rule, [.. judged], left.ToImmutable(), high, low));
    }

    private static ProfileEntry? Judge(ScoreTable scores, int row, int[] others, int node)
    {
        if (scores.Score(row, node) is not { } own || (scores.Marks(row, node) & CellMarks.Imputed) != CellMarks.None) return null;
        int below = 0, same = 0, above = 0;
        foreach (int other in others)
        {
            if (scores.Score(other, node) is not { } theirs) continue;
            if (theirs < own) below++;
            else if (theirs > own) above++;
            else same++;
        }
        int n = below + same + above;
        if (n == same) return null;
        return new(scores.Nodes[node].Code, own, above + 1, n + 1, (below + 0.5 * same) / n);
    }
}
