using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Submissions;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>A return as received and what became of it.</summary>
internal sealed record SubmissionBody(long Id, string FileName, string FileHash, DateTime ReceivedAt, string ReceivedFrom, string? Department, SubmissionState State,
    long Rows, long Recorded, long Corrections, long Unchanged, long Errors, long Warnings)
{
    public static SubmissionBody Of(Submission s) => new(s.Id, s.FileName, s.FileHash, s.ReceivedAt, s.Actor, s.Department, s.State, s.Rows, s.Recorded, s.Corrections, s.Unchanged, s.Errors, s.Warnings);
}

/// <summary>Returns: files with figures, as received.</summary>
internal static class SubmissionsApi
{
    private static readonly Model.Text Kind = new("填报", "submission");

    public static void MapSubmissions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Submissions");
        group.MapGet("/submissions", List).WithName("listSubmissions").WithSummary("Returns received, the latest first").Unsound();
        group.MapGet("/submissions/{id:long}", One).WithName("getSubmission").WithSummary("One return").Missing();
        group.MapGet("/submissions/{id:long}/findings", FindingsOf).WithName("getSubmissionFindings").WithSummary("What is wrong in a return, by cell, errors first").Missing();
        group.MapGet("/submissions/{id:long}/file", Original).WithName("getSubmissionFile").WithSummary("The original bytes, as received")
            .WithMetadata(Answers.Bytes).Missing();
    }

    private static async Task<Results<Ok<PageBody<SubmissionBody>>, ProblemHttpResult>> List(HttpContext http, ListSubmissions list,
        [Description("Only returns in this state: accepted, refused.")] string? state,
        [Description("The most returns, 1 to 1000; 100 when not given.")] int? limit, [Description("The value of next on the page before.")] string? after, CancellationToken stop)
    {
        var asked = new Asked();
        var wanted = asked.Word<SubmissionState>("state", state);
        int most = asked.Limit(limit);
        long last = long.MaxValue;
        if (after is { Length: > 0 } && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out last))
            asked.Fault("after", new($"“{after}”不是上一页的 next。", $"'{after}' is not the next of a page."), new("请原样使用上一页的 next。", "Use the next of the page before as it is."));
        if (!asked.IsSound) return asked.Refusal;
        var all = (await list.Run(Caller.Of(http), stop)).Where(s => wanted is null || s.State == wanted);
        return TypedResults.Ok(Paging.Page(http, all, s => s.Id.ToString(CultureInfo.InvariantCulture), s => s.Id < last, most, SubmissionBody.Of));
    }

    private static async Task<Results<Ok<SubmissionBody>, ProblemHttpResult>> One(HttpContext http, ShowSubmission show, long id, CancellationToken stop) =>
        await show.Run(Caller.Of(http), id, stop) is { } detail ? TypedResults.Ok(SubmissionBody.Of(detail.Submission)) : NotFound(id);

    private static async Task<Results<Ok<ImmutableArray<FindingBody>>, ProblemHttpResult>> FindingsOf(HttpContext http, ShowSubmission show, long id, CancellationToken stop) =>
        await show.Run(Caller.Of(http), id, stop) is { } detail ? TypedResults.Ok(FindingBody.All(detail.Findings)) : NotFound(id);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Original(HttpContext http, ShowSubmission show, ReadOriginal read, long id, CancellationToken stop)
    {
        var actor = Caller.Of(http);
        if (await show.Run(actor, id, stop) is not { } detail || await read.Run(actor, detail.Submission.FileHash, stop) is not { } file) return NotFound(id);
        return TypedResults.File(file.Bytes, "application/octet-stream", detail.Submission.FileName, entityTag: new('"' + file.Hash + '"'));
    }

    private static ProblemHttpResult NotFound(long id) => Problems.NotFound(Kind, id.ToString(CultureInfo.InvariantCulture));
}
