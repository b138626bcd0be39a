using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Scalar.AspNetCore;

namespace Touchstone.Web.Api;

/// <summary>The page at <c>/api</c> that shows the interface and tries it; everything it loads is served from here.</summary>
internal static class Reference
{
    public static void MapReference(this WebApplication app) => app.MapScalarApiReference("/api", (options, http) =>
    {
        // The page starts by inline scripts; they alone are let through the policy, by a number used once.
        string nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.ContentSecurityPolicy = http.Response.Headers.ContentSecurityPolicy.ToString().Replace("script-src 'self'", $"script-src 'self' 'nonce-{nonce}'", StringComparison.Ordinal);
        options.Nonce = nonce;
        options.Title = "Touchstone API";
        options.OpenApiRoutePattern = "/openapi/v1.json";
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.HideClientButton = true;
        options.DotNetFlag = false;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.DisableAgent().DisableMcp();
    }).ExcludeFromDescription();
}
