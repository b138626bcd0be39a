using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Indices;
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
    }

    private static async Task<IResult> Robustness(HttpContext http, string index, CityReading city, LoadRobustness load, CancellationToken stop)
    {
        var actor = Caller.Of(http);
        if (await city.OpenIndex(Here.At(http.Request.GetDisplayUrl()), actor, index, stop) is not { } reading) return TypedResults.NotFound();
        return (await load.Run(actor, reading.Build.Id, reading.Period, stop)).Match(
            done => TypedResults.File(RobustnessSheets.Of(reading, done.Value), Answers.Workbook.MediaType, $"robustness-{index}-{reading.PeriodText}.xlsx"), _ => (IResult)TypedResults.NotFound());
    }
}
