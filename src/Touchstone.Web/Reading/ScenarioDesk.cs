using System.Collections.Immutable;
using System.Globalization;
using Touchstone.City.Levers;
using Touchstone.City.Organisation;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The levers over the scenarios that an address asks for: a rank, in so many scenarios of a hundred; the answer, or why there is none.</summary>
internal sealed record ScenarioView(IndexReading Index, UnitCode Unit, int Rank, double Percent, ScenarioAnswer? Answer, ImmutableArray<Finding> Refusals);

/// <summary>Asks the levers over the scenarios, of the city in view (else the build's first unit).</summary>
internal sealed class ScenarioDesk(CityReading city, AskScenarios ask)
{
    /// <summary>The key of the share in the address, and the share when the address has none.</summary>
    public const string ShareKey = "in";
    public const double UsualPercent = 80;

    /// <summary>The share in the address, in per cent. What is no number is asked as it is refused: as nothing.</summary>
    public static double PercentOf(Here here) => here[ShareKey] is not { } asked ? UsualPercent : double.TryParse(asked, NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) ? percent : 0;

    /// <summary>Null where no index has a build.</summary>
    public async Task<ScenarioView?> Open(Here here, Actor actor, CancellationToken stop = default)
    {
        if (await city.OpenIndex(here, actor, here["index"], stop) is not { } index) return null;
        var unit = (await city.Open(here, actor, stop)).Own is { } own ? new UnitCode(own.Code.Value) : index.Units.First();
        var (rank, percent) = (LeversReading.ReachOf(here, index.At(unit, index.Root.Code).Rank), PercentOf(here));
        return (await ask.Run(actor, new(index.Build.Id, index.Period, unit, rank, percent / 100), stop)).Match(
            done => new ScenarioView(index, unit, rank, percent, done.Value, []), refused => new ScenarioView(index, unit, rank, percent, null, refused.Findings));
    }
}
