using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.Hosting.Demo;

/// <summary>Whether a demo city that is there is kept.</summary>
public enum DemoStart
{
    /// <summary>The one that is there is kept.</summary>
    Keep,
    /// <summary>It is made anew.</summary>
    Fresh,
}

/// <summary>What became of the demo database.</summary>
/// <param name="Report">What was made; null when the one that was there was kept.</param>
public sealed record DemoMade(DemoReport? Report);

/// <summary>The demo's database: made beside and renamed when complete, so that there is a whole demo city or none.</summary>
public static class DemoDatabase
{
    /// <summary>Where the demo is when nothing says otherwise.</summary>
    public const string DefaultPath = "data/demo.db";

    /// <summary>Makes the demo database where there is none, or anew.</summary>
    /// <param name="database">Where. A PostgreSQL database must be empty; it is filled in place.</param>
    /// <param name="samples">The folder of the demo city.</param>
    /// <param name="start">Keep or make anew.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<Outcome<DemoMade>> Make(DatabaseChoice database, string samples, DemoStart start, Action<Text>? progress = null, CancellationToken stop = default) => database switch
    {
        DatabaseChoice.SqliteFile file => MakeFile(file, samples, start, progress, stop),
        DatabaseChoice.PostgresServer server => FillServer(server, samples, start, progress, stop),
        _ => throw new InvalidOperationException("A database is a file or a server."),
    };

    private static async Task<Outcome<DemoMade>> MakeFile(DatabaseChoice.SqliteFile file, string samples, DemoStart start, Action<Text>? progress, CancellationToken stop)
    {
        if (start == DemoStart.Keep && File.Exists(file.Path)) return Outcome.Done(new DemoMade(null));
        if (SqliteFiles.InUse(file.Path)) return Outcome.Refused<DemoMade>(Busy(file));
        string beside = file.Path + ".new";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file.Path))!);
        SqliteFiles.Remove(beside);
        var filled = await Fill(new DatabaseChoice.SqliteFile(beside), samples, progress, stop);
        SqliteConnection.ClearAllPools();
        if (!filled.IsDone(out var report))
        {
            SqliteFiles.Remove(beside);
            return Outcome.Refused<DemoMade>(filled.AllFindings);
        }
        SqliteFiles.PutInPlace(beside, file.Path);
        return Outcome.Done(new DemoMade(report), filled.AllFindings);
    }

    private static async Task<Outcome<DemoMade>> FillServer(DatabaseChoice.PostgresServer server, string samples, DemoStart start, Action<Text>? progress, CancellationToken stop)
    {
        await using var services = Services(server);
        await services.MigrateAsync(stop);
        await using (var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync(stop))
        {
            if (await db.Areas.AnyAsync(stop)) return start == DemoStart.Keep ? Outcome.Done(new DemoMade(null)) : Outcome.Refused<DemoMade>(NotEmpty(server));
        }
        var filled = await new DemoCity(services, samples).Fill(progress, stop);
        return filled.IsDone(out var report) ? Outcome.Done(new DemoMade(report), filled.AllFindings) : Outcome.Refused<DemoMade>(filled.AllFindings);
    }

    private static async Task<Outcome<DemoReport>> Fill(DatabaseChoice database, string samples, Action<Text>? progress, CancellationToken stop)
    {
        await using var services = Services(database);
        await services.MigrateAsync(stop);
        return await new DemoCity(services, samples).Fill(progress, stop);
    }

    private static ServiceProvider Services(DatabaseChoice database) => new ServiceCollection().AddTouchstone(new(database)).BuildServiceProvider();

    private static Finding Busy(DatabaseChoice.SqliteFile file) => Finding.Error("demo.in-use", new Place(file.Path),
        new("示范数据库正被另一进程使用，未重建。", "The demo database is in use by another process; it was not made anew."),
        new("先停止正在运行的服务，再重试。", "Stop the server that is running, then try again."));

    private static Finding NotEmpty(DatabaseChoice.PostgresServer server) => Finding.Error("demo.not-empty", new Place(server.ToString()),
        new("服务器上的数据库不是空的，不会自动清空。", "The database on the server is not empty; it is not emptied for you."),
        new("新建一个空数据库，再指向它。", "Create an empty database and name that one."));
}
