using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Files;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index release FOLDER --out FILE</c>: data, recipe, results and papers in one signed file that a reader can run again.</summary>
internal static class IndexReleaseVerb
{
    /// <summary>Where an installation keeps its signing key.</summary>
    internal const string KeyPath = "data/release-key.pem";

    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，或 index build 写出的结果文件夹", "the index's folder, or one written by index build"));
        var into = Options.Required<string>(terminal, "--out", "FILE", new("发布包（zip 文件）", "the bundle (a zip file)"));
        var key = Options.Of<string?>(terminal, "--key", "FILE", new($"签名私钥（PEM）；缺省为 {KeyPath}，没有则生成", $"the signing key (PEM); default: {KeyPath}, made when it is not there"));
        var json = Options.Json(terminal);
        return new("release", new("发布指数：数据、方案、结果、报告、概念说明、局限和审查模板，连同哈希和签名，写成一个可重算的文件", "release an index: data, recipe, results, reports, concept note, limitations and an audit template, with hashes and a signature, in one file that can be run again"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), line.GetRequiredValue(into), line.GetValue(key), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { into, key, json },
            Examples = [new("touchstone index release samples/five-ports --out five-ports.zip", new("写出发布包，并显示公钥指纹", "writes the bundle and shows the fingerprint of the key"))],
        };
    }

    private static int Run(Terminal terminal, string folder, string into, string? keyFile, bool asJson, CancellationToken stop)
    {
        var built = BuiltIndex.Of(folder, terminal, null, stop);
        if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
        var opened = ReleaseKey.Open(keyFile ?? DatabaseOption.InHome(KeyPath));
        if (!opened.IsDone(out var key)) return Ending.Refused(terminal, opened.AllFindings, asJson);
        using (key)
        {
            byte[] bundle = ReleaseBundle.Write(index.Build, IndexFolder.Load(folder).OrThrow(), ReleaseMaker.This(Product.Version), key);
            if (NewFile.Write(into, bundle) is { } refused) return Ending.Refused(terminal, [refused], asJson);
            if (asJson)
                Json.Write(terminal.Out, json =>
                {
                    json.WriteNumber("exitCode", ExitCode.Done);
                    json.WriteString("out", into);
                    json.WriteNumber("bytes", bundle.Length);
                    json.WriteString("build", index.Build.Id.Value);
                    json.WriteString("key", key.Fingerprint);
                    json.Findings("findings", index.Findings);
                });
            else
            {
                terminal.Out.WriteLine(terminal.Say(index.Build.Recipe.Name));
                terminal.Out.WriteLine(terminal.Say(new($"测算批次 {index.Build.Id}", $"build {index.Build.Id}")));
                terminal.Out.WriteLine(terminal.Say(new($"公钥指纹 {key.Fingerprint}", $"key {key.Fingerprint}")));
                terminal.Out.WriteLine(terminal.Say(new($"已写入 {into}。请另行告知读者公钥指纹；读者用 touchstone index verify 核验。", $"Written to {into}. Tell readers the fingerprint by another way; they check it with touchstone index verify.")));
            }
            return ExitCode.Done;
        }
    }
}
