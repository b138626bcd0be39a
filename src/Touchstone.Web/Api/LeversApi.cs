using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Levers;
using Touchstone.Decision;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>A score and a rank; null = none.</summary>
internal sealed record StandingBody(double? Score, double? Rank)
{
    public static StandingBody Of(Standing s) => new(s.Score, s.Rank);
}

/// <summary>Where a unit would stand.</summary>
/// <param name="Frozen">In the frame of the build: bounds, means and weights as they are.</param>
/// <param name="Rebuilt">With the index built anew; what it differs by is no progress.</param>
internal sealed record StandingsBody(StandingBody Frozen, StandingBody Rebuilt)
{
    public static StandingsBody Of(Standings s) => new(StandingBody.Of(s.Frozen), StandingBody.Of(s.Rebuilt));
}

/// <summary>What a figure would bring: by a step, and at the best figure of any ranked unit.</summary>
internal sealed record LeverGainBody(string Column, double Value, double Step, StandingsBody AfterStep, double Best, StandingsBody AtBest);

/// <summary>What a figure alone would have to be; null where not even its limit is enough.</summary>
internal sealed record SmallestChangeBody(string Column, double Value, double Limit, double? Frozen, double? Rebuilt);

/// <summary>A move of a plan; effort is a cost, or the share of the way to the limit where there is no budget.</summary>
internal sealed record PlannedMoveBody(string Column, double From, double To, double Effort, string? Budget);

/// <summary>A plan, how far from the best it can be, and what one more of each budget would bring.</summary>
internal sealed record EffortPlanBody(ImmutableArray<PlannedMoveBody> Moves, StandingsBody After, double Bound, double Gap, IReadOnlyDictionary<string, double> ShadowPrices)
{
    public static EffortPlanBody? Of(Outcome<EffortPlan>? outcome) => outcome is not null && outcome.IsDone(out var plan)
        ? new([.. plan.Moves.Select(m => new PlannedMoveBody(m.Column.Value, m.From, m.To, m.Effort, m.Budget))], StandingsBody.Of(plan.After), plan.Bound, plan.Gap, plan.ShadowPrices) : null;
}

/// <summary>The levers of a unit. Arithmetic on the index, not causality.</summary>
/// <param name="Build">The build.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Period">The period.</param>
/// <param name="Now">Where it stands.</param>
/// <param name="Gains">The largest gain of a step first.</param>
/// <param name="Missing">Figures that are missing, filled or carried forward: evidence to be found, no levers.</param>
/// <param name="Smallest">The smallest change of each figure alone that reaches the rank asked for.</param>
/// <param name="Together">The least effort of all together that reaches its score in the frame; null when it is out of reach.</param>
/// <param name="Best">The best use of the declared budgets; null without a response curve with a source.</param>
internal sealed record LeversBody(string Build, string Unit, string? Period, StandingBody Now, ImmutableArray<LeverGainBody> Gains, ImmutableArray<string> Missing, ImmutableArray<SmallestChangeBody> Smallest,
    EffortPlanBody? Together, EffortPlanBody? Best);

/// <summary>What would move a score, and what if.</summary>
internal static class LeversApi
{
    public static void MapLevers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Levers");
        group.MapGet("/builds/{id}/levers", Levers).WithName("getLevers").WithSummary("What moving each figure of a unit would bring, the smallest change that reaches a rank, and what is missing")
            .Missing().Unsound().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/builds/{id}/what-if", IfSo).WithName("askWhatIf").WithSummary("Where a unit would stand with other figures, in the frame and rebuilt")
            .Missing().Unsound().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<LeversBody>, ProblemHttpResult>> Levers(HttpContext http, OpenBuilds builds, AskLevers ask, string id, [Description("The unit.")] string? unit,
        [Description("The period; the build's last when not given.")] string? period, [Description("The rank to reach.")] int? reach, CancellationToken stop)
    {
        var asked = new Asked();
        var (who, when) = (new UnitCode(asked.Required("unit", unit)), asked.Period("period", period));
        if (!asked.IsSound) return asked.Refusal;
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } build) return opened.Refusal;
        var row = when ?? build.Scores.Rows.Select(r => r.Period).Max();
        return (await ask.Run(Caller.Of(http), new(build.Id, row, who, [], reach), stop)).Match<Results<Ok<LeversBody>, ProblemHttpResult>>(
            done => TypedResults.Ok(Of(done.Value)), refused => Problems.Refused(refused.Findings));
    }

    private static async Task<Results<Ok<StandingsBody>, ProblemHttpResult>> IfSo(HttpContext http, OpenBuilds builds, LoadWhatIf load, string id, [Description("The unit.")] string? unit,
        [Description("The period; the build's last when not given.")] string? period, [Description("Figures as CODE=VALUE, in the unit of the raw column.")] string[]? set, CancellationToken stop)
    {
        var asked = new Asked();
        var (who, when) = (new UnitCode(asked.Required("unit", unit)), asked.Period("period", period));
        if (!asked.IsSound) return asked.Refusal;
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } build) return opened.Refusal;
        var figures = new List<ChangedFigure>();
        foreach (string pair in set ?? [])
        {
            string[] parts = pair.Split('=', 2);
            if (parts.Length == 2 && build.Input.Data.Find(new IndicatorCode(parts[0])) is not null && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
                figures.Add(new(new(parts[0]), value));
            else asked.Fault("set", new($"“{pair}”不是“数据列=数值”。", $"'{pair}' is not a column of raw data and its value."), new("例如 FDI=12。", "Such as FDI=12."));
        }
        if (!asked.IsSound) return asked.Refusal;
        return (await load.Run(Caller.Of(http), build.Id, when ?? build.Scores.Rows.Select(r => r.Period).Max(), who, stop)).Match<Results<Ok<StandingsBody>, ProblemHttpResult>>(
            done => TypedResults.Ok(StandingsBody.Of(done.Value.With(figures))), refused => Problems.Refused(refused.Findings));
    }

    private static LeversBody Of(LeversAnswer a) => new(a.Question.Build.Value, a.Question.Unit.Value, a.Question.Period?.ToString(), StandingBody.Of(a.Gains.Now),
        [.. a.Gains.Gains.Select(g => new LeverGainBody(g.Column.Value, g.Value, g.Step, StandingsBody.Of(g.AfterStep), g.Best, StandingsBody.Of(g.AtBest)))],
        [.. a.Gains.Missing.Select(m => m.Column.Value)], [.. a.Smallest.Select(c => new SmallestChangeBody(c.Column.Value, c.Value, c.Limit, c.Frozen, c.Rebuilt))], EffortPlanBody.Of(a.Together), EffortPlanBody.Of(a.Best));
}
