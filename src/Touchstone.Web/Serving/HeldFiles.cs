using Microsoft.AspNetCore.Http;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;

namespace Touchstone.Web.Serving;

/// <summary>
/// Files that were checked and not yet accepted, held in memory under their hash, so that the page of a check has an address and the file needs not be chosen twice.
/// The oldest leave when there are too many bytes or after an hour.
/// </summary>
internal sealed class HeldFiles(TimeProvider clock)
{
    public const long MostBytes = 20 * 1024 * 1024;
    private const long MostInAll = 8 * MostBytes;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Lock _turn = new();
    private readonly Dictionary<string, (ReceivedFile File, DateTimeOffset Since)> _files = new(StringComparer.Ordinal);

    /// <summary>The name, without the folders that some browsers send, and the bytes.</summary>
    public static async Task<ReceivedFile> Read(IFormFile file, CancellationToken stop)
    {
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, stop);
        return new(Path.GetFileName(file.FileName.Replace('\\', '/')), bytes.ToArray());
    }

    /// <summary>Holds a file and gives its hash.</summary>
    public string Hold(ReceivedFile file)
    {
        string hash = StoredFile.HashOf(file.Bytes.Span);
        lock (_turn)
        {
            _files[hash] = (file, clock.GetUtcNow());
            foreach (var (old, _) in _files.Where(f => clock.GetUtcNow() - f.Value.Since > Kept).ToList()) _files.Remove(old);
            while (_files.Count > 1 && _files.Values.Sum(f => (long)f.File.Bytes.Length) > MostInAll) _files.Remove(_files.MinBy(f => f.Value.Since).Key);
        }
        return hash;
    }

    /// <summary>The file of a hash; null when it is not held (any more).</summary>
    public ReceivedFile? Find(string hash)
    {
        lock (_turn) return _files.TryGetValue(hash, out var held) ? held.File : null;
    }

    public void LetGo(string hash)
    {
        lock (_turn) _files.Remove(hash);
    }
}
