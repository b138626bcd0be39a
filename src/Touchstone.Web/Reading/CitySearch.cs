using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.Web.Components.Shell;

namespace Touchstone.Web.Reading;

/// <summary>Indicators, cities and indices for the palette. Only names: nothing that needs a release.</summary>
internal sealed class CitySearch(ListIndicators indicators, ListAreas areas, ListIndices indices) : ISearchable
{
    public async Task<IEnumerable<SearchHit>> Offer(Actor actor, CancellationToken stop) =>
    [
        .. (await indices.Run(actor, stop)).Select(i => new SearchHit(i.Name, "index", Links.Index(i.Index), i.Index)),
        .. (await indicators.Run(actor, null, stop)).Select(i => new SearchHit(i.Name, "indicator", Links.Indicator(i.Code), i.Code.Value)),
        .. (await areas.Run(actor, stop)).Where(a => a.Kind == AreaKind.Prefecture).Select(a => new SearchHit(a.Name, "city", Links.City(a.Code), a.Code.Value)),
    ];
}
