using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Web.Api;
using Touchstone.Web.Reading;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Components.Registers;

/// <summary>What the pages of registers post to, and the files they offer. Each post answers with the address of a page.</summary>
internal static class RegisterForms
{
    public static string Template(string register) => RegisterCells.Page(register) + "/template.xlsx";
    public static string Check(string register) => RegisterCells.Page(register) + "/import";
    public static string Take(string register) => RegisterCells.Page(register) + "/take";
    public static string Edit(string register) => RegisterCells.Page(register) + "/rows";
    public static string RecordMeasures(string register) => MeasureQuestion.Page(register) + "/record";
    public static string Personal(string register, long row) => RegisterCells.Row(register, row) + "/personal";
    public static string ShowPersonal(string register, long row) => Personal(register, row) + "/show";
    public static string Marked(string register, string hash) => $"{RegisterCells.Page(register)}/marked/{hash}.xlsx";
    public static string Export(string register, string format, RegisterView view) => Address($"{RegisterCells.Page(register)}/export.{format}", view with { Page = 1, Size = 50 });

    public static string Address(string path, RegisterView view) => view.ToQuery() is { Length: > 0 } query ? $"{path}?{query}" : path;

    public static void MapRegisterForms(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(RegisterBook))) return;
        var forms = app.MapGroup("/registers/{code}");
        forms.MapGet("/export.xlsx", (HttpContext http, RegisterBook book, ExportRows export, string code, CancellationToken stop) => Give(http, book, export, code, RowsFormat.Xlsx, stop)).ExcludeFromDescription();
        forms.MapGet("/export.csv", (HttpContext http, RegisterBook book, ExportRows export, string code, CancellationToken stop) => Give(http, book, export, code, RowsFormat.Csv, stop)).ExcludeFromDescription();
        forms.MapGet("/template.xlsx", Empty).ExcludeFromDescription();
        forms.MapGet("/marked/{hash}.xlsx", Mark).ExcludeFromDescription();
        forms.MapPost("/import", Hold).Guarded("/registers");
        forms.MapPost("/take", TakeIn).Guarded("/registers");
        forms.MapPost("/{row:long}/personal/show", Look).Guarded("/registers");
        forms.MapPost("/rows", Change).Guarded("/registers");
        forms.MapPost("/measures/record", Record).Guarded("/registers");
    }

    /// <summary>The file's table, to show what stands in a cell.</summary>
    public static SourceTable TableOf(ReceivedFile file) => file.Bytes.Span is [(byte)'P', (byte)'K', ..] ? XlsxReader.Read(file.Bytes, file.Name) : CsvReader.Read(file.Bytes, file.Name);

    private static async Task<IResult> Give(HttpContext http, RegisterBook book, ExportRows export, string code, RowsFormat format, CancellationToken stop)
    {
        if (book.Find(code) is not { } register || !RegisterCells.ViewOf(register, Here.At(http.Request.GetDisplayUrl())).IsDone(out var view)) return TypedResults.NotFound();
        return File(await export.Run(Caller.Of(http), view, format, Language.Current, stop), format == RowsFormat.Csv ? "text/csv; charset=utf-8" : Answers.Workbook.MediaType);
    }

    private static async Task<IResult> Empty(HttpContext http, WriteTemplate template, string code, CancellationToken stop) => File(await template.Run(Caller.Of(http), code, Language.Current, stop), Answers.Workbook.MediaType);

    private static async Task<IResult> Mark(HttpContext http, MarkRowsFile mark, HeldFiles held, string code, string hash, CancellationToken stop) =>
        held.Find(hash) is { } file ? File(await mark.Run(Caller.Of(http), code, file, Language.Current, stop), Answers.Workbook.MediaType) : TypedResults.NotFound();

    private static async Task<IResult> Hold(HttpContext http, RegisterBook book, HeldFiles held, string code, [FromForm] IFormFile? file, CancellationToken stop)
    {
        if (book.Find(code) is null) return TypedResults.NotFound();
        if (file is null || file.Length == 0) return TypedResults.LocalRedirect(Check(code) + "?problem=no-file");
        if (file.Length > HeldFiles.MostBytes) return TypedResults.LocalRedirect(Check(code) + "?problem=too-large");
        return TypedResults.LocalRedirect($"{Check(code)}/{held.Hold(await HeldFiles.Read(file, stop))}");
    }

    private static async Task<IResult> TakeIn(HttpContext http, ImportRows import, HeldFiles held, string code, [FromForm] string? hash, [FromForm] string? citation, CancellationToken stop)
    {
        if (held.Find(hash ?? "") is not { } file) return TypedResults.LocalRedirect(Check(code) + "/gone");
        var outcome = await import.Run(Caller.Of(http), code, file, RowsRequest.Commit with { Citation = string.IsNullOrWhiteSpace(citation) ? null : citation.Trim() }, stop);
        if (!outcome.IsDone(out _)) return TypedResults.LocalRedirect($"{Check(code)}/{hash}");
        held.LetGo(hash!);
        return TypedResults.LocalRedirect(RegisterCells.Page(code) + "?done=1");
    }

    /// <summary>Notes the look and hands the values to the page, which shows them once: they stand in no address.</summary>
    private static async Task<IResult> Look(HttpContext http, LookAtPersonal look, HeldForms held, string code, long row, [FromForm] string? reason, CancellationToken stop)
    {
        var outcome = await look.Run(Caller.Of(http), code, row, reason ?? "", stop);
        var shown = outcome.Match(done => new HeldForm(done.Value.Where(v => v.Value is not null).ToImmutableDictionary(v => v.Key, v => v.Value!, StringComparer.Ordinal), []), refused => new HeldForm(ImmutableDictionary<string, string>.Empty, refused.Findings));
        return TypedResults.LocalRedirect($"{Personal(code, row)}?held={held.Hold(shown)}");
    }

    /// <summary>Records what the register counts to for the area, over the year up to the day.</summary>
    private static async Task<IResult> Record(HttpContext http, MeasureRegisters measure, ListAreas areas, RegisterBook book, HeldForms held, TimeProvider clock, string code, [FromForm] string? day, [FromForm] string? area, CancellationToken stop)
    {
        if (book.Find(code) is not { } register || MeasureQuestion.Of(await areas.Run(Caller.Of(http), stop), day, area, clock) is not { Area: { } at } asked) return TypedResults.NotFound();
        var outcome = await measure.Run(Caller.Of(http), [.. register.Measures.Select(m => new CellKey(m.Indicator, at.Code, asked.Period))], stop);
        string page = $"{MeasureQuestion.Page(code)}?day={asked.DayText}&area={Uri.EscapeDataString(at.Code.Value)}";
        return outcome.Match(
            done => (IResult)TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{page}&recorded={done.Value.Recorded}&same={done.Value.Unchanged}")),
            refused => TypedResults.LocalRedirect($"{page}&held={held.Hold(new(ImmutableDictionary<string, string>.Empty, refused.Findings))}"));
    }

    private static async Task<IResult> Change(HttpContext http, EditRow edit, HeldForms held, RegisterBook book, string code, CancellationToken stop)
    {
        if (book.Find(code) is not { } register) return TypedResults.NotFound();
        var form = await http.Request.ReadFormAsync(stop);
        var fields = form.ToImmutableDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal).Remove("__RequestVerificationToken");
        long? row = long.TryParse(fields.GetValueOrDefault("row"), NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
        var values = register.Fields.Where(f => fields.ContainsKey("f." + f.Code)).ToDictionary(f => f.Code, f => (string?)fields["f." + f.Code], StringComparer.Ordinal);
        var outcome = await edit.Run(Caller.Of(http), new RowEdit(code, row, values)
        {
            ValidFrom = DateOnly.TryParseExact(fields.GetValueOrDefault("validFrom"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Citation = string.IsNullOrWhiteSpace(fields.GetValueOrDefault("citation")) ? null : fields["citation"].Trim(),
            Version = long.TryParse(fields.GetValueOrDefault("version"), NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : null,
        }, WriteMode.Commit, stop);
        return outcome.Match(
            done => (IResult)TypedResults.LocalRedirect(RegisterCells.Row(code, done.Value) + "?done=1"),
            refused => TypedResults.LocalRedirect((row is { } r ? RegisterCells.Row(code, r) + "/edit" : RegisterCells.Page(code) + "/new") + "?held=" + held.Hold(new(fields, refused.Findings))));
    }

    private static IResult File(Outcome<ReceivedFile> outcome, string type) => outcome.Match(done => (IResult)TypedResults.Bytes(done.Value.Bytes.ToArray(), type, done.Value.Name), _ => TypedResults.NotFound());
}
