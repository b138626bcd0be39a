using System.Collections.Immutable;
using Touchstone.City.Catalogue;
using Touchstone.City.Organisation;
using Touchstone.Model;

namespace Touchstone.Web.Components.Data;

/// <summary>The names of areas and indicators, and the units of indicators. A code without a name is shown as itself.</summary>
internal sealed class Names
{
    private readonly Dictionary<AreaCode, Text> _areas;
    private readonly Dictionary<IndicatorCode, IndicatorVersion> _indicators;

    private Names(ImmutableArray<Area> areas, ImmutableArray<IndicatorVersion> indicators)
    {
        (Areas, Indicators) = (areas, indicators);
        _areas = areas.ToDictionary(a => a.Code, a => a.Name);
        _indicators = indicators.ToDictionary(i => i.Code);
    }

    public ImmutableArray<Area> Areas { get; }
    public ImmutableArray<IndicatorVersion> Indicators { get; }

    public static async Task<Names> Load(Actor actor, ListAreas areas, ListIndicators indicators) => new(await areas.Run(actor), await indicators.Run(actor));

    public Text Of(AreaCode area) => _areas.TryGetValue(area, out var name) ? name : Text.Same(area.Value);
    public Text Of(IndicatorCode indicator) => _indicators.TryGetValue(indicator, out var found) ? found.Name : Text.Same(indicator.Value);
    public Text UnitOf(IndicatorCode indicator) => _indicators.TryGetValue(indicator, out var found) ? found.Unit : default;
}

/// <summary>Moments as the city's clock shows them.</summary>
internal static class Clock
{
    public static string Show(DateTime utc) => (utc + City.Storage.Moments.CityOffset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
