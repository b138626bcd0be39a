using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Benchmarks;

/// <summary>How peers were chosen.</summary>
public enum PeerMethod
{
    /// <summary>Named by a person, with a reason each.</summary>
    ByHand,
    /// <summary>The nearest by structure, with the columns and distances as reasons.</summary>
    Similarity,
}

/// <summary>The areas a city is compared with, and why these.</summary>
public sealed class PeerSet : IVersioned
{
    public required string Code { get; init; }
    public required AreaCode Focus { get; init; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public required PeerMethod Method { get; set; }
    /// <summary>How the set was made, as printed: columns, scaling, day as known.</summary>
    public required string BasisZh { get; set; }
    public required string BasisEn { get; set; }
    public required DateTime ChangedAt { get; set; }
    public required string Actor { get; set; }
    public List<PeerMember> Peers { get; init; } = [];
    public long Version { get; set; }

    public Text Name => new(NameZh, NameEn);
    public Text Basis => new(BasisZh, BasisEn);
}

/// <summary>One peer and the reason for it.</summary>
public sealed class PeerMember
{
    public required string PeerSet { get; init; }
    public required AreaCode Area { get; init; }
    /// <summary>Place in the set, from 1; the nearest first.</summary>
    public required long Place { get; init; }
    /// <summary>Distance from the focus; null by hand.</summary>
    public double? Distance { get; init; }
    public required string ReasonZh { get; init; }
    public required string ReasonEn { get; init; }

    public Text Reason => new(ReasonZh, ReasonEn);
}
