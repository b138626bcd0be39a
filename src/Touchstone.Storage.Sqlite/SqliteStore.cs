using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Touchstone.City.Storage;

namespace Touchstone.Storage.Sqlite;

/// <summary>The embedded store: one file, write-ahead log.</summary>
public static class SqliteStore
{
    /// <summary>How long a writer waits for another process to finish its transaction, in seconds, before it is told that the database is busy.</summary>
    public const int BusySeconds = 30;

    /// <summary>Uses SQLite with the migrations of this project.</summary>
    public static DbContextOptionsBuilder UseCitySqlite(this DbContextOptionsBuilder options, string connectionString) =>
        options.KeepAppendOnly().UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteStore).Assembly.GetName().Name).CommandTimeout(BusySeconds));
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
