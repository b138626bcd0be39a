using System.Runtime.InteropServices;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index verify FILE</c>: whether a released bundle is whole, signed by whom, and comes out the same when it is run again. Asks nothing outside.</summary>
internal static class IndexVerifyVerb
{
    public static Verb Of(Terminal terminal)
    {
        var file = Options.Folder(terminal, "FILE", new("index release 写出的发布包", "a bundle written by index release"));
        var key = Options.Of<string?>(terminal, "--key", "KEY", new("应当是谁签的：公钥指纹，或公钥文件（PEM）", "who must have signed: a fingerprint, or a file with the public key (PEM)"));
        var json = Options.Json(terminal);
        return new("verify", new("核验发布包：签名、每个文件的哈希，并离线重算、逐字节比较", "verify a released bundle: signature, the hash of every file, and run it again offline, byte for byte"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(file), line.GetValue(key), line.GetValue(json), stop)))
        {
            Arguments = { file },
            Options = { key, json },
            Examples =
            [
                new("touchstone index verify five-ports.zip", new("核验，并显示签名的公钥指纹", "verifies, and shows the fingerprint of the key that signed")),
                new("touchstone index verify five-ports.zip --key publisher.pem", new("只认此公钥的签名", "accepts the signature of this key only")),
            ],
        };
    }

    private static int Run(Terminal terminal, string file, string? key, bool asJson, CancellationToken stop)
    {
        if (!File.Exists(file)) return Ending.Refused(terminal, [Finding.Error("file.missing", new Place(file), new("没有这个文件。", "There is no such file."), new("请核对路径。", "Check the path."))], asJson);
        string? trusted = key is not null && File.Exists(key) ? File.ReadAllText(key) : key;
        var checkedOutcome = ReleaseCheck.Of(File.ReadAllBytes(file), file, RuntimeInformation.RuntimeIdentifier, trusted, stop);
        if (!checkedOutcome.IsDone(out var check)) return Ending.WithFindings(terminal, checkedOutcome.AllFindings, asJson);
        int code = check.Holds ? ExitCode.Done : ExitCode.Findings;
        if (asJson) AsJson(terminal, check, code);
        else AsText(terminal, check);
        return code;
    }

    private static void AsJson(Terminal terminal, ReleaseCheck check, int code) => Json.Write(terminal.Out, json =>
    {
        json.WriteNumber("exitCode", code);
        json.WriteBoolean("holds", check.Holds);
        json.Text("name", check.Name);
        json.WriteString("build", check.Build);
        json.WriteString("engine", check.Engine);
        json.WriteString("runtime", check.Runtime);
        json.WriteBoolean("sameRuntime", check.IsSameRuntime);
        json.WriteBoolean("signatureHolds", check.SignatureHolds);
        json.WriteString("key", check.Fingerprint);
        json.WriteString("agreement", System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(check.Agreement.ToString()));
        json.WriteNumber("filesCompared", check.Compared);
        json.Findings("findings", check.Findings);
    });

    private static void AsText(Terminal terminal, ReleaseCheck check)
    {
        void Line(Text text) => terminal.Out.WriteLine(terminal.Say(text));
        Line(check.Name);
        Line(new($"测算批次 {check.Build}，产品版本 {check.Engine}，运行环境 {check.Runtime}", $"build {check.Build}, version {check.Engine}, runtime {check.Runtime}"));
        Line(check.SignatureHolds ? new($"签名成立，公钥指纹 {check.Fingerprint}；这是谁的公钥，须另行核对", $"The signature holds, by key {check.Fingerprint}; whose key it is must be known from elsewhere") : new("签名不成立", "The signature does not hold"));
        Line(check.Agreement switch
        {
            ReleaseAgreement.SameBytes => new($"已重新测算：{Shown.Count(check.Compared)} 个结果文件逐字节相同", $"Run again: {Shown.Count(check.Compared)} result files, every byte the same"),
            ReleaseAgreement.TwelveDigits => new($"已重新测算：{Shown.Count(check.Compared)} 个结果文件的数值在 12 位内相同（运行环境{(check.IsSameRuntime ? "相同" : "不同")}）", $"Run again: the numbers of {Shown.Count(check.Compared)} result files agree to twelve digits (the runtime is {(check.IsSameRuntime ? "the same" : "another")})"),
            ReleaseAgreement.Differs => new("已重新测算：结果不同", "Run again: the results differ"),
            ReleaseAgreement.NotRun => new("没有重新测算", "It was not run again"),
        });
        FindingLines.Write(terminal, terminal.Out, check.Findings);
        Line(check.Holds ? new("核验通过。", "It holds.") : new("核验不通过。", "It does not hold."));
    }
}
