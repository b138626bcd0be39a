using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>Who made a bundle: said in its manifest.</summary>
/// <param name="Engine">The product's version.</param>
/// <param name="Runtime">The runtime identifier of the machine, such as <c>linux-x64</c>.</param>
public sealed record ReleaseMaker(string Engine, string Runtime)
{
    /// <summary>This process.</summary>
    public static ReleaseMaker This(string engine) => new(engine, RuntimeInformation.RuntimeIdentifier);
}

/// <summary>
/// A build as one file that a reader can run again: the canonical input (data and recipe), every result, the reports, a concept note, a limitations page and a template for an audit report, under a manifest
/// (<c>release.json</c>) with the hash of each, the engine's version and the runtime; the manifest is signed. Entries stand in the order of their names without times: the same build gives the same bytes but
/// for the signature, which is never the same twice.
/// </summary>
public static class ReleaseBundle
{
    internal const string Manifest = "release.json", Signature = "release.sig", PublicKey = "release.pub.pem", Stated = "stated/", Papers = "papers/";
    private static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The bytes of a bundle.</summary>
    /// <param name="build">The build.</param>
    /// <param name="stated">What the index's folder states beside it (<c>uncertainty.yaml</c>, <c>levers.yaml</c>), as bytes by name.</param>
    /// <param name="maker">Engine and runtime.</param>
    /// <param name="key">Signs.</param>
    public static byte[] Write(IndexBuild build, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> stated, ReleaseMaker maker, ReleaseKey key)
    {
        var files = Results(build);
        var audit = IndexAudit.Of(build);
        foreach (string language in (string[])["zh", "en"]) files[$"report.{language}.html"] = IndexReport.Html(build, language, new(Audit: audit));
        foreach (var (name, bytes) in ReleasePapers.Of(audit)) files[Papers + name] = bytes;
        foreach (var (name, bytes) in AuditTables.Files(audit)) files["audit/" + name] = bytes;
        foreach (string name in (string[])[UncertaintyFile.Name, LeversFile.Name])
            if (stated.TryGetValue(name, out var bytes)) files[Stated + name] = bytes.ToArray();
        byte[] manifest = ManifestOf(build, files, maker);
        files[Manifest] = manifest;
        files[Signature] = key.Sign(manifest);
        files[PublicKey] = System.Text.Encoding.UTF8.GetBytes(key.PublicPem);
        return Zip(files);
    }

    /// <summary>The files of the build that a reader makes again: the same for the same build on the same runtime.</summary>
    internal static SortedDictionary<string, byte[]> Results(IndexBuild build)
    {
        var streams = new SortedDictionary<string, MemoryStream>(StringComparer.Ordinal);
        BuildFolder.WriteFiles(build, BuildPapers.None, name => streams[name] = new MemoryStream());
        streams.Remove("timings.json");
        return new(streams.ToDictionary(s => s.Key, s => s.Value.ToArray()), StringComparer.Ordinal);
    }

    internal static byte[] Zip(IReadOnlyDictionary<string, byte[]> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = s_noTime;
                using var content = entry.Open();
                content.Write(bytes);
            }
        return stream.ToArray();
    }

    private static byte[] ManifestOf(IndexBuild build, SortedDictionary<string, byte[]> files, ReleaseMaker maker)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteStartObject("name");
            json.WriteString("zh", build.Recipe.Name.Zh);
            json.WriteString("en", build.Recipe.Name.En);
            json.WriteEndObject();
            json.WriteString("build", build.Id.Value);
            json.WriteString("frame", build.Frame.Id);
            json.WriteString("engine", maker.Engine);
            json.WriteString("methods", Methods.Version);
            json.WriteString("runtime", maker.Runtime);
            json.WriteStartObject("hashes");
            foreach (var (name, bytes) in files) json.WriteString(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
