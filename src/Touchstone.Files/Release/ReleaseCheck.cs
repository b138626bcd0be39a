using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>How a bundle's results and those of the run again compare.</summary>
public enum ReleaseAgreement
{
    /// <summary>Not run again: the bundle is damaged, or its methods are of another version.</summary>
    NotRun,
    /// <summary>Every byte is the same.</summary>
    SameBytes,
    /// <summary>Every number agrees to twelve digits.</summary>
    TwelveDigits,
    /// <summary>Something differs.</summary>
    Differs,
}

/// <summary>What a bundle is worth. Runs offline: nothing but the bundle and this engine is asked.</summary>
/// <param name="Name">The index.</param>
/// <param name="Build">The build's identity as the manifest states it.</param>
/// <param name="Engine">The version of the product that made it.</param>
/// <param name="Runtime">The runtime it was made on.</param>
/// <param name="SignatureHolds">Whether the manifest is what the key in the bundle signed.</param>
/// <param name="Fingerprint">The key's fingerprint: whose it is must be known from elsewhere. Empty when there is no key.</param>
/// <param name="Agreement">How the run again compares.</param>
/// <param name="IsSameRuntime">Whether this machine has the runtime it was made on: then every byte must be the same, elsewhere twelve digits.</param>
/// <param name="Compared">Files compared with the run again.</param>
/// <param name="Findings">Everything that is wrong, and notes.</param>
public sealed record ReleaseCheck(Text Name, string Build, string Engine, string Runtime, bool SignatureHolds, string Fingerprint, ReleaseAgreement Agreement, bool IsSameRuntime, int Compared, ImmutableArray<Finding> Findings)
{
    private const long MostBytes = 2L << 30;
    private const int MostEntries = 20_000;

    /// <summary>True when nothing is wrong.</summary>
    public bool Holds => !Findings.HasErrors();

    /// <summary>Checks a bundle. Refused when it is none at all.</summary>
    /// <param name="bundle">The bytes.</param>
    /// <param name="file">Its name, for findings.</param>
    /// <param name="runtime">The runtime identifier of this machine.</param>
    /// <param name="trusted">Fingerprint or PEM of the key that must have signed; null = any.</param>
    /// <param name="stop">Cancels.</param>
    public static Outcome<ReleaseCheck> Of(byte[] bundle, string file, string runtime, string? trusted = null, CancellationToken stop = default)
    {
        var findings = new FindingList();
        var files = Unzip(bundle, file, findings);
        if (files is null || !files.TryGetValue(ReleaseBundle.Manifest, out byte[]? manifest))
        {
            if (files is not null) findings.Error("release.no-manifest", new Place(file), new($"文件里没有 {ReleaseBundle.Manifest}，不是发布包。", $"There is no {ReleaseBundle.Manifest} in it: it is not a release bundle."), new("请给出 index release 写出的文件。", "Give a file written by index release."));
            return Outcome.Refused<ReleaseCheck>(findings.ToImmutable());
        }
        using var document = JsonText.Parse(manifest, ReleaseBundle.Manifest, findings);
        if (document is null) return Outcome.Refused<ReleaseCheck>(findings.ToImmutable());
        var paper = new JsonReading(document.RootElement, ReleaseBundle.Manifest, "$", findings);
        string build = paper.Text("build") ?? "", engine = paper.Text("engine") ?? "", made = paper.Text("runtime") ?? "", methods = paper.Text("methods") ?? "";
        var (holds, fingerprint) = CheckSignature(files, manifest, trusted, findings);
        CheckHashes(files, paper, findings);
        string zh = "", en = "";
        foreach (var (language, value) in paper.Members("name").ToList()) (zh, en) = language == "zh" ? (value.Text() ?? "", en) : (zh, value.Text() ?? "");
        if (methods != Methods.Version)
            findings.Error("release.methods-version", new Place(ReleaseBundle.Manifest), new($"发布包用方法版本 {methods} 测算，现为 {Methods.Version}，不能重算比较。", $"The bundle was made with methods version {methods}; this is {Methods.Version}: it cannot be run again here."), new($"请用产品版本 {engine} 核验，并查看 METHODS-CHANGELOG.md。", $"Verify with version {engine} of the product, and see METHODS-CHANGELOG.md."));
        var (agreement, compared) = methods == Methods.Version ? RunAgain(files, build, made == runtime, findings, stop) : (ReleaseAgreement.NotRun, 0);
        return Outcome.Done(new ReleaseCheck(new(zh, en), build, engine, made, holds, fingerprint, agreement, made == runtime, compared, findings.ToImmutable()));
    }

    private static Dictionary<string, byte[]>? Unzip(byte[] bundle, string file, FindingList findings)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bundle, writable: false), ZipArchiveMode.Read);
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            if (zip.Entries.Count > MostEntries || zip.Entries.Any(e => e.Length < 0 || e.Length > Array.MaxLength) || zip.Entries.Sum(e => e.Length) > MostBytes) throw new InvalidDataException("too large");
            foreach (var entry in zip.Entries)
            {
                using var content = entry.Open();
                byte[] bytes = new byte[entry.Length];
                content.ReadExactly(bytes);
                if (content.ReadByte() >= 0 || !files.TryAdd(entry.FullName, bytes)) throw new InvalidDataException(entry.FullName);
            }
            return files;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or IOException or NotSupportedException)
        {
            findings.Error("release.unreadable", new Place(file), new($"无法作为压缩包读取：{e.Message}", $"It cannot be read as a zip file: {e.Message}"), new("请重新取得文件；传输中可能已损坏。", "Fetch the file again: it may have been damaged on its way."));
            return null;
        }
    }

    private static (bool Holds, string Fingerprint) CheckSignature(Dictionary<string, byte[]> files, byte[] manifest, string? trusted, FindingList findings)
    {
        using var key = files.TryGetValue(ReleaseBundle.PublicKey, out byte[]? pem) ? ReleaseKey.Public(Encoding.UTF8.GetString(pem)) : null;
        if (key is null || !files.TryGetValue(ReleaseBundle.Signature, out byte[]? signature))
        {
            findings.Error("release.unsigned", new Place(key is null ? ReleaseBundle.PublicKey : ReleaseBundle.Signature), new("没有签名，或没有可用的公钥。", "There is no signature, or no usable public key."), new("请向发布者索取带签名的文件。", "Ask the publisher for a signed file."));
            return (false, "");
        }
        string fingerprint = ReleaseKey.FingerprintOf(key);
        bool holds = ReleaseKey.Holds(key, manifest, signature);
        if (!holds) findings.Error("release.signature", new Place(ReleaseBundle.Signature), new($"签名不成立：{ReleaseBundle.Manifest} 不是公钥 {fingerprint} 所签的内容。", $"The signature does not hold: {ReleaseBundle.Manifest} is not what key {fingerprint} signed."), new("内容或签名被改动过，请勿采用。", "Content or signature was changed: do not use it."));
        if (trusted is not null && Expected(trusted) != fingerprint)
            findings.Error("release.other-key", new Place(ReleaseBundle.PublicKey), new($"签名的公钥是 {fingerprint}，不是所要求的。", $"The key that signed is {fingerprint}, not the one asked for."), new("请向发布者核对公钥指纹。", "Ask the publisher for the fingerprint of the key."));
        return (holds, fingerprint);
    }

    private static string Expected(string trusted)
    {
        using var key = ReleaseKey.Public(trusted);
        return key is null ? trusted.Trim().ToLowerInvariant() : ReleaseKey.FingerprintOf(key);
    }

    private static void CheckHashes(Dictionary<string, byte[]> files, JsonReading paper, FindingList findings)
    {
        var stated = paper.Members("hashes").ToDictionary(m => m.Name, m => m.Value.Text(), StringComparer.Ordinal);
        foreach (var (name, hash) in stated.OrderBy(s => s.Key, StringComparer.Ordinal))
            if (!files.TryGetValue(name, out byte[]? bytes) || Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash)
                findings.Error("release.file-altered", new Place(name), new("文件缺失，或在发布之后被改动。", "The file is missing or was changed after the release."), new("请重新取得文件。", "Fetch the bundle again."));
        foreach (string name in files.Keys.Where(n => !stated.ContainsKey(n) && n is not (ReleaseBundle.Manifest or ReleaseBundle.Signature or ReleaseBundle.PublicKey)).Order(StringComparer.Ordinal))
            findings.Error("release.file-added", new Place(name), new("清单里没有这个文件。", "The manifest does not list this file."), new("它不属于发布内容，请勿采用。", "It is no part of the release: do not use it."));
    }

    /// <summary>Builds the index from the input in the bundle and lays every result beside the bundle's.</summary>
    private static (ReleaseAgreement, int) RunAgain(Dictionary<string, byte[]> files, string stated, bool sameRuntime, FindingList findings, CancellationToken stop)
    {
        string prefix = BuildFolder.InputName + "/";
        var input = files.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[prefix.Length..], f => (ReadOnlyMemory<byte>)f.Value, StringComparer.Ordinal);
        var read = IndexFolder.Read(input);
        var run = read.IsDone(out var folder) ? IndexBuild.Run(folder.Input, folder.Recipe, null, stop) : Outcome.Refused<IndexBuild>(read.AllFindings);
        if (!run.IsDone(out var build))
        {
            foreach (var finding in run.AllFindings) findings.Add(finding with { Where = finding.Where.File is { } file ? finding.Where with { File = prefix + file } : finding.Where });
            return (ReleaseAgreement.NotRun, 0);
        }
        if (build.Id.Value != stated)
            findings.Error("release.identity", new Place(ReleaseBundle.Manifest), new($"重新测算得到的批次号是 {build.Id}，清单写的是 {stated}：数据或方案被改动过。", $"Run again, the build is {build.Id}; the manifest says {stated}: data or recipe was changed."), new("请勿采用。", "Do not use it."));
        var again = ReleaseBundle.Results(build);
        bool same = true, near = true;
        foreach (var (name, bytes) in again)
        {
            bool has = files.TryGetValue(name, out byte[]? given);
            if (has && bytes.AsSpan().SequenceEqual(given)) continue;
            same = false;
            bool close = has && TwelveDigits.Agree(given!, bytes);
            near &= close;
            if (!close || sameRuntime)
                findings.Error("release.result-differs", new Place(name), close ? new("重新测算的结果字节不同（数值在 12 位内相同）；同一运行环境应逐字节相同。", "Run again, the bytes differ (numbers agree to twelve digits); on the same runtime every byte should be the same.")
                    : new("重新测算的结果不同。", "Run again, the result differs."), new("此结果不是由包内的数据和方案得出的，请勿采用。", "This result does not follow from the data and recipe in the bundle: do not use it."));
        }
        return (same ? ReleaseAgreement.SameBytes : near ? ReleaseAgreement.TwelveDigits : ReleaseAgreement.Differs, again.Count);
    }
}

/// <summary>Whether two files say the same to twelve digits, as ADR 0005 promises between machines.</summary>
internal static partial class TwelveDigits
{
    private const double Share = 1e-12;

    /// <summary>
    /// Numbers, wherever they stand in the text, to a share of 1e-12 of the larger (or of one, near zero); all else to the letter. Hashes over numbers are passed over: what they are over is compared.
    /// </summary>
    public static bool Agree(byte[] given, byte[] again)
    {
        string a = Hash().Replace(Encoding.UTF8.GetString(given), "#"), b = Hash().Replace(Encoding.UTF8.GetString(again), "#");
        int atA = 0, atB = 0;
        for (Match x = Number().Match(a), y = Number().Match(b); ; x = x.NextMatch(), y = y.NextMatch())
        {
            if (x.Success != y.Success) return false;
            int endA = x.Success ? x.Index : a.Length, endB = y.Success ? y.Index : b.Length;
            if (!a.AsSpan(atA, endA - atA).SequenceEqual(b.AsSpan(atB, endB - atB))) return false;
            if (!x.Success) return true;
            if (!x.ValueSpan.SequenceEqual(y.ValueSpan) && !(Numbers.TryParse(x.ValueSpan, out double p) && Numbers.TryParse(y.ValueSpan, out double q) && Math.Abs(p - q) <= Share * Math.Max(1, Math.Max(Math.Abs(p), Math.Abs(q))))) return false;
            (atA, atB) = (x.Index + x.Length, y.Index + y.Length);
        }
    }

    [GeneratedRegex(@"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
    [GeneratedRegex(@"\b[0-9a-f]{64}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Hash();
}
