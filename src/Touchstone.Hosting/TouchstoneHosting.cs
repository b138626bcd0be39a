using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Touchstone.City.Registers;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Storage.Sqlite;

namespace Touchstone.Hosting;

/// <summary>What a host decides.</summary>
/// <param name="Database">Which database.</param>
public sealed record TouchstoneOptions(DatabaseChoice Database)
{
    /// <summary>The folder of rulebooks; those that come with the program unless told otherwise.</summary>
    public string Rulebooks { get; init; } = Path.Combine(AppContext.BaseDirectory, "rulebooks");
}

/// <summary>Puts the parts together: database, clock, use cases. The web, the API and the command line start here.</summary>
public static class TouchstoneHosting
{
    /// <summary>Adds the store, the clock and every use case.</summary>
    public static IServiceCollection AddTouchstone(this IServiceCollection services, TouchstoneOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => RulebookShelf.Open(options.Rulebooks));
        services.AddSingleton(provider => CityRegisters.Book(new(() => provider.GetRequiredService<RulebookShelf>())));
        services.AddPooledDbContextFactory<CityDb>(builder => options.Database.Configure(builder));
        foreach (var useCase in UseCases.All) services.AddSingleton(useCase);
        return services;
    }

    /// <summary>Brings the database to this version of the product; makes it where there is none. Gives the migrations applied.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(this IServiceProvider services, CancellationToken stop = default)
    {
        var options = services.GetRequiredService<TouchstoneOptions>();
        if (options.Database is DatabaseChoice.SqliteFile file && Path.GetDirectoryName(file.Path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        await using var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync(stop);
        if (options.Database is DatabaseChoice.SqliteFile { Path: var path } && !File.Exists(path)) await db.BeginFile(stop);
        // Asking first keeps a start without news off the migration lock, which a killed process could leave behind.
        string[] pending = [.. await db.Database.GetPendingMigrationsAsync(stop)];
        if (pending.Length > 0) await db.Database.MigrateAsync(stop);
        await NameIndex.MakeWhereMissing(db, services.GetRequiredService<RegisterBook>(), stop);
        return pending;
    }
}

/// <summary>The use cases: public sealed classes of the city with a public method <c>Run</c>. They hold no state of their own.</summary>
internal static class UseCases
{
    public static IReadOnlyList<Type> All { get; } = [.. typeof(CityDb).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsSealed: true, IsAbstract: false } && type.GetMethod("Run") is { IsStatic: false })
        .OrderBy(type => type.FullName, StringComparer.Ordinal)];
}
