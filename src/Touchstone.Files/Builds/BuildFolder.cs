using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>How long a step took, as the caller measured it.</summary>
public sealed record StepTiming(int Place, string Kind, TimeSpan Took);

/// <summary>What goes into a build's folder beside the build: how long it took, and the page for people.</summary>
/// <param name="Timings">Times of the steps.</param>
/// <param name="Report">report.html, UTF-8; null = none.</param>
public sealed record BuildPapers(ImmutableArray<StepTiming> Timings, ReadOnlyMemory<byte>? Report = null)
{
    /// <summary>Neither times nor a report.</summary>
    public static BuildPapers None { get; } = new([]);
}

/// <summary>What to do when the folder to write already holds something.</summary>
public enum ExistingFolder
{
    /// <summary>Refuse.</summary>
    Refuse,
    /// <summary>Replace it, if it is the folder of a build; anything else is refused all the same.</summary>
    Replace,
}

/// <summary>
/// A build as a folder: <c>scores.csv</c>, <c>steps/NN-step.csv</c>, <c>changes.csv</c>, <c>parameters.csv</c>, <c>findings.csv</c>, <c>frame.json</c>,
/// <c>build.json</c>, <c>timings.json</c>, <c>report.html</c> when given, and under <c>input/</c> the canonical index folder it was made from, so that
/// a build can be run again and verified. Written all or nothing: into a folder beside, then renamed.
/// </summary>
public static class BuildFolder
{
    /// <summary>The folder inside it that holds what it was made from.</summary>
    public const string InputName = "input";

    /// <summary>Writes a build; the outcome is the full path. Refused when the folder holds something that may not be replaced, or the disk refuses.</summary>
    public static Outcome<string> Write(IndexBuild build, string directory, BuildPapers papers, ExistingFolder existing = ExistingFolder.Refuse)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (WhyNot(target, directory, existing) is { } refusal) return Outcome.Refused<string>(refusal);
        string temporary = Beside(target, "new");
        try
        {
            Directory.CreateDirectory(temporary);
            WriteFiles(build, papers, name => Create(temporary, name));
            Swap(temporary, target);
            return Outcome.Done(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Outcome.Refused<string>(Finding.Error("build.not-written", new Place(directory),
                new($"无法写入：{e.Message}", $"It cannot be written: {e.Message}"),
                new("检查磁盘空间和权限，关闭打开着其中文件的程序；原有内容没有改动。", "Check disk space and permissions and close programs that hold its files; what was there is unchanged.")));
        }
        finally { Remove(temporary); }
    }

    /// <summary>Writes the files of a build to streams by name (<c>scores.csv</c>, <c>steps/01-impute.csv</c>, <c>input/index.yaml</c> …). Each stream is disposed.</summary>
    public static void WriteFiles(IndexBuild build, BuildPapers papers, Func<string, Stream> open)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        void Hashed(string name, Action<Stream> write)
        {
            using var stream = new HashingStream(open(name));
            write(stream);
            hashes[name] = stream.Finish();
        }
        void Table(string name, Action<CsvWriter> write) => Hashed(name, stream => { using var csv = new CsvWriter(stream); write(csv); });

        Table("scores.csv", csv => BuildTables.Scores(csv, build));
        foreach (var step in build.Steps) Table(BuildTables.NameOf(step), csv => BuildTables.Step(csv, step));
        Table("changes.csv", csv => BuildTables.Changes(csv, build));
        Table("parameters.csv", csv => BuildTables.Parameters(csv, build));
        Table("findings.csv", csv => BuildTables.Findings(csv, build.Findings));
        Hashed(FrameFile.Name, stream => stream.Write(FrameFile.Write(build.Frame)));
        foreach (var (name, bytes) in IndexFolder.Write(build.Input, build.Recipe)) Hashed($"{InputName}/{name}", stream => stream.Write(bytes));
        Plain("timings.json", BuildPaper.Timings(papers.Timings));
        if (papers.Report is { } report) Plain("report.html", report);
        Plain(BuildPaper.Name, BuildPaper.Write(build, hashes));

        void Plain(string name, ReadOnlyMemory<byte> bytes)
        {
            using var stream = open(name);
            stream.Write(bytes.Span);
        }
    }

    private static Finding? WhyNot(string target, string shown, ExistingFolder existing)
    {
        if (File.Exists(target))
            return Finding.Error("build.not-a-folder", new Place(shown),
                new("这里已有一个同名文件。", "There is a file of this name."),
                new("换一个文件夹名。", "Choose another folder."));
        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any()) return null;
        if (existing == ExistingFolder.Refuse)
            return Finding.Error("build.folder-exists", new Place(shown),
                new("文件夹已存在且不是空的。", "The folder exists and is not empty."),
                new("换一个文件夹，或加 --force 替换原有测算批次。", "Choose another folder, or give --force to replace the build in it."));
        return File.Exists(Path.Combine(target, BuildPaper.Name)) ? null : Finding.Error("build.folder-foreign", new Place(shown),
            new("文件夹里没有 build.json，不是测算批次的文件夹，不会替换。", "The folder has no build.json: it is not the folder of a build and is not replaced."),
            new("换一个文件夹，或先自行清空。", "Choose another folder, or empty this one yourself."));
    }

    /// <summary>Puts the finished folder in the place of the old one; the old one comes back when that fails.</summary>
    private static void Swap(string finished, string target)
    {
        if (!Directory.Exists(target)) { Directory.Move(finished, target); return; }
        string old = Beside(target, "old");
        Directory.Move(target, old);
        try { Directory.Move(finished, target); }
        catch
        {
            Directory.Move(old, target);
            throw;
        }
        Remove(old);
    }

    private static string Beside(string target, string word) =>
        Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.{word}");

    private static FileStream Create(string root, string name)
    {
        string path = Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    }

    private static void Remove(string directory)
    {
        try { if (Directory.Exists(directory)) Directory.Delete(directory, true); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }   // a hidden leftover beside; the build itself stands
    }
}
