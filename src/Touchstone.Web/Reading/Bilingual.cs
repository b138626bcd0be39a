using System.Text.RegularExpressions;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>Notes and citations that we worded ourselves hold both languages, Chinese first, parted by " | ".</summary>
internal static partial class Bilingual
{
    public static Text Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return default;
        int at = text.IndexOf(" | ", StringComparison.Ordinal);
        return at < 0 ? Text.Same(text) : new(text[..at].Trim(), text[(at + 3)..].Trim());
    }

    /// <summary>A citation as it fits beside a figure: the host of an address, the repository of a compilation, the words otherwise.</summary>
    public static Text Short(string? citation)
    {
        var said = Read(citation);
        if (said.IsEmpty) return Words.Kit.NoCitation;
        if (Uri.TryCreate(said.Zh, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return Text.Same(new Uri(said.Zh).Host);
        if (said.Zh.StartsWith("github:", StringComparison.Ordinal) && said.Zh.IndexOf('@', StringComparison.Ordinal) is var at and > 0) return Text.Same(said.Zh[7..at]);
        return new(Cut(said.Zh, 8, 24), Cut(said.En, 20, 48));
    }

    /// <summary>A build's identity as it is read: its first characters.</summary>
    public static Text ShortHashes(Text text) => new(Hash().Replace(text.Zh, m => m.Value[..Links.ShortBuild]), Hash().Replace(text.En, m => m.Value[..Links.ShortBuild]));

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, 1000)]
    private static partial Regex Hash();

    /// <summary>At the first comma from <paramref name="least"/> on, where the whole is too long.</summary>
    private static string Cut(string text, int least, int most)
    {
        if (text.Length <= most) return text;
        int comma = text.AsSpan(least).IndexOfAny('，', ',');
        return comma >= 0 && least + comma <= most ? text[..(least + comma)] : text[..most].TrimEnd() + "…";
    }
}
