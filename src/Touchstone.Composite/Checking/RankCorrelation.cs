namespace Touchstone.Composite;

/// <summary>Why a rank correlation has no value.</summary>
public enum NoCorrelation
{
    /// <summary>Fewer complete rows than the coefficient needs.</summary>
    TooFew,
    /// <summary>A column has the same value in every complete row: it has no order.</summary>
    Constant,
    /// <summary>The column held fixed has exactly the order (or the reverse order) of one of the two: once it is fixed, nothing of that one is left.</summary>
    Determined,
}

/// <summary>
/// How far two columns order the same rows alike. Says nothing about cause, and does not show that either column measures what it is called.
/// Both coefficients depend on orders only: any increasing transformation of a column leaves them as they are.
/// </summary>
/// <param name="Count">The complete rows: those in which every column has a value. Others are left out, never filled.</param>
/// <param name="Value">From −1 (reverse order) to 1 (same order); null when it is not defined.</param>
/// <param name="Why">Why there is none; null when there is a value.</param>
public sealed record RankCorrelation(int Count, double? Value, NoCorrelation? Why)
{
    /// <summary>The fewest complete rows of <see cref="Spearman"/>: two rows can only agree or disagree.</summary>
    public const int Fewest = 3;

    /// <summary>The fewest complete rows of <see cref="Partial"/>: with three, fixing one column leaves only −1 and 1.</summary>
    public const int FewestFixed = 4;

    /// <summary>
    /// Spearman's rank correlation: Pearson's coefficient of the ranks, equal values sharing the mean of the ranks they take,
    /// ρ = Σ(r − r̄)(s − s̄) ÷ √(Σ(r − r̄)² · Σ(s − s̄)²). Without ties this is 1 − 6Σ(r − s)² ÷ (n(n² − 1)); with ties that short form is wrong and is not used.
    /// (Spearman, The proof and measurement of association between two things, 1904; ties as in Kendall and Gibbons, Rank Correlation Methods, ch. 3.)
    /// </summary>
    /// <remarks>
    /// Rows that lack a value in either column are left out before ranking. Below <see cref="Fewest"/> complete rows, or when a column is constant over them, there is no value, and
    /// <see cref="Why"/> says so: 0 would claim that the orders are unrelated. NaN, infinities and columns of unequal length are a bug of the caller.
    /// </remarks>
    public static RankCorrelation Spearman(IReadOnlyList<double?> x, IReadOnlyList<double?> y)
    {
        int[] rows = Complete(x, y);
        if (rows.Length < Fewest) return new(rows.Length, null, NoCorrelation.TooFew);
        long[] a = Deviations(x, rows), b = Deviations(y, rows);
        if (Product(a, a) == 0 || Product(b, b) == 0) return new(rows.Length, null, NoCorrelation.Constant);
        return new(rows.Length, Of(a, b), null);
    }

    /// <summary>
    /// Spearman's rank correlation of two columns with a third held fixed: ρ(xy·z) = (ρxy − ρxz·ρyz) ÷ √((1 − ρxz²)(1 − ρyz²)), all three over the same complete rows.
    /// It is Pearson's coefficient of what is left of the ranks of x and of y once each is fitted on the ranks of z by a straight line.
    /// (Kendall and Gibbons, Rank Correlation Methods, ch. 8, by the formula for product-moment coefficients; R ppcor::pcor with method "spearman".)
    /// </summary>
    /// <remarks>
    /// Rows that lack a value in any of the three are left out before ranking, so a coefficient printed beside it must be taken over those rows too. Below <see cref="FewestFixed"/> complete rows, when one of the
    /// three is constant, or when z has exactly the order of x or of y, there is no value, and <see cref="Why"/> says so.
    /// </remarks>
    public static RankCorrelation Partial(IReadOnlyList<double?> x, IReadOnlyList<double?> y, IReadOnlyList<double?> fixedColumn)
    {
        int[] rows = Complete(x, y, fixedColumn);
        if (rows.Length < FewestFixed) return new(rows.Length, null, NoCorrelation.TooFew);
        long[] a = Deviations(x, rows), b = Deviations(y, rows), c = Deviations(fixedColumn, rows);
        if (Product(a, a) == 0 || Product(b, b) == 0 || Product(c, c) == 0) return new(rows.Length, null, NoCorrelation.Constant);
        double xz = Of(a, c), yz = Of(b, c);
        // Exact: whole numbers give ±1 only when the orders are the same or reversed.
        if (Math.Abs(xz) == 1 || Math.Abs(yz) == 1) return new(rows.Length, null, NoCorrelation.Determined);
        double value = (Of(a, b) - xz * yz) / Math.Sqrt((1 - xz * xz) * (1 - yz * yz));
        return new(rows.Length, Math.Clamp(value, -1, 1), null);
    }

    private static int[] Complete(params ReadOnlySpan<IReadOnlyList<double?>> columns)
    {
        var rows = new List<int>(columns[0].Count);
        foreach (var column in columns)
            if (column.Count != columns[0].Count) throw new ArgumentException("The columns must have the same rows.", nameof(columns));
        for (int i = 0; i < columns[0].Count; i++)
        {
            bool complete = true;
            foreach (var column in columns)
            {
                if (column[i] is { } v && !double.IsFinite(v)) throw new ArgumentException("NaN and infinities are refused at the door; missing is null.", nameof(columns));
                complete &= column[i] is not null;
            }
            if (complete) rows.Add(i);
        }
        return [.. rows];
    }

    /// <summary>Twice the distance of each mean rank from the middle rank: 2r − (n + 1), a whole number, so the sums below are exact.</summary>
    private static long[] Deviations(IReadOnlyList<double?> column, int[] rows)
    {
        double[] sorted = [.. rows.Select(r => column[r]!.Value).Order()];
        return [.. rows.Select(r => (long)Ordered.Below(sorted, column[r]!.Value) + Ordered.UpTo(sorted, column[r]!.Value) - rows.Length)];
    }

    private static long Product(long[] a, long[] b)
    {
        long sum = 0;
        for (int i = 0; i < a.Length; i++) sum = checked(sum + a[i] * b[i]);
        return sum;
    }

    private static double Of(long[] a, long[] b)
    {
        double aa = Product(a, a), bb = Product(b, b), ab = Product(a, b);
        return Math.Clamp(ab / Math.Sqrt(aa * bb), -1, 1);
    }
}
