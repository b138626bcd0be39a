using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Touchstone.Storage.Postgres;
using Touchstone.Storage.Sqlite;

namespace Touchstone.Hosting;

/// <summary>Which database: a file (SQLite), or a server (PostgreSQL). Closed: the two below are the only cases.</summary>
public abstract record DatabaseChoice
{
    /// <summary>The environment variable that names the database when no option does.</summary>
    public const string Variable = "TOUCHSTONE_DB";

    /// <summary>Where the database is when nothing says otherwise.</summary>
    public const string DefaultPath = "data/touchstone.db";

    private DatabaseChoice() { }

    /// <summary>The embedded database: one file.</summary>
    public sealed record SqliteFile(string Path) : DatabaseChoice
    {
        internal string ConnectionString => new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            ForeignKeys = true,
            DefaultTimeout = SqliteStore.BusySeconds,
        }.ToString();

        public override string ToString() => Path;
    }

    /// <summary>A PostgreSQL server.</summary>
    public sealed record PostgresServer(string ConnectionString) : DatabaseChoice
    {
        /// <summary>Without the password.</summary>
        public override string ToString()
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"postgres://{parts.Host}:{parts.Port}/{parts.Database}";
        }
    }

    /// <summary>Reads a file path, a connection string that starts with <c>Host=</c>, or an address <c>postgres://user:password@host:port/database</c>.</summary>
    public static DatabaseChoice Parse(string text)
    {
        if (text.StartsWith("Host=", StringComparison.OrdinalIgnoreCase)) return new PostgresServer(text);
        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            return new PostgresServer(FromAddress(new Uri(text)));
        return new SqliteFile(System.IO.Path.GetFullPath(text));
    }

    /// <summary>What the option says, else the environment, else the default file.</summary>
    public static DatabaseChoice From(string? option, string defaultPath = DefaultPath) =>
        Parse(option is { Length: > 0 } ? option : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : defaultPath);

    internal void Configure(DbContextOptionsBuilder options)
    {
        if (this is PostgresServer server) options.UseCityPostgres(server.ConnectionString);
        else options.UseCitySqlite(((SqliteFile)this).ConnectionString);
    }

    private static string FromAddress(Uri address)
    {
        var parts = new NpgsqlConnectionStringBuilder { Host = address.Host, Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) };
        if (address.Port > 0) parts.Port = address.Port;
        string[] user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0) parts.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) parts.Password = Uri.UnescapeDataString(user[1]);
        return parts.ToString();
    }
}
