using System.Collections.Immutable;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The change that an address asks to be split: between which builds and periods, of which unit, and its parts or why there are none.</summary>
internal sealed record SplitView(IndexReading Before, IndexReading After, UnitCode Unit, ChangeSplit? Split, ImmutableArray<Finding> Refusals)
{
    public Text City => After.NameOf(Unit);
}

/// <summary>Splits the change that an address asks for: a and from before, b and to after, of the city in view (else the build's first unit).</summary>
internal sealed class SplitDesk(CityReading city, SplitChange split)
{
    /// <summary>Null where the address names no build that is there.</summary>
    public async Task<SplitView?> Open(Here here, Actor actor, CancellationToken stop = default)
    {
        if (here["b"] is not { } b || await city.OpenBuild(here, actor, b, stop) is not { } later) return null;
        if (await city.OpenBuild(here, actor, here["a"] ?? b, stop) is not { } earlier) return null;
        var after = later.At(here["to"] ?? here["period"]);
        var before = earlier.At(here["from"] ?? (earlier.Build.Id == after.Build.Id ? after.Before?.ToString() : after.PeriodText));
        var unit = (await city.Open(here, actor, stop)).Own is { } own ? new UnitCode(own.Code.Value) : after.Units.First();
        return (await split.Run(actor, new(before.Build.Id, before.Period, after.Build.Id, after.Period, unit), stop)).Match(
            done => new SplitView(before, after, unit, done.Value, []), refused => new SplitView(before, after, unit, null, refused.Findings));
    }
}
