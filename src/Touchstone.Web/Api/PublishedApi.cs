using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Benchmarks;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>A rank correlation over so many units; without a value it says why.</summary>
internal sealed record RankCorrelationBody(int Count, double? Value, NoCorrelation? Why)
{
    public static RankCorrelationBody Of(RankCorrelation r) => new(r.Count, r.Value, r.Why);
}

/// <summary>A unit that has all three figures.</summary>
internal sealed record UnitBesideBody(string Unit, double Score, double? Rank, double? Published, double? Fixed);

/// <summary>An index beside a published one. The four coefficients are over the same units. It validates nothing.</summary>
internal sealed record BesidePublishedBody(string Build, string? Period, string Published, string Edition, string Fixed, BothLanguages ValidatesNothing, int PublishedUnits, int RankedUnits,
    ImmutableArray<string> OnlyPublished, ImmutableArray<string> WithoutFixed, bool? FocusIsPublished, RankCorrelationBody Beside, RankCorrelationBody Alone, RankCorrelationBody IndexAndFixed, RankCorrelationBody Partial,
    ImmutableArray<UnitBesideBody> Units)
{
    public static BesidePublishedBody Of(BesidePublished b) => new(b.Question.Build.Value, b.Question.Period?.ToString(), b.Question.Published.Value, b.Question.Edition.ToString(), b.Question.Fixed.Value,
        BothLanguages.Of(Words.Published.ValidatesNothing), b.PublishedUnits, b.RankedUnits, [.. b.OnlyPublished.Select(u => u.Value)], [.. b.WithoutFixed.Select(u => u.Value)], b.FocusIsPublished,
        RankCorrelationBody.Of(b.Beside), RankCorrelationBody.Of(b.Alone), RankCorrelationBody.Of(b.IndexAndFixed), RankCorrelationBody.Of(b.Partial),
        [.. b.Units.Select(u => new UnitBesideBody(u.Unit.Value, u.Score, u.Rank, u.Published.Value, u.Fixed.Value))]);
}

/// <summary>An index beside a published one.</summary>
internal static class PublishedApi
{
    public static void MapPublished(this IEndpointRouteBuilder api) =>
        api.MapGet("/benchmarks/published", Compare).WithTags("Benchmarks").WithName("compareWithPublished")
            .WithSummary("Rank correlations of an index with a published one, what one size alone reaches, and what is left with it held fixed").Unsound().Missing().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<BesidePublishedBody>, ProblemHttpResult>> Compare(HttpContext http, CompareWithPublished compare, ListBuilds builds,
        [Description("The build, or the beginning of its identity.")] string? build, [Description("Its period.")] string? period, [Description("The indicator that holds the published index.")] string? published,
        [Description("The period under which it is recorded.")] string? edition, [Description("The indicator tried alone and held fixed.")] string? fixedBy, [Description("The city whose place in the list is asked for.")] string? focus,
        [Description("What was known at the end of this day; now when not given.")] DateOnly? asKnownOn, CancellationToken stop)
    {
        var asked = new Asked();
        var (id, list, size) = (asked.Required("build", build), asked.Required("published", published), asked.Required("fixedBy", fixedBy));
        var (when, listed) = (asked.Period("period", period), asked.Period("edition", asked.Required("edition", edition)));
        if (!asked.IsSound || listed is not { } under) return asked.Refusal;
        var found = (await builds.Run(Caller.Of(http), null, stop)).Where(b => b.Id.Value.StartsWith(id, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found is not [var stored]) return Problems.NotFound(new("测算批次", "build"), id);
        var outcome = await compare.Run(Caller.Of(http), new(stored.Id, when, new(list), under, new(size), focus is null ? null : new AreaCode(focus), new AsKnownOn(asKnownOn)), stop);
        return outcome.Match<Results<Ok<BesidePublishedBody>, ProblemHttpResult>>(done => TypedResults.Ok(BesidePublishedBody.Of(done.Value)), refused => Problems.Refused(refused.Findings));
    }
}
