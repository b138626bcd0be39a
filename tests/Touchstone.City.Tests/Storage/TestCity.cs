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

    private TestCity(ServiceProvider services, FakeTimeProvider clock, DatabaseChoice database, string? folder) =>
        (_services, Clock, Database, _folder) = (services, clock, database, folder);

    public FakeTimeProvider Clock { get; }
    public DatabaseChoice Database { get; }

    /// <summary>Both databases, for <c>[MemberData]</c>.</summary>
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    public static async Task<TestCity> Start(Engine engine)
    {
        string? folder = engine == Engine.Sqlite ? Directory.CreateTempSubdirectory("touchstone-").FullName : null;
        DatabaseChoice database = engine == Engine.Sqlite
            ? new DatabaseChoice.SqliteFile(Path.Combine(folder!, "city.db"))
            : new DatabaseChoice.PostgresServer(PostgresCluster.NewDatabase());
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
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
