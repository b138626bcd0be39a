namespace Touchstone.Model;

/// <summary>A text in both languages of the product. Whoever writes one language is made to write the other.</summary>
/// <param name="Zh">Simplified Chinese, as a bureau writes it.</param>
/// <param name="En">English, as the OECD Handbook writes it.</param>
public readonly record struct Text(string Zh, string En)
{
    /// <summary>The same words in both languages: codes, names that have no translation.</summary>
    public static Text Same(string both) => new(both, both);

    /// <summary>The text for a language tag (<c>zh…</c> gives Chinese, anything else English); an empty side falls back to the other.</summary>
    public string For(string languageTag)
    {
        bool chinese = languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        string wanted = (chinese ? Zh : En) ?? "";
        return wanted.Length > 0 ? wanted : (chinese ? En : Zh) ?? "";
    }

    /// <summary>True when neither language has words.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Zh) && string.IsNullOrEmpty(En);

    /// <inheritdoc/>
    public override string ToString() => For("en");
}
