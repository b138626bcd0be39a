using Microsoft.Data.Sqlite;

namespace Touchstone.Hosting;

/// <summary>A SQLite database as files: itself, its log, its shared memory.</summary>
internal static class SqliteFiles
{
    private static readonly string[] Parts = ["", "-wal", "-shm", "-journal"];

    public static void Remove(string path)
    {
        foreach (string part in Parts) File.Delete(path + part);
    }

    /// <summary>Renames a complete database over another one, or over none.</summary>
    public static void PutInPlace(string beside, string path)
    {
        // The last connection that closes folds the log into the file, so the file alone is the database.
        if (File.Exists(beside + "-wal")) throw new InvalidOperationException($"{beside} is still open; it was not put in place.");
        foreach (string part in Parts.Skip(1)) File.Delete(path + part);
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>True when another process has the database open: it would go on writing to the file that is replaced.</summary>
    public static bool InUse(string path)
    {
        if (!File.Exists(path + "-wal")) return false;
        // A log left by a killed process is folded in when the database is opened and closed; one that stays belongs to a process that lives.
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            command.ExecuteScalar();
        }
        return File.Exists(path + "-wal");
    }
}
