using System.Security.Cryptography;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>
/// The key with which an installation signs what it releases: ECDSA on the curve P-256, made at first use, in a PEM file that only its owner can read. Whoever has the file can sign in its name;
/// the public half is in every bundle, and its fingerprint (SHA-256 over the SubjectPublicKeyInfo) is what is told to others by another way.
/// </summary>
public sealed class ReleaseKey : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ECDsa _key;

    private ReleaseKey(ECDsa key) => _key = key;

    /// <summary>The public half, PEM.</summary>
    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>The fingerprint of the public half, lower-case hexadecimal.</summary>
    public string Fingerprint => FingerprintOf(_key);

    /// <summary>Reads the key of a file, or makes it there. Refused when the file is no such key, is open to others, or cannot be written.</summary>
    public static Outcome<ReleaseKey> Open(string path)
    {
        try
        {
            if (!File.Exists(path)) return Make(path);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
                return Refuse(path, "release.key-open", new("签名私钥文件可被他人读写。", "Others can read or write the file of the signing key."), new("请把它的权限改为只有所有者可读写（chmod 600）；如可能已被复制，请删去后重新生成。", "Make it readable for its owner only (chmod 600); if it may have been copied, delete it and let a new one be made."));
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            if (IsP256(key)) return Outcome.Done(new ReleaseKey(key));
            key.Dispose();
            return NoKey(path);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException) { return NoKey(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(path, "release.key-unreadable", new($"无法读写签名私钥：{e.Message}", $"The signing key cannot be read or written: {e.Message}"), new("检查路径和权限。", "Check the path and its permissions."));
        }
    }

    /// <summary>The public half of a PEM; null when it is none on P-256.</summary>
    public static ECDsa? Public(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (IsP256(key)) return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException) { }   // not a key: said by the caller
        key.Dispose();
        return null;
    }

    /// <summary>Signs bytes: ECDSA with SHA-256, DER, so that other tools can check it.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    internal static bool Holds(ECDsa key, byte[] bytes, byte[] signature) => key.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    internal static string FingerprintOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    private static bool IsP256(ECDsa key) => key.ExportParameters(false).Curve.Oid is { } oid && (oid.Value == "1.2.840.10045.3.1.7" || oid.FriendlyName is "nistP256" or "ECDSA_P256");

    /// <summary>Written under another name and moved, and readable for its owner from the first byte.</summary>
    private static Outcome<ReleaseKey> Make(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string temporary = $"{path}.{Path.GetRandomFileName()}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(temporary, new System.Text.UTF8Encoding(false), options)) writer.Write(key.ExportPkcs8PrivateKeyPem() + "\n");
        File.Move(temporary, path, overwrite: false);
        return Outcome.Done(new ReleaseKey(key));
    }

    private static Outcome<ReleaseKey> NoKey(string path) => Refuse(path, "release.key-invalid", new("文件不是 P-256 私钥（PEM）。", "The file is not a private key on P-256 (PEM)."), new("请给出正确的文件，或删去后重新生成。", "Give the right file, or delete it and let a new one be made."));

    private static Outcome<ReleaseKey> Refuse(string path, string code, Text what, Text fix) => Outcome.Refused<ReleaseKey>(Finding.Error(code, new Place(path), what, fix));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
