using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary>Files that a verb writes where none is.</summary>
internal static class NewFile
{
    /// <summary>Writes the file; a finding when there is one of this name, or the disk refuses. Whole or not at all.</summary>
    public static Finding? Write(string file, byte[] bytes)
    {
        if (File.Exists(file) || Directory.Exists(file))
            return Finding.Error("report.exists", new Place(file), new("已有同名文件。", "There is a file of this name."), new("换一个文件名。", "Choose another name."));
        string temporary = $"{file}.{Path.GetRandomFileName()}.new";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, file);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            return Finding.Error("report.not-written", new Place(file), new($"无法写入：{e.Message}", $"It cannot be written: {e.Message}"), new("检查路径、磁盘空间和权限。", "Check the path, disk space and permissions."));
        }
    }
}
