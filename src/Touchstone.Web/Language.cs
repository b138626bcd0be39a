using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Web;

/// <summary>
/// The reader's language. The request decides it once (<see cref="Serving.Preferences"/>: <c>?lang=</c>, then cookie, then Accept-Language) and sets
/// the culture of the request, which pages and circuits inherit; nothing else reads the ambient culture.
/// </summary>
internal static class Language
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    /// <summary>The tag for the <c>lang</c> attribute and for <see cref="Text.For"/>.</summary>
    public static string Current => Of(CultureInfo.CurrentUICulture.Name);

    public static bool IsChinese => Current == Chinese;

    /// <summary>The culture in which numbers and dates are shown.</summary>
    public static CultureInfo Culture => CultureInfo.GetCultureInfo(IsChinese ? "zh-CN" : "en-GB");

    /// <summary>Chinese for any tag that starts with zh, English for every other.</summary>
    public static string Of(string? tag) => tag is not null && tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    /// <summary>The text in the reader's language.</summary>
    public static string Say(this Text text) => text.For(Current);
}
