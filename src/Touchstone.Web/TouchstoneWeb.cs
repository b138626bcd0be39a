using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MudBlazor.Services;
using Touchstone.Model;
using Touchstone.Web.Api;
using Touchstone.Web.Components.Builds;
using Touchstone.Web.Components.Data;
using Touchstone.Web.Components.Enterprises;
using Touchstone.Web.Components.Indices;
using Touchstone.Web.Components.Levers;
using Touchstone.Web.Components.Registers;
using Touchstone.Web.Components.Rules;
using Touchstone.Web.Components.Shell;
using Touchstone.Web.Reading;
using Touchstone.Web.Serving;

namespace Touchstone.Web;

/// <summary>The pages and the interface as a server, used by <c>touchstone serve</c> and <c>touchstone demo</c>.</summary>
public static class TouchstoneWeb
{
    /// <summary>Starts the server. A taken port is a refusal, never a crash.</summary>
    public static async Task<Outcome<WebApplication>> Start(WebOptions options, CancellationToken stop = default)
    {
        var prepared = options.Prepare is { } prepare ? Task.Run(() => prepare(stop), stop) : Task.CompletedTask;
        var app = Make(options, prepared);
        try
        {
            await app.StartAsync(stop);
            await prepared;
            return Outcome.Done(app);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            return Outcome.Refused<WebApplication>(PortTaken(options.Port));
        }
    }

    /// <summary>Starts the server and stays until it is told to stop. <paramref name="started"/> gets the address once it answers.</summary>
    public static async Task<Outcome<int>> Run(WebOptions options, Action<string>? started = null, CancellationToken stop = default)
    {
        var outcome = await Start(options, stop);
        if (!outcome.IsDone(out var app)) return Outcome.Refused<int>(outcome.AllFindings);
        await using (app)
        {
            started?.Invoke(AddressOf(app));
            await Task.WhenAll(VisitOnce(app), app.WaitForShutdownAsync(stop));
        }
        return Outcome.Done(0);
    }

    /// <summary>Makes the first page before anyone asks: half of what it takes is compiling, which a person need not wait for. Nothing depends on its answer.</summary>
    private static async Task VisitOnce(WebApplication app)
    {
        try
        {
            using var visitor = new HttpClient();
            using var page = await visitor.GetAsync(AddressOf(app), app.Lifetime.ApplicationStopping);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
        }
    }

    /// <summary>The address a person types.</summary>
    public static string AddressOf(WebApplication app)
    {
        var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        return bound.IsLoopback ? $"http://localhost:{bound.Port}" : bound.GetLeftPart(UriPartial.Authority);
    }

    private static WebApplication Make(WebOptions options, Task prepared)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // An unpublished build keeps its assets in the package folders; without this line a Production run has no styles.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (options.Listen is { } address) kestrel.Listen(address, options.Port);
            else if (options.Port == 0) kestrel.Listen(IPAddress.Loopback, 0);
            else kestrel.ListenLocalhost(options.Port);
        });
        // A build that is not published would otherwise read every asset anew and send it under gzip without compressing it.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        // A page elsewhere must not reach a loopback server through a name that it made resolve here.
        if (options.Listen is null) builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
        builder.Logging.ClearProviders().AddSimpleConsole(c => c.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        AddServices(builder.Services, options);
        var app = builder.Build();
        // Half of a start is the database's model, half the endpoints: they are made side by side, and no request is answered before both are there.
        app.Use(async (http, next) =>
        {
            await prepared;
            await next(http);
        });
        Map(app, options);
        return app;
    }

    private static void AddServices(IServiceCollection services, WebOptions options)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddProblemDetails();
        services.AddApi();
        services.AddResponseCompression();
        services.AddWebEncoders(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        var keys = services.AddDataProtection().SetApplicationName("Touchstone");
        if (options.KeyFolder is { } folder) keys.PersistKeysToFileSystem(Directory.CreateDirectory(folder));
        else keys.UseEphemeralDataProtectionProvider();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<Search>();
        services.AddSingleton<HeldFiles>();
        services.AddSingleton<HeldForms>();
        services.AddSingleton<OpenBuilds>();
        services.AddSingleton<CityReading>();
        services.AddSingleton<IndicatorDesk>();
        services.AddSingleton<PublishedDesk>();
        services.AddSingleton<LeversDesk>();
        services.AddSingleton<SplitDesk>();
        services.AddSingleton<ScenarioDesk>();
        services.AddSingleton<ISearchable, CitySearch>();
        options.Services?.Invoke(services);
    }

    private static void Map(WebApplication app, WebOptions options)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.Use(SecurityHeaders.Add);
        app.UseMiddleware<Preferences>();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(KeepProblems);
        app.UseApi();
        app.UseResponseCompression();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapGet("/search.json", async (HttpContext http, string? q, Search search, CancellationToken stop) =>
            (await search.Find(Caller.Of(http), q ?? "", stop: stop)).Select(h => new { name = h.Name.Say(), kind = Words.Shell.KindOfHit(h.Kind).Say(), href = h.Href })).ExcludeFromDescription();
        app.MapApi();
        app.MapDataForms();
        app.MapBuildForms();
        app.MapIndexFiles();
        app.MapLeversFiles();
        app.MapRuleForms();
        app.MapRegisterForms();
        app.MapEnterpriseForms();
        app.MapRelateForms();
        options.Endpoints?.Invoke(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
    }

    /// <summary>The interface answers in problem+json; the not-found page is for people.</summary>
    private static Task KeepProblems(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && http.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        return next(http);
    }

    private static Finding PortTaken(int port) => Finding.Error("port.taken", Place.Whole,
        new($"端口 {port} 已被其他程序占用，服务未启动。", $"Port {port} is in use by another program; the server did not start."),
        new($"请关闭占用端口的程序，或用 --port 换一个端口，例如 --port {port + 1}。", $"Close that program, or take another port with --port, for example --port {port + 1}."));
}
