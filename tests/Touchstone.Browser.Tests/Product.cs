using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Touchstone.Testing;

namespace Touchstone.Browser.Tests;

/// <summary>
/// The product as a person meets it: the real program in a process of its own, serving a fresh demo city on a free port, and a real Chromium.
/// Where Chromium is missing the tests are skipped, and say so.
/// </summary>
public sealed class Product : IAsyncLifetime
{
    private static readonly string[] Candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly string _home = Directory.CreateTempSubdirectory("touchstone-browser-").FullName;
    private readonly List<string> _output = [];
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The address the product serves.</summary>
    public string Address { get; private set; } = "";
    /// <summary>Why the tests cannot run here; null when they can.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        string? chromium = Candidates.FirstOrDefault(File.Exists);
        if (chromium is null) { Missing = "Chromium is not installed (Debian package chromium); browser tests did not run."; return; }
        int port = FreePort();
        Address = $"http://localhost:{port}";
        Start(port);
        await WaitUntilServed();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page in a context of its own; every request to another host than the product fails the test when the page is closed.</summary>
    public async Task<Visit> Open(string language = "zh-CN", int width = 1366, int height = 768)
    {
        Assert.SkipUnless(Missing is null, Missing ?? "");
        var context = await _browser!.NewContextAsync(new() { Locale = language, ViewportSize = new() { Width = width, Height = height }, AcceptDownloads = true });
        return new Visit(await context.NewPageAsync(), Address);
    }

    private void Start(int port)
    {
        string cli = AppContext.BaseDirectory.Replace("Touchstone.Browser.Tests", "Touchstone.Cli", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in new[] { Path.Combine(cli, "touchstone.dll"), "demo", "--fresh", "--db", Path.Combine(_home, "demo.db"), "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        start.Environment["TOUCHSTONE_HOME"] = Repository.Root;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The product did not start.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
    }

    private async Task WaitUntilServed()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(200))
        {
            if (_process!.HasExited) break;
            try
            {
                using var answer = await client.GetAsync(new Uri(Address));
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException) { /* not up yet */ }
        }
        lock (_output) throw new InvalidOperationException("The product did not serve. It said:\n" + string.Join('\n', _output));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_process is { HasExited: false }) { _process.Kill(entireProcessTree: true); await _process.WaitForExitAsync(); }
        _process?.Dispose();
        Directory.Delete(_home, recursive: true);
    }
}

/// <summary>One person's visit: a page, and what must hold of every page.</summary>
public sealed class Visit(IPage page, string address) : IAsyncDisposable
{
    private readonly List<string> _outside = Watch(page, address);

    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>Goes to a path of the product and waits until its charts are drawn.</summary>
    public async Task GoTo(string path)
    {
        var answer = await page.GotoAsync(address + path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.True(answer is { Ok: true }, $"{path} answered {answer?.Status}");
    }

    private static List<string> Watch(IPage page, string address)
    {
        var outside = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith(address, StringComparison.Ordinal)) outside.Add(request.Url);
        };
        return outside;
    }

    public async ValueTask DisposeAsync()
    {
        await page.Context.CloseAsync();
        Assert.Empty(_outside);
    }
}

/// <summary>All browser tests share one product and one browser.</summary>
[CollectionDefinition(nameof(Product))]
public sealed class ProductCollection : ICollectionFixture<Product>;
