using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Catalogue;
using Touchstone.City.Organisation;
using Touchstone.City.Submissions;
using Touchstone.Files;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>A return as received and what became of it.</summary>
internal sealed record SubmissionBody(long Id, string FileName, string FileHash, DateTime ReceivedAt, string ReceivedFrom, string? Department, SubmissionState State,
    long Rows, long Recorded, long Corrections, long Unchanged, long Errors, long Warnings)
{
    public static SubmissionBody Of(Submission s) => new(s.Id, s.FileName, s.FileHash, s.ReceivedAt, s.Actor, s.Department, s.State, s.Rows, s.Recorded, s.Corrections, s.Unchanged, s.Errors, s.Warnings);
}

/// <summary>The field of a return that is sent.</summary>
internal sealed record ReturnForm(IFormFile File);

/// <summary>What became of a return. Result: tried, accepted, refused, repeated.</summary>
internal sealed record ReceiptBody(ReturnResult Result, long? Submission, string FileHash, int Rows, int Recorded, int Corrections, int Unchanged, ImmutableArray<FindingBody> Findings)
{
    public static ReceiptBody Of(ReturnReceipt r) => new(r.Result, r.Submission, r.FileHash, r.Rows, r.Recorded, r.Corrections, r.Unchanged, FindingBody.All(r.Findings));
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
        group.MapGet("/submissions/{id:long}/observations", Made).WithName("getSubmissionObservations").WithSummary("The observations that a return made, by row").Missing();
        group.MapPost("/submissions", Submit).WithName("submitReturn").WithSummary("Send a return (CSV)")
            .WithDescription("Checked, then accepted whole or refused whole. A refused return is kept with its findings (201 with result refused): correct it and send it again. With dryRun=true nothing is kept (200, result tried). The same Idempotency-Key, or the same accepted bytes, answer what became of them the first time (200, result repeated).")
            .Accepts<ReturnForm>("multipart/form-data").Produces<ReceiptBody>(StatusCodes.Status201Created).Writes();
        group.MapGet("/submissions/{id:long}/template", Template).WithName("getSubmissionTemplate").WithSummary("The return as it came, each row with what is wrong beside it, to be corrected and sent again").WithMetadata(Answers.Csv).Missing().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/submissions/{id:long}/template.xlsx", Marked).WithName("getSubmissionWorkbook").WithSummary("The return as it came, as a workbook with the wrong cells coloured").WithMetadata(Answers.Workbook).Missing().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/submissions/template.xlsx", EmptyWorkbook).WithName("getEmptyWorkbook").WithSummary("An empty return as a workbook").WithMetadata(Answers.Workbook).Unsound();
        group.MapGet("/submissions/template.csv", Empty).WithName("getEmptyTemplate").WithSummary("An empty return: a row for each indicator, area and period").WithMetadata(Answers.Csv).Unsound();
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

    private static async Task<Results<Ok<ImmutableArray<ObservationBody>>, ProblemHttpResult>> Made(HttpContext http, ShowSubmission show, ReadMade read, long id, CancellationToken stop) =>
        await show.Run(Caller.Of(http), id, stop) is null ? NotFound(id)
            : TypedResults.Ok<ImmutableArray<ObservationBody>>([.. (await read.Run(Caller.Of(http), id, stop)).Select(ObservationBody.Of)]);

    private static async Task<Results<Ok<ReceiptBody>, Created<ReceiptBody>, ProblemHttpResult>> Submit(HttpContext http, SubmitReturn submit, [FromForm] IFormFile? file,
        [Description("Only check: nothing is kept.")] bool? dryRun,
        [FromHeader(Name = "Idempotency-Key"), Description("The same key is the same request; it may be sent again safely.")] string? idempotencyKey, CancellationToken stop)
    {
        var asked = new Asked();
        if (file is null) asked.Fault("file", new("没有收到文件。", "No file was sent."), new("请以 multipart/form-data 的 file 字段发送填报文件。", "Send the return as the field file of multipart/form-data."));
        else if (file.Length > HeldFiles.MostBytes) asked.Fault("file", Words.Returns.TooLarge, Words.Returns.TooLarge);
        if (idempotencyKey is { Length: > 200 }) asked.Fault("Idempotency-Key", new("幂等键超过 200 个字符。", "The key is longer than 200 characters."), new("请改用较短的键。", "Use a shorter key."));
        if (!asked.IsSound || file is null) return asked.Refusal;
        var mode = dryRun == true ? WriteMode.DryRun : WriteMode.Commit;
        var outcome = await submit.Run(Caller.Of(http), await HeldFiles.Read(file, stop), new ReturnRequest(mode, string.IsNullOrWhiteSpace(idempotencyKey) ? null : idempotencyKey), stop);
        return outcome.Match<Results<Ok<ReceiptBody>, Created<ReceiptBody>, ProblemHttpResult>>(
            done => done.Value.Result is ReturnResult.Accepted or ReturnResult.Refused
                ? TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"/api/v1/submissions/{done.Value.Submission}"), ReceiptBody.Of(done.Value))
                : TypedResults.Ok(ReceiptBody.Of(done.Value)),
            refused => Problems.Refused(refused.Findings));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Template(HttpContext http, CorrectedTemplate template, long id, CancellationToken stop) =>
        (await template.Run(Caller.Of(http), id, Language.Current, stop)).Match<Results<FileContentHttpResult, ProblemHttpResult>>(
            done => TypedResults.Bytes(done.Value.Bytes.ToArray(), "text/csv; charset=utf-8", done.Value.Name), refused => Problems.Refused(refused.Findings));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Marked(HttpContext http, MarkedWorkbook workbook, long id, CancellationToken stop) =>
        (await workbook.Run(Caller.Of(http), id, Language.Current, stop)).Match<Results<FileContentHttpResult, ProblemHttpResult>>(
            done => TypedResults.Bytes(done.Value.Bytes.ToArray(), Answers.Workbook.MediaType, done.Value.Name), refused => Problems.Refused(refused.Findings));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Empty(HttpContext http, ListIndicators list, [Description("Indicator codes.")] string[]? indicator,
        [Description("Area codes.")] string[]? area, [Description("Periods.")] string[]? period, CancellationToken stop)
    {
        var (rows, refusal) = await Rows(http, list, indicator, area, period, stop);
        if (refusal is not null) return refusal;
        return TypedResults.Bytes(CsvWriter.ToBytes(csv =>
        {
            csv.WriteAll(ReturnColumns).EndRow();
            foreach (string[] row in rows) csv.WriteAll(row).EndRow();
        }, CsvFor.People), "text/csv; charset=utf-8", "return.csv");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> EmptyWorkbook(HttpContext http, ListIndicators list, [Description("Indicator codes.")] string[]? indicator,
        [Description("Area codes.")] string[]? area, [Description("Periods.")] string[]? period, CancellationToken stop)
    {
        var (rows, refusal) = await Rows(http, list, indicator, area, period, stop);
        if (refusal is not null) return refusal;
        var sheet = new SheetTable(Words.Returns.Template.Say(), [.. ReturnColumns.Select(c => new SheetColumn(c, c == "value" ? ColumnKind.Number : ColumnKind.Text))],
            rows.Select(r => (IReadOnlyList<SourceCell>)[.. r.Select(SourceCell.OfText)]));
        return TypedResults.Bytes(XlsxWriter.Write([sheet]), Answers.Workbook.MediaType, "return.xlsx");
    }

    private static readonly string[] ReturnColumns = ["area", "indicator", "period", "value", "unit", "status", "citation", "tier", "note"];

    /// <summary>A row for each indicator, area and period, with the unit filled in.</summary>
    private static async Task<(List<string[]> Rows, ProblemHttpResult? Refusal)> Rows(HttpContext http, ListIndicators list, string[]? indicator, string[]? area, string[]? period, CancellationToken stop)
    {
        var asked = new Asked();
        var (indicators, areas, periods) = (Asked.Indicators(indicator), Asked.Areas(area), asked.Periods(period));
        foreach (var (name, given) in new[] { ("indicator", indicator), ("area", area), ("period", period) })
            if (Asked.Many(given).IsEmpty) asked.Required(name, null);
        var units = (await list.Run(Caller.Of(http), stop: stop)).ToDictionary(i => i.Code, i => i.Unit.Say());
        foreach (var unknown in indicators.Where(i => !units.ContainsKey(i)))
            asked.Fault("indicator", new($"指标目录中没有“{unknown}”。", $"The catalogue has no indicator '{unknown}'."), new("请核对代码。", "Check the code."));
        if (!asked.IsSound) return ([], asked.Refusal);
        return ([.. indicators.SelectMany(i => areas.SelectMany(a => periods.Select(p => new[] { a.Value, i.Value, p.ToString(), "", units[i], "", "", "", "" })))], null);
    }

    private static ProblemHttpResult NotFound(long id) => Problems.NotFound(Kind, id.ToString(CultureInfo.InvariantCulture));
}
