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

/// <summary>One cause's part; a negative part of the rank is upwards.</summary>
internal sealed record ChangePartBody(ChangeCause Cause, BothLanguages Name, double Score, double? Rank);

/// <summary>A change as a sum of causes, which add up exactly.</summary>
internal sealed record ChangeSplitBody(string Unit, string Node, double ScoreBefore, double ScoreAfter, double? RankBefore, double? RankAfter, ImmutableArray<ChangePartBody> Parts, bool MethodHoldsIndicators);

/// <summary>Why a score changed, cause by cause.</summary>
internal static class SplitApi
{
    public static void MapSplit(this IEndpointRouteBuilder api) => api.MapGroup("").WithTags("Builds").MapGet("/builds/split", Split).WithName("splitChange")
        .WithSummary("A unit's change between two builds, or two periods, as a sum of causes").Missing().Unsound().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<ChangeSplitBody>, ProblemHttpResult>> Split(HttpContext http, OpenBuilds builds, SplitChange split, [Description("The build before.")] string? a, [Description("The build after; the same for two periods.")] string? b,
        [Description("The period before.")] string? from, [Description("The period after.")] string? to, [Description("The unit.")] string? unit, [Description("The node; the root when not given.")] string? node, CancellationToken stop)
    {
        var asked = new Asked();
        var (first, second, who) = (asked.Required("a", a), asked.Required("b", b), asked.Required("unit", unit));
        var (start, end) = (asked.Period("from", from), asked.Period("to", to));
        if (!asked.IsSound) return asked.Refusal;
        var (earlier, later) = (await builds.Open(http, first, stop), await builds.Open(http, second, stop));
        if (earlier.Build is not { } before) return earlier.Refusal;
        if (later.Build is not { } after) return later.Refusal;
        var done = await split.Run(Caller.Of(http), new(before.Id, start, after.Id, end, new(who), node is null ? null : new IndicatorCode(node)), stop);
        return done.Match<Results<Ok<ChangeSplitBody>, ProblemHttpResult>>(d => TypedResults.Ok(new ChangeSplitBody(d.Value.Unit.Value, d.Value.Node.Value, d.Value.ScoreBefore, d.Value.ScoreAfter, d.Value.RankBefore, d.Value.RankAfter,
            [.. d.Value.Parts.Select(p => new ChangePartBody(p.Cause, BothLanguages.Of(Words.Split.CauseOf(p.Cause)), p.Score, p.Rank))], d.Value.MethodHoldsIndicators)), r => Problems.Refused(r.Findings));
    }
}
