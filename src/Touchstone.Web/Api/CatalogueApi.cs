using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Catalogue;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

internal sealed record IndicatorBody(string Code, string Version, DateOnly ValidFrom, BothLanguages Name, BothLanguages Unit, Direction Direction, Frequency Frequency,
    BothLanguages? Definition, string? Formula, BothLanguages? Source, string? Department, string? LegalBasis, CatalogueMark Mark, bool Verified, long? ReleaseDays)
{
    public static IndicatorBody Of(IndicatorVersion i) => new(i.Code.Value, i.Edition, i.ValidFrom, BothLanguages.Of(i.Name), BothLanguages.Of(i.Unit), i.Direction, i.Frequency,
        BothLanguages.OrNull(i.Definition), i.Formula, BothLanguages.OrNull(i.Source), i.Department, i.LegalBasis, i.Mark, i.IsVerified, i.ReleaseDays);
}

/// <summary>What the indicators mean.</summary>
internal static class CatalogueApi
{
    public static void MapCatalogue(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Catalogue");
        group.MapGet("/indicators", List).WithName("listIndicators").WithSummary("The indicators as defined on a day");
        group.MapGet("/indicators/{code}", Versions).WithName("getIndicator").WithSummary("Every version of one indicator, the latest first").Missing();
    }

    private static async Task<Ok<ImmutableArray<IndicatorBody>>> List(HttpContext http, ListIndicators list,
        [Description("The day; today when not given.")] DateOnly? on,
        [Description("Only indicators of this department.")] string? department, CancellationToken stop) =>
        TypedResults.Ok<ImmutableArray<IndicatorBody>>([.. (await list.Run(Caller.Of(http), on, stop)).Where(i => department is null || i.Department == department).Select(IndicatorBody.Of)]);

    private static async Task<Results<Ok<ImmutableArray<IndicatorBody>>, ProblemHttpResult>> Versions(HttpContext http, ShowIndicator show, string code, CancellationToken stop) =>
        await show.Run(Caller.Of(http), new IndicatorCode(code), stop) is { IsEmpty: false } versions
            ? TypedResults.Ok<ImmutableArray<IndicatorBody>>([.. versions.Select(IndicatorBody.Of)])
            : Problems.NotFound(new("指标", "indicator"), code);
}
