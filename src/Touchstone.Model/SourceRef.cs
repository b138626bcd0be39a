namespace Touchstone.Model;

/// <summary>How near a source stands to who made the figure. Shown beside every figure.</summary>
public enum SourceTier
{
    /// <summary>The authority's own page or return.</summary>
    A,
    /// <summary>A newspaper, or a compilation of yearbooks.</summary>
    B,
    /// <summary>Another copy.</summary>
    C,
    /// <summary>Not stated.</summary>
    Unstated,
}

/// <summary>
/// What made a stored number: the cell of a received file, and the publication that cell cites.
/// Register rows and computed steps have lineage records of their own, which end in these.
/// </summary>
/// <param name="FileHash">SHA-256 of the original bytes, lower-case hexadecimal.</param>
/// <param name="File">File name as received.</param>
/// <param name="Sheet">Worksheet, for workbooks.</param>
/// <param name="Row">Row, counted from one with the header.</param>
/// <param name="Column">Column name.</param>
/// <param name="Citation">The publication cited, as a title or an address.</param>
/// <param name="Tier">How near the source is.</param>
/// <param name="Note">What the source says of the figure: counting basis, doubt, contradiction.</param>
public sealed record SourceRef(string FileHash, string File, string? Sheet, int? Row, string? Column, string? Citation, SourceTier Tier, string? Note);
