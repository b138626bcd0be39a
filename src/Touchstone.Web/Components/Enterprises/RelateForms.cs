using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Web.Reading;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Components.Enterprises;

/// <summary>What the pages on merges and splits post to.</summary>
internal static class RelateForms
{
    public const string Page = "/enterprises/relate";
    public const string Do = "/enterprises/relate/do";
    public const string Undo = "/enterprises/relate/undo";

    public static void MapRelateForms(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(MergeFirms))) return;
        app.MapPost(Do, Relate).Guarded(Page);
        app.MapPost(Undo, TakeBack).Guarded("/enterprises");
    }

    private static async Task<IResult> Relate(HttpContext http, MergeFirms merge, SplitFirm split, HeldForms held, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        string Field(string name) => form[name].ToString().Trim();
        if (!Number(Field("from"), out long from) || !Number(Field("into"), out long into) || !DateOnly.TryParseExact(Field("on"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)) return TypedResults.LocalRedirect(Page);
        var request = new RelationRequest(from, into, on, Field("citation") is { Length: > 0 } citation ? citation : null);
        bool isSplit = Field("kind") == "split";
        var outcome = isSplit ? await split.Run(Caller.Of(http), request, [.. form["row"].OfType<string>().Select(RowOf).OfType<(string, long)>()], stop) : await merge.Run(Caller.Of(http), request, stop);
        return outcome.Match(
            _ => (IResult)TypedResults.LocalRedirect(EnterpriseLinks.Firm(from) + "?done=related#relations"),
            refused => TypedResults.LocalRedirect(FormattableString.Invariant($"{Page}?kind={(isSplit ? "split" : "merge")}&from={from}&into={into}&on={on:yyyy-MM-dd}&held={held.Hold(new(ImmutableDictionary<string, string>.Empty, refused.Findings))}")));
    }

    private static async Task<IResult> TakeBack(HttpContext http, UndoRelation undo, [FromForm] long relation, [FromForm] long firm, CancellationToken stop) =>
        TypedResults.LocalRedirect(EnterpriseLinks.Firm(firm) + ((await undo.Run(Caller.Of(http), relation, stop)).IsDone(out _) ? "?done=undone#relations" : "?problem=refused"));

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static (string, long)? RowOf(string written) => written.Split(':') is [var register, var row] && Number(row, out long id) ? (register, id) : null;
}
