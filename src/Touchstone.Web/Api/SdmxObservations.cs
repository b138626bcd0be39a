using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Touchstone.City.Observations;
using Touchstone.Files;

namespace Touchstone.Web.Api;

/// <summary>Observations as SDMX-CSV 2.0: the preferred one of each cell. A year to date is a time range of a start day and a duration.</summary>
internal static class SdmxObservations
{
    public static bool IsAccepted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("application/vnd.sdmx.data+csv", StringComparison.OrdinalIgnoreCase) && a.Quality != 0
            && a.Parameters.All(p => !p.Name.Equals("version", StringComparison.OrdinalIgnoreCase) || p.Value.Equals("2.0.0", StringComparison.Ordinal)));

    public static FileContentHttpResult Answer(ImmutableArray<KnownCell> cells) => TypedResults.Bytes(ObservationExport.Sdmx(cells), SdmxCsv.MediaType);
}
