using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Organisation;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

internal sealed record AreaBody(string Code, AreaKind Kind, BothLanguages Name, string? Parent, bool InnovationCity, string? Batch, string? Source)
{
    public static AreaBody Of(Area a) => new(a.Code.Value, a.Kind, BothLanguages.Of(a.Name), a.Parent?.Value, a.IsInnovationCity, a.Batch, a.Source);
}

internal sealed record DepartmentBody(string Code, BothLanguages Name);

internal sealed record DutyBody(string Department, BothLanguages Name, DateOnly From, DateOnly? To, string Basis, bool Verified, ImmutableArray<string> Indicators);

/// <summary>Areas, departments, and which department answers for which indicator.</summary>
internal static class OrganisationApi
{
    public static void MapOrganisation(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Organisation");
        group.MapGet("/areas", Areas).WithName("listAreas").WithSummary("Areas: divisions and functional zones")
            .WithDescription("By code. Functional zones overlap divisions: a sum over both counts twice.").Unsound();
        group.MapGet("/areas/{code}", OneArea).WithName("getArea").WithSummary("One area").Missing();
        group.MapGet("/departments", Departments).WithName("listDepartments").WithSummary("Departments of the city");
        group.MapGet("/duties", Duties).WithName("listDuties").WithSummary("Which department answers for which indicators, from when to when, by which document");
    }

    private static async Task<Results<Ok<ImmutableArray<AreaBody>>, ProblemHttpResult>> Areas(HttpContext http, ListAreas list,
        [Description("Only this kind: province, prefecture, county, zone.")] string? kind,
        [Description("Only areas directly below this one.")] string? parent,
        [Description("Only national innovative cities (true), or only others (false).")] bool? innovationCity, CancellationToken stop)
    {
        var asked = new Asked();
        var wanted = asked.Word<AreaKind>("kind", kind);
        if (!asked.IsSound) return asked.Refusal;
        var areas = await list.Run(Caller.Of(http), stop);
        return TypedResults.Ok<ImmutableArray<AreaBody>>([.. areas
            .Where(a => (wanted is null || a.Kind == wanted) && (parent is null || a.Parent?.Value == parent) && (innovationCity is null || a.IsInnovationCity == innovationCity))
            .Select(AreaBody.Of)]);
    }

    private static async Task<Results<Ok<AreaBody>, ProblemHttpResult>> OneArea(HttpContext http, ListAreas list, string code, CancellationToken stop) =>
        (await list.Run(Caller.Of(http), stop)).FirstOrDefault(a => a.Code.Value == code) is { } area
            ? TypedResults.Ok(AreaBody.Of(area)) : Problems.NotFound(new("地区", "area"), code);

    private static async Task<Ok<ImmutableArray<DepartmentBody>>> Departments(HttpContext http, ListDepartments list, CancellationToken stop) =>
        TypedResults.Ok<ImmutableArray<DepartmentBody>>([.. (await list.Run(Caller.Of(http), stop)).Select(d => new DepartmentBody(d.Code, BothLanguages.Of(d.Name)))]);

    private static async Task<Ok<ImmutableArray<DutyBody>>> Duties(HttpContext http, ListDuties list,
        [Description("Only duties in force on this day; without it all that ever were.")] DateOnly? on,
        [Description("Only duties of this department.")] string? department, CancellationToken stop) =>
        TypedResults.Ok<ImmutableArray<DutyBody>>([.. (await list.Run(Caller.Of(http), on, stop)).Where(d => department is null || d.Department == department)
            .Select(d => new DutyBody(d.Department, BothLanguages.Of(d.Name), d.From, d.To, d.Basis, d.Verification == Verification.Verified,
                [.. d.Indicators.Select(i => i.Indicator.Value).Order(StringComparer.Ordinal)]))]);
}
