using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;
using Touchstone.Web.Api;
using Touchstone.Web.Reading;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Components.Rules;

/// <summary>Files of the pages on rules: workbooks of what a page shows (its address with another ending), an empty table of firms, and the upload of one.</summary>
internal static class RuleForms
{
    public static string TryWorkbook(string id) => RuleReading.TryPage(id) + ".xlsx";
    public static string WhatIfWorkbook(string id) => RuleReading.WhatIfPage(id) + ".xlsx";
    public static string Template(string id) => RuleReading.Page(id) + "/firms.xlsx";
    public static string Firms(string id) => RuleReading.WhatIfPage(id) + "/firms";

    public static string Judge(string id) => RuleReading.TryPage(id) + "/points";
    /// <summary>Before an item's id in the form of points.</summary>
    public const string PointsPrefix = "p.";
    /// <summary>Before an item's id: the points the form came with. What stays as it came is not recorded, whatever day is given.</summary>
    public const string ShownPrefix = "s.";

    public static void MapRuleForms(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(RulebookShelf))) return;
        app.MapGet("/rules/{id}/try.xlsx", Tried).ExcludeFromDescription();
        app.MapGet("/rules/{id}/whatif.xlsx", Changed).ExcludeFromDescription();
        app.MapGet("/rules/{id}/firms.xlsx", Empty).ExcludeFromDescription();
        app.MapPost("/rules/{id}/whatif/firms", Upload).Guarded("/rules");
        app.MapPost("/rules/{id}/try/points", Points).Guarded("/rules");
    }

    private static (Here Here, DateOnly Day, Rulebook? Book) Read(HttpContext http, RulebookShelf shelf, TimeProvider clock, string id)
    {
        var here = Here.At(http.Request.GetDisplayUrl());
        var day = RuleReading.DayOf(here, clock);
        return (here, day, shelf.EditionOf(id, here["edition"], day));
    }

    private static async Task<IResult> Tried(HttpContext http, RulebookShelf shelf, TimeProvider clock, RegisterBook registers, ShowRow show, AssessFirm assess, string id)
    {
        var (here, day, book) = Read(http, shelf, clock, id);
        if (book is null) return TypedResults.NotFound();
        var known = long.TryParse(here["firm"], NumberStyles.None, CultureInfo.InvariantCulture, out long firm) ? (await FirmFactsReading.Of(registers, show, assess, Caller.Of(http), firm, book, day)).Facts : null;
        var tried = PreAssessment.Of(book, day, here, known);
        return tried.Evaluation is null ? TypedResults.NotFound() : Workbook(RuleSheets.Of(tried, new(book)), $"{id}-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.xlsx");
    }

    private static async Task<IResult> Changed(HttpContext http, RulebookShelf shelf, TimeProvider clock, HeldFiles held, ReadFirmFacts facts, string id, CancellationToken stop)
    {
        var (here, day, book) = Read(http, shelf, clock, id);
        if (book is null) return TypedResults.NotFound();
        var file = held.Find(here["file"] ?? "");
        var change = RuleChange.Of(book, day, here, file, file is null ? await facts.Run(Caller.Of(http), book, day, stop) : null);
        return change.WhatIf is null ? TypedResults.NotFound() : Workbook(RuleSheets.Of(change), $"{id}-what-if.xlsx");
    }

    private static IResult Empty(HttpContext http, RulebookShelf shelf, TimeProvider clock, string id) =>
        Read(http, shelf, clock, id) is { Book: { } book } ? Workbook(RuleSheets.Template(book), $"{id}-firms.xlsx") : TypedResults.NotFound();

    /// <summary>Holds a table of firms and shows the page over it, with the numbers that were changed before.</summary>
    private static async Task<IResult> Upload(HttpContext http, HeldFiles held, RulebookShelf shelf, string id, [FromForm] IFormFile? file, [FromForm] string? state, CancellationToken stop)
    {
        if (shelf.Editions(id).IsEmpty) return TypedResults.NotFound();
        var kept = QueryHelpers.ParseQuery(state).Where(p => p.Key is not ("file" or "problem")).Select(p => KeyValuePair.Create(p.Key, (string?)p.Value.ToString()));
        string To(string key, string value) => QueryHelpers.AddQueryString(RuleReading.WhatIfPage(id), kept.Append(KeyValuePair.Create(key, (string?)value)));
        if (file is null || file.Length == 0) return TypedResults.LocalRedirect(To("problem", "no-file"));
        if (file.Length > HeldFiles.MostBytes) return TypedResults.LocalRedirect(To("problem", "too-large"));
        return TypedResults.LocalRedirect(To("file", held.Hold(await HeldFiles.Read(file, stop))));
    }

    /// <summary>Records the points and shows the pre-assessment with them.</summary>
    private static async Task<IResult> Points(HttpContext http, RecordPoints record, HeldForms held, string id, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var fields = form.ToImmutableDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal).Remove("__RequestVerificationToken");
        string Field(string name) => fields.GetValueOrDefault(name, "").Trim();
        DateOnly? Day(string name) => DateOnly.TryParseExact(Field(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        if (!long.TryParse(Field("firm"), NumberStyles.None, CultureInfo.InvariantCulture, out long firm) || Day("day") is not { } day) return TypedResults.NotFound();
        string page = $"{RuleReading.TryPage(id)}?firm={Field("firm")}&day={Field("day")}&edition={Uri.EscapeDataString(Field("edition"))}";
        var points = fields.Where(f => f.Key.StartsWith(PointsPrefix, StringComparison.Ordinal) && f.Value.Trim() != Field(ShownPrefix + f.Key[PointsPrefix.Length..])).ToDictionary(f => f.Key[PointsPrefix.Length..], f => (string?)f.Value, StringComparer.Ordinal);
        if (Day("judged_on") is not { } judgedOn) return Refused([Finding.Error("judgement.day", new Place(Column: "judged_on"), Words.Judging.NoDay(Field("judged_on")), Words.Judging.GiveDay)]);
        var sheet = new PointsSheet(firm, id, Field("edition"), day.Year, judgedOn, points) { Reviewer = Some("reviewer"), Reason = Some("reason") };
        return (await record.Run(Caller.Of(http), sheet, stop)).Match(
            done => (IResult)TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{page}&recorded={done.Value}#judge")), refused => Refused(refused.Findings));
        IResult Refused(ImmutableArray<Finding> findings) => TypedResults.LocalRedirect($"{page}&held={held.Hold(new(fields, findings))}#judge");
        string? Some(string name) => Field(name) is { Length: > 0 } text ? text : null;
    }

    private static Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult Workbook(byte[] bytes, string name) => TypedResults.Bytes(bytes, Answers.Workbook.MediaType, name);
}
