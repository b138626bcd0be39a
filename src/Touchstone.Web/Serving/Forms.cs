using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Touchstone.Web.Serving;

/// <summary>Forms of pages: each carries a token of this server. A form opened before the server was started again has an old one, and is sent back to its page with a word about it.</summary>
internal static class Forms
{
    /// <summary>Checks the token before anything is read from the form.</summary>
    /// <param name="form">The endpoint.</param>
    /// <param name="page">The page that shows the form.</param>
    public static void Guarded(this RouteHandlerBuilder form, string page) => form.ExcludeFromDescription().DisableAntiforgery().AddEndpointFilter(async (call, next) =>
    {
        var http = call.HttpContext;
        var antiforgery = (IAntiforgery)http.RequestServices.GetService(typeof(IAntiforgery))!;
        return await antiforgery.IsRequestValidAsync(http) ? await next(call) : TypedResults.LocalRedirect(page + "?problem=stale");
    });
}
