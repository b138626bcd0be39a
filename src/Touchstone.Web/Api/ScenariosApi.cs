using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Levers;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>What a figure alone would have to be; needed is null where not even its limit is enough.</summary>
internal sealed record ScenarioChangeBody(string Column, double Value, double Limit, double? Needed);

/// <summary>A step in a figure over the scenarios.</summary>
/// <param name="Column">The column of raw data.</param>
/// <param name="Step">The step.</param>
/// <param name="NominalGain">What it adds to the score of the index as it is, in the frame.</param>
/// <param name="Gain">What it adds over the scenarios.</param>
/// <param name="ShareHigherScore">The share of scenarios in which the score is higher with it.</param>
/// <param name="ShareBetterRank">In which the rank is better.</param>
/// <param name="ShareWorseRank">In which the rank is worse.</param>
/// <param name="ShareMost">In which no other figure's step adds more.</param>
/// <param name="RanksBefore">Ranks without it.</param>
/// <param name="RanksAfter">Ranks with it.</param>
internal sealed record ScenarioStepBody(string Column, double Step, double NominalGain, RangeBody? Gain, double ShareHigherScore, double ShareBetterRank, double ShareWorseRank, double ShareMost, RangeBody? RanksBefore, RangeBody? RanksAfter);

/// <summary>The levers of a unit over the scenarios declared with its index. Arithmetic on the index, not causality.</summary>
/// <param name="Build">The build.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Period">The period.</param>
/// <param name="Rank">The rank to reach, or a better one.</param>
/// <param name="Share">In at least this share of the scenarios.</param>
/// <param name="ShareNow">The share in which the unit has it with its figures as they are.</param>
/// <param name="Scenarios">How many scenarios were used: the first of those declared.</param>
/// <param name="DeclaredScenarios">How many are declared.</param>
/// <param name="Seed">Their seed.</param>
/// <param name="Level">The share of scenarios that a range covers.</param>
/// <param name="Smallest">The smallest change of each figure alone, the index being made anew in each scenario.</param>
/// <param name="Steps">How firm the advice of a step is, the largest gain first.</param>
internal sealed record ScenarioLeversBody(string Build, string Unit, string? Period, int Rank, double Share, double ShareNow, int Scenarios, int DeclaredScenarios, long Seed, double Level,
    ImmutableArray<ScenarioChangeBody> Smallest, ImmutableArray<ScenarioStepBody> Steps);

/// <summary>What would move a rank in most of the declared scenarios.</summary>
internal static class ScenariosApi
{
    public static void MapScenarios(this IEndpointRouteBuilder api) => api.MapGroup("").WithTags("Levers").MapGet("/builds/{id}/levers/scenarios", Ask).WithName("getLeversOverScenarios")
        .WithSummary("The smallest change that reaches a rank in a share of the declared scenarios, and how firm the advice of a step is over them")
        .WithDescription("Every scenario is made anew, which takes some seconds the first time; the number of scenarios is bounded and told. 422 where nothing is declared uncertain of the index.")
        .Missing().Unsound().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<ScenarioLeversBody>, ProblemHttpResult>> Ask(HttpContext http, OpenBuilds builds, AskScenarios ask, string id, [Description("The unit.")] string? unit,
        [Description("The period; the build's last when not given.")] string? period, [Description("The rank to reach.")] int? rank, [Description("In at least this share of the scenarios, such as 0.8.")] double? share, CancellationToken stop)
    {
        var asked = new Asked();
        var (who, when) = (new UnitCode(asked.Required("unit", unit)), asked.Period("period", period));
        if (rank is null) asked.Required("rank", null);
        if (share is null) asked.Required("share", null);
        if (!asked.IsSound) return asked.Refusal;
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } build) return opened.Refusal;
        return (await ask.Run(Caller.Of(http), new(build.Id, when ?? build.Scores.Rows.Select(r => r.Period).Max(), who, rank!.Value, share!.Value), stop)).Match<Results<Ok<ScenarioLeversBody>, ProblemHttpResult>>(
            done => TypedResults.Ok(Of(done.Value)), refused => Problems.Refused(refused.Findings));
    }

    private static ScenarioLeversBody Of(ScenarioAnswer a) => new(a.Question.Build.Value, a.Question.Unit.Value, a.Question.Period?.ToString(), a.Question.Rank, a.Question.Share, a.ShareNow, a.Scenarios, a.Declared, a.Run.Seed, a.Run.Level,
        [.. a.Smallest.Select(c => new ScenarioChangeBody(c.Column.Value, c.Value, c.Limit, c.Rebuilt))],
        [.. a.Steps.Select(s => new ScenarioStepBody(s.Gain.Column.Value, s.Gain.Step, s.Gain.ScoreAfterStep, Of(s.Over.Gain), s.Over.ShareHigherScore, s.Over.ShareBetterRank, s.Over.ShareWorseRank, s.Over.ShareMost, Of(s.Over.RanksBefore), Of(s.Over.RanksAfter)))]);

    private static RangeBody? Of(ScenarioRange? r) => RangeBody.Of(r?.Low, r?.Median, r?.High);
}
