using Microsoft.EntityFrameworkCore;
using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.City.Submissions;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Hosting;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Web.Tests;

/// <summary>The demo city behind a real server: samples brought in through the use cases, the open benchmark built from them. Made once for all page tests.</summary>
public sealed class DemoCity : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("touchstone-pages-").FullName;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Task<string>>> _pages = new(StringComparer.Ordinal);
    private WebApplication _app = default!;

    public HttpClient Http { get; private set; } = default!;
    public string Build { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var options = new TouchstoneOptions(new DatabaseChoice.SqliteFile(Path.Combine(_folder, "demo.db")));
        await using (var services = new ServiceCollection().AddTouchstone(options).BuildServiceProvider())
        {
            await services.MigrateAsync();
            await BringIn(services);
            Build = await BuildOpenBenchmark(services);
        }
        _app = (await TouchstoneWeb.Start(new WebOptions { Port = 0, Services = s => s.AddTouchstone(options) })).OrThrow();
        Http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(TouchstoneWeb.AddressOf(_app).Replace("localhost", "127.0.0.1", StringComparison.Ordinal)),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The page as served; asked for once, since nothing changes while the tests run.</summary>
    public Task<string> Page(string path) => _pages.GetOrAdd(path, p => new(() => Ask(p))).Value;

    private async Task<string> Ask(string path)
    {
        using var answer = await Http.GetAsync(path);
        string html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        return html;
    }

    private static string Samples => Path.Combine(Repository.Root, "samples", "huangshi");
    private static ReceivedFile Received(string path) => new(Path.GetFileName(path), File.ReadAllBytes(path));

    private static async Task BringIn(IServiceProvider services)
    {
        (await services.GetRequiredService<ImportAreas>().Run(Actor.Local, Received(Path.Combine(Samples, "areas.csv")), WriteMode.Commit)).OrThrow();
        (await services.GetRequiredService<ImportDepartments>().Run(Actor.Local, Received(Path.Combine(Samples, "departments.csv")), WriteMode.Commit)).OrThrow();
        (await services.GetRequiredService<ImportCatalogue>().Run(Actor.Local, Received(Path.Combine(Samples, "catalogue.csv")), WriteMode.Commit)).OrThrow();
        foreach (string file in Directory.GetFiles(Path.Combine(Samples, "returns")).Order(StringComparer.Ordinal))
            Assert.Equal(ReturnResult.Accepted, (await services.GetRequiredService<SubmitReturn>().Run(Actor.Local, Received(file), ReturnRequest.Commit)).OrThrow().Result);
    }

    private static async Task<string> BuildOpenBenchmark(IServiceProvider services)
    {
        var design = IndexFolder.ReadDesign(Path.Combine(Samples, "indices", "open-benchmark")).OrThrow();
        var columns = design.Framework.Context.Select(n => n.Code).ToList();
        var rows = (from year in new[] { 2020, 2021 } from unit in design.Units select new RowKey(Period.InYear(year), unit.Code)).ToList();
        var known = (await services.GetRequiredService<ReadObservations>().Run(Actor.Local, new CellFilter([.. columns], [], [Period.InYear(2020), Period.InYear(2021)]), AsKnownOn.Now))
            .Where(c => c.Value is not null && design.Units.Any(u => u.Code.Value == c.Key.Area.Value)).ToList();
        var data = DataTable.Create(rows, columns, known.Select(c => new Cell(new RowKey(c.Key.Period, new UnitCode(c.Key.Area.Value)), c.Key.Indicator, c.Value,
            ObsStatuses.MarksOf(c.Preferred.Status, c.Preferred.Tier), Place.Whole))).OrThrow();
        var input = new IndexInput(design.Framework, design.Units, data);
        var build = IndexBuild.Run(input, design.Recipe).OrThrow();
        await Keep(services, build, input, design, known.Count, rows.Count * columns.Count);
        return build.Id.Value[..12];
    }

    private static async Task Keep(IServiceProvider services, IndexBuild build, IndexInput input, IndexDesign design, int cells, int wanted)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync();
        db.IndexDefinitions.Add(new IndexDefinition { Index = "open-benchmark", Edition = 1, NameZh = design.Recipe.Name.Zh, NameEn = design.Recipe.Name.En, ContentHash = "x", CreatedAt = now, Actor = "local" });
        var stored = new StoredBuild
        {
            Id = build.Id, Index = "open-benchmark", Edition = 1, KnownUntil = now, CreatedAt = now, Actor = "local", MethodsVersion = Methods.Version, FrameId = build.Frame.Id,
            Units = design.Units.Length, RankedUnits = design.Units.Length, Indicators = design.Framework.Indicators.Length, Cells = cells, CellsWanted = wanted,
        };
        foreach (var (name, bytes) in IndexFolder.Write(input, design.Recipe))
        {
            db.Files.Add(new StoredFile { Hash = StoredFile.HashOf(bytes), Bytes = bytes, Length = bytes.Length, KeptAt = now });
            stored.Files.Add(new StoredBuildFile { Build = build.Id, Name = name, FileHash = StoredFile.HashOf(bytes) });
        }
        db.Builds.Add(stored);
        await db.SaveChangesAsync();
    }
}
