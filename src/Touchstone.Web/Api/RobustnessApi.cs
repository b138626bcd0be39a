using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Indices;
using Touchstone.Composite;
using Touchstone.Model;
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

/// <summary>The share of scenarios in which the unit scores above another.</summary>
internal sealed record ShareAboveBody(string Other, double Share);

/// <summary>An estimate with its bootstrap interval, 95 %.</summary>
internal sealed record EffectBody(double Value, double Low, double High)
{
    public static EffectBody Of(EffectEstimate e) => new(e.Value, e.Low, e.High);
}

/// <summary>An uncertain factor, and its parts of the variance of the unit's rank; null where the rank does not vary.</summary>
internal sealed record FactorEffectBody(string Factor, BothLanguages Name, FactorSource Source, EffectBody? First, EffectBody? Total);

/// <summary>How near the ends of the ranges were known after so many scenarios, in ranks, for the unit where that is worst.</summary>
internal sealed record ConvergenceBody(int Scenarios, double RankError);

/// <summary>How firm a unit's rank is over the scenarios of a build.</summary>
/// <param name="Build">The build.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Period">The period.</param>
/// <param name="Rank">The rank of the index as it is.</param>
/// <param name="RankedUnits">Of how many.</param>
/// <param name="Range">Its range.</param>
/// <param name="RankIsOutside">The rank lies outside its range: the recipe is an unusual case of what was declared possible.</param>
/// <param name="Acceptabilities">The shares of scenarios with rank 1, 2, …</param>
/// <param name="Above">Against every other ranked unit, or those asked for.</param>
/// <param name="RankVariance">The variance of the rank that the effects are parts of.</param>
/// <param name="Factors">The factors and their effects.</param>
/// <param name="BaseSample">The base sample of the effects.</param>
/// <param name="Convergence">How the ranges narrowed.</param>
internal sealed record RobustnessBody(string Build, string Unit, string? Period, double? Rank, int RankedUnits, RangeBody? Range, bool RankIsOutside, ImmutableArray<double> Acceptabilities,
    ImmutableArray<ShareAboveBody> Above, double RankVariance, ImmutableArray<FactorEffectBody> Factors, int BaseSample, ImmutableArray<ConvergenceBody> Convergence);

/// <summary>How firm the ranks of a build are.</summary>
internal static class RobustnessApi
{
    public static void MapRobustness(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Builds");
        group.MapGet("/builds/{id}/ranges", Ranges).WithName("getRanges").WithSummary("The range of every unit's rank and score over the declared scenarios, as computed when the index was built")
            .WithDescription("404 when the build does not exist, or when nothing is declared uncertain of its index.").Missing();
        group.MapGet("/builds/{id}/robustness", Firmness).WithName("getRobustness").WithSummary("How firm a unit's rank is: shares of scenarios at each rank, above whom, and which factor moves it")
            .WithDescription("The scenarios of the stored ranges are run again, which takes some seconds the first time.").Missing().Unsound().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
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

    private static async Task<Results<Ok<RobustnessBody>, ProblemHttpResult>> Firmness(HttpContext http, OpenBuilds builds, LoadRobustness load, string id, [Description("The unit.")] string? unit,
        [Description("The period; the build's last when not given.")] string? period, [Description("Only against these units.")] string[]? peers, CancellationToken stop)
    {
        var asked = new Asked();
        var (who, when) = (new UnitCode(asked.Required("unit", unit)), asked.Period("period", period));
        if (!asked.IsSound) return asked.Refusal;
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } build) return opened.Refusal;
        var loaded = await load.Run(Caller.Of(http), build.Id, when ?? build.Scores.Rows.Select(r => r.Period).Max(), stop);
        if (!loaded.IsDone(out var firm)) return Problems.Refused(loaded.AllFindings);
        if (firm.Of(who) is not { } own) return Problems.NotFound(new("评价对象", "unit"), who.Value);
        HashSet<UnitCode> others = [.. Asked.Many(peers).Select(p => new UnitCode(p))];
        return TypedResults.Ok(Of(firm, own, u => u != who && (others.Count == 0 || others.Contains(u))));
    }

    private static RobustnessBody Of(Robustness firm, UnitRange own, Func<UnitCode, bool> against)
    {
        var unit = own.Row.Unit;
        var effects = firm.EffectsOn(unit);
        var byFactor = effects.Factors.ToDictionary(f => f.Factor, StringComparer.Ordinal);
        return new(firm.Build.Id.Value, unit.Value, firm.Period?.ToString(), own.NominalRank, firm.Ranges.Ranked, RangeBody.Of(own.Ranks?.Low, own.Ranks?.Median, own.Ranks?.High), own.NominalIsOutside,
            firm.Acceptabilities(unit), [.. firm.Ranges.Units.Where(u => u.Ranks is not null && against(u.Row.Unit)).Select(u => new ShareAboveBody(u.Row.Unit.Value, firm.ShareAbove(unit, u.Row.Unit)))],
            effects.Variance, [.. firm.Ranges.Spec.Factors.Select(f => byFactor.GetValueOrDefault(f.Code) is { } e
                ? new FactorEffectBody(f.Code, BothLanguages.Of(f.Name), f.Source, EffectBody.Of(e.First), EffectBody.Of(e.Total)) : new FactorEffectBody(f.Code, BothLanguages.Of(f.Name), f.Source, null, null))],
            firm.Effects.Spec.Draw.Scenarios, [.. firm.Ranges.Convergence.Select(c => new ConvergenceBody(c.Scenarios, c.RankError))]);
    }
}
