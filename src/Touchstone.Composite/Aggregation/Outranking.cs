using System.Collections.Immutable;
using System.Numerics;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>A column of a whole-table method: higher is better.</summary>
/// <param name="Code">The column, of normalised scores.</param>
/// <param name="Weight">Its weight, on any scale; at least zero.</param>
public readonly record struct Criterion(IndicatorCode Code, double Weight);

/// <summary>
/// Every unit against every other, criterion by criterion. A method of the whole table: a unit's score depends on which others are there, so it is no mean and does not nest in the tree.
/// <para>o(i, k) = the weight of the criteria where i is above k, plus half of where they are equal, ÷ the weight of the criteria that both have. Without a criterion in common neither outranks the other: ½.
/// Missing values so count the same way for both, whatever the order of the rows.</para>
/// (Munda and Nardo, Noncompensatory/nonlinear composite indicators, Applied Economics 41, 2009; Handbook, Part 1, Step 6.)
/// </summary>
public sealed class Outranking
{
    /// <summary>How near to one half a pair counts as a tie: weights that sum to one half rarely do so to the last bit.</summary>
    public const double Tolerance = 1e-12;

    private readonly double[] _above;

    private Outranking(ImmutableArray<RowKey> rows, double[] above) => (Rows, _above) = (rows, above);

    /// <summary>The units, as the table has them.</summary>
    public ImmutableArray<RowKey> Rows { get; }

    /// <summary>The share of the weight in which one row is above another; 0 of a row with itself.</summary>
    public double Share(int row, int than) => _above[row * Rows.Length + than];

    /// <summary>
    /// Compares all rows of a table. Refused where a column is not there, a weight is below zero, or no weight is above it.
    /// </summary>
    public static Outcome<Outranking> Of(DataTable table, IReadOnlyList<Criterion> criteria) => Criteria.Check(table, criteria) is { Count: > 0 } findings
        ? Outcome.Refused<Outranking>(findings) : Outcome.Done(new Outranking(table.Rows, Compare([.. criteria.Select(c => table.Find(c.Code)!.Values)], [.. criteria.Select(c => c.Weight)], table.Rows.Length)));

    /// <summary>A row against all others, several of them in one instruction; of a pair, the criteria are added up in their order, so that no machine adds otherwise than another.</summary>
    private static double[] Compare(double[][] columns, double[] weights, int n)
    {
        double[] above = new double[n * n], won = new double[n], lost = new double[n], level = new double[n];
        for (int i = 0; i < n; i++)
        {
            Array.Clear(won);
            Array.Clear(lost);
            Array.Clear(level);
            for (int c = 0; c < columns.Length; c++) Compare(columns[c][i], columns[c], weights[c], won, lost, level);
            for (int k = 0; k < n; k++)
            {
                double all = won[k] + lost[k] + level[k];
                if (k != i) above[i * n + k] = all > 0 ? (won[k] + level[k] / 2) / all : 0.5;
            }
        }
        return above;
    }

    private static void Compare(double value, double[] others, double weight, double[] won, double[] lost, double[] level)
    {
        int k = 0;
        Vector<double> a = new(value), w = new(weight);
        for (; k <= others.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            var b = new Vector<double>(others, k);
            Add(won, k, Vector.GreaterThan(a, b), w);
            Add(lost, k, Vector.LessThan(a, b), w);
            Add(level, k, Vector.Equals(a, b), w);
        }
        for (; k < others.Length; k++)
        {
            if (value > others[k]) won[k] += weight;
            else if (value < others[k]) lost[k] += weight;
            else if (value == others[k]) level[k] += weight;
        }
    }

    private static void Add(double[] sums, int at, Vector<long> where, Vector<double> weight) =>
        (new Vector<double>(sums, at) + (Vector.AsVectorDouble(where) & weight)).CopyTo(sums, at);

    /// <summary>
    /// Copeland's score: the pairs a row wins less those it loses; a pair within <see cref="Tolerance"/> of one half is a tie and counts for neither.
    /// (Copeland 1951; as Munda uses it.)
    /// </summary>
    public ImmutableArray<double> Copeland()
    {
        int n = Rows.Length;
        var scores = ImmutableArray.CreateBuilder<double>(n);
        for (int i = 0; i < n; i++)
        {
            int score = 0;
            for (int k = 0; k < n; k++)
                if (k != i) score += Math.Abs(Share(i, k) - 0.5) <= Tolerance ? 0 : Share(i, k) > 0.5 ? 1 : -1;
            scores.Add(score);
        }
        return scores.MoveToImmutable();
    }

    /// <summary>The share of pairs in which one row is at least as good in every criterion and better in one: nothing a weight could change.</summary>
    public double ShareOfDominance()
    {
        int n = Rows.Length, dominant = 0;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++) if (k != i && Share(i, k) == 1) dominant++;
        return n < 2 ? 0 : dominant / (n * (n - 1) / 2.0);
    }
}

/// <summary>Whether a whole-table method can run.</summary>
internal static class Criteria
{
    public static List<Finding> Check(DataTable table, IReadOnlyList<Criterion> criteria)
    {
        var findings = new List<Finding>();
        foreach (var c in criteria)
        {
            if (table.Find(c.Code) is null) findings.Add(Finding.Error("check.no-column", Place.Whole, new($"表中没有 {c.Code} 这一列。", $"The table has no column {c.Code}."), new("请改正代码。", "Correct the code.")));
            if (!(c.Weight >= 0 && double.IsFinite(c.Weight))) findings.Add(Finding.Error("weight.not-valid", Place.Whole, new($"{c.Code} 的权重必须是不小于零的有限数。", $"The weight of {c.Code} must be a finite number of at least zero."), new("请改正。", "Correct it.")));
        }
        if (!criteria.Any(c => c.Weight > 0)) findings.Add(Finding.Error("weight.zero-sum", Place.Whole, new("权重全部为零，或没有准则。", "There is no criterion with a weight above zero."), new("请至少给一个准则大于零的权重。", "Give at least one a weight above zero.")));
        return findings;
    }
}
