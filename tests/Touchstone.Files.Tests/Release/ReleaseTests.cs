using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Files.Tests.Release;

public sealed class ReleaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("touchstone-release-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static readonly Lazy<IndexBuild> s_ports = new(() =>
    {
        var folder = IndexFolder.Read(Path.Combine(Repository.Root, "samples", "five-ports")).OrThrow();
        return IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
    });

    private static string Runtime => RuntimeInformation.RuntimeIdentifier;

    private ReleaseKey Key(string name = "key.pem") => ReleaseKey.Open(Path.Combine(_folder, name)).OrThrow();

    private byte[] Bundle(string runtime = "", string key = "key.pem")
    {
        using var signs = Key(key);
        var stated = IndexFolder.Load(Path.Combine(Repository.Root, "samples", "five-ports")).OrThrow();
        return ReleaseBundle.Write(s_ports.Value, stated, new("1.0.0", runtime.Length == 0 ? Runtime : runtime), signs);
    }

    private static Dictionary<string, byte[]> Open(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle));
        return zip.Entries.ToDictionary(e => e.FullName, e => { using var s = e.Open(); using var m = new MemoryStream(); s.CopyTo(m); return m.ToArray(); }, StringComparer.Ordinal);
    }

    private static ReleaseCheck Check(byte[] bundle, string? trusted = null) => ReleaseCheck.Of(bundle, "bundle.zip", Runtime, trusted).OrThrow();

    private static byte[] Changed(byte[] bundle, string name, Func<string, string> change)
    {
        var files = Open(bundle);
        files[name] = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(files[name])));
        return ReleaseBundle.Zip(files);
    }

    [Fact]
    public void Release_AsWritten_HoldsAndRunsToTheSameBytes()
    {
        var check = Check(Bundle());
        Assert.Empty(check.Findings);
        Assert.True(check is { Holds: true, SignatureHolds: true, IsSameRuntime: true, Agreement: ReleaseAgreement.SameBytes });
        Assert.Equal(s_ports.Value.Id.Value, check.Build);
        using var key = Key();
        Assert.Equal(key.Fingerprint, check.Fingerprint);
    }

    [Fact]
    public void Release_Twice_DiffersInTheSignatureOnly()
    {
        Dictionary<string, byte[]> one = Open(Bundle()), two = Open(Bundle());
        Assert.Equal(one.Keys.Order(StringComparer.Ordinal), two.Keys.Order(StringComparer.Ordinal));
        Assert.All(one.Where(f => f.Key != "release.sig"), f => Assert.Equal(f.Value, two[f.Key]));
    }

    [Fact]
    public void Release_HoldsDataRecipeResultsReportsAndPapersInBothLanguages()
    {
        var files = Open(Bundle());
        foreach (string name in (string[])["release.json", "release.sig", "release.pub.pem", "build.json", "scores.csv", "input/index.yaml", "input/data.csv", "report.zh.html", "report.en.html", "audit/audit.csv", "stated/uncertainty.yaml", "stated/levers.yaml",
            "papers/concept.zh.md", "papers/concept.en.md", "papers/limitations.zh.md", "papers/limitations.en.md", "papers/audit-report.zh.md", "papers/audit-report.en.md"])
            Assert.Contains(name, files.Keys);
        Assert.DoesNotContain("timings.json", files.Keys);
        Assert.DoesNotContain(files, f => Encoding.UTF8.GetString(f.Value).Contains("PRIVATE KEY", StringComparison.Ordinal));
        Assert.Contains("Shippers' satisfaction", Encoding.UTF8.GetString(files["papers/concept.en.md"]), StringComparison.Ordinal);
        Assert.Contains("indicators state no reason", Encoding.UTF8.GetString(files["papers/concept.en.md"]), StringComparison.Ordinal);
    }

    /// <summary>Each class of bytes, changed: what is found, and where.</summary>
    [Theory]
    [InlineData("input/data.csv", "12.6", "12.7", "release.file-altered")]
    [InlineData("input/data.csv", "12.6", "12.7", "release.identity")]
    [InlineData("input/index.yaml", "0.4", "0.5", "release.identity")]
    [InlineData("input/indicators.csv", "IDEAS,2", "IDEAS,3", "release.file-altered")]
    [InlineData("input/units.csv", "Corvane", "Corvane!", "release.file-altered")]
    [InlineData("scores.csv", "92.2", "95.2", "release.result-differs")]
    [InlineData("build.json", "\"units\": 6", "\"units\": 7", "release.result-differs")]
    [InlineData("report.en.html", "92.20", "95.20", "release.file-altered")]
    [InlineData("papers/limitations.en.md", "causality", "certainty", "release.file-altered")]
    [InlineData("release.json", "\"engine\": \"1.0.0\"", "\"engine\": \"1.0.1\"", "release.signature")]
    public void Verify_ChangedBytes_AreFound(string file, string from, string to, string code)
    {
        var files = Open(Bundle());
        if (!Encoding.UTF8.GetString(files[file]).Contains(from, StringComparison.Ordinal)) from = to = "";
        byte[] changed = Changed(Bundle(), file, text => from.Length == 0 ? text + "\n#" : text.Replace(from, to, StringComparison.Ordinal));
        var check = Check(changed);
        Assert.False(check.Holds);
        if (from.Length > 0) Assert.Contains(code, check.Findings.Select(f => f.Code));
    }

    [Fact]
    public void Verify_ChangedSignature_DoesNotHold()
    {
        var files = Open(Bundle());
        files["release.sig"][^1] ^= 1;
        var check = Check(ReleaseBundle.Zip(files));
        Assert.False(check.SignatureHolds);
        Assert.Equal(["release.signature"], check.Findings.Select(f => f.Code));
        Assert.Equal(ReleaseAgreement.SameBytes, check.Agreement);
        foreach (string missing in (string[])["release.sig", "release.pub.pem"])
        {
            files = Open(Bundle());
            files.Remove(missing);
            Assert.Contains("release.unsigned", Check(ReleaseBundle.Zip(files)).Findings.Select(f => f.Code));
        }
    }

    [Fact]
    public void Verify_OtherKey_IsFoundWhereOneIsAskedFor()
    {
        byte[] bundle = Bundle();
        using ReleaseKey own = Key(), other = Key("other.pem");
        Assert.True(Check(bundle, own.Fingerprint).Holds);
        Assert.True(Check(bundle, own.PublicPem).Holds);
        Assert.Equal(["release.other-key"], Check(bundle, other.PublicPem).Findings.Select(f => f.Code));
        Assert.Equal(["release.other-key"], Check(bundle, other.Fingerprint).Findings.Select(f => f.Code));
    }

    /// <summary>Who changes a result, its hash and the signature alike is found by running it again.</summary>
    [Fact]
    public void Verify_ResultChangedAndSignedAnew_DoesNotFollowFromTheData()
    {
        var files = Open(Bundle());
        string scores = Encoding.UTF8.GetString(files["scores.csv"]);
        files["scores.csv"] = Encoding.UTF8.GetBytes(scores.Replace("92.2", "95.2", StringComparison.Ordinal));
        var manifest = JsonNode.Parse(files["release.json"])!;
        manifest["hashes"]!["scores.csv"] = Convert.ToHexStringLower(SHA256.HashData(files["scores.csv"]));
        files["release.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        using var forger = Key("forger.pem");
        files["release.sig"] = forger.Sign(files["release.json"]);
        files["release.pub.pem"] = Encoding.UTF8.GetBytes(forger.PublicPem);
        var check = Check(ReleaseBundle.Zip(files));
        Assert.True(check.SignatureHolds);
        Assert.Equal(ReleaseAgreement.Differs, check.Agreement);
        Assert.Equal(["release.result-differs"], check.Findings.Select(f => f.Code));
    }

    [Fact]
    public void Verify_ManifestStatingANameTwice_IsRefusedNotCrashedOn()
    {
        byte[] twice = Changed(Bundle(), ReleaseBundle.Manifest, m => m.Replace("\"hashes\": {", "\"hashes\": {\n    \"input/index.yaml\": \"0\",", StringComparison.Ordinal));
        var refused = Assert.IsType<Outcome<ReleaseCheck>.Refused>(ReleaseCheck.Of(twice, "bundle.zip", Runtime));
        Assert.Equal("json.syntax", Assert.Single(refused.Findings).Code);
    }

    [Fact]
    public void Verify_FileAdded_IsFound()
    {
        var files = Open(Bundle());
        files["more.csv"] = [1];
        Assert.Equal(["release.file-added"], Check(ReleaseBundle.Zip(files)).Findings.Select(f => f.Code));
    }

    [Fact]
    public void Verify_OtherRuntime_ForgivesTheThirteenthDigitOnly()
    {
        var files = Open(Bundle("solaris-sparc"));
        Assert.False(Check(ReleaseBundle.Zip(files)).IsSameRuntime);
        Assert.Equal(ReleaseAgreement.SameBytes, Check(ReleaseBundle.Zip(files)).Agreement);
        Assert.True(TwelveDigits.Agree("a,1.0000000000001,x2"u8.ToArray(), "a,1,x2"u8.ToArray()));
        Assert.True(TwelveDigits.Agree("winsorised to 65.51724137931035"u8.ToArray(), "winsorised to 65.51724137931036"u8.ToArray()));
        Assert.False(TwelveDigits.Agree("a,1.00000000001,x2"u8.ToArray(), "a,1,x2"u8.ToArray()));
        Assert.False(TwelveDigits.Agree("a,1,x2"u8.ToArray(), "a,1,x3"u8.ToArray()));
        Assert.False(TwelveDigits.Agree("a,,x2"u8.ToArray(), "a,1,x2"u8.ToArray()));
        Assert.False(TwelveDigits.Agree("a,1"u8.ToArray(), "b,1"u8.ToArray()));
    }

    [Theory]
    [InlineData("release.no-manifest")]
    [InlineData("release.unreadable")]
    public void Verify_WhatIsNoBundle_IsRefused(string code)
    {
        byte[] bytes = code == "release.unreadable" ? [1, 2, 3] : ReleaseBundle.Zip(new Dictionary<string, byte[]> { ["a.txt"] = [1] });
        Assert.Equal([code], ReleaseCheck.Of(bytes, "x.zip", Runtime).AllFindings.Select(f => f.Code));
    }

    [Fact]
    public void Key_IsMadeOnceAndIsItsOwnersAlone()
    {
        string path = Path.Combine(_folder, "sub", "key.pem");
        string first;
        using (var key = ReleaseKey.Open(path).OrThrow()) first = key.Fingerprint;
        using (var again = ReleaseKey.Open(path).OrThrow()) Assert.Equal(first, again.Fingerprint);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal(["release.key-open"], ReleaseKey.Open(path).AllFindings.Select(f => f.Code));
    }

    [Fact]
    public void Key_OfAnotherKind_IsRefused()
    {
        string path = Path.Combine(_folder, "bad.pem");
        File.WriteAllText(path, "no key");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(["release.key-invalid"], ReleaseKey.Open(path).AllFindings.Select(f => f.Code));
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(path, p384.ExportPkcs8PrivateKeyPem());
        Assert.Equal(["release.key-invalid"], ReleaseKey.Open(path).AllFindings.Select(f => f.Code));
    }
}
