using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.Hosting;

/// <summary>Whether a database is there and fits this version of the product.</summary>
public static class DatabaseState
{
    /// <summary>Null when it can be used as it is, else why not.</summary>
    public static async Task<Finding?> WhyNotUsable(this IServiceProvider services, CancellationToken stop = default)
    {
        var database = services.GetRequiredService<TouchstoneOptions>().Database;
        if (database is DatabaseChoice.SqliteFile file && !File.Exists(file.Path)) return Missing(database);
        await using var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync(stop);
        if (await WhyNewer(db, database, stop) is { } newer) return newer;
        return (await db.Database.GetPendingMigrationsAsync(stop)).Any() ? Older(database) : null;
    }

    /// <summary>Null unless a newer version of the product made the database.</summary>
    internal static async Task<Finding?> WhyNewer(CityDb db, DatabaseChoice database, CancellationToken stop)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        return (await db.Database.GetAppliedMigrationsAsync(stop)).Any(m => !known.Contains(m)) ? Newer(database) : null;
    }

    private static Finding Missing(DatabaseChoice database) => Finding.Error("database.missing", new Place(database.ToString()),
        new("没有这个数据库文件。", "There is no such database file."),
        new("用 touchstone migrate 新建，或用 touchstone demo 建立示范城市；用 --db 可指定另一个。", "Make one with touchstone migrate, or the demo city with touchstone demo; --db names another."));

    private static Finding Older(DatabaseChoice database) => Finding.Error("database.older", new Place(database.ToString()),
        new("数据库属于较早的版本，或尚未建立。", "The database is of an earlier version, or not made yet."),
        new("先备份，再运行 touchstone migrate。", "Back it up, then run touchstone migrate."));

    private static Finding Newer(DatabaseChoice database) => Finding.Error("database.newer", new Place(database.ToString()),
        new("数据库由更新的版本建立，本程序不能使用。", "The database was made by a newer version; this program cannot use it."),
        new("改用新版本的程序。", "Use the newer version of the program."));
}
