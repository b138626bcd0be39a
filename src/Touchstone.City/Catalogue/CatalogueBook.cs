using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Catalogue;

/// <summary>The catalogue in memory: which version of an indicator speaks of a period.</summary>
internal sealed class CatalogueBook
{
    private readonly Dictionary<IndicatorCode, IndicatorVersion[]> _versions;

    private CatalogueBook(IEnumerable<IndicatorVersion> versions) =>
        _versions = versions.GroupBy(v => v.Code).ToDictionary(g => g.Key, g => g.OrderBy(v => v.ValidFrom).ToArray());

    public static async Task<CatalogueBook> Load(CityDb db, CancellationToken stop) => new(await db.Indicators.AsNoTracking().ToListAsync(stop));

    public bool Has(IndicatorCode code) => _versions.ContainsKey(code);

    /// <summary>The version valid on the first day of the period; for periods before the first version, that one. Null for an unknown code.</summary>
    public IndicatorVersion? For(IndicatorCode code, Period period)
    {
        if (!_versions.TryGetValue(code, out var versions)) return null;
        return versions.LastOrDefault(v => v.ValidFrom <= period.First) ?? versions[0];
    }
}
