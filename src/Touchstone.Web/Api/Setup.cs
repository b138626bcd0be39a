using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Model;

namespace Touchstone.Web.Api;

/// <summary>The REST interface: <c>/api/v1</c>, its description at <c>/openapi/v1.json</c>, a page to read and try it at <c>/api</c>.</summary>
internal static partial class Setup
{
    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o => Shape(o.SerializerOptions));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", Description.Configure);
    }

    /// <summary>Middleware of everything under /api: faults and empty refusals become problem+json.</summary>
    public static void UseApi(this WebApplication app) => app.UseWhen(IsApi, api =>
    {
        api.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Explain, SuppressDiagnosticsCallback = c => c.Exception is BadHttpRequestException });
        api.UseStatusCodePages();
    });

    /// <summary>Maps the interface. A server without a city has none.</summary>
    public static void MapApi(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(City.Organisation.ListAreas))) return;
        var api = app.MapGroup("/api/v1");
        api.MapOrganisation();
        api.MapCatalogue();
        api.MapObservations();
        api.MapSubmissions();
        api.MapIndices();
        api.MapBuilds();
        api.MapSplit();
        api.MapRobustness();
        api.MapBenchmarks();
        api.MapLevers();
        api.MapScenarios();
        api.MapMonitor();
        api.MapPublished();
        api.MapRules();
        api.MapRegisters();
        api.MapMeasures();
        api.MapEnterprises();
        app.MapOpenApi();
        app.MapReference();
    }

    /// <summary>The endpoint may answer 400 for parameters.</summary>
    public static RouteHandlerBuilder Unsound(this RouteHandlerBuilder endpoint) => endpoint.ProducesProblem(StatusCodes.Status400BadRequest);
    /// <summary>The endpoint may answer 404.</summary>
    public static RouteHandlerBuilder Missing(this RouteHandlerBuilder endpoint) => endpoint.ProducesProblem(StatusCodes.Status404NotFound);
    /// <summary>The endpoint writes: it may answer 400, 403, 409, 422.</summary>
    public static RouteHandlerBuilder Writes(this RouteHandlerBuilder endpoint) => endpoint.DisableAntiforgery().Unsound()
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);

    private static void Shape(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }

    private static async Task Explain(HttpContext http)
    {
        var fault = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var result = fault is BadHttpRequestException bad
            ? Problems.Of(bad.StatusCode, new("请求无法读取", "The request cannot be read"), [Unreadable(bad.Message)])
            : Problems.Of(StatusCodes.Status500InternalServerError, Words.Shell.ErrorTitle, [Finding.Error("server.fault", Place.Whole,
                new("服务器出现故障，数据没有改动。", "The server failed; no data was changed."),
                Words.Shell.ErrorNumber(System.Diagnostics.Activity.Current?.Id ?? http.TraceIdentifier))]);
        await result.ExecuteAsync(http);
    }

    [GeneratedRegex("parameter \"(?:Nullable<)?(?<type>\\w+)[>?]* (?<name>\\w+)\" from \"(?<value>.*?)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BindingFault();

    private static Finding Unreadable(string message)
    {
        var match = BindingFault().Match(message);
        if (!match.Success) return Finding.Error("request.unreadable", Place.Whole, new($"请求无法读取：{message}", message), new("请按 /openapi/v1.json 的说明改写请求。", "See /openapi/v1.json for what is expected."));
        var (name, value) = (match.Groups["name"].Value, match.Groups["value"].Value);
        var (zh, en) = match.Groups["type"].Value switch
        {
            "DateOnly" => ("日期（2022-07-18）", "a date (2022-07-18)"),
            "int" or "Int32" or "long" or "Int64" => ("整数", "a whole number"),
            "bool" or "Boolean" => ("true 或 false", "true or false"),
            var other => (other, other),
        };
        return Finding.Error("request.parameter", new Place(Column: name), new($"参数 {name} 的值“{value}”不是{zh}。", $"The value '{value}' of {name} is not {en}."),
            new("请改正该参数。", "Correct it."));
    }
}
