using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.City.Submissions;
using Touchstone.Hosting;

namespace Touchstone.City.Tests.Submissions;

/// <summary>
/// A process of its own that imports a return and stops in the middle of the transaction, so that the test can kill it there. This test program starts itself again with a
/// startup hook and the variables below; the product knows nothing of it.
/// </summary>
internal static class KilledImport
{
    public const string Database = "TOUCHSTONE_TEST_KILL_DATABASE";
    public const string Return = "TOUCHSTONE_TEST_KILL_RETURN";
    public const string StopAfter = "TOUCHSTONE_TEST_KILL_AFTER_SAVES";
    public const string Waiting = "waiting to be killed";

    /// <summary>Imports and waits to be killed; does not come back.</summary>
    public static void RunAndWait()
    {
        var database = DatabaseChoice.Parse(Environment.GetEnvironmentVariable(Database)!);
        int saves = int.Parse(Environment.GetEnvironmentVariable(StopAfter)!, System.Globalization.CultureInfo.InvariantCulture);
        Import(database, Environment.GetEnvironmentVariable(Return)!, saves).GetAwaiter().GetResult();
        Environment.Exit(99);   // the import ended before the place at which it should have waited
    }

    private static async Task Import(DatabaseChoice database, string file, int saves)
    {
        var services = new ServiceCollection().AddTouchstone(new TouchstoneOptions(database));
        services.ConfigureDbContext<CityDb>(options => options.AddInterceptors(new WaitAfterSaves(saves)), ServiceLifetime.Singleton);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<SubmitReturn>().Run(Actor.Local, new(Path.GetFileName(file), await File.ReadAllBytesAsync(file)), ReturnRequest.Commit);
    }

    private sealed class WaitAfterSaves(int saves) : SaveChangesInterceptor
    {
        private int _saved;

        public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (++_saved >= saves)
            {
                Console.WriteLine(Waiting);
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            return result;
        }
    }
}
