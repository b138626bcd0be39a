using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>One thing to do; the row it is about is named by register and number. DueVerified false: the term is practice and stands in no rule that was read. Reviewers' points name the rulebook they are given under.</summary>
internal sealed record WorkItemBody(WorkKind Kind, WorkUrgency Urgency, DateOnly? Due, bool DueVerified, long? Firm, string FirmName, BothLanguages Says, string Register, long Row, string? Rulebook)
{
    public static WorkItemBody Of(WorkItem i) => new(i.Kind, i.Urgency, i.Due, i.IsDueVerified, i.Firm, i.FirmName, BothLanguages.Of(i.Says), i.Row.Register, i.Row.Row, i.Rulebook);
}

/// <summary>What one condition lacks; input null: no single input mends it. Money in yuan. Relative: the amount as a share of what the input is; null where that is nothing.</summary>
internal sealed record LackBody(BothLanguages Condition, string? Input, double Amount, BothLanguages? Unit, double? Relative);
/// <summary>A firm near a rung. Fictitious: made up, with a reserved code.</summary>
internal sealed record NearFirmBody(long Firm, string CreditCode, string Name, bool Fictitious, Nearness Nearness, ImmutableArray<LackBody> Lacks);
/// <summary>Firms near a rung, the smallest step in relation to what the firm has first. Beyond: firms one step away whose step is larger than was asked for. It is a pre-assessment.</summary>
internal sealed record NearBody(string Rung, string RulebookVersion, DateOnly Day, BothLanguages PreAssessment, int LookedAt, int WithoutFigures, int Beyond, ImmutableArray<NearFirmBody> Firms);
/// <summary>Why a firm may lose a rung.</summary>
internal sealed record RiskBody(RiskKind Kind, BothLanguages Says, DateOnly? On);
/// <summary>A holder at risk.</summary>
internal sealed record RiskyFirmBody(long Firm, string CreditCode, string Name, bool Fictitious, DateOnly ValidTo, ImmutableArray<RiskBody> Risks);
/// <summary>Holders of a rung that may lose it.</summary>
internal sealed record RiskListBody(string Rung, DateOnly Day, int Holders, int WithoutFigures, ImmutableArray<RiskyFirmBody> Firms);
/// <summary>One rung of the funnel.</summary>
internal sealed record FunnelStepBody(string Rung, BothLanguages Name, int Holders, int Applying, int Cultivated);
/// <summary>Firms that went from one rung to another; null: none.</summary>
internal sealed record RungFlowBody(string? From, string? To, int Firms);
/// <summary>The funnel on a day and the flows since another.</summary>
internal sealed record GradientBody(RungTrack Track, DateOnly Day, DateOnly Since, int Firms, ImmutableArray<FunnelStepBody> Steps, ImmutableArray<RungFlowBody> Flows);
/// <summary>How a firm stands to a rung: held until when, and the pre-assessment with its gap.</summary>
internal sealed record RungAssessmentBody(string Rung, BothLanguages Name, DateOnly? HeldUntil, EvaluationBody Evaluation, FirmGapBody? Gap)
{
    public static RungAssessmentBody Of(RungAssessment a) => new(a.Code, BothLanguages.Of(a.Name), a.Held?.ValidTo, EvaluationBody.Of(a.Evaluation, trace: false), a.Gap is { } gap ? FirmGapBody.Of(gap, a.Earliest) : null);
}

/// <summary>The enterprise officer's lists.</summary>
internal static class EnterprisesApi
{
    private static readonly Model.Text RungKind = new("类别", "rung");

    public static void MapEnterprises(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/enterprises").WithTags("Enterprises");
        group.MapGet("/worklist", Work).WithName("getWorklist").WithSummary("What is to be done on a day, the most urgent first").Unsound();
        group.MapGet("/near", Near).WithName("getNearTheLine").WithSummary("Firms near a rung: their figures pass, or a review or figure is missing, or one step is").Unsound().Missing().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/at-risk", Risk).WithName("getAtRisk").WithSummary("Holders of a rung that may lose it, and why").Unsound().Missing();
        group.MapGet("/gradient", Flows).WithName("getGradient").WithSummary("How many firms stand on each rung, and the flows since another day").Unsound();
        group.MapGet("/{firm:long}/assessment", Assess).WithName("assessFirm").WithSummary("A firm held against every rung: verdict, what it lacks, the earliest day")
            .WithDescription("A pre-assessment from the registers; each rung's own authority recognises.").Unsound().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Ok<ImmutableArray<WorkItemBody>>> Work(HttpContext http, Worklist list, TimeProvider clock, [Description("The day; today when not given.")] DateOnly? day, CancellationToken stop) =>
        TypedResults.Ok<ImmutableArray<WorkItemBody>>([.. (await list.Run(Caller.Of(http), new WorkRequest(On(day, clock)), stop)).Select(WorkItemBody.Of)]);

    private static async Task<Results<Ok<NearBody>, ProblemHttpResult>> Near(HttpContext http, NearTheLine near, TimeProvider clock, [Description("The rung's code; high_tech when not given.")] string? rung, [Description("The day; today when not given.")] DateOnly? day, [Description("How large a step may be, in per cent of what the firm has; any when not given.")] double? within, CancellationToken stop)
    {
        if (RungOf(rung) is not { } wanted) return Problems.NotFound(RungKind, rung ?? "");
        var outcome = await near.Run(Caller.Of(http), wanted, On(day, clock), within is > 0 and < 1e9 and var w ? Rules.Rational.OfShortest(w) / 100 : null, stop);
        return outcome.Match<Results<Ok<NearBody>, ProblemHttpResult>>(done => TypedResults.Ok(Of(done.Value)), refused => Problems.Refused(refused.Findings));
    }

    private static NearBody Of(NearList list) => new(Rungs.CodeOf(list.Rung), list.Rulebook.Version, list.Day, BothLanguages.Of(Words.Trying.PreAssessment(list.Rulebook.Authority)), list.LookedAt, list.WithoutFigures, list.Beyond,
        [.. list.Firms.Select(f => new NearFirmBody(f.Firm, f.Key, f.Name, f.IsFictitious, f.Nearness, [.. f.Lacks.Select(l => new LackBody(BothLanguages.Of(l.Condition), l.InputId, l.Amount, BothLanguages.OrNull(l.Unit), l.Relative))]))]);

    private static async Task<Results<Ok<RiskListBody>, ProblemHttpResult>> Risk(HttpContext http, AtRisk risk, TimeProvider clock, [Description("The rung's code; high_tech when not given.")] string? rung, [Description("The day; today when not given.")] DateOnly? day, [Description("Early warnings too: conditions that a worsening of one figure by at most so many per cent turns; none when not given.")] double? narrow, CancellationToken stop)
    {
        if (RungOf(rung) is not { } wanted) return Problems.NotFound(RungKind, rung ?? "");
        var outcome = await risk.Run(Caller.Of(http), wanted, On(day, clock), narrow: narrow is > 0 and <= 100 and var n ? Rules.Rational.OfShortest(n) / 100 : null, stop: stop);
        return outcome.Match<Results<Ok<RiskListBody>, ProblemHttpResult>>(
            done => TypedResults.Ok(new RiskListBody(Rungs.CodeOf(done.Value.Rung), done.Value.Day, done.Value.Holders, done.Value.WithoutFigures,
                [.. done.Value.Firms.Select(f => new RiskyFirmBody(f.Firm, f.Key, f.Name, f.IsFictitious, f.ValidTo, [.. f.Risks.Select(r => new RiskBody(r.Kind, BothLanguages.Of(r.Says), r.On))]))])),
            refused => Problems.Refused(refused.Findings));
    }

    private static async Task<Results<Ok<GradientBody>, ProblemHttpResult>> Flows(HttpContext http, Gradient gradient, TimeProvider clock, [Description("technology or specialised; technology when not given.")] string? track,
        [Description("The day; today when not given.")] DateOnly? day, [Description("The earlier day; a year before when not given.")] DateOnly? since, CancellationToken stop)
    {
        var asked = new Asked();
        var wanted = asked.Word<RungTrack>("track", track) ?? RungTrack.Technology;
        var on = On(day, clock);
        if (since > on) asked.Fault("since", new("起始日晚于所问日期。", "The earlier day is after the day."), new("改正两个日期。", "Correct the days."));
        if (!asked.IsSound) return asked.Refusal;
        var v = await gradient.Run(Caller.Of(http), wanted, on, since ?? on.AddYears(-1), stop);
        return TypedResults.Ok(new GradientBody(wanted, v.Day, v.Since, v.Firms, [.. v.Steps.Select(s => new FunnelStepBody(Rungs.CodeOf(s.Rung), BothLanguages.Of(s.Name), s.Holders, s.Applying, s.Cultivated))],
            [.. v.Flows.Select(f => new RungFlowBody(f.From is { } a ? Rungs.CodeOf(a) : null, f.To is { } b ? Rungs.CodeOf(b) : null, f.Firms))]));
    }

    private static async Task<Results<Ok<ImmutableArray<RungAssessmentBody>>, ProblemHttpResult>> Assess(HttpContext http, AssessFirm assess, TimeProvider clock, long firm, [Description("The day; today when not given.")] DateOnly? day, CancellationToken stop)
    {
        var outcome = await assess.Run(Caller.Of(http), firm, On(day, clock), stop: stop);
        return outcome.Match<Results<Ok<ImmutableArray<RungAssessmentBody>>, ProblemHttpResult>>(done => TypedResults.Ok<ImmutableArray<RungAssessmentBody>>([.. done.Value.Select(RungAssessmentBody.Of)]), refused => Problems.Refused(refused.Findings));
    }

    private static DateOnly On(DateOnly? day, TimeProvider clock) => day ?? DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    private static Rung? RungOf(string? code) => code is null ? Rung.HighTech : Enum.GetValues<Rung>().Cast<Rung?>().FirstOrDefault(r => Rungs.CodeOf(r!.Value) == code);
}
