using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Submissions;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Components.Data;

/// <summary>What the forms of the data page post to. Each answers with the address of a page, so that reloading posts nothing twice.</summary>
internal static class DataForms
{
    public const string CheckAddress = "/data/check";
    public const string SendAddress = "/data/returns";

    public static void MapDataForms(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(SubmitReturn))) return;
        app.MapPost(CheckAddress, Check).Guarded("/data");
        app.MapPost(SendAddress, Send).Guarded("/data");
    }

    /// <summary>Holds the file and shows its check.</summary>
    private static async Task<IResult> Check(HttpContext http, HeldFiles held, [FromForm] IFormFile? file, CancellationToken stop)
    {
        if (file is null || file.Length == 0 && file.FileName.Length == 0) return TypedResults.LocalRedirect("/data?problem=no-file");
        if (file.Length > HeldFiles.MostBytes) return TypedResults.LocalRedirect("/data?problem=too-large");
        return TypedResults.LocalRedirect($"{CheckAddress}/{held.Hold(await HeldFiles.Read(file, stop))}");
    }

    /// <summary>Sends a held file: it is accepted or refused, and kept either way.</summary>
    private static async Task<IResult> Send(HttpContext http, HeldFiles held, SubmitReturn submit, [FromForm] string? hash, CancellationToken stop)
    {
        if (held.Find(hash ?? "") is not { } file) return TypedResults.LocalRedirect("/data?problem=expired");
        var outcome = await submit.Run(Caller.Of(http), file, ReturnRequest.Commit, stop);
        return outcome.Match(
            done =>
            {
                held.LetGo(hash!);
                string repeated = done.Value.Result == ReturnResult.Repeated ? "?repeated=1" : "";
                return (IResult)TypedResults.LocalRedirect($"{SendAddress}/{done.Value.Submission}{repeated}");
            },
            refused => TypedResults.LocalRedirect($"{CheckAddress}/{hash}"));
    }
}
