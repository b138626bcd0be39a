using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Levers;
using Touchstone.City.Storage;
using Touchstone.Web.Api;
using Touchstone.Web.Reading;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Components.Levers;

/// <summary>The levers, in the index as it is and over the scenarios, and the split of a change as workbooks: the page's address with another ending. What cannot be answered leads back to the page, which says why.</summary>
internal static class LeversFiles
{
    public const string Levers = "/levers", Scenarios = Levers + "/scenarios", Split = "/builds/split";

    public static void MapLeversFiles(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(AskLevers))) return;
        app.MapGet(Levers + ".xlsx", LeversBook).ExcludeFromDescription();
        app.MapGet(Scenarios + ".xlsx", ScenarioBook).ExcludeFromDescription();
        app.MapGet(Split + ".xlsx", SplitBook).ExcludeFromDescription();
    }

    private static async Task<Results<FileContentHttpResult, RedirectHttpResult>> LeversBook(HttpContext http, LeversDesk desk, TimeProvider clock, CancellationToken stop)
    {
        var here = Here.At(http.Request.GetDisplayUrl());
        return await desk.Open(here, Caller.Of(http), stop) is { Answer: { } answer } view
            ? File(LeversSheets.Of(view, answer, Today(clock)), $"levers-{view.Unit}-{view.Index.PeriodText}") : Page(here, Levers);
    }

    private static async Task<Results<FileContentHttpResult, RedirectHttpResult>> ScenarioBook(HttpContext http, ScenarioDesk desk, TimeProvider clock, CancellationToken stop)
    {
        var here = Here.At(http.Request.GetDisplayUrl());
        return await desk.Open(here, Caller.Of(http), stop) is { Answer: { } answer } view
            ? File(ScenarioSheets.Of(view, answer, Today(clock)), $"levers-scenarios-{view.Unit}-{view.Index.PeriodText}") : Page(here, Scenarios);
    }

    private static async Task<Results<FileContentHttpResult, RedirectHttpResult>> SplitBook(HttpContext http, SplitDesk desk, TimeProvider clock, CancellationToken stop)
    {
        var here = Here.At(http.Request.GetDisplayUrl());
        return await desk.Open(here, Caller.Of(http), stop) is { Split: { } split } view
            ? File(SplitSheets.Of(view, split, Today(clock)), $"split-{view.Unit}-{view.Before.PeriodText}-{view.After.PeriodText}") : Page(here, Split);
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime + Moments.CityOffset);
    private static RedirectHttpResult Page(Here here, string path) => TypedResults.LocalRedirect((here with { Path = path }).With());
    private static FileContentHttpResult File(byte[] bytes, string name) => TypedResults.File(bytes, Answers.Workbook.MediaType, name + ".xlsx");
}
