namespace Touchstone.Composite;

/// <summary>The figures that checks of data look at, of units that may be ranked: a total beside its parts would count them twice. All periods.</summary>
public static class RawColumns
{
    /// <summary>The data before anything but derivation and denomination was done to it.</summary>
    public static DataTable Of(IndexBuild build) => Ranked(build, build.Steps.TakeWhile(s => s.Step is null or Derive or Denominate).Last().Data);

    /// <summary>The data just before normalisation: imputed and treated.</summary>
    public static DataTable Treated(IndexBuild build) => Ranked(build, build.Steps.TakeWhile(s => s.Step is not Normalise).Last().Data);

    private static DataTable Ranked(IndexBuild build, DataTable table)
    {
        var ranked = build.Input.Units.Where(u => u.IsRanked).Select(u => u.Code).ToHashSet();
        int[] rows = [.. Enumerable.Range(0, table.Rows.Length).Where(r => ranked.Contains(table.Rows[r].Unit))];
        return rows.Length == table.Rows.Length ? table : new([.. rows.Select(r => table.Rows[r])], [.. table.Columns.Select(c => new DataColumn(c.Code, [.. rows.Select(r => c.Values[r])], c.Marks is { } marks ? [.. rows.Select(r => marks[r])] : null))]);
    }
}
