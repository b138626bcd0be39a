using System.Collections.Immutable;
using System.Globalization;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;

namespace Touchstone.Web.Reading;

/// <summary>Opens what the address asks for: the setting, and a build of an index at a period, as known on a day.</summary>
internal sealed class CityReading(ListAreas listAreas, ListIndices listIndices, ListBuilds listBuilds, LoadBuild load, ReadRanges ranges)
{
    public async Task<Setting> Open(Here here, Actor actor, CancellationToken stop = default)
    {
        var areas = (await listAreas.Run(actor, stop)).ToImmutableSortedDictionary(a => a.Code, a => a);
        return new(areas, Setting.OwnOf(areas, here["city"]), Known(here));
    }

    /// <summary>"As known on": a day in the address, else now.</summary>
    public static AsKnownOn Known(Here here) =>
        DateOnly.TryParseExact(here["asof"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? AsKnownOn.On(day) : AsKnownOn.Now;

    /// <summary>
    /// The index asked for (else the first that has a build), in the latest build that was known by then, at the period in the address or its last. Null when there is none.
    /// </summary>
    public async Task<IndexReading?> OpenIndex(Here here, Actor actor, string? index = null, CancellationToken stop = default)
    {
        var until = Known(here).Day is { } day ? Moments.EndOf(day) : DateTime.MaxValue;
        foreach (var definition in (await listIndices.Run(actor, stop)).Where(d => index is null || d.Index == index))
        {
            var builds = await listBuilds.Run(actor, definition.Index, stop);
            if (builds.FirstOrDefault(b => b.KnownUntil <= until) is { } stored && (await load.Run(actor, stored.Id, stop)).IsDone(out var build))
                return new(definition, stored, build, here["period"]) { Ranges = await ranges.Run(actor, stored.Id, stop) };
        }
        return null;
    }

    /// <summary>The build whose identity begins so, opened at the period in the address; null when there is none or more than one.</summary>
    public async Task<IndexReading?> OpenBuild(Here here, Actor actor, string start, CancellationToken stop = default)
    {
        var builds = (await listBuilds.Run(actor, null, stop)).Where(b => b.Id.Value.StartsWith(start, StringComparison.Ordinal)).ToList();
        if (start.Length < 6 || builds is not [var stored]) return null;
        var definition = (await listIndices.Run(actor, stop)).FirstOrDefault(d => d.Index == stored.Index);
        return definition is not null && (await load.Run(actor, stored.Id, stop)).IsDone(out var build) ? new(definition, stored, build, here["period"]) { Ranges = await ranges.Run(actor, stored.Id, stop) } : null;
    }

    /// <summary>Every index that has a build, opened.</summary>
    public async Task<ImmutableArray<IndexReading>> OpenAll(Here here, Actor actor, CancellationToken stop = default)
    {
        var all = ImmutableArray.CreateBuilder<IndexReading>();
        foreach (var definition in await listIndices.Run(actor, stop))
            if (await OpenIndex(here, actor, definition.Index, stop) is { } reading) all.Add(reading);
        return all.ToImmutable();
    }
}
