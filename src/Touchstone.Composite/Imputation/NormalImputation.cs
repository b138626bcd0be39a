using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Fills the gaps of a dimension with what a multivariate normal distribution expects of them, given the values of the row. The distribution is fitted by expectation and maximisation over the frame's
/// rows; its means and covariances are parameters of the frame. A row without any value in the dimension stays missing, and nothing is filled with fewer rows than indicators and two more, or by a fit that does not come to rest.
/// </summary>
internal sealed class NormalImputation
{
    private readonly Plan _plan;
    private readonly int _place;
    private readonly Family[] _families;
    private readonly double[][] _fill;

    /// <summary>The indicators below one node, which are fitted together.</summary>
    private sealed record Family(string Top, int[] Columns, bool[] Fills, NormalModel Model, double[] Row, int[] Taken);

    public NormalImputation(Plan plan, int place, ImputeRule[] rules)
    {
        (_plan, _place) = (plan, place);
        _families = [.. rules.Select((r, i) => (Rule: r, Column: i)).Where(c => c.Rule.Method == ImputeMethod.Em)
            .GroupBy(c => RowImputation.Top(plan, c.Column, c.Rule.Level).Code).OrderBy(g => g.Key).Select(g =>
            {
                int[] columns = RowImputation.Dimension(plan, g.First().Column, g.First().Rule.Level);
                var filled = g.Select(c => c.Column).ToHashSet();
                return new Family(g.Key.Value, columns, [.. columns.Select(filled.Contains)], new NormalModel(columns.Length, plan.Rows.Length), new double[columns.Length], new int[columns.Length]);
            })];
        _fill = [.. rules.Select(r => new double[r.Method == ImputeMethod.Em ? plan.Rows.Length : 0])];
    }

    public double Value(int column, int row) => _fill[column][row];

    /// <summary>Finds what to fill, before any cell of the step is filled.</summary>
    public void Find(Worksheet sheet, Audit audit, Block block)
    {
        foreach (var family in _families)
        {
            int k = 0;
            for (int c = 0; c < family.Columns.Length; c++)
            {
                if (family.Fills[c]) Array.Fill(_fill[family.Columns[c]], double.NaN, block.From, block.To - block.From);
                if (sheet.InTree[family.Columns[c]]) family.Taken[k++] = family.Columns[c];
            }
            family.Model.Start(k);
            if (_plan.Frozen is null ? Fit(sheet, audit, block, family, k) : Thaw(block, family, k)) Expect(sheet, block, family, k);
            if (audit.Keeps) Record(audit, block, family, k);
        }
    }

    private static bool Fit(Worksheet sheet, Audit audit, Block block, Family family, int k)
    {
        for (int r = block.From; r < block.To; r++)
        {
            if (!sheet.Gives[r]) continue;
            Read(sheet, family, r, k);
            family.Model.Add(family.Row);
        }
        if (family.Model.Rows < k + 2)
        {
            Array.Fill(family.Model.Mean, double.NaN);
            if (audit.Keeps) audit.Tell(TooFew(block, family, k));
            return false;
        }
        if (!family.Model.Fit())
        {
            Array.Fill(family.Model.Mean, double.NaN);
            if (audit.Keeps) audit.Tell(NotAtRest(block, family));
            return false;
        }
        for (int c = 0; c < k; c++) if (!Has(sheet, block, family.Taken[c])) family.Model.Mean[c] = double.NaN;
        return true;
    }

    private static bool Has(Worksheet sheet, Block block, int column) => !sheet.Gather(column, block).IsEmpty;

    /// <summary>
    /// A draw of every gap: the distribution is fitted to rows drawn again with replacement, and the gap drawn from what it leaves open (King, Honaker, Joseph and Scheve, APSR 95, 2001: EM with bootstrapping).
    /// Where such a fit does not come to rest in five tries, that of all rows stands; in a frozen frame its parameters do.
    /// </summary>
    public void Sample(Worksheet sheet, Audit silent, ref HashStream stream, double[][] into)
    {
        foreach (double[] column in into) Array.Fill(column, double.NaN);
        foreach (var block in sheet.Blocks)
            foreach (var family in _families)
            {
                int k = 0;
                foreach (int column in family.Columns) if (sheet.InTree[column]) family.Taken[k++] = column;
                bool isFitted = _plan.Frozen is not null && Thaw(block, family, k);
                for (int turn = 0; turn < 5 && !isFitted && _plan.Frozen is null; turn++) isFitted = Resample(sheet, block, family, k, ref stream);
                family.Model.Start(k);
                if (!isFitted && _plan.Frozen is null) isFitted = Fit(sheet, silent, block, family, k);
                if (isFitted) Draw(sheet, block, family, k, ref stream, into);
            }
    }

    private static bool Resample(Worksheet sheet, Block block, Family family, int k, ref HashStream stream)
    {
        int[] rows = [.. Enumerable.Range(block.From, block.To - block.From).Where(r => sheet.Gives[r])];
        family.Model.Start(k);
        for (int i = 0; i < rows.Length; i++)
        {
            Read(sheet, family, rows[(int)(stream.Next() * rows.Length)], k);
            family.Model.Add(family.Row);
        }
        if (family.Model.Rows < k + 2) return false;
        for (int c = 0; c < k; c++) if (!family.Model.Varies(c) && Has(sheet, block, family.Taken[c])) return false;
        return family.Model.Fit();
    }

    private static void Draw(Worksheet sheet, Block block, Family family, int k, ref HashStream stream, double[][] into)
    {
        bool again = false;
        for (int r = block.From; r < block.To; r++)
        {
            if (!Wants(sheet, family, r, k)) continue;
            family.Model.Expect(family.Row.AsSpan(0, k), again);
            again = true;
            family.Model.Scatter(family.Row.AsSpan(0, k), ref stream);
            for (int c = 0; c < k; c++)
                if (IsFilledBy(family, family.Taken[c]) && Imputing.IsMissing(sheet, family.Taken[c], r)) into[family.Taken[c]][r] = family.Row[c];
        }
    }

    /// <summary>Reads a row; whether it has something to go by and something to fill.</summary>
    private static bool Wants(Worksheet sheet, Family family, int row, int k)
    {
        bool wanted = false, any = false;
        Read(sheet, family, row, k);
        for (int c = 0; c < k; c++)
        {
            // A column that the frame has no value of says nothing here either.
            if (double.IsNaN(family.Model.Mean[c])) family.Row[c] = double.NaN;
            any |= !double.IsNaN(family.Row[c]);
            wanted |= Imputing.IsMissing(sheet, family.Taken[c], row);
        }
        return any && wanted;
    }

    private bool Thaw(Block block, Family family, int k)
    {
        bool any = false;
        for (int i = 0; i < k; i++)
        {
            family.Model.Mean[i] = _plan.Frozen!.Find(_place, block.Period, _plan.Codes[family.Taken[i]], MeanName(family));
            any |= !double.IsNaN(family.Model.Mean[i]);
            for (int j = 0; j < k; j++) family.Model.Covariance[i, j] = _plan.Frozen.Find(_place, block.Period, _plan.Codes[family.Taken[Math.Max(i, j)]], CovarianceName(family, family.Taken[Math.Min(i, j)]));
        }
        return any;
    }

    private static string MeanName(Family family) => "em.mean:" + family.Top;
    private string CovarianceName(Family family, int other) => $"em.covariance:{family.Top}:{_plan.Codes[other]}";

    private void Record(Audit audit, Block block, Family family, int k)
    {
        if (Enumerable.Range(0, k).All(i => double.IsNaN(family.Model.Mean[i]))) return;
        for (int i = 0; i < k; i++)
        {
            audit.Used(block, family.Taken[i], MeanName(family), family.Model.Mean[i]);
            for (int j = 0; j <= i; j++) audit.Used(block, family.Taken[i], CovarianceName(family, family.Taken[j]), family.Model.Covariance[i, j]);
        }
    }

    private void Expect(Worksheet sheet, Block block, Family family, int k)
    {
        bool again = false;
        for (int r = block.From; r < block.To; r++)
        {
            if (!Wants(sheet, family, r, k)) continue;
            family.Model.Expect(family.Row.AsSpan(0, k), again);
            again = true;
            for (int c = 0; c < k; c++)
                if (_fill[family.Taken[c]].Length > 0 && IsFilledBy(family, family.Taken[c])) _fill[family.Taken[c]][r] = family.Row[c];
        }
    }

    private static bool IsFilledBy(Family family, int column) => family.Fills[Array.IndexOf(family.Columns, column)];

    private static void Read(Worksheet sheet, Family family, int row, int k)
    {
        for (int c = 0; c < k; c++) family.Row[c] = sheet.Cells[family.Taken[c]][row];
    }

    private static Finding TooFew(Block block, Family family, int k)
    {
        string when = block.Period is { } p ? $"{p} " : "", need = Figures.Count(k + 2), have = Figures.Count(family.Model.Rows);
        return Finding.Warning("impute.too-few-rows", Place.Whole,
            new($"{when}{family.Top}：{have} 行不足以估计 {Figures.Count(k)} 个指标的联合分布（至少 {need} 行），不予填补。", $"{when}{family.Top}: {have} rows are too few to fit {Figures.Count(k)} indicators together ({need} are needed); nothing is filled."),
            new("请用 level 缩小维度，或改用其他填补方法。", "Take a smaller dimension with level, or choose another imputation."));
    }

    private static Finding NotAtRest(Block block, Family family)
    {
        string when = block.Period is { } p ? $"{p} " : "";
        return Finding.Warning("impute.not-converged", Place.Whole,
            new($"{when}{family.Top}：EM 迭代 {Figures.Count(NormalModel.MostTurns)} 次仍未收敛，不予填补。", $"{when}{family.Top}: expectation and maximisation have not converged in {Figures.Count(NormalModel.MostTurns)} turns; nothing is filled."),
            new("缺失过多，或有指标从未同时观测：请缩小维度，或改用其他填补方法。", "Too much is missing, or some indicators are never observed together: take a smaller dimension, or choose another imputation."));
    }
}
