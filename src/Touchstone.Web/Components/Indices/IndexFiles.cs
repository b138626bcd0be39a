using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Indices;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Web.Api;
using Touchstone.Web.Reading;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Components.Indices;

/// <summary>The pages of an index as workbooks: the same address with another ending.</summary>
internal static class IndexFiles
{
    public static void MapIndexFiles(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(LoadRobustness))) return;
        app.MapGet("/index/{index}/robustness.xlsx", Robustness).ExcludeFromDescription();
        app.MapGet("/index/{index}/audit.xlsx", Audit).ExcludeFromDescription();
    }

    /// <summary>The audit as a workbook, with the state of the page.</summary>
    public static string AuditAddress(string index, Here here) => Links.Audit(index) + ".xlsx" + new Uri("http://x" + here.With()).Query;

    private static async Task<IResult> Audit(HttpContext http, string index, CityReading city, LoadAudit load, CancellationToken stop)
    {
        var actor = Caller.Of(http);
        if (await city.OpenIndex(Here.At(http.Request.GetDisplayUrl()), actor, index, stop) is not { } reading) return TypedResults.NotFound();
        return (await load.Run(actor, reading.Build.Id, stop)).Match(done => IndexWorkbook.Write(done.Value, Language.Current), r => Outcome.Refused<byte[]>(r.Findings)).Match(
            done => TypedResults.File(done.Value, Answers.Workbook.MediaType, $"audit-{index}.xlsx"), _ => (IResult)TypedResults.NotFound());
    }

    private static async Task<IResult> Robustness(HttpContext http, string index, CityReading city, LoadRobustness load, CancellationToken stop)
    {
        var actor = Caller.Of(http);
        if (await city.OpenIndex(Here.At(http.Request.GetDisplayUrl()), actor, index, stop) is not { } reading) return TypedResults.NotFound();
        return (await load.Run(actor, reading.Build.Id, reading.Period, stop)).Match(
            done => TypedResults.File(RobustnessSheets.Of(reading, done.Value), Answers.Workbook.MediaType, $"robustness-{index}-{reading.PeriodText}.xlsx"), _ => (IResult)TypedResults.NotFound());
    }
}
