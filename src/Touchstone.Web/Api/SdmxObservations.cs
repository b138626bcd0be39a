using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Touchstone.City.Observations;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Web.Api;

/// <summary>Observations as SDMX-CSV 2.0: the preferred one of each cell. A year to date is a time range of a start day and a duration.</summary>
internal static class SdmxObservations
{
    private static readonly SdmxStructure Structure = new("dataflow", "TOUCHSTONE:CITY_OBSERVATIONS(1.0.0)",
        ["FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD"], ["OBS_STATUS", "SOURCE", "SOURCE_TIER", "RECORDED_AT"]);

    public static bool IsAccepted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("application/vnd.sdmx.data+csv", StringComparison.OrdinalIgnoreCase) && a.Quality != 0
            && a.Parameters.All(p => !p.Name.Equals("version", StringComparison.OrdinalIgnoreCase) || p.Value.Equals("2.0.0", StringComparison.Ordinal)));

    public static FileContentHttpResult Answer(ImmutableArray<KnownCell> cells)
    {
        using var bytes = new MemoryStream();
        SdmxCsv.Write(bytes, Structure, cells.Select(c => Row(c.Preferred)));
        return TypedResults.Bytes(bytes.ToArray(), SdmxCsv.MediaType);
    }

    private static SdmxObservation Row(Observation o) => new([Frequency(o.Period.Frequency), o.Area.Value, o.Indicator.Value, Time(o.Period)], o.Value,
        [o.Status.ToString(), o.Citation, o.Tier == SourceTier.Unstated ? "_U" : o.Tier.ToString(), o.RecordedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)]);

    /// <summary>Code list CL_FREQ; a year to date has no frequency of its own.</summary>
    private static string Frequency(Frequency frequency) => frequency switch
    {
        Model.Frequency.Annual => "A",
        Model.Frequency.HalfYear => "S",
        Model.Frequency.Quarterly => "Q",
        Model.Frequency.Monthly => "M",
        Model.Frequency.Instant => "D",
        Model.Frequency.YearToDate => "_U",
    };

    private static string Time(Period period) => period.Frequency == Model.Frequency.YearToDate
        ? string.Create(CultureInfo.InvariantCulture, $"{period.First:yyyy-MM-dd}/P{period.Last.DayNumber - period.First.DayNumber + 1}D")
        : period.ToString();
}
