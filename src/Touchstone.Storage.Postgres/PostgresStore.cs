using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Touchstone.City.Storage;

namespace Touchstone.Storage.Postgres;

/// <summary>The store of servers.</summary>
public static class PostgresStore
{
    /// <summary>Uses PostgreSQL with the migrations of this project.</summary>
    public static DbContextOptionsBuilder UseCityPostgres(this DbContextOptionsBuilder options, string connectionString) =>
        options.KeepAppendOnly().UseNpgsql(connectionString, postgres => postgres.MigrationsAssembly(typeof(PostgresStore).Assembly.GetName().Name));
}

/// <summary>For <c>dotnet ef</c> only; connects to nothing.</summary>
internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<CityDb>
{
    public CityDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CityDb>();
        options.UseCityPostgres("Host=localhost;Database=design");
        return new(options.Options);
    }
}
