using System.Collections.Immutable;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>What every page stands on: the areas, the city in view, the day of knowledge.</summary>
/// <param name="Areas">All areas by code.</param>
/// <param name="Own">The city in view; null in an empty database.</param>
/// <param name="Known">As known on.</param>
public sealed record Setting(ImmutableSortedDictionary<AreaCode, Area> Areas, Area? Own, AsKnownOn Known)
{
    /// <summary>The name of an area; its code where it is unknown.</summary>
    public Text NameOf(AreaCode code) => Areas.TryGetValue(code, out var area) ? area.Name : Text.Same(code.Value);

    /// <summary>The cities one may choose between: those on the list, or every prefecture where none is.</summary>
    public IEnumerable<Area> Cities => Areas.Values.Any(a => a.IsInnovationCity)
        ? Areas.Values.Where(a => a.IsInnovationCity)
        : Areas.Values.Where(a => a.Kind == AreaKind.Prefecture);

    /// <summary>
    /// The city in view: the one in the address; else the city whose own counties and zones are in the database, which is the bureau's own.
    /// </summary>
    public static Area? OwnOf(IReadOnlyDictionary<AreaCode, Area> areas, string? asked)
    {
        if (asked is not null && areas.TryGetValue(new AreaCode(asked), out var named)) return named;
        return Area.Keeper(areas.Values) is { } city && areas.TryGetValue(city, out var own) ? own : areas.Values.FirstOrDefault(a => a.Kind == AreaKind.Prefecture);
    }
}
