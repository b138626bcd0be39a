using System.Net;
using Microsoft.AspNetCore.Http;
using Touchstone.City.Organisation;

namespace Touchstone.Web.Serving;

/// <summary>Who calls. Until there are accounts the local machine may write, and nobody else.</summary>
internal static class Caller
{
    /// <summary>
    /// Local when the connection comes from this machine, was passed on by no proxy, and no page of another site sent it: a foreign page in a local browser
    /// could otherwise post to a server that trusts its machine.
    /// </summary>
    public static Actor Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        bool isLocal = address is not null && IPAddress.IsLoopback(address) && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
        return isLocal && !IsForeign(http.Request) ? Actor.Local : Actor.Remote(address?.ToString() ?? "unknown");
    }

    private static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return false;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is not ("same-origin" or "none");
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != request.Host.Value);
    }
}
