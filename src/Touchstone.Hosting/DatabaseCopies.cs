using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Touchstone.Model;

namespace Touchstone.Hosting;

/// <summary>Whether a file that is there may be replaced.</summary>
public enum Existing
{
    /// <summary>It stays: the action is refused.</summary>
    Keep,
    /// <summary>It is replaced.</summary>
    Replace,
}

/// <summary>A copy of a database.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">How large.</param>
/// <param name="Sha256">Its hash, also written beside it.</param>
public sealed record DatabaseCopy(string Path, long Bytes, string Sha256);

/// <summary>
/// Backup and restore of the embedded database. A backup is taken while others read and write (SQLite's online backup), checked (<c>integrity_check</c>), and put in place whole
/// with its SHA-256 beside it; a restore checks both before it replaces anything. PostgreSQL has its own tools, which are named.
/// </summary>
public static class DatabaseCopies
{
    /// <summary>Copies the database to a file.</summary>
    public static async Task<Outcome<DatabaseCopy>> Backup(DatabaseChoice database, string target, Existing existing, CancellationToken stop = default)
    {
        if (database is DatabaseChoice.PostgresServer server) return Outcome.Refused<DatabaseCopy>(UsePostgresTools(server, new("pg_dump --format=custom --file=…", "pg_dump --format=custom --file=…")));
        var file = (DatabaseChoice.SqliteFile)database;
        if (!File.Exists(file.Path)) return Outcome.Refused<DatabaseCopy>(NoFile(file.Path));
        if (existing == Existing.Keep && File.Exists(target)) return Outcome.Refused<DatabaseCopy>(There(target));
        string beside = target + ".new";
        File.Delete(beside);
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(target)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        try
        {
            CopyOnline(file.Path, beside);
            if (Damage(beside) is { } damage) return Outcome.Refused<DatabaseCopy>(Damaged(file.Path, damage));
            string hash = await HashOf(beside, stop);
            File.Move(beside, target, overwrite: true);
            await File.WriteAllTextAsync(target + ".sha256", $"{hash}  {System.IO.Path.GetFileName(target)}\n", stop);
            return Outcome.Done(new DatabaseCopy(target, new FileInfo(target).Length, hash));
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Puts a backup in place of the database.</summary>
    public static async Task<Outcome<DatabaseCopy>> Restore(string source, DatabaseChoice database, Existing existing, CancellationToken stop = default)
    {
        if (database is DatabaseChoice.PostgresServer server) return Outcome.Refused<DatabaseCopy>(UsePostgresTools(server, new("pg_restore --clean …", "pg_restore --clean …")));
        var file = (DatabaseChoice.SqliteFile)database;
        if (!File.Exists(source)) return Outcome.Refused<DatabaseCopy>(NoFile(source));
        string hash = await HashOf(source, stop);
        if (File.Exists(source + ".sha256") && !(await File.ReadAllTextAsync(source + ".sha256", stop)).StartsWith(hash, StringComparison.OrdinalIgnoreCase))
            return Outcome.Refused<DatabaseCopy>(OtherHash(source));
        if (existing == Existing.Keep && File.Exists(file.Path)) return Outcome.Refused<DatabaseCopy>(There(file.Path));
        if (SqliteFiles.InUse(file.Path)) return Outcome.Refused<DatabaseCopy>(InUse(file.Path));
        string beside = file.Path + ".new";
        try
        {
            if (System.IO.Path.GetDirectoryName(file.Path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            File.Copy(source, beside, overwrite: true);
            if (Damage(beside) is { } damage) return Outcome.Refused<DatabaseCopy>(Damaged(source, damage));
            using (var restored = Open(beside, SqliteOpenMode.ReadWrite)) SetJournal(restored, "WAL");
            SqliteFiles.PutInPlace(beside, file.Path);
            return Outcome.Done(new DatabaseCopy(file.Path, new FileInfo(file.Path).Length, hash));
        }
        finally
        {
            SqliteFiles.Remove(beside);
        }
    }

    private static void CopyOnline(string from, string to)
    {
        using var source = Open(from, SqliteOpenMode.ReadOnly);
        using var target = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        // A copy is one file: without the log it can be read from a medium that cannot be written to.
        SetJournal(target, "DELETE");
    }

    private static void SetJournal(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode = {mode}";
        command.ExecuteNonQuery();
    }

    /// <summary>What is wrong with a database file; null when it is sound and one of ours.</summary>
    private static string? Damage(string path)
    {
        try
        {
            using var connection = Open(path, SqliteOpenMode.ReadWrite);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            string said = Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
            if (said != "ok") return said;
            command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'obs_observation'";
            return command.ExecuteScalar() is 1L ? null : "no table obs_observation";
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static async Task<string> HashOf(string path, CancellationToken stop)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop));
    }

    private static Finding UsePostgresTools(DatabaseChoice.PostgresServer server, Text tool) => Finding.Error("database.postgres-tools", new Place(server.ToString()),
        new("PostgreSQL 数据库用其自带工具备份和恢复。", "A PostgreSQL database is backed up and restored by its own tools."),
        new($"请用 {tool.Zh}。", $"Use {tool.En}."));

    private static Finding NoFile(string path) => Finding.Error("database.missing", new Place(path), new("没有这个文件。", "There is no such file."), new("检查路径。", "Check the path."));

    private static Finding There(string path) => Finding.Error("file.exists", new Place(path), new("文件已存在，未覆盖。", "The file is there; it was not replaced."), new("换一个路径，或加 --force。", "Name another path, or add --force."));

    private static Finding InUse(string path) => Finding.Error("database.in-use", new Place(path), new("数据库正被另一进程使用，未恢复。", "The database is in use by another process; nothing was restored."),
        new("先停止正在运行的服务，再重试。", "Stop the server that is running, then try again."));

    private static Finding OtherHash(string path) => Finding.Error("backup.hash", new Place(path), new("文件的 SHA-256 与旁边记录的不符。", "The file's SHA-256 is not the one written beside it."),
        new("文件已损坏或被改动；请用另一份备份。", "It is damaged or was changed; use another backup."));

    private static Finding Damaged(string path, string damage) => Finding.Error("database.damaged", new Place(path), new($"数据库未通过完整性检查：{damage}", $"The database fails its integrity check: {damage}"),
        new("请用另一份备份。", "Use another backup."));
}
