using System.Net;
using Microsoft.AspNetCore.Http;
using Touchstone.City.Organisation;

namespace Touchstone.Web.Reading;

/// <summary>Who acts through a browser or the interface: this machine, or another one, which may only read until there are accounts.</summary>
internal static class Who
{
    public static Actor Of(HttpContext? http) => http?.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address)
        ? Actor.Remote(address.ToString())
        : Actor.Local;
}
