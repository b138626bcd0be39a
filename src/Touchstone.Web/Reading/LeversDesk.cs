using System.Collections.Immutable;
using Touchstone.City.Levers;
using Touchstone.City.Organisation;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The levers that an address asks for: of which build and unit, and the answer or why there is none.</summary>
internal sealed record LeversView(IndexReading Index, UnitCode Unit, LeversAnswer? Answer, ImmutableArray<Finding> Refusals)
{
    /// <summary>Null without an answer.</summary>
    public LeversReading? Reading { get; } = Answer is null ? null : new(Index, Answer);
}

/// <summary>Asks the levers that an address asks for: the city in view (else the build's first unit), the figures tried, the rank to reach.</summary>
internal sealed class LeversDesk(CityReading city, AskLevers ask)
{
    /// <summary>Null where no index has a build.</summary>
    public async Task<LeversView?> Open(Here here, Actor actor, CancellationToken stop = default)
    {
        if (await city.OpenIndex(here, actor, here["index"], stop) is not { } index) return null;
        var unit = (await city.Open(here, actor, stop)).Own is { } own ? new UnitCode(own.Code.Value) : index.Units.First();
        int reach = LeversReading.ReachOf(here, index.At(unit, index.Root.Code).Rank);
        var asked = await ask.Run(actor, new(index.Build.Id, index.Period, unit, LeversReading.Tried(here), reach), stop);
        return asked.Match(done => new LeversView(index, unit, done.Value, []), refused => new LeversView(index, unit, null, refused.Findings));
    }
}
