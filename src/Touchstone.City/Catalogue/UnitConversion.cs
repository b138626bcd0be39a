using System.Collections.Frozen;
using Touchstone.Model;

namespace Touchstone.City.Catalogue;

/// <summary>
/// How a number comes from the unit it was written in to the catalogue's. Only the units listed here are ever converted, and only inside one family;
/// factors are powers of ten, so multiplying or dividing rounds once at most.
/// </summary>
internal readonly record struct UnitConversion(long Multiply, long Divide)
{
    private static readonly FrozenDictionary<string, (string Family, long Scale)> Known = new Dictionary<string, (string, long)>(StringComparer.Ordinal)
    {
        ["元"] = ("CNY", 1),
        ["千元"] = ("CNY", 1_000),
        ["万元"] = ("CNY", 10_000),
        ["百万元"] = ("CNY", 1_000_000),
        ["亿元"] = ("CNY", 100_000_000),
        ["美元"] = ("USD", 1),
        ["千美元"] = ("USD", 1_000),
        ["万美元"] = ("USD", 10_000),
        ["百万美元"] = ("USD", 1_000_000),
        ["亿美元"] = ("USD", 100_000_000),
        ["人"] = ("persons", 1),
        ["千人"] = ("persons", 1_000),
        ["万人"] = ("persons", 10_000),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>As written in the catalogue.</summary>
    public static UnitConversion None { get; } = new(1, 1);

    public bool IsNone => this == None;
    public double Apply(double value) => Divide == 1 ? value * Multiply : value / Divide;

    /// <summary>From a unit as written to that of the catalogue; null when it is another unit.</summary>
    public static UnitConversion? From(string written, Text catalogue)
    {
        if (written == catalogue.Zh || string.Equals(written, catalogue.En, StringComparison.OrdinalIgnoreCase)) return None;
        if (!Known.TryGetValue(written, out var from) || !Known.TryGetValue(catalogue.Zh, out var to) || from.Family != to.Family) return null;
        return from.Scale >= to.Scale ? new(from.Scale / to.Scale, 1) : new(1, to.Scale / from.Scale);
    }

    /// <summary>The units that would be accepted, for advice.</summary>
    public static string Accepted(Text catalogue) => Known.TryGetValue(catalogue.Zh, out var to)
        ? string.Join(" / ", Known.Where(k => k.Value.Family == to.Family).OrderBy(k => k.Value.Scale).Select(k => k.Key))
        : catalogue.Zh;
}
