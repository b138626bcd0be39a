using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Web.Api;
using Touchstone.Web.Reading;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Components.Enterprises;

/// <summary>What the enterprise pages post to, and their lists as workbooks.</summary>
internal static class EnterpriseForms
{
    public const string Cultivate = "/enterprises/cultivate";
    public const string Settle = "/enterprises/settle";

    public static string Workbook(string list, Here here) => $"/enterprises/{list}.xlsx" + new Uri("http://x" + here.With()).Query;

    public static void MapEnterpriseForms(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(Worklist))) return;
        app.MapGet("/enterprises/work.xlsx", Work).ExcludeFromDescription();
        app.MapGet("/enterprises/near.xlsx", Near).ExcludeFromDescription();
        app.MapGet("/enterprises/risk.xlsx", Risk).ExcludeFromDescription();
        app.MapGet("/enterprises/gradient.xlsx", Flows).ExcludeFromDescription();
        app.MapGet("/enterprises/{firm:long}.xlsx", Firm).ExcludeFromDescription();
        app.MapPost(Cultivate, PutIn).Guarded("/enterprises");
        app.MapPost(Settle, SettleDoubt).Guarded("/enterprises/doubts");
    }

    private static async Task<IResult> Work(HttpContext http, Worklist list, TimeProvider clock, CancellationToken stop)
    {
        var here = Here.At(http.Request.GetDisplayUrl());
        var items = await list.Run(Caller.Of(http), new WorkRequest(RuleReading.DayOf(here, clock)), stop);
        return File(EnterpriseSheets.Of(items.Where(i => !Enum.TryParse<WorkKind>(here["kind"], ignoreCase: true, out var kind) || i.Kind == kind)), "worklist");
    }

    private static async Task<IResult> Near(HttpContext http, NearTheLine near, TimeProvider clock, CancellationToken stop)
    {
        var here = Here.At(http.Request.GetDisplayUrl());
        var outcome = await near.Run(Caller.Of(http), EnterpriseLinks.RungOf(here), RuleReading.DayOf(here, clock), EnterpriseLinks.WithinOf(here), stop);
        if (!outcome.IsDone(out var list)) return TypedResults.NotFound();
        bool some = Enum.TryParse<Nearness>(here["near"], ignoreCase: true, out var asked);
        return File(EnterpriseSheets.Of(list with { Firms = [.. list.Firms.Where(f => !some || f.Nearness == asked)] }), "near-" + Rungs.CodeOf(list.Rung));
    }

    private static async Task<IResult> Risk(HttpContext http, AtRisk risk, TimeProvider clock, CancellationToken stop)
    {
        var here = Here.At(http.Request.GetDisplayUrl());
        return (await risk.Run(Caller.Of(http), EnterpriseLinks.RungOf(here), RuleReading.DayOf(here, clock), narrow: EnterpriseLinks.NarrowOf(here), stop: stop)).Match(done => File(EnterpriseSheets.Of(done.Value), "risk-" + Rungs.CodeOf(done.Value.Rung)), _ => (IResult)TypedResults.NotFound());
    }

    private static async Task<IResult> Flows(HttpContext http, Gradient gradient, TimeProvider clock, CancellationToken stop)
    {
        var here = Here.At(http.Request.GetDisplayUrl());
        var day = RuleReading.DayOf(here, clock);
        var since = DateOnly.TryParseExact(here["since"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) && from <= day ? from : day.AddYears(-1);
        var track = Enum.TryParse<RungTrack>(here["track"], ignoreCase: true, out var asked) ? asked : RungTrack.Technology;
        return File(EnterpriseSheets.Of(await gradient.Run(Caller.Of(http), track, day, since, stop)), "gradient");
    }

    private static async Task<IResult> Firm(HttpContext http, ShowFirm show, AssessFirm assess, RegisterBook book, TimeProvider clock, long firm, CancellationToken stop)
    {
        var day = RuleReading.DayOf(Here.At(http.Request.GetDisplayUrl()), clock);
        if (book.Find("firms") is not { } register || await show.Run(Caller.Of(http), firm, day, stop) is not { } file) return TypedResults.NotFound();
        return File(EnterpriseSheets.Of(file, register, (await assess.Run(Caller.Of(http), firm, day, stop: stop)).IsDone(out var assessed) ? assessed : []), string.Create(CultureInfo.InvariantCulture, $"{file.Firm.Key}-{day:yyyy-MM-dd}"));
    }

    /// <summary>Enters the firm in the cultivation library of the day's year, and shows its file again.</summary>
    private static async Task<IResult> PutIn(HttpContext http, EditRow edit, HeldForms held, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var fields = form.ToImmutableDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal).Remove("__RequestVerificationToken");
        string Field(string name) => fields.GetValueOrDefault(name, "").Trim();
        if (!long.TryParse(Field("id"), NumberStyles.None, CultureInfo.InvariantCulture, out long firm)) return TypedResults.LocalRedirect("/enterprises");
        string day = DateOnly.TryParseExact(Field("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? Field("day") : "";
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["firm"] = Field("firm"),
            ["rung"] = Field("rung"),
            ["entry_year"] = on.Year.ToString(CultureInfo.InvariantCulture),
            ["entered_on"] = day,
            ["expected_year"] = Field("expected_year"),
            ["coach"] = Field("coach"),
            ["status"] = "in_training",
            ["gap"] = Field("gap"),
        };
        var outcome = await edit.Run(Caller.Of(http), new RowEdit("cultivation", null, values) { ValidFrom = on == default ? null : on }, WriteMode.Commit, stop);
        string page = $"{EnterpriseLinks.Firm(firm)}?day={day}";
        return outcome.Match(done => (IResult)TypedResults.LocalRedirect(page + "&done=cultivated"), refused => TypedResults.LocalRedirect($"{page}&held={held.Hold(new(fields, refused.Findings))}#cultivate"));
    }

    private static async Task<IResult> SettleDoubt(HttpContext http, SettleDoubtfulRow settle, [FromForm] long doubt, [FromForm] long? firm, CancellationToken stop)
    {
        var outcome = await settle.Run(Caller.Of(http), doubt, firm, stop);
        return TypedResults.LocalRedirect("/enterprises/doubts?" + (outcome.IsDone(out _) ? "done=1" : "problem=refused"));
    }

    private static FileContentHttpResult File(byte[] bytes, string name) => TypedResults.Bytes(bytes, Answers.Workbook.MediaType, name + ".xlsx");
}
