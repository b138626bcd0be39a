using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Indices;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>The latest edition of an index: recipe, units and indicators as files; its data comes from the observations.</summary>
internal sealed record IndexBody(string Index, long Edition, BothLanguages Name, string ContentHash, DateTime CreatedAt, ImmutableArray<string> Files)
{
    public static IndexBody Of(IndexDefinition d) => new(d.Index, d.Edition, BothLanguages.Of(d.Name), d.ContentHash, d.CreatedAt, [.. d.Files.Select(f => f.Name).Order(StringComparer.Ordinal)]);
}

/// <summary>The indices the city builds.</summary>
internal static class IndicesApi
{
    public static void MapIndices(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Indices");
        group.MapGet("/indices", List).WithName("listIndices").WithSummary("The indices, each in its latest edition");
        group.MapGet("/indices/{index}", One).WithName("getIndex").WithSummary("One index").Missing();
    }

    private static async Task<Ok<ImmutableArray<IndexBody>>> List(HttpContext http, ListIndices list, CancellationToken stop) =>
        TypedResults.Ok<ImmutableArray<IndexBody>>([.. (await list.Run(Caller.Of(http), stop)).Select(IndexBody.Of)]);

    private static async Task<Results<Ok<IndexBody>, ProblemHttpResult>> One(HttpContext http, ListIndices list, string index, CancellationToken stop) =>
        (await list.Run(Caller.Of(http), stop)).FirstOrDefault(d => d.Index == index) is { } found
            ? TypedResults.Ok(IndexBody.Of(found)) : Problems.NotFound(new("指数", "index"), index);
}
