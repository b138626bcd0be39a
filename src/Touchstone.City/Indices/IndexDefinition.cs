using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>How an index is made, as files: recipe, units, indicators; the data comes from the observations. A change is a new edition.</summary>
public sealed class IndexDefinition : IAppendOnly
{
    /// <summary>The index's short name, as in addresses and on the command line.</summary>
    public required string Index { get; init; }
    /// <summary>1, 2, 3 …</summary>
    public required long Edition { get; init; }
    public required string NameZh { get; init; }
    public required string NameEn { get; init; }
    /// <summary>SHA-256 over the names and hashes of the files: the same content is the same edition.</summary>
    public required string ContentHash { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string Actor { get; init; }
    public List<IndexDefinitionFile> Files { get; init; } = [];

    public Text Name => new(NameZh, NameEn);
}

/// <summary>A file of a definition.</summary>
public sealed class IndexDefinitionFile : IAppendOnly
{
    public required string Index { get; init; }
    public required long Edition { get; init; }
    public required string Name { get; init; }
    public required string FileHash { get; init; }
}
