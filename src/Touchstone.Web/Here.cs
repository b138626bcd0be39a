using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;

namespace Touchstone.Web;

/// <summary>
/// Where the reader stands: the path and the state in the query. Every page's state lives here and nowhere else, so that an address can be sent to a colleague.
/// A key given twice (check boxes) is joined with commas.
/// </summary>
internal sealed record Here(string Path, ImmutableSortedDictionary<string, string> Query)
{
    /// <summary>State that follows the reader from page to page: the city in view, the period, the date of knowledge, and the day that rules and firms are looked at.</summary>
    private static readonly string[] Kept = ["city", "period", "asof", "day"];

    public static Here At(string absoluteUri)
    {
        var uri = new Uri(absoluteUri);
        var query = QueryHelpers.ParseQuery(uri.Query)
            .Select(p => KeyValuePair.Create(p.Key, string.Join(',', p.Value.Where(v => !string.IsNullOrEmpty(v)))))
            .Where(p => p.Value.Length > 0)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        return new(uri.AbsolutePath, query);
    }

    public string? this[string key] => Query.TryGetValue(key, out var value) ? value : null;

    /// <summary>The same page with some state changed; null removes a key.</summary>
    public string With(params ReadOnlySpan<(string Key, string? Value)> changes)
    {
        var query = Query.Remove("lang").Remove("theme");
        foreach (var (key, value) in changes) query = string.IsNullOrEmpty(value) ? query.Remove(key) : query.SetItem(key, value);
        return Address(Path, query);
    }

    /// <summary>Another page, taking along the state that follows the reader.</summary>
    public string To(string path, params ReadOnlySpan<(string Key, string? Value)> state)
    {
        var query = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, Query.Where(p => Kept.Contains(p.Key)));
        foreach (var (key, value) in state) query = string.IsNullOrEmpty(value) ? query.Remove(key) : query.SetItem(key, value);
        return Address(path, query);
    }

    private static string Address(string path, IEnumerable<KeyValuePair<string, string>> query) =>
        QueryHelpers.AddQueryString(path, query.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value)));
}
