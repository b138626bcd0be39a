using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Touchstone.City.Observations;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Web.Api;

/// <summary>
/// SDMX-CSV 2.0.0: the preferred observation of each cell, a row each, action I (information). A value that is intentionally missing is NaN, as the format has it,
/// and OBS_STATUS says why; a year to date is a time range of a start day and a duration.
/// </summary>
internal static class SdmxCsv
{
    public const string MediaType = "application/vnd.sdmx.data+csv;version=2.0.0";
    private const string Structure = "TOUCHSTONE:CITY_OBSERVATIONS(1.0.0)";
    private static readonly string[] Columns =
        ["STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "SOURCE", "SOURCE_TIER", "RECORDED_AT"];

    public static bool IsAccepted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("application/vnd.sdmx.data+csv", StringComparison.OrdinalIgnoreCase) && a.Quality != 0
            && a.Parameters.All(p => !p.Name.Equals("version", StringComparison.OrdinalIgnoreCase) || p.Value.Equals("2.0.0", StringComparison.Ordinal)));

    public static FileContentHttpResult Answer(ImmutableArray<KnownCell> cells) => TypedResults.Bytes(Write(cells), MediaType);

    public static byte[] Write(ImmutableArray<KnownCell> cells) => CsvWriter.ToBytes(csv =>
    {
        csv.WriteAll(Columns).EndRow();
        foreach (var cell in cells)
        {
            var o = cell.Preferred;
            csv.WriteAll("dataflow", Structure, "I", Frequency(o.Period.Frequency), o.Area.Value, o.Indicator.Value, Time(o.Period));
            if (o.Value is { } value) csv.Write(value); else csv.Write("NaN");
            csv.WriteAll(o.Status.ToString(), o.Citation, o.Tier == SourceTier.Unstated ? "_U" : o.Tier.ToString(),
                o.RecordedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)).EndRow();
        }
    });

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
