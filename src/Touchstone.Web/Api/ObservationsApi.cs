using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Observations;
using Touchstone.City.Submissions;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

internal sealed record SourceBody(string FileHash, string File, string? Sheet, int? Row, string? Column, string? Citation, string? Tier, string? Note)
{
    public static SourceBody Of(SourceRef s) => new(s.FileHash, s.File, s.Sheet, s.Row, s.Column, s.Citation, s.Tier == SourceTier.Unstated ? null : s.Tier.ToString(), s.Note);
}

/// <summary>What one source said of one cell. A missing value is null, and the status says why.</summary>
internal sealed record ObservationBody(long Id, string Indicator, string Area, string Period, double? Value, string Status, BothLanguages StatusName, ImmutableArray<string> Marks,
    DateTime RecordedAt, DateTime ReleasedAt, string RecordedBy, long? Submission, long? Supersedes, string? RawValue, string? RawUnit, SourceBody Source)
{
    public static ObservationBody Of(Observation o) => new(o.Id, o.Indicator.Value, o.Area.Value, o.Period.ToString(), o.Value, o.Status.ToString(), BothLanguages.Of(o.Status.Name()),
        MarkWords.Of(ObsStatuses.MarksOf(o.Status, o.Tier)), o.RecordedAt, o.ReleasedAt, o.Actor, o.Submission, o.Supersedes, o.RawValue, o.RawUnit, SourceBody.Of(o.Source));
}

/// <summary>A cell as known on a day: the observation that counts, how many sources spoke, and why this one counts.</summary>
internal sealed record CellBody(string Indicator, string Area, string Period, double? Value, int Candidates, BothLanguages Why, ObservationBody Preferred)
{
    public static CellBody Of(KnownCell c) => new(c.Key.Indicator.Value, c.Key.Area.Value, c.Key.Period.ToString(), c.Value, c.Candidates.Length, BothLanguages.Of(c.Why), ObservationBody.Of(c.Preferred));
}

/// <summary>Every source of one cell, the one that counts first, the rule by which it does, and all that was ever recorded of the cell.</summary>
internal sealed record CandidatesBody(string Indicator, string Area, string Period, BothLanguages Rule, BothLanguages? Why, ImmutableArray<ObservationBody> Candidates, ImmutableArray<ObservationBody> History);

/// <summary>From an observation to its return, file, cell and citation, with everything recorded of its cell, the earliest first.</summary>
internal sealed record LineageBody(ObservationBody Observation, SubmissionBody? Submission, ImmutableArray<ObservationBody> History);

/// <summary>Observations: indicator × area × period, append-only, each with its source.</summary>
internal static class ObservationsApi
{
    public static void MapObservations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Observations");
        group.MapGet("/observations", List).WithName("listObservations").WithSummary("Cells as known on a day, each with the source that counts")
            .WithDescription("Sorted by indicator, area, period. Repeat a parameter, or join values with commas, to ask for several. With Accept: " + SdmxCsv.MediaType + " all of it is answered as SDMX-CSV 2.0.")
            .WithMetadata(new Answers(SdmxCsv.MediaType)).Unsound();
        group.MapGet("/observations.sdmx.csv", Sdmx).WithName("observationsAsSdmxCsv").WithSummary("Cells as known on a day, as SDMX-CSV 2.0 (read-only)")
            .WithMetadata(new Answers(SdmxCsv.MediaType)).Unsound();
        group.MapGet("/observations/candidates", Candidates).WithName("getCandidates").WithSummary("Every source of one cell, which counts and why, and all revisions").Unsound().Missing();
        group.MapGet("/observations/{id:long}", One).WithName("getObservation").WithSummary("One observation with its lineage").Missing();
    }

    private static async Task<Results<Ok<PageBody<CellBody>>, FileContentHttpResult, ProblemHttpResult>> List(HttpContext http, ReadObservations read,
        [Description("Indicator codes.")] string[]? indicator, [Description("Area codes.")] string[]? area, [Description("Periods: 2021, 2021-S1, 2021-Q1, 2021-07, 2021-12-31, 2022-YTD-07-16.")] string[]? period,
        [Description("What was known at the end of this day; now when not given.")] DateOnly? asKnownOn,
        [Description("The most cells, 1 to 1000; 100 when not given.")] int? limit, [Description("The value of next on the page before.")] string? after, CancellationToken stop)
    {
        var asked = new Asked();
        int most = asked.Limit(limit);
        var filter = new CellFilter(Asked.Indicators(indicator), Asked.Areas(area), asked.Periods(period));
        var start = Start(asked, after);
        if (!asked.IsSound) return asked.Refusal;
        var cells = await read.Run(Caller.Of(http), filter, new AsKnownOn(asKnownOn), stop);
        if (SdmxObservations.IsAccepted(http.Request)) return SdmxObservations.Answer(cells);
        return TypedResults.Ok(Paging.Page(http, cells, c => Written(c.Key), c => start is not { } last || c.Key.CompareTo(last) > 0, most, CellBody.Of));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Sdmx(HttpContext http, ReadObservations read,
        [Description("Indicator codes.")] string[]? indicator, [Description("Area codes.")] string[]? area, [Description("Periods.")] string[]? period,
        [Description("What was known at the end of this day; now when not given.")] DateOnly? asKnownOn, CancellationToken stop)
    {
        var asked = new Asked();
        var filter = new CellFilter(Asked.Indicators(indicator), Asked.Areas(area), asked.Periods(period));
        if (!asked.IsSound) return asked.Refusal;
        return SdmxObservations.Answer(await read.Run(Caller.Of(http), filter, new AsKnownOn(asKnownOn), stop));
    }

    private static async Task<Results<Ok<CandidatesBody>, ProblemHttpResult>> Candidates(HttpContext http, ReadObservations read, ReadHistory history,
        [Description("Indicator code.")] string? indicator, [Description("Area code.")] string? area, [Description("Period.")] string? period,
        [Description("What was known at the end of this day; now when not given.")] DateOnly? asKnownOn, CancellationToken stop)
    {
        var asked = new Asked();
        var (i, a) = (asked.Required("indicator", indicator), asked.Required("area", area));
        var p = asked.Period("period", asked.Required("period", period));
        if (!asked.IsSound || p is not { } when) return asked.Refusal;
        var key = new CellKey(new(i), new(a), when);
        var all = await history.Run(Caller.Of(http), key, stop);
        if (all.IsEmpty) return Problems.NotFound(new("指标值", "observation"), Written(key));
        var known = (await read.Run(Caller.Of(http), CellFilter.Of(key), new AsKnownOn(asKnownOn), stop)).FirstOrDefault();
        return TypedResults.Ok(new CandidatesBody(i, a, when.ToString(), BothLanguages.Of(Preference.Rule), known is null ? null : BothLanguages.Of(known.Why),
            known is null ? [] : [.. known.Candidates.Select(ObservationBody.Of)], [.. all.Select(ObservationBody.Of)]));
    }

    private static async Task<Results<Ok<LineageBody>, ProblemHttpResult>> One(HttpContext http, TraceObservation trace, long id, CancellationToken stop) =>
        await trace.Run(Caller.Of(http), id, stop) is { } lineage
            ? TypedResults.Ok(new LineageBody(ObservationBody.Of(lineage.Observation), lineage.Submission is { } s ? SubmissionBody.Of(s) : null, [.. lineage.History.Select(ObservationBody.Of)]))
            : Problems.NotFound(new("指标值", "observation"), id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static string Written(CellKey key) => $"{key.Indicator}/{key.Area}/{key.Period}";

    private static CellKey? Start(Asked asked, string? after)
    {
        if (string.IsNullOrEmpty(after)) return null;
        string[] parts = after.Split('/');
        if (parts.Length == 3 && Period.TryParse(parts[2], out var period)) return new CellKey(new(parts[0]), new(parts[1]), period);
        asked.Fault("after", new($"“{after}”不是上一页的 next。", $"'{after}' is not the next of a page."), new("请原样使用上一页的 next 或 Link 头。", "Use the next of the page before, or its Link header, as it is."));
        return null;
    }
}
