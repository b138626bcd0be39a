using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Touchstone.Web.Serving;

/// <summary>
/// The reader's language and theme. <c>?lang=</c> wins and is remembered in a cookie; then the cookie; then Accept-Language. <c>?theme=</c> is remembered and leaves the address.
/// The cookies hold a preference, nothing about the person.
/// </summary>
internal sealed class Preferences(RequestDelegate next)
{
    private const string LanguageCookie = "lang";
    private const string ThemeCookie = "theme";

    public Task Invoke(HttpContext http)
    {
        var culture = CultureInfo.GetCultureInfo(LanguageOf(http));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        if (http.Request.Query["lang"].ToString() is { Length: > 0 }) Remember(http, LanguageCookie, culture.Name);
        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Query["theme"].ToString() is "light" or "dark" or "auto")
        {
            Remember(http, ThemeCookie, http.Request.Query["theme"].ToString());
            http.Response.Redirect(QueryHelpers.AddQueryString(http.Request.Path, http.Request.Query.Where(p => p.Key != "theme")));
            return Task.CompletedTask;
        }
        http.Response.Headers.ContentLanguage = culture.Name;
        http.Response.Headers.Append("Vary", "Accept-Language, Cookie");
        return next(http);
    }

    public static string ThemeOf(HttpContext? http) => http?.Request.Cookies[ThemeCookie] switch { "light" => "light", "dark" => "dark", _ => "auto" };

    private static string LanguageOf(HttpContext http)
    {
        if (http.Request.Query["lang"].ToString() is { Length: > 0 } asked) return Language.Of(asked);
        if (http.Request.Cookies[LanguageCookie] is { Length: > 0 } kept) return Language.Of(kept);
        var accepted = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString());
        return accepted.FirstOrDefault(l => l.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || l.StartsWith("en", StringComparison.OrdinalIgnoreCase)) is { } first
            ? Language.Of(first) : Language.Chinese;
    }

    private static void Remember(HttpContext http, string cookie, string value) =>
        http.Response.Cookies.Append(cookie, value, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
}
