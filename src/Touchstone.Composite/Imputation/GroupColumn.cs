namespace Touchstone.Composite;

/// <summary>Which group each input row is in, for one group column of the unit list.</summary>
internal sealed class GroupColumn
{
    public GroupColumn(Plan plan, string column)
    {
        Names = [.. plan.Units.Select(u => u.Groups.GetValueOrDefault(column)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var places = Names.Select((name, i) => (name, i)).ToDictionary(g => g.name, g => g.i, StringComparer.Ordinal);
        Of = [.. plan.Units.Select(u => u.Groups.TryGetValue(column, out string? name) ? places[name] : -1)];
    }

    /// <summary>The groups, ordered.</summary>
    public string[] Names { get; }
    /// <summary>The place of each input row's group; −1 = in none.</summary>
    public int[] Of { get; }
}
