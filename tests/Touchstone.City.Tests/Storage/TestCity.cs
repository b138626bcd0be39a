using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Touchstone.City.Storage;
using Touchstone.Hosting;

namespace Touchstone.City.Tests.Storage;

/// <summary>On which database a test runs.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>A city of one test: its own database, its own clock, every use case.</summary>
internal sealed class TestCity : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _folder;

    /// <summary>A database file with every table, made once; each test works on a copy.</summary>
    private static readonly Lazy<string> MigratedFile = new(() =>
    {
        string folder = Directory.CreateTempSubdirectory("touchstone-template-").FullName, path = Path.Combine(folder, "city.db");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using (var services = new ServiceCollection().AddTouchstone(new TouchstoneOptions(new DatabaseChoice.SqliteFile(path))).BuildServiceProvider())
            services.MigrateAsync().GetAwaiter().GetResult();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return path;
    });

    private TestCity(ServiceProvider services, FakeTimeProvider clock, DatabaseChoice database, string? folder) =>
        (_services, Clock, Database, _folder) = (services, clock, database, folder);

    public FakeTimeProvider Clock { get; }
    public DatabaseChoice Database { get; }

    /// <summary>Both databases, for <c>[MemberData]</c>.</summary>
    public static IEnumerable<TheoryDataRow<Engine>> Engines => [new(Engine.Sqlite), OnPostgres(new TheoryDataRow<Engine>(Engine.Postgres))];

    /// <summary>Marks a row as one that needs a PostgreSQL server, so that a quick run can leave it out.</summary>
    public static T OnPostgres<T>(T row) where T : TheoryDataRowBase
    {
        row.Traits["Database"] = ["Postgres"];
        return row;
    }

    public static async Task<TestCity> Start(Engine engine)
    {
        string? folder = engine == Engine.Sqlite ? Directory.CreateTempSubdirectory("touchstone-").FullName : null;
        DatabaseChoice database = engine == Engine.Sqlite
            ? new DatabaseChoice.SqliteFile(Path.Combine(folder!, "city.db"))
            : new DatabaseChoice.PostgresServer(PostgresCluster.NewDatabase());
        if (database is DatabaseChoice.SqliteFile file) File.Copy(MigratedFile.Value, file.Path);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddTouchstone(new TouchstoneOptions(database)).BuildServiceProvider();
        await services.MigrateAsync(TestContext.Current.CancellationToken);
        return new(services, clock, database, folder);
    }

    /// <summary>The same database seen by another host: nothing is shared in memory.</summary>
    public static async Task<TestCity> Reopen(DatabaseChoice database, FakeTimeProvider clock)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddTouchstone(new TouchstoneOptions(database)).BuildServiceProvider();
        await services.MigrateAsync(TestContext.Current.CancellationToken);
        return new(services, clock, database, null);
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();
    public CityDb Open() => Get<IDbContextFactory<CityDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Database is DatabaseChoice.PostgresServer server) PostgresCluster.Release(server.ConnectionString);
        else Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
