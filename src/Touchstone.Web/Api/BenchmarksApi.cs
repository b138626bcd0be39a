using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Benchmarks;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>A peer of a stored set, and the reason for it.</summary>
internal sealed record PeerBody(string Area, long Place, double? Distance, BothLanguages Reason);

/// <summary>The areas a city is compared with, and how they were chosen.</summary>
internal sealed record PeerSetBody(string Code, string Focus, BothLanguages Name, PeerMethod Method, BothLanguages Basis, DateTime ChangedAt, ImmutableArray<PeerBody> Peers);

/// <summary>How near a peer is on one column; the contributions add up to the squared distance.</summary>
internal sealed record SimilarityReasonBody(string Column, double Own, double Other, double OwnZ, double OtherZ, double Contribution);

/// <summary>A unit and how near it is in structure.</summary>
internal sealed record SimilarUnitBody(string Unit, double Distance, ImmutableArray<SimilarityReasonBody> Reasons, ImmutableArray<string> Missing);

/// <summary>The units most like a unit, nearest first.</summary>
internal sealed record SimilarityBody(string Unit, string? Period, ImmutableArray<SimilarUnitBody> Peers, ImmutableArray<string> LeftOut, ImmutableArray<FindingBody> Findings);

/// <summary>An indicator judged for a unit.</summary>
internal sealed record ProfileEntryBody(string Indicator, double Score, int Rank, int RankedUnits, double Percentile)
{
    public static ProfileEntryBody Of(ProfileEntry e) => new(e.Indicator.Value, e.Score, e.Rank, e.RankedUnits, e.Percentile);
}

/// <summary>Strengths and weaknesses of a unit by a printed rule.</summary>
internal sealed record ProfileBody(string Unit, string? Period, BothLanguages Rule, ImmutableArray<ProfileEntryBody> Strengths, ImmutableArray<ProfileEntryBody> Weaknesses, ImmutableArray<string> NotJudged);

/// <summary>Comparison with chosen peers.</summary>
internal static class BenchmarksApi
{
    public static void MapBenchmarks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Benchmarks");
        group.MapGet("/benchmarks/peer-sets", PeerSets).WithName("listPeerSets").WithSummary("Peer sets, each peer with the reason for it");
        group.MapGet("/benchmarks/similar", Similar).WithName("findSimilar").WithSummary("The units most like a unit in structure, with the columns and distances as reasons").Asks();
        group.MapGet("/benchmarks/gap", Gap).WithName("decomposeGap").WithSummary("Which indicator makes how much of the difference from a peer, or from the mean of several").Asks();
        group.MapGet("/benchmarks/profile", Profile).WithName("getProfile").WithSummary("Strengths and weaknesses of a unit, by a printed rule").Asks();
    }

    private static RouteHandlerBuilder Asks(this RouteHandlerBuilder endpoint) => endpoint.Unsound().Missing().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Ok<ImmutableArray<PeerSetBody>>> PeerSets(HttpContext http, ListPeerSets list, [Description("Only sets of this area.")] string? focus, CancellationToken stop) =>
        TypedResults.Ok<ImmutableArray<PeerSetBody>>([.. (await list.Run(Caller.Of(http), focus is null ? null : new AreaCode(focus), stop)).Select(s => new PeerSetBody(s.Code, s.Focus.Value, BothLanguages.Of(s.Name),
            s.Method, BothLanguages.Of(s.Basis), s.ChangedAt, [.. s.Peers.Select(p => new PeerBody(p.Area.Value, p.Place, p.Distance, BothLanguages.Of(p.Reason)))]))]);

    private static async Task<Results<Ok<SimilarityBody>, ProblemHttpResult>> Similar(HttpContext http, OpenBuilds builds, [Description("The build.")] string? build, [Description("The unit.")] string? unit,
        [Description("The period.")] string? period, [Description("Columns to compare by: context columns or indicators.")] string[]? by, CancellationToken stop)
    {
        var asked = new Asked();
        var (id, who, when) = (asked.Required("build", build), asked.Required("unit", unit), asked.Period("period", period));
        if (!asked.IsSound) return asked.Refusal;
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } found) return opened.Refusal;
        var columns = Asked.Many(by).Select(c => new SimilarityColumn(new IndicatorCode(c), Scale: SimilarityScale.Log)).ToList();
        return PeerSimilarity.Of(found, when, new UnitCode(who), columns).Match<Results<Ok<SimilarityBody>, ProblemHttpResult>>(
            done => TypedResults.Ok(new SimilarityBody(who, done.Value.Period?.ToString(),
                [.. done.Value.Peers.Select(p => new SimilarUnitBody(p.Unit.Value, p.Distance, [.. p.Reasons.Select(r => new SimilarityReasonBody(r.Code.Value, r.Own, r.Other, r.OwnZ, r.OtherZ, r.Contribution))], [.. p.Missing.Select(m => m.Value)]))],
                [.. done.Value.LeftOut.Select(l => l.Unit.Value)], FindingBody.All(done.Value.Findings))),
            refused => Problems.Refused(refused.Findings));
    }

    private static async Task<Results<Ok<GapBody>, ProblemHttpResult>> Gap(HttpContext http, OpenBuilds builds, [Description("The build.")] string? build, [Description("The unit.")] string? unit,
        [Description("The peers; one is compared directly, several by their mean.")] string[]? peers, [Description("The period.")] string? period, [Description("The node; the root when not given.")] string? node, CancellationToken stop)
    {
        var asked = new Asked();
        var (id, who, when) = (asked.Required("build", build), new UnitCode(asked.Required("unit", unit)), asked.Period("period", period));
        UnitCode[] others = [.. Asked.Many(peers).Select(p => new UnitCode(p))];
        if (others.Length == 0) asked.Required("peers", null);
        if (!asked.IsSound) return asked.Refusal;
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } found) return opened.Refusal;
        IndicatorCode? at = node is null ? null : new IndicatorCode(node);
        var gap = others is [var other] ? GapDecomposition.Between(found, when, who, other, at) : GapDecomposition.FromMean(found, when, who, others, at);
        return gap.Match<Results<Ok<GapBody>, ProblemHttpResult>>(done => TypedResults.Ok(GapBody.Of(done.Value)), refused => Problems.Refused(refused.Findings));
    }

    private static async Task<Results<Ok<ProfileBody>, ProblemHttpResult>> Profile(HttpContext http, OpenBuilds builds, [Description("The build.")] string? build, [Description("The unit.")] string? unit,
        [Description("The period.")] string? period, CancellationToken stop)
    {
        var asked = new Asked();
        var (id, who, when) = (asked.Required("build", build), asked.Required("unit", unit), asked.Period("period", period));
        if (!asked.IsSound) return asked.Refusal;
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } found) return opened.Refusal;
        return StrengthsAndWeaknesses.Of(found, when, new UnitCode(who)).Match<Results<Ok<ProfileBody>, ProblemHttpResult>>(
            done => TypedResults.Ok(new ProfileBody(who, done.Value.Period?.ToString(), BothLanguages.Of(done.Value.Rule.Words), [.. done.Value.Strengths.Select(ProfileEntryBody.Of)],
                [.. done.Value.Weaknesses.Select(ProfileEntryBody.Of)], [.. done.Value.NotJudged.Select(i => i.Value)])),
            refused => Problems.Refused(refused.Findings));
    }
}
