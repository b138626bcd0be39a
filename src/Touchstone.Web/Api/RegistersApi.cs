using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.Web.Reading;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>A field of a register.</summary>
internal sealed record RegisterFieldBody(string Code, BothLanguages Name, FieldKind Kind, BothLanguages? Unit, ImmutableArray<string> Choices, bool Required, bool Personal, bool Derived, string? Target)
{
    public static RegisterFieldBody Of(RegisterField f) => new(f.Code, BothLanguages.Of(f.Name), f.Kind, BothLanguages.OrNull(f.Unit), [.. f.Choices.Select(c => c.Code)], f.IsNeeded, f.Is(FieldTraits.Personal), f.Is(FieldTraits.Derived), f.Target);
}

/// <summary>A register: what it is for, and its fields.</summary>
internal sealed record RegisterBody(string Code, BothLanguages Name, BothLanguages Purpose, BothLanguages Basis, BothLanguages Issuer, string? FormNumber, string? Approval, ImmutableArray<RegisterFieldBody> Fields)
{
    public static RegisterBody Of(Register r) => new(r.Code, BothLanguages.Of(r.Name), BothLanguages.Of(r.Form.Purpose), BothLanguages.Of(r.Form.Basis), BothLanguages.Of(r.Form.Issuer), r.Form.Number, r.Form.Approval, [.. r.Fields.Select(RegisterFieldBody.Of)]);
}

/// <summary>A row: values by field, as people write them (money in 万元, codes of choices, keys of references); null is missing. Personal values are masked.</summary>
internal sealed record RegisterRowBody(long Id, string Key, DateTime RecordedAt, long Version, ImmutableSortedDictionary<string, string?> Values)
{
    public static RegisterRowBody Of(ImmutableArray<RegisterField> columns, RegisterLine line) => new(line.Id, line.Key, line.RecordedAt, line.Version,
        columns.Select((c, i) => KeyValuePair.Create(c.Code, Written(c, line.Cells[i]))).ToImmutableSortedDictionary(StringComparer.Ordinal));

    internal static string? Written(RegisterField field, RegisterCell cell) => cell.IsMasked ? "***" : cell.Value is null ? null : RegisterCells.InField(field, cell);
}

/// <summary>A page of rows. Count is exact, or the limit to which was counted; asKnownOn is null for the present.</summary>
internal sealed record RegisterRowsBody(string Register, DateOnly? AsKnownOn, long Count, bool CountIsExact, int Page, int Size, ImmutableArray<RegisterRowBody> Rows);
/// <summary>A field that a version changed.</summary>
internal sealed record FieldChangeBody(string Field, string? Before, string? After);
/// <summary>A version of a row.</summary>
internal sealed record RowVersionBody(long Number, RowChange Change, DateOnly ValidFrom, DateTime RecordedAt, string RecordedBy, string? File, long? FileRow, string? Citation, ImmutableArray<FieldChangeBody> Changes)
{
    public static RowVersionBody Of(RowStep s) => new(s.Version.Number, s.Version.Change, s.Version.ValidFrom, s.Version.RecordedAt, s.Version.Actor, s.Version.File, s.Version.FileRow, s.Version.Citation,
        [.. s.Changes.Select(c => new FieldChangeBody(c.Field.Code, RegisterRowBody.Written(c.Field, c.Before), RegisterRowBody.Written(c.Field, c.After)))]);
}
/// <summary>A change of a row, or a new one: values by field; fields not named stay as they are.</summary>
internal sealed record RowEditBody(Dictionary<string, string?> Values, DateOnly? ValidFrom, string? Citation, string? Note, long? Version);
/// <summary>The number of the row that was written; null when only tried.</summary>
internal sealed record RowWrittenBody(long? Id, ImmutableArray<FindingBody> Findings);
/// <summary>What a file did to a register, or would do.</summary>
internal sealed record RowsReceiptBody(string Register, bool Tried, int Rows, int Added, int Changed, int Same, ImmutableArray<FindingBody> Findings);
/// <summary>The fields of an import that is sent.</summary>
internal sealed record RowsForm(IFormFile File, string? Citation);

/// <summary>Registers: lists, rows, history, files in and out.</summary>
internal static class RegistersApi
{
    internal static readonly Model.Text Kind = new("台账", "register");
    private static readonly Model.Text RowKind = new("记录", "row");

    private const string ExportOf = "The view is written as for the rows. asKnownOn=2026-03-31 gives what this would have given at the end of that day, with a last column that says the day.";

    public static void MapRegisters(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/registers").WithTags("Registers");
        group.MapGet("", List).WithName("listRegisters").WithSummary("Registers, each with its fields");
        group.MapGet("/{register}", One).WithName("getRegister").WithSummary("One register with its fields").Missing();
        group.MapGet("/{register}/rows", Rows).WithName("listRows").WithSummary("A page of rows")
            .WithDescription("q finds by name, pinyin, initials or code; any field of the register filters (?status=active,closed or ?registered=2016-01-01..2020-12-31); sort=field or -field; columns=a,b; page and size. asKnownOn=2026-03-31 gives the rows as they were recorded at the end of that day; they are made from their versions, which takes longer.").Unsound().Missing();
        group.MapGet("/{register}/rows/{id:long}", Row).WithName("getRow").WithSummary("One row with all its fields").Missing();
        group.MapGet("/{register}/rows/{id:long}/history", History).WithName("getRowHistory").WithSummary("Everything that was ever recorded of a row, the latest first").Missing();
        group.MapGet("/{register}/rows.xlsx", (HttpContext http, RegisterBook book, ExportRows export, string register, CancellationToken stop) => Export(http, book, export, register, RowsFormat.Xlsx, stop))
            .WithName("exportRowsWorkbook").WithSummary("What a view shows, as a workbook; it can be changed and imported again").WithDescription(ExportOf).WithMetadata(Answers.Workbook).Unsound().Missing();
        group.MapGet("/{register}/rows.csv", (HttpContext http, RegisterBook book, ExportRows export, string register, CancellationToken stop) => Export(http, book, export, register, RowsFormat.Csv, stop))
            .WithName("exportRowsCsv").WithSummary("What a view shows, as CSV with a byte-order mark").WithDescription(ExportOf).WithMetadata(Answers.Csv).Unsound().Missing();
        group.MapGet("/{register}/template.xlsx", Template).WithName("getRegisterTemplate").WithSummary("The workbook to fill in").WithMetadata(Answers.Workbook).Missing();
        group.MapPost("/{register}/rows", Add).WithName("addRow").WithSummary("Enter a row").Produces<RowWrittenBody>(StatusCodes.Status201Created).Missing().Writes();
        group.MapPatch("/{register}/rows/{id:long}", Change).WithName("changeRow").WithSummary("Change a row; with version, only if nobody else changed it meanwhile").Missing().Writes();
        group.MapPost("/{register}/imports", Import).WithName("importRows").WithSummary("Take a workbook or CSV into a register: all of it or nothing")
            .WithDescription("With dryRun=true nothing is kept. With errors nothing is written and every fault is named with its cell (422).").Accepts<RowsForm>("multipart/form-data").Missing().Writes();
    }

    private static Ok<ImmutableArray<RegisterBody>> List(RegisterBook book) => TypedResults.Ok<ImmutableArray<RegisterBody>>([.. book.All.Select(RegisterBody.Of)]);

    private static Results<Ok<RegisterBody>, ProblemHttpResult> One(RegisterBook book, string register) => book.Find(register) is { } found ? TypedResults.Ok(RegisterBody.Of(found)) : NotFound(register);

    private static async Task<Results<Ok<RegisterRowsBody>, ProblemHttpResult>> Rows(HttpContext http, RegisterBook book, ListRows list, string register,
        [Description("Name, pinyin, initials or code.")] string? q, [Description("A field, or -field.")] string? sort, [Description("Fields, joined with commas.")] string? columns,
        [Description("From 1.")] int? page, [Description("Rows a page, at most 500; 50 when not given.")] int? size,
        [Description("What was known at the end of this day; now when not given.")] DateOnly? asKnownOn, CancellationToken stop)
    {
        if (book.Find(register) is not { } found) return NotFound(register);
        var read = RegisterCells.ViewOf(found, Here.At(http.Request.GetDisplayUrl()));
        if (!read.IsDone(out var view)) return Problems.BadRequest(read.AllFindings);
        var rows = (await list.Run(Caller.Of(http), view, stop)).OrThrow();
        return TypedResults.Ok(new RegisterRowsBody(register, view.Known.Day, rows.Count.Number, rows.Count.IsExact, view.Page, view.Size, [.. rows.Rows.Select(r => RegisterRowBody.Of(rows.Columns, r))]));
    }

    private static async Task<Results<Ok<RegisterRowBody>, ProblemHttpResult>> Row(HttpContext http, RegisterBook book, ShowRow show, string register, long id, CancellationToken stop)
    {
        if (book.Find(register) is not { } found) return NotFound(register);
        return await show.Run(Caller.Of(http), register, id, stop) is { } line ? TypedResults.Ok(RegisterRowBody.Of(found.Fields, line)) : NotFound(id);
    }

    private static async Task<Results<Ok<ImmutableArray<RowVersionBody>>, ProblemHttpResult>> History(HttpContext http, ReadRowHistory read, string register, long id, CancellationToken stop)
    {
        var steps = await read.Run(Caller.Of(http), register, id, stop);
        return steps.IsEmpty ? NotFound(id) : TypedResults.Ok<ImmutableArray<RowVersionBody>>([.. steps.Select(RowVersionBody.Of)]);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Export(HttpContext http, RegisterBook book, ExportRows export, string register, RowsFormat format, CancellationToken stop)
    {
        if (book.Find(register) is not { } found) return NotFound(register);
        var read = RegisterCells.ViewOf(found, Here.At(http.Request.GetDisplayUrl()));
        if (!read.IsDone(out var view)) return Problems.BadRequest(read.AllFindings);
        return File(await export.Run(Caller.Of(http), view, format, Language.Current, stop), format == RowsFormat.Csv ? "text/csv; charset=utf-8" : Answers.Workbook.MediaType);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Template(HttpContext http, RegisterBook book, WriteTemplate write, string register, CancellationToken stop) =>
        book.Find(register) is null ? NotFound(register) : File(await write.Run(Caller.Of(http), register, Language.Current, stop), Answers.Workbook.MediaType);

    private static async Task<Results<Ok<RowWrittenBody>, Created<RowWrittenBody>, ProblemHttpResult>> Add(HttpContext http, RegisterBook book, EditRow edit, string register, RowEditBody body, [Description("Only check: nothing is kept.")] bool? dryRun, CancellationToken stop)
    {
        if (book.Find(register) is null) return NotFound(register);
        var outcome = await edit.Run(Caller.Of(http), EditOf(register, null, body), ModeOf(dryRun), stop);
        return outcome.Match<Results<Ok<RowWrittenBody>, Created<RowWrittenBody>, ProblemHttpResult>>(
            done => dryRun == true ? TypedResults.Ok(new RowWrittenBody(null, FindingBody.All(done.Findings))) : TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"/api/v1/registers/{register}/rows/{done.Value}"), new RowWrittenBody(done.Value, FindingBody.All(done.Findings))),
            refused => Problems.Refused(refused.Findings));
    }

    private static async Task<Results<Ok<RowWrittenBody>, ProblemHttpResult>> Change(HttpContext http, RegisterBook book, ShowRow show, EditRow edit, string register, long id, RowEditBody body, [Description("Only check: nothing is kept.")] bool? dryRun, CancellationToken stop)
    {
        if (book.Find(register) is null) return NotFound(register);
        if (await show.Run(Caller.Of(http), register, id, stop) is null) return NotFound(id);
        var outcome = await edit.Run(Caller.Of(http), EditOf(register, id, body), ModeOf(dryRun), stop);
        return outcome.Match<Results<Ok<RowWrittenBody>, ProblemHttpResult>>(done => TypedResults.Ok(new RowWrittenBody(dryRun == true ? null : id, FindingBody.All(done.Findings))), refused => Problems.Refused(refused.Findings));
    }

    private static async Task<Results<Ok<RowsReceiptBody>, ProblemHttpResult>> Import(HttpContext http, RegisterBook book, ImportRows import, string register, [FromForm] IFormFile? file, [FromForm] string? citation, [Description("Only check: nothing is kept.")] bool? dryRun, CancellationToken stop)
    {
        if (book.Find(register) is null) return NotFound(register);
        var asked = new Asked();
        if (file is null) asked.Fault("file", new("没有收到文件。", "No file was sent."), new("请以 multipart/form-data 的 file 字段发送文件。", "Send it as the field file of multipart/form-data."));
        else if (file.Length > HeldFiles.MostBytes) asked.Fault("file", Words.Returns.TooLarge, Words.Returns.TooLarge);
        if (!asked.IsSound || file is null) return asked.Refusal;
        var outcome = await import.Run(Caller.Of(http), register, await HeldFiles.Read(file, stop), new RowsRequest(ModeOf(dryRun)) { Citation = citation }, stop);
        return outcome.Match<Results<Ok<RowsReceiptBody>, ProblemHttpResult>>(
            done => TypedResults.Ok(new RowsReceiptBody(register, dryRun == true, done.Value.Rows, done.Value.Added, done.Value.Changed, done.Value.Same, FindingBody.All(done.Findings))), refused => Problems.Refused(refused.Findings));
    }

    private static WriteMode ModeOf(bool? dryRun) => dryRun == true ? WriteMode.DryRun : WriteMode.Commit;
    private static RowEdit EditOf(string register, long? row, RowEditBody body) => new(register, row, body.Values) { ValidFrom = body.ValidFrom, Citation = body.Citation, Note = body.Note, Version = body.Version };

    private static Results<FileContentHttpResult, ProblemHttpResult> File(Model.Outcome<ReceivedFile> outcome, string type) => outcome.Match<Results<FileContentHttpResult, ProblemHttpResult>>(
        done => TypedResults.Bytes(done.Value.Bytes.ToArray(), type, done.Value.Name), refused => Problems.Refused(refused.Findings));

    private static ProblemHttpResult NotFound(string register) => Problems.NotFound(Kind, register);
    private static ProblemHttpResult NotFound(long id) => Problems.NotFound(RowKind, id.ToString(CultureInfo.InvariantCulture));
}
