using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Touchstone.Web.Api;

/// <summary>Pages by the key of the last item seen: rows that arrive meanwhile shift nothing.</summary>
internal static class Paging
{
    /// <summary>The items after a key, at most <paramref name="limit"/>, and a Link header when there are more.</summary>
    /// <param name="http">Takes the Link header.</param>
    /// <param name="all">All items, in the order of their keys.</param>
    /// <param name="key">The key of an item, as written in <c>after</c>.</param>
    /// <param name="isAfter">True when an item stands after the key asked for.</param>
    /// <param name="limit">The most items.</param>
    /// <param name="body">How an item is written.</param>
    public static PageBody<TBody> Page<T, TBody>(HttpContext http, IEnumerable<T> all, Func<T, string> key, Func<T, bool> isAfter, int limit, Func<T, TBody> body)
    {
        var items = all.Where(isAfter).Take(limit + 1).ToList();
        string? next = items.Count > limit ? key(items[limit - 1]) : null;
        if (next is not null) http.Response.Headers.Link = $"<{NextAddress(http.Request, next)}>; rel=\"next\"";
        return new([.. items.Take(limit).Select(body)], next);
    }

    private static string NextAddress(HttpRequest request, string next)
    {
        var query = request.Query.Where(p => !p.Key.Equals("after", StringComparison.OrdinalIgnoreCase))
            .SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v))).Append(KeyValuePair.Create("after", (string?)next));
        return QueryHelpers.AddQueryString(request.PathBase + request.Path, query);
    }
}
