using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.Web.Api;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Components.Builds;

/// <summary>What "build now" posts to. Answers with the address of the build, or of the page that says why there is none.</summary>
internal static class BuildForms
{
    public const string Address = "/builds";

    public static void MapBuildForms(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(BuildIndex))) return;
        app.MapPost(Address, Build).Guarded(Address);
    }

    private static async Task<IResult> Build(HttpContext http, BuildIndex build, [FromForm] string? index, CancellationToken stop)
    {
        var outcome = await build.Run(Caller.Of(http), new BuildRequest(index ?? "", [], AsKnownOn.Now), stop);
        return outcome.Match(
            done => (IResult)TypedResults.LocalRedirect($"{Address}/{BuildNames.Short(done.Value.Id)}?{(done.Findings.Any(f => f.Code == BuildsApi.SameBuild) ? "same" : "new")}=1"),
            refused => TypedResults.LocalRedirect($"{Address}/new?index={Uri.EscapeDataString(index ?? "")}"));
    }
}
