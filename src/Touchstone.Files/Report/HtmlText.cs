using System.Text;

namespace Touchstone.Files;

/// <summary>HTML under way. Everything that comes from data goes through <see cref="Text"/>, which encodes it; <see cref="Raw"/> takes literals of this folder only.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _out = new(1 << 16);

    public HtmlText Raw(string html) { _out.Append(html); return this; }

    public HtmlText Text(string? text) { _out.Append(Encode(text)); return this; }

    /// <summary>An element with a text in it; attributes as names and values in turn.</summary>
    public HtmlText Element(string tag, string? text, params ReadOnlySpan<string> attributes) => Open(tag, attributes).Text(text).Close(tag);

    public HtmlText Open(string tag, params ReadOnlySpan<string> attributes)
    {
        _out.Append('<').Append(tag);
        for (int i = 0; i + 1 < attributes.Length; i += 2)
            _out.Append(' ').Append(attributes[i]).Append("=\"").Append(Encode(attributes[i + 1])).Append('"');
        _out.Append('>');
        return this;
    }

    public HtmlText Close(string tag) { _out.Append("</").Append(tag).Append(">\n"); return this; }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_out.ToString());

    /// <summary>Encoded, and without control characters, which HTML does not allow.</summary>
    private static string Encode(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text.Any(c => char.IsControl(c) || char.IsSurrogate(c))) text = Clean(text);
        return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t') clean.Append(rune);
        return clean.ToString();
    }
}
