using Touchstone.Hosting;
using Touchstone.Hosting.Demo;
using Touchstone.Testing;

namespace Touchstone.Web.Tests;

/// <summary>The demo city behind a real server: as touchstone demo makes it. Made once for all page tests.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("touchstone-pages-").FullName;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Task<string>>> _pages = new(StringComparer.Ordinal);
    private WebApplication _app = default!;

    public HttpClient Http { get; private set; } = default!;
    public string Build { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var database = new DatabaseChoice.SqliteFile(Path.Combine(_folder, "demo.db"));
        var made = (await DemoDatabase.Make(database, Path.Combine(Repository.Root, "samples", "huangshi"), DemoStart.Keep)).OrThrow();
        Build = made.Report!.Builds.Single(b => b.Index == "open-benchmark").Id.Value[..12];
        var options = new TouchstoneOptions(database);
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
}
