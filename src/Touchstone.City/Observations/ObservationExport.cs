using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Observations;

/// <summary>Cells as known, as files for others.</summary>
public static class ObservationExport
{
    private static readonly SdmxStructure Structure = new("dataflow", "TOUCHSTONE:CITY_OBSERVATIONS(1.0.0)",
        ["FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD"], ["OBS_STATUS", "SOURCE", "SOURCE_TIER", "RECORDED_AT"]);

    /// <summary>SDMX-CSV 2.0: the preferred row of each cell.</summary>
    public static byte[] Sdmx(ImmutableArray<KnownCell> cells)
    {
        using var stream = new MemoryStream();
        SdmxCsv.Write(stream, Structure, cells.Select(cell => cell.Preferred).Select(o => new SdmxObservation(
            [Frequency(o.Period.Frequency), o.Area.Value, o.Indicator.Value, Time(o.Period)], o.Value,
            [o.Status.ToString(), o.Citation, Tier(o.Tier), Moment(o.RecordedAt)])));
        return stream.ToArray();
    }

    /// <summary>CSV: every candidate of every cell, the preferred first, with all that is known of its source.</summary>
    public static byte[] Csv(ImmutableArray<KnownCell> cells) => CsvWriter.ToBytes(csv =>
    {
        csv.WriteAll("area", "indicator", "period", "value", "status", "citation", "tier", "note", "preferred", "recorded_at", "recorded_by", "file", "file_sha256", "sheet", "row", "column", "observation", "supersedes").EndRow();
        foreach (var cell in cells)
            foreach (var o in cell.Candidates)
            {
                csv.WriteAll(o.Area.Value, o.Indicator.Value, o.Period.ToString()).Write(o.Value);
                csv.WriteAll(o.Status.ToString(), o.Citation, o.Tier == SourceTier.Unstated ? null : o.Tier.ToString(), o.Note, o == cell.Preferred ? "yes" : "no", Moment(o.RecordedAt), o.Actor,
                    o.File, o.FileHash, o.Sheet, Number(o.Row), o.Column, Number(o.Id), Number(o.Supersedes)).EndRow();
            }
    });

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
    private static string Moment(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    private static string Tier(SourceTier tier) => tier == SourceTier.Unstated ? "_U" : tier.ToString();

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

    /// <summary>A year to date is a time range of a start day and a duration.</summary>
    private static string Time(Period period) => period.Frequency == Model.Frequency.YearToDate
        ? string.Create(CultureInfo.InvariantCulture, $"{period.First:yyyy-MM-dd}/P{period.Last.DayNumber - period.First.DayNumber + 1}D")
        : period.ToString();
}
