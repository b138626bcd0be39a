namespace Touchstone.Composite;

/// <summary>
/// What a <see cref="BuildId"/> is made from: the methods version, then everything of the input and the recipe that can change a number, keys sorted.
/// Names, definitions and units of measure are not part of it: renaming an indicator gives the same build.
/// </summary>
internal static class BuildIdentity
{
    public static BuildId Of(IndexInput input, Recipe recipe)
    {
        using var canonical = new Canonical();
        canonical.Text("touchstone.build").Text(Methods.Version).Count(Recipe.SchemaVersion);
        Write(canonical, input);
        RecipeIdentity.Write(canonical, recipe);
        return new(canonical.Finish());
    }

    public static string Of(Recipe recipe)
    {
        using var canonical = new Canonical();
        canonical.Text("touchstone.recipe").Text(Methods.Version).Count(Recipe.SchemaVersion);
        RecipeIdentity.Write(canonical, recipe);
        return canonical.Finish();
    }

    public static string Of(Frame frame)
    {
        using var canonical = new Canonical();
        canonical.Text("touchstone.frame").Text(Methods.Version);
        Write(canonical, frame);
        return canonical.Finish();
    }

    public static void Write(Canonical canonical, Frame frame)
    {
        canonical.Count(frame.Units.Length);
        foreach (var unit in frame.Units.Order()) canonical.Text(unit.Value);
        canonical.Count(frame.Indicators.Length);
        foreach (var indicator in frame.Indicators.Order()) canonical.Text(indicator.Value);
        canonical.Count(frame.Parameters.Length);
        foreach (var p in frame.Parameters.OrderBy(p => p.Step).ThenBy(p => p.Column).ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Period))
            canonical.Count(p.Step).Text(p.StepKind).Text(p.Period?.ToString()).Text(p.Column.Value).Text(p.Name).Number(p.Value);
        canonical.Count(frame.Weights.Count);
        foreach (var (code, weight) in frame.Weights) canonical.Text(code.Value).Number(weight);
        canonical.Count(frame.Periods.Length);
        foreach (var period in frame.Periods.Order()) canonical.Text(period.ToString());
        canonical.Count(frame.Distributions.Length);
        foreach (var d in frame.Distributions.OrderBy(d => d.Step).ThenBy(d => d.Column).ThenBy(d => d.Period))
            canonical.Count(d.Step).Text(d.Period?.ToString()).Text(d.Column.Value).Numbers(d.Values.AsSpan());
    }

    private static void Write(Canonical canonical, IndexInput input)
    {
        canonical.Count(input.Framework.Nodes.Length);
        foreach (var n in input.Framework.Nodes.OrderBy(n => n.Code))
            canonical.Text(n.Code.Value).Count((int)n.Kind).Text(n.Parent?.Value).Number(n.Weight).Count((int)n.Direction)
                .Text(n.Denominator?.Value).Number(n.DenominatorScale).Number(n.Target).Number(n.GoalpostLow).Number(n.GoalpostHigh);
        canonical.Count(input.Units.Length);
        foreach (var unit in input.Units.OrderBy(u => u.Code))
        {
            canonical.Text(unit.Code.Value).Flag(unit.IsRanked).Count(unit.Groups.Count);
            foreach (var (column, group) in unit.Groups.OrderBy(g => g.Key, StringComparer.Ordinal)) canonical.Text(column).Text(group);
        }
        canonical.Count(input.Data.Rows.Length);
        foreach (var row in input.Data.Rows) canonical.Text(row.Period?.ToString()).Text(row.Unit.Value);
        canonical.Count(input.Data.Columns.Length);
        foreach (var column in input.Data.Columns.OrderBy(c => c.Code))
        {
            canonical.Text(column.Code.Value).Numbers(column.Values);
            var marks = column.Marks is { } own && own.AsSpan().ContainsAnyExcept(CellMarks.None) ? own : null;
            if (marks is null) canonical.Flag(false);
            else canonical.Flag(true).Bytes<CellMarks>(marks);
        }
    }
}
