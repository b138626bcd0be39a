using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>How strongly PROMETHEE prefers one value to another in a criterion.</summary>
/// <param name="Indifference">Differences up to this do not count.</param>
/// <param name="Preference">From this difference on the preference is complete; between the two it rises in a straight line. Both zero: any difference is a complete preference (the "usual" criterion).</param>
public readonly record struct PreferenceCurve(double Indifference, double Preference)
{
    /// <summary>From 0 to 1.</summary>
    public double Of(double difference) => difference <= Indifference ? 0 : difference >= Preference ? 1 : (difference - Indifference) / (Preference - Indifference);
}

/// <summary>Flows of PROMETHEE II. The net flow ranks.</summary>
/// <param name="Row">The row.</param>
/// <param name="Leaving">How far it is preferred to the others, on average; null where it has no criterion in common with any.</param>
/// <param name="Entering">How far the others are preferred to it.</param>
public sealed record OutrankingFlow(RowKey Row, double? Leaving, double? Entering)
{
    /// <summary>Leaving − entering, from −1 to 1; over all rows it sums to zero when nothing is missing.</summary>
    public double? Net => Leaving - Entering;
}

/// <summary>
/// Methods that rank a whole table at once. They take scores that are higher-is-better in every column; like <see cref="Outranking"/> they depend on which rows are there and do not nest in the tree.
/// A criterion that one of two rows lacks is left out of their comparison and the other weights are rescaled: for both alike.
/// </summary>
public static class WholeTable
{
    /// <summary>
    /// TOPSIS: closeness to the best point = d⁻ ÷ (d⁺ + d⁻), the weighted Euclidean distances to the worst and the best value of every column (after each column is divided by its length √Σx², as Hwang
    /// and Yoon have it). From 0 to 1; null for a row without values, ½ where best and worst are the same. (Hwang and Yoon, Multiple Attribute Decision Making, 1981.)
    /// </summary>
    public static Outcome<ImmutableArray<double?>> Topsis(DataTable table, IReadOnlyList<Criterion> criteria)
    {
        if (Criteria.Check(table, criteria) is { Count: > 0 } findings) return Outcome.Refused<ImmutableArray<double?>>(findings);
        double all = criteria.Sum(c => c.Weight);
        double[][] columns = [.. criteria.Select(c => Unit(table.Find(c.Code)!.Values))];
        var ends = columns.Select(c => Sums.Range([.. c.Where(v => !double.IsNaN(v))])).ToArray();
        return Outcome.Done(ImmutableArray.CreateRange(Enumerable.Range(0, table.Rows.Length).Select(r =>
        {
            double best = 0, worst = 0, weight = 0;
            for (int c = 0; c < columns.Length; c++)
            {
                double x = columns[c][r], w = criteria[c].Weight / all;
                if (double.IsNaN(x)) continue;
                weight += w;
                best += w * w * (ends[c].High - x) * (ends[c].High - x);
                worst += w * w * (x - ends[c].Low) * (x - ends[c].Low);
            }
            double away = Math.Sqrt(best), above = Math.Sqrt(worst);
            return weight == 0 ? (double?)null : away + above == 0 ? 0.5 : above / (away + above);
        })));
    }

    private static double[] Unit(double[] column)
    {
        double largest = column.Where(v => !double.IsNaN(v)).Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (largest == 0) return column;
        double length = largest * Math.Sqrt(column.Where(v => !double.IsNaN(v)).Sum(v => v / largest * (v / largest)));
        return [.. column.Select(v => v / length)];
    }

    /// <summary>
    /// PROMETHEE II: π(i, k) = Σ w·P(x_i − x_k) ÷ Σ w over the criteria both have; leaving flow = mean of π(i, k) over the others, entering flow = mean of π(k, i).
    /// (Brans and Vincke, A preference ranking organisation method, Management Science 31, 1985.)
    /// </summary>
    /// <param name="table">The scores.</param>
    /// <param name="criteria">Columns and weights.</param>
    /// <param name="curves">A curve for each criterion; null = the usual criterion for all.</param>
    public static Outcome<ImmutableArray<OutrankingFlow>> Promethee(DataTable table, IReadOnlyList<Criterion> criteria, IReadOnlyList<PreferenceCurve>? curves = null)
    {
        var findings = Criteria.Check(table, criteria);
        if (curves is not null && (curves.Count != criteria.Count || curves.Any(c => !(c.Indifference >= 0 && c.Preference >= c.Indifference && double.IsFinite(c.Preference)))))
            findings.Add(Finding.Error("promethee.curve", Place.Whole, new("每个准则要有一条偏好曲线，且 0 ≤ 无差异阈值 ≤ 偏好阈值。", "Every criterion needs a curve with 0 ≤ indifference ≤ preference."), new("请改正阈值。", "Correct the thresholds.")));
        if (findings.Count > 0) return Outcome.Refused<ImmutableArray<OutrankingFlow>>(findings);
        double[][] columns = [.. criteria.Select(c => table.Find(c.Code)!.Values)];
        PreferenceCurve[] curve = [.. curves ?? Enumerable.Repeat(new PreferenceCurve(0, 0), criteria.Count)];
        return Outcome.Done(ImmutableArray.CreateRange(Enumerable.Range(0, table.Rows.Length).Select(i => Flow(table.Rows, columns, criteria, curve, i))));
    }

    private static OutrankingFlow Flow(ImmutableArray<RowKey> rows, double[][] columns, IReadOnlyList<Criterion> criteria, PreferenceCurve[] curve, int i)
    {
        double leaving = 0, entering = 0;
        int pairs = 0;
        for (int k = 0; k < rows.Length; k++)
        {
            if (k == i) continue;
            double to = 0, from = 0, weight = 0;
            for (int c = 0; c < columns.Length; c++)
            {
                double difference = columns[c][i] - columns[c][k];
                if (double.IsNaN(difference)) continue;
                weight += criteria[c].Weight;
                to += criteria[c].Weight * curve[c].Of(difference);
                from += criteria[c].Weight * curve[c].Of(-difference);
            }
            if (weight == 0) continue;
            leaving += to / weight;
            entering += from / weight;
            pairs++;
        }
        return pairs == 0 ? new(rows[i], null, null) : new(rows[i], leaving / pairs, entering / pairs);
    }
}
