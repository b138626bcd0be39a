using System.Security.Cryptography;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Reads the folder of a build back: its files are held against their hashes, its input is run again, and the build must come out with the same identity.</summary>
public static class BuiltFolder
{
    /// <summary>True when the folder looks like that of a build (it has a build.json).</summary>
    public static bool Is(string directory) => File.Exists(Path.Combine(directory, BuildPaper.Name));

    /// <summary>The build, run again from the input kept in the folder; refused when a file was altered or the identity differs.</summary>
    public static Outcome<IndexBuild> Read(string directory, CancellationToken stop = default)
    {
        string path = Path.Combine(directory, BuildPaper.Name);
        if (!File.Exists(path)) return Outcome.Refused<IndexBuild>(NotABuild(directory));
        var findings = new FindingList();
        using var document = JsonText.Parse(File.ReadAllBytes(path), BuildPaper.Name, findings);
        if (document is null) return Outcome.Refused<IndexBuild>(findings.ToImmutable());
        var paper = new JsonReading(document.RootElement, BuildPaper.Name, "$", findings);
        string? id = paper.Text("build"), methods = paper.Text("methods");
        foreach (var (name, hash) in paper.Members("hashes").ToList()) CheckFile(directory, name, hash.Text(), findings);
        if (methods is not null && methods != Methods.Version) findings.Add(OtherMethods(methods));
        if (findings.HasErrors) return Outcome.Refused<IndexBuild>(findings.ToImmutable());
        var input = IndexFolder.Read(Path.Combine(directory, BuildFolder.InputName));
        if (!input.IsDone(out var folder)) return Outcome.Refused<IndexBuild>(input.AllFindings);
        var run = IndexBuild.Run(folder.Input, folder.Recipe, null, stop);
        if (!run.IsDone(out var build)) return Outcome.Refused<IndexBuild>(run.AllFindings);
        return build.Id.Value == id ? Outcome.Done(build, findings.ToImmutable()) : Outcome.Refused<IndexBuild>(OtherIdentity(id, build.Id));
    }

    private static void CheckFile(string directory, string name, string? hash, FindingList findings)
    {
        string path = Path.GetFullPath(Path.Combine(directory, name));
        bool inside = path.StartsWith(Path.GetFullPath(directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (inside && File.Exists(path))
        {
            using var stream = File.OpenRead(path);
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) == hash) return;
        }
        findings.Error("build.file-altered", new Place(name),
            new("文件缺失，或在写出之后被改动。", "The file is missing or was changed after it was written."),
            new("重新测算；输出文件夹中的文件不要手工修改。", "Build again; do not edit files in the folder of a build."));
    }

    private static Finding NotABuild(string directory) => Finding.Error("build.none", new Place(directory),
        new("文件夹里没有 build.json。", "The folder has no build.json."),
        new("请给出 index build --out 写出的文件夹。", "Give a folder written by index build --out."));

    private static Finding OtherMethods(string methods) => Finding.Error("build.methods-version", new Place(BuildPaper.Name),
        new($"此批次用方法版本 {methods} 测算，现为 {Methods.Version}。", $"The build was made with methods version {methods}; this is {Methods.Version}."),
        new("用其 input 文件夹重新测算，并查看 METHODS-CHANGELOG.md。", "Build its input folder again, and see METHODS-CHANGELOG.md."));

    private static Finding OtherIdentity(string? written, BuildId now) => Finding.Error("build.identity", new Place(BuildPaper.Name),
        new($"重新测算得到的批次号是 {now}，文件写的是 {written}。", $"Run again, the build is {now}; the file says {written}."),
        new("重新测算，并核对输入是否被改动。", "Build again, and check whether the input was changed."));
}
