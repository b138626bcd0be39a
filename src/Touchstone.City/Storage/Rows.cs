namespace Touchstone.City.Storage;

/// <summary>A row that is written once: never updated, never deleted. <see cref="CityDb"/> refuses both.</summary>
internal interface IAppendOnly;

/// <summary>A row that may change, and whose change is noticed by a concurrent writer.</summary>
internal interface IVersioned
{
    /// <summary>Raised by one with every change; the concurrency token on both databases.</summary>
    long Version { get; set; }
}

/// <summary>Original bytes, kept once under their hash.</summary>
public sealed class StoredFile : IAppendOnly
{
    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }
    public required byte[] Bytes { get; init; }
    public required long Length { get; init; }
    public required DateTime KeptAt { get; init; }

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
