using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Submissions;
using Touchstone.City.Tests.Storage;
using Touchstone.Hosting;

namespace Touchstone.City.Tests.Submissions;

public sealed class KilledImportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>After the submission; after the first batch of observations; after the last, before the commit.</summary>
    public static IEnumerable<TheoryDataRow<Engine, int>> Places =>
    [
        new(Engine.Sqlite, 1), new(Engine.Sqlite, 3), new(Engine.Sqlite, 4),
        TestCity.OnPostgres(new TheoryDataRow<Engine, int>(Engine.Postgres, 1)), TestCity.OnPostgres(new TheoryDataRow<Engine, int>(Engine.Postgres, 4)),
    ];

    [Theory, MemberData(nameof(Places))]
    public async Task Process_KilledDuringAnImport_LeavesNoneOfItAndTheNextImportIsWhole(Engine engine, int saves)
    {
        await using var city = await SmallCity.Start(engine);
        await city.SendGood("before.csv", "420200,GDP,2015,1228,亿元,A,before,A,\n");
        string file = Path.Combine(Directory.CreateTempSubdirectory("touchstone-kill-").FullName, "large.csv");
        await File.WriteAllTextAsync(file, Rows(2_100), Stop);

        using (var victim = Process.Start(Victim(city.Database, file, saves))!)
        {
            string? said = null;
            try { said = await victim.StandardOutput.ReadLineAsync(Stop).AsTask().WaitAsync(TimeSpan.FromMinutes(1), Stop); }
            finally { victim.Kill(); }
            await victim.WaitForExitAsync(Stop);
            Assert.True(said == KilledImport.Waiting, said + await victim.StandardError.ReadToEndAsync(Stop));
            Assert.NotEqual(99, victim.ExitCode);
        }
        await using (var db = city.Open())
        {
            Assert.Equal((1, 1, 1), (await db.Submissions.CountAsync(Stop), await db.Observations.CountAsync(Stop), await db.Files.CountAsync(Stop)));
            Assert.Equal(0, await db.SubmissionFindings.CountAsync(Stop));
        }
        var receipt = await city.Send(Path.GetFileName(file), Rows(2_100)[SmallCity.Header.Length..]);
        Assert.Equal((ReturnResult.Accepted, 2_100), (receipt.Result, receipt.Recorded));
        await using var after = city.Open();
        Assert.Equal(2_101, await after.Observations.CountAsync(Stop));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    /// <summary>Daily figures of one cell after another: more than one batch.</summary>
    private static string Rows(int count)
    {
        var text = new StringBuilder(SmallCity.Header);
        var day = new DateOnly(2016, 1, 1);
        for (int i = 0; i < count; i++)
            text.Append(CultureInfo.InvariantCulture, $"420200,NO2,{day.AddDays(i):yyyy-MM-dd},{1 + i % 7 * 0.1},微克/立方米,A,c,A,\n");
        return text.ToString();
    }

    private static ProcessStartInfo Victim(DatabaseChoice database, string file, int saves)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledImportTests).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(KilledImportTests).Assembly.Location;
        start.Environment[KilledImport.Database] = database is DatabaseChoice.PostgresServer server ? server.ConnectionString : database.ToString();
        start.Environment[KilledImport.Return] = file;
        start.Environment[KilledImport.StopAfter] = saves.ToString(CultureInfo.InvariantCulture);
        return start;
    }
}
