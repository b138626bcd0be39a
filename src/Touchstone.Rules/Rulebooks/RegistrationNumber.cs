using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Touchstone.Rules;

/// <summary>A number that a national system gave, held against its shape.</summary>
/// <param name="HasShape">True when it has the shape; that says nothing of its validity.</param>
/// <param name="Parts">The named parts.</param>
public sealed record RegistrationNumber(string Written, bool HasShape, ImmutableDictionary<string, string> Parts)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    public static RegistrationNumber Read(NumberPattern pattern, string written)
    {
        var expression = new Regex(pattern.Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Longest);
        var match = expression.Match(written);
        if (!match.Success || match.Length != written.Length) return new(written, false, ImmutableDictionary<string, string>.Empty);
        return new(written, true, match.Groups.Cast<Group>().Where(g => g.Name != "0").ToImmutableDictionary(g => g.Name, g => g.Value, StringComparer.Ordinal));
    }

    internal static bool IsReadable(NumberPattern pattern)
    {
        try { return new Regex(pattern.Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Longest) is not null; }
        catch (ArgumentException) { return false; }
    }
}
