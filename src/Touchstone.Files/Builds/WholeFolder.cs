using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>What to do when the folder to write already holds something.</summary>
public enum ExistingFolder
{
    /// <summary>Refuse.</summary>
    Refuse,
    /// <summary>Replace it, if it is a folder of the same kind; anything else is refused all the same.</summary>
    Replace,
}

/// <summary>Folders of results, written all or nothing: into a folder beside, then renamed. A folder is known as one of ours by a file that each of its kind has.</summary>
internal static class WholeFolder
{
    /// <summary>Writes a folder; the outcome is the full path. Refused when it holds something that may not be replaced, or the disk refuses.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="mark">The file by which a folder of this kind is known.</param>
    /// <param name="existing">What to do with what is there.</param>
    /// <param name="write">Writes the files to streams by name; each stream is disposed.</param>
    public static Outcome<string> Write(string directory, string mark, ExistingFolder existing, Action<Func<string, Stream>> write)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (WhyNot(target, directory, mark, existing) is { } refusal) return Outcome.Refused<string>(refusal);
        string temporary = Beside(target, "new");
        try
        {
            Directory.CreateDirectory(temporary);
            write(name => Create(temporary, name));
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

    /// <summary>Writes tables by name.</summary>
    public static Outcome<string> Write(string directory, string mark, ExistingFolder existing, IReadOnlyDictionary<string, byte[]> files) => Write(directory, mark, existing, open =>
    {
        foreach (var (name, bytes) in files)
        {
            using var stream = open(name);
            stream.Write(bytes);
        }
    });

    private static Finding? WhyNot(string target, string shown, string mark, ExistingFolder existing)
    {
        if (File.Exists(target))
            return Finding.Error("build.not-a-folder", new Place(shown),
                new("这里已有一个同名文件。", "There is a file of this name."),
                new("换一个文件夹名。", "Choose another folder."));
        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any()) return null;
        if (existing == ExistingFolder.Refuse)
            return Finding.Error("build.folder-exists", new Place(shown),
                new("文件夹已存在且不是空的。", "The folder exists and is not empty."),
                new("换一个文件夹，或加 --force 替换其中原有的结果。", "Choose another folder, or give --force to replace the results in it."));
        return File.Exists(Path.Combine(target, mark)) ? null : Finding.Error("build.folder-foreign", new Place(shown),
            new($"文件夹里没有 {mark}，不是同类结果的文件夹，不会替换。", $"The folder has no {mark}: it does not hold results of this kind and is not replaced."),
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }   // a hidden leftover beside; the results themselves stand
    }
}
