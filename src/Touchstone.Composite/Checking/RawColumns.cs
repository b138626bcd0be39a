namespace Touchstone.Composite;

/// <summary>The figures that checks of data look at, of units that may be ranked: a total beside its parts would count them twice. Of the last period, unless others are asked for.</summary>
public static class RawColumns
{
    /// <summary>The data before anything but derivation and denomination was done to it.</summary>
    public static DataTable Of(IndexBuild build, PeriodScope? periods = null) => Ranked(build, periods, build.Steps.TakeWhile(s => s.Step is null or Derive or Denominate).Last().Data);

    /// <summary>The same before it was divided by anything: what still follows the size of a unit.</summary>
    public static DataTable Undivided(IndexBuild build, PeriodScope? periods = null) => Ranked(build, periods, build.Steps.TakeWhile(s => s.Step is null or Derive).Last().Data);

    /// <summary>The data just before normalisation: imputed and treated.</summary>
    public static DataTable Treated(IndexBuild build, PeriodScope? periods = null) => Ranked(build, periods, build.Steps.TakeWhile(s => s.Step is not Normalise).Last().Data);

    private static DataTable Ranked(IndexBuild build, PeriodScope? periods, DataTable table)
    {
        var scope = (periods ?? PeriodScope.Last).In(build);
        var ranked = build.Input.Units.Where(u => u.IsRanked).Select(u => u.Code).ToHashSet();
        int[] rows = [.. Enumerable.Range(0, table.Rows.Length).Where(r => ranked.Contains(table.Rows[r].Unit) && scope.Holds(table.Rows[r]))];
        return rows.Length == table.Rows.Length ? table : new([.. rows.Select(r => table.Rows[r])], [.. table.Columns.Select(c => new DataColumn(c.Code, [.. rows.Select(r => c.Values[r])], c.Marks is { } marks ? [.. rows.Select(r => marks[r])] : null))]);
    }
}
