using Microsoft.EntityFrameworkCore;

namespace Touchstone.City.Storage;

/// <summary>Keeps bytes once.</summary>
internal static class StoredFiles
{
    /// <summary>Adds the bytes unless they are there; the caller saves. Gives the hash.</summary>
    public static async Task<string> Keep(CityDb db, ReadOnlyMemory<byte> bytes, DateTime moment, CancellationToken stop)
    {
        string hash = StoredFile.HashOf(bytes.Span);
        if (db.Files.Local.FindEntry(hash) is null && !await db.Files.AnyAsync(f => f.Hash == hash, stop))
            db.Files.Add(new() { Hash = hash, Bytes = bytes.ToArray(), Length = bytes.Length, KeptAt = moment });
        return hash;
    }
}
