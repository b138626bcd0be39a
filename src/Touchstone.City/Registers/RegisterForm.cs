using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>What a form tells whoever fills it in: which form it is, who issued and who approved it, until when it holds, what it is for and on what basis. Unknown stays unknown.</summary>
/// <param name="Purpose">What the data are used for.</param>
/// <param name="Basis">The legal basis.</param>
/// <param name="Issuer">Who asks.</param>
public sealed record RegisterForm(Text Purpose, Text Basis, Text Issuer)
{
    /// <summary>The form's number; null: none was given.</summary>
    public string? Number { get; init; }
    /// <summary>Number of the approval of the form; null: none was given.</summary>
    public string? Approval { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
}
