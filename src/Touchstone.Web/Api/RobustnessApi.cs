using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Indices;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>A range over scenarios: its ends, and its median where it is known.</summary>
internal sealed record RangeBody(double Low, double? Median, double High)
{
    public static RangeBody? Of(double? low, double? median, double? high) => low is { } l && high is { } h ? new(l, median, h) : null;
}

/// <summary>The ranges of a unit on the index itself.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Period">The period; empty for an index of one unnamed period.</param>
/// <param name="Ranks">Ranks; null where no scenario ranks the unit.</param>
/// <param name="RanksByMethod">Ranks when only the choices of method vary.</param>
/// <param name="RanksByData">Ranks when only the figures vary.</param>
/// <param name="Scores">Scores.</param>
/// <param name="ScenariosRanked">The share of scenarios that rank the unit.</param>
internal sealed record UnitRangeBody(string Unit, string Period, RangeBody? Ranks, RangeBody? RanksByMethod, RangeBody? RanksByData, RangeBody? Scores, double ScenariosRanked)
{
    public static UnitRangeBody Of(RankRange r) => new(r.Unit.Value, r.Period, RangeBody.Of(r.Low, r.Median, r.High), RangeBody.Of(r.MethodLow, null, r.MethodHigh),
        RangeBody.Of(r.DataLow, null, r.DataHigh), RangeBody.Of(r.ScoreLow, r.ScoreMedian, r.ScoreHigh), r.ScenariosRanked);
}

/// <summary>The stored ranges of a build. A range over scenarios is not a confidence interval.</summary>
/// <param name="Build">The build.</param>
/// <param name="Edition">The edition of the definition that declares the scenarios.</param>
/// <param name="ComputedAt">When they were computed, UTC.</param>
/// <param name="Scenarios">How many scenarios.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Level">The share of scenarios that a range covers.</param>
/// <param name="RankError">How far an end may still be from where endless scenarios would put it, in ranks, for the unit where that is most.</param>
/// <param name="Units">The units, by period and code.</param>
internal sealed record RangesBody(string Build, long Edition, DateTime ComputedAt, long Scenarios, long Seed, double Level, double RankError, ImmutableArray<UnitRangeBody> Units);

/// <summary>How firm the ranks of a build are.</summary>
internal static class RobustnessApi
{
    public static void MapRobustness(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Builds");
        group.MapGet("/builds/{id}/ranges", Ranges).WithName("getRanges").WithSummary("The range of every unit's rank and score over the declared scenarios, as computed when the index was built")
            .WithDescription("404 when the build does not exist, or when nothing is declared uncertain of its index.").Missing();
    }

    private static async Task<Results<Ok<RangesBody>, ProblemHttpResult>> Ranges(HttpContext http, ListBuilds list, ReadRanges read, string id,
        [Description("Only this period.")] string? period, [Description("Only this unit.")] string? unit, CancellationToken stop)
    {
        if (await BuildNames.Find(list, Caller.Of(http), id, stop) is not { } stored) return BuildNames.NotFound(id);
        if (await read.Run(Caller.Of(http), stored.Id, stop) is not { } ranges) return Problems.NotFound(new("位次区间", "ranges of ranks"), id);
        var run = ranges.Run;
        return TypedResults.Ok(new RangesBody(run.Build.Value, run.Edition, run.ComputedAt, run.Scenarios, run.Seed, run.Level, run.RankError,
            [.. ranges.Rows.Where(r => (period is null || r.Period == period) && (unit is null || r.Unit.Value == unit)).Select(UnitRangeBody.Of)]));
    }
}
