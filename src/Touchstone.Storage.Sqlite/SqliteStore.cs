using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Touchstone.City.Storage;

namespace Touchstone.Storage.Sqlite;

/// <summary>The embedded store: one file, write-ahead log.</summary>
public static class SqliteStore
{
    /// <summary>How long a writer waits for another process to finish its transaction, in seconds, before it is told that the database is busy.</summary>
    public const int BusySeconds = 30;

    private static readonly SqliteRowWriter Writer = new();

    /// <summary>Uses SQLite with the migrations of this project.</summary>
    public static DbContextOptionsBuilder UseCitySqlite(this DbContextOptionsBuilder options, string connectionString) =>
        options.KeepAppendOnly().AddInterceptors(Writer).UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteStore).Assembly.GetName().Name).CommandTimeout(BusySeconds));

    /// <summary>Begins a file that is not there yet. Its pages are larger than SQLite makes them unasked: a large import then writes and sorts a quarter as many.</summary>
    public static async Task BeginFile(this CityDb db, CancellationToken stop = default)
    {
        await db.Database.OpenConnectionAsync(stop);
        await db.Database.ExecuteSqlRawAsync("PRAGMA page_size = 16384", stop);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = 'wal'", stop);
        await db.Database.CloseConnectionAsync();
    }
}

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<CityDb>
{
    public CityDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CityDb>();
        options.UseCitySqlite("Data Source=:memory:");
        return new(options.Options);
    }
}
